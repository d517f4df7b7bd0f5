package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/jobs"
	"lendwright/internal/notify"
)

// outbox is one message.
type outbox struct {
	mu sync.Mutex
	m  notify.Message
}

func (o *outbox) Message(context.Context, notify.MessageID) (notify.Message, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.m, nil
}

func (o *outbox) MarkSent(_ context.Context, _ notify.MessageID, at time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.m.SentAt = at
	return nil
}

// UnsentMessages gives the message while it is unsent and of that age.
func (o *outbox) UnsentMessages(_ context.Context, from, to time.Time, _ int) ([]notify.MessageID, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.m.SentAt.IsZero() || o.m.CreatedAt.Before(from) || !o.m.CreatedAt.Before(to) {
		return nil, nil
	}
	return []notify.MessageID{o.m.ID}, nil
}

// postOffice is a mail server that keeps what it is given.
func postOffice(t *testing.T) (*url.URL, func() string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var mu sync.Mutex
	var got strings.Builder
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			talk(c, func(line string) { mu.Lock(); got.WriteString(line); mu.Unlock() })
		}
	}()
	return &url.URL{Scheme: "smtp", Host: l.Addr().String()}, func() string { mu.Lock(); defer mu.Unlock(); return got.String() }
}

// talk speaks as much SMTP as one letter needs.
func talk(c net.Conn, keep func(string)) {
	defer c.Close()
	fmt.Fprint(c, "220 post office\r\n")
	in, letter := bufio.NewReader(c), false
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch {
		case letter && line == ".\r\n":
			letter = false
			fmt.Fprint(c, "250 kept\r\n")
		case letter:
			keep(line)
		case strings.HasPrefix(line, "DATA"):
			letter = true
			fmt.Fprint(c, "354 go on\r\n")
		case strings.HasPrefix(line, "QUIT"):
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

func TestAMessageIsMailedOnce(t *testing.T) {
	server, mailed := postOffice(t)
	o := &outbox{m: notify.Message{ID: "m1", To: "ada@example.com", Subject: "Your loan", Body: "You borrowed 200,000 naira."}}
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	m := jobs.Mailer{Outbox: o, Now: func() time.Time { return now }, From: "Lendwright <no-reply@lend.example>", Server: server}
	for range 2 {
		if err := m.Send(t.Context(), "m1"); err != nil {
			t.Fatal(err)
		}
	}
	got := mailed()
	for _, want := range []string{"To: <ada@example.com>", "Subject: Your loan", "Message-ID: <m1@lendwright>", "200,000 naira"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%d times %q in\n%s", strings.Count(got, want), want, got)
		}
	}
	if !o.m.SentAt.Equal(now) {
		t.Error("sent at", o.m.SentAt)
	}
}

// TestALetterThatWasGivenUpIsSentLater is the finding D5 of the review: after six hours without a mail
// server the queue gives a letter up, and nobody looked for it again.
func TestALetterThatWasGivenUpIsSentLater(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		age  time.Duration
		sent bool
	}{
		"the queue still tries it": {6 * time.Hour, false},
		"given up":                 {8 * time.Hour, true},
		"last month's":             {30 * 24 * time.Hour, false},
	} {
		server, mailed := postOffice(t)
		o := &outbox{m: notify.Message{ID: "m1", To: "ada@example.com", Subject: "Your loan", Body: "b", CreatedAt: now.Add(-row.age)}}
		m := jobs.Mailer{Outbox: o, Now: func() time.Time { return now }, From: "no-reply@lend.example", Server: server}
		for range 2 {
			if err := m.SendUnsent(t.Context()); err != nil {
				t.Error(name, err)
			}
		}
		if n := strings.Count(mailed(), "Subject: Your loan"); n != map[bool]int{true: 1}[row.sent] {
			t.Errorf("%s: mailed %d times", name, n)
		}
	}
}

func TestWithoutAMailServerMessagesStayInTheOutbox(t *testing.T) {
	o := &outbox{}
	if err := (jobs.Mailer{Outbox: o}).Send(t.Context(), "m1"); err != nil || !o.m.SentAt.IsZero() {
		t.Error(err, o.m.SentAt)
	}
	if err := (jobs.Mailer{Outbox: o}).SendUnsent(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAMailServerThatDoesNotAnswerIsTriedAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	o := &outbox{m: notify.Message{ID: "m1", To: "ada@example.com", Subject: "s", Body: "b"}}
	m := jobs.Mailer{Outbox: o, Now: time.Now, From: "no-reply@lend.example", Server: &url.URL{Scheme: "smtp", Host: l.Addr().String()}}
	if err := m.Send(t.Context(), "m1"); !fault.Is(err, fault.Unavailable) || !o.m.SentAt.IsZero() {
		t.Error(err, o.m.SentAt)
	}
}

func TestAddressesOfMailServers(t *testing.T) {
	for text, good := range map[string]bool{"": true, "smtp://u:p@mail.example:587": true, "smtps://mail.example": true, "mail.example:587": false, "http://mail.example": false} {
		if _, err := jobs.ParseServer(text); (err == nil) != good {
			t.Errorf("%q: %v", text, err)
		}
	}
}
