package openbanking_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/mono/sandbox"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/work"
)

// contract takes a person through to an accepted offer and gives the loan.
func (w *world) contract(login string) lending.LoanID {
	w.Helper()
	f := w.journey(person(w.T, login))
	if len(f.Offers) == 0 || f.Application.State != origination.Offered {
		w.Fatalf("%s has no offer but is %s", login, f.Application.State)
	}
	o := f.Offers[0]
	loan, err := w.desk.Accept(w.Context(), origination.Acceptor{
		Offer: o.ID, Borrower: f.Application.Borrower, TermsDigest: o.Digest, SignedName: f.Application.Name,
	})
	w.must(err)
	return loan
}

func person(t *testing.T, login string) sandbox.Person {
	for _, p := range sandbox.People() {
		if p.Login == login {
			return p
		}
	}
	t.Fatal("nobody is called", login)
	return sandbox.Person{}
}

// loans is the desk that the events are told to.
func (w *world) loans() *servicing.Desk { return w.events.Servicing.(*servicing.Desk) }

// serve does the servicing desk's work, webhooks and sweeps while time goes by.
func (w *world) serve(d time.Duration) {
	w.Helper()
	desk := w.loans()
	const steps = 4
	for range steps {
		w.clock.move(d / steps)
		w.must(w.bank.Tick(w.Context(), w.clock.now()))
		for range 3 {
			items := storetest.Work(w.T, w.store)
			storetest.Forget(w.T, w.store)
			for _, i := range items {
				if err := w.service(i); err != nil {
					w.Log(i.Kind, err)
				}
			}
		}
		for _, sweep := range []error{desk.CheckMandates(w.Context()), desk.CheckDisbursements(w.Context()), desk.Reconcile(w.Context())} {
			if sweep != nil {
				w.Log("sweep:", sweep)
			}
		}
	}
}

func (w *world) service(i work.Item) error {
	desk, ctx := w.loans(), w.Context()
	switch i.Kind {
	case work.OpenMandate:
		return desk.OpenMandate(ctx, lending.LoanID(i.ID))
	case work.CancelMandate:
		return desk.CancelMandate(ctx, lending.MandateID(i.ID))
	case work.DisburseLoan:
		return desk.Disburse(ctx, lending.LoanID(i.ID))
	case work.SubmitDebit:
		return desk.SubmitDebit(ctx, lending.DebitID(i.ID))
	}
	return w.do(ctx, i)
}

func (w *world) loanFile(loan lending.LoanID) servicing.LoanFile {
	w.Helper()
	f, err := w.loans().Store.LoanFile(w.Context(), loan, calendar.DayOf(w.clock.now(), calendar.Lagos))
	w.must(err)
	return f
}

// paidOut brings a loan to active through the hosted authorisation.
func (w *world) paidOut(login string) lending.LoanID {
	w.Helper()
	loan := w.contract(login)
	storetest.Forget(w.T, w.store)
	w.must(w.loans().OpenMandate(w.Context(), loan))
	m := w.loanFile(loan).Mandate
	if m == nil || m.AuthoriseURL == "" {
		w.Fatalf("no page to authorise on: %+v", m)
	}
	w.post(m.AuthoriseURL+"/sent", url.Values{})
	w.serve(8 * time.Second)
	if m = w.loanFile(loan).Mandate; m.State != lending.MandateApproved {
		w.Fatal("after the transfer the mandate is", m.State)
	}
	w.serve(100 * time.Hour) // a day, and a weekend
	w.serve(2 * time.Minute)
	if f := w.loanFile(loan); f.Loan.State != lending.LoanActive {
		w.Fatalf("the loan is %s, mandate %s, disbursement %+v", f.Loan.State, f.Mandate.State, f.Disbursement)
	}
	return loan
}

// until moves the clock to half past six on a day.
func (w *world) until(day calendar.Day) {
	w.Helper()
	w.clock.move(day.At(6, 30, calendar.Lagos).Sub(w.clock.now()))
	w.serve(time.Second)
}

// debitCode has the next debit refused with a code.
func (w *world) debitCode(code string) {
	w.Helper()
	body := `{"kind":"debit_code","endpoint":"` + debitCall + `","times":1,"code":"` + code + `"}`
	r, err := http.Post(w.url+"/sandbox/faults", "application/json", strings.NewReader(body))
	w.must(err)
	defer r.Body.Close()
	if r.StatusCode != http.StatusCreated {
		w.Fatal(r.Status)
	}
}

const debitCall = "POST /v3/payments/mandates/{id}/debit"

func (w *world) run(day calendar.Day) servicing.Run {
	w.Helper()
	run, err := w.loans().CollectDue(w.Context(), day, servicing.TriggerCommand)
	w.must(err)
	return run
}

