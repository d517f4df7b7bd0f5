package openbanking

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"

	"github.com/google/go-cmp/cmp"
)

// bodies are Mono's replies as they are documented, with people and figures of our own.
var bodies = map[origination.Source]string{
	origination.SourceDetails:  `{"status":"successful","data":{"account":{"id":"m1","name":"NGOZI ADEYEMI","account_number":"0071234598","currency":"NGN","balance":18450275,"type":"SAVINGS","bvn":"5430","institution":{"name":"Sterling Bank","bank_code":"232"}},"customer":{"id":"c1"},"meta":{"data_status":"AVAILABLE","retrieved_data":["identity","balance","transactions"]}}}`,
	origination.SourceIdentity: `{"status":"successful","data":{"full_name":"ADEYEMI NGOZI IFEOMA","bvn":"22198765430","dob":"1991-03-19"}}`,
	origination.SourceTransactions: `{"pages":[
		{"status":"successful","data":[{"id":"t3","narration":"NIP/KARIBO FOODS/OCT SALARY","amount":31250000,"type":"credit","balance":33987725,"date":"2026-10-25T07:41:00.000Z","category":"Salary"},
			{"id":"t2","narration":"SMS CHARGE","amount":400,"type":"debit","balance":null,"date":"2026-10-24T23:30:00.000Z","category":null}],"meta":{"total":3,"page":1,"next":"https://x/?page=2"}},
		{"status":"successful","data":[{"id":"t1","narration":"POS","amount":250000,"type":"debit","date":"2026-10-01T10:00:00.000Z"},{"id":"t2","narration":"SMS CHARGE","amount":400,"type":"debit","date":"2026-10-24T23:30:00.000Z"}],"meta":{"total":3,"page":2,"next":null}}]}`,
	origination.SourceStatement: `{"status":"successful","data":[{"id":"t3","type":"credit","amount":31250000,"narration":"NIP/KARIBO FOODS/OCT SALARY","date":"2026-10-25T07:41:00.000Z"},
		{"id":"t0","type":"credit","amount":31250000,"narration":"NIP/KARIBO FOODS/SEP SALARY","date":"2026-09-25T07:41:00.000Z"}],"meta":{"count":2}}`,
	origination.SourceIncome: `{"event":"mono.events.account_income","data":{"account":"m1","income_streams":[{"income_type":"SALARY","frequency":"MONTHLY","monthly_average":312500,"average_income_amount":312500,
		"stability":0.97,"last_income_date":"2026-10-25","last_income_amount":312500}],"aggregated_monthly_average":312500}}`,
	origination.SourceCreditworthiness: `{"event":"mono.events.account_credit_worthiness","data":{"account":"m1","summary":{"can_afford":true,"monthly_payment":2289143},"debt":{"credit_check":true,"total_debt":5200000}}}`,
	origination.SourceInsights:         `{"status":"successful","data":{"account":"m1"}}`,
	origination.SourceBVN:              `{"status":"successful","data":{"first_name":"Ngozi","middle_name":"Ifeoma","last_name":"Adeyemi","dob":"1991-03-19","bvn":"22198765430","watch_listed":"NO"}}`,
	origination.SourceCreditHistory: `{"status":"successful","data":{"providers":["xds"],"credit_history":[{"institution":"UMOJA MFB","history":[
		{"date_opened":"03-06-2025","closed_date":"03-12-2026","opening_balance":15000000,"performance_status":"performing","loan_status":"open","tenor":18,"repayment_amount":2750000,"repayment_schedule":[{"date":"07-2025","status":"paid"}]},
		{"date_opened":"03-06-2024","closed_date":"03-12-2024","opening_balance":5000000,"performance_status":"Non Performing","loan_status":"Written Off","repayment_amount":"900000","repayment_schedule":null}]}]}}`,
}

