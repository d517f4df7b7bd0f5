package openbanking

import (
	"errors"
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/mono"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"
)

var errNotThis = errors.New("the kept event is of another kind")

// ReadCase turns raw evidence into a case: amounts in kobo, days in Lagos, pages merged, doubles
// dropped. A piece that did not come, or that cannot be read, is named in Missing.
func (a Adapter) ReadCase(d origination.Dossier) (underwriting.Case, error) {
	x := d.Application
	term := x.TermMonths
	c := underwriting.Case{
		ID: x.Number, AsOf: d.AsOf, Currency: x.Principal.Currency(), Applicant: applicant(x, d.AsOf),
		Request:    underwriting.Request{Principal: x.Principal.Minor(), TermMonths: &term, Purpose: x.Purpose},
		OwnHistory: d.OwnLoans,
	}
	f := file{dossier: d, missing: map[string]bool{}}
	c.Accounts = f.accounts()
	c.Income = f.income(c.Accounts)
	c.Creditworthiness = f.creditworthiness()
	c.Bureau = f.bureau()
	c.Identity = f.identity()
	c.Missing = f.namesOfMissing()
	return c, nil
}

func applicant(x origination.Application, asOf calendar.Day) *underwriting.Applicant {
	age, income := yearsBetween(x.BornOn, asOf), x.StatedIncome.Minor()
	return &underwriting.Applicant{Age: &age, Employment: x.Employment, StatedMonthlyIncome: &income, Name: x.Name}
}

// yearsBetween is a person's age on a day.
func yearsBetween(born, on calendar.Day) int {
	by, bm, bd := born.Date()
	y, m, d := on.Date()
	if m < bm || m == bm && d < bd {
		return y - by - 1
	}
	return y - by
}

// file is the evidence of one application while its case is read.
type file struct {
	dossier origination.Dossier
	missing map[string]bool
}

// piece finds what arrived from a source; an account's, or the person's when account is empty.
func (f *file) piece(account origination.AccountID, s origination.Source) ([]byte, bool) {
	i := slices.IndexFunc(f.dossier.Evidence, func(e origination.Evidence) bool {
		return e.Account == account && e.Source == s && e.State == origination.EvidenceArrived
	})
	if i < 0 {
		return nil, false
	}
	return f.dossier.Evidence[i].Raw, true
}

// lack notes a source that did not come or cannot be read.
func (f *file) lack(s origination.Source) { f.missing[string(s)] = true }

// namesOfMissing lists the sources that are lacking, each once.
func (f *file) namesOfMissing() []string {
	if len(f.dossier.Accounts) == 0 {
		f.lack(origination.SourceTransactions)
	}
	// Mono's insights are no part of the case; only that they came is asked for.
	if !slices.ContainsFunc(f.dossier.Evidence, func(e origination.Evidence) bool {
		return e.Source == origination.SourceInsights && e.State == origination.EvidenceArrived
	}) {
		f.lack(origination.SourceInsights)
	}
	names := make([]string, 0, len(f.missing))
	for name := range f.missing {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return nil
	}
	return names
}

// read takes one piece through its reader; what did not come or cannot be read is lacking.
func read[T any](f *file, account origination.AccountID, s origination.Source, by func([]byte) (T, error)) (T, bool) {
	var none T
	b, came := f.piece(account, s)
	if !came {
		f.lack(s)
		return none, false
	}
	x, err := by(b)
	if err != nil {
		f.lack(s)
		return none, false
	}
	return x, true
}

// known is a pointer to an amount that Mono said, nil when it did not.
func known(m mono.MaybeKobo) *int64 {
	if !m.Known {
		return nil
	}
	kobo := int64(m.Kobo)
	return &kobo
}
