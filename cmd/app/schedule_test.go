package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runOn runs a command on an input; code is 0 for success.
func runOn(t *testing.T, command interface{ Run(*Std) error }, in string) (out string, code int, lines []string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err := command.Run(&Std{In: strings.NewReader(in), Out: &stdout, Err: &stderr})
	var exit *exitError
	if errors.As(err, &exit) {
		return stdout.String(), exit.code, exit.lines
	}
	if err != nil {
		t.Fatal(err)
	}
	return stdout.String(), 0, nil
}

const sixMonths = `{"currency":"NGN","principal":"300000.00","annual_rate":"0.36","method":"annuity","instalments":6,"disbursed_on":"2026-11-20"}`

func TestScheduleOfTheContractsExample(t *testing.T) {
	out, code, lines := runOn(t, &ScheduleCmd{}, sixMonths)
	if code != 0 {
		t.Fatal(code, lines)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"instalment": "55379.25", "total_interest": "32275.50", "total_fees": "3000.00", "total_due": "332275.50",
		"net_disbursed": "297000.00", "apr": "0.396487", "effective_rate": "0.477096",
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %s", name, got[name], want)
		}
	}
	rows := got["rows"].([]any)
	first := rows[0].(map[string]any)
	if len(rows) != 6 || len(first) != 8 || first["due_on"] != "2026-12-20" || first["n"] != 1.0 || first["days"] != 30.0 {
		t.Errorf("%d rows, the first is %v", len(rows), first)
	}
}

func TestScheduleFromAFile(t *testing.T) {
	dir := t.TempDir()
	plain, zipped := filepath.Join(dir, "terms.json"), filepath.Join(dir, "terms.json.gz")
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(sixMonths))
	w.Close()
	for name, data := range map[string][]byte{plain: []byte(sixMonths), zipped: z.Bytes()} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, _, _ := runOn(t, &ScheduleCmd{}, sixMonths)
	for _, name := range []string{plain, zipped} {
		if got, code, lines := runOn(t, &ScheduleCmd{In: name}, ""); got != want {
			t.Errorf("%s: %d %v", name, code, lines)
		}
	}
	if _, code, _ := runOn(t, &ScheduleCmd{In: filepath.Join(dir, "none")}, ""); code != exitWrong {
		t.Errorf("a file that is not there ends with %d", code)
	}
}

func TestWrongTermsEndWithTwoAndNoOutput(t *testing.T) {
	out, code, lines := runOn(t, &ScheduleCmd{}, `{"currency":"NGN","principal":"-1","rate":"0.36"}`)
	if out != "" || code != exitWrong {
		t.Errorf("code %d, output %q", code, out)
	}
	want := []string{"$.annual_rate: ", "$.method: ", "$.instalments: ", "$.disbursed_on: ", "$.rate: ", "$.principal: "}
	if len(lines) != len(want) {
		t.Fatalf("got\n%s", strings.Join(lines, "\n"))
	}
	for i, w := range want {
		if !strings.HasPrefix(lines[i], w+"expected ") {
			t.Errorf("line %d is %q, want %q", i, lines[i], w)
		}
	}
}

func TestAnnualRates(t *testing.T) {
	for _, c := range []struct{ name, in, rate, unit string }{
		{"dates, actuarial", `{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"-5000.00"},{"on":"2026-02-10","amount":"460.00","count":12,"every":{"count":1,"unit":"month"}}]}`, "0.18671769", "month"},
		{"dates, effective", `{"basis":"effective","flows":[{"on":"2012-10-10","amount":"-500"},{"on":"2012-11-10","amount":"270"},{"on":"2012-12-10","amount":"270"}]}`, "0.85585078", "year"},
		{"years as fractions", `{"basis":"effective","flows":[{"t":"0","amount":"-196000"},{"t":"3/365+1/12","amount":"1433.57","count":240,"step":"1/12"}]}`, "0.06434185", "year"},
		{"unit-periods", `{"basis":"actuarial","unit_periods_per_year":26,"flows":[{"units":0,"amount":"-9900"},{"units":1,"fraction":"5/14","amount":"394.68","count":26}]}`, "0.06776891", "2 weeks"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, code, lines := runOn(t, &AprCmd{}, c.in)
			var got struct {
				Rate       string
				UnitPeriod string `json:"unit_period"`
				Proof      []struct {
					Rate        string
					BalanceLeft string `json:"balance_left"`
				}
			}
			if code != 0 || json.Unmarshal([]byte(out), &got) != nil {
				t.Fatal(code, lines, out)
			}
			if got.Rate != c.rate || got.UnitPeriod != c.unit {
				t.Errorf("%s in units of a %s, want %s and %s", got.Rate, got.UnitPeriod, c.rate, c.unit)
			}
			if p := got.Proof; len(p) != 3 || p[0].BalanceLeft[0] != '-' || !strings.HasPrefix(strings.TrimPrefix(p[1].BalanceLeft, "-"), "0.00") || p[2].BalanceLeft[0] == '-' {
				t.Errorf("the proof is %v", p)
			}
		})
	}
}

func TestFlowsWithoutOneRateEndWithOne(t *testing.T) {
	for in, says := range map[string]string{
		`{"basis":"effective","flows":[{"t":"0","amount":"-100"},{"t":"1","amount":"230"},{"t":"2","amount":"-132"}]}`: "More than one",
		`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"-100"}]}`:                                          "No annual rate",
	} {
		out, code, lines := runOn(t, &AprCmd{}, in)
		if out != "" || code != exitFailed || len(lines) != 1 || !strings.Contains(lines[0], says) {
			t.Errorf("code %d, %v, output %q", code, lines, out)
		}
	}
	if _, code, _ := runOn(t, &AprCmd{}, `{"basis":"effective"}`); code != exitWrong {
		t.Errorf("no flows end with %d", code)
	}
}