// dossier is a complete application; change may alter a piece or leave it out by giving "".
func dossier(change map[origination.Source]string) origination.Dossier {
	app := origination.Application{Number: "A-2026-000001", Name: "Ngozi Adeyemi", BornOn: calendar.MustParse("1991-11-26"), Employment: "employed",
		StatedIncome: money.Kobo(31_250_000), Principal: money.Kobo(12_000_000), TermMonths: 6, Purpose: "school_fees", BVN: "22198765430", BVNLast4: "5430"}
	d := origination.Dossier{Application: app, AsOf: calendar.MustParse("2026-11-25"),
		Accounts: []origination.LinkedAccount{{ID: "x1", MonoID: "m1", Institution: "Sterling Bank", Currency: "NGN", Name: "NGOZI ADEYEMI", BVNLast4: "5430"}}}
	for source, body := range bodies {
		if other, changed := change[source]; changed {
			body = other
		}
		e := origination.Evidence{Source: source, Account: "x1", State: origination.EvidenceArrived, Raw: []byte(body), ArrivedAt: time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC)}
		if source == origination.SourceBVN || source == origination.SourceCreditHistory {
			e.Account = ""
		}
		if body == "" {
			e.State, e.Raw = origination.EvidenceMissing, nil
		}
		d.Evidence = append(d.Evidence, e)
	}
	return d
}

