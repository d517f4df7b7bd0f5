package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// borrower makes the customer of a person, as mandates need it.
func (b *box) borrower(login string) string {
	b.Helper()
	p, _ := personCalled(login)
	made := b.call(201, "POST", "/v2/customers", obj{"email": p.Email, "first_name": p.First, "last_name": p.Last, "address": p.Address, "phone": p.Phone, "identity": obj{"type": "bvn", "number": p.BVN}})
	return text(made, "data", "id")
}

func mandateBodyFor(customer, ref string) obj {
	return obj{"type": "recurring-debit", "method": "mandate", "mandate_type": "emandate", "debit_type": "variable", "amount": 300_000_00, "description": "Repayments",
		"reference": ref, "customer": obj{"id": customer}, "redirect_url": "https://lender.example.ng/done", "start_date": "2026-11-25", "end_date": "2027-11-25", "meta": obj{"loan": "7"}}
}

// hosted authorises a mandate on the account of a person and gives its id; it is approved, not ready.
func (b *box) hosted(login, bankCode, number, ref string) string {
	b.Helper()
	body := mandateBodyFor(b.borrower(login), ref)
	body["bank_code"], body["account_number"] = bankCode, number
	made := b.call(200, "POST", "/v2/payments/initiate", body)
	page := text(made, "data", "mono_url")
	b.browse(page, nil)
	resp, _ := b.browse(page+"/sent", url.Values{})
	if !strings.HasPrefix(resp.Header.Get("Location"), "https://lender.example.ng/done?reference="+ref+"&status=successful") {
		b.Fatalf("the browser went to %q (%d)", resp.Header.Get("Location"), resp.StatusCode)
	}
	b.forward(time.Minute)
	return text(made, "data", "mandate_id")
}

func (b *box) readyMandate(login, bankCode, number, ref string) string {
	id := b.hosted(login, bankCode, number, ref)
	b.forward(25 * time.Hour)
	b.names()
	return id
}

func TestAMandateFromPageToReady(t *testing.T) {
	b := newBox(t)
	id := b.hosted("adaeze.okonkwo", "058", "0123456701", "ln0042mandate01")
	created := b.events[0]
	equal(t, "events", b.names(), "events.mandates.created\nevents.mandates.approved")
	equal(t, "created", text(created.Data, "status"), "initiated")
	equal(t, "account", text(created.Data, "account_name"), "ADAEZE NGOZI OKONKWO")
	equal(t, "the bank lies flat", text(created.Data, "bank_code"), "058")

	m := b.call(200, "GET", "/v3/payments/mandates/"+id, nil)
	equal(t, "approved", at(m, "data", "approved"), any(true))
	equal(t, "not ready", at(m, "data", "ready_to_debit"), any(false))
	equal(t, "the bank is nested", text(m, "data", "institution", "nip_code"), "000013")
	equal(t, "end in Lagos", text(m, "data", "end_date"), "2027-11-25T22:59:59.999Z")
	equal(t, "by reference", text(b.call(200, "GET", "/v3/payments/mandates/ln0042mandate01", nil), "data", "id"), id)
	equal(t, "too early", text(b.call(400, "POST", "/v3/payments/mandates/"+id+"/debit", obj{"amount": 20_000_00, "reference": "rp20261125a1", "narration": "n"}), "message"), "Mandate is not ready for debiting")

	b.forward(24 * time.Hour)
	equal(t, "event", b.names(), "events.mandates.ready")
	equal(t, "ready", at(b.call(200, "GET", "/v3/payments/mandates/"+id, nil), "data", "ready_to_debit"), any(true))
	b.forward(366 * 24 * time.Hour)
	equal(t, "event", b.names(), "events.mandates.expired")
	equal(t, "expired", text(b.call(200, "GET", "/v3/payments/mandates/"+id, nil), "data", "status"), "expired")
}

func TestNoMandateIsReadyOnAWeekend(t *testing.T) {
	s := New(Config{})
	friday := time.Date(2026, 11, 27, 14, 30, 0, 0, lagos)
	equal(t, "approved on Friday", s.readyAt(friday).In(lagos).Format("Mon 15:04"), "Mon 14:30")
	equal(t, "approved on Saturday", s.readyAt(friday.AddDate(0, 0, 1)).In(lagos).Format("Mon 15:04"), "Mon 14:30")
	equal(t, "approved on Tuesday", s.readyAt(friday.AddDate(0, 0, 4)).In(lagos).Format("Mon 15:04"), "Wed 14:30")
	quick := New(Config{MandateWait: 5 * time.Second})
	equal(t, "a short wait", quick.readyAt(friday.AddDate(0, 0, 1)).In(lagos).Format("Mon"), "Sat")
}

