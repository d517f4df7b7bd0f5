package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// run runs a command on an input; code is 0 for success.
func runCommand(t *testing.T, command interface{ Run(*Std) error }, in string) (out string, code int, lines []string) {
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

func TestTmp(t *testing.T) {
	for _, in := range []string{
		`{"currency":"NGN","principal":"300000.00","annual_rate":"0.36","method":"annuity","instalments":6,"disbursed_on":"2026-11-20"}`,
		`{"currency":"NGN","principal":"-3","annual_rate":0.36,"method":"anuity","instalments":0,"disbursed_on":"2026-11-31","x":1,"x":2,"every":{"count":0,"unit":"mont"},"fees":[{"kind":"a"}],"grace":7,"round_to":null}`,
		`{"currency":"NGN"`, `[]`, `{}`, ``, `{} {}`,
	} {
		out, code, lines := runCommand(t, &ScheduleCmd{}, in)
		t.Log(in, code, "\n"+out, "\n"+strings.Join(lines, "\n"))
	}
	for _, in := range []string{
		`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"-5000.00"},{"on":"2026-02-10","amount":"460.00","count":12,"every":{"count":1,"unit":"month"}}]}`,
		`{"basis":"effective","flows":[{"t":"0","amount":"-196000"},{"t":"3/365+1/12","amount":"1433.57","count":240,"step":"1/12"}]}`,
		`{"basis":"actuarial","unit_periods_per_year":26,"flows":[{"units":0,"amount":"-9900"},{"units":1,"fraction":"5/14","amount":"394.68","count":26}]}`,
		`{"basis":"effective","flows":[{"t":"0","amount":"-100"},{"t":"1","amount":"230"},{"t":"2","amount":"-132"}]}`,
		`{"basis":"effective","flows":[{"t":"0","amount":"-100"},{"t":"1","amount":"-3"}]}`,
		`{"basis":"effective","flows":[{"t":"0","amount":"-100"},{"on":"2026-02-10","amount":"-3"}]}`,
	} {
		out, code, lines := runCommand(t, &AprCmd{}, in)
		t.Log(in, code, "\n"+out, "\n"+strings.Join(lines, "\n"))
	}
}
