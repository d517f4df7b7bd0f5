package sandbox

import "time"

// magicAccount is a made-up account number that decides what becomes of a mandate on it, or of its debits.
type magicAccount struct {
	rejected bool          // by the bank, instead of approved
	silent   bool          // nobody authorises it: it is cancelled after the hour
	unready  bool          // approved, and never ready
	otp      bool          // confirmed with a code
	code     string        // in which debits fail
	from     time.Duration // how long after the mandate was made they fail; zero is always
}

var magicAccounts = map[string]magicAccount{
	"1000000001": {rejected: true},
	"1000000002": {silent: true},
	"1000000003": {unready: true},
	"1000000007": {otp: true},
	"1000000005": {code: "05", from: 4 * 24 * time.Hour},
	"1000000025": {code: "25", from: 4 * 24 * time.Hour},
	"1000000051": {code: "51"},
	"1000000091": {code: "91"},
	"1000000096": {code: "96"},
}

// magicCode is the failure that a magic account imposes on a debit now.
func (m mandate) magicCode(now time.Time) string {
	how := magicAccounts[m.Number]
	if how.from > 0 && now.After(m.Created.Add(how.from)) {
		return ""
	}
	return how.code
}
