// Package money has exact amounts: whole minor units (kobo, pesewas, cents) of a
// currency. Nothing here is a float. Rates are decimals (rate.go).
package money

import (
	"fmt"
	"math"
	"math/bits"
	"strings"

	"lendwright/internal/fault"

	"github.com/shopspring/decimal"
)

// Currency is an ISO 4217 code.
type Currency string

// The currencies of the countries that we serve.
const (
	NGN Currency = "NGN"
	GHS Currency = "GHS"
	KES Currency = "KES"
	ZAR Currency = "ZAR"
)

// currencies holds the minor digits and the symbol of each currency that we know.
var currencies = map[Currency]struct {
	digits int
	symbol string
}{
	NGN: {2, "₦"}, GHS: {2, "GH₵"}, KES: {2, "KSh"}, ZAR: {2, "R"},
	"USD": {2, "US$"}, "EUR": {2, "€"}, "GBP": {2, "£"}, "CAD": {2, "CA$"}, "CZK": {2, "Kč"}, "INR": {2, "₹"},
	"XOF": {0, "CFA"}, "XAF": {0, "FCFA"}, "JPY": {0, "¥"}, "UGX": {0, "USh"}, "RWF": {0, "RF"}, "KWD": {3, "KD"}, "TND": {3, "DT"},
}

// Known reports whether we know the currency's digits.
func (c Currency) Known() bool { _, ok := currencies[c]; return ok }

// Digits is how many digits the minor unit has; 2 for a currency that we do not know.
func (c Currency) Digits() int {
	if x, ok := currencies[c]; ok {
		return x.digits
	}
	return 2
}

// Symbol is what stands before an amount, like ₦.
func (c Currency) Symbol() string {
	if x, ok := currencies[c]; ok {
		return x.symbol
	}
	return string(c) + " "
}

// Money is an amount in minor units of one currency. The zero value is no money of
// no currency; it may be added to any.
type Money struct {
	minor    int64
	currency Currency
}

// Of makes an amount from minor units.
func Of(minor int64, c Currency) Money { return Money{minor, c} }

// Kobo makes an amount of naira from kobo.
func Kobo(kobo int64) Money { return Money{kobo, NGN} }

// Minor is the amount in minor units.
func (m Money) Minor() int64 { return m.minor }

// Currency is the amount's currency.
func (m Money) Currency() Currency { return m.currency }

// IsZero reports whether there is nothing.
func (m Money) IsZero() bool { return m.minor == 0 }

// Positive reports whether the amount is above zero.
func (m Money) Positive() bool { return m.minor > 0 }

// Negative reports whether the amount is below zero.
func (m Money) Negative() bool { return m.minor < 0 }

// Equal reports whether amount and currency are the same; nothing equals nothing in any currency.
func (m Money) Equal(o Money) bool {
	return m.minor == o.minor && (m.currency == o.currency || m.minor == 0)
}

// Cmp compares two amounts of one currency: -1, 0 or 1.
func (m Money) Cmp(o Money) int {
	m.shared(o)
	switch {
	case m.minor < o.minor:
		return -1
	case m.minor > o.minor:
		return 1
	}
	return 0
}

// Less reports whether m is below o.
func (m Money) Less(o Money) bool { return m.Cmp(o) < 0 }

// Add is the sum. Different currencies, or a sum beyond int64, are a programmer's mistake and panic.
func (m Money) Add(o Money) Money {
	c := m.shared(o)
	s := m.minor + o.minor
	if (o.minor > 0 && s < m.minor) || (o.minor < 0 && s > m.minor) {
		panic(fmt.Sprintf("money: %d + %d overflows", m.minor, o.minor))
	}
	return Money{s, c}
}

// Sub is the difference; it panics as Add does.
func (m Money) Sub(o Money) Money {
	c := m.shared(o)
	d := m.minor - o.minor
	if (o.minor > 0 && d > m.minor) || (o.minor < 0 && d < m.minor) {
		panic(fmt.Sprintf("money: %d - %d overflows", m.minor, o.minor))
	}
	return Money{d, c}
}

