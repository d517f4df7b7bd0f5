package mono_test

import (
	"testing"
	"time"

	"lendwright/internal/mono"
)

func TestSandboxScheduledDisbursement(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	source := must(w.client.SourceAccounts(ctx))(w)[0].ID
	batch := must(w.client.ScheduleDisbursement(ctx, mono.ScheduledDisbursement{Reference: "dsb20261125s", SourceAccount: source, Description: "Loans", Total: 20000000}))(w)
	to := mono.Transfer{Reference: "dsb20261125s1", Email: "adaeze.okonkwo@example.ng", AccountNumber: adaezeAccount, BankCode: gtbank, Amount: 15000000, Narration: "LOAN"}
	second := to
	second.Reference = "dsb20261125s2"
	added := must(w.client.AddTransfers(ctx, batch.ID, []mono.Transfer{to, second}))(w)
	same(t, "added", []any{added.Summary.Valid, added.Valid[0].AccountName}, []any{2, "ADAEZE NGOZI OKONKWO"})
	to.Amount = 20000000
	w.check(w.client.UpdateTransfer(ctx, batch.ID, added.Valid[0].ID, to))
	same(t, "changed", must(w.client.Transfer(ctx, batch.ID, added.Valid[0].ID))(w).Amount.Kobo, 20000000)
	w.check(w.client.DeleteTransfer(ctx, batch.ID, added.Valid[1].ID))
	same(t, "one left", len(must(w.client.Transfers(ctx, batch.ID))(w)), 1)
	must(w.client.TriggerDisbursement(ctx, batch.ID))(w)
	same(t, "paid", came[mono.TransferReported](w).Reference, "dsb20261125s1")
	w.forward(time.Minute)
	same(t, "status", must(w.client.Disbursement(ctx, batch.ID))(w).Status, mono.DisbursementSuccessful)

	other := must(w.client.ScheduleDisbursement(ctx, mono.ScheduledDisbursement{Reference: "dsb20261125c", SourceAccount: source, Description: "Not these", Total: 100000}))(w)
	same(t, "cancelled", must(w.client.CancelDisbursement(ctx, other.ID))(w).Status, mono.DisbursementCancelled)
}

func TestSandboxSourceAccountIsChanged(t *testing.T) {
	w := newWorld(t)
	source := must(w.client.SourceAccounts(t.Context()))(w)[0]
	w.check(w.client.UpdateSourceAccount(t.Context(), source.ID, mono.SourceAccountRequest{Email: "new@example.ng"}))
	same(t, "still there", must(w.client.SourceAccount(t.Context(), source.ID))(w).ID, source.ID)
}
