package lending

import (
	"math/big"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// digitsMax is how long a number in an input may be.
const digitsMax = 50

// plainDecimal reads digits, a point and a minus sign, and nothing else.
func plainDecimal(text string) (decimal.Decimal, bool) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(text) > digitsMax || strings.Trim(digits, "0123456789.") != "" ||
		digits[0] == '.' || strings.HasSuffix(digits, ".") {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

// amount reads money in major units; zero when it is left out, null or wrong.
func (o *object) amount(name string, c money.Currency) money.Money {
	text, ok := o.text(name, "an amount such as 150000.00")
	if !ok {
		return money.Of(0, c)
	}
	d, ok := plainDecimal(text)
	if ok {
		if m, err := money.FromDecimal(d, c); err == nil {
			return m
		}
	}
	o.mistakes.add(o.at(name), "an amount such as 150000.00, with at most %d digits after the point", c.Digits())
	return money.Of(0, c)
}

// optional reads an amount that is above zero, or null for none.
func (o *object) optional(name string, c money.Currency) money.Money {
	m := o.amount(name, c)
	if _, told := o.mistakes.at(o.at(name)); m.IsZero() && !o.none(name) && !told {
		o.mistakes.add(o.at(name), "an amount above zero, or null")
	}
	return m
}

// step reads what figures are rounded to a multiple of; left out, it is the minor unit.
func (o *object) step(name string, c money.Currency) money.Money {
	m := o.optional(name, c)
	if o.null(name) {
		o.mistakes.add(o.at(name), "an amount above zero such as 0.01")
	}
	return m
}

// rate reads a fraction.
func (o *object) rate(name string) money.Rate {
	text, ok := o.text(name, "a fraction such as 0.36 for 36 %")
	if !ok {
		return money.Rate{}
	}
	d, ok := plainDecimal(text)
	if !ok {
		o.mistakes.add(o.at(name), "a fraction such as 0.36 for 36 %%")
		return money.Rate{}
	}
	return money.RateOf(d)
}

// day reads a date; NoDay when it is left out, null or wrong.
func (o *object) day(name string) calendar.Day {
	text, ok := o.text(name, "a date as YYYY-MM-DD")
	if !ok {
		return calendar.NoDay
	}
	return parseDay(o.at(name), text, o.mistakes)
}

func parseDay(path, text string, m *Mistakes) calendar.Day {
	d, err := calendar.Parse(text)
	if err != nil {
		m.add(path, "a date as YYYY-MM-DD")
		return calendar.NoDay
	}
	return d
}

// word reads one of the offered words; otherwise when it is left out.
func word[T ~string](o *object, name string, offered []T, otherwise T) T {
	text, ok := o.text(name, oneOf(offered))
	if !ok {
		if _, told := o.mistakes.at(o.at(name)); o.null(name) && !told {
			o.mistakes.add(o.at(name), "%s", oneOf(offered))
		}
		return otherwise
	}
	for _, x := range offered {
		if string(x) == text {
			return x
		}
	}
	o.mistakes.add(o.at(name), "%s", oneOf(offered))
	return otherwise
}

// sumOfFractions reads a time in years such as 3/365+1/12, 15 or -1.
func sumOfFractions(text string) (*big.Rat, bool) {
	text = strings.ReplaceAll(text, " ", "")
	if text == "" || len(text) > 4*digitsMax {
		return nil, false
	}
	if text[0] == '-' {
		text = "0" + text
	}
	sum := new(big.Rat)
	for _, term := range strings.Split(strings.ReplaceAll(text, "-", "+-"), "+") {
		r, ok := oneFraction(term)
		if !ok {
			return nil, false
		}
		sum.Add(sum, r)
	}
	return sum, true
}

// oneFraction reads a/b or a decimal.
func oneFraction(text string) (*big.Rat, bool) {
	above, below, quotient := strings.Cut(text, "/")
	n, ok := plainDecimal(above)
	if !ok {
		return nil, false
	}
	if !quotient {
		return n.Rat(), true
	}
	d, ok := plainDecimal(below)
	if !ok || d.Sign() <= 0 {
		return nil, false
	}
	return new(big.Rat).Quo(n.Rat(), d.Rat()), true
}
