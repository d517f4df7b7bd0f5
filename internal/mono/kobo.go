package mono

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"
)

// Kobo is an amount in the smallest unit of its currency: kobo for NGN (100 to the naira), pesewa, cents.
// It reads a JSON integer or an integer in a string; anything else, a fraction above all, is an error,
// because a fraction of a kobo is naira misread.
type Kobo int64

// errAmount is the one reason an amount is refused. It does not repeat the amount.
var errAmount = errors.New("not a whole number of minor units")

// UnmarshalJSON reads 2500000, "2500000", 2500000.00.
func (k *Kobo) UnmarshalJSON(b []byte) error {
	if n, plain := digits(b); plain { // nearly all amounts
		*k = Kobo(n)
		return nil
	}
	d, known, err := number(b)
	if err != nil || !known || !d.IsInteger() || !d.BigInt().IsInt64() {
		return errAmount
	}
	*k = Kobo(d.IntPart())
	return nil
}

// digits reads up to 18 plain digits, which always fit.
func digits(b []byte) (n int64, plain bool) {
	if len(b) == 0 || len(b) > 18 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// MaybeKobo is an amount that Mono may leave out: null, missing and "" mean unknown, which is not zero.
type MaybeKobo struct {
	Kobo  Kobo
	Known bool
}

// UnmarshalJSON reads what Kobo reads, null and "".
func (m *MaybeKobo) UnmarshalJSON(b []byte) error {
	*m = MaybeKobo{}
	if absent(b) {
		return nil
	}
	m.Known = true
	return m.Kobo.UnmarshalJSON(b)
}

// MarshalJSON writes the amount, or null when it is unknown.
func (m MaybeKobo) MarshalJSON() ([]byte, error) {
	if !m.Known {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(m.Kobo), 10), nil
}

// Figure is a computed number: an average, a rate, a quantity, or an amount whose unit the
// documents leave open. It is exact and may have a fraction; null, missing and "" mean unknown.
type Figure struct {
	decimal.Decimal
	Known bool
}

// UnmarshalJSON reads a number, a numeric string, null and "".
func (f *Figure) UnmarshalJSON(b []byte) error {
	d, known, err := number(b)
	if err != nil {
		return err
	}
	*f = Figure{Decimal: d, Known: known}
	return nil
}

// MarshalJSON writes a JSON number, or null when it is unknown.
func (f Figure) MarshalJSON() ([]byte, error) {
	if !f.Known {
		return []byte("null"), nil
	}
	return []byte(f.String()), nil
}

// Kobo rounds the figure half to even to whole minor units; ok is false when it is unknown or too large.
func (f Figure) Kobo() (k Kobo, ok bool) {
	whole := f.RoundBank(0).BigInt()
	if !f.Known || !whole.IsInt64() {
		return 0, false
	}
	return Kobo(whole.Int64()), true
}

// number reads a JSON number or numeric string exactly; known is false for null and "".
func number(b []byte) (d decimal.Decimal, known bool, err error) {
	if absent(b) {
		return d, false, nil
	}
	text := string(b)
	if b[0] == '"' {
		if err := json.Unmarshal(b, &text); err != nil {
			return d, false, errAmount
		}
	}
	if len(text) > 40 { // no amount is longer; spares the arithmetic of 1e9999
		return d, false, fmt.Errorf("not a number")
	}
	d, err = decimal.NewFromString(text)
	if err != nil || d.Exponent() > 18 || d.Exponent() < -30 {
		return decimal.Decimal{}, false, fmt.Errorf("not a number")
	}
	return d, true, nil
}

func absent(b []byte) bool {
	b = bytes.TrimSpace(b)
	return len(b) == 0 || string(b) == "null" || string(b) == `""`
}
