package access

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/notify"
)

// ResetFor is how long the link in a message about a lost password works.
const ResetFor = time.Hour

// Reset is a one-time link that lets its reader choose another password.
type Reset struct {
	Digest    string // hex SHA-256 of the secret in the link
	User      UserID
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time
}

// Passwords is what storage keeps of passwords that are chosen anew.
type Passwords interface {
	AddReset(ctx context.Context, r Reset) error
	Reset(ctx context.Context, digest string) (Reset, error) // locks it
	// UseReset uses a link up, and with it every other one of the user's; a Conflict when it was used meanwhile.
	UseReset(ctx context.Context, r Reset, at time.Time) error
	SetPassword(ctx context.Context, user UserID, phc string) error
	// EndSessions puts a new epoch: what was begun before is over.
	EndSessions(ctx context.Context, user UserID) error
}

// ForgotPassword sends a link with which a person chooses another password, to an address that is
// known and confirmed, and does nothing for any other; the answer is the same.
func (d *Desk) ForgotPassword(ctx context.Context, email string) (err error) {
	defer fault.Wrap(&err, "access.ForgotPassword")
	return d.Store.Atomically(ctx, func(t Store) error {
		u, err := t.LockUser(ctx, address(email))
		if fault.Is(err, fault.NotFound) || err == nil && !u.Confirmed() {
			return nil
		}
		if err != nil {
			return err
		}
		if hush, err := d.hush(ctx, t, u, subjectReset); err != nil || hush {
			return err
		}
		secret, now := rand.Text(), d.Now()
		if err := t.AddReset(ctx, Reset{Digest: digest(secret), User: u.ID, CreatedAt: now, ExpiresAt: now.Add(ResetFor)}); err != nil {
			return err
		}
		return t.AddMessage(ctx, d.resetMessage(u, secret))
	})
}

// ChoosePassword takes the secret of such a link and a new password. It ends every session of the
// person and opens a door that failed log-ins had closed.
func (d *Desk) ChoosePassword(ctx context.Context, secret, password string) (err error) {
	defer fault.Wrap(&err, "access.ChoosePassword")
	if err := checkPassword(password); err != nil {
		return err
	}
	if _, err := d.usable(ctx, d.Store, secret); err != nil {
		return err // before anything is hashed
	}
	phc, err := hash(ctx, password)
	if err != nil {
		return err
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		r, err := d.usable(ctx, t, secret)
		if err != nil {
			return err
		}
		if err := t.UseReset(ctx, r, d.Now()); err != nil {
			return err
		}
		if err := t.SetPassword(ctx, r.User, phc); err != nil {
			return err
		}
		if err := t.EndSessions(ctx, r.User); err != nil {
			return err
		}
		u, err := t.User(ctx, r.User)
		if err != nil {
			return err
		}
		if err := t.ClearFailures(ctx, u.Email); err != nil {
			return err
		}
		return t.AddMessage(ctx, d.changedMessage(u))
	})
}

// usable gives the link of a secret, or says why it cannot be used.
func (d *Desk) usable(ctx context.Context, t Store, secret string) (Reset, error) {
	r, err := t.Reset(ctx, digest(secret))
	switch {
	case fault.Is(err, fault.NotFound):
		return r, fault.Newf(fault.NotFound, "This link is not one of ours. Open the newest message, or ask for another one.")
	case err != nil:
		return r, err
	case !r.UsedAt.IsZero():
		return r, fault.Newf(fault.Conflict, "This link was used already. Ask for another one.")
	case !d.Now().Before(r.ExpiresAt):
		return r, fault.Newf(fault.Conflict, "This link has expired. Ask for another one.")
	}
	return r, nil
}

// EndSessions logs a person out everywhere.
func (d *Desk) EndSessions(ctx context.Context, user UserID) (err error) {
	defer fault.Wrap(&err, "access.EndSessions")
	return d.Store.EndSessions(ctx, user)
}

func (d *Desk) resetMessage(u User, secret string) notify.Message {
	link := d.PublicURL + "/password/new?" + url.Values{"token": {secret}}.Encode()
	return d.message(u, subjectReset, fmt.Sprintf(
		"Hello %s,\n\nopen this link to choose a new password for Lendwright:\n\n%s\n\nThe link works once, for %d minutes. If you did not ask for it, do nothing: your password stays as it is.\n",
		u.Name, link, int(ResetFor.Minutes())))
}

func (d *Desk) changedMessage(u User) notify.Message {
	return d.message(u, subjectChanged, fmt.Sprintf(
		"Hello %s,\n\nthe password of your Lendwright login was changed a moment ago, and every device was logged out.\n\nIf it was not you, choose another one at once: %s\n",
		u.Name, d.PublicURL+"/password"))
}
