package mono_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono"
)

func parsed[T mono.Event](t *testing.T, file string) T {
	t.Helper()
	e, err := mono.ParseWebhook(golden(t, "webhooks/"+file+".json"))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	typed, yes := e.(T)
	if !yes {
		t.Fatalf("%s: got %T", file, e)
	}
	return typed
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestEveryDocumentedEventHasItsType(t *testing.T) {
	files, err := os.ReadDir("testdata/webhooks")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".json")
		e, err := mono.ParseWebhook(golden(t, "webhooks/"+f.Name()))
		_, unknown := e.(mono.UnknownEvent)
		if err != nil || unknown != (name == "unknown") || e.Key() == "" || e.Name() == "" {
			t.Errorf("%s: %T %v", name, e, err)
		}
	}
}

func TestConnectEvents(t *testing.T) {
	c := parsed[mono.AccountConnected](t, "account_connected")
	same(t, "connected", []any{c.Account, c.Meta.Ref, c.Meta.DataStatus, c.App, c.Key()},
		[]any{acc, "loan-2077-link-1", mono.DataProcessing, "7b0f11aa22bb33cc44dd55ee", "BL8JAwladcRp1rycV03pql68PKSywF8KnsJ0r7"})
	u := parsed[mono.AccountUpdated](t, "account_updated")
	same(t, "updated", []any{u.Account.ID, u.Account.AccountNumber, u.Account.Balance.Kobo, u.Account.Institution.BankCode, u.Account.AccountMatch.Yes, u.Meta.HasNewData, u.Meta.Retrieved("BALANCE")},
		[]any{acc, "0071234599", 18450275, "232", true, true, true})
	same(t, "re-authorised spelling", parsed[mono.AccountReauthorized](t, "account_reauthorized").Name(), "mono.events.account_reauthorized")
	same(t, "unlinked", parsed[mono.AccountUnlinked](t, "account_unlinked").Account, acc)
	j := parsed[mono.AccountJobUpdated](t, "jobs_update")
	same(t, "job", []any{j.Account, j.Job}, []any{acc, "790b01cc29cea17c5e45eb33"})
	i := parsed[mono.IncomeReady](t, "account_income").Income
	average, _ := i.Streams[0].AverageAmount.Kobo()
	same(t, "income", []any{i.Account.ID, i.AccountName, i.MonthlyRegular, average, i.Streams[0].LastDay},
		[]any{acc, "BUKOLA ADEBAYO", 31250000, 31250000, "2026-09-25"})
	old := parsed[mono.IncomeReady](t, "account_income_old")
	same(t, "old income", []any{old.Name(), old.Income.Account.ID, old.Income.MonthlyAverage.Known}, []any{"mono.events.account_income", acc, true})
	w := parsed[mono.CreditworthinessReady](t, "creditworthiness")
	same(t, "creditworthiness", []any{w.Failed(), w.Summary.CanAfford.Yes, w.Summary.MonthlyPayment.Kobo, w.Debt.ByInstitution[0].Owed}, []any{false, true, 2289143, 5200000})
	failed := parsed[mono.CreditworthinessReady](t, "creditworthiness_failed")
	same(t, "creditworthiness failed", []any{failed.Failed(), failed.Creditworthiness.Account.ID}, []any{true, acc})
	same(t, "csv", parsed[mono.EnrichmentReady](t, "transaction_categorisation").File, "rows.csv")
}

func TestMandateAndDebitEvents(t *testing.T) {
	ready := parsed[mono.MandateChanged](t, "mandate_ready")
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	same(t, "ready", []any{ready.Mandate.ID, ready.Mandate.MayDebit(noon), ready.Mandate.MandateType, ready.Mandate.EndsOn, ready.Key()},
		[]any{mmc, true, mono.Sweep, "2027-05-05", "7b10e2c1f0a1b2c3d4e7"})
	same(t, "created", parsed[mono.MandateChanged](t, "mandate_created").Mandate.MayDebit(noon), false)
	cancel := parsed[mono.MandateActed](t, "mandate_cancel")
	same(t, "cancel", []any{cancel.Action, cancel.Mandate, cancel.Name()}, []any{mono.ActionCancel, mmc, "events.mandate.action.cancel"})
	d := parsed[mono.DebitReported](t, "debit_successful").Debit
	same(t, "debit", []any{d.Reference, d.Mandate, d.Status, d.Taken(), d.Fee.Kobo, d.SessionID, d.Account.Number}, []any{ref, mmc, mono.DebitSuccessful, 2500000, 25000, "999999260604090002551173904821", "2014455667"})
	same(t, "old name", parsed[mono.DebitReported](t, "debit_success_old").Debit.Account.BankName, "WEMA BANK")
	failed := parsed[mono.DebitReported](t, "debit_failed").Debit
	same(t, "failed", []any{failed.Status, failed.Taken(), mono.OutcomeOf(string(failed.Code)).Next}, []any{mono.DebitFailed, 0, mono.RetryLater})
	part := parsed[mono.DebitReported](t, "debit_partial").Debit
	same(t, "partial", []any{part.Taken(), part.Pending.Kobo, part.Status.Final()}, []any{1000000, 1500000, true})
	same(t, "attempt", parsed[mono.DebitAttempted](t, "debit_attempt").Debit.Amount.Kobo, 1000000)
	same(t, "dispute", parsed[mono.TransactionDisputed](t, "dispute").Amount.Kobo, 2500000)
}

