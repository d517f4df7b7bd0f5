package money

import (
	"lendwright/internal/fault"

	"github.com/shopspring/decimal"
)

// Rate is a fraction, exact: 0.36 is 36 %. Whether it is a year's or a month's stands in the name of the field.
type Rate struct{ d decimal.Decimal }

// RateOf makes a rate from a decimal.
func RateOf(d decimal.Decimal) Rate { return Rate{d} }

// ParseRate reads a fraction such as "0.36".
func ParseRate(text string) (Rate, error) {
	if len(text) > 40 {
		return Rate{}, fault.Newf(fault.Invalid, "The rate has too many digits.")
	}
	d, err := decimal.NewFromString(text)
	if err != nil || d.Exponent() > 12 || d.Exponent() < -40 {
		return Rate{}, fault.Newf(fault.Invalid, "Write the rate as a fraction, like 0.36 for 36 %%.")
	}
	return Rate{d}, nil
}

// MustRate is ParseRate for literals in tables and tests; it panics.
func MustRate(text string) Rate {
	r, err := ParseRate(text)
	if err != nil {
		panic(err)
	}
	return r
}

// Decimal is the fraction.
func (r Rate) Decimal() decimal.Decimal { return r.d }

// IsZero reports whether the rate is nothing.
func (r Rate) IsZero() bool { return r.d.IsZero() }

// Equal compares by value: 0.10 equals 0.1.
func (r Rate) Equal(o Rate) bool { return r.d.Equal(o.d) }

// String is the fraction in plain digits.
func (r Rate) String() string { return r.d.String() }

// Percent is the rate for people with the given digits, like 36.0%.
func (r Rate) Percent(digits int32) string { return r.d.Shift(2).StringFixed(digits) + "%" }

// OfMoney is the rate's share of an amount, rounded half up to the minor unit.
func (r Rate) OfMoney(m Money) Money {
	return Money{r.d.Mul(decimal.NewFromInt(m.minor)).Round(0).IntPart(), m.currency}
}

// MarshalText writes the fraction.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.d.String()), nil }

// UnmarshalText reads a fraction.
func (r *Rate) UnmarshalText(b []byte) error {
	x, err := ParseRate(string(b))
	if err == nil {
		*r = x
	}
	return err
}
