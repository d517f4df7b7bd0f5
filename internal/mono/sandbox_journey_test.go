package mono_test

import (
	"errors"
	"testing"
	"time"

	"lendwright/internal/mono"
)

func TestSandboxAccountIsLinkedAndRead(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	details := must(w.client.Account(ctx, account))(w)
	same(t, "details", []any{details.Meta.DataStatus, details.Account.AccountNumber, details.Meta.Ref}, []any{mono.DataAvailable, adaezeAccount, "app-1"})
	same(t, "listed", must(w.client.Accounts(ctx, 1))(w).Accounts[0].ID, account)
	same(t, "balance", must(w.client.Balance(ctx, account))(w).Currency, "NGN")
	same(t, "identity", must(w.client.Identity(ctx, account))(w).BVN, adaezeBVN)
	page := must(w.client.Transactions(ctx, account, mono.TransactionQuery{Limit: 20}))(w)
	all := must(w.client.AllTransactions(ctx, account, mono.TransactionQuery{}))(w)
	whole := must(w.client.Transactions(ctx, account, mono.TransactionQuery{Whole: true}))(w)
	same(t, "all in one reply", len(whole.Transactions), all.Total)
	if len(page.Transactions) != 20 || !all.Complete || all.Total != page.Total || len(all.Transactions) < 100 {
		t.Errorf("a page of %d, %d of %d rows in all", len(page.Transactions), len(all.Transactions), all.Total)
	}
	s := must(w.client.Statement(ctx, account, 12))(w)
	if len(s.Transactions) < 100 || s.Count != len(s.Transactions) {
		t.Errorf("a statement of %d rows that counts %d", len(s.Transactions), s.Count)
	}
	w.check(w.client.Unlink(ctx, account))
	same(t, "unlinked", came[mono.AccountUnlinked](w).Account, account)
	_, err := w.client.Account(ctx, account)
	same(t, "after unlinking", kind(err), "NotFoundError")
}

func TestSandboxAnalyses(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	w.check(w.client.StartIncome(ctx, account))
	income := came[mono.IncomeReady](w).Income
	same(t, "the record is the event", must(w.client.IncomeRecords(ctx, account))(w).Records[0].Income.MonthlyRegular, income.MonthlyRegular)
	w.check(w.client.StartIncomeOf(ctx, account, 6))
	came[mono.IncomeReady](w)
	w.check(w.client.StartCreditworthiness(ctx, account, mono.CreditworthinessRequest{BVN: adaezeBVN, Principal: 20000000, InterestPercent: decimalOf("4"), TermMonths: 6, RunCreditCheck: true}))
	worth := came[mono.CreditworthinessReady](w)
	same(t, "creditworthiness", []any{worth.Failed(), worth.Creditworthiness.Account.ID}, []any{false, account})

	job := must(w.client.StartInsights(ctx, account))(w)
	came[mono.EnrichmentReady](w)
	same(t, "job", must(w.client.EnrichmentJob(ctx, job.ID))(w).Status.Done(), true)
	insights, err := must(w.client.EnrichmentRecord(ctx, job.ID))(w).Insights()
	if err != nil || !insights.Inflow.All.AveragePerMonth.SinceFirstTransaction.Known {
		t.Errorf("insights %+v, %v", insights, err)
	}
	must(w.client.Categorise(ctx, account))(w)
	same(t, "categorised", came[mono.EnrichmentReady](w).Account, account)
}

func TestSandboxCustomers(t *testing.T) {
	w := newWorld(t)
	ctx, id := t.Context(), w.customer()
	w.check(w.client.UpdateCustomer(ctx, id, mono.CustomerChange{Phone: "08030001199"}))
	same(t, "changed", must(w.client.Customer(ctx, id))(w).Phone, "08030001199")
	found := must(w.client.Customers(ctx, mono.CustomerQuery{Email: "adaeze.okonkwo@example.ng"}))(w)
	same(t, "found", found.Customers[0].ID, id)
	_, err := w.client.CreateCustomer(ctx, mono.NewCustomer{Email: "adaeze.okonkwo@example.ng", FirstName: "A", LastName: "B", Address: "x", Phone: "08030001122", Identity: mono.CustomerIdentity{Number: adaezeBVN}})
	same(t, "twice", kind(err), "ConflictError")
	w.check(w.client.DeleteCustomer(ctx, id))
	_, err = w.client.Customer(ctx, id)
	same(t, "deleted", kind(err), "NotFoundError")
}

func TestSandboxLookups(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	session := must(w.client.StartBVN(ctx, adaezeBVN, mono.BVNIdentityScope))(w)
	w.check(w.client.SendBVNCode(ctx, session.ID, "phone", ""))
	_, err := w.client.BVNDetails(ctx, session.ID, "000000")
	same(t, "wrong code", kind(err), "WrongCodeError")
	who := must(w.client.BVNDetails(ctx, session.ID, "123456"))(w).Identity
	same(t, "person", []any{who.FirstName, who.BVN, who.WatchListed}, []any{"Adaeze", adaezeBVN, mono.Flag{Known: true}})
	if h := must(w.client.CreditHistory(ctx, mono.BureauBoth, adaezeBVN))(w); h.Profile.FullName == "" {
		t.Errorf("credit history %+v", h)
	}
	same(t, "holder", must(w.client.AccountName(ctx, "000013", adaezeAccount))(w).Name, "ADAEZE NGOZI OKONKWO")
	if banks := must(w.client.LookupBanks(ctx))(w); len(banks) < 20 || banks[0].NIPCode == "" {
		t.Errorf("%d banks", len(banks))
	}
}

