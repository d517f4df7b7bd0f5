package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/notify"

	"github.com/wneessen/go-mail"
)

// mailTimeout bounds one delivery to the mail server.
const mailTimeout = 20 * time.Second

// Outbox keeps messages.
type Outbox interface {
	Message(ctx context.Context, m notify.MessageID) (notify.Message, error)
	MarkSent(ctx context.Context, m notify.MessageID, at time.Time) error
	// UnsentMessages gives messages written between two instants that no mail server took, oldest first.
	UnsentMessages(ctx context.Context, from, to time.Time, limit int) ([]notify.MessageID, error)
}

// Mailer sends messages through a mail server. Without Server they stay in the outbox.
type Mailer struct {
	Outbox Outbox
	Now    func() time.Time
	From   string   // address and perhaps a name
	Server *url.URL // smtp://user:password@host:587 or smtps://host:465; nil for none
}

// ParseServer reads the address of a mail server; empty is none. With smtp the connection is
// encrypted when the server offers it, and must be when there is a password.
func ParseServer(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, fault.Newf(fault.Invalid, "SMTP_URL is no address like smtp://user:password@mail.example.com:587.")
	}
	return u, nil
}

// Send delivers one message, the Handler of work.SendMessage. A message that was sent is left alone;
// one that is sent twice, because we died in between, carries the same Message-ID both times.
func (m Mailer) Send(ctx context.Context, message string) (err error) {
	defer fault.Wrap(&err, "jobs.Send(%s)", message)
	if m.Server == nil {
		return nil
	}
	x, err := m.Outbox.Message(ctx, notify.MessageID(message))
	if err != nil || !x.SentAt.IsZero() {
		return err
	}
	letter, err := m.letter(x)
	if err != nil {
		return err
	}
	client, err := m.client()
	if err != nil {
		return err
	}
	if err := client.DialAndSendWithContext(ctx, letter); err != nil {
		return fault.Because(err, fault.Unavailable, "The mail server did not take the message.")
	}
	return m.Outbox.MarkSent(ctx, x.ID, m.Now())
}

// Letters that the queue gave up, because the mail server was away for longer than it tries, are sent
// once there is one again. Older ones are not: news of last month, sent today, confuses.
const (
	unsentAfter = 7 * time.Hour // longer than the queue tries at the pace of production
	unsentUntil = 14 * 24 * time.Hour
	unsentBatch = 100
)

// SendUnsent is the sweep that sends them. One letter that no server takes does not keep the others back.
func (m Mailer) SendUnsent(ctx context.Context) error {
	if m.Server == nil {
		return nil
	}
	now := m.Now()
	letters, err := m.Outbox.UnsentMessages(ctx, now.Add(-unsentUntil), now.Add(-unsentAfter), unsentBatch)
	errs := []error{err}
	for _, l := range letters {
		if err := m.Send(ctx, l.String()); err != nil {
			errs = append(errs, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

func (m Mailer) letter(x notify.Message) (*mail.Msg, error) {
	l := mail.NewMsg()
	if err := l.From(m.From); err != nil {
		return nil, fmt.Errorf("sender: %w", err)
	}
	if err := l.To(x.To); err != nil {
		return nil, fmt.Errorf("recipient: %w", err)
	}
	l.SetMessageIDWithValue(x.ID.String() + "@lendwright")
	l.SetDateWithValue(time.Now()) // of sending: a sandbox's time would look forged
	l.Subject(x.Subject)
	l.SetBodyString(mail.TypeTextPlain, x.Body)
	return l, nil
}

func (m Mailer) client() (*mail.Client, error) {
	options := []mail.Option{mail.WithTimeout(mailTimeout), mail.WithTLSPortPolicy(mail.TLSOpportunistic)}
	if m.Server.Scheme == "smtps" {
		options = append(options, mail.WithSSLPort(false))
	}
	if user := m.Server.User; user != nil {
		password, _ := user.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(user.Username()), mail.WithPassword(password))
		if m.Server.Scheme == "smtp" {
			options = append(options, mail.WithTLSPortPolicy(mail.TLSMandatory))
		}
	}
	if p := m.Server.Port(); p != "" {
		port, err := strconv.Atoi(p)
		if err != nil {
			return nil, err
		}
		options = append(options, mail.WithPort(port)) // after the policies, which set ports of their own
	}
	return mail.NewClient(m.Server.Hostname(), options...)
}
