package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// emitPayment sends the event of the payment's end; it is named direct_debit although it is none.
func (s *Server) emitPayment(tx Tx, at time.Time, p payment) {
	object := obj{"_id": hashID("payment", p.ID), "id": p.Tx, "status": p.Status, "message": p.Message, "description": p.Description, "amount": p.Amount, "fee": p.Fee,
		"currency": "NGN", "liveMode": false, "customer": p.Customer, "reference": p.Reference, "verified": p.Status == "successful", "business": businessID,
		"created_at": iso(p.Created), "updated_at": iso(p.Updated), "method": p.Method, "flagged": false, "flag_reasons": nil, "held_settlement": false}
	if account := s.payingAccount(tx, p, at); account != nil {
		object["account"] = account
	}
	s.emit(tx, at, "direct_debit.payment_"+p.Status, full, obj{"type": "onetime-debit", "object": object, "app": appID, "business": businessID})
}

func (s *Server) payingAccount(tx Tx, p payment, at time.Time) obj {
	_, b, there := p.Payer.holder()
	if !there {
		return nil
	}
	i := institutionOf(b.nip)
	return obj{"status": "AVAILABLE", "linked": p.Account != "", "_id": p.Account, "name": b.owner, "accountNumber": b.number, "currency": b.currency(),
		"balance": s.balanceOf(tx, b, at), "type": b.kind, "bvn": nil, "authMethod": either(p.AuthMethod, i.Methods[0]), "liveMode": false, "app": appID,
		"institution": obj{"_id": i.ID, "name": i.Name, "bankCode": i.Code, "type": i.Type, "icon": s.PublicURL + "/sandbox/bank.svg"},
		"scope":       []string{"payments"}, "created_at": iso(p.Created), "updated_at": iso(p.Updated)}
}

// verifyPayment knows only payments that are final; for all others it says that there is none.
func (s *Server) verifyPayment(tx Tx, c call) reply {
	var id string
	var d debit
	var m mandate
	var p payment
	ref := c.PathValue("reference")
	if tx.Get("payment_ref", ref, &id) && tx.Get("payment", id, &p) && p.visible() {
		return ok(c.now, "Payment retrieved successfully", s.verifiedPayment(tx, p, c.now))
	}
	if !tx.Get("debit_ref", ref, &id) || !tx.Get("debit", id+"/"+ref, &d) || !tx.Get("mandate", id, &m) || d.Status == "processing" {
		return failed(c.now, http.StatusNotFound, "Invalid reference, payment not found")
	}
	return ok(c.now, "Payment retrieved successfully", verifiedDebit(m, d))
}

// verifiedPayment is the shape of the guide.
func (s *Server) verifiedPayment(tx Tx, p payment, now time.Time) obj {
	_, b, _ := p.Payer.holder()
	i := institutionOf(b.nip)
	return obj{"id": p.Tx, "channel": p.Method, "fee": p.Fee, "type": "onetime-debit", "status": p.Status, "amount": p.Amount, "currency": "NGN",
		"description": p.Description, "reference": p.Reference, "live_mode": false, "customer": p.Customer, "refunded": p.Refunded,
		"account": obj{"id": p.Account, "name": b.owner, "account_number": b.number, "currency": b.currency(), "balance": s.balanceOf(tx, b, now), "type": b.kind, "bvn": orNil(b.ownerBVN),
			"live_mode": false, "scope": []string{"payments"}, "institution": obj{"name": i.Name, "type": i.Type, "timeout": 50000, "available": true, "base64_icon": "",
				"scope": []string{"payments", "financial_data"}, "bank_code": i.Code}},
		"device_fingerprint": nil, "ip_address": nil, "created_at": iso(p.Created), "updated_at": iso(p.Updated), "meta": rawOr(p.Meta)}
}

// verifiedDebit is the shape of the reference, of a debit on a mandate.
func verifiedDebit(m mandate, d debit) obj {
	b := m.bank()
	data := obj{"id": hashID(d.Mandate, d.Reference), "meta": rawOr(d.Meta), "instruments": []string{},
		"channel": "mandate", "fee": d.Fee, "feeBearer": d.FeeBearer, "type": d.kind(), "status": d.Status, "amount": d.Amount,
		"currency": "NGN", "description": d.Narration, "reference": d.Reference, "liveMode": false,
		"account": obj{"name": m.AccountName, "accountNumber": m.Number, "currency": "NGN", "type": "mandate_account",
			"institution": obj{"name": b.Name, "bankCode": b.Code, "type": personal}},
		"customer": m.Customer, "refunded": d.Refunded, "created_at": iso(d.Date), "updated_at": iso(d.Updated),
		"device_fingerprint": nil, "ip_address": nil, "flag_rule_names": []string{}, "flag_reasons": []string{}, "held_settlement": false}
	d.addParts(data)
	return data
}

