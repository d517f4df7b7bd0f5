package mono_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"testing"
	"time"

	"lendwright/internal/mono"
)

// from gives one method's result of one golden reply.
func from[T any](t *testing.T, file string, get func(context.Context, *mono.Client) (T, error)) T {
	t.Helper()
	client, _ := fakeMono(t, ok(file))
	v, err := get(t.Context(), client)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if raw := reflect.ValueOf(v); raw.Kind() == reflect.Struct {
		if f := raw.FieldByName("Raw"); f.IsValid() && !reflect.DeepEqual(f.Bytes(), golden(t, "replies/"+file+".json")) {
			t.Errorf("%s: Raw is not the body", file)
		}
	}
	return v
}

func TestAccountReplies(t *testing.T) {
	link := from(t, "link", func(ctx context.Context, c *mono.Client) (mono.Link, error) {
		return c.InitiateLink(ctx, mono.LinkRequest{})
	})
	same(t, "link", []any{link.URL, link.Customer.ID, link.Meta.Ref, link.Institution.ID}, []any{"https://link.mono.co/ALQ7RZK2D9XF", "69a0c3e9b7d2e95f30a1c5aa", "loan-2077-link-1", "5fb1c0de60b92e28882877bb"})
	for _, file := range []string{"exchange", "exchange_bare"} {
		id := from(t, file, func(ctx context.Context, c *mono.Client) (string, error) { return c.ExchangeCode(ctx, "code_1") })
		same(t, file, id, acc)
	}
	details := from(t, "account", func(ctx context.Context, c *mono.Client) (mono.AccountDetails, error) { return c.Account(ctx, acc) })
	same(t, "details", []any{details.Account.AccountNumber, details.Account.Balance, details.Customer.ID, details.Meta.DataStatus, details.Meta.Retrieved("identity")},
		[]any{"0071234599", mono.MaybeKobo{Kobo: 18450275, Known: true}, "69a0c3e9b7d2e95f30a1c5aa", mono.DataAvailable, true})
	list := from(t, "accounts", func(ctx context.Context, c *mono.Client) (mono.AccountPage, error) { return c.Accounts(ctx, 1) })
	same(t, "list", []any{list.Total, list.Pages, list.More, list.Accounts[0].Customer.ID, list.Accounts[0].Status}, []any{23, 3, true, "69a0c3e9b7d2e95f30a1c5aa", mono.DataAvailable})
	who := from(t, "identity", func(ctx context.Context, c *mono.Client) (mono.Identity, error) { return c.Identity(ctx, acc) })
	same(t, "identity", []any{who.FullName, who.BornOn, who.LGAOfOrigin}, []any{"BUKOLA TEMITOPE ADEBAYO", "1992-03-17", ""})
	banks := from(t, "institutions", func(ctx context.Context, c *mono.Client) ([]mono.Institution, error) { return c.Institutions(ctx) })
	same(t, "institutions", []any{banks[0].ID, banks[0].NIPCode, banks[0].AuthMethods[0].Type}, []any{"5fb1c0de60b92e28882877bb", "000001", "mobile_banking"})
}

func TestStatementHasTwoForms(t *testing.T) {
	get := func(ctx context.Context, c *mono.Client) (mono.Statement, error) { return c.Statement(ctx, acc, 12) }
	for file, days := range map[string]int{"statement": 179, "statement_old": 364} {
		s := from(t, file, get)
		same(t, file, []any{s.Count, s.DaysAvailable, len(s.Transactions), s.Transactions[1].Balance.Known, s.Transactions[0].Amount, s.Transactions[0].Type}, []any{412, days, 2, false, 31250000, mono.EntryCredit})
	}
}

