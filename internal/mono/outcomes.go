package mono

// OutcomeClass says what a response code tells of the money.
type OutcomeClass string

// The classes of outcome.
const (
	Approved OutcomeClass = "approved" // the money moved
	Pending  OutcomeClass = "pending"  // it may move: wait and look it up
	Unknown  OutcomeClass = "unknown"  // it may have moved: look it up
	Refused  OutcomeClass = "refused"  // it did not move
)

// NextStep is what to do after a response code.
type NextStep string

// The next steps.
const (
	Book        NextStep = "book"        // give value
	LookUp      NextStep = "look_up"     // ask for the debit by its reference; send nothing
	WaitDays    NextStep = "wait_days"   // three to five days, then a new reference
	AnotherDay  NextStep = "another_day" // a later day; mind the lockout of five a day
	RetryLater  NextStep = "retry_later" // hours, with a new reference
	StopReview  NextStep = "stop_review" // a person looks at it
	Permanent   NextStep = "permanent"   // not from this account or mandate as it is
	Investigate NextStep = "investigate" // our request was wrong, or nobody knows
)

// Outcome is the meaning of a response code.
type Outcome struct {
	Code    string
	Meaning string
	Class   OutcomeClass
	Next    NextStep
}

// codeNoMandate is Mono's own: the mandate's code is wrong or does not exist.
const codeNoMandate = "50"

// OutcomeOf reads a response code of a mandate or debit: the NIBSS list as Mono publishes it up to 30, the
// public NIP list beyond, and Mono's own 50. A code that is not in the list is [Unknown]: unknown is not failed.
func OutcomeOf(code string) Outcome {
	for _, o := range outcomes {
		if o.Code == code {
			return o
		}
	}
	return Outcome{code, "code not in the list", Unknown, LookUp}
}

var outcomes = []Outcome{
	{"00", "approved", Approved, Book},
	{"01", "status unknown, wait for the settlement report", Pending, LookUp},
	{"03", "invalid sender", Refused, Permanent},
	{"05", "do not honour", Refused, WaitDays},
	{"06", "dormant account", Refused, Permanent},
	{"07", "invalid account", Refused, Permanent},
	{"08", "account name mismatch", Refused, Permanent},
	{"09", "request in progress", Pending, LookUp},
	{"12", "invalid transaction", Refused, Investigate},
	{"13", "invalid amount", Refused, Investigate},
	{"14", "invalid batch number", Refused, Investigate},
	{"15", "invalid session or record id", Refused, Investigate},
	{"16", "unknown bank code", Refused, Investigate},
	{"17", "invalid channel", Refused, Investigate},
	{"18", "wrong method call", Refused, Investigate},
	{"21", "no action taken", Refused, RetryLater},
	{"25", "unable to locate the record", Refused, WaitDays},
	{"26", "duplicate record", Unknown, LookUp},
	{"30", "format error", Refused, Investigate},
	{"34", "suspected fraud", Refused, StopReview},
	{"35", "contact the sending bank", Refused, StopReview},
	{codeNoMandate, "the mandate does not exist", Refused, Permanent},
	{"51", "insufficient funds", Refused, AnotherDay},
	{"57", "not permitted to the sender", Refused, Permanent},
	{"58", "not permitted on the channel", Refused, Permanent},
	{"61", "transfer limit exceeded", Refused, AnotherDay},
	{"63", "security violation", Refused, StopReview},
	{"65", "withdrawal frequency exceeded", Refused, AnotherDay},
	{"68", "response received too late", Unknown, LookUp},
	{"69", "unsuccessful amount block", Refused, RetryLater},
	{"70", "unsuccessful amount unblock", Refused, RetryLater},
	{"71", "empty mandate reference", Refused, Investigate},
	{"91", "bank not available", Refused, RetryLater},
	{"92", "routing error", Refused, RetryLater},
	{"94", "duplicate transaction", Unknown, LookUp},
	{"96", "system malfunction", Refused, RetryLater},
	{"97", "time-out waiting for the destination", Unknown, LookUp},
	{"99", "processing", Pending, LookUp},
	{"M01", "not documented", Unknown, LookUp},
}
