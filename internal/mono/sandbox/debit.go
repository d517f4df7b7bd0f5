package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// debit is one collection on a mandate.
type debit struct {
	Mandate   string          `json:"mandate"`
	Reference string          `json:"reference"`
	Amount    int64           `json:"amount"`
	Status    string          `json:"status"` // successful, processing, failed
	Code      string          `json:"code"`
	Message   string          `json:"message"`
	Ends      string          `json:"ends,omitempty"` // code in which a processing debit will end
	Narration string          `json:"narration"`
	FeeBearer string          `json:"fee_bearer"`
	Fee       int64           `json:"fee"`
	Session   string          `json:"session"`
	Date      time.Time       `json:"date"`
	Updated   time.Time       `json:"updated"`
	Meta      json.RawMessage `json:"meta,omitempty"`
}

type debitForm struct {
	Amount      kobo            `json:"amount"`
	Reference   string          `json:"reference"`
	Narration   string          `json:"narration"`
	FeeBearer   string          `json:"fee_bearer"`
	Beneficiary json.RawMessage `json:"beneficiary"`
	Meta        json.RawMessage `json:"meta"`
}

// codeWords says what a response code means where the sandbox itself uses it.
var codeWords = map[string]string{
	"00": "Account debited successfully.", "01": "Transaction is in processing state, please wait for the final state webhook before giving value",
	"05": "Do not honor", "06": "Dormant account", "09": "Request processing in progress", "25": "Unable to locate record", "51": "Insufficient funds",
	"57": "Transaction not permitted to sender", "61": "Transfer limit exceeded", "63": "Security violation", "65": "Exceeds withdrawal frequency",
	"68": "Response received too late", "91": "Beneficiary bank not available", "96": "System malfunction", "97": "Timeout waiting for response from destination",
	"99": "Transaction is processing",
}

// debitFee is the fee of a successful debit in kobo: ₦55 up to ₦20,000, above it 1 % and at most ₦1,000.
func debitFee(amount int64) int64 {
	if amount <= 20_000_00 {
		return 55_00
	}
	return min(amount/100, 1_000_00)
}

// mayDebit is what stands before the bank is asked: the mandate, then the amount, then the account's day.
func (s *Server) mayDebit(tx Tx, now time.Time, m mandate, amount int64) (reply, bool) {
	refuse := func(message string) (reply, bool) { return refused(now, 400, "400", message), false }
	switch {
	case m.DebitType != "variable":
		return refuse("Debits of a fixed mandate are made by its schedule")
	case m.final():
		return refuse("Mandate is " + m.Status)
	case m.Paused:
		return refuse("Mandate is paused")
	case !m.Ready:
		return refuse("Mandate is not ready for debiting")
	case now.Before(m.Start):
		return refuse("Mandate has not started")
	case amount < leastAmount:
		return refuse("Amount must not be less than NGN 200")
	case amount > mostDebit:
		return refuse("Amount is above the limit of a debit")
	case amount > m.Amount-m.Collected:
		return refuse("Amount is above the remaining balance of the mandate")
	}
	if until, locked := lockedUntil(tx, m, now); locked {
		return refused(now, 429, "429", "You have been rate-limited for this mandate. No further attempts can be made on this account until "+until), false
	}
	return reply{}, true
}

func (s *Server) createDebit(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	if !found {
		return refused(c.now, 404, "404", "Mandate not found")
	}
	var f debitForm
	if !c.decode(&f) {
		return refused(c.now, 400, "30", "Invalid payload")
	}
	if message := badReference(f.Reference); message != "" {
		return invalid(c.now, field{"reference", message})
	}
	if f.Narration == "" {
		return invalid(c.now, field{"narration", "narration is required"})
	}
	var other string
	if tx.Get("debit_ref", f.Reference, &other) {
		return refused(c.now, 400, "94", "Duplicate transaction, please retry with a unique reference")
	}
	if refusal, may := s.mayDebit(tx, c.now, m, int64(f.Amount)); !may {
		return refusal
	}
	d := debit{Mandate: m.ID, Reference: f.Reference, Amount: int64(f.Amount), Narration: f.Narration,
		FeeBearer: either(f.FeeBearer, m.FeeBearer), Date: c.now, Updated: c.now, Meta: f.Meta, Session: "999999" + c.now.In(lagos).Format("060102150405") + digits(12)}
	tx.Put("debit_ref", d.Reference, m.ID)
	return s.askBank(tx, c.now, m, d)
}

// askBank lets the simulated bank decide and answers as Mono would.
func (s *Server) askBank(tx Tx, now time.Time, m mandate, d debit) reply {
	how := s.outcome(tx, now, m, d.Amount)
	switch {
	case how.processing:
		d.Status, d.Code, d.Message, d.Ends = "processing", how.code, codeWords["01"], how.ends
		s.saveDebit(tx, d)
		s.emitDebit(tx, now, m, d)
		later(tx, now.Add(s.DebitWait), "debit_final", d.Mandate+"/"+d.Reference)
	case how.code == "00":
		d = s.settleDebit(tx, now, m, d)
	default:
		d = s.failDebit(tx, now, m, d, how.code)
		return refused(now, 400, d.Code, d.Message)
	}
	answer := ok(now, d.Message, debitReply(m, d)).with("response_code", d.Code)
	answer.drop = how.drop
	return answer
}

func (s *Server) settleDebit(tx Tx, now time.Time, m mandate, d debit) debit {
	d.Status, d.Code, d.Message, d.Fee, d.Updated = "successful", "00", codeWords["00"], debitFee(d.Amount), now
	if _, a, there := accountNumbered(m.NIP, m.Number); there {
		addEffect(tx, a, effect{At: now, Amount: d.Amount, Narration: tidy(a.style.debit, d.Narration), Reference: d.Reference})
	}
	m.Collected += d.Amount
	tx.Put("mandate", m.ID, m)
	countAttempt(tx, m, now, d.Code)
	s.saveDebit(tx, d)
	s.emitDebit(tx, now, m, d)
	return d
}

func (s *Server) failDebit(tx Tx, now time.Time, m mandate, d debit, code string) debit {
	d.Status, d.Code, d.Message, d.Updated = "failed", code, either(codeWords[code], "Transaction failed"), now
	countAttempt(tx, m, now, code)
	s.saveDebit(tx, d)
	s.emitDebit(tx, now, m, d)
	return d
}

// debitFinal ends a debit that was processing.
func (s *Server) debitFinal(tx Tx, at time.Time, of string) {
	var d debit
	var m mandate
	if !tx.Get("debit", of, &d) || !tx.Get("mandate", d.Mandate, &m) || d.Status != "processing" {
		return
	}
	if d.Ends == "00" && s.funds(tx, m, at) >= d.Amount {
		s.settleDebit(tx, at, m, d)
		return
	}
	if d.Ends == "00" {
		d.Ends = "51"
	}
	s.failDebit(tx, at, m, d, d.Ends)
}

func (s *Server) saveDebit(tx Tx, d debit) { tx.Put("debit", d.Mandate+"/"+d.Reference, d) }

func debitsOf(tx Tx, mandate string) []debit {
	list := all[debit](tx, "debit", mandate+"/")
	slices.SortFunc(list, func(a, b debit) int { return b.Date.Compare(a.Date) })
	return list
}
