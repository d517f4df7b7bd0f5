package sandbox

import (
	"encoding/json"
	"time"
)

// payment is a single payment from a bank account, without a standing permission.
type payment struct {
	ID          string          `json:"id"` // of the hosted page
	Tx          string          `json:"tx"` // of the transaction
	Reference   string          `json:"reference"`
	Amount      int64           `json:"amount"`
	Method      string          `json:"method"` // account, transfer, whatsapp
	Description string          `json:"description"`
	Customer    string          `json:"customer"`
	Institution string          `json:"institution,omitempty"`
	AuthMethod  string          `json:"auth_method,omitempty"`
	Account     string          `json:"account,omitempty"` // linked
	Redirect    string          `json:"redirect,omitempty"`
	Status      string          `json:"status"` // pending, processing, successful, failed, cancelled, abandoned
	Message     string          `json:"message,omitempty"`
	Payer       payer           `json:"payer"`
	Ends        string          `json:"ends,omitempty"`
	Fee         int64           `json:"fee"`
	Refunded    bool            `json:"refunded,omitempty"`
	Split       *splitForm      `json:"split,omitempty"`
	Meta        json.RawMessage `json:"meta,omitempty"`
	Created     time.Time       `json:"created"`
	Updated     time.Time       `json:"updated"`
}

// visible says whether verify may show the payment: before its end Mono says that there is none.
func (p payment) visible() bool { return p.Status == "successful" || p.Status == "failed" }

func (p payment) final() bool { return p.Status != "pending" && p.Status != "processing" }

type paymentForm struct {
	Amount      kobo            `json:"amount"`
	Method      string          `json:"method"`
	Description string          `json:"description"`
	Reference   string          `json:"reference"`
	Customer    party           `json:"customer"`
	Redirect    string          `json:"redirect_url"`
	Account     string          `json:"account"`
	Split       *splitForm      `json:"split"`
	Meta        json.RawMessage `json:"meta"`
	Institution *struct {
		ID     string `json:"id"`
		Method string `json:"auth_method"`
		Number string `json:"account_number"`
	} `json:"institution"`
}

func (f paymentForm) complaints(tx Tx) []field {
	bad := append(f.Customer.complaints(), f.Split.complaints(tx, int64(f.Amount))...)
	if f.Amount < leastAmount {
		bad = append(bad, field{"amount", "amount must not be less than 20000"})
	}
	if f.Description == "" {
		bad = append(bad, field{"description", "description is required"})
	}
	if message := badReference(f.Reference); message != "" {
		bad = append(bad, field{"reference", message})
	}
	if f.Redirect != "" && !isURL(f.Redirect) {
		bad = append(bad, field{"redirect_url", "redirect_url must be a URL address"})
	}
	if f.Method != "" && f.Method != "account" && f.Method != "transfer" && f.Method != "whatsapp" {
		bad = append(bad, field{"method", "method must be one of account, transfer, whatsapp"})
	}
	return bad
}

// referenceTaken says whether a payment or a debit has the reference: one name space for both.
func referenceTaken(tx Tx, reference string) bool {
	var other string
	return tx.Get("debit_ref", reference, &other) || tx.Get("payment_ref", reference, &other)
}

func (s *Server) initiateOnce(tx Tx, c call) reply {
	var f paymentForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(tx); bad != nil {
		return invalid(c.now, bad...)
	}
	if referenceTaken(tx, f.Reference) {
		return failed(c.now, 400, "Invalid reference, please retry with a unique reference")
	}
	who, known := customerFor(tx, c.now, f.Customer.ID, f.Customer.Name, f.Customer.Email)
	if !known {
		return failed(c.now, 400, "Invalid Customer Id, could not fetch customer")
	}
	p := payment{ID: "OD" + capitals(10), Tx: "txd_" + lower(24), Reference: f.Reference, Amount: int64(f.Amount), Method: either(f.Method, "account"), Description: f.Description,
		Customer: who.ID, Redirect: f.Redirect, Status: "pending", Split: f.Split, Meta: f.Meta, Created: c.now, Updated: c.now}
	if refusal, bad := p.preset(tx, c.now, f); bad {
		return refusal
	}
	tx.Put("payment", p.ID, p)
	tx.Put("payment_ref", p.Reference, p.ID)
	later(tx, c.now.Add(s.AuthoriseWait), "payment_abandoned", p.ID)
	return ok(c.now, "Payment Initiated Successfully", s.initiatedOnce(p))
}

