package access

import (
	"context"

	"lendwright/internal/fault"
)

// Confirm takes the secret of a confirmation link and makes the address, and what was typed with
// it, the user's. A link that was opened before is welcome again: mail programs open links too.
func (d *Desk) Confirm(ctx context.Context, secret string) (err error) {
	defer fault.Wrap(&err, "access.Confirm")
	now := d.Now()
	return d.Store.Atomically(ctx, func(t Store) error {
		c, err := t.Confirmation(ctx, digest(secret))
		if fault.Is(err, fault.NotFound) {
			return fault.Newf(fault.NotFound, "This link is not one of ours. Open the newest confirmation message, or ask for another one.")
		}
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
	})
}
