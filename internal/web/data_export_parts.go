package web

import (
	"context"
	"encoding/json"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/underwriting"
)

type exportedApplication struct {
	Number       string                 `json:"number"`
	State        string                 `json:"state"`
	SubmittedAt  time.Time              `json:"submitted_at"`
	Name         string                 `json:"name"`
	Phone        string                 `json:"phone"`
	BornOn       string                 `json:"born_on"`
	Employment   string                 `json:"employment"`
	Employer     string                 `json:"employer"`
	StatedIncome int64                  `json:"stated_income"`
	Principal    int64                  `json:"principal"`
	Currency     string                 `json:"currency"`
	TermMonths   int                    `json:"term_months"`
	Purpose      string                 `json:"purpose"`
	BVNLast4     string                 `json:"bvn_last_four"`
	Accounts     []exportedAccount      `json:"linked_accounts"`
	Evidence     []exportedEvidence     `json:"evidence"`
	Decision     *underwriting.Decision `json:"decision"`
	Verdict      *exportedEvent         `json:"verdict_of_a_person"`
	Timeline     []exportedEvent        `json:"timeline"`
}

type exportedAccount struct {
	Bank     string    `json:"bank"`
	Number   string    `json:"number"`
	Owner    string    `json:"owner"`
	LinkedAt time.Time `json:"linked_at"`
	Refused  string    `json:"refused"`
}

// exportedEvidence is a source's answer as it came, with the digest that the decision names.
type exportedEvidence struct {
	Source string          `json:"source"`
	State  string          `json:"state"`
	Why    string          `json:"why"`
	Digest string          `json:"sha256"`
	Raw    json.RawMessage `json:"raw"` // null where it did not come or is no JSON
}

type exportedLoan struct {
	Number      string                `json:"number"`
	State       string                `json:"state"`
	Principal   int64                 `json:"principal"`
	Currency    string                `json:"currency"`
	AnnualRate  string                `json:"annual_rate"`
	APR         string                `json:"apr"`
	PaidOutOn   string                `json:"paid_out_on"`
	ClosedOn    string                `json:"closed_on"`
	Outstanding int64                 `json:"outstanding"`
	Schedule    []exportedInstalment  `json:"schedule"`
	Debits      []exportedDebit       `json:"debits"`
	Ledger      []exportedLedgerEntry `json:"ledger"`
	Timeline    []exportedEvent       `json:"timeline"`
}

type exportedInstalment struct {
	N     int    `json:"n"`
	DueOn string `json:"due_on"`
	Due   int64  `json:"due"`
	Paid  int64  `json:"paid"`
	State string `json:"state"`
}

type exportedDebit struct {
	On        string `json:"on"`
	Amount    int64  `json:"amount"`
	State     string `json:"state"`
	Said      string `json:"said"`
	Reference string `json:"reference"`
}

type exportedLedgerEntry struct {
	ValueOn string `json:"value_on"`
	Event   string `json:"event"`
	Account string `json:"account"`
	Debit   int64  `json:"debit"`
	Credit  int64  `json:"credit"`
}

func (s *server) exportApplications(ctx context.Context, u access.User, x *exported) error {
	mine, err := s.Origination.Store.BorrowerApplications(ctx, lending.BorrowerID(u.ID))
	if err != nil {
		return err
	}
	for _, a := range mine {
		f, err := s.Origination.Store.File(ctx, a.ID)
		if err != nil {
			return err
		}
		raw, err := s.Origination.Store.EvidenceRaw(ctx, a.ID)
		if err != nil {
			return err
		}
		x.Applications = append(x.Applications, exportApplication(f, raw))
	}
	return nil
}

func exportApplication(f origination.File, raw []origination.Evidence) exportedApplication {
	a := f.Application
	out := exportedApplication{
		Number: a.Number, State: string(a.State), SubmittedAt: a.SubmittedAt, Name: a.Name, Phone: a.Phone, BornOn: a.BornOn.String(),
		Employment: a.Employment, Employer: a.Employer, StatedIncome: a.StatedIncome.Minor(), Principal: a.Principal.Minor(),
		Currency: string(a.Principal.Currency()), TermMonths: a.TermMonths, Purpose: a.Purpose, BVNLast4: a.BVNLast4,
		Timeline: exportedEvents(f.Timeline),
	}
	for _, x := range f.Accounts {
		out.Accounts = append(out.Accounts, exportedAccount{x.Institution, x.Number, x.Name, x.LinkedAt, x.Refused})
	}
	for _, e := range raw {
		piece := exportedEvidence{Source: string(e.Source), State: string(e.State), Why: e.Why, Digest: e.Digest}
		if json.Valid(e.Raw) {
			piece.Raw = e.Raw
		}
		out.Evidence = append(out.Evidence, piece)
	}
	if f.Decision != nil {
		out.Decision = &f.Decision.Decision
	}
	if v := f.Verdict; v != nil {
		out.Verdict = &exportedEvent{v.At, v.ByName, verdictWord(v.Approve) + ": " + v.Reason}
	}
	return out
}

func (s *server) exportLoans(ctx context.Context, u access.User, x *exported) error {
	mine, err := s.Servicing.Store.BorrowerLoans(ctx, lending.BorrowerID(u.ID))
	if err != nil {
		return err
	}
	for _, l := range mine {
		f, err := s.Servicing.Store.LoanFile(ctx, l.ID, s.day())
		if err != nil {
			return err
		}
		x.Loans = append(x.Loans, exportLoan(f))
	}
	return nil
}

func exportLoan(f servicing.LoanFile) exportedLoan {
	l := f.Loan
	out := exportedLoan{
		Number: l.Number, State: string(l.State), Principal: l.Terms.Principal.Minor(), Currency: string(l.Terms.Principal.Currency()),
		AnnualRate: l.Terms.AnnualRate.String(), APR: l.Schedule.APR.String(), PaidOutOn: l.DisbursedOn.String(), ClosedOn: l.ClosedOn.String(),
		Outstanding: f.Outstanding.Total.Minor(),
	}
	for _, i := range f.Instalments {
		out.Schedule = append(out.Schedule, exportedInstalment{i.Row.N, i.Row.DueOn.String(), i.Row.Due.Minor(), i.Paid.Minor(), i.State})
	}
	for _, d := range f.Debits {
		out.Debits = append(out.Debits, exportedDebit{d.On.String(), d.Amount.Minor(), string(d.State), d.Said, d.Reference})
	}
	for _, e := range f.Ledger {
		out.Ledger = append(out.Ledger, exportedLedgerEntry{e.ValueOn.String(), e.Event, e.Account, e.Debit.Minor(), e.Credit.Minor()})
	}
	for _, e := range f.Timeline {
		out.Timeline = append(out.Timeline, exportedEvent(e))
	}
	return out
}