func TestTheAccountCanBeChosenOnThePage(t *testing.T) {
	b := newBox(t)
	made := b.call(200, "POST", "/v2/payments/initiate", mandateBodyFor(b.borrower("hauwa.ibrahim"), "ln0042mandate02"))
	page := text(made, "data", "mono_url")
	_, text1 := b.browse(page, nil)
	for _, want := range []string{"Zenith", "Access Bank", "₦300,000", "Another account"} {
		if !strings.Contains(text1, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	resp, _ := b.browse(page+"/sent", url.Values{})
	equal(t, "sent without an account", resp.StatusCode, 422)
	resp, wrong := b.browse(page+"/account", url.Values{"account": {"other"}, "bank": {"058"}, "account_number": {"0123456701"}})
	if resp.StatusCode != 422 || !strings.Contains(wrong, "does not match") {
		t.Error("the account of somebody else was taken")
	}
	_, text2 := b.browse(page+"/account", url.Values{"account": {"000015:2087654303"}})
	if !strings.Contains(text2, "I have sent ₦50") {
		t.Error("no button after the choice")
	}
	b.forward(time.Second)
	equal(t, "event", b.names(), "events.mandates.created")
	resp, _ = b.browse(page+"/decline", url.Values{})
	if !strings.Contains(resp.Header.Get("Location"), "status=failed") {
		t.Errorf("went to %q", resp.Header.Get("Location"))
	}
	b.forward(time.Second)
	equal(t, "event", b.names(), "events.mandate.action.cancel")
	equal(t, "status", text(b.call(200, "GET", "/v3/payments/mandates/ln0042mandate02", nil), "data", "status"), "cancelled")
}

func TestAnHourWithoutTheTransferCancels(t *testing.T) {
	b := newBox(t)
	b.call(200, "POST", "/v2/payments/initiate", mandateBodyFor(b.borrower("adaeze.okonkwo"), "ln0042mandate03"))
	b.forward(59 * time.Minute)
	equal(t, "still waiting", b.names(), "")
	b.forward(2 * time.Minute)
	equal(t, "event", b.names(), "events.mandate.action.cancel")
}

func TestCreateMandateApprovesItself(t *testing.T) {
	b := newBox(t)
	body := mandateBodyFor(b.borrower("adaeze.okonkwo"), "ln0042mandate04")
	body["customer"], body["bank_code"], body["account_number"] = body["customer"].(obj)["id"], "058", "0123456701"
	made := b.call(200, "POST", "/v3/payments/mandates", body)
	equal(t, "status", text(made, "data", "status"), "initiated")
	if _, is := at(made, "data", "transfer_destinations", 0, "account_number").(float64); !is {
		t.Error("destinations' numbers are numbers")
	}
	b.forward(time.Minute)
	equal(t, "events", b.names(), "events.mandates.created\nevents.mandates.approved")
	body["reference"], body["mandate_type"] = "ln0042mandate05", "sweep"
	b.call(400, "POST", "/v3/payments/mandates", body)
}

func TestPauseReinstateCancel(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate06")
	path := "/v3/payments/mandates/" + id
	equal(t, "reinstate of an active one", text(b.call(400, "PATCH", path+"/reinstate", nil), "response_code"), "400")
	equal(t, "status word", text(b.call(200, "PATCH", path+"/pause", nil), "status"), "success")
	b.call(400, "PATCH", path+"/pause", nil)
	b.call(400, "GET", path+"/balance-inquiry?amount=100000", nil)
	b.call(400, "POST", path+"/debit", obj{"amount": 20_000_00, "reference": "rp20261125a2", "narration": "n"})
	b.call(200, "PATCH", path+"/reinstate", nil)
	b.call(200, "GET", path+"/balance-inquiry?amount=100000", nil)
	b.call(200, "PATCH", path+"/cancel", nil)
	equal(t, "cancel is final", text(b.call(400, "PATCH", path+"/reinstate", nil), "response_code"), "50")
	b.forward(time.Second)
	equal(t, "events", b.names(), "events.mandate.action.pause\nevents.mandate.action.reinstate\nevents.mandate.action.cancel")
}

func TestWhatMandatesRefuse(t *testing.T) {
	b := newBox(t)
	who := b.borrower("adaeze.okonkwo")
	for name, change := range map[string]obj{
		"amount": {"amount": 100}, "start_date": {"start_date": "2026-11-24"}, "end_date": {"end_date": "2026-11-25"},
		"reference": {"reference": "short"}, "mandate_type": {"mandate_type": "signed"}, "debit_type": {"debit_type": "now"},
	} {
		body := mandateBodyFor(who, "ln0042mandate07")
		for k, v := range change {
			body[k] = v
		}
		equal(t, name, text(b.call(400, "POST", "/v2/payments/initiate", body), "data", 0, "field"), name)
	}
	body := mandateBodyFor(who, "ln0042mandate08")
	body["bank_code"], body["account_number"] = "044", "0745612309" // Rotimi's
	equal(t, "names", text(b.call(400, "POST", "/v2/payments/initiate", body), "message"), "Customer name does not match the account name")
	b.call(400, "POST", "/v2/payments/initiate", mandateBodyFor("nobody", "ln0042mandate09"))
	b.call(200, "POST", "/v2/payments/initiate", mandateBodyFor(who, "ln0042mandate10"))
	equal(t, "reference", text(b.call(400, "POST", "/v2/payments/initiate", mandateBodyFor(who, "ln0042mandate10")), "message"), "Mandate reference already exists")
	equal(t, "unknown", text(b.call(404, "GET", "/v3/payments/mandates/mmc_nobody", nil), "response_code"), "404")
}
