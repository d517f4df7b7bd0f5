package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"lendwright/internal/calendar"
)

func collect(t *testing.T, dir, on string) (string, error) {
	t.Helper()
	env := map[string]string{"DATA_DIR": dir, "ADDR": "127.0.0.1:0", "SANDBOX_ADDR": "127.0.0.1:0", "LOG_LEVEL": "error"}
	var out, log bytes.Buffer
	err := (&CollectCmd{On: on}).Run(t.Context(), &Std{In: strings.NewReader(""), Out: &out, Err: &log}, func(k string) string { return env[k] })
	return out.String(), err
}

func TestCollectPrintsItsSummary(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		out, err := collect(t, dir, "2026-12-01")
		if err != nil {
			t.Fatal(err)
		}
		var s collectSummary
		d := json.NewDecoder(strings.NewReader(out))
		d.DisallowUnknownFields()
		if err := d.Decode(&s); err != nil {
			t.Fatal(err, out)
		}
		if s.Run == "" || s.On != calendar.MustParse("2026-12-01") || s.Due != 0 || s.Collected != "0.00" || s.Currency != "NGN" || s.FinishedAt.IsZero() {
			t.Errorf("%+v", s)
		}
	}
}

func TestCollectRefusesWhatIsNoDay(t *testing.T) {
	for _, on := range []string{"tomorrow", "2026-02-30", "01-12-2026"} {
		out, err := collect(t, t.TempDir(), on)
		var e *exitError
		if !errors.As(err, &e) || e.code != exitWrong || out != "" || len(e.lines) != 1 || !strings.HasPrefix(e.lines[0], "--on: ") {
			t.Errorf("%s: %v %q", on, err, out)
		}
	}
}
