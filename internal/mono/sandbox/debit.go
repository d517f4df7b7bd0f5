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
	Split     *splitForm      `json:"split,omitempty"`
	Type      string          `json:"type,omitempty"`      // empty is variable-debit
	Payer     payer           `json:"payer"`               // the account that was debited
	To        *payer          `json:"to,omitempty"`        // paid out at once to this account
	Collected int64           `json:"collected,omitempty"` // of a partial sweep
	Pending   int64           `json:"pending,omitempty"`
	Refunded  bool            `json:"refunded,omitempty"`
}

type debitForm struct {
	Amount      kobo            `json:"amount"`
	Reference   string          `json:"reference"`
	Narration   string          `json:"narration"`
	FeeBearer   string          `json:"fee_bearer"`
	Beneficiary *beneficiary    `json:"beneficiary"`
	Split       *splitForm      `json:"split"`
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
	if bad := s.debitComplaints(tx, f); bad != nil {
		return invalid(c.now, bad...)
	}
	if referenceTaken(tx, f.Reference) {
		return refused(c.now, 400, "94", "Duplicate transaction, please retry with a unique reference")
	}
	if refusal, may := s.mayDebit(tx, c.now, m, int64(f.Amount)); !may {
		return refusal
	}
	d := debit{Mandate: m.ID, Reference: f.Reference, Amount: int64(f.Amount), Narration: f.Narration,
		FeeBearer: either(f.FeeBearer, m.FeeBearer), Date: c.now, Updated: c.now, Meta: f.Meta, Session: sessionID(c.now), Split: f.Split, To: f.Beneficiary.payer()}
	tx.Put("debit_ref", d.Reference, m.ID)
	return s.askBank(tx, c.now, m, d)
}

// askBank lets the simulated bank decide and answers as Mono would.
func (s *Server) askBank(tx Tx, now time.Time, m mandate, d debit) reply {
	how := s.outcome(tx, now, m, d)
	d.Payer = how.from
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
	d.Payer.take(tx, now, d.Amount, d.Narration, d.Reference)
	m.Collected += d.Amount
	tx.Put("mandate", m.ID, m)
	countAttempt(tx, m, now, d.Code)
	s.saveDebit(tx, d)
	s.received(tx, now, receiptOf(m, d, d.Amount))
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
	if d.Ends == endsInParts {
		s.collectParts(tx, at, m, d)
		return
	}
	if from, enough := s.payerFor(tx, m, d, at); d.Ends == "00" && enough {
		d.Payer = from
		s.settleDebit(tx, at, m, d)
		return
	}
	if d.Ends == "00" {
		d.Ends = "51"
	}
	s.failDebit(tx, at, m, d, d.Ends)
}

// sessionID is the 30 digits of a transfer between banks.
func sessionID(at time.Time) string {
	return "999999" + at.In(lagos).Format("060102150405") + digits(12)
}

// debitComplaints checks the parts of a debit that it need not have.
func (s *Server) debitComplaints(tx Tx, f debitForm) []field {
	bad := f.Split.complaints(tx, int64(f.Amount))
	if to := f.Beneficiary; to != nil {
		if _, known := bankCalled(to.NIP); !known || len(to.Nuban) != 10 {
			bad = append(bad, field{"beneficiary", "beneficiary must have a nuban and a known nip_code"})
		}
	}
	return bad
}

// beneficiary is an account to which a debit is paid out at once.
type beneficiary struct {
	Nuban string `json:"nuban"`
	NIP   string `json:"nip_code"`
}

func (b *beneficiary) payer() *payer {
	if b == nil {
		return nil
	}
	return &payer{b.NIP, b.Nuban}
}

func (s *Server) saveDebit(tx Tx, d debit) { tx.Put("debit", d.Mandate+"/"+d.Reference, d) }

func debitsOf(tx Tx, mandate string) []debit {
	list := all[debit](tx, "debit", mandate+"/")
	slices.SortFunc(list, func(a, b debit) int { return b.Date.Compare(a.Date) })
	return list
}
