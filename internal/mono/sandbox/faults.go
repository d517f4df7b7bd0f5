package sandbox

import (
	"slices"
	"strings"
	"time"
)

// fault is a trouble that was asked for: the next Times matching calls meet it.
type fault struct {
	ID       string `json:"id"`
	Endpoint string `json:"endpoint"` // a route ("POST /v3/payments/mandates/{id}/debit"), a part of a path, an event, or *
	Kind     string `json:"kind"`
	Times    int    `json:"times"`
	Seconds  int    `json:"seconds,omitempty"` // how slow, how late
	Code     string `json:"code,omitempty"`    // response code of a debit
	Person   string `json:"person,omitempty"`  // login, for debits of one person only
}

// faultKinds is what POST /sandbox/faults accepts, with what it does.
var faultKinds = map[string]string{
	"http_500":          "answers 500, nothing happens",
	"http_503":          "answers 503, nothing happens",
	"http_429":          "answers 429, nothing happens",
	"http_402":          "answers 402 with the wallet text, nothing happens",
	"empty_400":         "answers 400 with {}, nothing happens",
	"slow":              "waits seconds (default 5) before the call is done",
	"slow_after":        "does the call, then waits seconds (default 5) before it answers: events overtake the answer",
	"not_json":          "answers 200 with an HTML page, nothing happens",
	"malformed":         "answers 200 with half a JSON body, nothing happens",
	"drop_before":       "drops the connection, nothing happens",
	"drop_after_effect": "does the call, then drops the connection",
	"http_500_after":    "does the call, then answers 500",
	"debit_code":        "a debit fails with code (default 96)",
	"debit_processing":  "a debit answers processing (01), and succeeds later",
	"transfer_failed":   "a transfer of a disbursement fails",
	"data_status":       "the next fetch of an account ends in code: PARTIAL, UNAVAILABLE or FAILED",
	"sync_failed":       "the next real-time sync fails",
	"sync_reauth":       "the next real-time sync asks the person to sign in again",
	"mandate_rejected":  "the bank rejects the next mandate that is authorised",
	"mandate_otp":       "the next mandate is to be confirmed with a code",
	"watchlist_failed":  "the next screening fails",
	"webhook_lost":      "an event is never sent",
	"webhook_late":      "an event is sent seconds (default 60) later",
	"webhook_twice":     "an event is sent twice, with one event_id",
	"webhook_swapped":   "an event arrives after the one that follows it",
	"webhook_secret":    "an event carries a wrong secret",
	"webhook_no_id":     "an event lacks event_id and timestamp",
	"webhook_wrapped":   "an event comes inside one more data",
	"webhook_unknown":   "an event has a name that nobody knows",
}

func (f fault) delay(standard time.Duration) time.Duration {
	if f.Seconds > 0 {
		return time.Duration(f.Seconds) * time.Second
	}
	return standard
}

// matches says whether the fault is meant for one of these names.
func (f fault) matches(names []string) bool {
	return f.Endpoint == "*" || f.Endpoint == "" || slices.ContainsFunc(names, func(n string) bool {
		return n == f.Endpoint || strings.Contains(n, f.Endpoint)
	})
}

// takeFault uses up one fault whose kind begins with family and which is meant for one of names.
func takeFault(tx Tx, family string, names ...string) fault {
	return takeFaultOf(tx, "", family, names...)
}

func takeFaultOf(tx Tx, login, family string, names ...string) fault {
	for _, f := range all[fault](tx, "fault", "") {
		if !strings.HasPrefix(f.Kind, family) || !f.matches(names) || (f.Person != "" && f.Person != login) {
			continue
		}
		if f.Times--; f.Times <= 0 {
			tx.Delete("fault", f.ID)
		} else {
			tx.Put("fault", f.ID, f)
		}
		f.Times = 1
		return f
	}
	return fault{}
}

// laterFaults are met by what happens inside or after a call, and not by the call as a whole.
var laterFaults = []string{"webhook_", "debit_", "transfer_", "data_", "sync_", "mandate_", "watchlist_"}

// isCallFault says whether a kind is met by a call as a whole, whatever it does.
func isCallFault(kind string) bool {
	return !slices.ContainsFunc(laterFaults, func(family string) bool { return strings.HasPrefix(kind, family) })
}
