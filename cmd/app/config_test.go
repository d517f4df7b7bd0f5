package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/store"
)

// hexKey is a key as BVN_KEY wants it.
var hexKey = strings.Repeat("5a", 32)

func environment(pairs ...string) Getenv {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestNothingHasToBeConfigured(t *testing.T) {
	c, err := config(environment())
	if err != nil {
		t.Fatal(err)
	}
	if !c.Sandbox() || c.Addr != "127.0.0.1:8080" || c.DataDir != "data" || c.SweepEvery != 3*time.Second {
		t.Errorf("%+v", c)
	}
}

func TestAKeyOfMonoEndsSandboxMode(t *testing.T) {
	c, err := config(environment("MONO_CONNECT_KEY", "live_sk_x", "MONO_WEBHOOK_SECRET", "s", "MONO_DISBURSE_ACCOUNT", "a", "BVN_KEY", hexKey))
	if err != nil || c.Sandbox() || c.mode() != store.ModeLive || len(c.bvnKey()) != 32 || c.SweepEvery != time.Minute {
		t.Errorf("%+v %v", c, err)
	}
}

func TestEveryMistakeOfTheConfigurationIsSaidAtOnce(t *testing.T) {
	for name, row := range map[string]struct {
		env  []string
		says []string
	}{
		"production without anything": {
			[]string{"APP_ENV", "production"},
			[]string{"MONO_SECRET_KEY is missing", "PUBLIC_URL is missing", "DATABASE_URL is missing", "SMTP_URL is missing"},
		},
		"a real Mono without its secrets": {
			[]string{"MONO_SECRET_KEY", "test_sk_x"},
			[]string{"MONO_WEBHOOK_SECRET is missing", "MONO_DISBURSE_ACCOUNT is missing", "BVN_KEY is missing"},
		},
		"words that are no values": {
			[]string{"GATHER_FOR", "soon", "WORKERS", "many"},
			[]string{"GATHER_FOR: expected a duration like 90s or 24h", "WORKERS: expected a whole number"},
		},
		"values out of bounds": {
			[]string{"APP_ENV", "test", "ADDR", "8080", "PUBLIC_URL", "lend.example", "SWEEP_EVERY", "1ms", "WORKERS", "0", "LOG_LEVEL", "loud", "REPAYMENT_CRON", "daily", "SMTP_URL", "mail.example", "SANDBOX_MANDATE_WAIT", "-1h",
				"BVN_KEY", "abc", "DATABASE_URL", "mysql://db/lend", "TRUSTED_PROXIES", "everybody"},
			[]string{"APP_ENV:", "ADDR:", "PUBLIC_URL:", "SWEEP_EVERY:", "WORKERS:", "LOG_LEVEL:", "REPAYMENT_CRON:", "SMTP_URL", "SANDBOX_MANDATE_WAIT", "BVN_KEY:", "DATABASE_URL:", "TRUSTED_PROXIES:"},
		},
	} {
		_, err := config(environment(row.env...))
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, want := range row.says {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: no %q in: %v", name, want, err)
			}
		}
	}
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	c, err := config(environment("MONO_SECRET_KEY", "live_sk_hidden", "MONO_WEBHOOK_SECRET", "hidden", "MONO_DISBURSE_ACCOUNT", "acc1", "BVN_KEY", hexKey,
		"DATABASE_URL", "postgres://lend:hidden@db.example/lend?password=hidden", "SMTP_URL", "smtp://u:hidden@mail.example:587"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("starting", "config", c)
	if strings.Contains(out.String(), "hidden") || strings.Contains(out.String(), hexKey) {
		t.Error(out.String())
	}
	for _, want := range []string{"postgres://db.example/lend", "smtp://mail.example:587", "MONO_SECRET_KEY=(set)", "MONO_DISBURSE_ACCOUNT=acc1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

// TestAnAddressOfKeysAndValuesIsRefused is the finding E3 of the review: the driver takes it, and the
// first line of the log had its password.
func TestAnAddressOfKeysAndValuesIsRefused(t *testing.T) {
	for _, address := range []string{"host=db user=lend password=s3cret dbname=lend", "db.example/lend", "postgres:lend", "postgres:///lend"} {
		_, err := config(environment("DATABASE_URL", address))
		if !fault.Is(err, fault.Invalid) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", address, err)
		}
		c := Config{DatabaseURL: address}
		if said := c.LogValue().String(); strings.Contains(said, "s3cret") {
			t.Error(said)
		}
	}
	if _, err := config(environment("DATABASE_URL", "postgresql:///lend?host=/run/postgresql")); err != nil {
		t.Error("by a socket:", err)
	}
}

func TestWhenRepaymentRunsHappenInWords(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for cron, want := range map[string]string{
		"CRON_TZ=Africa/Lagos 30 6,11,18 * * *": "Every day at 06:30, 11:30 and 18:30.",
		"CRON_TZ=Africa/Lagos 0 6 * * *":        "Every day at 06:00.",
		"CRON_TZ=Africa/Lagos 0 6 * * 1-5":      "By the schedule CRON_TZ=Africa/Lagos 0 6 * * 1-5.",
		"* * * * *":                             "By the schedule * * * * *.",
	} {
		if got := runsWords(cron, now); got != want {
			t.Errorf("%s: %s, want %s", cron, got, want)
		}
	}
}
