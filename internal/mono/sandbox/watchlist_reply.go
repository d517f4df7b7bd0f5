package sandbox

import (
	"fmt"
	"net/http"
	"time"
)

const stillScreening = "Watchlist screening is still processing, please try again later"

func screeningOf(tx Tx, c call) (screening, reply, bool) {
	var x screening
	if !tx.Get("screening", c.PathValue("id"), &x) {
		return x, failed(c.now, http.StatusNotFound, "Screening not found"), false
	}
	return x, reply{}, true
}

func (s *Server) screeningResult(tx Tx, c call) reply {
	x, refusal, found := screeningOf(tx, c)
	switch {
	case !found:
		return refusal
	case x.Status == "processing":
		return ok(c.now, stillScreening, obj{"id": x.ID, "status": x.Status, "message": stillScreening})
	case x.Status == "failed":
		return ok(c.now, "Watchlist screening failed", obj{"id": x.ID, "status": x.Status, "type": x.Subject.Type})
	}
	reason, fields := "No match found", []obj{}
	if x.Hit.Found {
		reason = "Match found on " + x.Hit.Lists
		fields = append(fields, obj{"input_field": "name", "input_value": x.Subject.Name, "matched_value": x.Subject.Name, "confidence_score": 100})
	}
	return ok(c.now, "Request completed successfully", obj{"id": x.ID, "status": x.Status, "type": x.Subject.Type, "match_found": x.Hit.Found, "match_score": x.Hit.Score,
		"risk_level": x.Hit.Risk, "risk_reason": reason, "report_url": nil, "matched_fields": fields})
}

func (s *Server) screeningLog(tx Tx, c call) reply {
	x, refusal, found := screeningOf(tx, c)
	if !found {
		return refusal
	}
	lines := []obj{}
	for _, l := range x.Log {
		lines = append(lines, obj{"id": l.ID, "event": l.Event, "screening": x.ID, "created_at": iso(l.Created)})
	}
	return ok(c.now, "Request completed successfully", lines)
}

func (s *Server) screeningReport(tx Tx, c call) reply {
	x, refusal, found := screeningOf(tx, c)
	if !found {
		return refusal
	}
	if x.Status != "completed" {
		return failed(c.now, http.StatusNotFound, "Report is not available")
	}
	return reply{status: http.StatusOK, body: writePDF([]string{"WATCHLIST SCREENING REPORT (SANDBOX)", "", "Screening  " + x.ID, "Subject    " + x.Subject.Name, "Type       " + x.Subject.Type,
		fmt.Sprintf("Match      %v, score %g, risk %s", x.Hit.Found, x.Hit.Score, x.Hit.Risk), "Lists      " + x.Hit.Lists})}
}

// startWatching screens a subject again and again; the first look is at once.
func (s *Server) startWatching(tx Tx, c call) reply {
	var who subject
	if !c.decode(&who) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := who.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	x := screening{ID: "aml_scr_" + hexDigits(32), Subject: who, Status: "completed", Watched: true, Hit: screen(who)}
	x.note("monitoring_created", c.now)
	tx.Put("screening", x.ID, x)
	s.emitWatch(tx, c.now, "monitoring_created", x, obj{"profile": who})
	return ok(c.now, "Request completed successfully", obj{"id": x.ID, "status": "successful"})
}

func (s *Server) stopWatching(tx Tx, c call) reply {
	x, refusal, found := screeningOf(tx, c)
	if !found {
		return refusal
	}
	if !x.Watched || x.Stopped {
		return failed(c.now, http.StatusNotFound, "Monitoring not found")
	}
	x.Stopped = true
	x.note("monitoring_completed", c.now)
	tx.Put("screening", x.ID, x)
	s.emitWatch(tx, c.now, "monitoring_completed", x, obj{"profile": x.Subject})
	return ok(c.now, "Request completed successfully", obj{"id": x.ID, "status": "successful"})
}

// watchedChanges puts a watched subject on a list, or off it: what a control call asks for.
func (s *Server) watchedChanges(tx Tx, now time.Time, id string) bool {
	var x screening
	if !tx.Get("screening", id, &x) || !x.Watched || x.Stopped {
		return false
	}
	before := x.Hit.Found
	if x.Hit = (hit{Risk: "low"}); !before {
		x.Hit = hit{true, 91.5, "high", "UN SANCTIONS"}
	}
	x.note("match_updated", now)
	tx.Put("screening", x.ID, x)
	s.emitWatch(tx, now, "match_updated", x, obj{"match_found": x.Hit.Found, "action": "Make a call to the screening result endpoint for more details", "profile": x.Subject})
	return true
}
