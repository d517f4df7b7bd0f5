package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const lifeTerms = `"terms":{"currency":"NGN","principal":"100000.00","annual_rate":"0.60","method":"annuity","instalments":6,"disbursed_on":"2026-02-27","fees":[]}`

func TestLoanFromDisbursementToSettlement(t *testing.T) {
	out, code, lines := runOn(t, &LoanCmd{}, `{`+lifeTerms+`,"events":[{"do":"disburse","on":"2026-02-27","amount":"100000.00"},
		{"do":"repay","on":"2026-03-27","amount":"19701.75"},{"do":"charge","on":"2026-04-01","name":"letter","amount":"500.00","kind":"fee"},
		{"do":"reverse","event":1,"on":"2026-04-17"},{"do":"show","on":"2026-04-17"}]}`)
	if code != 0 {
		t.Fatal(code, lines)
	}
	var got struct {
		Events []struct {
			On, State  string
			Rows       []map[string]any
			Late       int    `json:"days_past_due"`
			Settlement string `json:"settlement_amount"`
		}
		Entries []struct{ Amount string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	last := got.Events[4]
	if last.State != "in_arrears" || last.Late != 21 || last.Settlement != "108343.28" {
		t.Errorf("%+v", last)
	}
	for _, name := range []string{"n", "due_on", "principal", "interest", "fees", "penalties", "due", "paid", "outstanding"} {
		if _, ok := last.Rows[0][name]; !ok {
			t.Errorf("a row lacks %s", name)
		}
	}
	if len(got.Entries) == 0 || len(got.Entries)%2 != 0 {
		t.Errorf("%d entries", len(got.Entries))
	}
}

func TestLoanTellsWhyAnEventIsRefused(t *testing.T) {
	out, code, lines := runOn(t, &LoanCmd{}, `{`+lifeTerms+`,"events":[{"do":"disburse","on":"2026-02-27"},{"do":"refund","on":"2026-03-01","amount":"1.00"}]}`)
	if code != exitFailed || out != "" || len(lines) != 1 || !strings.Contains(lines[0], "$.events[1]") {
		t.Errorf("code %d, %q, %v", code, out, lines)
	}
}

func TestLoanTellsEveryMistake(t *testing.T) {
	out, code, lines := runOn(t, &LoanCmd{}, `{`+strings.Replace(lifeTerms, `"6"`, `6`, 1)+`,"events":[{"do":"repay","on":"2026-02-31"},{"do":"fly","on":"2026-01-01"}],"more":1}`)
	if code != exitWrong || out != "" || len(lines) < 4 {
		t.Errorf("code %d, %q, %v", code, out, lines)
	}
}

func TestSelfcheckAgrees(t *testing.T) {
	out, code, lines := runOn(t, &SelfcheckCmd{}, "")
	if code != 0 || !strings.Contains(out, " 0 differ\n") {
		t.Errorf("code %d, %v\n%s", code, lines, out)
	}
}

func TestScheduleWithItsProof(t *testing.T) {
	out, code, lines := runOn(t, &ScheduleCmd{Proof: true}, sixMonths)
	if code != 0 {
		t.Fatal(code, lines)
	}
	for _, want := range []string{`"proof"`, `"balance_left"`, "balance 300000.00 × 0.36 a year × 1/12 years = 9000.00"} {
		if !strings.Contains(out, want) {
			t.Errorf("the proof lacks %s", want)
		}
	}
}