// preset takes over a linked account or a bank that the lender names.
func (p *payment) preset(tx Tx, now time.Time, f paymentForm) (reply, bool) {
	if f.Account != "" {
		var a linked
		if !tx.Get("account", f.Account, &a) || a.Unlinked {
			return accountUnknown(), true
		}
		p.Account, p.Payer = a.ID, payer{a.NIP, a.Number}
	}
	if f.Institution != nil && f.Institution.ID != "" {
		i, known := institutionCalled(f.Institution.ID)
		if !known {
			return invalid(now, field{"institution.id", "institution is not supported"}), true
		}
		p.Institution, p.AuthMethod = i.ID, either(f.Institution.Method, i.Methods[0])
	}
	return reply{}, false
}

func (s *Server) initiatedOnce(p payment) obj {
	data := obj{"id": p.ID, "mono_url": s.PublicURL + "/pay/" + p.ID, "type": "onetime-debit", "method": p.Method, "amount": p.Amount,
		"description": p.Description, "reference": p.Reference, "customer": p.Customer, "redirect_url": p.Redirect,
		"created_at": iso(p.Created), "updated_at": iso(p.Updated), "meta": rawOr(p.Meta), "liveMode": false}
	if p.Institution != "" {
		data["institution"], data["auth_method"] = p.Institution, p.AuthMethod
	}
	if p.Split != nil {
		data["split"] = p.Split
	}
	return data
}

// pay lets the payer's bank decide. The account is linked first, as when somebody logs in.
func (s *Server) pay(tx Tx, now time.Time, p payment, from payer) payment {
	holder, _, _ := from.holder()
	p.Payer, p.Fee = from, debitFee(p.Amount)
	if p.Account == "" && p.Method == "account" {
		made := s.makeLinked(tx, now, link{Login: holder.Login, Customer: p.Customer, Institution: institutionOf(from.NIP).ID, Method: p.AuthMethod}, accountOfPayer(from))
		made.Status, made.Retrieved = "PARTIAL", []string{"identity", "balance"} // linked to pay, not to be read
		tx.Put("account", made.ID, made)
		p.Account = made.ID
	}
	how := magicAmounts[p.Amount]
	switch {
	case how.processing:
		p.Status, p.Ends, p.Updated = "processing", how.ends, now
		tx.Put("payment", p.ID, p)
		later(tx, now.Add(s.DebitWait), "payment_final", p.ID)
		return p
	case how.code != "" && how.code != "00":
		return s.endPayment(tx, now, p, how.code)
	case bankIsDown(tx, from.NIP):
		return s.endPayment(tx, now, p, "91")
	case s.fundsOf(tx, from, now) < p.Amount:
		return s.endPayment(tx, now, p, "51")
	}
	return s.endPayment(tx, now, p, "00")
}

func accountOfPayer(from payer) bankAccount { _, a, _ := from.holder(); return a }

// endPayment moves the money, or does not, and says so.
func (s *Server) endPayment(tx Tx, now time.Time, p payment, code string) payment {
	p.Status, p.Message, p.Updated = "failed", either(codeWords[code], "Transaction failed"), now
	if code == "00" {
		p.Status, p.Message = "successful", "Payment was successful"
		p.Payer.take(tx, now, p.Amount, p.Description, p.Reference)
		s.received(tx, now, receipt{Reference: p.Reference, Payment: p.ID, Amount: p.Amount, Fee: p.Fee, Payer: p.Payer, Split: p.Split})
	}
	tx.Put("payment", p.ID, p)
	s.emitPayment(tx, now, p)
	return p
}

// paymentFinal ends a payment that was processing.
func (s *Server) paymentFinal(tx Tx, at time.Time, id string) {
	var p payment
	if !tx.Get("payment", id, &p) || p.Status != "processing" {
		return
	}
	if p.Ends == "00" && s.fundsOf(tx, p.Payer, at) < p.Amount {
		p.Ends = "51"
	}
	s.endPayment(tx, at, p, p.Ends)
}

// paymentAbandoned ends a payment that nobody made within the hour.
func (s *Server) paymentAbandoned(tx Tx, at time.Time, id string) {
	var p payment
	if !tx.Get("payment", id, &p) || p.Status != "pending" {
		return
	}
	s.leave(tx, at, p, "abandoned")
}

func (s *Server) leave(tx Tx, at time.Time, p payment, status string) {
	p.Status, p.Message, p.Updated = status, "Payment was "+status, at
	tx.Put("payment", p.ID, p)
	s.emitPayment(tx, at, p)
}
