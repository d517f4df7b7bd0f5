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

func TestScheduledDisbursement(t *testing.T) {
	b := newBox(t)
	const base = "/v3/payments/disburse/disbursements"
	made := b.call(200, "POST", base, obj{"reference": "batch0001", "source": "mandate", "account": standingSource, "type": "scheduled", "total_amount": 0, "description": "May"})
	equal(t, "created", text(made, "data", "status"), "created")
	path := base + "/" + text(made, "data", "id")
	b.call(400, "POST", path+"/transition", obj{"action": "trigger"})
	added := b.call(200, "POST", path+"/distributions", obj{"distribution": []obj{
		{"recipient_email": "a@b.ng", "bank_code": "058", "account_number": "0123456701", "amount": 1_000_00, "narration": "x", "reference": "d1"},
		{"recipient_email": "a@b.ng", "account": obj{"bank_code": "044", "account_number": "0690012302"}, "amount": "200000", "narration": "y"},
		{"bank_code": "058", "account_number": deadAccount, "amount": 1_000_00, "narration": "z", "reference": "d3"}}})
	equal(t, "valid", figure(added, "data", "summary", "valid"), 2)
	equal(t, "invalid", figure(added, "data", "summary", "invalid"), 1)
	equal(t, "resolved", text(added, "data", "valid_accounts", 0, "account_name"), "ADAEZE NGOZI OKONKWO")
	b.call(200, "PUT", path+"/distributions/d1/update", obj{"distribution": []obj{{"amount": 3_000_00}}})
	b.call(200, "PATCH", path+"/distributions/d1", obj{"narration": "changed"})
	equal(t, "changed", text(b.call(200, "GET", path+"/distributions/d1", nil), "data", "narration"), "changed")
	b.call(200, "DELETE", path+"/distributions/"+text(added, "data", "valid_accounts", 1, "id"), nil)
	got := b.call(200, "GET", path, nil)
	equal(t, "ready", text(got, "data", "status"), "ready")
	equal(t, "total", figure(got, "data", "total_amount"), 3_000_00)
	b.call(200, "POST", path+"/transition", obj{"action": "trigger"})
	b.call(400, "DELETE", path+"/distributions/d1", nil)
	b.clock = b.clock.Add(time.Second)
	equal(t, "under way", text(b.call(200, "GET", path, nil), "data", "status"), "secured")
	b.forward(time.Minute)
	equal(t, "done", text(b.call(200, "GET", path, nil), "data", "status"), "successful")
	other := b.call(200, "POST", base, obj{"reference": "batch0002", "source": "wallet", "type": "scheduled", "total_amount": 0, "description": "June"})
	b.call(200, "POST", base+"/"+text(other, "data", "id")+"/transition", obj{"action": "cancel"})
	b.forward(time.Second)
	equal(t, "cancelled", b.last().Event, "event.disbursement.cancelled")
	b.call(200, "PUT", "/v3/payments/disburse/source-accounts/"+standingSource, obj{"status": "disabled"})
	b.disburse(400, "058", "0123456701", 1_000_00, "dsb20261125z")
}
