package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/store"
)

// once runs a command to its end and gives its code and what it said.
func once(env []string, in string, args ...string) (code int, out, said string) {
	var o, e strings.Builder
	code = run(context.Background(), args, environment(env...), strings.NewReader(in), &o, &e)
	return code, o.String(), e.String()
}

// TestStaffIsAddedByCommand is the finding B6 of the review: in production nobody could decide on a
// referred application, because no command made a login for the lender's people.
func TestStaffIsAddedByCommand(t *testing.T) {
	homes(t, func(t *testing.T, env []string) {
		add := []string{"staff", "add", "--email", "Bisi@Lender.example", "--name", "Bisi Ade", "--role", "officer"}
		code, out, said := once(env, "", add...)
		var made staffMade
		if err := json.Unmarshal([]byte(out), &made); err != nil || code != 0 {
			t.Fatal(code, out, said)
		}
		if made.Email != "bisi@lender.example" || made.Role != "officer" || len(made.Password) < 20 {
			t.Errorf("%+v", made)
		}
		if code, out, said := once(env, "", add...); code != exitFailed || out != "" || !strings.Contains(said, "has a login already") {
			t.Error("a second time:", code, out, said)
		}
		add[3], add[7] = "tunde@lender.example", "administrator"
		code, out, said = once(env, "three words in a row\n", append(add, "--password-stdin")...)
		if code != 0 || strings.Contains(out+said, "three words") {
			t.Error("with a password of one's own:", code, out, said)
		}
		s, err := store.Open(t.Context(), store.Config{URL: environment(env...)("DATABASE_URL"), Dir: environment(env...)("DATA_DIR")})
		if err != nil {
			t.Fatal(err)
		}
		d := &access.Desk{Store: store.Access{Store: s}, Now: time.Now}
		bisi, err := d.LogIn(t.Context(), "bisi@lender.example", made.Password)
		if err != nil || bisi.Role != access.Officer {
			t.Error(bisi.Role, err)
		}
		if u, err := d.LogIn(t.Context(), "tunde@lender.example", "three words in a row"); err != nil || u.Role != access.Administrator {
			t.Error(u.Role, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if code, _, said := once(env, "", "staff", "logout", "--email", "bisi@lender.example"); code != 0 || !strings.Contains(said, "logged out everywhere") {
			t.Error(code, said)
		}
		if code, _, _ := once(env, "", "staff", "logout", "--email", "nobody@lender.example"); code != exitFailed {
			t.Error("nobody:", code)
		}
		live := append([]string{"MONO_SECRET_KEY", "live_sk_x", "MONO_WEBHOOK_SECRET", "s", "MONO_DISBURSE_ACCOUNT", "a", "BVN_KEY", hexKey}, env...)
		if code, _, said := once(live, "", add...); code != exitFailed || !strings.Contains(said, "begun in sandbox mode") {
			t.Error("a live key on the sandbox's database:", code, said)
		}
	})
}

func TestWrongStaffEndsWithTwo(t *testing.T) {
	env := []string{"DATA_DIR", t.TempDir()}
	for name, row := range map[string]struct {
		in   string
		args []string
	}{
		"no role of ours":  {"", []string{"--email", "a@b.co", "--name", "A", "--role", "king"}},
		"no name":          {"", []string{"--email", "a@b.co", "--role", "officer"}},
		"no address":       {"", []string{"--email", "nonsense", "--name", "A", "--role", "officer"}},
		"a short password": {"short\n", []string{"--email", "a@b.co", "--name", "A", "--role", "officer", "--password-stdin"}},
		"no password":      {"", []string{"--email", "a@b.co", "--name", "A", "--role", "officer", "--password-stdin"}},
	} {
		if code, out, said := once(env, row.in, append([]string{"staff", "add"}, row.args...)...); code != exitWrong || out != "" || said == "" {
			t.Errorf("%s: %d %q %q", name, code, out, said)
		}
	}
}
