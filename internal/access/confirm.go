package access

import (
	"context"

	"lendwright/internal/fault"
)

// Confirm takes the secret of a confirmation link with the password that was typed when it was asked
// for, and makes the address, and what was typed with it, the user's. The password keeps a stranger
// out who signed up with somebody's address: the owner, who may expect such a message, would confirm
// the stranger's log-in with one press. A link that was opened before is welcome again: people press twice.
func (d *Desk) Confirm(ctx context.Context, secret, password string) (err error) {
	defer fault.Wrap(&err, "access.Confirm")
	c, err := d.Store.Confirmation(ctx, digest(secret))
	if fault.Is(err, fault.NotFound) {
		return fault.Newf(fault.NotFound, "This link is not one of ours. Open the newest confirmation message, or ask for another one.")
	}
	if err != nil {
		return err
	}
	right, err := matches(ctx, clip(password), c.PasswordHash)
	if err != nil {
		return err
	}
	if !right {
		return fault.Newf(fault.Invalid, "This is not the password that was chosen when this link was asked for. If somebody else signed up with your address, sign up again yourself.")
	}
	return d.Store.Atomically(ctx, func(t Store) error { return d.confirm(ctx, t, c.Digest) })
}

// confirm uses a link up, unless time or another link was faster.
func (d *Desk) confirm(ctx context.Context, t Store, digest string) error {
	now := d.Now()
	c, err := t.Confirmation(ctx, digest)
	if err != nil {
		return err
	}
	u, err := t.User(ctx, c.User)
	switch {
	case err != nil:
		return err
	case !c.UsedAt.IsZero():
		return nil
	case u.Confirmed():
		return fault.Newf(fault.Conflict, "This e-mail address was confirmed with another link. You can log in.")
	case !now.Before(c.ExpiresAt):
		return fault.Newf(fault.Conflict, "This link has expired. Ask for another one.")
	}
	return t.ConfirmUser(ctx, c, now)
}
