package lending

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// MandateState says who acts next.
type MandateState string

// The states of a mandate.
const (
	MandatePlanned   MandateState = "planned"   // we: ask Mono for the authorisation page
	MandateInitiated MandateState = "initiated" // the borrower: authorise it
	MandateApproved  MandateState = "approved"  // the bank: make it ready to debit, about a day
	MandateReady     MandateState = "ready"     // we: may debit
	MandatePaused    MandateState = "paused"    // the lender: reinstate it
	MandateRejected  MandateState = "rejected"  // final
	MandateCancelled MandateState = "cancelled" // final
	MandateExpired   MandateState = "expired"   // final
)

// Final reports whether the mandate can never be used again; only a new consent makes a new one.
func (s MandateState) Final() bool {
	return s == MandateRejected || s == MandateCancelled || s == MandateExpired
}

// Mandate is the borrower's permission to debit an account, up to Ceiling over its life.
type Mandate struct {
	ID            MandateID
	Loan          LoanID
	Reference     string // ours, 10 to 24 characters, unique
	MonoID        string // Mono's, empty until initiated
	State         MandateState
	Ceiling       money.Money
	Collected     money.Money // sum of settled debits
	StartsOn      calendar.Day
	EndsOn        calendar.Day
	AuthoriseURL  string // Mono's page for the borrower
	Bank          string
	BankCode      string // as Mono's bank list has it
	AccountNumber string
	AccountName   string
	PlannedAt     time.Time
	ApprovedAt    time.Time
	ReadyAt       time.Time
	MissingSince  time.Time // since when Mono does not know it; zero while it does
}

// Initiate notes Mono's identifier and the page on which the borrower authorises.
func (m Mandate) Initiate(monoID, authoriseURL string) (Mandate, error) {
	if monoID == "" {
		return m, fault.Newf(fault.Invalid, "Mono gave the mandate no identifier.")
	}
	next, err := m.step(MandateInitiated, MandatePlanned)
	if err == nil {
		next.MonoID, next.AuthoriseURL = monoID, authoriseURL
	}
	return next, err
}

// Approve says that the borrower authorised it. It may not be debited yet.
func (m Mandate) Approve(at time.Time) (Mandate, error) {
	next, err := m.step(MandateApproved, MandateInitiated)
	if err == nil {
		next.ApprovedAt = at
	}
	return next, err
}

// MakeReady says that it may be debited. It may come without an approval before it: the message
// of the approval can be lost, and a mandate confirmed by a code is ready at once.
func (m Mandate) MakeReady(at time.Time) (Mandate, error) {
	next, err := m.step(MandateReady, MandateInitiated, MandateApproved)
	if err == nil {
		next.ReadyAt = at
		if next.ApprovedAt.IsZero() {
			next.ApprovedAt = at
		}
	}
	return next, err
}

// Pause says that it rests: neither debits nor balance inquiries until it is reinstated.
func (m Mandate) Pause() (Mandate, error) {
	return m.step(MandatePaused, MandateApproved, MandateReady)
}

// Reinstate ends a pause.
func (m Mandate) Reinstate() (Mandate, error) { return m.step(MandateReady, MandatePaused) }

// Reject says that the bank refused it.
func (m Mandate) Reject() (Mandate, error) {
	return m.step(MandateRejected, MandateInitiated, MandateApproved)
}

// Missing notes that Mono did not know the mandate when asked. One such answer can be a mistake of a
// key or a server, and a cancellation is for good: only after so long a time is it taken for one.
func (m Mandate) Missing(at time.Time, after time.Duration) (next Mandate, gone bool) {
	if m.MissingSince.IsZero() {
		m.MissingSince = at
	}
	return m, at.Sub(m.MissingSince) >= after
}

// Cancel ends it: by the lender, by the bank, or because nobody authorised it in time.
func (m Mandate) Cancel() (Mandate, error) {
	return m.step(MandateCancelled, MandatePlanned, MandateInitiated, MandateApproved, MandateReady, MandatePaused)
}

// Expire says that its last day has passed.
func (m Mandate) Expire() (Mandate, error) {
	return m.step(MandateExpired, MandateInitiated, MandateApproved, MandateReady, MandatePaused)
}

// Follow brings the mandate to the state that Mono reports, by the verbs above, and says whether it
// changed. A late or repeated report changes nothing: neither a final state nor a step backwards.
func (m Mandate) Follow(reported MandateState, at time.Time) (Mandate, bool) {
	var next Mandate
	var err error
	switch reported {
	case MandateApproved:
		next, err = m.Approve(at)
	case MandateReady:
		if next, err = m.MakeReady(at); err != nil {
			next, err = m.Reinstate()
		}
	case MandatePaused:
		next, err = m.Pause()
	case MandateRejected:
		next, err = m.Reject()
	case MandateCancelled:
		next, err = m.Cancel()
	case MandateExpired:
		next, err = m.Expire()
	default:
		return m, false
	}
	if err != nil {
		return m, false
	}
	return next, true
}

// Covers reports whether an amount may be debited on a day: the mandate is ready, the day lies
// within its dates, and what was collected stays under the ceiling (K7). The error says why not.
func (m Mandate) Covers(amount money.Money, on calendar.Day) error {
	switch {
	case m.State != MandateReady:
		return fault.Newf(fault.Conflict, "The mandate is %s, not ready.", m.State)
	case on < m.StartsOn || on > m.EndsOn:
		return fault.Newf(fault.Conflict, "The mandate runs from %s to %s.", m.StartsOn, m.EndsOn)
	case m.Ceiling.Less(m.Collected.Add(amount)):
		return fault.Newf(fault.Conflict, "The mandate allows %s in all, of which %s was collected.", m.Ceiling, m.Collected)
	}
	return nil
}

// Collect counts a settled debit against the ceiling. Money that the bank took is counted in every state.
func (m Mandate) Collect(amount money.Money) Mandate {
	m.Collected = m.Collected.Add(amount)
	return m
}

// GiveBack takes a debit that the bank reversed off what counts against the ceiling.
func (m Mandate) GiveBack(amount money.Money) Mandate {
	m.Collected = money.Max(m.Collected.Sub(amount), money.Of(0, amount.Currency()))
	return m
}

func (m Mandate) step(to MandateState, from ...MandateState) (Mandate, error) {
	for _, f := range from {
		if m.State == f {
			m.State = to
			return m, nil
		}
	}
	return m, fault.Newf(fault.Conflict, "The mandate is %s and cannot become %s.", m.State, to)
}
