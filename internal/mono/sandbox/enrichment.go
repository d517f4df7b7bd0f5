package sandbox

import "time"

// enrichmentLife is how long the result of a job can be fetched.
const enrichmentLife = time.Hour

// job is a piece of enrichment under way.
type job struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Kind    string    `json:"kind"` // statement_insights, transaction_categorisation
	Status  string    `json:"status"`
	Data    any       `json:"data,omitempty"`
	Done    time.Time `json:"done,omitempty"`
}

func (s *Server) startInsights(tx Tx, c call) reply {
	return s.startJob(tx, c, "statement_insights", "Statement insights is currently being processed, you will receive a webhook when insight is ready")
}

func (s *Server) startCategorisation(tx Tx, c call) reply {
	return s.startJob(tx, c, "transaction_categorisation", "Transaction categorisation is currently being processed, you will receive a webhook when it is ready")
}

func (s *Server) startJob(tx Tx, c call, kind, message string) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	j := job{ID: objectID(c.now), Account: a.ID, Kind: kind, Status: "processing"}
	tx.Put("job", j.ID, j)
	later(tx, c.now.Add(s.AnalysisWait), "enrichment", j.ID)
	return ok(c.now, message, obj{"jobId": j.ID, "job_id": j.ID, "jobStatus": j.Status, "job_status": j.Status}).with("status", "processing")
}

func (s *Server) enrichmentReady(tx Tx, at time.Time, id string) {
	var j job
	var a linked
	if !tx.Get("job", id, &j) || !tx.Get("account", j.Account, &a) || a.Unlinked {
		return
	}
	data := obj{"account": a.ID, "status": "available"}
	switch j.Kind {
	case "statement_insights":
		j.Data = insightsOf(a.ID, s.seenRows(tx, a, at))
		data["message"], data["action"] = "Statement insights is ready.", "Make a call to the enrichment record endpoint for the insight"
	default:
		a.Categorised = at
		tx.Put("account", a.ID, a)
		j.Data = a.transactions(s.seenRows(tx, a, at))
		data["message"], data["action"] = "Account transactions have been categorised.", "Make a call to the transactions endpoint for updated account transactions"
	}
	j.Status, j.Done = "finished", at
	tx.Put("job", j.ID, j)
	s.emit(tx, at, "mono.events."+j.Kind, wrapped, data)
}

func (s *Server) enrichmentRecord(tx Tx, c call) reply {
	var j job
	if !tx.Get("job", c.PathValue("job"), &j) || (j.Status == "finished" && c.now.After(j.Done.Add(enrichmentLife))) {
		return failed(c.now, 404, "Enrichment record not found or expired")
	}
	if j.Status != "finished" {
		return ok(c.now, "The record is being processed", nil).with("status", "processing")
	}
	return ok(c.now, "Data retrieved successfully", j.Data)
}

func (s *Server) jobTracker(tx Tx, c call) reply {
	var j job
	if c.PathValue("id") != "jobs" {
		return reply{status: 404, body: htmlPage}
	}
	if !tx.Get("job", c.PathValue("job"), &j) {
		return failed(c.now, 404, "Job not found")
	}
	return ok(c.now, "Job retrieved successfully", obj{"id": j.ID, "status": j.Status, "jobStatus": j.Status})
}
