package store

import (
	"encoding/json"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// The documents of a contract: what lending.Terms and lending.Schedule look like in a JSON column.
// Amounts are whole minor units of the one currency that stands at the top, rates are decimal text.
type termsDoc struct {
	Currency          money.Currency      `json:"currency"`
	Principal         int64               `json:"principal"`
	AnnualRate        money.Rate          `json:"annual_rate"`
	Method            lending.Method      `json:"method"`
	Instalments       int                 `json:"instalments"`
	Every             lending.Period      `json:"every"`
	DisbursedOn       calendar.Day        `json:"disbursed_on"`
	FirstDueOn        calendar.Day        `json:"first_due_on"`
	DueDates          []calendar.Day      `json:"due_dates,omitempty"`
	DayCount          lending.DayCount    `json:"day_count"`
	InterestPer       lending.InterestPer `json:"interest_per"`
	Rounding          lending.Rounding    `json:"rounding"`
	RoundTo           int64               `json:"round_to"`
	InstalmentRoundTo int64               `json:"instalment_round_to"`
	FixedInstalment   int64               `json:"fixed_instalment"`
	Grace             lending.Grace       `json:"grace"`
	Balloon           int64               `json:"balloon"`
	DownPayment       money.Rate          `json:"down_payment_percent"`
	MonthEnd          lending.MonthEnd    `json:"month_end"`
	Fees              []feeDoc            `json:"fees,omitempty"`
}

type feeDoc struct {
	Name    string          `json:"name"`
	Kind    lending.FeeKind `json:"kind"`
	Percent money.Rate      `json:"percent"`
	Amount  int64           `json:"amount"`
}

type scheduleDoc struct {
	Currency      money.Currency `json:"currency"`
	Instalment    int64          `json:"instalment"`
	Rows          []scheduleRow  `json:"rows"`
	TotalInterest int64          `json:"total_interest"`
	TotalFees     int64          `json:"total_fees"`
	TotalDue      int64          `json:"total_due"`
	NetDisbursed  int64          `json:"net_disbursed"`
	APR           money.Rate     `json:"apr"`
	EffectiveRate money.Rate     `json:"effective_rate"`
}

type scheduleRow struct {
	N         int          `json:"n"`
	DueOn     calendar.Day `json:"due_on"`
	Days      int          `json:"days"`
	Principal int64        `json:"principal"`
	Interest  int64        `json:"interest"`
	Fees      int64        `json:"fees"`
	Due       int64        `json:"due"`
	Balance   int64        `json:"balance"`
}

// encodeTerms writes terms as a document.
func encodeTerms(t lending.Terms) ([]byte, error) {
	d := termsDoc{Currency: t.Principal.Currency(), Principal: t.Principal.Minor(), AnnualRate: t.AnnualRate, Method: t.Method,
		Instalments: t.Instalments, Every: t.Every, DisbursedOn: t.DisbursedOn, FirstDueOn: t.FirstDueOn, DueDates: t.DueDates,
		DayCount: t.DayCount, InterestPer: t.InterestPer, Rounding: t.Rounding, RoundTo: t.RoundTo.Minor(),
		InstalmentRoundTo: t.InstalmentRoundTo.Minor(), FixedInstalment: t.FixedInstalment.Minor(), Grace: t.Grace,
		Balloon: t.Balloon.Minor(), DownPayment: t.DownPaymentPercent, MonthEnd: t.MonthEnd}
	for _, f := range t.Fees {
		d.Fees = append(d.Fees, feeDoc{f.Name, f.Kind, f.Percent, f.Amount.Minor()})
	}
	return json.Marshal(d)
}

// decodeTerms reads what encodeTerms wrote.
func decodeTerms(text []byte) (lending.Terms, error) {
	var d termsDoc
	if err := json.Unmarshal(text, &d); err != nil {
		return lending.Terms{}, err
	}
	of := amountsIn(d.Currency)
	t := lending.Terms{Principal: of(d.Principal), AnnualRate: d.AnnualRate, Method: d.Method,
		Instalments: d.Instalments, Every: d.Every, DisbursedOn: d.DisbursedOn, FirstDueOn: d.FirstDueOn, DueDates: d.DueDates,
		DayCount: d.DayCount, InterestPer: d.InterestPer, Rounding: d.Rounding, RoundTo: of(d.RoundTo),
		InstalmentRoundTo: of(d.InstalmentRoundTo), FixedInstalment: of(d.FixedInstalment), Grace: d.Grace,
		Balloon: of(d.Balloon), DownPaymentPercent: d.DownPayment, MonthEnd: d.MonthEnd}
	for _, f := range d.Fees {
		t.Fees = append(t.Fees, lending.Fee{Name: f.Name, Kind: f.Kind, Percent: f.Percent, Amount: of(f.Amount)})
	}
	return t, nil
}

// encodeSchedule writes a schedule as a document.
func encodeSchedule(s lending.Schedule) ([]byte, error) {
	d := scheduleDoc{Currency: s.TotalDue.Currency(), Instalment: s.Instalment.Minor(), TotalInterest: s.TotalInterest.Minor(),
		TotalFees: s.TotalFees.Minor(), TotalDue: s.TotalDue.Minor(), NetDisbursed: s.NetDisbursed.Minor(),
		APR: s.APR, EffectiveRate: s.EffectiveRate}
	for _, r := range s.Rows {
		d.Rows = append(d.Rows, scheduleRow{r.N, r.DueOn, r.Days, r.Principal.Minor(), r.Interest.Minor(), r.Fees.Minor(), r.Due.Minor(), r.Balance.Minor()})
	}
	return json.Marshal(d)
}

// decodeSchedule reads what encodeSchedule wrote.
func decodeSchedule(text []byte) (lending.Schedule, error) {
	var d scheduleDoc
	if err := json.Unmarshal(text, &d); err != nil {
		return lending.Schedule{}, err
	}
	of := amountsIn(d.Currency)
	s := lending.Schedule{Instalment: of(d.Instalment), TotalInterest: of(d.TotalInterest), TotalFees: of(d.TotalFees),
		TotalDue: of(d.TotalDue), NetDisbursed: of(d.NetDisbursed), APR: d.APR, EffectiveRate: d.EffectiveRate}
	for _, r := range d.Rows {
		s.Rows = append(s.Rows, lending.Row{N: r.N, DueOn: r.DueOn, Days: r.Days, Principal: of(r.Principal),
			Interest: of(r.Interest), Fees: of(r.Fees), Due: of(r.Due), Balance: of(r.Balance)})
	}
	return s, nil
}

// amountsIn makes amounts of one currency; nothing is the zero Money, as in terms that say nothing.
func amountsIn(c money.Currency) func(int64) money.Money {
	return func(minor int64) money.Money {
		if minor == 0 {
			return money.Money{}
		}
		return money.Of(minor, c)
	}
}
