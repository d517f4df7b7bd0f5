package mono_test

import (
	"testing"
	"time"

	"lendwright/internal/mono"
)

func (w *world) partner(institution, user string) (session string, step mono.PartnerStep) {
	w.Helper()
	start := must(w.client.StartPartnerSession(w.Context(), mono.PartnerSessionRequest{InstitutionID: institution, AuthMethod: "internet_banking", Name: "Ngozi Adeyemi", Email: user + "@example.ng"}))(w)
	if len(start.UI.Fields) < 2 || !start.Session.ExpiresAt.After(w.now) {
		w.Errorf("session %+v", start)
	}
	return start.Session.ID, must(w.client.PartnerLogin(w.Context(), start.Session.ID, map[string]string{"username": user, "password": "123456"}))(w)
}

func TestSandboxPartners(t *testing.T) {
	w := newWorld(t)
	ctx, bank := t.Context(), w.institution("GTB", "Guaranty")
	session, step := w.partner(bank, "user_multi")
	same(t, "several accounts", []any{step.Next, len(step.Accounts)}, []any{mono.PartnerChoose, 2})
	same(t, "logins", len(must(w.client.PartnerSandboxCredentials(ctx, session))(w).Credentials) > 0, true)
	step = must(w.client.PartnerCommit(ctx, session, map[string]string{"accountNumber": string(step.Accounts[1].AccountNumber)}))(w)
	same(t, "chosen", step.Next, mono.PartnerDone)
	account := must(w.client.ExchangeCode(ctx, step.Code))(w)
	same(t, "updated", came[mono.AccountUpdated](w).Account.ID, account)

	again := must(w.client.StartPartnerReauth(ctx, account))(w)
	same(t, "again without a login", again.Next, mono.PartnerDone)
	came[mono.AccountReauthorized](w)
}

func TestSandboxPartnersWithACode(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	session, step := w.partner(w.institution("GTB", "Guaranty"), "user_mfa")
	same(t, "a code is wanted", []any{step.Next, step.UserInput.Fields[0].Name}, []any{mono.PartnerMore, "otp"})
	_, err := w.client.PartnerCommit(ctx, session, map[string]string{"otp": "000000"})
	same(t, "wrong code", kind(err), "WrongCodeError")
	step = must(w.client.PartnerCommit(ctx, session, map[string]string{"otp": "123456"}))(w)
	account := must(w.client.ExchangeCode(ctx, step.Code))(w)
	start := must(w.client.StartPartnerReauth(ctx, account))(w)
	step = must(w.client.PartnerReauthLogin(ctx, start.Session.ID, map[string]string{"username": "user_mfa", "password": "123456"}))(w)
	same(t, "a code again", step.Next, mono.PartnerMore)
	step = must(w.client.PartnerCommit(ctx, start.Session.ID, map[string]string{"otp": "123456"}))(w)
	same(t, "done", []any{step.Next, step.Code != ""}, []any{mono.PartnerDone, true})
}

func TestSandboxRefresh(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	w.now = w.now.Add(24 * time.Hour)
	b := must(w.client.RefreshBalance(ctx, account))(w)
	if b.Refresh.JobID == "" || !b.Balance.Known {
		t.Fatalf("refresh %+v", b.Refresh)
	}
	twice := must(w.client.Transactions(ctx, account, mono.TransactionQuery{Realtime: true}))(w)
	same(t, "the same job within five minutes", twice.Refresh.JobID, b.Refresh.JobID)
	came[mono.AccountJobUpdated](w)
	same(t, "updated", came[mono.AccountUpdated](w).Meta.JobID, b.Refresh.JobID)
	same(t, "job", must(w.client.AccountJob(ctx, account, b.Refresh.JobID))(w).Status.Done(), true)
}

func TestSandboxStatementPDF(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	job := must(w.client.StartStatementPDF(ctx, account, 6))(w)
	w.forward(time.Minute)
	for range 10 {
		if pdf := must(w.client.StatementPDF(ctx, account, job.Job))(w); pdf.Built() {
			return
		}
		w.forward(time.Minute)
	}
	t.Error("the statement is never built")
}

func TestSandboxMonthsAndInvestments(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	in, out := must(w.client.MonthlyInflow(ctx, account))(w), must(w.client.MonthlyOutflow(ctx, account))(w)
	for _, totals := range []mono.MonthlyTotals{in, out} {
		if len(totals.Months) < 3 || !totals.Months[0].Month.Known() || totals.Total.Kobo <= 0 {
			t.Errorf("totals %+v", totals)
		}
	}
	_, step := w.partner(w.institution("Chaka", "Risevest", "Trove"), "user_single")
	invested := must(w.client.ExchangeCode(ctx, step.Code))(w)
	w.forward(time.Minute)
	h := must(w.client.Holdings(ctx, invested))(w)
	same(t, "dollars", []any{h.Balance("usd").Kobo, h.Assets[0].Currency}, []any{125000, "USD"})
	same(t, "earnings", must(w.client.Earnings(ctx, invested))(w).Items[0].Asset.Symbol, "VTI")
}

func TestSandboxEnrichment(t *testing.T) {
	w := newWorld(t)
	ctx, account := t.Context(), w.linked()
	must(w.client.AddMetadata(ctx, account))(w)
	same(t, "metadata", came[mono.EnrichmentReady](w).Account, account)
	details, known := must(w.client.Transactions(ctx, account, mono.TransactionQuery{}))(w).Transactions[0].Details()
	if !known || details.Category == "" {
		t.Errorf("details %+v", details)
	}
	rows := []byte("type,narration\ncredit,NIP/ZENITH/KARIBO FOODS LTD/SEP SALARY\ndebit,POS PURCHASE SHOPRITE IKEJA\n")
	for _, start := range []func() (mono.Job, error){
		func() (mono.Job, error) { return w.client.CategoriseCSV(ctx, "rows.csv", rows) },
		func() (mono.Job, error) { return w.client.MetadataCSV(ctx, "rows.csv", rows) },
	} {
		job := must(start())(w)
		same(t, "file", came[mono.EnrichmentReady](w).File, "rows.csv")
		list, err := must(w.client.EnrichmentRecord(ctx, job.ID))(w).Transactions()
		if err != nil || len(list) != 2 || list[0].Type != mono.EntryCredit {
			t.Errorf("record %+v, %v", list, err)
		}
	}
}

func TestSandboxCustomersTransactions(t *testing.T) {
	w := newWorld(t)
	account := w.linked()
	customer := must(w.client.Accounts(t.Context(), 1))(w).Accounts[0].Customer.ID
	page := must(w.client.CustomerTransactions(t.Context(), customer, mono.CustomerTransactionQuery{Months: 6}))(w)
	one := page.Items[0]
	same(t, "account", []any{one.Account, one.Failed, len(one.Transactions) > 0, one.Total > 100}, []any{account, false, true, true})
}

func TestSandboxCoverage(t *testing.T) {
	w := newWorld(t)
	for _, bank := range must(w.client.InstitutionsWith(t.Context(), mono.InstitutionQuery{BankCode: gtbank}))(w) {
		same(t, "filtered", bank.BankCode, gtbank)
	}
	banks := must(w.client.Coverage(t.Context()))(w)
	if len(banks) < 10 || banks[0].ID == "" || len(banks[0].AuthMethods) == 0 || len(banks[0].AuthMethods[0].UI.Fields) == 0 {
		t.Errorf("%d banks, the first %+v", len(banks), banks[:1])
	}
}