func TestPaymentAndDisburseEvents(t *testing.T) {
	p := parsed[mono.PaymentReported](t, "payment_successful").Payment
	same(t, "payment", []any{p.ID, p.Reference, p.Status, p.LiveMode.Yes}, []any{"txd_a4m2p9c7", "ln0077i3a7c91e", "successful", true})
	same(t, "status of the name", parsed[mono.PaymentReported](t, "payment_cancelled").Payment.Status, "cancelled")
	s := parsed[mono.SettlementPaid](t, "settlement")
	same(t, "settlement", []any{s.Payout, s.Fee, s.Currency}, []any{"7b1203ffe4b7d90012ab4100", "50000.5", "NGN"})
	b := parsed[mono.DisbursementReported](t, "disbursement_completed")
	same(t, "completed means finished", []any{b.Status, b.Failed.Count, b.Failed.Amount.Kobo}, []any{mono.DisbursementFailed, 1, 20000000})
	x := parsed[mono.TransferReported](t, "transfer_successful")
	same(t, "transfer", []any{x.Batch, x.Reference, x.Amount.Kobo, x.AccountNumber}, []any{"pay20260504batch02", "dist0002", 20000000, "0123344557"})
	a := parsed[mono.SourceAccountReported](t, "source_account_enabled").Account
	same(t, "source account", []any{a.ID, a.ReadyToDebit}, []any{"7b1400c2e4b7d90012ab5001", true})
	same(t, "watchlist app beside data", parsed[mono.WatchlistReported](t, "watchlist_match_found").App, "7b0f11aa22bb33cc44dd55ee")
	same(t, "prove", parsed[mono.ProveReported](t, "prove_rejected").Status, "rejected")
}

func TestTheKeyOfAnEvent(t *testing.T) {
	body := golden(t, "webhooks/account_unlinked.json")
	first, _ := mono.ParseWebhook(body)
	again, _ := mono.ParseWebhook(body)
	other, _ := mono.ParseWebhook([]byte(strings.Replace(string(body), acc, "69a0c41ab7d2e95f30a1c6e5", 1)))
	if first.Key() != again.Key() || first.Key() == other.Key() || !strings.HasPrefix(first.Key(), "sha256:") {
		t.Errorf("keys %q, %q, %q", first.Key(), again.Key(), other.Key())
	}
}

func TestABodyThatIsNoEventIsKept(t *testing.T) {
	for _, tc := range []struct{ name, body, field string }{
		{"not JSON", "<html>", ""},
		{"a list", "[1]", ""},
		{"no event", `{"data":{"x":1}}`, "event"},
		{"no account", `{"event":"mono.events.account_connected","data":{}}`, "data.id"},
		{"a fraction of a kobo", `{"event":"events.mandates.debit.successful","data":{"reference_number":"r","amount":25000.55}}`, "data.amount"},
		{"an amount in words", `{"event":"events.mandates.debit.successful","data":{"reference_number":"r","amount":"ten"}}`, "data.amount"},
		{"an amount within a list", `{"event":"mono.events.account_credit_worthiness","data":{"account":"a","debt":{"debt_by_institution":[{"amount_owed":1},{"amount_owed":0.5}]}}}`, "data.debt.debt_by_institution[1].amount_owed"},
	} {
		e, err := mono.ParseWebhook([]byte(tc.body))
		var unreadable *mono.UnreadableError
		if !errors.As(err, &unreadable) || unreadable.Field != tc.field {
			t.Errorf("%s: %v", tc.name, err)
		}
		kept, yes := e.(mono.UnknownEvent)
		if !yes || string(kept.Raw) != tc.body || e.Key() == "" {
			t.Errorf("%s: not kept: %#v", tc.name, e)
		}
	}
}

func TestCheckSecret(t *testing.T) {
	header := func(s string) http.Header { return http.Header{"Mono-Webhook-Secret": {s}} }
	for _, tc := range []struct {
		said, secret string
		want         bool
	}{{"s3cret", "s3cret", true}, {"s3cre", "s3cret", false}, {"s3crets", "s3cret", false}, {"", "s3cret", false}, {"", "", false}, {"x", "", false}} {
		if got := mono.CheckSecret(header(tc.said), tc.secret); got != tc.want {
			t.Errorf("%q against %q: %v", tc.said, tc.secret, got)
		}
	}
	if mono.CheckSecret(http.Header{}, "s3cret") {
		t.Error("no header is accepted")
	}
}

func FuzzParseWebhook(f *testing.F) {
	files, _ := os.ReadDir("testdata/webhooks")
	for _, file := range files {
		f.Add(golden(f, "webhooks/"+file.Name()))
	}
	f.Add([]byte(`{"event":"events.mandates.ready","data":{"_id":1,"id":null,"meta":[{}],"end_date":5}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := mono.ParseWebhook(body)
		if e == nil || e.Key() == "" {
			t.Fatalf("no event to keep: %v", err)
		}
		again, _ := mono.ParseWebhook(body)
		if again.Key() != e.Key() || again.Name() != e.Name() {
			t.Fatal("the same body gives two keys")
		}
		if err == nil && !json.Valid(body) {
			t.Fatal("a body that is not JSON was read")
		}
	})
}
