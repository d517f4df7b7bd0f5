package underwriting

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lendwright/internal/calendar"
)

// borrower is a repeat borrower with a statement, as a case on the command line.
func borrower(t interface{ Fatal(...any) }, rows, loans, extra string) Case {
	c, mistakes := ParseCase([]byte(`{"id":"b","as_of":"2026-07-10","currency":"NGN","applicant":{"age":31,"employment":"employed"},
		"request":{"principal":2000000,"term_days":30,"total_due":2450000},
		"accounts":[{"id":"a","opened_on":"2025-01-01","transactions":[` + rows + `]}],"own_history":[` + loans + `],"extra":{` + extra + `}}`))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return c
}

func figures(c Case) map[string]string {
	out := map[string]string{}
	for _, x := range Characteristics(c) {
		switch {
		case x.Words:
			out[x.Name] = x.Text
		case x.Value.Known:
			out[x.Name] = fmt.Sprint(x.Value.N)
		default:
			out[x.Name] = "?"
		}
	}
	return out
}

const statement = `
	{"at":"2026-03-30","type":"credit","amount":10000000,"balance":10000000,"narration":"ACME 00123 SALARY"},
	{"at":"2026-04-05","type":"debit","amount":4000000,"balance":6000000,"narration":"TRF TO LANDLORD 55"},
	{"at":"2026-04-29","type":"credit","amount":10000000,"balance":16000000,"narration":"ACME 00123 SALARY"},
	{"at":"2026-05-05","type":"debit","amount":4000000,"balance":12000000,"narration":"TRF TO LANDLORD 55"},
	{"at":"2026-05-20","type":"debit","amount":11950000,"balance":50000,"narration":"POS SUPERMARKET"},
	{"at":"2026-05-30","type":"credit","amount":10000000,"balance":10050000,"narration":"ACME 00123 SALARY"},
	{"at":"2026-06-05","type":"debit","amount":4000000,"balance":6050000,"narration":"TRF TO LANDLORD 55"}`

const loans = `
	{"loan":"1","approved_on":"2026-03-01","principal":1000000,"total_due":1150000,"term_days":15,"first_due_on":"2026-03-16","first_repaid_on":"2026-03-14","closed_on":"2026-03-14"},
	{"loan":"2","approved_on":"2026-04-01","principal":1000000,"total_due":1150000,"term_days":15,"first_due_on":"2026-04-16","first_repaid_on":"2026-04-26","closed_on":"2026-04-28"},
	{"loan":"3","approved_on":"2026-06-01","principal":2000000,"total_due":2450000,"term_days":30,"first_due_on":"2026-07-01","first_repaid_on":"2026-07-04","closed_on":"2026-07-04"}`

func TestCharacteristicsByHand(t *testing.T) {
	got := figures(borrower(t, statement, loans, `"branch":"Ikeja","tenure_years":2.5,"referred":true,"note":null`))
	for _, row := range []struct{ name, want, why string }{
		{"requested", "2000000", "as asked"},
		{"cost", "2250", "450,000 of 2,000,000 kobo in ten-thousandths"},
		{"instalment", "2450000", "everything falls due in one month"},
		{"due_after_payday", "11", "due on 9 August; the salary usually comes on the 29th"},
		{"paydays_within", "1", "29 July"},
		{"statement_days", "102", "30 March to 10 July"},
		{"account_age", "555", "1 January 2025 to 10 July 2026"},
		{"balance_min_all", "50000", "20 May"},
		{"days_negative_all", "0", "never"},
		{"fixed_payments", "1", "the landlord in three months"},
		{"fixed_out", "4000000", "the same amount each time"},
		{"own_loans", "3", ""},
		{"own_last_late", "3", "due 1 July, repaid 4 July"},
		{"own_worst_late", "10", "loan 2"},
		{"own_first_late", "-2", "two days early"},
		{"own_late_share", "6666", "two of three"},
		{"own_late_over_7", "3333", "one of three"},
		{"own_since_late", "0", "the last one was late"},
		{"own_gap_last", "6", "closed 4 July"},
		{"own_growth_last", "10000", "the same amount again"},
		{"own_as_large", "1", "only loan 3"},
		{"extra.branch", "Ikeja", ""},
		{"extra.tenure_years", "25000", "four decimals are kept"},
		{"extra.referred", "1", "yes"},
		{"employment", "employed", ""},
	} {
		if got[row.name] != row.want {
			t.Errorf("%s: %s, want %s (%s)", row.name, got[row.name], row.want, row.why)
		}
	}
	if _, there := got["extra.note"]; there {
		t.Error("null says nothing")
	}
}

// Whatever is dated on or after the case's day changes no characteristic.
func TestNothingFromTheFutureIsUsed(t *testing.T) {
	want := Characteristics(borrower(t, statement, loans, ""))
	rapid.Check(t, func(t *rapid.T) {
		day := calendar.MustParse("2026-07-10").AddDays(rapid.IntRange(0, 90).Draw(t, "days"))
		rows := fmt.Sprintf(`%s,{"at":"%s","type":"debit","amount":%d,"balance":-5,"narration":"LATER"}`, statement, day, rapid.IntRange(1, 1e9).Draw(t, "amount"))
		past := fmt.Sprintf(`%s,{"loan":"9","approved_on":"%s","principal":9000000,"total_due":9900000,"term_days":30,"first_due_on":null,"first_repaid_on":null,"closed_on":null}`, loans, day)
		if got := Characteristics(borrower(t, rows, past, "")); !reflect.DeepEqual(got, want) {
			t.Fatal("a row of the future changed a characteristic")
		}
	})
}