func TestInsightsStandInThreePlaces(t *testing.T) {
	get := func(ctx context.Context, c *mono.Client) (mono.EnrichmentRecord, error) {
		return c.EnrichmentRecord(ctx, "j1")
	}
	for _, file := range []string{"insights_record", "insights_record_jobdata"} {
		i, err := from(t, file, get).Insights()
		if err != nil {
			t.Fatal(err)
		}
		average, _ := i.Inflow.All.AveragePerMonth.SinceFirstTransaction.Kobo()
		same(t, file, []any{i.End, average, i.Detected("cash_deposits_larger_than_salary"), i.Detected("identical_debit_vs_credit"), i.Recurring[0].Type},
			[]any{"2026-10-01", 33556000, true, false, mono.EntryDebit})
	}
	for file, done := range map[string]bool{"insights_started": false, "insights_done": true} {
		job := from(t, file, func(ctx context.Context, c *mono.Client) (mono.Job, error) { return c.StartInsights(ctx, acc) })
		same(t, file, []any{job.ID, job.Status.Done()}, []any{"69a0cf3d8ebfc375ccea0f42", done})
	}
	records := from(t, "income_records", func(ctx context.Context, c *mono.Client) (mono.IncomeRecords, error) {
		return c.IncomeRecords(ctx, acc)
	})
	same(t, "income", []any{records.Records[0].Income.Summary.Employer, records.Records[0].Income.Streams[0].Stability}, []any{"Obioma Mills Ltd", "0.98"})
}

func TestLookupReplies(t *testing.T) {
	session := from(t, "bvn_initiated", func(ctx context.Context, c *mono.Client) (mono.BVNSession, error) {
		return c.StartBVN(ctx, "22198765431", "")
	})
	same(t, "session", []any{session.ID, session.Methods[1].Method}, []any{"1c7f6b0e-51b0-4a44-9d1d-2f4a8f5d7e11", "alternate_phone"})
	get := func(ctx context.Context, c *mono.Client) (mono.BVNDetails, error) {
		return c.BVNDetails(ctx, "s1", "012345")
	}
	who := from(t, "bvn_identity", get).Identity
	same(t, "bvn", []any{who.BornOn, who.LGAOfResidence, who.WatchListed, who.PhotographInB64}, []any{"1992-03-17", "Ikeja", mono.Flag{Known: true}, "QUJD"})
	same(t, "bvn accounts", from(t, "bvn_accounts", get).Accounts[0].Institution.BankCode, "00711")
	bureau := func(ctx context.Context, c *mono.Client) (mono.CreditHistory, error) {
		return c.CreditHistory(ctx, mono.BureauXDS, "22198765431")
	}
	loan := from(t, "credit_history", bureau).Lenders[0].Loans[0]
	same(t, "loan", []any{loan.OpenedOn, loan.ClosedOn, loan.OpeningBalance.Kobo, loan.RepaymentAmount.Kobo, loan.Performance, loan.Performance.Known(), loan.Repayments[1]},
		[]any{"2025-06-03", "", 15000000, 2750000, "non-performing", true, mono.Repayment{Month: "2025-08", Status: "failed"}})
	same(t, "thin file", len(from(t, "credit_history_none", bureau).Lenders), 0)
	holder := from(t, "account_name", func(ctx context.Context, c *mono.Client) (mono.AccountName, error) {
		return c.AccountName(ctx, "000013", "0190000018")
	})
	same(t, "holder", []any{holder.Name, holder.Bank.NIPCode}, []any{"BUKOLA TEMITOPE ADEBAYO", "000013"})
}

func TestMandateReplies(t *testing.T) {
	hosted := from(t, "mandate_initiated", func(ctx context.Context, c *mono.Client) (mono.Mandate, error) {
		return c.InitiateMandate(ctx, mandateRequest)
	})
	same(t, "hosted", []any{hosted.ID, hosted.URL, hosted.Status, hosted.StartsOn}, []any{mmc, "https://authorise.mono.co/RD7731904457", "", "2026-05-05"})
	own := from(t, "mandate_created", func(ctx context.Context, c *mono.Client) (mono.Mandate, error) {
		return c.CreateMandate(ctx, mandateRequest)
	})
	same(t, "own pages", []any{own.Bank, own.Transfers[0].AccountNumber, own.Transfers[1].AccountNumber, string(own.Meta)}, []any{"Wema Bank", "9020011122", "0080033344", `{"loanId":"LN-0077"}`})
	m := from(t, "mandate", readOne)
	same(t, "mandate", []any{m.Bank, m.BankCode, m.NIPCode, m.Description, m.Balance.Kobo, m.EndsOn}, []any{"Wema Bank", "035", "000017", "Repayments for loan LN-0077", 21500000, "2027-05-05"})
	for at, may := range map[string]bool{"2026-05-04T22:59:00Z": false, "2026-05-04T23:00:00Z": true, "2027-05-05T22:59:59Z": true, "2027-05-05T23:00:00Z": false} {
		when, _ := time.Parse(time.RFC3339, at)
		same(t, "may debit at "+at, m.MayDebit(when), may)
	}
	client, _ := fakeMono(t, refusal(400, "paused"))
	if err := client.PauseMandate(t.Context(), mmc); err != nil {
		t.Errorf("a mandate that is paused already: %v", err)
	}
}

