package servicing

import (
	"context"
	"fmt"

	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/notify"
)

// letter is a message before it has an address.
type letter struct{ subject, body string }

// tell keeps a message to the loan's borrower, in the running transaction.
func (d *Desk) tell(ctx context.Context, t Store, l lending.Loan, x letter) error {
	p, err := t.Payer(ctx, l.ID)
	if err != nil {
		return err
	}
	if p.Email == "" {
		return nil
	}
	return t.AddMessage(ctx, notify.Message{
		ID: id.New[notify.Message](), To: p.Email, Subject: x.subject, About: l.ID.String(), CreatedAt: d.Now(),
		Body: fmt.Sprintf("Dear %s,\n\n%s\n\nYour loan: %s\n", p.Name, x.body, d.loanURL(l.ID)),
	})
}

// tellOncePerDay keeps a message unless the day's earlier look already brought one.
func (d *Desk) tellOncePerDay(ctx context.Context, t Store, l lending.Loan, x lending.Debit, m letter) error {
	debits, err := t.LoanDebits(ctx, l.ID)
	if err != nil {
		return err
	}
	for _, y := range debits {
		if y.ID != x.ID && y.On == x.On && y.State == lending.DebitNotCovered {
			return nil
		}
	}
	return d.tell(ctx, t, l, m)
}

func messageAuthorise(l lending.Loan, m lending.Mandate, loanURL string) letter {
	return letter{"Let your bank confirm the repayments of loan " + l.Number, fmt.Sprintf(
		"One step is left before we pay out %s: your bank has to confirm that we may take the instalments from your account.\n\n"+
			"Confirm it here: %s\n\nWe may take %s in all at most, until %s, and never more than the instalment that is due. "+
			"How to stop it is on your loan's page: %s", l.Schedule.NetDisbursed, m.AuthoriseURL, m.Ceiling, m.EndsOn.Words(), loanURL)}
}

func messageMandateEnded(l lending.Loan, loanURL string) letter {
	return letter{"The confirmation for loan " + l.Number + " has ended", fmt.Sprintf(
		"Your bank's confirmation was not completed in time or was refused, so nothing was paid out and nothing will be taken. "+
			"You can ask for a new one on your loan's page: %s", loanURL)}
}

func messageLoanCancelled(l lending.Loan, why string) letter {
	return letter{"Loan " + l.Number + " was cancelled", "Nothing was paid out and you owe nothing. " + why + " You can apply again at any time."}
}

func messagePaidOut(l lending.Loan, x Disbursement) letter {
	first := l.Schedule.Rows[0]
	return letter{"We have paid out loan " + l.Number, fmt.Sprintf(
		"%s is on its way into your account %s. Your first instalment of %s is due on %s; we take it from the account that your bank confirmed.",
		x.Amount, lastDigits(x.AccountNumber), first.Due, first.DueOn.Words())}
}

func messageTransferFailed(l lending.Loan) letter {
	return letter{"The transfer of loan " + l.Number + " did not go through",
		"Your bank did not take our transfer. A person is looking at it; you owe nothing while you have not received the money."}
}

func messageNotCovered(l lending.Loan, x lending.Debit) letter {
	return letter{x.Amount.String() + " is due on loan " + l.Number, fmt.Sprintf(
		"%s is due. We looked, and your account does not cover it now, so we sent nothing to your bank: a failed debit can cost you a fee there. "+
			"Please put the money in; we look again later.", x.Amount)}
}

func messageReceipt(l lending.Loan, x lending.Debit, next lending.Instalment, more bool) letter {
	body := fmt.Sprintf("We have received %s. Thank you.", x.Collected())
	if more {
		body += fmt.Sprintf(" Next: %s on %s.", next.Owed.Total(), next.Row.DueOn.Words())
	}
	return letter{"Payment received on loan " + l.Number, body}
}

func messageFailed(l lending.Loan, x lending.Debit, s lending.Standing) letter {
	body := fmt.Sprintf("We tried to take %s and your bank did not pay. %s", x.Amount, firstOf(s.Why, x.Said))
	if s.NextOn.Known() {
		body += fmt.Sprintf(" We try again on %s at the earliest.", s.NextOn.Words())
	} else {
		body += " We do not try again by ourselves: please write to us, and we find a way together."
	}
	return letter{"Your payment on loan " + l.Number + " did not go through", body}
}

func messageClosed(l lending.Loan, ledger lending.Ledger) letter {
	return letter{"Loan " + l.Number + " is repaid", fmt.Sprintf(
		"You have repaid %s and owe nothing on this loan. We are cancelling the permission to take money from your account. Keep this letter: it is your discharge.",
		ledger.Repaid(l.Schedule).Total())}
}

func messagePayment(l lending.Loan, amount money.Money, next lending.Instalment) letter {
	return letter{"Your loan " + l.Number + " has changed", fmt.Sprintf(
		"%s was credited to your loan. Next: %s on %s. What is left to pay, and when, is on your loan's page.",
		amount, next.Owed.Total(), next.Row.DueOn.Words())}
}

func messageReversed(l lending.Loan, x lending.Debit) letter {
	return letter{"Your bank took back a payment on loan " + l.Number, fmt.Sprintf(
		"Your bank took back %s that it had paid us on %s, so it is owed again. We do not take it from your account by ourselves: "+
			"please write to us, and tell us if you did not ask for this.", x.Amount, x.On.Words())}
}
