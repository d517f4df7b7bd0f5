package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Claim is a kind of debt of a borrower. A payment goes to them in the order that the terms say.
type Claim string

// The kinds of debt.
const (
	ClaimPenalty   Claim = "penalty"
	ClaimFee       Claim = "fee"
	ClaimInterest  Claim = "interest"
	ClaimPrincipal Claim = "principal"
)

// Across says over what an allocation order runs when several instalments are due.
type Across string

// The two ways: the oldest instalment is paid wholly before the next, or one kind of debt of all
// instalments before the next kind.
const (
	AcrossInstalments Across = "instalments"
	AcrossClaims      Across = "claims"
)

// Prepayment says what happens to what is paid before it is due.
type Prepayment string

// The answers. The first three leave the schedule as it is and only say which rows are paid early;
// the others write it anew on the lower balance.
const (
	NextInstalment   Prepayment = "next_instalment"
	LastInstalment   Prepayment = "last_instalment"
	SpreadEvenly     Prepayment = "spread_evenly"
	LowerInstalments Prepayment = "lower_instalments"
	ShortenTerm      Prepayment = "shorten_term"
	ReduceNext       Prepayment = "reduce_next" // the next rows ask less principal, by what was paid ahead
)

// PartPeriods says how a part of a period bears interest where interest is reckoned per period.
type PartPeriods string

// The two ways: by its days under the day count, or by its days of the calendar.
const (
	PartByDayCount PartPeriods = "day_count"
	PartByCalendar PartPeriods = "calendar_days"
)

// LateBase is what a late fee is a percent of.
type LateBase string

// The bases: the overdue principal, the overdue principal and interest, or all that is overdue but penalties.
const (
	LateOnPrincipal  LateBase = "principal"
	LateOnInstalment LateBase = "principal_and_interest"
	LateOnAll        LateBase = "all_but_penalties"
)

// LatePer says how often a late fee is asked: once for each instalment, or pro rata by day as a rate
// a day, a month of thirty days or a year of 365.
type LatePer string

// The frequencies.
const (
	LateOnce  LatePer = "once"
	LateDay   LatePer = "day"
	LateMonth LatePer = "month"
	LateYear  LatePer = "year"
)

// LateFee is what an instalment costs that is not paid in time. There is no penalty on a penalty.
// DOMAIN: penalty, never on more than what is overdue.
type LateFee struct {
	Percent    money.Rate  // of the base, once or for the time of Per
	Amount     money.Money // instead of a percent, once
	Base       LateBase
	Per        LatePer
	GraceDays  int         // late by no more than these costs nothing; later it counts from the due day
	UntilDays  int         // no more is added after so many days; 0: no end
	CountBoth  bool        // the due day and the day reckoned on both count
	CapPercent money.Rate  // of the instalment's base as it fell due; zero: no cap
	CapAmount  money.Money // for each instalment; zero: no cap
}

// SettlementRule says what of the interest that is not yet due must be paid when a loan is repaid early.
type SettlementRule string

// The rules. Actuarial rebates what the annual rate of the contract earns on the rest (the rule for
// flat loans); rule of 78 is the sum of digits.
const (
	SettleAccrued   SettlementRule = "accrued"
	SettleActuarial SettlementRule = "actuarial"
	SettleRuleOf78  SettlementRule = "rule_of_78"
	SettleFull      SettlementRule = "full_interest"
)

// LifeTerms are the terms of a loan and the rules of its life. The zero value of each rule is the
// contract's default; see DecodeLife.
type LifeTerms struct {
	Terms
	Allocation      []Claim // of what is due; empty: penalty, fee, interest, principal
	InAdvance       []Claim // of what is not yet due; empty: as Allocation
	Across          Across
	Prepayment      Prepayment  // empty: next_instalment, or lower_instalments with recalculation
	PartPeriods     PartPeriods // under interest_per period
	Recalculate     bool        // interest follows the principal that is really owed, day by day
	LateFee         *LateFee
	PenaltyInterest *LateFee
	InDuplum        bool       // what is added in default never exceeds the principal owed at default
	CostCap         money.Rate // interest, fees and penalties together, of what was disbursed; zero: no cap
	EarlyEnd        SettlementRule
	Tolerance       money.Money // an instalment that owes no more is not in arrears
	CountDueDay     bool        // the due day itself is the first day past due
	ValidDays       int         // a settlement quote holds so many days
}

// LifeState says where a loan stands, and so who acts next.
type LifeState string

// The states of a life.
const (
	LifeReady      LifeState = "ready"       // the lender: disburse
	LifeActive     LifeState = "active"      // the borrower: nothing is overdue
	LifeInArrears  LifeState = "in_arrears"  // the borrower: 1 to 89 days past due
	LifeDefaulted  LifeState = "defaulted"   // the lender: 90 days past due or more
	LifeOverpaid   LifeState = "overpaid"    // the lender: refund
	LifeClosed     LifeState = "closed"      // nobody
	LifeWrittenOff LifeState = "written_off" // the lender: recover
	LifeRecovered  LifeState = "recovered"   // nobody
	LifeCancelled  LifeState = "cancelled"   // nobody: never disbursed
)

// defaultDays is from how many days past due a loan is in default (IFRS 9 B5.5.37: 90, the backstop).
const defaultDays = 90

// LifeRow is one row of a loan's schedule as it stands: what it asks, and what became of it.
type LifeRow struct {
	N           int // 0 for a down payment
	DueOn       calendar.Day
	Principal   money.Money
	Interest    money.Money
	Fees        money.Money
	Penalties   money.Money
	Due         money.Money // the sum of the four
	Paid        money.Money
	Waived      money.Money // forgiven or written off
	Outstanding money.Money // due less paid and waived
}

// LifeStanding is a loan after an event. Backdated events are reckoned in, so AsOf is the latest day of
// all events so far.
type LifeStanding struct {
	On          calendar.Day
	AsOf        calendar.Day
	State       LifeState
	Rows        []LifeRow
	Outstanding Parts
	DaysPastDue int
	Settlement  money.Money  // what repays the loan on AsOf
	ValidUntil  calendar.Day // of the settlement, under ValidDays
	Credit      money.Money  // what the borrower paid too much
	Allocated   Parts        // how the event's payment was divided
	WrittenOff  money.Money  // the claim that left the books and may yet be recovered
}

// LifePosting is one line of the books. Amount is positive for a debit and negative for a credit, so that
// the postings of each journal, and of all, sum to zero.
type LifePosting struct {
	Event   int // the event that caused it, from 0
	Journal int // the lines of one journal have one number
	On      calendar.Day
	Kind    string
	Account Account
	Amount  money.Money
}

// Life is what became of a loan: its standing after each event, and its books.
type Life struct {
	Standings []LifeStanding
	Postings  []LifePosting
}
