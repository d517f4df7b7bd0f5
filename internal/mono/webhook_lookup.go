package mono

// WatchlistReported: a screening was accepted, matched, found nothing, failed or changed; its name says which.
type WatchlistReported struct {
	EventHeader
	Screening  string // id: read the result with it
	Type       string // individual, …
	MatchFound Flag
	RiskLevel  string // attempt_completed only
	Reason     string // attempt_failed only
}

// ProveReported: a hosted identity check went on; Status says how far.
type ProveReported struct {
	EventHeader
	Check     string // id
	Reference string // yours
	Status    string // pending, successful, cancelled, expired, awaiting_review, rejected
	KYCLevel  string
	Customer  Ref
	Reason    string
}

var lookupEvents = map[string]reader{
	"mono.events.watchlist.screening_created":    event(watchlistReported),
	"mono.events.watchlist.match_found":          event(watchlistReported),
	"mono.events.watchlist.match_not_found":      event(watchlistReported),
	"mono.events.watchlist.match_updated":        event(watchlistReported),
	"mono.events.watchlist.monitoring_created":   event(watchlistReported),
	"mono.events.watchlist.monitoring_completed": event(watchlistReported),
	"mono.events.watchlist.attempt_failed":       event(watchlistReported),
	"mono.events.watchlist.attempt_completed":    event(watchlistReported),

	"mono.prove.data_verification_initiated":       event(proveReported),
	"mono.prove.data_verification_successful":      event(proveReported),
	"mono.prove.data_verification_cancelled":       event(proveReported),
	"mono.prove.data_verification_expired":         event(proveReported),
	"mono.prove.data_verification_awaiting_review": event(proveReported),
	"mono.prove.data_verification_rejected":        event(proveReported),
}

type watchlistEvent struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	MatchFound Flag   `json:"match_found"`
	RiskLevel  string `json:"risk_level"`
	Reason     string `json:"reason"`
}

func watchlistReported(h EventHeader, w watchlistEvent) (Event, error) {
	return WatchlistReported{EventHeader: h, Screening: w.ID, Type: w.Type, MatchFound: w.MatchFound,
		RiskLevel: w.RiskLevel, Reason: w.Reason}, need(h.Event, "data.id", w.ID)
}

type proveEvent struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
	Status    string `json:"status"`
	KYCLevel  string `json:"kyc_level"`
	Customer  Ref    `json:"customer"`
	Reason    string `json:"reason"`
}

func proveReported(h EventHeader, p proveEvent) (Event, error) {
	return ProveReported{EventHeader: h, Check: p.ID, Reference: p.Reference, Status: p.Status, KYCLevel: p.KYCLevel,
		Customer: p.Customer, Reason: p.Reason}, need(h.Event, "data.id", p.ID)
}