func readOne(ctx context.Context, c *mono.Client) (mono.Mandate, error) { return c.Mandate(ctx, mmc) }

func TestDebitReplies(t *testing.T) {
	send := func(ctx context.Context, c *mono.Client) (mono.DebitResult, error) {
		return c.Debit(ctx, mmc, mono.DebitRequest{Amount: 2500000, Reference: ref})
	}
	d := from(t, "debit", send)
	same(t, "debit", []any{d.Status, d.Code, d.Reference, d.Taken(), d.Fee.Kobo}, []any{mono.DebitSuccessful, "00", ref, 2500000, 25000})
	p := from(t, "debit_processing", send)
	same(t, "processing", []any{p.Status, p.Status.Final(), p.Taken(), p.Code}, []any{mono.DebitProcessing, false, 0, "01"})
	find := func(ctx context.Context, c *mono.Client) (mono.DebitResult, error) {
		return c.LookUpDebit(ctx, mmc, ref)
	}
	same(t, "look-up", from(t, "debit_lookup", find).Taken(), 2500000)
	old := from(t, "debit_lookup_old", find)
	same(t, "old look-up", []any{old.Status, old.Narration, old.Taken()}, []any{mono.DebitFailed, "June", 0})
	for file, live := range map[string]bool{"payment_a": true, "payment_b": true} {
		v := from(t, file, func(ctx context.Context, c *mono.Client) (mono.Payment, error) { return c.VerifyPayment(ctx, ref) })
		same(t, file, []any{v.Status, v.LiveMode.Yes}, []any{mono.PaymentSuccessful, live})
	}
	for file, want := range map[string]bool{"funds_yes": true, "funds_no": false} {
		f := from(t, file, func(ctx context.Context, c *mono.Client) (mono.Funds, error) { return c.HasFunds(ctx, mmc, 20000) })
		same(t, file, f.Enough, mono.Flag{Known: true, Yes: want})
	}
	for _, file := range []string{"banks", "banks_bare"} {
		banks := from(t, file, func(ctx context.Context, c *mono.Client) ([]mono.Bank, error) { return c.Banks(ctx) })
		same(t, file, banks[0], mono.Bank{Name: "ACCESS BANK PLC", BankCode: "044", NIPCode: "000014", DirectDebit: true})
	}
}

func TestADebitIsLookedUpUnderBothPaths(t *testing.T) {
	for _, none := range []answer{{status: 404, text: "<html>"}, refusal(404, "no_account")} {
		client, asked := fakeMono(t, none, ok("debit_lookup"))
		d, err := client.LookUpDebit(t.Context(), mmc, ref)
		if err != nil || d.Reference != ref || asked()[1].path != "/v3/payments/mandates/"+mmc+"/debit/"+ref {
			t.Errorf("got %v, %v after %v", d.Reference, err, asked())
		}
	}
}

func TestADisbursementIsFoundByItsReference(t *testing.T) {
	client, asked := fakeMono(t, ok("disbursements"), ok("disbursement"))
	d, err := client.FindDisbursement(t.Context(), "pay20260504batch02")
	if err != nil || d.Total.Kobo != 20000000 || d.Failed.Kobo != 0 || len(asked()) != 2 {
		t.Errorf("got %+v, %v", d, err)
	}
	for name, answers := range map[string][]answer{
		"list ends":             {ok("disbursements"), ok("disbursements_none")},
		"server ignores paging": {ok("disbursements")},
	} {
		client, asked := fakeMono(t, answers...)
		var none *mono.NotFoundError
		if _, err := client.FindDisbursement(t.Context(), "another"); !errors.As(err, &none) || len(asked()) != 2 {
			t.Errorf("%s: %v after %d requests", name, err, len(asked()))
		}
	}
}

