package mono_test

import (
	"net/url"
	"testing"
	"time"

	"lendwright/internal/mono"
)

const adaezePays = "000013:" + adaezeAccount

// paid makes a one-time payment on the hosted page.
func (w *world) paid(r mono.PaymentRequest) mono.PaymentReported {
	w.Helper()
	r.Description, r.Name, r.Email, r.RedirectURL = "Instalment", "Adaeze Okonkwo", "adaeze.okonkwo@example.ng", "https://lender.example.ng/paid"
	page := must(w.client.InitiatePayment(w.Context(), r))(w)
	same(w.T, "page", []any{page.Reference, page.Amount.Kobo}, []any{r.Reference, r.Amount})
	w.open(page.URL, nil)
	w.open(page.URL, url.Values{"account": {adaezePays}})
	return came[mono.PaymentReported](w)
}

func TestSandboxOneTimePayment(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	reported := w.paid(mono.PaymentRequest{Amount: 1250000, Reference: "ln0042i3a7c91e"})
	same(t, "event", []any{reported.Payment.Status, reported.Payment.Amount.Kobo}, []any{mono.PaymentSuccessful, 1250000})
	verified := must(w.client.VerifyPayment(ctx, "ln0042i3a7c91e"))(w)
	same(t, "verified", []any{verified.Status, verified.Type}, []any{mono.PaymentSuccessful, "onetime-debit"})
	list := must(w.client.Payments(ctx, mono.PaymentQuery{Status: mono.PaymentSuccessful}))(w)
	same(t, "listed", []any{list.Items[0].Reference, list.Total}, []any{"ln0042i3a7c91e", 1})
	_, err := w.client.InitiatePayment(ctx, mono.PaymentRequest{Amount: 1250000, Reference: "ln0042i3a7c91e", Description: "again", Name: "A B", Email: "a@b.ng"})
	same(t, "the same reference", kind(err), "ConflictError")
	_, err = w.client.InitiatePayment(ctx, mono.PaymentRequest{Amount: 100, Reference: "short", RedirectURL: "nowhere"})
	same(t, "not valid", kind(err), "ValidationError")
	_, err = w.client.VerifyPayment(ctx, "nobody0001")
	same(t, "not known or not final", kind(err), "NotReadyError")
}

func TestSandboxSplitRefundAndPayout(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	sub := must(w.client.CreateSubAccount(ctx, "000014", "1014455667"))(w)
	same(t, "sub-account", must(w.client.SubAccounts(ctx, 1))(w).Items[0].ID, sub.ID)
	w.paid(mono.PaymentRequest{Amount: 5000000, Reference: "split00001", Split: &mono.Split{Type: mono.SplitByPercent, FeeBearer: mono.SplitFeeOfThose,
		Shares: []mono.Share{{SubAccount: sub.ID, Value: 10, Max: 300000}}}})
	w.paid(mono.PaymentRequest{Amount: 1000000, Reference: "refund0001"})
	refund := must(w.client.RefundPayment(ctx, "refund0001", ""))(w)
	same(t, "refund", []any{refund.Refunded, refund.Amount.Kobo}, []any{true, 1000000})
	_, err := w.client.RefundPayment(ctx, "refund0001", "")
	same(t, "refunded twice", kind(err), "ConflictError")

	same(t, "pending", must(w.client.Payouts(ctx, mono.PayoutPending, 1))(w).Items[0].Amount.Kobo, 6000000)
	w.forward(48 * time.Hour)
	split := came[mono.SplitSettlementPaid](w)
	same(t, "share", []any{split.Account.Number, split.Status}, []any{"1014455667", mono.PayoutSettled})
	settled := came[mono.SettlementPaid](w)
	payout := must(w.client.Payouts(ctx, mono.PayoutSettled, 1))(w).Items[0]
	same(t, "payout", payout.ID, settled.Payout)
	same(t, "payments of the payout", must(w.client.PayoutPayments(ctx, payout.ID, 1))(w).Total, 2)
}

func TestSandboxMandateWithACode(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	m := must(w.client.CreateMandate(ctx, mono.MandateRequest{Amount: 30000000, Description: "Repayments", Reference: "ln0042mandate09", CustomerID: w.customer(), Verification: "otp_verification",
		StartsOn: mono.DayOf(w.now), EndsOn: mono.DayOf(w.now.AddDate(1, 0, 0)), AccountNumber: adaezeAccount, BankCode: gtbank}))(w)
	same(t, "no mandate yet", []any{m.ID, m.Code.Methods[0].Type}, []any{"", "phone_number"})
	sent := must(w.client.SendMandateCode(ctx, m.Code.Session, "phone_number"))(w)
	_, err := w.client.VerifyMandateCode(ctx, sent.Session, "000000")
	same(t, "wrong code", kind(err), "WrongCodeError")
	ready := must(w.client.VerifyMandateCode(ctx, sent.Session, "123456"))(w)
	same(t, "ready at once", []any{ready.MayDebit(w.now), ready.Reference}, []any{true, "ln0042mandate09"})
}

func TestSandboxPartialSweep(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	hauwa := must(w.client.CreateCustomer(ctx, mono.NewCustomer{Email: "hauwa.ibrahim@example.ng", FirstName: "Hauwa", LastName: "Ibrahim", Address: "1 Market Road, Kano",
		Phone: "08030003333", Identity: mono.CustomerIdentity{Number: "22200000033"}}))(w).ID
	hosted := must(w.client.InitiateMandate(ctx, mono.MandateRequest{Amount: 900000000, MandateType: mono.Sweep, Description: "Repayments", Reference: "ln0042sweep01", CustomerID: hauwa,
		StartsOn: mono.DayOf(w.now), EndsOn: mono.DayOf(w.now.AddDate(1, 0, 0)), RedirectURL: "https://lender.example.ng/done", AccountNumber: "2087654303", BankCode: "057"}))(w)
	w.open(hosted.URL+"/sent", url.Values{})
	w.forward(25 * time.Hour)
	m := must(w.client.Mandate(ctx, "ln0042sweep01"))(w)
	same(t, "linked", []any{m.MayDebit(w.now), m.MandateType, len(m.LinkedMandates)}, []any{true, mono.Sweep, 1})
	w.check(w.client.TogglePartialSweep(ctx, m.ID))
	d := must(w.client.Debit(ctx, m.ID, mono.DebitRequest{Amount: 800000000, Reference: "rp20261126sw1", Narration: "all there is"}))(w)
	same(t, "processing", d.Status, mono.DebitProcessing)
	came[mono.DebitAttempted](w)
	end := must(w.client.LookUpDebit(ctx, m.ID, "rp20261126sw1"))(w)
	if end.Status != mono.DebitPartial || end.Taken() <= 0 || end.Taken()+end.Pending.Kobo != 800000000 {
		t.Errorf("end %s: %d taken of %d", end.Status, end.Taken(), end.Amount.Kobo)
	}
}
