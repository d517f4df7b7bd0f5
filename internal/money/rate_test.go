package money

import "testing"

func TestRates(t *testing.T) {
	if !MustRate("0.10").Equal(MustRate("0.1")) || MustRate("0.36").Percent(1) != "36.0%" {
		t.Error("a rate is a fraction")
	}
	for _, c := range []struct {
		rate       string
		kobo, want int64
	}{
		{"0.01", 30_000_000, 300_000}, {"0.015", 100, 2}, {"0.014", 100, 1}, {"-0.015", 100, -2}, {"0", 100, 0}, {"2.5", 3, 8},
	} {
		if got := MustRate(c.rate).OfMoney(Kobo(c.kobo)); got != Kobo(c.want) {
			t.Errorf("%s of %s is %s, want %s", c.rate, Kobo(c.kobo), got, Kobo(c.want))
		}
	}
	for _, text := range []string{"", "a", "1e99", "36%", "0.0000000000000000000000000000000000000000001"} {
		if r, err := ParseRate(text); err == nil {
			t.Errorf("%q is read as %s", text, r)
		}
	}
}

func TestRateIsText(t *testing.T) {
	var r Rate
	if err := r.UnmarshalText([]byte("0.360")); err != nil || !r.Equal(MustRate("0.36")) {
		t.Errorf("%s (%v)", r, err)
	}
	if text, _ := r.MarshalText(); string(text) != "0.36" {
		t.Errorf("written as %s", text)
	}
}
