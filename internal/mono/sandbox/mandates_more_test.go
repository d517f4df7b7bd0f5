package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// mandateFor makes a customer and a mandate with the fields given, and the answer to its creation.
func (b *box) mandateFor(want int, login string, more obj) obj {
	b.Helper()
	p, _ := personCalled(login)
	made := b.call(201, "POST", "/v2/customers", obj{"email": letters(6) + p.Email, "first_name": p.First, "last_name": p.Last + " " + letters(4), "address": p.Address,
		"phone": p.Phone, "identity": obj{"type": "bvn", "number": p.BVN}})
	form := obj{"amount": 500_000_00, "debit_type": "variable", "mandate_type": "emandate", "description": "Loan", "reference": strings.ToLower(letters(14)),
		"customer": text(made, "data", "id"), "start_date": ymd(b.clock), "end_date": ymd(b.clock.AddDate(1, 0, 0)), "bank_code": "058", "account_number": p.accounts[0].number}
	if p.accounts[0].nip != "000013" {
		at, _ := bankCalled(p.accounts[0].nip)
		form["bank_code"] = at.Code
	}
	for k, v := range more {
		form[k] = v
	}
	path := "/v3/payments/mandates"
	if form["type"] == "recurring-debit" {
		path = "/v2/payments/initiate"
		form["customer"] = obj{"id": form["customer"]}
	}
	return b.call(want, "POST", path, form)
}

func (b *box) debitOf(want int, mandate string, amount int64) obj {
	b.Helper()
	return b.call(want, "POST", "/v3/payments/mandates/"+mandate+"/debit", obj{"amount": amount, "reference": strings.ToLower(letters(14)), "narration": "Repayment"})
}

func TestMagicMandates(t *testing.T) {
	for _, c := range []struct{ number, status, event string }{
		{"1000000001", "rejected", "events.mandates.rejected"},
		{"1000000002", "cancelled", "events.mandate.action.cancel"},
		{"1000000003", "approved", "events.mandates.approved"},
		{"1000000091", "approved", "events.mandates.ready"},
	} {
		b := newBox(t)
		id := text(b.mandateFor(200, "adaeze.okonkwo", obj{"account_number": c.number}), "data", "id")
		b.forward(25 * time.Hour)
		equal(t, c.number, b.last().Event, c.event)
		equal(t, c.number, text(b.call(200, "GET", "/v3/payments/mandates/"+id, nil), "data", "status"), c.status)
	}
}

func TestMagicAccountFailsUntilTheBankKnowsIt(t *testing.T) {
	b := newBox(t)
	id := text(b.mandateFor(200, "adaeze.okonkwo", obj{"account_number": "1000000005"}), "data", "id")
	b.forward(25 * time.Hour)
	equal(t, "first", text(b.debitOf(400, id, 1_000_00), "response_code"), "05")
	b.forward(4 * 24 * time.Hour)
	equal(t, "days later", text(b.debitOf(200, id, 1_000_00), "response_code"), "00")
}

func TestSelfieMandate(t *testing.T) {
	b := newBox(t)
	made := b.mandateFor(200, "adaeze.okonkwo", obj{"verification_method": "selfie_verification"})
	if at(made, "data", "transfer_destinations") != nil {
		t.Error("a selfie needs no transfer")
	}
	page := strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL)
	b.browse(page+"/face", url.Values{"face": {"other"}})
	equal(t, "not yet", text(b.call(200, "GET", "/v3/payments/mandates/"+text(made, "data", "id"), nil), "data", "status"), "initiated")
	b.browse(page+"/face", url.Values{"face": {"own"}})
	b.forward(time.Second)
	equal(t, "events", b.names(), "events.mandates.created\nevents.mandates.approved")
}

func TestMandateByOneTimeCode(t *testing.T) {
	b := newBox(t)
	made := b.mandateFor(200, "adaeze.okonkwo", obj{"verification_method": "otp_verification"})
	session := text(made, "data", "otp_destinations", "session")
	equal(t, "no id yet", text(made, "data", "id"), "")
	const path = "/v3/payments/mandates/verify/otp"
	b.call(400, "POST", path, obj{"session": session, "otp": "123456"})
	b.call(200, "POST", path, obj{"session": session, "method": "email"})
	b.call(400, "POST", path, obj{"session": session, "otp": "000000"})
	done := b.call(200, "POST", path, obj{"session": session, "otp": "123456"})
	equal(t, "ready at once", at(done, "data", "ready_to_debit"), any(true))
	equal(t, "debits", text(b.debitOf(200, text(done, "data", "id"), 1_000_00), "data", "status"), "successful")
	late := b.mandateFor(200, "hauwa.ibrahim", obj{"verification_method": "otp_verification"})
	session = text(late, "data", "otp_destinations", "session")
	b.call(200, "POST", path, obj{"session": session, "method": "email"})
	b.forward(2 * time.Minute)
	equal(t, "a code lives a minute", text(b.call(400, "POST", path, obj{"session": session, "otp": "123456"}), "message"), "OTP has expired")
}

