package lending

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

const sixMonths = `{"currency":"NGN","principal":"300000.00","annual_rate":"0.36","method":"annuity","instalments":6,"disbursed_on":"2026-11-20"`

func TestTermsHaveTheContractsDefaults(t *testing.T) {
	got, err := DecodeTerms([]byte(sixMonths + `}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Terms{
		Principal: naira("300000"), AnnualRate: money.MustRate("0.36"), Method: Annuity, Instalments: 6,
		Every: Period{1, UnitMonth}, DisbursedOn: day("2026-11-20"), FirstDueOn: calendar.NoDay,
		DayCount: Thirty360, InterestPer: PerPeriod, Rounding: HalfEven, MonthEnd: LastOfMonth,
		Fees: []Fee{{Name: "processing", Kind: UpfrontDeducted, Percent: money.MustRate("0.01")}},
	}
	if string(EncodeTerms(got)) != string(EncodeTerms(want)) {
		t.Errorf("got %s", EncodeTerms(got))
	}
	if none, err := DecodeTerms([]byte(sixMonths + `,"fees":[]}`)); err != nil || len(none.Fees) != 0 {
		t.Errorf("no fees: %v, %v", none.Fees, err)
	}
}

// TestMistakesHavePaths: everything wrong is told at once, each under its path.
func TestMistakesHavePaths(t *testing.T) {
	for _, c := range []struct {
		name, in string
		paths    []string
	}{
		{"nothing", ``, []string{"$"}},
		{"not JSON", `{"currency":`, []string{"$"}},
		{"two values", sixMonths + `} {}`, []string{"$"}},
		{"an array", `[]`, []string{"$"}},
		{"an empty object", `{}`, []string{"$.currency", "$.principal", "$.annual_rate", "$.method", "$.instalments", "$.disbursed_on"}},
		{"an unknown field", sixMonths + `,"instalment":6}`, []string{"$.instalment"}},
		{"a field twice", sixMonths + `,"currency":"NGN"}`, []string{"$.currency"}},
		{"a number for an amount", `{"currency":"NGN","principal":300000,"annual_rate":"0.36","method":"annuity","instalments":6,"disbursed_on":"2026-11-20"}`, []string{"$.principal"}},
		{"three digits of kobo", sixMonths + `,"balloon":"1.005"}`, []string{"$.balloon"}},
		{"an exponent", sixMonths + `,"balloon":"1e5"}`, []string{"$.balloon"}},
		{"a balloon of nothing", sixMonths + `,"balloon":"0.00"}`, []string{"$.balloon"}},
		{"half an instalment", strings.Replace(sixMonths, `:6,`, `:6.5,`, 1) + `}`, []string{"$.instalments"}},
		{"no such day", sixMonths + `,"first_due_on":"2026-02-30"}`, []string{"$.first_due_on"}},
		{"words of ours", sixMonths + `,"day_count":"act/365","rounding":"nearest","interest_per":"month","month_end":"x"}`,
			[]string{"$.day_count", "$.interest_per", "$.rounding", "$.month_end"}},
		{"inside an object", sixMonths + `,"every":{"count":0,"unit":"fortnight","x":1},"grace":{"principal_periods":"2"}}`,
			[]string{"$.every.unit", "$.every.count", "$.every.x", "$.grace.principal_periods"}},
		{"inside a list", sixMonths + `,"fees":[{"name":"a","kind":"upfront_paid","amount":"5.00"},{"kind":"hidden","amount":"x"},7]}`,
			[]string{"$.fees[1].name", "$.fees[1].kind", "$.fees[1].amount", "$.fees[2]"}},
		{"a fee of nothing", sixMonths + `,"fees":[{"name":"a","kind":"upfront_paid"}]}`, []string{"$.fees[0]"}},
		{"dates", sixMonths + `,"due_dates":["2026-12-20",null]}`, []string{"$.due_dates[1]"}},
		{"what the terms refuse", sixMonths + `,"fixed_instalment":"1000.00","grace":{"interest_periods":6}}`, []string{"$.grace.interest_periods"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DecodeTerms([]byte(c.in))
			var mistakes Mistakes
			if !fault.Is(err, fault.Invalid) || !errors.As(err, &mistakes) {
				t.Fatalf("not refused: %v", err)
			}
			var paths []string
			for _, m := range mistakes {
				paths = append(paths, m.Path)
			}
			if !slices.Equal(paths, c.paths) {
				t.Errorf("got\n%s", mistakes)
			}
		})
	}
}

// TestTermsAreReadAsWritten: what EncodeTerms writes, DecodeTerms reads.
func TestTermsAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		terms.Fees = slices.DeleteFunc(terms.Fees, func(f Fee) bool { return f.Percent.IsZero() })
		text := EncodeTerms(terms)
		back, err := DecodeTerms(text)
		if _, refused := NewScheduleWithoutRates(terms); err != nil && refused == nil {
			t.Fatalf("%v in %s", err, text)
		}
		if again := EncodeTerms(back); err == nil && !reflect.DeepEqual(again, text) {
			t.Fatalf("written %s, then %s", text, again)
		}
	})
}

func TestSumsOfFractions(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "15": "15", "-1": "-1", "1/12": "1/12", "3/365+1/12": "401/4380", "1 - 1/2": "1/2", "0.25": "1/4", "-1/2+1": "1/2",
	} {
		if got, ok := sumOfFractions(text); !ok || got.RatString() != want {
			t.Errorf("%q is %v (%t), want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "+", "1/0", "1/-2", "1//2", "a", "1+", "--1", "1e3", "1/12/2", "."} {
		if got, ok := sumOfFractions(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestRateQuestionsAreRefusedWithPaths(t *testing.T) {
	for _, c := range []struct{ in, path string }{
		{`{}`, "$.basis"},
		{`{"basis":"xirr","flows":[]}`, "$.basis"},
		{`{"basis":"effective","flows":[]}`, "$.flows"},
		{`{"basis":"effective","flows":[{"on":"2026-01-10"}]}`, "$.flows[0].amount"},
		{`{"basis":"effective","flows":[{"amount":"5"}]}`, "$.flows[0]"},
		{`{"basis":"effective","flows":[{"t":"0","amount":"5","count":2}]}`, "$.flows[0].step"},
		{`{"basis":"effective","flows":[{"t":"x","amount":"5"}]}`, "$.flows[0].t"},
		{`{"basis":"effective","flows":[{"t":"99999999999999999999","amount":"5"}]}`, "$.flows[0].t"},
		{`{"basis":"effective","flows":[{"t":"0","amount":"5","count":9,"step":"100"}]}`, "$.flows[0].t"},
		{`{"basis":"actuarial","flows":[{"t":"0","amount":"5"}]}`, "$.flows[0].t"},
		{`{"basis":"effective","flows":[{"units":1,"amount":"5"}]}`, "$.flows[0].units"},
		{`{"basis":"actuarial","flows":[{"units":1,"amount":"5"}]}`, "$.unit_periods_per_year"},
		{`{"basis":"actuarial","unit_periods_per_year":12,"flows":[{"on":"2026-01-10","amount":"5"}]}`, "$.unit_periods_per_year"},
		{`{"basis":"actuarial","unit_periods_per_year":0,"flows":[{"units":1,"amount":"5"}]}`, "$.unit_periods_per_year"},
		{`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"5","count":0}]}`, "$.flows[0].count"},
		{`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"5","count":20001}]}`, "$.flows[0].count"},
		{`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"5","count":20000,"every":{"count":300,"unit":"year"}}]}`, "$.flows[0].on"},
		{`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":5}]}`, "$.flows[0].amount"},
		{`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"5","step":"1/12"}]}`, "$.flows[0].step"},
	} {
		_, err := DecodeRateQuestion([]byte(c.in))
		var mistakes Mistakes
		if !errors.As(err, &mistakes) || mistakes[0].Path != c.path {
			t.Errorf("%s: got %v, want %s", c.in, err, c.path)
		}
	}
}
