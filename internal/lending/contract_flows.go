package lending

import (
	"encoding/json"
	"math/big"

	"github.com/shopspring/decimal"
)

// RateBasis says which annual rate is asked for.
type RateBasis string

// The two annual rates.
const (
	Actuarial RateBasis = "actuarial" // Regulation Z Appendix J, nominal
	Effective RateBasis = "effective" // annex to Directives 2008/48/EC and 2014/17/EU
)

// flowsMax is how many flows a question may have, repeats included: daily for fifty years.
const flowsMax = 20_000

// repeatsMax is how many units of its period a repeated flow may cover: the days of four hundred years.
const repeatsMax = 146_097

// yearsMax is how far a flow given in years may lie from the start of the count.
const yearsMax = 400

// RateQuestion is the input of the command apr. Flows of one kind only are given.
type RateQuestion struct {
	Basis   RateBasis
	Dated   []CashFlow
	Years   []YearFlow // effective only
	Units   []UnitFlow // actuarial only
	PerYear *big.Rat   // unit-periods of a year, with Units
}

// Answer finds the rate. ErrNoRate or ErrSeveralRates when there is not exactly one.
func (q RateQuestion) Answer() (AnnualRate, error) {
	switch {
	case q.Basis == Effective && q.Years != nil:
		return EffectiveRateInYears(q.Years)
	case q.Basis == Effective:
		return EffectiveRate(q.Dated)
	case q.Units != nil:
		return APRInUnits(q.Units, q.PerYear)
	}
	return APR(q.Dated)
}

// DecodeRateQuestion reads the input of the command apr; the error is as DecodeTerms gives it.
func DecodeRateQuestion(data []byte) (RateQuestion, error) {
	var m Mistakes
	o := readDocument(data, &m)
	o.require("basis", oneOf([]RateBasis{Actuarial, Effective}))
	q := RateQuestion{Basis: word(o, "basis", []RateBasis{Actuarial, Effective}, Actuarial)}
	o.require("flows", "an array of flows")
	q.PerYear = decodePerYear(o)
	reader := flowReader{question: &q, left: flowsMax}
	for i, item := range o.list("flows", "flows") {
		reader.read(readObject(at(o.at("flows"), i), item, &m))
	}
	if len(m) == 0 {
		q.checkKinds(&m)
	}
	o.done()
	return q, m.fault()
}

// decodePerYear reads the unit-periods of a year, a number or a string such as 365/255.
func decodePerYear(o *object) *big.Rat {
	value, ok := o.take("unit_periods_per_year")
	if !ok {
		return nil
	}
	var text string
	if json.Unmarshal(value, &text) != nil {
		text = string(value)
	}
	r, ok := oneFraction(text)
	if !ok || r.Cmp(big.NewRat(1, yearsMax)) < 0 || r.Cmp(big.NewRat(366, 1)) > 0 {
		o.mistakes.add(o.at("unit_periods_per_year"), "a number above zero and at most 366 such as 26")
	}
	return r
}

// withinYears reports whether a time lies where loans do.
func withinYears(t *big.Rat) bool {
	return new(big.Rat).Abs(t).Cmp(big.NewRat(yearsMax, 1)) <= 0
}

// checkKinds notes flows of several kinds, or of a kind that the basis does not know.
func (q RateQuestion) checkKinds(m *Mistakes) {
	kinds := 0
	for _, n := range []int{len(q.Dated), len(q.Years), len(q.Units)} {
		kinds += min(n, 1)
	}
	switch {
	case kinds == 0:
		m.add("$.flows", "at least one flow")
	case kinds > 1:
		m.add("$.flows", "flows that all give on, or all t, or all units")
	case q.Units != nil && q.PerYear == nil:
		m.add("$.unit_periods_per_year", "a number above zero such as 26, since the flows give units")
	case q.Units == nil && q.PerYear != nil:
		m.add("$.unit_periods_per_year", "no such field: the flows do not give units")
	}
}

// flowReader reads flows and writes out their repeats.
type flowReader struct {
	question *RateQuestion
	left     int
}

func (r *flowReader) read(o *object) {
	amount := o.flowAmount()
	count := o.count(r.left)
	r.left -= count
	switch kinds := []string{"on", "t", "units"}; {
	case !o.none("on"):
		r.readDated(o, amount, count)
	case !o.none("t"):
		r.readYears(o, amount, count)
	case !o.none("units"):
		r.readUnits(o, amount, count)
	case o.fields != nil:
		o.asked = append(o.asked, kinds...)
		o.mistakes.add(o.path, "on, t or units: the time of the flow")
	}
	o.done()
}

func (r *flowReader) readDated(o *object, amount decimal.Decimal, count int) {
	on := o.day("on")
	every := decodePeriod(o.child("every"))
	if !on.Known() || every.Count < 1 {
		return
	}
	far := count > repeatsMax/every.Count
	if far || !reckonable(on) || !reckonable(every.Step(on, count, dayOfMonth(on), LastOfMonth)) {
		o.mistakes.add(o.at("on"), "dates from %d to %d", firstYear, lastYear)
		return
	}
	for k := range count {
		day := every.Step(on, k, dayOfMonth(on), LastOfMonth)
		r.question.Dated = append(r.question.Dated, CashFlow{day, amount})
	}
}

func (r *flowReader) readYears(o *object, amount decimal.Decimal, count int) {
	t := o.fractions("t")
	step := new(big.Rat)
	if !o.none("step") || count > 1 {
		o.require("step", "the years between repeats, such as 1/12")
		step = o.fractions("step")
	}
	if t == nil || step == nil {
		return
	}
	last := new(big.Rat).Mul(step, big.NewRat(int64(max(count-1, 0)), 1))
	if !withinYears(t) || !withinYears(last.Add(last, t)) {
		o.mistakes.add(o.at("t"), "times within %d years of the start", yearsMax)
		return
	}
	if r.question.Basis == Actuarial {
		o.mistakes.add(o.at("t"), "on or units: t is for the effective rate")
	}
	for range count {
		r.question.Years = append(r.question.Years, YearFlow{t, amount})
		t = new(big.Rat).Add(t, step)
	}
}

func (r *flowReader) readUnits(o *object, amount decimal.Decimal, count int) {
	units, ok := o.whole("units")
	odd := new(big.Rat)
	if !o.none("fraction") {
		odd = o.fractions("fraction")
	}
	if !ok || odd == nil {
		return
	}
	if units < 0 || units > instalmentsMax || odd.Sign() < 0 || odd.Cmp(big.NewRat(1, 1)) > 0 {
		o.mistakes.add(o.at("units"), "a whole number from 0 to %d, and a fraction from 0 to 1", instalmentsMax)
	}
	if r.question.Basis == Effective {
		o.mistakes.add(o.at("units"), "on or t: units are for the actuarial rate")
	}
	for k := range count {
		r.question.Units = append(r.question.Units, UnitFlow{int64(units + k), odd, amount})
	}
}
