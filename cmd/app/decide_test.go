package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lendwright/internal/underwriting"
)

// decideLines runs the command over an input and gives its lines.
func decideLines(t *testing.T, c DecideCmd, in string) ([]string, error) {
	t.Helper()
	var out bytes.Buffer
	err := c.Run(&Std{In: strings.NewReader(in), Out: &out, Err: &bytes.Buffer{}})
	text := strings.TrimSuffix(out.String(), "\n")
	if text == "" {
		return nil, err
	}
	return strings.Split(text, "\n"), err
}

func caseLine(id string) string {
	return fmt.Sprintf(`{"id":%q,"as_of":"2026-11-20","currency":"NGN","request":{"principal":5000000,"term_months":3}}`, id)
}

func TestDecideKeepsTheOrder(t *testing.T) {
	var in strings.Builder
	for i := range 500 {
		in.WriteString(caseLine(fmt.Sprint(i)) + "\n")
	}
	lines, err := decideLines(t, DecideCmd{}, in.String())
	if err != nil || len(lines) != 500 {
		t.Fatal(len(lines), err)
	}
	for i, line := range lines {
		var d struct {
			ID      string
			Outcome string
			Offers  []any
			Policy  struct{ SHA256 string }
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil || d.ID != fmt.Sprint(i) || d.Outcome != "refer" || d.Offers == nil || len(d.Policy.SHA256) != 64 {
			t.Fatalf("%d: %s (%v)", i, line, err)
		}
	}
}

func TestDecideTakesOneObjectOverManyLines(t *testing.T) {
	lines, err := decideLines(t, DecideCmd{}, strings.ReplaceAll(caseLine("x"), ",", ",\n  "))
	if err != nil || len(lines) != 1 {
		t.Errorf("%v %v", lines, err)
	}
}

func TestDecideReadsGzipByName(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cases.ndjson.gz")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintln(z, caseLine("a"))
	fmt.Fprintln(z, caseLine("b"))
	z.Close()
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	lines, err := decideLines(t, DecideCmd{In: file}, "")
	if err != nil || len(lines) != 2 {
		t.Errorf("%v %v", lines, err)
	}
}

func TestDecideSaysEveryMistakeAndWritesNothing(t *testing.T) {
	bad := strings.Replace(caseLine("b"), `"principal":5000000`, `"principal":-1,"colour":"red"`, 1)
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.yaml")
	if err := os.WriteFile(broken, []byte("name: x\ncolour: red\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name, in string
		cmd      DecideCmd
		says     []string
	}{
		{"one case", bad, DecideCmd{}, []string{"$.request.colour: expected no such field"}},
		{"the second of three", caseLine("a") + "\n" + bad + "\n" + caseLine("c"), DecideCmd{}, []string{"case 2: $.request.colour: expected"}},
		{"nothing", "", DecideCmd{}, []string{"$: expected at least one case"}},
		{"no JSON", caseLine("a") + "\n{oops}", DecideCmd{}, []string{"case 2: $: expected JSON"}},
		{"cut off", caseLine("a")[:40], DecideCmd{}, []string{"$: expected JSON"}},
		{"no such file", "", DecideCmd{In: filepath.Join(dir, "none")}, []string{"--in: expected a file"}},
		{"no such policy", "", DecideCmd{Policy: filepath.Join(dir, "none")}, []string{"--policy: expected a file"}},
		{"a broken policy", caseLine("a"), DecideCmd{Policy: broken}, []string{"colour"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			lines, err := decideLines(t, row.cmd, row.in)
			var e *exitError
			if !errors.As(err, &e) || e.code != exitWrong || len(lines) != 0 {
				t.Fatalf("%v, %d lines written", err, len(lines))
			}
			for _, s := range row.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("%q does not say %q", err, s)
				}
			}
		})
	}
}

func TestDecideUnderAnotherPolicy(t *testing.T) {
	doc, err := os.ReadFile("../../internal/underwriting/policies/ng-personal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "p.yaml")
	if err := os.WriteFile(file, bytes.Replace(doc, []byte("name: Nigeria personal loan"), []byte("name: Another"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	lines, err := decideLines(t, DecideCmd{Policy: file}, caseLine("a"))
	if err != nil || !strings.Contains(lines[0], `"policy":{"name":"Another"`) {
		t.Errorf("%v %v", lines, err)
	}
}

// endless gives n cases and counts what was read, without ever holding them.
type endless struct {
	n    int
	rest []byte
}

func (e *endless) Read(b []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.n == 0 {
			return 0, os.ErrClosed
		}
		e.n--
		e.rest = []byte(caseLine(fmt.Sprint(e.n)) + "\n")
	}
	n := copy(b, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestDecideHoldsMemoryFlat reads twenty thousand cases and then fails: the heap never grew with
// them, and since the input broke nothing was written.
func TestDecideHoldsMemoryFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	out := &spool{}
	defer out.discard()
	wrong, _ := decideAll(builtIn(t), &endless{n: 20_000}, out)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if len(wrong) != 1 || !strings.Contains(wrong[0], "case 20001") {
		t.Errorf("%v", wrong)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 40<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}

func builtIn(t *testing.T) policyOf {
	t.Helper()
	p, err := (&DecideCmd{}).policy()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDecideTakesABuiltInPolicyByName(t *testing.T) {
	for name, want := range map[string]string{"": "Nigeria personal loan", "ng-business": "Nigeria micro-business loan", "za-personal": "South Africa personal loan"} {
		policy, err := (&DecideCmd{Policy: name}).policy()
		if err != nil || policy(underwriting.Case{Currency: "NGN"}).Name != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	if p := builtIn(t)(underwriting.Case{Currency: "KES"}); p.Name != "Kenya personal loan" {
		t.Errorf("a case in shillings is decided by %s", p.Name)
	}
}
