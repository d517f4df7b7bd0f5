package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// syncWindow is how long a real-time session lasts: within it the same job answers again.
const syncWindow = 5 * time.Minute

// syncJob is one refresh at the bank.
type syncJob struct {
	ID      string `json:"id"`
	Account string `json:"account"`
	Name    string `json:"name"`   // jobs.accounts.sync_balance or jobs.accounts.sync_statement
	Status  string `json:"status"` // processing, finished, failed
	New     bool   `json:"new"`    // brought rows or a part of the data that were not there
}

// wantsLive reads the header in both of Mono's spellings.
func wantsLive(r *http.Request) bool {
	return strings.EqualFold(either(r.Header.Get("x-realtime"), r.Header.Get("x-real-time")), "true")
}

// The jobs of the two kinds of refresh.
const (
	syncBalance   = "jobs.accounts.sync_balance"
	syncStatement = "jobs.accounts.sync_statement"
)

// refreshed answers with what is there, and starts a refresh beside it when one is asked for.
func (s *Server) refreshed(name string, h handler) handler {
	return func(tx Tx, c call) reply {
		answer := h(tx, c)
		a, found := accountOf(tx, c)
		if answer.status != http.StatusOK || !found || !wantsLive(c.Request) {
			return answer
		}
		j := s.startSync(tx, c.now, a, name)
		answer = answer.headed("x-job-id", j.ID).headed("x-job-status", j.Status)
		if j.New {
			answer = answer.headed("x-has-new-data", "true") // sent only when it is true, since September 2025
		}
		return answer
	}
}

func (s *Server) startSync(tx Tx, now time.Time, a linked, name string) syncJob {
	var j syncJob
	if a.Sync != "" && now.Sub(a.Synced) < syncWindow && tx.Get("sync", a.Sync, &j) {
		return j
	}
	j = syncJob{ID: objectID(now), Account: a.ID, Name: name, Status: "processing"}
	tx.Put("sync", j.ID, j)
	a.Sync, a.Synced = j.ID, now
	tx.Put("account", a.ID, a)
	s.emitJob(tx, now, j)
	later(tx, now.Add(s.AnalysisWait), "sync", j.ID)
	return j
}

func (s *Server) emitJob(tx Tx, at time.Time, j syncJob) {
	s.emit(tx, at, "mono.accounts.jobs.update", full, obj{"account": j.Account, "business": businessID, "app": appID, "id": j.ID, "name": j.Name, "status": j.Status})
}

// syncDone ends a refresh: first the job's event, then the account's.
func (s *Server) syncDone(tx Tx, at time.Time, id string) {
	var j syncJob
	var a linked
	if !tx.Get("sync", id, &j) || !tx.Get("account", j.Account, &a) || a.Unlinked {
		return
	}
	outcome := s.syncOutcome(tx, a)
	j.Status = "failed"
	if outcome == "SUCCESSFUL" {
		j.Status, j.New = "finished", s.takeIn(tx, &a, j.Name, at)
	}
	a.SignedIn = false
	tx.Put("sync", j.ID, j)
	tx.Put("account", a.ID, a)
	s.emitJob(tx, at, j)
	more := obj{"sync_status": outcome, "job_id": j.ID}
	if j.New {
		more["has_new_data"] = true
		s.bookExtra(tx, at, freshData)
	}
	s.emitUpdated(tx, at, a, more)
}

// syncOutcome decides by faults, then by the person and the bank.
func (s *Server) syncOutcome(tx Tx, a linked) string {
	p, b := a.bank()
	switch f := takeFaultOf(tx, p.Login, "sync_", "sync", a.ID); f.Kind {
	case "sync_failed":
		return "FAILED"
	case "sync_reauth":
		return "REAUTHORISATION_REQUIRED"
	}
	switch {
	case p.mfa && !a.SignedIn:
		return "REAUTHORISATION_REQUIRED"
	case bankIsDown(tx, b.nip) || p.dataStatus == "UNAVAILABLE":
		return "FAILED"
	}
	return "SUCCESSFUL"
}

// takeIn adds what the refresh brought and moves the status as Mono's table says: one part more
// makes FAILED and UNAVAILABLE PARTIAL, and PARTIAL complete.
func (s *Server) takeIn(tx Tx, a *linked, name string, at time.Time) bool {
	part := "transactions"
	if name == syncBalance {
		part = "balance"
	}
	fresh := !a.has(part)
	if fresh {
		a.Retrieved = append(slices.Clone(a.Retrieved), part)
	}
	a.Status = "PARTIAL"
	if a.has("balance") && a.has("transactions") {
		a.Status = "AVAILABLE"
	}
	rows := s.seenRows(tx, *a, at)
	fresh = fresh || (len(rows) > 0 && rows[len(rows)-1].At.After(a.Fetched))
	a.Fetched, a.Updated = at, at
	return fresh
}

func (s *Server) getSyncJob(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	var j syncJob
	if !tx.Get("sync", c.PathValue("job"), &j) || j.Account != a.ID {
		return failed(c.now, 404, "Job not found")
	}
	message := map[string]string{"processing": "Job is still being executed", "failed": "Job execution failed"}[j.Status]
	return ok(c.now, either(message, "Job execution completed"), obj{"id": j.ID, "status": j.Status, "name": j.Name, "account": j.Account, "business": businessID, "app": appID})
}
