package mono

// WatchlistReported: a screening was accepted, matched, found nothing, failed or changed; its name says which. Profile
// repeats the BVN and the date of birth in clear.
type WatchlistReported struct {
	EventHeader
	Screening  string // id: read the result with it
	Type       string // individual, entity
	Profile    Subject
	MatchFound Flag
	MatchScore Figure // attempt_completed only
	RiskLevel  string // attempt_completed only
	ReportURL  string // attempt_completed only
	Action     string // match_found: what Mono tells to do
	Reason     string // attempt_failed only
}

// ProveReported: a hosted identity check went on; Status says how far.
type ProveReported struct {
	EventHeader
	Check          string // id
	Reference      string // yours
	Status         string // pending, successful, cancelled, expired, awaiting_review, rejected
	KYCLevel       string
	BankAccounts   bool
	CreatedAt      Instant
	Customer       Ref
	Access         ProveAccess // successful, awaiting_review
	IsBlacklisted  bool        // initiated: by any business
	BlacklistCount int         // initiated
	Ref            string      // initiated: meta.ref of the request
	Attempts       int         // expired: codes that were tried
	ErrorLogs      []ProveError
	Reason         string // cancelled, rejected
}

// ProveError is one of the last three errors before a check expired.
type ProveError struct {
	At      Instant `json:"timestamp"`
	Message string  `json:"message"`
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
	ID         string  `json:"id"`
	Type       string  `json:"type"`
	Profile    Subject `json:"profile"`
	MatchFound Flag    `json:"match_found"`
	MatchScore Figure  `json:"match_score"`
	RiskLevel  string  `json:"risk_level"`
	ReportURL  string  `json:"report_url"`
	Action     string  `json:"action"`
	Reason     string  `json:"reason"`
}

func watchlistReported(h EventHeader, w watchlistEvent) (Event, error) {
	return WatchlistReported{EventHeader: h, Screening: w.ID, Type: w.Type, Profile: w.Profile, MatchFound: w.MatchFound,
		MatchScore: w.MatchScore, RiskLevel: w.RiskLevel, ReportURL: w.ReportURL, Action: w.Action, Reason: w.Reason}, need(h.Event, "data.id", w.ID)
}

type proveEvent struct {
	ID             string       `json:"id"`
	Reference      string       `json:"reference"`
	Status         string       `json:"status"`
	KYCLevel       string       `json:"kyc_level"`
	BankAccounts   bool         `json:"bank_accounts"`
	CreatedAt      Instant      `json:"created_at"`
	Customer       Ref          `json:"customer"`
	Access         ProveAccess  `json:"data_access"`
	IsBlacklisted  bool         `json:"is_blacklisted"`
	BlacklistCount int          `json:"blacklist_count"`
	Meta           AccountMeta  `json:"meta"`
	Attempts       int          `json:"attempts"`
	ErrorLogs      []ProveError `json:"error_logs"`
	Reason         string       `json:"reason"`
}

func proveReported(h EventHeader, p proveEvent) (Event, error) {
	return ProveReported{EventHeader: h, Check: p.ID, Reference: p.Reference, Status: p.Status, KYCLevel: p.KYCLevel,
		BankAccounts: p.BankAccounts, CreatedAt: p.CreatedAt, Customer: p.Customer, Access: p.Access, IsBlacklisted: p.IsBlacklisted,
		BlacklistCount: p.BlacklistCount, Ref: p.Meta.Ref, Attempts: p.Attempts, ErrorLogs: p.ErrorLogs, Reason: p.Reason}, need(h.Event, "data.id", p.ID)
}
