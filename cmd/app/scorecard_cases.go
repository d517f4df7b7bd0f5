package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"sync"

	"lendwright/internal/underwriting"
)

// caseJob is one case on its way; done is closed when result or mistakes are there.
type caseJob[T any] struct {
	n        int
	raw      json.RawMessage
	result   T
	mistakes []underwriting.Mistake
	done     chan struct{}
}

// mapCases streams cases through all cores: do works on each, take gets the results in the order of
// the input. Memory does not grow with the number of cases. It gives every mistake of the input, up
// to mistakesShown; from the first on nothing is taken.
func mapCases[T any](in io.Reader, do func(underwriting.Case) T, take func(n int, x T) error) (wrong []string, failed error) {
	workers := runtime.GOMAXPROCS(0)
	queue, work := make(chan *caseJob[T], 4*workers), make(chan *caseJob[T], 4*workers)
	stop := make(chan struct{})
	halt := sync.OnceFunc(func() { close(stop) })
	var readErr error
	go func() {
		defer close(queue)
		defer close(work)
		readErr = cutCases(in, queue, work, stop)
	}()
	for range workers {
		go func() {
			for j := range work {
				j.run(do)
			}
		}()
	}
	cases := 0
	for j := range queue {
		<-j.done
		cases = j.n
		for _, m := range j.mistakes {
			wrong = append(wrong, fmt.Sprintf("case %d: %s", j.n, m))
		}
		if len(wrong) == 0 && failed == nil {
			failed = take(j.n, j.result)
		}
		if failed != nil || len(wrong) >= mistakesShown {
			halt()
		}
	}
	switch {
	case readErr != nil:
		wrong = append(wrong, fmt.Sprintf("case %d: $: expected JSON (%v)", cases+1, readErr))
	case cases == 0:
		wrong = append(wrong, "$: expected at least one case")
	}
	return alone(wrong, cases), failed
}

func (j *caseJob[T]) run(do func(underwriting.Case) T) {
	defer close(j.done)
	c, mistakes := underwriting.ParseCase(j.raw)
	j.raw = nil
	if j.mistakes = mistakes; len(mistakes) == 0 {
		j.result = do(c)
	}
}

// cutCases cuts the input into JSON values, one a line or over several lines.
func cutCases[T any](in io.Reader, queue, work chan<- *caseJob[T], stop <-chan struct{}) error {
	dec := json.NewDecoder(in)
	for n := 1; ; n++ {
		j := &caseJob[T]{n: n, done: make(chan struct{})}
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