// An earlier loan that is still open is judged by the days so far, however it went on.
func TestHowAnOpenLoanWentOnIsNotKnown(t *testing.T) {
	open := func(repaid, closed string) []Characteristic {
		return Characteristics(borrower(t, statement, strings.Replace(loans, `"first_repaid_on":"2026-07-04","closed_on":"2026-07-04"`, `"first_repaid_on":`+repaid+`,"closed_on":`+closed, 1), ""))
	}
	want := open("null", "null")
	for _, later := range [][2]string{{`"2026-07-10"`, `"2026-07-10"`}, {`"2026-09-01"`, `"2026-09-02"`}, {`"2026-07-10"`, "null"}} {
		if !reflect.DeepEqual(open(later[0], later[1]), want) {
			t.Errorf("repaid %s, closed %s is told from still open", later[0], later[1])
		}
	}
}

func TestWhatMayNotBeUsedIsNotDerived(t *testing.T) {
	got := figures(borrower(t, statement, loans, `"gender":"f","applicant_age":31,"Marital Status":"single","state_of_origin":"Oyo","religion":"none","phone_model":"x","bad":1,"language":"yo","branch":"Ikeja"`))
	for name := range got {
		if strings.HasPrefix(name, "extra.") && name != "extra.branch" || name == "age" {
			t.Errorf("%s was derived", name)
		}
	}
	older := borrower(t, statement, loans, "")
	*older.Applicant.Age = 70
	if !reflect.DeepEqual(Characteristics(older), Characteristics(borrower(t, statement, loans, ""))) {
		t.Error("age has a part in a characteristic")
	}
}

func TestEveryReasonHasWordsAndEveryNameIsOnce(t *testing.T) {
	var names []string
	for _, x := range Characteristics(borrower(t, statement, loans, `"branch":"Ikeja","n":1`)) {
		if slices.Contains(names, x.Name) {
			t.Errorf("%s twice", x.Name)
		}
		names = append(names, x.Name)
		if x.Label == "" || CharacteristicReason(x.Reason) == "" {
			t.Errorf("%s: label %q, reason %q", x.Name, x.Label, x.Reason)
		}
	}
}

// Odd cases give characteristics and never a panic.
func TestOddCasesHaveCharacteristics(t *testing.T) {
	for name, body := range map[string]string{
		"nothing":            `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_days":1}}`,
		"empty account":      `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_months":1},"accounts":[{"id":"a","transactions":[]}]}`,
		"one row, no amount": `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_months":1},"accounts":[{"id":"a","transactions":[{"at":"2025-12-31","type":"credit","amount":0,"narration":""}]}]}`,
		"one row":            `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_months":600},"accounts":[{"id":"a","transactions":[{"at":"2025-12-31","type":"debit","amount":9999999999999,"balance":-9999999999999,"narration":""}]}]}`,
		"loans without days": `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_days":18600},"own_history":[{"loan":"1","approved_on":null,"principal":0,"total_due":0,"term_days":0,"first_due_on":null,"first_repaid_on":null,"closed_on":null},{"loan":"2","approved_on":"2025-12-31","principal":0,"total_due":0,"term_days":0,"first_due_on":null,"first_repaid_on":null,"closed_on":null}]}`,
		"odd extras":         `{"id":"x","as_of":"2026-01-01","currency":"NGN","request":{"principal":1,"term_days":1},"extra":{"a":1e400,"b":-1e-300,"c":[1],"d":{},"e":"","f":12345678901234567890123}}`,
	} {
		t.Run(name, func(t *testing.T) {
			c, mistakes := ParseCase([]byte(body))
			if len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
			if len(Characteristics(c)) == 0 {
				t.Error("no characteristics")
			}
		})
	}
}

func TestExtraNumbers(t *testing.T) {
	for text, want := range map[string]string{"12.5": "125000", "-0.00009": "0", "1e3": "10000000", "1e400": "?", "0": "0"} {
		k := &characteristics{c: &Case{}}
		k.extra("n", json.RawMessage(text))
		got := "?"
		if len(k.out) > 0 && k.out[0].Value.Known {
			got = fmt.Sprint(k.out[0].Value.N)
		}
		if got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// FuzzCharacteristics looks for a case that can be read and whose characteristics cannot be derived.
func FuzzCharacteristics(f *testing.F) {
	f.Add([]byte(contractCase))
	f.Add([]byte(`{"id":"b","as_of":"2026-07-10","currency":"NGN","request":{"principal":2000000,"term_days":30},"accounts":[{"id":"a","transactions":[` + statement + `]}],"own_history":[` + loans + `]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if c, mistakes := ParseCase(body); len(mistakes) == 0 {
			if !reflect.DeepEqual(Characteristics(c), Characteristics(c)) {
				t.Error("the same case gave different characteristics")
			}
		}
	})
}
