package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// chaos is weather: how many of a hundred calls or events meet each kind of trouble. The dice are
// the seed and a counter, so that the same calls in the same order have the same weather.
type chaos map[string]int

func chaosOf(tx Tx) chaos {
	var odds chaos
	tx.Get("setting", "chaos", &odds)
	return odds
}

// anyCall says whether calls, and not only events, may meet trouble.
func (odds chaos) anyCall() bool {
	for kind := range odds {
		if isCallFault(kind) {
			return true
		}
	}
	return false
}

// rolled throws the dice once for the kinds that the test allows.
func (s *Server) rolled(tx Tx, odds chaos, allowed func(kind string) bool) fault {
	if len(odds) == 0 {
		return fault{}
	}
	var throws int64
	tx.Get("setting", "throws", &throws)
	tx.Put("setting", "throws", throws+1)
	at, from := chance(s.Seed, fmt.Sprint("weather", throws), time.Unix(0, 0)).IntN(100), 0
	kinds := make([]string, 0, len(odds))
	for kind := range odds {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		if !allowed(kind) {
			continue
		}
		if from += odds[kind]; at < from {
			return fault{Kind: kind, Times: 1}
		}
	}
	return fault{}
}

func isWebhookFault(kind string) bool { return strings.HasPrefix(kind, "webhook_") }

// setChaos sets the weather: {"webhook_lost": 5, "webhook_twice": 10, "http_503": 1} in percent; an
// empty object ends it.
func (s *Server) setChaos(tx Tx, c call) reply {
	var odds chaos
	if !c.decode(&odds) {
		return trouble(`body must be {"kind": percent}`)
	}
	for kind, percent := range odds {
		if faultKinds[kind] == "" || percent < 0 || percent > 100 || (!isCallFault(kind) && !isWebhookFault(kind)) {
			return reply{status: http.StatusBadRequest, body: obj{"error": "unknown kind or percentage: " + kind, "kinds": faultKinds}}
		}
	}
	tx.Put("setting", "chaos", odds)
	return reply{status: http.StatusOK, body: odds}
}
