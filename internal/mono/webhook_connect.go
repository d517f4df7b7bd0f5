package mono

import "encoding/json"

// AccountConnected: a person linked an account; its data is not there yet. Ref is the reference of the link.
type AccountConnected struct {
	EventHeader
	Account  string // id
	Customer string // id; empty on older events
	Meta     AccountMeta
}

// AccountUpdated: an account's data was fetched, for the first time, by a refresh or after re-authorisation.
// It can come before AccountConnected.
type AccountUpdated struct {
	EventHeader
	Account Account
	Meta    AccountMeta
}

// AccountReauthorized: the person logged in to the bank again; AccountUpdated follows.
type AccountReauthorized struct {
	EventHeader
	Account string
}

// AccountUnlinked: the access ended, by you or by the person; no read of the account works any more.
type AccountUnlinked struct {
	EventHeader
	Account string
}

// ReauthorisationRequired: the bank wants the person to log in again. Older.
type ReauthorisationRequired struct {
	EventHeader
	Account string
}

// SyncFailed: a refresh failed. Older.
type SyncFailed struct {
	EventHeader
	Account string
}

// AccountJobUpdated: a refresh of an account went on; see AccountUpdated for its result.
type AccountJobUpdated struct {
	EventHeader
	Account string
	Job     string
	JobName string
	Status  string // processing, finished, failed; older SUCCESSFUL, FAILED, REAUTHORISATION_REQUIRED
}

// IncomeReady: an income analysis is done. A total of 0 means "not determined".
type IncomeReady struct {
	EventHeader
	Income Income
}

// CreditworthinessReady: a creditworthiness computation is done, or Failed. This is its only copy.
type CreditworthinessReady struct {
	EventHeader
	Creditworthiness
}

// EnrichmentReady: categories, metadata or statement insights are ready to be read; its name says which. It names
// no job: match it by account and name. File is set, and Account is not, when a CSV was enriched.
type EnrichmentReady struct {
	EventHeader
	Account string
	File    string
	Status  string
	Message string
}

// WebhookTest: sent from Mono's dashboard.
type WebhookTest struct{ EventHeader }

var connectEvents = map[string]reader{
	"mono.events.account_connected": about(func(h EventHeader, a accountRef) Event {
		return AccountConnected{EventHeader: h, Account: a.account, Customer: a.Customer.ID, Meta: a.Meta}
	}),
	"mono.events.account_reauthorized": about(func(h EventHeader, a accountRef) Event {
		return AccountReauthorized{EventHeader: h, Account: a.account}
	}),
	"mono.events.account_unlinked": about(func(h EventHeader, a accountRef) Event {
		return AccountUnlinked{EventHeader: h, Account: a.account}
	}),
	"mono.events.reauthorisation_required": about(func(h EventHeader, a accountRef) Event {
		return ReauthorisationRequired{EventHeader: h, Account: a.account}
	}),
	"mono.events.sync_failed": about(func(h EventHeader, a accountRef) Event {
		return SyncFailed{EventHeader: h, Account: a.account}
	}),
	"mono.events.account_updated": event(func(h EventHeader, d AccountDetails) (Event, error) {
		return AccountUpdated{EventHeader: h, Account: d.Account, Meta: d.Meta}, need(h.Event, "data.account.id", d.Account.ID)
	}),
	"mono.accounts.jobs.update": event(func(h EventHeader, j jobUpdate) (Event, error) {
		e := AccountJobUpdated{EventHeader: h, Account: j.Account.ID, Job: j.ID, JobName: j.Name, Status: j.Status}
		return e, need(h.Event, "data.account", e.Account)
	}),
	"mono.events.account_income": incomeReady,
	"mono.events.account_credit_worthiness": event(func(h EventHeader, w Creditworthiness) (Event, error) {
		return CreditworthinessReady{EventHeader: h, Creditworthiness: w}, need(h.Event, "data.account", w.Account.ID)
	}),
	"mono.events.transaction_categorisation": event(enrichmentReady),
	"mono.events.transaction_metadata":       event(enrichmentReady),
	"mono.events.statement_insights":         event(enrichmentReady),
	"mono.events.webhook_test": func(h EventHeader, _ json.RawMessage) (Event, error) {
		return WebhookTest{h}, nil
	},
}

// accountRef finds the account of an event, which stands in one of four places.
type accountRef struct {
	ID        string      `json:"id"`
	Account   Ref         `json:"account"`
	AccountID string      `json:"account_id"`
	Customer  Ref         `json:"customer"`
	Meta      AccountMeta `json:"meta"`
	account   string
}

func about(build func(EventHeader, accountRef) Event) reader {
	return event(func(h EventHeader, a accountRef) (Event, error) {
		a.account = or(a.ID, or(a.Account.ID, a.AccountID))
		return build(h, a), need(h.Event, "data.id", a.account)
	})
}

// jobUpdate has the job in id, unlike every other account event.
type jobUpdate struct {
	ID      string `json:"id"`
	Account Ref    `json:"account"`
	Name    string `json:"name"`
	Status  string `json:"status"`
}

func incomeReady(h EventHeader, data json.RawMessage) (Event, error) {
	income, err := readIncome(h.Event, "data", data)
	if err != nil {
		return nil, err
	}
	return IncomeReady{EventHeader: h, Income: income}, need(h.Event, "data.account", income.Account.ID)
}

// enrichment has the file under a name that no page shows.
type enrichment struct {
	Account   Ref    `json:"account"`
	File      string `json:"file"`
	FileName  string `json:"file_name"`
	FileName2 string `json:"filename"`
	Status    string `json:"status"`
	Message   string `json:"message"`
}

func enrichmentReady(h EventHeader, e enrichment) (Event, error) {
	file := or(e.File, or(e.FileName, e.FileName2))
	return EnrichmentReady{EventHeader: h, Account: e.Account.ID, File: file, Status: e.Status, Message: e.Message}, nil
}
