package mono_test

import (
	"net/url"
	"testing"
	"time"

	"lendwright/internal/mono"
)

// reported waits for a fund request to be in a state.
func (w *world) reported(status mono.OwoStatus) mono.OwoFundRequest {
	w.Helper()
	for {
		if r := came[mono.OwoFundRequestReported](w).Request; r.Status == status {
			return r
		}
	}
}

func TestSandboxOwo(t *testing.T) {
	w := newWorld(t)
	ctx, phone := t.Context(), "2348030001122"
	same(t, "known", []any{must(w.client.OwoUser(ctx, phone))(w).Status, must(w.client.OwoUser(ctx, "2348099999999"))(w).Status}, []any{mono.OwoActive, mono.OwoNotFound})
	chat := must(w.client.LinkOwoBeneficiary(ctx, mono.OwoLinkRequest{Phone: phone, Name: "Kola Credit", NIPCode: "000014", AccountNumber: "1014455667"}))(w)
	w.open(chat.URL, nil)
	w.open(chat.URL, url.Values{"account": {adaezePays}})
	linked := came[mono.OwoLinked](w).Beneficiary
	same(t, "listed", must(w.client.OwoBeneficiaries(ctx, mono.OwoQuery{Phone: phone}))(w).Items[0].ID, linked.ID)
	same(t, "read", must(w.client.OwoBeneficiary(ctx, linked.ID))(w).AccountNumber, "1014455667")

	ask := mono.NewOwoFundRequest{Phone: phone, Reference: "owo20261125a", Description: "Instalment", Amount: 2500000}
	chat = must(w.client.CreateOwoFundRequest(ctx, ask))(w)
	created := w.reported(mono.OwoCreated)
	w.open(chat.URL, url.Values{})
	paid := came[mono.OwoPaymentReported](w).Payment
	same(t, "paid", []any{paid.Status, paid.Amount.Kobo, paid.FundRequest.ID}, []any{mono.OwoSuccessful, 2500000, created.ID})
	w.reported(mono.OwoCompleted)
	same(t, "requests", must(w.client.OwoFundRequests(ctx, mono.OwoQuery{}))(w).Items[0].Reference, "owo20261125a")
	same(t, "request", must(w.client.OwoFundRequest(ctx, created.ID))(w).Status, mono.OwoCompleted)
	same(t, "payments", must(w.client.OwoPayments(ctx, created.ID, mono.OwoQuery{}))(w).Items[0].ID, paid.ID)
	same(t, "payment", must(w.client.OwoPayment(ctx, created.ID, paid.ID))(w).SessionID, paid.SessionID)

	_, err := w.client.CreateOwoFundRequest(ctx, ask)
	if k := kind(err); k != "ConflictError" && k != "ValidationError" {
		t.Errorf("the same reference: %v", err)
	}
	_, err = w.client.OwoFundRequest(ctx, "fr_none")
	same(t, "no such request", []any{kind(err), asAPIError(err).Trace != ""}, []any{"NotFoundError", true})
	w.check(w.client.UnlinkOwoBeneficiary(ctx, linked.ID, phone))
	same(t, "unlinked", came[mono.OwoLinked](w).Linked, false)
}

func TestSandboxOwoExpires(t *testing.T) {
	w := newWorld(t)
	ask := mono.NewOwoFundRequest{Reference: "owo20261125b", Description: "Instalments", Amount: 2500000,
		Schedule: &mono.OwoSchedule{Period: "month", Interval: 1, Start: mono.Instant{Time: w.now.Add(time.Hour)}}}
	must(w.client.LinkOwoBeneficiary(t.Context(), mono.OwoLinkRequest{Phone: "2348030001122", Name: "Kola Credit", NIPCode: "000014", AccountNumber: "1014455667", FundRequest: &ask}))(w)
	w.forward(49 * time.Hour)
	same(t, "expired", w.reported(mono.OwoExpired).ID != "", true)
}
