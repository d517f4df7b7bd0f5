package sandbox

import "time"

// receipt is money that Mono has collected for the business and owes it.
type receipt struct {
	Reference string     `json:"reference"`
	Payment   string     `json:"payment,omitempty"` // single payment
	Mandate   string     `json:"mandate,omitempty"` // or debit
	Amount    int64      `json:"amount"`
	Fee       int64      `json:"fee"`
	Payer     payer      `json:"payer"`
	Split     *splitForm `json:"split,omitempty"`
	At        time.Time  `json:"at"`
	Direct    bool       `json:"direct,omitempty"` // paid out at once to a beneficiary
	Refunded  bool       `json:"refunded,omitempty"`
	Disputed  bool       `json:"disputed,omitempty"`
}

func receiptOf(m mandate, d debit, collected int64) receipt {
	return receipt{Reference: d.Reference, Mandate: m.ID, Amount: collected, Fee: d.Fee, Payer: d.Payer, Split: d.Split, Direct: d.To != nil}
}

// received writes the receipt down under its day, which is paid out on the next working day.
func (s *Server) received(tx Tx, now time.Time, r receipt) {
	r.At = now
	day := ymd(now)
	tx.Put("receipt", r.Reference, r)
	if !r.Direct {
		tx.Put("receipt_day", day+"/"+r.Reference, r.Reference)
		s.planPayout(tx, now)
	}
}

// takenBack is money that leaves the payout of a day again: a refund or a reversal.
type takenBack struct {
	Reference string `json:"reference"`
	Amount    int64  `json:"amount"`
}

// giveBack moves the money of a receipt to the payer and takes it from the day's payout.
func (s *Server) giveBack(tx Tx, now time.Time, r receipt, narration string) {
	r.Payer.give(tx, now, r.Amount, narration, r.Reference)
	r.Refunded = true
	tx.Put("receipt", r.Reference, r)
	s.markRefunded(tx, r)
	tx.Put("taken_back", ymd(now)+"/"+r.Reference, takenBack{r.Reference, r.Amount})
	s.planPayout(tx, now)
}

// markRefunded says at the payment or the debit that the money went back. What a mandate has
// collected stays collected: Mono does not say that it is given back.
func (s *Server) markRefunded(tx Tx, r receipt) {
	var p payment
	var d debit
	if r.Payment != "" && tx.Get("payment", r.Payment, &p) {
		p.Refunded = true
		tx.Put("payment", p.ID, p)
	}
	if r.Mandate != "" && tx.Get("debit", r.Mandate+"/"+r.Reference, &d) {
		d.Refunded = true
		s.saveDebit(tx, d)
	}
}

// refundPayment gives a whole payment back, from the payout to come or from the wallet.
func (s *Server) refundPayment(tx Tx, c call) reply {
	var f struct {
		Reference string `json:"reference"`
		Source    string `json:"source"`
	}
	var r receipt
	c.decode(&f)
	switch {
	case f.Reference == "":
		return invalid(c.now, field{"reference", "reference is required"})
	case f.Source != "" && f.Source != "wallet" && f.Source != "pending_payout":
		return invalid(c.now, field{"source", "source must be one of wallet, pending_payout"})
	case !tx.Get("receipt", f.Reference, &r):
		return failed(c.now, 404, "Invalid reference, payment not found")
	case r.Refunded:
		return failed(c.now, 400, "payment has already been refunded.")
	}
	if refusal, short := s.refundSource(tx, c.now, f.Source, r.Amount); short {
		return refusal
	}
	s.giveBack(tx, c.now, r, "REFUND "+r.Reference)
	b, _ := bankCalled(r.Payer.NIP)
	_, a, _ := r.Payer.holder()
	return ok(c.now, "Refunded payment successfully", obj{"id": hashID("refund", r.Reference), "reference": r.Reference, "refunded": true, "refunded_amount": r.Amount,
		"beneficiary": obj{"name": a.owner, "bank_name": b.Name, "bank_code": b.Code, "account_number": r.Payer.Number}})
}

// refundSource checks that there is enough to give back.
func (s *Server) refundSource(tx Tx, now time.Time, source string, amount int64) (reply, bool) {
	if w := s.walletOf(tx); source == "wallet" && w.Enforced {
		if w.Balance < amount {
			return failed(now, 402, "Insufficient funds in wallet to refund this payment"), true
		}
		w.Balance -= amount
		tx.Put("setting", "wallet", w)
	}
	if source != "wallet" && s.pendingPayouts(tx) < amount {
		return failed(now, 400, "Insufficient pending payout to refund this payment"), true
	}
	return reply{}, false
}

// disputeReceipt is the payer who goes to the bank: a success is not the end.
func (s *Server) disputeReceipt(tx Tx, now time.Time, reference string) bool {
	var r receipt
	if !tx.Get("receipt", reference, &r) || r.Disputed || r.Refunded {
		return false
	}
	r.Disputed = true
	tx.Put("receipt", r.Reference, r)
	s.emit(tx, now, "mono.transaction.dispute_initiated", inner, obj{"reference": r.Reference, "amount": text10(r.Amount), "app": appID, "business": businessID})
	return true
}

// reverseReceipt is the bank that takes the money back.
func (s *Server) reverseReceipt(tx Tx, now time.Time, reference string) bool {
	var r receipt
	if !tx.Get("receipt", reference, &r) || r.Refunded {
		return false
	}
	s.giveBack(tx, now, r, "REVERSAL "+r.Reference)
	s.emit(tx, now, "mono.transaction.reversal_completed", inner, obj{"reference": r.Reference, "amount": text10(r.Amount), "app": appID, "business": businessID})
	return true
}
