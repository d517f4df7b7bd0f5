package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/notify"
)

// ConfirmFor is how long the link in a confirmation message works.
const ConfirmFor = 48 * time.Hour

// SignUp is what a person typed to get a login.
type SignUp struct{ Name, Email, Phone, Password string }

// tidy trims what was typed and puts the address into lower case.
func (s SignUp) tidy() SignUp {
	s.Name, s.Phone = strings.Join(strings.Fields(s.Name), " "), strings.TrimSpace(s.Phone)
	s.Email = address(s.Email)
	return s
}

// check says what is wrong in words for the person. The page checks too, beside each field.
func (s SignUp) check() error {
	if s.Name == "" || utf8.RuneCountInString(s.Name) > 100 {
		return fault.Newf(fault.Invalid, "Enter your full name.")
	}
	if !validAddress(s.Email) {
		return fault.Newf(fault.Invalid, "Enter an e-mail address like name@example.com.")
	}
	return checkPassword(s.Password)
}

func checkPassword(p string) error {
	if n := utf8.RuneCountInString(p); n < PasswordMin || n > PasswordMax {
		return fault.Newf(fault.Invalid, "Choose a password of at least %d characters.", PasswordMin)
	}
	return nil
}

// address is an e-mail address as it is stored and compared.
func address(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

func validAddress(email string) bool {
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || len(email) > 254 {
		return false
	}
	_, host, _ := strings.Cut(email, "@")
	return strings.Contains(host, ".")
}

// SignUp stores a borrower and sends a link that confirms the address. Where the address is taken
// the answer is the same: a confirmed owner is told by message, an unconfirmed one gets a new link.
func (d *Desk) SignUp(ctx context.Context, typed SignUp) (err error) {
	defer fault.Wrap(&err, "access.SignUp")
	s := typed.tidy()
	if err := s.check(); err != nil {
		return err
	}
	phc, err := hash(ctx, s.Password)
	if err != nil {
		return err
	}
	u := User{
		ID: id.New[User](), Email: s.Email, Name: s.Name, Phone: s.Phone,
		PasswordHash: phc, Role: Borrower, CreatedAt: d.Now(),
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		added, err := t.AddUser(ctx, u)
		if err != nil {
			return err
		}
		owner, err := t.LockUser(ctx, s.Email)
		if err != nil {
			return err
		}
		if !added && owner.Confirmed() {
			return d.tellTaken(ctx, t, owner)
		}
		u.ID = owner.ID // the same user, with what was typed this time
		return d.sendLink(ctx, t, u)
	})
}

// ResendConfirmation sends a new link to an address that is known and not confirmed, and does
// nothing for any other; the answer is the same.
func (d *Desk) ResendConfirmation(ctx context.Context, email string) (err error) {
	defer fault.Wrap(&err, "access.ResendConfirmation")
	return d.Store.Atomically(ctx, func(t Store) error {
		u, err := t.LockUser(ctx, address(email))
		if fault.Is(err, fault.NotFound) || err == nil && u.Confirmed() {
			return nil
		}
		if err != nil {
			return err
		}
		return d.sendLink(ctx, t, u)
	})
}

// WriteAgainAfter is the time between two messages of one kind to one address: nobody's mailbox can be
// filled from our pages. Whoever asks sooner gets the same answer and no second message.
const WriteAgainAfter = 2 * time.Minute

// The subjects of our messages, by which they are told apart.
const (
	subjectConfirm = "Confirm your e-mail address"
	subjectTaken   = "You already have a Lendwright login"
	subjectReset   = "Choose a new password"
	subjectChanged = "Your password was changed"
)

// hush reports whether a message of this kind was written to the person just now. Call it in the
// person's turn (LockUser), so that two who ask at once are two in a row.
func (d *Desk) hush(ctx context.Context, t Store, u User, subject string) (bool, error) {
	return t.WrittenSince(ctx, u.Email, subject, d.Now().Add(-WriteAgainAfter))
}

// sendLink keeps a confirmation of what u holds and the message with its link.
func (d *Desk) sendLink(ctx context.Context, t Store, u User) error {
	if hush, err := d.hush(ctx, t, u, subjectConfirm); err != nil || hush {
		return err
	}
	secret := rand.Text() // 128 bits
	now := d.Now()
	err := t.AddConfirmation(ctx, Confirmation{
		Digest: digest(secret), User: u.ID, Name: u.Name, Phone: u.Phone, PasswordHash: u.PasswordHash,
		CreatedAt: now, ExpiresAt: now.Add(ConfirmFor),
	})
	if err != nil {
		return err
	}
	return t.AddMessage(ctx, d.linkMessage(u, secret))
}

// digest is what we keep of a secret.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func (d *Desk) linkMessage(u User, secret string) notify.Message {
	link := d.PublicURL + "/confirm?" + url.Values{"token": {secret}}.Encode()
	return d.message(u, subjectConfirm, fmt.Sprintf(
		"Hello %s,\n\nopen this link and enter the password that you chose, to confirm your e-mail address and start using Lendwright:\n\n%s\n\nThe link works once, for %d hours. If you did not sign up, do nothing: without the link nobody can use your address.\n",
		u.Name, link, int(ConfirmFor.Hours())))
}

// tellTaken tells an address's owner that somebody signed up with it.
func (d *Desk) tellTaken(ctx context.Context, t Store, owner User) error {
	if hush, err := d.hush(ctx, t, owner, subjectTaken); err != nil || hush {
		return err
	}
	return t.AddMessage(ctx, d.takenMessage(owner))
}

func (d *Desk) takenMessage(u User) notify.Message {
	return d.message(u, subjectTaken, fmt.Sprintf(
		"Hello %s,\n\nsomebody, perhaps you, tried to sign up with this e-mail address. You have a login already: %s\n\nIf it was not you, there is nothing to do. Nothing was changed.\n",
		u.Name, d.PublicURL+"/login"))
}

func (d *Desk) message(u User, subject, body string) notify.Message {
	return notify.Message{ID: id.New[notify.Message](), To: u.Email, Subject: subject, Body: body, About: u.ID.String(), CreatedAt: d.Now()}
}
