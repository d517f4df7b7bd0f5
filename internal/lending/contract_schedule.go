package lending

import (
	"encoding/json"

	"lendwright/internal/money"
)

// scheduleDocument is the output of the command schedule.
type scheduleDocument struct {
	Instalment    string        `json:"instalment"`
	Rows          []rowDocument `json:"rows"`
	TotalInterest string        `json:"total_interest"`
	TotalFees     string        `json:"total_fees"`
	TotalDue      string        `json:"total_due"`
	NetDisbursed  string        `json:"net_disbursed"`
	APR           string        `json:"apr"`
	EffectiveRate string        `json:"effective_rate"`
}

type rowDocument struct {
	N         int    `json:"n"`
	DueOn     string `json:"due_on"`
	Days      int    `json:"days"`
	Principal string `json:"principal"`
	Interest  string `json:"interest"`
	Fees      string `json:"fees"`
	Due       string `json:"due"`
	Balance   string `json:"balance"`
}

// EncodeSchedule writes a schedule as the command schedule does, ended by a new line.
func EncodeSchedule(s Schedule) []byte { return document(describe(s)) }

// describe is a schedule in the words of the contract.
func describe(s Schedule) scheduleDocument {
	d := scheduleDocument{
		Instalment: s.Instalment.Plain(), Rows: make([]rowDocument, len(s.Rows)),
		TotalInterest: s.TotalInterest.Plain(), TotalFees: s.TotalFees.Plain(),
		TotalDue: s.TotalDue.Plain(), NetDisbursed: s.NetDisbursed.Plain(),
		APR: fixed(s.APR, ratePlaces), EffectiveRate: fixed(s.EffectiveRate, ratePlaces),
	}
	for i, r := range s.Rows {
		d.Rows[i] = rowDocument{
			N: r.N, DueOn: r.DueOn.String(), Days: r.Days, Principal: r.Principal.Plain(),
			Interest: r.Interest.Plain(), Fees: r.Fees.Plain(), Due: r.Due.Plain(), Balance: r.Balance.Plain(),
		}
	}
	return d
}

// termsDocument is the input of the command schedule, with every field written out.
type termsDocument struct {
	Currency           string            `json:"currency"`
	Principal          string            `json:"principal"`
	AnnualRate         string            `json:"annual_rate"`
	Method             Method            `json:"method"`
	Instalments        int               `json:"instalments"`
	Every              Period            `json:"every"`
	DisbursedOn        string            `json:"disbursed_on"`
	FirstDueOn         *string           `json:"first_due_on"`
	DueDates           []string          `json:"due_dates"`
	DayCount           DayCount          `json:"day_count"`
	InterestPer        InterestPer       `json:"interest_per"`
	Rounding           Rounding          `json:"rounding"`
	RoundTo            string            `json:"round_to"`
	InstalmentRoundTo  string            `json:"instalment_round_to"`
	FixedInstalment    *string           `json:"fixed_instalment"`
	Grace              graceDocument     `json:"grace"`
	Balloon            *string           `json:"balloon"`
	DownPaymentPercent *string           `json:"down_payment_percent"`
	MonthEnd           MonthEnd          `json:"month_end"`
	LevelBy            LevelBy           `json:"level_by"`
	Last               LastPayment       `json:"last_instalment"`
	Weights            []string          `json:"instalment_weights"`
	BusinessDays       *businessDocument `json:"business_days"`
	Fees               []feeDocument     `json:"fees"`
}

type graceDocument struct {
	Principal    int `json:"principal_periods"`
	Interest     int `json:"interest_periods"`
	InterestFree int `json:"interest_free_periods"`
}

type feeDocument struct {
	Name    string  `json:"name"`
	Kind    FeeKind `json:"kind"`
	Percent *string `json:"percent_of_principal"`
	Amount  *string `json:"amount"`
}

// EncodeTerms writes terms so that DecodeTerms reads the same terms: every default written out.
func EncodeTerms(t Terms) []byte {
	t = t.withDefaults()
	d := termsDocument{
		Currency: string(t.Principal.Currency()), Principal: t.Principal.Plain(), AnnualRate: t.AnnualRate.String(),
		Method: t.Method, Instalments: t.Instalments, Every: t.Every, DisbursedOn: t.DisbursedOn.String(),
		DayCount: t.DayCount, InterestPer: t.InterestPer, Rounding: t.Rounding, MonthEnd: t.MonthEnd, LevelBy: t.LevelBy,
		Last: t.Last, BusinessDays: t.BusinessDays.document(),
		RoundTo: t.RoundTo.Plain(), InstalmentRoundTo: t.InstalmentRoundTo.Plain(),
		FixedInstalment: amountOrNull(t.FixedInstalment), Balloon: amountOrNull(t.Balloon),
		DownPaymentPercent: rateOrNull(t.DownPaymentPercent), Fees: []feeDocument{},
		Grace: graceDocument{t.Grace.PrincipalPeriods, t.Grace.InterestPeriods, t.Grace.InterestFreePeriods},
	}
	if t.hasFirstDue() {
		day := t.FirstDueOn.String()
		d.FirstDueOn = &day
	}
	for _, day := range t.DueDates {
		d.DueDates = append(d.DueDates, day.String())
	}
	for _, w := range t.Weights {
		d.Weights = append(d.Weights, w.String())
	}
	for _, f := range t.Fees {
		d.Fees = append(d.Fees, feeDocument{f.Name, f.Kind, rateOrNull(f.Percent), amountOrNull(f.Amount)})
	}
	return document(d)
}

func amountOrNull(m money.Money) *string {
	if m.IsZero() {
		return nil
	}
	text := m.Plain()
	return &text
}

func rateOrNull(r money.Rate) *string {
	if r.IsZero() {
		return nil
	}
	text := r.String()
	return &text
}

// fixed is a rate with so many places.
func fixed(r money.Rate, places int32) string { return r.Decimal().StringFixed(places) }

// document is the JSON of a struct of words and numbers, which cannot fail.
func document(d any) []byte {
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(text, '\n')
}

type businessDocument struct {
	Country string   `json:"country"`
	Rule    DayRule  `json:"rule"`
	Closed  []string `json:"closed"`
}

// document is nil where due dates stay where they are.
func (b BusinessDays) document() *businessDocument {
	if b.Country == "" {
		return nil
	}
	d := businessDocument{b.Country, b.Rule, []string{}}
	for _, day := range b.Closed {
		d.Closed = append(d.Closed, day.String())
	}
	return &d
}
