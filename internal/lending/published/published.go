// Package published holds loan mathematics that others published, figure by figure, and recomputes it
// with our engine. A lender can so check the arithmetic of its own program (app selfcheck); the
// tests of this package are the same checks. Every case runs under the options that its source names.
package published

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"lendwright/internal/lending"
	"lendwright/internal/money"
)

//go:embed cases/*.json
var files embed.FS

// Result is what became of one published case.
type Result struct {
	Suite  string // what the case is about
	ID     string
	Title  string
	Source string // repository or document, and path
	// NotOffered says on which convention the case rests that we do not offer; empty when we do. Such a
	// case must differ, so that the list stays true.
	NotOffered string
	Difference error // nil when every figure agrees
}

// Agrees reports whether the case came out as it should.
func (r Result) Agrees() bool { return (r.Difference == nil) == (r.NotOffered == "") }

// suite is a file of cases with what checks them.
type suite struct {
	name, file string
	keep       func(Case) bool
	check      func(Case) error
	notOffered func(Case) string
}

// Case is one published case as its file holds it.
type Case struct {
	ID         string
	Kind       string
	Title      string
	Convention string
	Function   string
	Method     string
	Unit       string
	Formula    string
	Inputs     json.RawMessage
	Expected   json.RawMessage
	Recomputed string
	Percent    any             `json:"recomputed_percent"`
	Settings   json.RawMessage `json:"product_settings"`
	Source     struct{ Repo, Path, Document, Commit string }
	Steps      []Step
}

// Check recomputes every case, in the order of the suites and their files. It fails only when an
// embedded file cannot be read.
func Check() ([]Result, error) {
	var all []Result
	for _, s := range suites {
		cases, err := read(s.file)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			if s.keep == nil || s.keep(c) {
				all = append(all, s.result(c))
			}
		}
	}
	return all, nil
}

func (s suite) result(c Case) Result {
	r := Result{Suite: s.name, ID: c.ID, Title: c.Title, Difference: guarded(s.check, c)}
	r.Source = strings.Trim(c.Source.Repo+c.Source.Document+" "+c.Source.Path, " ")
	if s.notOffered != nil {
		r.NotOffered = s.notOffered(c)
	}
	return r
}

// guarded lets a case that cannot be read be a difference and not the end.
func guarded(check func(Case) error, c Case) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return check(c)
}

func read(name string) ([]Case, error) {
	data, err := files.ReadFile("cases/" + name)
	if err != nil {
		return nil, err
	}
	var file struct{ Cases []Case }
	err = json.Unmarshal(data, &file)
	return file.Cases, err
}

var errNotExpressible = errors.New("our terms cannot say this")

// into reads JSON of a case; one that is not as expected ends the case.
func into[T any](data json.RawMessage) T {
	var x T
	if err := json.Unmarshal(data, &x); err != nil {
		panic(err)
	}
	return x
}

// euros reads an amount; one that is none ends the case.
func euros(text string) money.Money {
	m, err := money.Parse(text, "EUR")
	if err != nil {
		panic(err)
	}
	return m
}

// percent is a rate from per cent.
func percent(text string) money.Rate {
	return money.RateOf(money.MustRate(text).Decimal().Shift(-2))
}

// listed gives the reason of a case from a table.
func listed(table map[string]string) func(Case) string {
	return func(c Case) string { return table[c.ID] }
}

// live is lending.Live without the books.
func live(t lending.LifeTerms, events []lending.LifeEvent) ([]lending.LifeStanding, error) {
	life, err := lending.Live(t, events)
	return life.Standings, err
}
