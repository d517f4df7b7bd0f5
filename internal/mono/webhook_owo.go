package mono

import "strings"

// OwoLinked: a customer finished the link in the chat, or ended it; Linked says which.
type OwoLinked struct {
	EventHeader
	Linked      bool
	Beneficiary OwoBeneficiary // ID and Phone alone when it ended
}

// OwoFundRequestReported: a request for money was created, approved, is processing or active, was completed or expired;
// Request.Status says which. Only created names the request's reference and amount: match the others by its id.
type OwoFundRequestReported struct {
	EventHeader
	Request OwoFundRequest
}

// OwoPaymentReported: a payment of a request was successful, or failed after all repeats; Payment.Status says which.
type OwoPaymentReported struct {
	EventHeader
	Payment OwoPayment
}

var owoEvents = map[string]reader{
	"owo.beneficiary.linked":     event(owoLinked),
	"owo.beneficiary.unlinked":   event(owoLinked),
	"owo.fundrequest.created":    event(owoFundRequestReported),
	"owo.fundrequest.approved":   event(owoFundRequestReported),
	"owo.fundrequest.processing": event(owoFundRequestReported),
	"owo.fundrequest.active":     event(owoFundRequestReported),
	"owo.fundrequest.completed":  event(owoFundRequestReported),
	"owo.fundrequest.expired":    event(owoFundRequestReported),
	"owo.payment.successful":     event(owoPaymentReported),
	"owo.payment.failed":         event(owoPaymentReported),
}

func owoLinked(h EventHeader, b OwoBeneficiary) (Event, error) {
	b.Raw = h.Raw
	return OwoLinked{EventHeader: h, Linked: h.Event == "owo.beneficiary.linked", Beneficiary: b}, need(h.Event, "data.id", b.ID)
}

func owoFundRequestReported(h EventHeader, r OwoFundRequest) (Event, error) {
	r.Raw, r.Status = h.Raw, or(r.Status, OwoStatus(lastWord(h.Event)))
	return OwoFundRequestReported{EventHeader: h, Request: r}, need(h.Event, "data.id", r.ID)
}

func owoPaymentReported(h EventHeader, p OwoPayment) (Event, error) {
	p.Raw, p.Status = h.Raw, or(p.Status, OwoStatus(lastWord(h.Event)))
	return OwoPaymentReported{EventHeader: h, Payment: p}, need(h.Event, "data.id", p.ID)
}

func lastWord(event string) string { return event[strings.LastIndexByte(event, '.')+1:] }