// sweepOf makes a ready sweep mandate on hauwa's two accounts.
func sweepOf(b *box, partial bool) string {
	b.Helper()
	made := b.mandateFor(200, "hauwa.ibrahim", obj{"type": "recurring-debit", "method": "mandate", "mandate_type": "gsm", "allow_partial_sweep": partial, "amount": 9_000_000_00})
	equal(b.T, "gsm becomes sweep", text(made, "data", "mandate_type"), "sweep")
	b.browse(strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL)+"/sent", url.Values{})
	b.forward(25 * time.Hour)
	b.names()
	return text(made, "data", "mandate_id")
}

func TestSweepTakesTheAccountThatCovers(t *testing.T) {
	b := newBox(t)
	id := sweepOf(b, false)
	got := b.call(200, "GET", "/v3/payments/mandates/"+id, nil)
	equal(t, "linked", figure(got, "data", "total_linked_mandates"), 1)
	equal(t, "linked ready", at(got, "data", "linked_mandates", 0, "ready_to_debit"), any(true))
	first, second := b.balance("057", "2087654303"), b.balance("044", "0731198803")
	if first == second {
		t.Fatal("the accounts hold the same")
	}
	asked := (max(first, second) + min(first, second)) / 200 * 100
	paid := b.debitOf(200, id, asked)
	equal(t, "the whole", text(paid, "data", "status"), "successful")
	want := "0731198803"
	if first >= asked {
		want = "2087654303"
	}
	equal(t, "from the one that covers it", text(paid, "data", "account_details", "account_number"), want)
	equal(t, "all or nothing", text(b.debitOf(400, id, first+second), "response_code"), "51")
}

func TestPartialSweepCollectsWhatThereIs(t *testing.T) {
	b := newBox(t)
	id := sweepOf(b, false)
	toggled := b.call(200, "PATCH", "/v3/payments/mandates/"+id+"/partial-sweep/toggle", nil)
	equal(t, "on", at(toggled, "data", "allow_partial_sweep"), any(true))
	asked := b.balance("057", "2087654303") + b.balance("044", "0731198803") + 5_000_00
	started := b.debitOf(200, id, asked)
	equal(t, "first processing", text(started, "response_code"), "01")
	b.forward(time.Minute)
	names := b.names()
	if strings.Count(names, "events.mandates.debit_attempt.successful") != 2 || !strings.HasSuffix(names, "events.mandates.debit.partial_debit_successful") {
		t.Errorf("events %s", names)
	}
	got := b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits/"+text(started, "data", "reference_number"), nil)
	equal(t, "status", text(got, "data", "status"), "partial-debit-successful")
	equal(t, "sum", figure(got, "data", "collected_amount")+figure(got, "data", "pending_amount"), asked)
}

func fixedOf(more obj) obj {
	form := obj{"debit_type": "fixed", "amount": 30_000_00, "frequency": "monthly", "retrial_frequency": 2, "grace_period": "2", "minimum_due": 5_000_00, "initial_debit_date": "2026-11-30", "initial_debit_amount": 10_000_00}
	for k, v := range more {
		form[k] = v
	}
	return form
}

func TestFixedMandateDebitsByItself(t *testing.T) {
	b := newBox(t)
	id := text(b.mandateFor(200, "adaeze.okonkwo", fixedOf(nil)), "data", "id")
	b.forward(40 * 24 * time.Hour)
	list := at(b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits", nil), "data").([]any)
	if len(list) != 2 {
		t.Fatalf("%d debits", len(list))
	}
	equal(t, "first", figure(list[1], "amount"), 10_000_00)
	equal(t, "first on its day at nine", text(list[1], "date"), "2026-11-30T08:00:00.000Z")
	equal(t, "second a month later", text(list[0], "date"), "2026-12-30T08:00:00.000Z")
	equal(t, "kind", text(list[0], "type"), "fixed-debit")
	b.debitOf(400, id, 1_000_00)
	b.mandateFor(400, "hauwa.ibrahim", fixedOf(obj{"retrial_frequency": 9, "frequency": "now and then", "initial_debit_date": "2026-11-25"}))
}

func TestFixedMandateTriesTheMinimum(t *testing.T) {
	b := newBox(t)
	// A made-up account holds ₦10,000 for ever.
	id := text(b.mandateFor(200, "adaeze.okonkwo", fixedOf(obj{"account_number": "5555555555", "initial_debit_amount": 0})), "data", "id")
	b.forward(6 * 24 * time.Hour)
	list := at(b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits", nil), "data").([]any)
	equal(t, "one try, two more, and the minimum", len(list), 4)
	equal(t, "the minimum", figure(list[0], "amount")+figure(list[1], "amount"), 35_000_00)
}
