package sandbox

import "time"

// enrichmentLife is how long the result of a job can be fetched.
const enrichmentLife = time.Hour

// job is a piece of enrichment under way.
type job struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Kind    string    `json:"kind"` // statement_insights, transaction_categorisation, transaction_metadata
	Status  string    `json:"status"`
	Data    any       `json:"data,omitempty"`
	Done    time.Time `json:"done,omitempty"`
	File    string    `json:"file,omitempty"` // of an uploaded file, and its rows
	Rows    []fileRow `json:"rows,omitempty"`
}

func (s *Server) startInsights(tx Tx, c call) reply {
	return s.startJob(tx, c, "statement_insights", "Statement insights is currently being processed, you will receive a webhook when insight is ready")
}

func (s *Server) startCategorisation(tx Tx, c call) reply {
	return s.startJob(tx, c, "transaction_categorisation", categorisationMessage)
}

const (
	categorisationMessage = "Transaction categorisation is currently being processed, you will receive a webhook when it is ready"
	metadataMessage       = "Transaction metadata is currently being processed, you will receive a webhook when it is ready"
)

func (s *Server) startMetadata(tx Tx, c call) reply {
	return s.startJob(tx, c, "transaction_metadata", metadataMessage)
}

func (s *Server) startJob(tx Tx, c call, kind, message string) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	j := job{ID: objectID(c.now), Account: a.ID, Kind: kind, Status: "processing"}
	tx.Put("job", j.ID, j)
	later(tx, c.now.Add(s.AnalysisWait), "enrichment", j.ID)
	return jobStarted(c.now, message, j)
}

func jobStarted(now time.Time, message string, j job) reply {
	return ok(now, message, obj{"jobId": j.ID, "job_id": j.ID, "jobStatus": j.Status, "job_status": j.Status}).with("status", "processing")
}

// enrichmentWords is what the event of a kind says, and what to do next.
var enrichmentWords = map[string][2]string{
	"statement_insights":         {"Statement insights is ready.", "Make a call to the enrichment record endpoint for the insight"},
	"transaction_categorisation": {"Account transactions have been categorised.", "Make a call to the transactions endpoint for updated account transactions"},
	"transaction_metadata":       {"Account transactions have been updated with their metadata.", "Make a call to the transactions endpoint for updated account transactions"},
}

func (s *Server) enrichmentReady(tx Tx, at time.Time, id string) {
	var j job
	if !tx.Get("job", id, &j) {
		return
	}
	words := enrichmentWords[j.Kind]
	data := obj{"status": "available", "message": words[0], "action": words[1]}
	if j.File != "" {
		j.Data = j.enriched()
		data["file_name"], data["action"] = j.File, "Make a call to the enrichment record endpoint for the result"
	} else if !s.enrichAccount(tx, at, &j) {
		return
	} else {
		data["account"] = j.Account
	}
	j.Status, j.Done = "finished", at
	tx.Put("job", j.ID, j)
	later(tx, at.Add(enrichmentLife+time.Second), "enrichment_forget", j.ID)
	s.emit(tx, at, "mono.events."+j.Kind, wrapped, data)
}

// enrichmentForgotten drops a result that nobody may fetch any more; the tracker still knows the job.
func (s *Server) enrichmentForgotten(tx Tx, _ time.Time, id string) {
	var j job
	if tx.Get("job", id, &j) {
		j.Data, j.Rows = nil, nil
		tx.Put("job", j.ID, j)
	}
}

// enrichAccount does the work of a job on a linked account, unless it was unlinked meanwhile.
func (s *Server) enrichAccount(tx Tx, at time.Time, j *job) bool {
	var a linked
	if !tx.Get("account", j.Account, &a) || a.Unlinked {
		return false
	}
	rows := s.seenRows(tx, a, at)
	switch j.Kind {
	case "statement_insights":
		j.Data = insightsOf(a.ID, rows)
		return true
	case "transaction_metadata":
		a.Described = at
	default:
		a.Categorised = at
	}
	tx.Put("account", a.ID, a)
	j.Data = a.transactions(rows)
	return true
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