// The whole second half of a loan's life against the sandbox: authorisation, transfer, debits with
// lost answers, closing, cancellation.
func TestASalariedBorrowerRepaysToTheEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		loan := w.paidOut("adaeze.okonkwo")
		rows := w.loanFile(loan).Loan.Schedule.Rows
		for i, r := range rows {
			w.until(r.DueOn)
			if i == 1 { // the money is taken, then the connection drops
				w.fault("drop_after_effect", debitCall, 1)
			}
			run := w.run(r.DueOn)
			if i == 1 && run.Unknown != 1 {
				t.Fatalf("the lost answer is not unknown: %+v", run)
			}
			if again := w.run(r.DueOn); again.Planned != 0 {
				t.Fatalf("a second run plans: %+v", again)
			}
			w.serve(4 * time.Minute)
			for look := 0; w.loanFile(loan).Instalments[i].State != "paid" && look < 40; look++ {
				w.serve(6 * time.Hour) // too little money: the next look
				w.run(calendar.DayOf(w.clock.now(), calendar.Lagos))
			}
			if f := w.loanFile(loan); f.Instalments[i].State != "paid" {
				t.Fatalf("instalment %d is %+v, debits %+v", i+1, f.Instalments[i], f.Debits)
			}
		}
		w.serve(time.Minute)
		f := w.loanFile(loan)
		if f.Loan.State != lending.LoanClosed || f.Mandate.State != lending.MandateCancelled || !f.Outstanding.Total.IsZero() {
			t.Fatalf("%s, mandate %s, owes %s", f.Loan.State, f.Mandate.State, f.Outstanding.Total)
		}
		settled := 0
		for _, d := range f.Debits {
			if d.State == lending.DebitSettled {
				settled++
			}
		}
		if settled != len(rows) || !f.Mandate.Collected.Equal(f.Loan.Schedule.TotalDue) {
			t.Errorf("%d debits settled of %d rows, collected %s of %s", settled, len(rows), f.Mandate.Collected, f.Loan.Schedule.TotalDue)
		}
		at, err := w.bank.Pending(w.Context(), w.clock.now())
		w.must(err)
		t.Log("pending at the bank:", at, "days past due:", f.DaysPastDue)
	})
}

// What the bank says is kept and acted on.
func TestRefusalsOfTheSandboxAreRead(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
	loan := w.paidOut("adaeze.okonkwo")
	r := w.loanFile(loan).Loan.Schedule.Rows[0]
	w.until(r.DueOn)
	w.debitCode("91")
	run := w.run(r.DueOn)
	f := w.loanFile(loan)
	if len(f.Debits) == 0 || run.Failed != 1 || f.Debits[0].ResponseCode != "91" {
		t.Fatalf("%+v %+v", run, f.Debits)
	}
	w.fault("http_500", debitCall, 1)
	w.serve(5 * time.Hour)
	if run = w.run(r.DueOn); run.Unknown != 1 {
		t.Fatalf("an error of Mono's is not unknown: %+v", run)
	}
	w.serve(3 * time.Hour)
	if f = w.loanFile(loan); f.Debits[0].State != lending.DebitNotSent {
		t.Fatalf("the bank has never heard of it, and the debit is %s", f.Debits[0].State)
	}
	w.serve(5 * time.Hour)
	if run = w.run(r.DueOn); run.Settled != 1 {
		t.Fatalf("%+v %+v", run, w.loanFile(loan).Debits[0])
	}
}

// Somebody whose account is empty on the due day is looked at, not debited, until the money is there.
func TestNobodyIsDebitedOnAnEmptyAccount(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
	loan := w.paidOut("musa.danjuma")
	r := w.loanFile(loan).Loan.Schedule.Rows[0]
	w.until(r.DueOn)
	for range 3 * 30 {
		w.run(calendar.DayOf(w.clock.now(), calendar.Lagos))
		w.serve(8 * time.Hour)
		if w.loanFile(loan).Instalments[0].State == "paid" {
			break
		}
	}
	f := w.loanFile(loan)
	looks, failures := 0, 0
	for _, d := range f.Debits {
		switch d.State {
		case lending.DebitNotCovered:
			looks++
		case lending.DebitFailed:
			failures++
		}
	}
	t.Log(looks, "looks", failures, "failures, first instalment", f.Instalments[0].State, "on", calendar.DayOf(w.clock.now(), calendar.Lagos), "due", r.DueOn)
	if f.Instalments[0].State != "paid" || looks == 0 || failures > 1 {
		t.Errorf("%d looks, %d failures, %s", looks, failures, f.Instalments[0].State)
	}
}