func readCase(t *testing.T, d origination.Dossier) underwriting.Case {
	t.Helper()
	c, err := Adapter{}.ReadCase(d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACaseFromWhatMonoSaid(t *testing.T) {
	c := readCase(t, dossier(nil))
	got, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "id": "A-2026-000001",
 "as_of": "2026-11-25",
 "currency": "NGN",
 "applicant": {"age": 34, "employment": "employed", "stated_monthly_income": 31250000, "name": "Ngozi Adeyemi"},
 "request": {"principal": 12000000, "term_months": 6, "purpose": "school_fees", "instalment": null},
 "accounts": [{"id": "x1", "institution": "Sterling Bank", "balance": 18450275, "currency": "NGN", "owner_name": "ADEYEMI NGOZI IFEOMA",
  "transactions": [
   {"id": "t3", "at": "2026-10-25T08:41:00+01:00", "type": "credit", "amount": 31250000, "balance": 33987725, "narration": "NIP/KARIBO FOODS/OCT SALARY", "category": "salary"},
   {"id": "t2", "at": "2026-10-25T00:30:00+01:00", "type": "debit", "amount": 400, "narration": "SMS CHARGE"},
   {"id": "t1", "at": "2026-10-01T11:00:00+01:00", "type": "debit", "amount": 250000, "narration": "POS"},
   {"id": "t0", "at": "2026-09-25T08:41:00+01:00", "type": "credit", "amount": 31250000, "narration": "NIP/KARIBO FOODS/SEP SALARY"}]}],
 "income": {"monthly_average": 31250000, "streams": [{"type": "salary", "frequency": "monthly", "stability": 0.97, "last_on": "2026-10-25", "amount": 31250000}]},
 "creditworthiness": {"can_afford": true, "monthly_payment": 2289143, "total_debt": 5200000},
 "bureau": {"pulled_on": "2026-11-25", "loans": [
  {"institution": "UMOJA MFB", "opened_on": "2025-06-03", "closed_on": null, "principal": 15000000, "instalment": 2750000, "status": "open", "performance": "performing", "schedule": [{"month": "2025-07", "status": "paid"}]},
  {"institution": "UMOJA MFB", "opened_on": "2024-06-03", "closed_on": "2024-12-03", "principal": 5000000, "instalment": 900000, "status": "written-off", "performance": "non-performing"}]},
 "identity": {"bvn_verified": true, "bvn_name": "Ngozi Ifeoma Adeyemi", "account_names": ["ADEYEMI NGOZI IFEOMA"], "account_bvn_match": ["match"], "born_on": "1991-03-19"}
}`
	var a, b any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, a); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsLacking: each row changes the evidence and says what the case then names as missing.
func TestWhatIsLacking(t *testing.T) {
	rows := []struct {
		name   string
		change map[origination.Source]string
		lacks  string
	}{
		{"nothing", nil, ""},
		{"no transactions, but a statement", map[origination.Source]string{origination.SourceTransactions: ""}, ""},
		{"no statement, but transactions", map[origination.Source]string{origination.SourceStatement: ""}, ""},
		{"neither", map[origination.Source]string{origination.SourceTransactions: "", origination.SourceStatement: ""}, "transactions"},
		{"unreadable transactions and no statement", map[origination.Source]string{origination.SourceTransactions: `{"pages":[{"status":"successful","data":[{"id":"t","amount":1.5,"type":"debit","date":"2026-10-01"}]}]}`, origination.SourceStatement: ""}, "transactions"},
		{"a row of unknown direction", map[origination.Source]string{origination.SourceStatement: `{"status":"successful","data":[{"id":"t3","type":"credit","amount":1,"date":"2026-10-01"},{"id":"t9","type":"sideways","amount":1,"date":"2026-10-01"}]}`}, "transactions"},
		{"no owner", map[origination.Source]string{origination.SourceIdentity: ""}, "identity"},
		{"Mono could not compute", map[origination.Source]string{origination.SourceCreditworthiness: `{"data":{"event":"mono.events.account_credit_worthiness","data":{"account":"m1","message":"Unable to process account credit worthiness"}}}`}, "creditworthiness"},
		{"no bureau answers", map[origination.Source]string{origination.SourceCreditHistory: ""}, "credit_history"},
		{"no bureau knows the person", map[origination.Source]string{origination.SourceCreditHistory: `{"no_record":true}`}, ""},
		{"BVN not confirmed", map[origination.Source]string{origination.SourceBVN: "", origination.SourceCreditHistory: ""}, "bvn credit_history"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := readCase(t, dossier(r.change))
			if got := strings.Join(c.Missing, " "); got != r.lacks {
				t.Errorf("lacks %q, want %q", got, r.lacks)
			}
		})
	}
}

func TestAThinFileIsAFileWithoutLoans(t *testing.T) {
	c := readCase(t, dossier(map[origination.Source]string{origination.SourceCreditHistory: `{"no_record":true}`}))
	if c.Bureau == nil || len(c.Bureau.Loans) != 0 {
		t.Errorf("%+v", c.Bureau)
	}
}

func TestIncomeThatMonoDidNotDetermineSaysNothing(t *testing.T) {
	c := readCase(t, dossier(map[origination.Source]string{origination.SourceIncome: `{"event":"mono.events.account_income","data":{"account":"m1","income_summary":{"total_income":0,"employer":""},"income_streams":[]}}`}))
	if c.Income != nil {
		t.Errorf("%+v", c.Income)
	}
}

func TestIncomeRecordsReplaceALostWebhook(t *testing.T) {
	records := `{"status":"successful","data":[{"income":{"account":"m1","income_streams":[{"income_type":"WAGES","monthly_average":100}]},"created_at":"2026-11-01T00:00:00Z"},
		{"income":{"account":"m1","aggregated_monthly_average":31250000,"income_streams":[{"income_type":"SALARY","frequency":"MONTHLY","last_income_date":"2026-10-25","last_income_amount":31250000}]},"created_at":"2026-11-24T00:00:00Z"}]}`
	c := readCase(t, dossier(map[origination.Source]string{origination.SourceIncome: records}))
	if c.Income == nil || c.Income.MonthlyAverage != 31250000 || c.Income.Streams[0].Type != "salary" {
		t.Errorf("%+v: want the newest record, in kobo", c.Income)
	}
}

func TestWhoseAccountItIs(t *testing.T) {
	rows := []struct{ name, identity, want string }{
		{"the same BVN", `{"full_name":"N","bvn":"22198765430"}`, bvnMatch},
		{"another BVN with the same last digits", `{"full_name":"N","bvn":"22100005430"}`, bvnMismatch},
		{"the bank gives no BVN, the last digits agree", `{"full_name":"N","bvn":null}`, bvnMatch},
	}
	for _, r := range rows {
		c := readCase(t, dossier(map[origination.Source]string{origination.SourceIdentity: fmt.Sprintf(`{"status":"successful","data":%s}`, r.identity)}))
		if got := c.Identity.AccountBVNs[0]; got != r.want {
			t.Errorf("%s: %s, want %s", r.name, got, r.want)
		}
	}
	d := dossier(nil)
	d.Application.BVNLast4 = ""
	if got := readCase(t, d).Identity.AccountBVNs[0]; got != bvnUnknown {
		t.Error("an unproven BVN compares as", got)
	}
}

func TestAgeInYears(t *testing.T) {
	for born, want := range map[string]int{"1991-11-25": 35, "1991-11-26": 34, "1991-12-01": 34, "2008-02-29": 18} {
		if got := yearsBetween(calendar.MustParse(born), calendar.MustParse("2026-11-25")); got != want {
			t.Errorf("born on %s: %d, want %d", born, got, want)
		}
	}
}