func page(total int, next string, ids ...string) answer {
	rows := []map[string]any{}
	for _, id := range ids {
		rows = append(rows, map[string]any{"id": id, "amount": 100, "type": "DEBIT", "date": "2026-09-24T23:10:00.000Z"})
	}
	text, _ := json.Marshal(map[string]any{"status": "successful", "data": rows, "meta": map[string]any{"total": total, "next": nullable(next)}})
	return answer{status: 200, text: string(text)}
}

func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func TestAllTransactionsReadsPagesByNumber(t *testing.T) {
	const bad = "https://api.withmono.com/v2/x/transactions?page=99" // as Mono's own is
	for _, tc := range []struct {
		name     string
		pages    []answer
		rows     int
		complete bool
		asked    int
	}{
		{"one page", []answer{page(2, "", "a", "b")}, 2, true, 1},
		{"three pages", []answer{page(5, bad, "a", "b"), page(5, bad, "c", "d"), page(5, "", "e")}, 5, true, 3},
		{"the count ends it", []answer{page(4, bad, "a", "b"), page(4, bad, "c", "d")}, 4, true, 2},
		{"an empty page ends it", []answer{page(0, bad, "a", "b"), page(0, bad)}, 2, true, 2},
		{"a server that ignores page", []answer{page(6, bad, "a", "b")}, 2, false, 2},
		{"a row that moved to the next page", []answer{page(3, bad, "a", "b"), page(3, "", "b", "c")}, 3, true, 2},
		{"nothing there", []answer{page(0, "")}, 0, true, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			client, asked := fakeMono(t, tc.pages...)
			all, err := client.AllTransactions(t.Context(), acc, mono.TransactionQuery{})
			if err != nil || len(all.Transactions) != tc.rows || all.Complete != tc.complete || len(asked()) != tc.asked || len(all.Pages) != tc.asked {
				t.Errorf("got %d rows, complete %v, %v after %d requests", len(all.Transactions), all.Complete, err, len(asked()))
			}
			for i, a := range asked() {
				same(t, "query", a.query, fmt.Sprintf("limit=100&page=%d", i+1))
			}
		})
	}
}

func TestAllTransactionsHasABound(t *testing.T) {
	asked := 0
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		_, _ = fmt.Fprintf(w, `{"status":"successful","data":[{"id":"t%d","amount":1,"type":"debit"}],"meta":{"next":"more"}}`, asked)
	}))
	defer endless.Close()
	client := mono.New(mono.Config{BaseURL: endless.URL, Keys: keys})
	all, err := client.AllTransactions(t.Context(), acc, mono.TransactionQuery{})
	if !errors.Is(err, mono.ErrTooManyPages) || len(all.Transactions) != mono.TransactionPagesMax || all.Complete {
		t.Errorf("%d rows, %v", len(all.Transactions), err)
	}
}

func TestAReplyHasALimit(t *testing.T) {
	huge := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		block := make([]byte, 1<<20)
		for range mono.ReplyMax>>20 + 1 {
			_, _ = w.Write(block)
		}
	}))
	defer huge.Close()
	client := mono.New(mono.Config{BaseURL: huge.URL, Keys: keys})
	if _, err := readMandate(t.Context(), client); kind(err) != "UnreadableError" {
		t.Errorf("got %v", err)
	}
}

func TestARefreshIsSentOnceAndReported(t *testing.T) {
	a := ok("transactions")
	a.header = map[string]string{"x-job-id": "j1", "x-job-status": "PROCESSING", "x-has-new-data": "true"}
	client, asked := fakeMono(t, a)
	p, err := client.Transactions(t.Context(), acc, mono.TransactionQuery{Realtime: true})
	same(t, "refresh", []any{err, p.Refresh, asked()[0].realtime}, []any{nil, mono.Refresh{JobID: "j1", Status: mono.JobProcessing, HasNewData: true}, "true"})
}

func TestEveryReplyOfTheReferencesIsUsed(t *testing.T) {
	files, err := os.ReadDir("testdata/replies")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if !json.Valid(golden(t, "replies/"+f.Name())) {
			t.Errorf("%s is not JSON", f.Name())
		}
	}
}
