package underwriting

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lendwright/internal/calendar"

	"gopkg.in/yaml.v3"
)

// policyCase is one person of policies/cases (the README there says what the fields mean).
type policyCase struct {
	Name string `yaml:"name"`
	Ask  struct {
		Principal Amount `yaml:"principal"`
		Months    int    `yaml:"months"`
	} `yaml:"ask"`
	Age     int       `yaml:"age"`
	History int       `yaml:"history"`
	Bureau  string    `yaml:"bureau"`
	Rows    []caseRow `yaml:"rows"`
	Expect  struct {
		Outcome Outcome  `yaml:"outcome"`
		Reasons []string `yaml:"reasons"`
		First   *Amount  `yaml:"first"`
		Living  *Amount  `yaml:"living"`
		Against []string `yaml:"against"`
	} `yaml:"expect"`
}

type caseRow struct {
	Day   int     `yaml:"day"`
	Every int     `yaml:"every"`
	In    *Amount `yaml:"in"`
	Out   *Amount `yaml:"out"`
	From  int     `yaml:"from"` // days before the end
	To    int     `yaml:"to"`
	Text  string  `yaml:"text"`
}

// build makes the case: the rows of every day, in order, with running balances.
func (x policyCase) build(p Policy) Case {
	age, months, history := x.Age, x.Ask.Months, x.History
	if age == 0 {
		age = 34
	}
	if history == 0 {
		history = 365
	}
	c := Case{ID: x.Name, AsOf: asOf, Currency: p.Currency, Applicant: &Applicant{Age: &age, Name: "Kofi Amina Otieno"},
		Request: Request{Principal: x.Ask.Principal.in(p.Currency), TermMonths: &months}, Bureau: &Bureau{PulledOn: asOf}}
	if x.Bureau == "none" {
		c.Bureau = nil
	}
	a := Account{ID: "a1", Institution: "Bank", OwnerName: "KOFI AMINA OTIENO"}
	balance := int64(0)
	for ago := history; ago > 0; ago-- {
		day := asOf.AddDays(-ago)
		for _, r := range x.Rows {
			if !r.falls(day, ago) {
				continue
			}
			t := Transaction{ID: strconv.Itoa(len(a.Transactions)), At: day.String(), Type: debit, Narration: strings.ReplaceAll(r.Text, "{n}", string(rune('A'+ago%26))+string(rune('A'+ago/26%26)))}
			if r.In != nil {
				t.Type, t.Amount = credit, r.In.in(p.Currency)
				balance += t.Amount
			} else {
				t.Amount = r.Out.in(p.Currency)
				balance -= t.Amount
			}
			b := balance
			t.Balance = &b
			a.Transactions = append(a.Transactions, t)
		}
	}
	c.Accounts = []Account{a}
	return c
}

func (r caseRow) falls(day calendar.Day, ago int) bool {
	if r.From > 0 && (ago > r.From || ago <= r.To) {
		return false
	}
	if r.Every > 0 {
		return ago%r.Every == 0
	}
	return dayOf(day) == r.Day
}

// TestPolicyCases decides the people of every policy's own file.
func TestPolicyCases(t *testing.T) {
	for _, name := range PolicyNames() {
		p, err := PolicyNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile("policies/cases/" + name + ".yaml")
		if err != nil {
			t.Errorf("a policy without cases: %v", err)
			continue
		}
		var cases []policyCase
		dec := yaml.NewDecoder(bytes.NewReader(body))
		dec.KnownFields(true)
		if err := dec.Decode(&cases); err != nil {
			t.Fatal(name, err)
		}
		for _, x := range cases {
			t.Run(name+"/"+x.Name, func(t *testing.T) { x.hold(t, p) })
		}
	}
}

func (x policyCase) hold(t *testing.T, p Policy) {
	d := Decide(p, x.build(p), asOf.At(12, 0, zoneOf(p.Currency)))
	if d.Outcome != x.Expect.Outcome {
		t.Errorf("%s, want %s: %v %+v", d.Outcome, x.Expect.Outcome, d.Reasons, d.Affordability)
	}
	for _, code := range x.Expect.Reasons {
		if !slices.ContainsFunc(d.Reasons, func(r Reason) bool { return r.Code == code }) {
			t.Errorf("told %v, want %s", d.Reasons, code)
		}
	}
	for _, rule := range x.Expect.Against {
		if !slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Rule == rule && f.Against }) {
			t.Errorf("%s does not speak against", rule)
		}
	}
	if want := x.Expect.First; want != nil && (len(d.Offers) == 0 || d.Offers[0].Principal != want.in(p.Currency)) {
		t.Errorf("offers %+v, want first %d; can carry %d", d.Offers, *want/1000, d.Affordability.MaxInstalment)
	}
	if want := x.Expect.Living; want != nil && d.Affordability.LivingCosts != want.in(p.Currency) {
		t.Errorf("living costs %d", d.Affordability.LivingCosts)
	}
	for _, o := range d.Offers {
		if s := p.Currency.Symbol(); s == "" || o.Instalment > d.Affordability.MaxInstalment {
			t.Errorf("%+v", o)
		}
	}
}
