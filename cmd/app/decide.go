package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/underwriting"
)

// DecideCmd is the command decide: cases in, decisions out, one object a line and in the same order.
type DecideCmd struct {
	Policy string `help:"policy document (YAML), or the name of a built-in one like ng-business; without it the built-in one for each case's currency"`
	In     string `help:"file instead of standard input; a name that ends in .gz is gunzipped"`
}

// Run decides every case on all cores. Memory does not grow with the number of cases. When anything
// in the input is wrong, nothing is written to standard output and every mistake is said.
func (c *DecideCmd) Run(std *Std) error {
	policy, err := c.policy()
	if err != nil {
		return err
	}
	in, closeIn, err := openIn(c.In, std)
	if err != nil {
		return err
	}
	defer closeIn()
	out := &spool{}
	defer out.discard()
	wrong, err := decideAll(policy, in, out)
	switch {
	case err != nil:
		return &exitError{exitFailed, []string{err.Error()}}
	case len(wrong) > 0:
		return &exitError{exitWrong, wrong}
	}
	if err := out.copyTo(std.Out); err != nil {
		return &exitError{exitFailed, []string{"the decisions could not be written: " + err.Error()}}
	}
	return nil
}

// policyOf says which policy decides a case.
type policyOf func(underwriting.Case) underwriting.Policy

func (c *DecideCmd) policy() (policyOf, error) {
	if c.Policy == "" {
		return func(c underwriting.Case) underwriting.Policy { return underwriting.PolicyFor(c.Currency) }, nil
	}
	if p, err := underwriting.PolicyNamed(c.Policy); err == nil {
		return func(underwriting.Case) underwriting.Policy { return p }, nil
	}
	doc, err := os.ReadFile(c.Policy)
	if err != nil {
		return nil, &exitError{exitWrong, []string{fmt.Sprintf("--policy: expected a file that can be read: %v", err)}}
	}
	p, err := underwriting.LoadPolicy(doc)
	if err != nil {
		lines := strings.Split(fault.Said(err), "\n")
		if cause := errors.Unwrap(err); cause != nil {
			lines = append(lines, strings.Split(cause.Error(), "\n")...)
		}
		return nil, &exitError{exitWrong, lines}
	}
	return func(underwriting.Case) underwriting.Policy { return p }, nil
}

// openIn opens a command's input as a stream.
func openIn(file string, std *Std) (io.Reader, func(), error) {
	if file == "" {
		return std.In, func() {}, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, &exitError{exitWrong, []string{fmt.Sprintf("--in: expected a file that can be read: %v", err)}}
	}
	if !strings.HasSuffix(file, ".gz") {
		return f, func() { f.Close() }, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, nil, &exitError{exitWrong, []string{"--in: expected a gzip file: " + err.Error()}}
	}
	return z, func() { f.Close() }, nil
}

// decideJob is one case on its way; done is closed when decision or mistakes are there.
type decideJob struct {
	n        int
	raw      json.RawMessage
	decision []byte
	mistakes []underwriting.Mistake
	done     chan struct{}
}

// mistakesShown is after how many mistakes the reading stops.
const mistakesShown = 1000

// decideAll streams cases through all cores. The queue bounds what is in memory; the order of the
// output is that of the queue.
func decideAll(policy policyOf, in io.Reader, out io.Writer) (wrong []string, failed error) {
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan *decideJob, 4*workers)
	work := make(chan *decideJob, 4*workers)
	stop := make(chan struct{})
	var readErr error
	go func() {
		defer close(queue)
		defer close(work)
		readErr = readCases(in, queue, work, stop)
	}()
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for j := range work {
				j.decide(policy)
			}
		})
	}
	cases := 0
	var stopped sync.Once
	for j := range queue {
		<-j.done
		cases = j.n
		if len(j.mistakes) == 0 && len(wrong) == 0 && failed == nil {
			if _, failed = out.Write(j.decision); failed != nil {
				stopped.Do(func() { close(stop) })
			}
		}
		for _, m := range j.mistakes {
			wrong = append(wrong, fmt.Sprintf("case %d: %s", j.n, m))
		}
		if len(wrong) >= mistakesShown {
			stopped.Do(func() { close(stop) })
		}
	}
	running.Wait()
	if readErr != nil {
		wrong = append(wrong, fmt.Sprintf("case %d: $: expected JSON (%v)", cases+1, readErr))
	}
	if cases == 0 && readErr == nil {
		wrong = append(wrong, "$: expected at least one case")
	}
	return alone(wrong, cases), failed
}

// alone drops the case's number where there is a single case.
func alone(wrong []string, cases int) []string {
	if cases > 1 {
		return wrong
	}
	for i := range wrong {
		wrong[i] = strings.TrimPrefix(wrong[i], "case 1: ")
	}
	return wrong
}

// readCases cuts the input into JSON values, one a line or over several lines.
func readCases(in io.Reader, queue, work chan<- *decideJob, stop <-chan struct{}) error {
	dec := json.NewDecoder(in)
	for n := 1; ; n++ {
		j := &decideJob{n: n, done: make(chan struct{})}
		if err := dec.Decode(&j.raw); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		select {
		case <-stop:
			return nil
		case work <- j:
		}
		queue <- j
	}
}

// decide does one case. The instant is noon of the case's own day, never the clock's: the same case
// gives the same decision in every year.
func (j *decideJob) decide(policy policyOf) {
	defer close(j.done)
	c, mistakes := underwriting.ParseCase(j.raw)
	j.raw = nil
	if j.mistakes = mistakes; len(mistakes) > 0 {
		return
	}
	p := policy(c)
	zone, ok := calendar.Zones[p.Country]
	if !ok {
		zone = time.UTC
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(underwriting.Decide(p, c, c.AsOf.At(12, 0, zone))); err != nil {
		j.mistakes = []underwriting.Mistake{{Path: "$", Expected: "a case whose decision can be written (" + err.Error() + ")"}}
		return
	}
	j.decision = b.Bytes()
}

// spool keeps output back until it is known that the input was right: a little in memory, the rest
// in a file that has no name any more.
type spool struct {
	head bytes.Buffer
	file *os.File
}

// spoolHead is how much output is kept in memory.
const spoolHead = 8 << 20

// Write keeps b.
func (s *spool) Write(b []byte) (int, error) {
	if s.file == nil && s.head.Len()+len(b) <= spoolHead {
		return s.head.Write(b)
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "decisions-*.ndjson")
		if err != nil {
			return 0, err
		}
		os.Remove(f.Name()) // freed when the program ends, however it ends
		s.file = f
	}
	return s.file.Write(b)
}

// copyTo gives everything that was kept.
func (s *spool) copyTo(w io.Writer) error {
	if _, err := s.head.WriteTo(w); err != nil || s.file == nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.file)
	return err
}

func (s *spool) discard() {
	if s.file != nil {
		s.file.Close()
	}
}
