// Package lending says what a loan is: its terms and schedule, its life, its mandate and debits,
// and the double entries that are its only balances. It is pure: no clock, no database, no network.
package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Method is the shape of a repayment schedule.
type Method string

// The shapes (DOMAIN: annuity = equal instalments on the declining balance).
const (
	Annuity        Method = "annuity"
	EqualPrincipal Method = "equal_principal"
	Flat           Method = "flat"
	InterestOnly   Method = "interest_only"
	Bullet         Method = "bullet"
)

// Unit is the unit of a period.
type Unit string

// The units of a period.
const (
	UnitDay   Unit = "day"
	UnitWeek  Unit = "week"
	UnitMonth Unit = "month"
	UnitYear  Unit = "year"
)

// Period is the distance between two due dates.
type Period struct {
	Count int  `json:"count"`
	Unit  Unit `json:"unit"`
}

// DayCount says how days become a fraction of a year.
type DayCount string

// The day counts.
const (
	Thirty360    DayCount = "30/360"
	ThirtyE360   DayCount = "30E/360"
	Actual365    DayCount = "actual/365"
	Actual360    DayCount = "actual/360"
	ActualActual DayCount = "actual/actual"
	Actual36525  DayCount = "actual/365.25"
)

// InterestPer says what interest is reckoned on: the period or its days.
type InterestPer string

// The two ways to reckon interest.
const (
	PerPeriod InterestPer = "period"
	PerDay    InterestPer = "day"
)

// Rounding names how an amount is brought to a multiple.
type Rounding string

// The roundings.
const (
	HalfUp   Rounding = "half_up"
	HalfEven Rounding = "half_even"
	Up       Rounding = "up"
	Down     Rounding = "down"
)

// MonthEnd says where a due date goes whose day a short month lacks.
type MonthEnd string

// The two ways at a month's end.
const (
	LastOfMonth MonthEnd = "last"
	FirstOfNext MonthEnd = "first_of_next"
)

// LevelBy says by which interest an annuity's level instalment is found.
type LevelBy string

// The two ways: by the interest of each period, so that the last instalment differs by roundings only;
// or as if every period were as long as the first, as some core banking systems do.
const (
	LevelByEach  LevelBy = "each_period"
	LevelByFirst LevelBy = "first_period"
)

// LastPayment says how the last instalment of an annuity takes the roundings of the others.
type LastPayment string

// The ways: it is what is left (the default); or the level instalment is tried once more, moved by
// its share of the gap, and kept when the last one comes closer (Apache Fineract, progressive loans);
// or it is level too, and its interest takes the roundings.
const (
	LastTakesRest LastPayment = "rest"
	LastClosest   LastPayment = "closest"
	LastLevel     LastPayment = "level"
)

// DayRule says where a due date goes on which banks do not work.
type DayRule string

// The rules. Modified following goes back when the next business day lies in the next month.
const (
	Following         DayRule = "following"
	ModifiedFollowing DayRule = "modified_following"
	Preceding         DayRule = "preceding"
)

// BusinessDays moves due dates to days on which banks work. Interest is reckoned to the day before the
// move: the borrower pays nothing for it.
type BusinessDays struct {
	Country string // ISO 3166; empty: due dates stay where they are
	Rule    DayRule
	Closed  []calendar.Day // announced holidays that the tables do not know
}

// FeeKind says when a fee is paid.
type FeeKind string

// The kinds of fee.
const (
	UpfrontDeducted FeeKind = "upfront_deducted" // kept back: less reaches the borrower
	Capitalised     FeeKind = "capitalised"      // added to the principal, bears interest
	UpfrontPaid     FeeKind = "upfront_paid"     // paid by the borrower before the disbursement, so in no row
	PerInstalment   FeeKind = "per_instalment"   // the whole fee again with every row but row 0
)

// Fee is a percent of the principal or an amount; the other is zero.
type Fee struct {
	Name    string
	Kind    FeeKind
	Percent money.Rate  // of the principal
	Amount  money.Money // in the loan's currency
}

// Grace holds the periods at the start, within the loan's instalments, in which something is not yet
// asked. Interest in grace bears no interest, and the principal parts stay as they are.
type Grace struct {
	PrincipalPeriods    int // interest only
	InterestPeriods     int // interest accrues, collected after the grace
	InterestFreePeriods int // no interest accrues
}

// Terms are what borrower and lender agree on; NewSchedule turns them into rows. The zero values
// of DayCount, InterestPer, Rounding, MonthEnd, RoundTo and Every mean the contract's defaults
// (30/360, period, half_even, last, the minor unit, one month).
type Terms struct {
	Principal          money.Money
	AnnualRate         money.Rate
	Method             Method
	Instalments        int
	Every              Period
	DisbursedOn        calendar.Day
	FirstDueOn         calendar.Day   // calendar.NoDay or 0: one period after disbursement
	DueDates           []calendar.Day // irregular due dates; nil: regular
	DayCount           DayCount
	InterestPer        InterestPer
	Rounding           Rounding
	RoundTo            money.Money // interest is rounded to a multiple of this; zero: one minor unit
	InstalmentRoundTo  money.Money // the instalment is rounded to a multiple of this; zero: one minor unit
	FixedInstalment    money.Money // zero: computed
	Grace              Grace
	Balloon            money.Money // zero: none
	DownPaymentPercent money.Rate  // zero: none
	MonthEnd           MonthEnd
	LevelBy            LevelBy // of an annuity
	Last               LastPayment
	Weights            []money.Rate // of an annuity's instalments, one each: 1 is the level one; nil: all level
	BusinessDays       BusinessDays
	Fees               []Fee
}

// Row is one due date of a schedule.
type Row struct {
	N         int // from 1; 0 is the down payment
	DueOn     calendar.Day
	Days      int // days of the period that ends here
	Principal money.Money
	Interest  money.Money
	Fees      money.Money
	Due       money.Money // principal + interest + fees
	Balance   money.Money // principal left after this row
}

// Schedule is what is to be paid and when. Its rows sum exactly to its totals and the last balance is zero.
type Schedule struct {
	Instalment    money.Money // the level one without its fees; of a shape that has none, the first after the grace
	Rows          []Row
	TotalInterest money.Money
	TotalFees     money.Money // every fee, those taken at the start too
	TotalDue      money.Money // what all rows ask for
	NetDisbursed  money.Money // what reaches the borrower
	APR           money.Rate  // nominal annual percentage rate, Regulation Z Appendix J, six places
	EffectiveRate money.Rate  // effective annual rate, EU Directive annex, six places
}
