package underwriting

import (
	"strings"
	"testing"
)

// contractCase is the example of the command contract (README, "The case").
const contractCase = `{"id":"A-1001","as_of":"2026-11-20","currency":"NGN",
 "applicant":{"age":31,"employment":"employed","stated_monthly_income":25000000},
 "request":{"principal":30000000,"term_months":6,"purpose":"school_fees","instalment":null},
 "accounts":[{"id":"acc1","institution":"GTBank","opened_on":"2021-03-02","balance":4210050,
   "transactions":[{"id":"t1","at":"2026-10-25T09:14:00+01:00","type":"credit","amount":24850000,
     "balance":26110000,"narration":"NIP/ZENITH/ACME LTD/SALARY OCT","category":"salary"}]}],
 "income":{"monthly_average":24600000,"streams":[{"type":"salary","frequency":"monthly","stability":0.97,"last_on":"2026-10-25","amount":24850000}]},
 "creditworthiness":{"can_afford":true,"monthly_payment":5620000,"total_debt":0},
 "bureau":{"pulled_on":"2026-11-20","loans":[{"institution":"X MFB","opened_on":"2025-01-04","closed_on":null,
   "principal":10000000,"outstanding":4000000,"instalment":1200000,"overdue":0,
   "schedule":[{"month":"2026-09","status":"paid"},{"month":"2026-10","status":"late"}]}]},
 "own_history":[{"loan":"L-7","approved_on":"2026-02-01","principal":10000000,"total_due":11500000,"term_days":30,
   "first_due_on":"2026-03-03","first_repaid_on":"2026-03-03","closed_on":"2026-03-03"}],
 "extra":{"any_name":12.5,"another":"text"}}`

func TestContractExampleIsACase(t *testing.T) {
	c, mistakes := ParseCase([]byte(contractCase))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	if d := Decide(DefaultPolicy(), c, noon()); d.Outcome != Refer || d.Reasons[0].Code != "DAT-SHORT" {
		t.Errorf("one row of history: %s %v", d.Outcome, d.Reasons)
	}
}

func TestMostPartsMayBeMissing(t *testing.T) {
	for _, body := range []string{
		`{"id":"x","as_of":"2017-07-27","currency":"NGN","request":{"principal":1000000,"term_days":15,"term_months":null,"total_due":1150000}}`,
		`{"id":"x","as_of":"1998-04-19","currency":"CZK","applicant":null,"request":{"principal":11073600,"term_months":48,"instalment":230700},"accounts":[],"income":null,"bureau":null,"own_history":null,"extra":null}`,
	} {
		c, mistakes := ParseCase([]byte(body))
		if len(mistakes) > 0 {
			t.Errorf("%s: %v", body, mistakes)
		}
		if d := Decide(DefaultPolicy(), c, noon()); d.Outcome != Refer {
			t.Errorf("%s: %s", body, d.Outcome)
		}
	}
}

func TestMistakesSayWhereAndWhatWasExpected(t *testing.T) {
	for _, row := range []struct{ name, from, to, says string }{
		{"unknown field", `"age":31`, `"agee":31`, "$.applicant.agee: expected no such field"},
		{"unknown field deep in a list", `"narration"`, `"narative"`, "$.accounts[0].transactions[0].narative: expected no such field"},
		{"unknown field inside extra is welcome", `"any_name":12.5`, `"any_name":{"deep":[1]}`, ""},
		{"no id", `"id":"A-1001",`, ``, "$.id: expected text"},
		{"no day", `"as_of":"2026-11-20",`, ``, "$.as_of: expected a date"},
		{"not a day", `"as_of":"2026-11-20"`, `"as_of":"20/11/2026"`, "$.as_of: expected a date as YYYY-MM-DD"},
		{"unknown currency", `"currency":"NGN"`, `"currency":"NAIRA"`, "$.currency: expected an ISO 4217 code"},
		{"amount with a fraction", `"amount":24850000,`, `"amount":248500.50,`, "$.accounts[0].transactions[0].amount: expected a whole number"},
		{"negative amount", `"amount":24850000,`, `"amount":-24850000,`, "$.accounts[0].transactions[0].amount: expected a whole number of minor units, 0 or more"},
		{"neither credit nor debit", `"type":"credit"`, `"type":"CR"`, "$.accounts[0].transactions[0].type: expected credit or debit"},
		{"not an instant", `"2026-10-25T09:14:00+01:00"`, `"2026-10-25 09:14"`, "$.accounts[0].transactions[0].at: expected a date"},
		{"both months and days", `"term_months":6`, `"term_months":6,"term_days":180`, "$.request.term_days: expected either"},
		{"no length", `"term_months":6,`, ``, "$.request.term_months: expected a number of months"},
		{"text for a number", `"principal":30000000`, `"principal":"300000.00"`, "$.request.principal: expected a whole number"},
		{"a list for an object", `"extra":{`, `"bureaux":[],"extra":{`, "$.bureaux: expected no such field"},
		{"not a month", `"month":"2026-09"`, `"month":"09-2026"`, "$.bureau.loans[0].schedule[0].month: expected a month as YYYY-MM"},
		{"beyond any amount", `"principal":30000000`, `"principal":9223372036854775807`, "$.request.principal: expected a whole number of minor units above 0"},
		{"two accounts with one id", `"accounts":[`, `"accounts":[{"id":"acc1"},`, "$.accounts[1].id: expected an id that no other account has"},
		{"something after it", `"another":"text"}}`, `"another":"text"}} {}`, "$: expected one JSON object"},
		{"cut off", `"another":"text"}}`, `"another":`, "$: expected"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if !strings.Contains(contractCase, row.from) {
				t.Fatalf("%q is not in the example", row.from)
			}
			_, mistakes := ParseCase([]byte(strings.Replace(contractCase, row.from, row.to, 1)))
			var lines []string
			for _, m := range mistakes {
				lines = append(lines, m.String())
			}
			got := strings.Join(lines, "\n")
			if row.says == "" && got != "" || !strings.Contains(got, row.says) {
				t.Errorf("said %q, want %q", got, row.says)
			}
		})
	}
}

func TestShapeAndValuesAreSaidTogether(t *testing.T) {
	_, mistakes := ParseCase([]byte(`{"id":"x","as_of":"2026-13-01","request":{"principal":0,"colour":1},"accounts":[{"id":"a","transactions":[{"at":"2026-01-01","type":"CR","amount":1.5}]}]}`))
	var paths []string
	for _, m := range mistakes {
		paths = append(paths, m.Path)
	}
	want := "$.as_of $.request.colour $.accounts[0].transactions[0].amount $.currency $.request.principal $.request.term_months $.accounts[0].transactions[0].type"
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("said %s\nwant %s", got, want)
	}
}

func TestEveryMistakeIsSaid(t *testing.T) {
	body := strings.NewReplacer(`"age":31`, `"age":"31"`, `"amount":24850000,`, `"amount":null,"colour":1,`, `"term_months":6`, `"term_months":0.5`).Replace(contractCase)
	_, mistakes := ParseCase([]byte(body))
	if len(mistakes) != 3 {
		t.Errorf("%v", mistakes)
	}
}