// listed is a payment or a debit in the list of payments.
type listed struct {
	at                        time.Time
	status, customer, account string
	body                      obj
}

// paymentsPage is how many payments a page shows; Mono's is not published.
const paymentsPage = 20

func (s *Server) listPayments(tx Tx, c call) reply {
	q := c.URL.Query()
	from, until, bad := dayRange(c)
	if bad != nil {
		return invalid(c.now, bad...)
	}
	list := slices.DeleteFunc(s.everyPayment(tx), func(x listed) bool {
		return (q.Get("status") != "" && q.Get("status") != x.status) || (q.Get("customer") != "" && q.Get("customer") != x.customer) ||
			(q.Get("account") != "" && q.Get("account") != x.account) || x.at.Before(from) || !x.at.Before(until)
	})
	slices.SortStableFunc(list, func(a, b listed) int { return b.at.Compare(a.at) })
	shown, meta := cut(s, c, list, paymentsPage)
	out := []obj{}
	for _, x := range shown {
		out = append(out, x.body)
	}
	return okMeta(c.now, "Data retrieved successfully", obj{"payments": out}, obj{"paging": meta})
}

func (s *Server) everyPayment(tx Tx) []listed {
	var list []listed
	for _, p := range all[payment](tx, "payment", "") {
		list = append(list, listed{p.Created, p.Status, p.Customer, p.Account, p.row(tx)})
	}
	for _, d := range all[debit](tx, "debit", "") {
		var m mandate
		tx.Get("mandate", d.Mandate, &m)
		list = append(list, listed{d.Date, d.Status, m.Customer, "", d.row(tx, m)})
	}
	return list
}

// row is a payment in lists of payments and of payouts.
func (p payment) row(tx Tx) obj {
	return obj{"id": p.Tx, "instruments": []string{}, "channel": p.Method, "fee": p.Fee, "fee_bearer": "business", "type": "onetime-debit", "status": p.Status,
		"amount": p.Amount, "currency": "NGN", "description": p.Description, "reference": p.Reference, "account": p.Payer.row(p.Account, p.Created),
		"customer": customerRow(tx, p.Customer, p.Created), "refunded": p.Refunded, "flag_rule_names": []string{}, "flag_reasons": []string{},
		"created_at": iso(p.Created), "updated_at": iso(p.Updated)}
}

func (d debit) row(tx Tx, m mandate) obj {
	return obj{"id": hashID(d.Mandate, d.Reference), "instruments": []string{}, "channel": "mandate", "fee": d.Fee, "fee_bearer": d.FeeBearer, "type": d.kind(), "status": d.Status,
		"amount": d.Amount, "currency": "NGN", "description": d.Narration, "reference": d.Reference, "account": cmp.Or(d.Payer, m.primary()).row("", d.Date),
		"customer": customerRow(tx, m.Customer, d.Date), "refunded": d.Refunded, "flag_rule_names": []string{}, "flag_reasons": []string{},
		"created_at": iso(d.Date), "updated_at": iso(d.Updated)}
}

func (p payer) row(linked string, at time.Time) any {
	if p.NIP == "" {
		return nil
	}
	_, a, _ := p.holder()
	i := institutionOf(p.NIP)
	b, _ := bankCalled(p.NIP)
	return obj{"id": either(linked, hashID("account", p.NIP, p.Number)), "name": a.owner, "account_number": p.Number, "currency": "NGN",
		"institution": obj{"id": either(i.ID, hashID("bank", p.NIP)), "name": either(i.Name, b.Name), "type": personal}, "created_at": iso(at), "updated_at": iso(at)}
}

func customerRow(tx Tx, id string, at time.Time) any {
	var who customer
	if !tx.Get("customer", id, &who) {
		return nil
	}
	return obj{"id": who.ID, "name": who.called(), "created_at": iso(at), "updated_at": iso(at)}
}
