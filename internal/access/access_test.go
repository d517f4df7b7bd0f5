package access_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/fault"
	"lendwright/internal/notify"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// door is a desk with a clock that the test moves.
type door struct {
	*access.Desk
	t   *testing.T
	s   *store.Store
	now time.Time
}

func each(t *testing.T, f func(d *door)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := &door{t: t, s: s, now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)}
		d.Desk = &access.Desk{Store: store.Access{Store: s}, Now: func() time.Time { return d.now }, PublicURL: "https://lend.example"}
		f(d)
	})
}

func (d *door) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *door) signUp(name, password string) {
	d.t.Helper()
	d.must(d.SignUp(d.t.Context(), access.SignUp{Name: name, Email: " Ada@Example.com ", Phone: "08031234567", Password: password}))
}

// messages is what was written to people, newest first.
func (d *door) messages() []notify.Message {
	d.t.Helper()
	all, err := d.s.Messages(d.t.Context(), 100)
	d.must(err)
	return all
}

var link = regexp.MustCompile(`https://lend\.example/confirm\?\S+`)

// secret is the one in a message's link.
func (d *door) secret(m notify.Message) string {
	d.t.Helper()
	u, err := url.Parse(link.FindString(m.Body))
	d.must(err)
	return u.Query().Get("token")
}

func TestAPersonSignsUpConfirmsAndLogsIn(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.signUp("Ada  Obi", "correct horse")
		if _, err := d.LogIn(ctx, "ada@example.com", "correct horse"); !fault.Is(err, fault.Conflict) {
			d.t.Fatal("before the address is confirmed:", err)
		}
		secret := d.secret(d.messages()[0])
		d.must(d.Confirm(ctx, secret, "correct horse"))
		d.must(d.Confirm(ctx, secret, "correct horse")) // people press twice
		u, err := d.LogIn(ctx, "ADA@example.com", "correct horse")
		d.must(err)
		if u.Name != "Ada Obi" || u.Email != "ada@example.com" || u.Role != access.Borrower || !u.Confirmed() {
			d.t.Errorf("%+v", u)
		}
		again, err := d.User(ctx, u.ID)
		d.must(err)
		if again != u {
			d.t.Errorf("loaded %+v, want %+v", again, u)
		}
		if strings.Contains(u.PasswordHash, "horse") || !strings.HasPrefix(u.PasswordHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			d.t.Error("hash:", u.PasswordHash)
		}
	})
}

func TestATakenAddressIsToldToItsOwnerOnly(t *testing.T) {
	each(t, func(d *door) {
		d.signUp("Ada Obi", "correct horse")
		d.must(d.Confirm(d.t.Context(), d.secret(d.messages()[0]), "correct horse"))
		d.signUp("A Stranger", "battery staple") // the same answer
		newest := d.messages()[0]
		if newest.To != "ada@example.com" || newest.Subject != "You already have a Lendwright login" || strings.Contains(newest.Body, "Stranger") {
			d.t.Errorf("%+v", newest)
		}
		if _, err := d.LogIn(d.t.Context(), "ada@example.com", "battery staple"); !fault.Is(err, fault.NotAllowed) {
			d.t.Error("the stranger's password:", err)
		}
	})
}

func TestALinkConfirmsWhatWasTypedWithIt(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.signUp("A Stranger", "strangers word") // signs up with Ada's address
		d.now = d.now.Add(access.WriteAgainAfter)
		d.signUp("Ada Obi", "correct horse")
		d.must(d.Confirm(ctx, d.secret(d.messages()[0]), "correct horse"))
		if _, err := d.LogIn(ctx, "ada@example.com", "strangers word"); !fault.Is(err, fault.NotAllowed) {
			d.t.Error("the stranger's password opens Ada's door:", err)
		}
		u, err := d.LogIn(ctx, "ada@example.com", "correct horse")
		d.must(err)
		if u.Name != "Ada Obi" {
			d.t.Error(u.Name)
		}
		if err := d.Confirm(ctx, d.secret(d.messages()[1]), "strangers word"); !fault.Is(err, fault.Conflict) {
			d.t.Error("the stranger's link afterwards:", err)
		}
	})
}

