package sandbox

import "time"

// Attempts that may fail on one account in one calendar day of Lagos before it is locked till the
// next: five in a row for want of funds, ten in a row for anything else.
const (
	shortTries = 5
	otherTries = 10
)

// outcome is what the simulated bank makes of a debit.
type bankOutcome struct {
	code       string
	processing bool
	ends       string // code of the end of a processing debit
	drop       bool   // the debit is done and the answer is lost
	from       payer  // the account that pays, or would have
}

// magicAmounts are debits of ₦200 and some kobo whose kobo ask for an outcome.
var magicAmounts = map[int64]bankOutcome{
	200_01: {code: "01", processing: true, ends: "00"},
	200_09: {code: "09", processing: true, ends: "96"},
	200_99: {code: "99", processing: true, ends: "00"},
	200_05: {code: "05"}, 200_25: {code: "25"}, 200_51: {code: "51"}, 200_61: {code: "61"},
	200_91: {code: "91"}, 200_96: {code: "96"},
	200_97: {code: "00", drop: true},
}

// endsInParts marks a processing debit that a partial sweep will collect.
const endsInParts = "parts"

// outcome decides by faults that were asked for, then by magic amounts and accounts, then by the
// bank and the balance.
func (s *Server) outcome(tx Tx, now time.Time, m mandate, d debit) bankOutcome {
	holder, _, _ := m.primary().holder()
	from, enough := s.payerFor(tx, m, d, now)
	switch f := takeFaultOf(tx, holder.Login, "debit_", "debit", "POST /v3/payments/mandates/{id}/debit"); f.Kind {
	case "debit_code":
		return bankOutcome{code: either(f.Code, "96"), from: from}
	case "debit_processing":
		return bankOutcome{code: "01", processing: true, ends: either(f.Code, "00"), from: from}
	}
	if how, magic := magicAmounts[d.Amount]; magic {
		how.from = from
		return how
	}
	code := m.magicCode(now)
	switch {
	case code != "":
		return bankOutcome{code: code, from: from}
	case enough:
		return bankOutcome{code: "00", from: from}
	case m.Partial:
		return bankOutcome{code: "01", processing: true, ends: endsInParts, from: from}
	case bankIsDown(tx, m.NIP):
		return bankOutcome{code: "91", from: from}
	}
	return bankOutcome{code: "51", from: from}
}

// funds is what a debit may take from the primary account.
func (s *Server) funds(tx Tx, m mandate, now time.Time) int64 { return s.fundsOf(tx, m.primary(), now) }

// attempts counts failures in a row on one account on one day.
type attempts struct {
	Short int `json:"short"`
	Other int `json:"other"`
}

func attemptsID(m mandate, now time.Time) string { return m.NIP + m.Number + "/" + ymd(now) }

// lockedUntil gives the day on which the account may be tried again, if it is locked today.
func lockedUntil(tx Tx, m mandate, now time.Time) (string, bool) {
	var n attempts
	tx.Get("attempts", attemptsID(m, now), &n)
	return ymd(dayOf(now).AddDate(0, 0, 1)), n.Short >= shortTries || n.Other >= otherTries
}

func countAttempt(tx Tx, m mandate, now time.Time, code string) {
	var n attempts
	tx.Get("attempts", attemptsID(m, now), &n)
	switch code {
	case "00":
		n = attempts{}
	case "51":
		n = attempts{Short: n.Short + 1}
	default:
		n = attempts{Other: n.Other + 1}
	}
	tx.Put("attempts", attemptsID(m, now), n)
}
