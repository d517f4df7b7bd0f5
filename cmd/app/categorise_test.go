package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func categorise(t *testing.T, in string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), []string{"categorise"}, func(string) string { return "" }, strings.NewReader(in), &o, &e)
	return o.String(), e.String(), code
}

func TestCategoriseSpeaksTheContract(t *testing.T) {
	out, errs, code := categorise(t, `{"id":"1","narration":"NIP/ZENITH/ACME LTD/SALARY OCT","type":"credit","amount":24850000}

{"id":"2","narration":"NIP CR/MONNIFY / FairMoney-ADA OKEKE/WBP","type":"debit","amount":1000000}
{"id":"3","narration":"qqq","type":"debit","amount":5}
{"id":"4","narration":"","type":"credit","amount":0}
`)
	want := `{"id":"1","category":"salary","counterparty":"ACME LTD","channel":"nip","flags":["salary"]}
{"id":"2","category":"loan_repayments","counterparty":"FAIRMONEY ADA OKEKE","channel":"nip","flags":["loan_repayment"]}
{"id":"3","category":"unknown","counterparty":"QQQ","channel":"","flags":[]}
{"id":"4","category":"unknown","counterparty":"","channel":"","flags":[]}
`
	if out != want || errs != "" || code != 0 {
		t.Errorf("%d %s\n%s", code, errs, out)
	}
}

func TestCategoriseSaysEveryMistake(t *testing.T) {
	for _, row := range []struct{ name, in, says string }{
		{"nothing", "", "$: expected at least one row"},
		{"no id and no type", `{"narration":"x"}`, "line 1: $.id: expected text that names the row\nline 1: $.type: expected credit or debit"},
		{"direction by sign", `{"id":"1","narration":"x","type":"debit","amount":-5}`, "line 1: $.amount: expected a whole number"},
		{"another field", "{\"id\":\"1\",\"narration\":\"x\",\"type\":\"debit\"}\n{\"id\":\"2\",\"narrative\":\"x\",\"type\":\"debit\"}", `line 2: $: expected an object with id, narration, type and amount (json: unknown field "narrative")`},
		{"not JSON", "{", "line 1: $: expected an object"},
		{"two on a line", `{"id":"1","type":"debit"} {"id":"2","type":"debit"}`, "line 1: $: expected one object a line"},
		{"a line without end", `{"id":"` + strings.Repeat("x", bankRowMost) + `"}`, "line 1: $: expected at most"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, code := categorise(t, row.in)
			if code != exitWrong || out != "" || !strings.Contains(errs, row.says) {
				t.Errorf("%d %q says %q, want %q", code, out, errs, row.says)
			}
		})
	}
}
