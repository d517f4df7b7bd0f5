package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Verb is what an event does to a loan.
type Verb string

// The verbs.
const (
	DoDisburse    Verb = "disburse"
	DoRepay       Verb = "repay"
	DoCharge      Verb = "charge"
	DoWaive       Verb = "waive"
	DoReverse     Verb = "reverse"
	DoReschedule  Verb = "reschedule"
	DoRestructure Verb = "restructure"
	DoHoliday     Verb = "payment_holiday"
	DoReamortise  Verb = "reamortise"
	DoSettle      Verb = "settle"
	DoWriteOff    Verb = "write_off"
	DoRecover     Verb = "recover"
	DoRefund      Verb = "refund"
	DoChargeback  Verb = "chargeback"
	DoCancel      Verb = "cancel"
	DoShow        Verb = "show"
)

// verbs are those that we offer, in the order of the contract.
var verbs = []Verb{
	DoDisburse, DoRepay, DoCharge, DoWaive, DoReverse, DoReschedule, DoRestructure, DoHoliday, DoReamortise,
	DoSettle, DoWriteOff, DoRecover, DoRefund, DoChargeback, DoCancel, DoShow,
}

// LifeEvent is something that happened to a loan, on the day from which it counts. Which fields a
// verb reads is said with each; the others are zero.
type LifeEvent struct {
	Do     Verb
	On     calendar.Day
	Amount money.Money // disburse (zero: the principal), repay, charge, waive (zero: all), recover, refund, chargeback
	Name   string      // charge
	Claim  Claim       // charge: fee or penalty; waive: what is forgiven
	DueOn  calendar.Day
	Event  int  // reverse: the event, from 0
	Of     *int // chargeback: the repayment, from 0; nil: principal
	// Prepayment is what a repay does with what is not yet due; empty: as the terms say.
	Prepayment Prepayment
	Plan       LifePlan
}

// LifePlan is what a reschedule, a restructure or a payment holiday changes. Zero fields change nothing.
type LifePlan struct {
	From        calendar.Day // the due day of the first row that changes; NoDay: the first that is not past
	NewDueOn    calendar.Day // the day of that row; the rows after it move by as many periods
	Extra       int          // instalments more (reschedule)
	Instalments int          // instalments from now on (restructure)
	Every       Period       // (restructure)
	Grace       int          // periods in which no principal is asked
	Periods     int          // periods skipped (payment_holiday)
	Rate        *money.Rate  // the annual rate from that row on
	Capitalise  []Claim      // overdue claims that become principal (restructure)
}