func TestSandboxDebitSucceeds(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	m := w.mandated(w.customer(), "ln0042mandate01")
	same(t, "funds", must(w.client.HasFunds(ctx, m.ID, 4000000))(w).Enough, mono.Flag{Known: true, Yes: true})
	if b := must(w.client.MandateBalance(ctx, m.ID))(w); !b.Balance.Known {
		t.Errorf("balance %+v", b)
	}
	d := must(w.client.Debit(ctx, m.ID, mono.DebitRequest{Amount: 4000000, Reference: "rp20261126a01", Narration: "LN-0042"}))(w)
	same(t, "debit", []any{d.Status, d.Code, d.Taken(), d.Fee.Kobo}, []any{mono.DebitSuccessful, "00", 4000000, 40000})
	same(t, "event", came[mono.DebitReported](w).Debit.Taken(), 4000000)
	same(t, "looked up", must(w.client.LookUpDebit(ctx, m.ID, "rp20261126a01"))(w).Taken(), 4000000)
	same(t, "verified", must(w.client.VerifyPayment(ctx, "rp20261126a01"))(w).Status, mono.PaymentSuccessful)
	same(t, "listed", len(must(w.client.Debits(ctx, m.ID, 1))(w)), 1)
	same(t, "left", must(w.client.Mandate(ctx, m.ID))(w).Balance.Kobo, 26000000)

	_, err := w.client.Debit(ctx, m.ID, mono.DebitRequest{Amount: 4000000, Reference: "rp20261126a01", Narration: "again"})
	same(t, "the same reference", kind(err), "UnknownOutcomeError")
	_, err = w.client.Debit(ctx, m.ID, mono.DebitRequest{Amount: 20051, Reference: "rp20261126a02", Narration: "no funds"})
	var declined *mono.BankError
	if !errors.As(err, &declined) || declined.Outcome.Next != mono.AnotherDay {
		t.Errorf("without funds: %v", err)
	}
	same(t, "failed", came[mono.DebitReported](w).Debit.Status, mono.DebitFailed)
	p := must(w.client.Debit(ctx, m.ID, mono.DebitRequest{Amount: 20001, Reference: "rp20261126a03", Narration: "slow"}))(w)
	same(t, "processing", p.Status, mono.DebitProcessing)
	w.forward(time.Minute)
	same(t, "in the end", must(w.client.LookUpDebit(ctx, m.ID, "rp20261126a03"))(w).Status, mono.DebitSuccessful)
}

func TestSandboxMandates(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	customer := w.customer()
	m := w.mandated(customer, "ln0042mandate01")
	same(t, "listed", must(w.client.Mandates(ctx, 1))(w)[0].ID, m.ID)
	w.check(w.client.PauseMandate(ctx, m.ID))
	same(t, "paused", came[mono.MandateActed](w).Action, mono.ActionPause)
	w.check(w.client.PauseMandate(ctx, m.ID)) // is no error
	w.check(w.client.ReinstateMandate(ctx, m.ID))
	same(t, "reinstated", came[mono.MandateActed](w).Action, mono.ActionReinstate)
	w.check(w.client.CancelMandate(ctx, m.ID))
	same(t, "cancelled", came[mono.MandateActed](w).Action, mono.ActionCancel)

	own := must(w.client.CreateMandate(ctx, mono.MandateRequest{Amount: 30000000, Description: "Repayments", Reference: "ln0042mandate02", CustomerID: customer,
		StartsOn: mono.DayOf(w.now.AddDate(0, 0, 1)), EndsOn: mono.DayOf(w.now.AddDate(1, 0, 0)), AccountNumber: adaezeAccount, BankCode: gtbank}))(w)
	w.forward(time.Minute)
	same(t, "approved by itself", must(w.client.Mandate(ctx, own.ID))(w).Approved, true)
	if banks := must(w.client.Banks(ctx))(w); len(banks) < 20 {
		t.Errorf("%d banks", len(banks))
	}
}

func TestSandboxDisbursement(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	source := must(w.client.SourceAccounts(ctx))(w)[0]
	same(t, "one of the list", must(w.client.SourceAccount(ctx, source.ID))(w).ID, source.ID)
	made := must(w.client.CreateSourceAccount(ctx, mono.SourceAccountRequest{App: "7b0f11aa22bb33cc44dd55ee", AccountNumber: "1014455667", BankCode: "044", Email: "o@example.ng"}))(w)
	if made.ActivationURL == "" {
		t.Errorf("new source %+v", made)
	}
	d := must(w.client.Disburse(ctx, mono.DisbursementRequest{Reference: "dsb20261125a", SourceAccount: source.ID, Description: "Loan", Transfers: []mono.Transfer{
		{Reference: "dsb20261125a-1", Email: "adaeze.okonkwo@example.ng", AccountNumber: adaezeAccount, BankCode: gtbank, Amount: 20000000, Narration: "LOAN"}}}))(w)
	paid := came[mono.TransferReported](w)
	same(t, "paid", []any{paid.Status, paid.Amount.Kobo, paid.Batch}, []any{mono.DebitSuccessful, 20000000, "dsb20261125a"})
	same(t, "listed", must(w.client.Disbursements(ctx, 1))(w)[0].ID, d.ID)
	same(t, "found", must(w.client.FindDisbursement(ctx, "dsb20261125a"))(w).Status, mono.DisbursementSuccessful)
	same(t, "read", must(w.client.Disbursement(ctx, d.ID))(w).Successful.Kobo, 20000000)
	same(t, "transfer", must(w.client.Transfers(ctx, d.ID))(w)[0].Reference, "dsb20261125a-1")
}

func TestSandboxReauthorisation(t *testing.T) {
	w := newWorld(t)
	account := w.linked()
	link := must(w.client.InitiateReauthorisation(t.Context(), account, "re-1", "https://lender.example.ng/return"))(w)
	same(t, "of the account", link.Account, account)
}