// Neg is the amount with the other sign; it panics beyond int64.
func (m Money) Neg() Money { return Money{currency: m.currency}.Sub(m) }

// Times is n times the amount; it panics beyond int64.
func (m Money) Times(n int64) Money {
	hi, lo := bits.Mul64(abs(m.minor), abs(n))
	if hi != 0 || lo > math.MaxInt64 {
		panic(fmt.Sprintf("money: %d x %d overflows", m.minor, n))
	}
	return Money{m.minor * n, m.currency}
}

// Min is the smaller of two amounts.
func Min(a, b Money) Money {
	if b.Less(a) {
		return b
	}
	return a
}

// Max is the larger of two amounts.
func Max(a, b Money) Money {
	if a.Less(b) {
		return b
	}
	return a
}

// Sum adds amounts of one currency; the sum of nothing is the zero Money.
func Sum(amounts ...Money) Money {
	var s Money
	for _, a := range amounts {
		s = s.Add(a)
	}
	return s
}

// Split divides the amount into n parts that sum to it exactly; the odd minor units fall on the last parts.
func (m Money) Split(n int) []Money {
	if n < 1 {
		panic("money: split into fewer than one part")
	}
	parts := make([]Money, n)
	base, odd := m.minor/int64(n), m.minor%int64(n)
	for i := range parts {
		parts[i] = Money{base, m.currency}
	}
	step := int64(1)
	if odd < 0 {
		step, odd = -1, -odd
	}
	for i := 0; i < int(odd); i++ {
		parts[n-1-i].minor += step
	}
	return parts
}

// Decimal is the amount in major units, exactly.
func (m Money) Decimal() decimal.Decimal {
	return decimal.New(m.minor, -int32(m.currency.Digits()))
}

// Plain is the amount in major units with all its minor digits and no symbol, like 150000.00.
// It is the form of the command contracts.
func (m Money) Plain() string { return m.Decimal().StringFixed(int32(m.currency.Digits())) }

// String is the amount for people, like ₦150,000 or ₦28,340.50: minor digits only where they are not zero.
func (m Money) String() string {
	digits := m.currency.Digits()
	text := m.Decimal().Abs().StringFixed(int32(digits))
	whole, rest, _ := strings.Cut(text, ".")
	var b strings.Builder
	if m.minor < 0 {
		b.WriteString("−")
	}
	b.WriteString(m.currency.Symbol())
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if strings.Trim(rest, "0") != "" {
		b.WriteByte('.')
		b.WriteString(rest)
	}
	return b.String()
}

// Parse reads an amount in major units as a person or a JSON contract writes it: digits,
// optional thousands commas, optional minor digits, an optional symbol before. It refuses
// more digits than the currency has rather than rounding.
func Parse(text string, c Currency) (Money, error) {
	t := strings.TrimSpace(text)
	t = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(t, c.Symbol()), string(c)))
	t = strings.NewReplacer(",", "", " ", "", "\u00a0", "", "_", "").Replace(t)
	if t == "" || len(t) > 24 || strings.ContainsAny(t, "eE") {
		return Money{}, fault.Newf(fault.Invalid, "Write the amount in figures, like 150000.")
	}
	d, err := decimal.NewFromString(t)
	if err != nil {
		return Money{}, fault.Newf(fault.Invalid, "Write the amount in figures, like 150000.")
	}
	return FromDecimal(d, c)
}

// FromDecimal makes an amount from major units; it refuses what is not a whole number of minor units.
func FromDecimal(d decimal.Decimal, c Currency) (Money, error) {
	minor := d.Shift(int32(c.Digits()))
	if !minor.IsInteger() {
		return Money{}, fault.Newf(fault.Invalid, "%s has only %d digits after the point.", c, c.Digits())
	}
	if !minor.BigInt().IsInt64() {
		return Money{}, fault.Newf(fault.Invalid, "The amount is too large.")
	}
	return Money{minor.IntPart(), c}, nil
}

func (m Money) shared(o Money) Currency {
	switch {
	case m.currency == o.currency, o.currency == "":
		return m.currency
	case m.currency == "":
		return o.currency
	}
	panic(fmt.Sprintf("money: %s meets %s", m.currency, o.currency))
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}
