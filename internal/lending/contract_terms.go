package lending

import (
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// DecodeTerms reads the input of the command schedule. Fields left out have the values of the
// contract's example, its fee of one per cent included: write "fees":[] for none. Everything wrong
// is told at once: the error is a fault.Invalid whose cause is Mistakes.
func DecodeTerms(data []byte) (Terms, error) {
	var m Mistakes
	o := readDocument(data, &m)
	t := decodeTerms(o)
	o.done()
	if o.fields != nil {
		m.merge(t.withDefaults().check())
	}
	return t, m.fault()
}

// merge adds the mistakes about fields that have none yet: what follows from a mistake is not another.
func (m *Mistakes) merge(more Mistakes) {
	for _, x := range more {
		told := slices.ContainsFunc(*m, func(y Mistake) bool {
			return strings.HasPrefix(x.Path, y.Path) || strings.HasPrefix(y.Path, x.Path)
		})
		if !told {
			*m = append(*m, x)
		}
	}
}

// decodeTerms reads the fields of terms; more may stand in the object.
func decodeTerms(o *object) Terms {
	currency, _ := o.text("currency", "a currency such as NGN")
	c := money.Currency(currency)
	o.require("currency", "a currency such as NGN")
	o.require("principal", "an amount such as 300000.00")
	o.require("annual_rate", "a fraction such as 0.36 for 36 %")
	o.require("method", oneOf(methods))
	o.require("instalments", "a whole number")
	o.require("disbursed_on", "a date as YYYY-MM-DD")
	t := Terms{
		Principal: o.amount("principal", c), AnnualRate: o.rate("annual_rate"),
		Method: word(o, "method", methods, Annuity), DisbursedOn: o.day("disbursed_on"),
		FirstDueOn: o.day("first_due_on"), Every: decodePeriod(o.child("every")),
		DayCount: word(o, "day_count", dayCounts, Thirty360), InterestPer: word(o, "interest_per", interestPers, PerPeriod),
		Rounding: word(o, "rounding", roundings, HalfEven), MonthEnd: word(o, "month_end", monthEnds, LastOfMonth),
		LevelBy: word(o, "level_by", levelBys, LevelByEach),
		Last:    word(o, "last_instalment", lastOnes, LastTakesRest),
		RoundTo: o.step("round_to", c), InstalmentRoundTo: o.step("instalment_round_to", c),
		FixedInstalment: o.optional("fixed_instalment", c), Balloon: o.optional("balloon", c),
		DownPaymentPercent: o.rate("down_payment_percent"), Grace: decodeGrace(o.child("grace")),
	}
	t.Instalments, _ = o.whole("instalments")
	t.DueDates = decodeDays(o, "due_dates")
	t.Weights = decodeWeights(o)
	t.BusinessDays = decodeBusinessDays(o.child("business_days"))
	t.Fees = decodeFees(o, c)
	return t
}

// decodePeriod reads the distance between due dates.
func decodePeriod(o *object) Period {
	if o == nil {
		return Period{1, UnitMonth}
	}
	p := Period{Count: 1, Unit: word(o, "unit", units, UnitMonth)}
	if n, ok := o.whole("count"); ok {
		p.Count = n
		if n < 1 {
			o.mistakes.add(o.at("count"), "a whole number from 1 to %d", periodMax)
		}
	}
	o.done()
	return p
}

// decodeGrace reads the periods of grace.
func decodeGrace(o *object) (g Grace) {
	if o == nil {
		return g
	}
	g.PrincipalPeriods, _ = o.whole("principal_periods")
	g.InterestPeriods, _ = o.whole("interest_periods")
	g.InterestFreePeriods, _ = o.whole("interest_free_periods")
	o.done()
	return g
}

// decodeDays reads a list of days; nil for none.
func decodeDays(o *object, name string) []calendar.Day {
	items := o.list(name, "dates as YYYY-MM-DD")
	if items == nil {
		return nil
	}
	days := make([]calendar.Day, 0, len(items))
	for i, item := range items {
		path := at(o.at(name), i)
		if text, ok := o.element(item, path, "a date as YYYY-MM-DD"); ok {
			days = append(days, parseDay(path, text, o.mistakes))
		}
	}
	return days
}

// decodeFees reads the fees; left out, they are the fee of the contract's example.
func decodeFees(o *object, c money.Currency) []Fee {
	items := o.list("fees", "fees")
	if _, given := o.fields["fees"]; !given {
		return []Fee{{Name: "processing", Kind: UpfrontDeducted, Percent: money.MustRate("0.01")}}
	}
	var fees []Fee
	for i, item := range items {
		f := readObject(at(o.at("fees"), i), item, o.mistakes)
		name, _ := f.text("name", "the fee's name")
		f.require("name", "the fee's name")
		f.require("kind", oneOf(feeKinds))
		fee := Fee{
			Name: name, Kind: word(f, "kind", feeKinds, UpfrontDeducted),
			Percent: f.rate("percent_of_principal"), Amount: f.amount("amount", c),
		}
		if _, wrong := f.mistakes.at(f.path); !wrong && f.none("percent_of_principal") && f.none("amount") {
			f.mistakes.add(f.path, "percent_of_principal or amount")
		}
		f.done()
		fees = append(fees, fee)
	}
	return fees
}

// decodeWeights reads the steps of instalments; nil for none.
func decodeWeights(o *object) []money.Rate {
	items := o.list("instalment_weights", "numbers such as 0.6")
	if items == nil {
		return nil
	}
	weights := make([]money.Rate, 0, len(items))
	for i, item := range items {
		path := at(o.at("instalment_weights"), i)
		text, ok := o.element(item, path, "a number such as 0.6")
		if !ok {
			continue
		}
		d, ok := plainDecimal(text)
		if !ok {
			o.mistakes.add(path, "a number such as 0.6")
		}
		weights = append(weights, money.RateOf(d))
	}
	return weights
}

// decodeBusinessDays reads how due dates move to business days.
func decodeBusinessDays(o *object) (b BusinessDays) {
	if o == nil || o.fields == nil {
		return b
	}
	o.require("country", "a country whose holidays we know: GH, KE, NG, ZA")
	b.Country, _ = o.text("country", "a country whose holidays we know: GH, KE, NG, ZA")
	b.Rule = word(o, "rule", dayRules, Following)
	b.Closed = decodeDays(o, "closed")
	o.done()
	return b
}
