package servicing

import (
	"context"
	"fmt"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// PaymentID identifies a payment that an officer recorded.
type PaymentID = id.Of[Payment]

// PaymentKind says which way money went, and for what.
type PaymentKind string

// The kinds of payment that an officer records.
const (
	PaymentTransfer PaymentKind = "transfer" // into our account, for a loan
	PaymentCredit   PaymentKind = "credit"   // none moved: the borrower's credit pays what is due
	PaymentRefund   PaymentKind = "refund"   // to the borrower, of what they paid too much
	PaymentRecovery PaymentKind = "recovery" // into our account, for a loan that was written off
)

// Payment is money that moved otherwise than by a debit, as an officer recorded it.
type Payment struct {
	ID          PaymentID
	Loan        lending.LoanID
	Kind        PaymentKind
	Amount      money.Money
	ValueOn     calendar.Day   // the bank's
	Reference   string         // the bank's, unique: a payment is recorded once
	Beyond      lending.Beyond // what happens to money that is more than what is due
	RecordedBy  string
	RecordedAt  time.Time
	ReversedAt  time.Time // zero while it stands
	ReversedBy  string
	ReversedWhy string
}

// PaymentForm is what an officer knows of a payment.
type PaymentForm struct {
	Loan      lending.LoanID
	Amount    money.Money
	ValueOn   calendar.Day
	Reference string
	Beyond    lending.Beyond // empty: credit
}

// checked refuses what cannot be a payment, and makes one.
func (d *Desk) checked(f PaymentForm, kind PaymentKind, officer string) (Payment, error) {
	p := Payment{ID: id.New[Payment](), Loan: f.Loan, Kind: kind, Amount: f.Amount, ValueOn: f.ValueOn,
		Reference: strings.TrimSpace(f.Reference), Beyond: f.Beyond, RecordedBy: officer, RecordedAt: d.Now()}
	if p.Beyond == "" {
		p.Beyond = lending.BeyondCredit
	}
	switch {
	case !f.Amount.Positive():
		return p, fault.Newf(fault.Invalid, "Enter an amount above zero.")
	case p.Reference == "":
		return p, fault.Newf(fault.Invalid, "Enter the bank's reference of the payment.")
	case !f.ValueOn.Known() || f.ValueOn > d.today():
		return p, fault.Newf(fault.Invalid, "Enter the day on which the bank counts the payment, today or before.")
	}
	return p, nil
}

// RecordPayment books a payment that came into our bank account. It pays what was due on its value
// day, and the rest goes as the borrower chose. A backdated payment counts from its value day.
func (d *Desk) RecordPayment(ctx context.Context, f PaymentForm, officer string) (_ Payment, err error) {
	defer fault.Wrap(&err, "servicing.RecordPayment(%s)", f.Loan)
	p, err := d.checked(f, PaymentTransfer, officer)
	if err != nil {
		return p, err
	}
	return p, d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, f.Loan)
		if err != nil {
			return err
		}
		if l.State != lending.LoanActive || p.ValueOn < l.DisbursedOn {
			return fault.Newf(fault.Conflict, "Loan %s is %s: no payment of %s belongs to it.", l.Number, l.State, p.ValueOn.Words())
		}
		if err := t.AddPayment(ctx, p); err != nil {
			return err
		}
		paid, err := d.payEarly(ctx, t, l, p.Amount, p.Beyond)
		if err != nil {
			return err
		}
		j, err := lending.BookPayment(l, p.ID.String(), paid.Allocation, d.stampBy(p.ValueOn, officer))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		if err := t.AddEvent(ctx, l.ID.String(), d.Now(), officer, "Recorded a payment of "+p.Amount.String()+" of "+p.ValueOn.Words()+"."); err != nil {
			return err
		}
		return d.afterPayment(ctx, t, l, paid, p.Amount, p.ValueOn, officer)
	})
}

// payEarly divides a payment over a locked loan as its books stand today: what fell due since the
// value day is paid too, and a schedule changes from today on.
func (d *Desk) payEarly(ctx context.Context, t Store, l lending.Loan, amount money.Money, beyond lending.Beyond) (lending.PaidEarly, error) {
	ledger, err := d.accrue(ctx, t, l, d.today())
	if err != nil {
		return lending.PaidEarly{}, err
	}
	return lending.PayEarly(l, ledger, amount, d.today(), beyond)
}

// afterPayment writes the schedule that follows, marks what is paid and closes a loan that owes nothing.
func (d *Desk) afterPayment(ctx context.Context, t Store, l lending.Loan, paid lending.PaidEarly, amount money.Money, on calendar.Day, by string) error {
	ledger, err := t.Ledger(ctx, l.ID)
	if err != nil {
		return err
	}
	if paid.Changed {
		why := fmt.Sprintf("%s was paid early on %s.", amount, on)
		if err := t.ChangeSchedule(ctx, l.ID, ScheduleChange{Schedule: paid.Schedule, Running: paid.Running, From: d.today(), Why: why, By: by, At: d.Now()}); err != nil {
			return err
		}
		l.Schedule = paid.Schedule
	}
	next, more, err := d.markPaid(ctx, t, l, ledger, on)
	if err != nil {
		return err
	}
	if !more && l.State == lending.LoanActive {
		return d.closeLoan(ctx, t, l, ledger, max(on, l.DisbursedOn))
	}
	if !more {
		return nil
	}
	if err := t.NextAttempt(ctx, l.ID, next.Row.DueOn); err != nil {
		return err
	}
	return d.tell(ctx, t, l, messagePayment(l, amount, next))
}

// markPaid notes the instalments on which nothing is owed, and gives the first on which something is.
func (d *Desk) markPaid(ctx context.Context, t Store, l lending.Loan, ledger lending.Ledger, on calendar.Day) (next lending.Instalment, more bool, err error) {
	for _, i := range ledger.Instalments(l.Schedule) {
		if i.Settled() {
			if err := t.MarkPaid(ctx, l.ID, i.Row.N, on); err != nil {
				return next, more, err
			}
			continue
		}
		if !more {
			next, more = i, true
		}
	}
	return next, more, nil
}

// stampBy identifies a journal of an officer's.
func (d *Desk) stampBy(valueOn calendar.Day, officer string) lending.Stamp {
	s := d.stamp(valueOn)
	s.By = officer
	return s
}
