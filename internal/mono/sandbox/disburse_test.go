package sandbox

import (
	"testing"
	"time"
)

func (b *box) disburse(want int, bankCode, number string, kobo int64, ref string) obj {
	b.Helper()
	return b.call(want, "POST", "/v3/payments/disburse/disbursements", obj{"reference": ref, "source": "mandate", "account": standingSource, "type": "instant",
		"total_amount": kobo, "description": "Loan", "distribution": []obj{{"reference": ref + "-1", "recipient_email": "x@example.ng", "account": obj{"account_number": number, "bank_code": bankCode},
			"amount": kobo, "narration": "LOAN DISB LN-0042"}}})
}

func TestADisbursementArrives(t *testing.T) {
	b := newBox(t)
	before := b.balance("058", "0123456701")
	made := b.disburse(200, "058", "0123456701", 200_000_00, "dsb20261125a")
	equal(t, "status", text(made, "data", "status"), "pending")
	equal(t, "not yet", b.balance("058", "0123456701"), before)
	b.forward(time.Minute)
	equal(t, "balance", b.balance("058", "0123456701"), before+200_000_00)
	completed := b.last()
	equal(t, "events", b.names(), "event.disbursement.processing\nevent.disbursement.transaction.successful\nevent.disbursement.completed")
	equal(t, "status in the event", text(completed.Data, "status"), "successful")
	got := b.call(200, "GET", "/v3/payments/disburse/disbursements/"+text(made, "data", "id"), nil)
	equal(t, "status", text(got, "data", "status"), "successful")
	equal(t, "sums are strings", text(got, "data", "total_successful_amount"), "20000000")
	equal(t, "listed", text(b.call(200, "GET", "/v3/payments/disburse/disbursements", nil), "data", 0, "reference"), "dsb20261125a")
	b.disburse(400, "058", "0123456701", 200_000_00, "dsb20261125a")
	b.forward(time.Minute)
	equal(t, "once", b.balance("058", "0123456701"), before+200_000_00)
}

func TestADeadAccountFailsUnderTheCheerfulEvent(t *testing.T) {
	b := newBox(t)
	b.disburse(200, "058", deadAccount, 1_000_00, "dsb20261125b")
	b.forward(time.Minute)
	equal(t, "event", b.last().Event, "event.disbursement.completed")
	equal(t, "status", text(b.last().Data, "status"), "failed")
	b.disburse(400, "000", "0123456701", 1_000_00, "dsb20261125c")
}

func TestSourceAccounts(t *testing.T) {
	b := newBox(t)
	equal(t, "one stands from the start", text(b.call(200, "GET", "/v3/payments/disburse/source-accounts", nil), "data", 0, "id"), standingSource)
	made := b.call(200, "POST", "/v3/payments/disburse/source-accounts", obj{"app": appID, "account_number": "1234567890", "bank_code": "044", "email": "t@l.ng"})
	id := text(made, "data", "id")
	equal(t, "created", text(b.call(200, "GET", "/v3/payments/disburse/source-accounts/"+id, nil), "data", "status"), "created")
	b.forward(time.Minute)
	equal(t, "events", b.names(), "event.disburse.account.created\nevent.disburse.account.approved\nevent.disburse.account.enabled")
	b.call(400, "POST", "/v3/payments/disburse/source-accounts", obj{})
}
