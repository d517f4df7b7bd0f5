package lending

import "strings"

// DebitClass says what a response code means for the next attempt.
type DebitClass string

// The classes of outcome (DOMAIN: NIP response codes; the action is ours).
const (
	ClassSuccess    DebitClass = "success"
	ClassUnknown    DebitClass = "unknown"     // look it up; never send again
	ClassNoFunds    DebitClass = "no_funds"    // counts to the two; the payer may pay a fee for each
	ClassLimit      DebitClass = "limit"       // the account's limit, not the borrower's fault: another day
	ClassTechnical  DebitClass = "technical"   // the rail was down: again soon
	ClassNotYet     DebitClass = "not_yet"     // the bank does not know the mandate yet: after some days
	ClassAccount    DebitClass = "account"     // stop: dormant or invalid account
	ClassName       DebitClass = "name"        // stop: the name does not match
	ClassPermission DebitClass = "permission"  // stop: the mandate or the sender is not permitted
	ClassFraud      DebitClass = "fraud"       // stop: a person looks
	ClassOurMistake DebitClass = "our_mistake" // stop: the message was wrong
	ClassUnclear    DebitClass = "unclear"     // stop: refused, without a code that we know
)

// Stops reports whether only an officer lets automatic debits go on after this.
func (c DebitClass) Stops() bool {
	switch c {
	case ClassAccount, ClassName, ClassPermission, ClassFraud, ClassOurMistake, ClassUnclear:
		return true
	}
	return false
}

// debitClasses holds the NIBSS response codes, and those that Mono adds (payments reference 8.6).
var debitClasses = map[string]DebitClass{
	"00": ClassSuccess,
	"01": ClassUnknown, "09": ClassUnknown, "26": ClassUnknown, "68": ClassUnknown,
	"94": ClassUnknown, "97": ClassUnknown, "99": ClassUnknown, "M01": ClassUnknown,
	"51": ClassNoFunds,
	"61": ClassLimit, "65": ClassLimit, "429": ClassLimit,
	"91": ClassTechnical, "92": ClassTechnical, "96": ClassTechnical, "21": ClassTechnical,
	"69": ClassTechnical, "70": ClassTechnical,
	"05": ClassNotYet, "25": ClassNotYet,
	"06": ClassAccount, "07": ClassAccount,
	"08": ClassName,
	"50": ClassPermission, "57": ClassPermission, "58": ClassPermission, "63": ClassPermission, "71": ClassPermission,
	"34": ClassFraud, "35": ClassFraud,
	"03": ClassOurMistake, "12": ClassOurMistake, "13": ClassOurMistake, "14": ClassOurMistake,
	"15": ClassOurMistake, "16": ClassOurMistake, "17": ClassOurMistake, "18": ClassOurMistake, "30": ClassOurMistake,
	"400": ClassOurMistake, "404": ClassPermission,
}

// debitWords holds what banks say where they give no code.
var debitWords = []struct {
	word  string
	class DebitClass
}{
	{"insufficient", ClassNoFunds},
	{"dormant", ClassAccount},
	{"invalid account", ClassAccount},
	{"name mismatch", ClassName},
	{"limit exceeded", ClassLimit},
	{"not available", ClassTechnical},
	{"malfunction", ClassTechnical},
	{"fraud", ClassFraud},
}

// ClassOfDebit finds the class of a refusal by its code, else by the bank's words. A refusal that
// neither explains is unclear: a person looks at it, and it is never tried again by hope.
func ClassOfDebit(code, said string) DebitClass {
	if c, ok := debitClasses[strings.ToUpper(strings.TrimSpace(code))]; ok {
		return c
	}
	lower := strings.ToLower(said)
	for _, w := range debitWords {
		if strings.Contains(lower, w.word) {
			return w.class
		}
	}
	return ClassUnclear
}
