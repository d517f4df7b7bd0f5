package access_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/fault"
	"lendwright/internal/notify"
)

// TestGuessesAtOnceDoNotPassTheLock is the finding E1 of the review: of forty guesses in one burst
// thirty-nine were compared, because the lock was read before and counted after.
func TestGuessesAtOnceDoNotPassTheLock(t *testing.T) {
	each(t, func(d *door) {
		d.signUp("Ada Obi", "correct horse")
		d.must(d.Confirm(d.t.Context(), d.secret(d.messages()[0]), "correct horse"))
		for _, email := range []string{"ada@example.com", "nobody@example.com"} {
			var compared atomic.Int64
			var group sync.WaitGroup
			for i := range 40 {
				group.Go(func() {
					_, err := d.LogIn(d.t.Context(), email, fmt.Sprintf("guess number %d", i))
					if fault.Said(err) == "The e-mail address or the password is wrong." {
						compared.Add(1)
					}
				})
			}
			group.Wait()
			if n := compared.Load(); n != access.FreeFailures {
				d.t.Errorf("%d wrong guesses at %s were compared in one burst", n, email)
			}
		}
	})
}

// TestAStrangersLinkInTheOwnersHand is the finding E4: a stranger signs up with Ada's address, and
// Ada, who wanted an account too, presses the button.
func TestAStrangersLinkInTheOwnersHand(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.signUp("A Stranger", "strangers word")
		secret := d.secret(d.messages()[0])
		err := d.Confirm(ctx, secret, "correct horse")
		if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Said(err), "sign up again yourself") {
			d.t.Error("the stranger's link with Ada's password:", err)
		}
		if _, err := d.LogIn(ctx, "ada@example.com", "strangers word"); err == nil {
			d.t.Error("the stranger is in")
		}
	})
}

// TestAMailboxCannotBeFilled is the finding E5: each form that writes to an address writes once in
// two minutes, to many who ask at once too.
func TestAMailboxCannotBeFilled(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		ask := func(want int, what string, f func() error) {
			d.t.Helper()
			d.now = d.now.Add(time.Hour)
			before := len(d.messages())
			var group sync.WaitGroup
			for range 6 {
				group.Go(func() {
					if err := f(); err != nil {
						d.t.Error(what, err)
					}
				})
			}
			group.Wait()
			if n := len(d.messages()) - before; n != want {
				d.t.Errorf("%s: %d messages, want %d", what, n, want)
			}
		}
		signUp := func() error {
			return d.SignUp(ctx, access.SignUp{Name: "Ada Obi", Email: "ada@example.com", Phone: "0803", Password: "correct horse"})
		}
		ask(1, "sign-ups", signUp)
		ask(1, "sent again", func() error { return d.ResendConfirmation(ctx, "ada@example.com") })
		ask(0, "lost passwords of an unconfirmed address", func() error { return d.ForgotPassword(ctx, "ada@example.com") })
		d.must(d.Confirm(ctx, d.secret(d.messages()[0]), "correct horse"))
		ask(1, "sign-ups with a taken address", signUp)
		ask(1, "lost passwords", func() error { return d.ForgotPassword(ctx, "ada@example.com") })
		ask(0, "lost passwords of nobody", func() error { return d.ForgotPassword(ctx, "nobody@example.com") })
	})
}

// reset is the secret in a message about a lost password.
func (d *door) reset(m notify.Message) string {
	d.t.Helper()
	at := strings.Index(m.Body, "https://lend.example/password/new?")
	if at < 0 {
		d.t.Fatal("no link in", m.Body)
	}
	u, err := url.Parse(strings.Fields(m.Body[at:])[0])
	d.must(err)
	return u.Query().Get("token")
}

func TestALostPasswordIsChosenAnew(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.signUp("Ada Obi", "correct horse")
		d.must(d.Confirm(ctx, d.secret(d.messages()[0]), "correct horse"))
		before, err := d.LogIn(ctx, "ada@example.com", "correct horse")
		d.must(err)
		for range access.FreeFailures {
			_, _ = d.LogIn(ctx, "ada@example.com", "forgotten word")
		}
		d.must(d.ForgotPassword(ctx, " ADA@example.com"))
		first := d.reset(d.messages()[0])
		d.now = d.now.Add(access.WriteAgainAfter)
		d.must(d.ForgotPassword(ctx, "ada@example.com"))
		second := d.reset(d.messages()[0])
		if err := d.ChoosePassword(ctx, second, "short"); !fault.Is(err, fault.Invalid) {
			d.t.Error("a short password:", err)
		}
		d.must(d.ChoosePassword(ctx, second, "battery staple"))
		for name, secret := range map[string]string{"the link again": second, "an older link": first} {
			if err := d.ChoosePassword(ctx, secret, "another word"); !fault.Is(err, fault.Conflict) {
				d.t.Error(name, err)
			}
		}
		after, err := d.LogIn(ctx, "ada@example.com", "battery staple") // the door that failures closed is open too
		d.must(err)
		if after.Epoch != before.Epoch+1 {
			d.t.Error("sessions of the old password go on: epoch", after.Epoch)
		}
		if _, err := d.LogIn(ctx, "ada@example.com", "correct horse"); !fault.Is(err, fault.NotAllowed) {
			d.t.Error("the old password:", err)
		}
		if m := d.messages()[0]; m.Subject != "Your password was changed" {
			d.t.Error("the owner is not told:", m.Subject)
		}
	})
}

func TestLinksForALostPasswordExpire(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.must(d.EnsureStaff(ctx, access.DemoStaff...))
		d.must(d.ForgotPassword(ctx, access.DemoStaff[0].Email))
		secret := d.reset(d.messages()[0])
		d.now = d.now.Add(access.ResetFor)
		if err := d.ChoosePassword(ctx, secret, "battery staple"); !fault.Is(err, fault.Conflict) {
			d.t.Error("an expired link:", err)
		}
		if err := d.ChoosePassword(ctx, "made up", "battery staple"); !fault.Is(err, fault.NotFound) {
			d.t.Error("a made up link:", err)
		}
	})
}

func TestStaffIsAddedOnce(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		bisi := access.Staff{Name: " Bisi  Ade ", Email: "Bisi@lender.example", Password: "correct horse", Role: access.Officer}
		made, err := d.AddStaff(ctx, bisi)
		d.must(err)
		u, err := d.LogIn(ctx, "bisi@lender.example", "correct horse")
		if err != nil || u.ID != made.ID || u.Role != access.Officer || u.Name != "Bisi Ade" {
			d.t.Errorf("%+v %v", u, err)
		}
		if _, err := d.AddStaff(ctx, bisi); !fault.Is(err, fault.Conflict) {
			d.t.Error("a second time:", err)
		}
		bisi.Role, bisi.Email = "king", "king@lender.example"
		if _, err := d.AddStaff(ctx, bisi); !fault.Is(err, fault.Invalid) {
			d.t.Error("no role of ours:", err)
		}
	})
}
