package mono

import (
	"encoding/json"
	"strings"
)

// The words below are open sets: a value that is not listed is kept as it came, and Known says false.
// Each is folded to one case on reading, because Mono writes both.

// DataStatus says how far the first fetch of a linked account is.
type DataStatus string

// The statuses of an account's data, as they mean since 15 September 2025.
const (
	DataProcessing  DataStatus = "PROCESSING"  // still being fetched: reads succeed and are empty
	DataAvailable   DataStatus = "AVAILABLE"   // balance and transactions are there
	DataPartial     DataStatus = "PARTIAL"     // one of the two: see RetrievedData
	DataUnavailable DataStatus = "UNAVAILABLE" // neither, because of the bank or because there is nothing
	DataFailed      DataStatus = "FAILED"      // neither, because of Mono
)

// Known says whether the status is documented.
func (s DataStatus) Known() bool {
	return one(s, DataProcessing, DataAvailable, DataPartial, DataUnavailable, DataFailed)
}

// UnmarshalJSON reads the word in any case.
func (s *DataStatus) UnmarshalJSON(b []byte) error { return upper(b, s) }

// JobStatus says how far a job is.
type JobStatus string

// The statuses of jobs, real-time and enrichment.
const (
	JobProcessing JobStatus = "processing"
	JobFinished   JobStatus = "finished"
	JobSuccessful JobStatus = "successful" // the sandbox's word for finished
	JobFailed     JobStatus = "failed"
)

// Known says whether the status is documented.
func (s JobStatus) Known() bool { return one(s, JobProcessing, JobFinished, JobSuccessful, JobFailed) }

// Done says whether the job has delivered.
func (s JobStatus) Done() bool { return one(s, JobFinished, JobSuccessful) }

// UnmarshalJSON reads the word in any case.
func (s *JobStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// EntryType is the direction of a bank transaction.
type EntryType string

// The directions.
const (
	EntryCredit EntryType = "credit"
	EntryDebit  EntryType = "debit"
)

// Known says whether it is one of the two.
func (t EntryType) Known() bool { return one(t, EntryCredit, EntryDebit) }

// UnmarshalJSON reads the word in any case.
func (t *EntryType) UnmarshalJSON(b []byte) error { return lower(b, t) }

// MandateStatus is what Mono's mandate says of itself. Approved and ready to debit are facts of their own.
type MandateStatus string

// The statuses of a mandate.
const (
	MandateInitiated MandateStatus = "initiated" // the payer: authorise it
	MandateApproved  MandateStatus = "approved"  // wait for ready, about a day
	MandatePaused    MandateStatus = "paused"    // the business: reinstate it
	MandateSuspended MandateStatus = "suspended" // as paused
	MandateActive    MandateStatus = "active"    // signed mandates, and all of them in 2023
	MandateRejected  MandateStatus = "rejected"  // final
	MandateCancelled MandateStatus = "cancelled" // final
	MandateExpired   MandateStatus = "expired"   // final
)

// Known says whether the status was seen in the documents.
func (s MandateStatus) Known() bool {
	return one(s, MandateInitiated, MandateApproved, MandatePaused, MandateSuspended, MandateActive) || s.Final()
}

// Final says that the mandate never comes back: a later event must not revive it.
func (s MandateStatus) Final() bool {
	return one(s, MandateRejected, MandateCancelled, MandateExpired)
}

// UnmarshalJSON reads the word in any case.
func (s *MandateStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// DebitStatus says what became of a debit. A word that is not known is not final.
type DebitStatus string

// The statuses of a debit.
const (
	DebitSuccessful DebitStatus = "successful"
	DebitProcessing DebitStatus = "processing"
	DebitFailed     DebitStatus = "failed"
	DebitPartial    DebitStatus = "partial-debit-successful" // Partial Sweep: part of the amount was collected
)

// Known says whether the status is documented.
func (s DebitStatus) Known() bool { return s == DebitProcessing || s.Final() }

// Final says that the debit itself is over; it can still be disputed, reversed or refunded.
func (s DebitStatus) Final() bool { return one(s, DebitSuccessful, DebitFailed, DebitPartial) }

// UnmarshalJSON reads the word in any case.
func (s *DebitStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// Code is a code that must stay text, because of its leading zeros: it reads a string or a number.
type Code string

// UnmarshalJSON reads a string, a number or null.
func (c *Code) UnmarshalJSON(b []byte) error {
	*c = ""
	if absent(b) {
		return nil
	}
	if b[0] != '"' {
		*c = Code(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(c))
}

// AccountNumber is a NUBAN, 10 digits. Some replies have it as a JSON number, which lost its leading zeros.
type AccountNumber string

// UnmarshalJSON reads a string as it is and pads a number to ten digits.
func (a *AccountNumber) UnmarshalJSON(b []byte) error {
	var c Code
	if err := c.UnmarshalJSON(b); err != nil {
		return err
	}
	*a = AccountNumber(c)
	if len(b) > 0 && b[0] != '"' && len(c) > 0 && len(c) < 10 {
		*a = AccountNumber(strings.Repeat("0", 10-len(c)) + string(c))
	}
	return nil
}

// Ref is a customer, account or institution, which comes as an id, as an object with an id, or as null.
type Ref struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
}

// UnmarshalJSON reads the three forms; _id counts as id.
func (r *Ref) UnmarshalJSON(b []byte) error {
	*r = Ref{}
	if json.Unmarshal(b, &r.ID) == nil {
		return nil
	}
	var o struct{ ID, Old, Name, Email Code }
	var members map[string]json.RawMessage
	if json.Unmarshal(b, &members) != nil {
		return nil
	}
	for name, to := range map[string]*Code{"id": &o.ID, "_id": &o.Old, "name": &o.Name, "email": &o.Email} {
		_ = to.UnmarshalJSON(members[name]) // an odd name is no reason to lose the id
	}
	*r = Ref{ID: string(or(o.ID, o.Old)), Name: string(o.Name), Email: string(o.Email)}
	return nil
}

// Flag is a yes or no that may be missing, which is neither.
type Flag struct{ Known, Yes bool }

// UnmarshalJSON reads true, false, null, "YES", "no", "true".
func (f *Flag) UnmarshalJSON(b []byte) error {
	switch strings.ToLower(strings.Trim(string(b), `"`)) {
	case "true", "yes", "y", "1":
		*f = Flag{Known: true, Yes: true}
	case "false", "no", "n", "0":
		*f = Flag{Known: true}
	default:
		*f = Flag{}
	}
	return nil
}

// MarshalJSON writes true, false or null.
func (f Flag) MarshalJSON() ([]byte, error) {
	if !f.Known {
		return []byte("null"), nil
	}
	return json.Marshal(f.Yes)
}

func one[S comparable](s S, of ...S) bool {
	for _, o := range of {
		if s == o {
			return true
		}
	}
	return false
}

func lower[S ~string](b []byte, s *S) error { return fold(b, s, strings.ToLower) }
func upper[S ~string](b []byte, s *S) error { return fold(b, s, strings.ToUpper) }

func fold[S ~string](b []byte, s *S, to func(string) string) error {
	var text *string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	*s = ""
	if text != nil {
		*s = S(to(strings.TrimSpace(*text)))
	}
	return nil
}
