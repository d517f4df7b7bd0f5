package money

import (
	"math"
	"testing"

	"lendwright/internal/fault"

	"pgregory.net/rapid"
)

func TestMoneyForPeople(t *testing.T) {
	for _, c := range []struct {
		amount Money
		want   string
	}{
		{Kobo(0), "₦0"}, {Kobo(1), "₦0.01"}, {Kobo(15_000_000), "₦150,000"}, {Kobo(2_834_050), "₦28,340.50"},
		{Kobo(-123_456_789), "−₦1,234,567.89"}, {Kobo(99_900), "₦999"}, {Kobo(100_000), "₦1,000"},
		{Of(5, "XOF"), "CFA5"}, {Of(1_234_500, "KWD"), "KD1,234.500"}, {Of(150_00, "ABC"), "ABC 150"},
	} {
		if got := c.amount.String(); got != c.want {
			t.Errorf("%d %s is %q, want %q", c.amount.Minor(), c.amount.Currency(), got, c.want)
		}
	}
}

func TestMoneyAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		text string
		want int64
	}{
		{"150000", 15_000_000}, {"150,000.50", 15_000_050}, {" ₦ 1 000 ", 100_000}, {"NGN 20", 2000}, {"0.01", 1}, {"-5.5", -550},
		{"₦1,234,567.89", 123_456_789}, {"12.340", 1234},
	} {
		if got, err := Parse(c.text, NGN); err != nil || got != Kobo(c.want) {
			t.Errorf("%q is read as %s (%v), want %s", c.text, got, err, Kobo(c.want))
		}
	}
	for _, text := range []string{"", "ten", "1e6", "1.234", "99999999999999999999", "1.2.3", "₦", "0x10", "--1"} {
		if got, err := Parse(text, NGN); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is read as %s (%v)", text, got, err)
		}
	}
}

func TestSplitConserves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Kobo(rapid.Int64().Draw(t, "kobo"))
		n := rapid.IntRange(1, 400).Draw(t, "parts")
		parts := m.Split(n)
		low, high := parts[0], parts[0]
		var sum Money
		for _, p := range parts {
			sum, low, high = sum.Add(p), Min(low, p), Max(high, p)
		}
		if len(parts) != n || !sum.Equal(m) || high.Minor()-low.Minor() > 1 {
			t.Fatalf("%d in %d parts gives %v", m.Minor(), n, parts)
		}
	})
}

func TestPlainIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]Currency{NGN, GHS, "XOF", "KWD"}).Draw(t, "currency")
		m := Of(rapid.Int64Range(-1e17, 1e17).Draw(t, "minor"), c)
		for _, text := range []string{m.Plain(), m.Decimal().String()} {
			if back, err := Parse(text, c); err != nil || !back.Equal(m) {
				t.Fatalf("%q is read as %v (%v)", text, back, err)
			}
		}
	})
}

func TestSumsAreExactOrPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		fits := (b <= 0 || a <= math.MaxInt64-b) && (b >= 0 || a >= math.MinInt64-b)
		defer func() {
			if p := recover(); (p == nil) != fits {
				t.Fatalf("%d + %d: %v", a, b, p)
			}
		}()
		if got := Kobo(a).Add(Kobo(b)); got.Minor() != a+b || got.Sub(Kobo(b)).Minor() != a {
			t.Fatalf("%d + %d is %d", a, b, got.Minor())
		}
	})
}

// The smallest amount has no opposite, and may still be taken away from itself.
func TestTheSmallestAmountIsTakenAwayExactly(t *testing.T) {
	least := Kobo(math.MinInt64)
	if got := least.Sub(least); !got.IsZero() {
		t.Errorf("it leaves %d", got.Minor())
	}
	defer func() {
		if recover() == nil {
			t.Error("it has an opposite")
		}
	}()
	least.Neg()
}

func TestTimesRefusesOverflow(t *testing.T) {
	if got := Kobo(-150).Times(3); got != Kobo(-450) {
		t.Errorf("got %s", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Kobo(math.MaxInt64/2 + 1).Times(2)
}

func TestCurrenciesDoNotMix(t *testing.T) {
	if got := (Money{}).Add(Kobo(5)); got != Kobo(5) {
		t.Errorf("nothing and five kobo is %v", got)
	}
	if !Kobo(0).Equal(Of(0, GHS)) || Kobo(1).Equal(Of(1, GHS)) {
		t.Error("only nothing is the same in every currency")
	}
	defer func() {
		if recover() == nil {
			t.Error("naira and cedi were added")
		}
	}()
	Kobo(1).Add(Of(1, GHS))
}
