package servicing_test

import (
	"context"
	"fmt"
	"sync"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

// fakeBank is a bank with one account, which does what Mono documents and what networks do: a debit
// may be taken and the answer lost, references are used once, and it can be down.
type fakeBank struct {
	mu        sync.Mutex
	now       func() time.Time
	balance   int64
	mandates  map[string]*servicing.MandateReport // by our reference
	debits    map[string]servicing.DebitReport    // by our reference
	transfers map[string]servicing.DisbursementReport
	paidOut   int64
	taken     int64
	calls     map[string]int

	codes     []string // response codes of the next debits; empty: by the balance
	lost      int      // so many next calls that move money take effect and their answer is lost
	dropped   int      // so many next calls that move money never arrive, and nobody says so
	pending   bool     // outcomes stay open until it is false
	down      bool     // nothing answers
	holder    string   // whose account it is
	payouts   []servicing.Payout
	lockedFor int // days that the account is locked for the next debit
}

func newFakeBank(now func() time.Time) *fakeBank {
	return &fakeBank{
		now: now, balance: 100_000_00, mandates: map[string]*servicing.MandateReport{}, debits: map[string]servicing.DebitReport{},
		transfers: map[string]servicing.DisbursementReport{}, calls: map[string]int{}, holder: "ADAEZE OKONKWO",
	}
}

func (b *fakeBank) enter(call string) (func(), error) {
	b.mu.Lock()
	b.calls[call]++
	if b.down {
		return b.mu.Unlock, fault.Newf(fault.Unavailable, "The bank does not answer.")
	}
	return b.mu.Unlock, nil
}

func (b *fakeBank) EnsureCustomer(context.Context, servicing.Payer) (string, error) {
	leave, err := b.enter("customer")
	defer leave()
	return "customer-1", err
}

func (b *fakeBank) InitiateMandate(_ context.Context, r servicing.MandateRequest) (servicing.MandateReport, error) {
	leave, err := b.enter("initiate")
	defer leave()
	if err != nil {
		return servicing.MandateReport{}, err
	}
	if b.mandates[r.Reference] != nil {
		return servicing.MandateReport{}, fault.Newf(fault.Conflict, "Mandate reference already exists.")
	}
	m := servicing.MandateReport{MonoID: "mmc_" + r.Reference, Reference: r.Reference, State: lending.MandateInitiated, URL: "https://authorise.example/" + r.Reference}
	b.mandates[r.Reference] = &m
	if b.lost > 0 {
		b.lost--
		m.URL = "" // Mono does not show it again
		return servicing.MandateReport{}, fault.Newf(fault.Unavailable, "Time-out.")
	}
	answer := m
	m.URL = ""
	return answer, nil
}

func (b *fakeBank) find(idOrReference string) *servicing.MandateReport {
	for ref, m := range b.mandates {
		if ref == idOrReference || m.MonoID == idOrReference {
			return m
		}
	}
	return nil
}

func (b *fakeBank) Mandate(_ context.Context, idOrReference string) (servicing.MandateReport, error) {
	leave, err := b.enter("mandate")
	defer leave()
	m := b.find(idOrReference)
	if err == nil && m == nil {
		err = fault.Newf(fault.NotFound, "No such mandate.")
	}
	if err != nil {
		return servicing.MandateReport{}, err
	}
	return *m, nil
}

func (b *fakeBank) CancelMandate(_ context.Context, monoID string) error {
	leave, err := b.enter("cancel")
	defer leave()
	if m := b.find(monoID); err == nil && m != nil {
		m.State = lending.MandateCancelled
	}
	return err
}

func (b *fakeBank) HasFunds(_ context.Context, monoID string, amount money.Money) (bool, error) {
	leave, err := b.enter("look")
	defer leave()
	if err != nil {
		return false, err
	}
	if m := b.find(monoID); m == nil || m.State != lending.MandateReady {
		return false, fault.Newf(fault.Invalid, "The mandate is not ready.")
	}
	return b.balance >= amount.Minor(), nil
}

func (b *fakeBank) Debit(_ context.Context, r servicing.DebitRequest) servicing.DebitReport {
	leave, err := b.enter("debit")
	defer leave()
	unknown := servicing.DebitReport{Reference: r.Reference, Outcome: servicing.OutcomeUnknown, Said: "time-out"}
	if err != nil {
		return unknown
	}
	if b.dropped > 0 {
		b.dropped--
		return unknown
	}
	if b.lockedFor > 0 {
		until := dayAt(b.now()).AddDays(b.lockedFor)
		b.lockedFor = 0
		return servicing.DebitReport{Reference: r.Reference, Outcome: servicing.OutcomeNotSent, Said: "locked", LockedUntil: until}
	}
	if _, used := b.debits[r.Reference]; used {
		return servicing.DebitReport{Reference: r.Reference, Outcome: servicing.OutcomeUnknown, Code: "94"}
	}
	answer := b.judge(r)
	b.debits[r.Reference] = answer
	if b.lost > 0 {
		b.lost--
		return unknown
	}
	if b.pending {
		return servicing.DebitReport{Reference: r.Reference, Outcome: servicing.OutcomeUnknown, Code: "09", Said: "in progress"}
	}
	return answer
}

// judge decides a debit as the payer's bank does.
func (b *fakeBank) judge(r servicing.DebitRequest) servicing.DebitReport {
	code := "00"
	if len(b.codes) > 0 {
		code, b.codes = b.codes[0], b.codes[1:]
	} else if b.balance < r.Amount.Minor() {
		code = "51"
	}
	report := servicing.DebitReport{Reference: r.Reference, Mandate: r.MandateID, Code: code, Said: "code " + code, At: b.now(), Outcome: servicing.OutcomeFailed}
	if code == "00" {
		b.balance -= r.Amount.Minor()
		b.taken += r.Amount.Minor()
		report.Outcome, report.BankReference, report.Fee = servicing.OutcomeSettled, fmt.Sprint("session-", len(b.debits)), money.Kobo(5500)
	}
	return report
}

func (b *fakeBank) LookUpDebit(_ context.Context, _, reference string) (servicing.DebitReport, error) {
	leave, err := b.enter("lookup")
	defer leave()
	if err != nil {
		return servicing.DebitReport{}, err
	}
	r, known := b.debits[reference]
	if !known {
		return servicing.DebitReport{Reference: reference, Outcome: servicing.OutcomeNotFound}, nil
	}
	if b.pending {
		r.Outcome = servicing.OutcomeUnknown
	}
	return r, nil
}

func (b *fakeBank) AccountName(context.Context, string, string) (string, error) {
	leave, err := b.enter("name")
	defer leave()
	return b.holder, err
}

func (b *fakeBank) Transfer(_ context.Context, r servicing.TransferRequest) servicing.DisbursementReport {
	leave, err := b.enter("transfer")
	defer leave()
	unknown := servicing.DisbursementReport{Reference: r.Reference, Outcome: servicing.OutcomeUnknown}
	if err != nil {
		return unknown
	}
	if b.dropped > 0 {
		b.dropped--
		return unknown
	}
	if _, used := b.transfers[r.Reference]; used {
		return unknown
	}
	report := servicing.DisbursementReport{Reference: r.Reference, MonoID: "dsb-1", Outcome: servicing.OutcomeSettled, At: b.now()}
	if len(b.codes) > 0 {
		b.codes = b.codes[1:]
		report.Outcome, report.Said = servicing.OutcomeFailed, "invalid account"
	} else {
		b.balance += r.Amount.Minor()
		b.paidOut += r.Amount.Minor()
	}
	b.transfers[r.Reference] = report
	return unknown // Mono pays out later and says so by webhook
}

func (b *fakeBank) LookUpTransfer(_ context.Context, _, reference string) (servicing.DisbursementReport, error) {
	leave, err := b.enter("lookup transfer")
	defer leave()
	if err != nil {
		return servicing.DisbursementReport{}, err
	}
	r, known := b.transfers[reference]
	if !known {
		return servicing.DisbursementReport{Reference: reference, Outcome: servicing.OutcomeNotFound}, nil
	}
	return r, nil
}

func (b *fakeBank) Payouts(_ context.Context, known func(string) (bool, error)) ([]servicing.Payout, error) {
	leave, err := b.enter("payouts")
	defer leave()
	var fresh []servicing.Payout
	for _, p := range b.payouts {
		read, err := known(p.MonoID)
		if err != nil {
			return nil, err
		}
		if !read {
			fresh = append(fresh, p)
		}
	}
	return fresh, err
}