func TestLinksExpireAndCanBeAskedForAgain(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.signUp("Ada Obi", "correct horse")
		d.now = d.now.Add(access.ConfirmFor)
		if err := d.Confirm(ctx, d.secret(d.messages()[0]), "correct horse"); !fault.Is(err, fault.Conflict) {
			d.t.Error("an expired link:", err)
		}
		if err := d.Confirm(ctx, "no such secret", "correct horse"); !fault.Is(err, fault.NotFound) {
			d.t.Error("a made up link:", err)
		}
		d.must(d.ResendConfirmation(ctx, "ada@example.com"))
		d.must(d.ResendConfirmation(ctx, "unknown@example.com")) // the same answer
		if n := len(d.messages()); n != 2 {
			d.t.Errorf("%d messages, want two", n)
		}
		d.must(d.Confirm(ctx, d.secret(d.messages()[0]), "correct horse"))
	})
}

func TestWrongPasswordsCloseTheDoorForLongerAndLonger(t *testing.T) {
	each(t, func(d *door) {
		ctx := d.t.Context()
		d.must(d.EnsureStaff(ctx, access.DemoStaff...))
		for _, email := range []string{"officer@lendwright.example", "nobody@example.com"} {
			for range access.FreeFailures {
				if _, err := d.LogIn(ctx, email, "wrong"); fault.Said(err) != "The e-mail address or the password is wrong." {
					d.t.Fatal(email, err)
				}
			}
			if _, err := d.LogIn(ctx, email, "demo-officer"); fault.Said(err) != "Too many failed attempts. Try again in a minute." {
				d.t.Error(email, "locked out:", err)
			}
		}
		d.now = d.now.Add(access.FirstLock)
		_, _ = d.LogIn(ctx, "officer@lendwright.example", "wrong")
		d.now = d.now.Add(access.FirstLock)
		if _, err := d.LogIn(ctx, "officer@lendwright.example", "demo-officer"); !fault.Is(err, fault.NotAllowed) {
			d.t.Error("the second lock is longer than the first:", err)
		}
		d.now = d.now.Add(access.FirstLock)
		if _, err := d.LogIn(ctx, "officer@lendwright.example", "demo-officer"); err != nil {
			d.t.Error("after the lock:", err)
		}
		if _, err := d.LogIn(ctx, "officer@lendwright.example", "wrong"); fault.Said(err) != "The e-mail address or the password is wrong." {
			d.t.Error("a success forgets the failures:", err)
		}
	})
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	d := &access.Desk{}
	for name, s := range map[string]access.SignUp{
		"no name":            {Email: "a@b.co", Password: "long enough"},
		"no address":         {Name: "Ada", Password: "long enough"},
		"a name as address":  {Name: "Ada", Email: "Ada <a@b.co>", Password: "long enough"},
		"no host":            {Name: "Ada", Email: "a@b", Password: "long enough"},
		"a short password":   {Name: "Ada", Email: "a@b.co", Password: "ẹẹẹẹẹẹẹẹẹ"},
		"an endless one":     {Name: "Ada", Email: "a@b.co", Password: strings.Repeat("x", access.PasswordMax+1)},
		"a header injection": {Name: "Ada", Email: "a@b.co\r\nBcc: x@y.z", Password: "long enough"},
	} {
		if err := d.SignUp(t.Context(), s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDemoStaffIsMadeOnce(t *testing.T) {
	each(t, func(d *door) {
		d.must(d.EnsureStaff(d.t.Context(), access.DemoStaff...))
		d.must(d.EnsureStaff(d.t.Context(), access.DemoStaff...))
		for _, s := range access.DemoStaff {
			u, err := d.LogIn(d.t.Context(), s.Email, s.Password)
			if err != nil || u.Role != s.Role {
				d.t.Error(s.Email, u.Role, err)
			}
		}
		if err := d.EnsureStaff(d.t.Context(), access.Staff{Name: "x", Email: "x@y.z", Password: "long enough", Role: access.Borrower}); !fault.Is(err, fault.Invalid) {
			d.t.Error("a borrower as staff:", err)
		}
	})
}

func TestWhoMayDoWhat(t *testing.T) {
	for _, row := range []struct {
		does                             access.Permission
		borrower, officer, administrator bool
	}{
		{access.ApplyForLoan, true, false, false},
		{access.SeeApplications, false, true, true},
		{access.ReviewApplications, false, true, true},
		{access.SeeLoans, false, true, true},
		{access.ActOnLoans, false, true, true},
		{access.AnswerComplaints, false, true, true},
		{access.SeeRuns, false, true, true},
		{access.StartRuns, false, false, true},
		{access.MoveClock, false, true, true},
		{access.SeeJobs, false, false, true},
	} {
		for role, may := range map[access.Role]bool{access.Borrower: row.borrower, access.Officer: row.officer, access.Administrator: row.administrator, "visitor": false} {
			if role.May(row.does) != may {
				t.Errorf("%s may %s: %t", role, row.does, !may)
			}
		}
	}
}
