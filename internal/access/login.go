package access

import (
	"context"
	"fmt"
	"time"

	"lendwright/internal/fault"
)

// Lock-out: the first failures are free, then each one closes the door for twice as long. It backs
// off instead of locking for ever, so that nobody can lock another person out for good.
const (
	FreeFailures  = 5
	FirstLock     = 30 * time.Second
	LongestLock   = 15 * time.Minute
	FailuresFade  = 24 * time.Hour // without a failure the count begins anew
	doublingLimit = 10             // 30 s doubled ten times is far beyond LongestLock
)

// lockFor is how long the door stays closed after the nth failure in a row.
func lockFor(n int) time.Duration {
	if n < FreeFailures {
		return 0
	}
	return min(FirstLock<<min(n-FreeFailures, doublingLimit), LongestLock)
}

// LogIn gives the person whose address and password these are. An unknown address and a wrong
// password have one answer, fault.NotAllowed, and take the same time. Only who knows the password
// learns that the address is not confirmed yet (fault.Conflict).
//
// The guess is counted before it is compared, and a right one clears the count: guesses that come
// at once find the door closed as those that come one after the other.
func (d *Desk) LogIn(ctx context.Context, email, password string) (u User, err error) {
	defer fault.Wrap(&err, "access.LogIn")
	email = address(email)
	if err := d.countGuess(ctx, email); err != nil {
		return User{}, err
	}
	u, right, err := d.compare(ctx, email, password)
	if err != nil {
		return User{}, err
	}
	if !right {
		return User{}, fault.Newf(fault.NotAllowed, "The e-mail address or the password is wrong.")
	}
	if err := d.Store.ClearFailures(ctx, email); err != nil {
		return User{}, err
	}
	if !u.Confirmed() {
		return User{}, fault.Newf(fault.Conflict, "Confirm your e-mail address first: open the link in the message that we sent to you.")
	}
	return u, nil
}

// countGuess counts one more failure, or refuses an address whose door is closed.
func (d *Desk) countGuess(ctx context.Context, email string) error {
	now := d.Now()
	return d.Store.UpdateFailures(ctx, email, func(f Failures) (Failures, error) {
		if wait := f.LockedUntil.Sub(now); wait > 0 {
			return f, fault.Newf(fault.NotAllowed, "Too many failed attempts. Try again in %s.", inWords(wait))
		}
		if now.Sub(f.LastAt) > FailuresFade {
			f.Count = 0
		}
		f.Count++
		f.LastAt, f.LockedUntil = now, now.Add(lockFor(f.Count))
		return f, nil
	})
}

func (d *Desk) compare(ctx context.Context, email, password string) (User, bool, error) {
	u, err := d.Store.UserByEmail(ctx, email)
	phc := u.PasswordHash
	if fault.Is(err, fault.NotFound) {
		phc, err = nobody, nil
	}
	if err != nil {
		return User{}, false, err
	}
	right, err := matches(ctx, clip(password), phc)
	return u, right && u.ID != "", err
}

// clip bounds what is hashed; no password is longer.
func clip(password string) string { return password[:min(len(password), 4*PasswordMax)] }

func inWords(wait time.Duration) string {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	if minutes == 1 {
		return "a minute"
	}
	return fmt.Sprintf("%d minutes", minutes)
}
