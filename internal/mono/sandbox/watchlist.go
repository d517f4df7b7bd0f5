package sandbox

import (
	"strings"
	"time"
)

// subject is who is screened.
type subject struct {
	Type    string `json:"type"` // individual, entity
	Name    string `json:"name"`
	Born    string `json:"date_of_birth,omitempty"`
	BVN     string `json:"bvn,omitempty"`
	Gender  string `json:"gender,omitempty"`
	Address string `json:"address,omitempty"`
	Country string `json:"country,omitempty"`
}

// screening is one look at the lists, or a subject that is watched.
type screening struct {
	ID      string    `json:"id"`
	Subject subject   `json:"subject"`
	Status  string    `json:"status"` // processing, completed, failed
	Hit     hit       `json:"hit"`
	Watched bool      `json:"watched,omitempty"`
	Stopped bool      `json:"stopped,omitempty"`
	Log     []logLine `json:"log"`
}

type logLine struct {
	ID      string    `json:"id"`
	Event   string    `json:"event"`
	Created time.Time `json:"created_at"`
}

// hit is what a list says; the two figures do not move together, as in Mono's samples.
type hit struct {
	Found bool    `json:"found"`
	Score float64 `json:"score"`
	Risk  string  `json:"risk"` // low, medium, high
	Lists string  `json:"lists,omitempty"`
}

// listedNames are the people and firms of the sandbox's lists, none of whom exists.
var listedNames = map[string]hit{
	"IBRAHIM SANCTIONED":     {true, 57.5, "high", "EU SANCTIONS,NIBSS"},
	"CHIEF POLITICAL PERSON": {true, 88, "medium", "PEP"},
	"ADVERSE MEDIA LTD":      {true, 100, "low", "ADVERSE MEDIA"},
	"BLACKSTAR SHIPPING":     {true, 96.4, "high", "OFAC SDN"},
}

// watchedBVN ends the BVNs that are on the local fraud list.
const watchedBVN = "666"

func screen(x subject) hit {
	if h, listed := listedNames[strings.ToUpper(strings.Join(strings.Fields(x.Name), " "))]; listed {
		return h
	}
	if strings.HasSuffix(x.BVN, watchedBVN) {
		return hit{true, 100, "high", "NIBSS"}
	}
	return hit{Risk: "low"}
}

func (x subject) complaints() []field {
	bad := need("name", x.Name)
	if x.Type != "individual" && x.Type != "entity" {
		bad = append(bad, field{"type", "type must be one of individual, entity"})
	}
	if x.Born != "" && !isDay(x.Born) {
		bad = append(bad, field{"date_of_birth", "date_of_birth must be in the format YYYY-MM-DD"})
	}
	if x.Type == "entity" && x.Country == "" {
		bad = append(bad, field{"country", "country is required"})
	}
	return bad
}

func (x *screening) note(event string, at time.Time) {
	x.Log = append(x.Log, logLine{hashID(x.ID, event, at.UnixNano()), event, at})
}

func (s *Server) newScreening(tx Tx, now time.Time, who subject) screening {
	x := screening{ID: "aml_scr_" + hexDigits(32), Subject: who, Status: "processing"}
	x.note("screening_created", now)
	tx.Put("screening", x.ID, x)
	s.emitWatch(tx, now, "screening_created", x, obj{"profile": who})
	later(tx, now.Add(s.AnalysisWait), "screening", x.ID)
	return x
}

func (s *Server) emitWatch(tx Tx, at time.Time, event string, x screening, more obj) {
	data := obj{"id": x.ID, "type": x.Subject.Type}
	for k, v := range more {
		data[k] = v
	}
	s.emit(tx, at, "mono.events.watchlist."+event, outside, data)
}

func (s *Server) startScreening(tx Tx, c call) reply {
	var who subject
	if !c.decode(&who) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := who.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	x := s.newScreening(tx, c.now, who)
	return ok(c.now, "Request completed successfully", obj{"id": x.ID, "status": x.Status})
}

// startScreenings is the batch. What is wrong with one entry refuses all, before anything starts.
func (s *Server) startScreenings(tx Tx, c call) reply {
	var f struct {
		Entries []subject `json:"entries"`
	}
	if !c.decode(&f) || len(f.Entries) == 0 {
		return invalid(c.now, field{"entries", "entries must not be empty"})
	}
	for i, who := range f.Entries {
		if bad := who.complaints(); bad != nil {
			for k := range bad {
				bad[k].Field = "entries." + text10(int64(i)) + "." + bad[k].Field
			}
			return invalid(c.now, bad...)
		}
	}
	out := []obj{}
	for _, who := range f.Entries {
		x := s.newScreening(tx, c.now, who)
		out = append(out, obj{"id": x.ID, "status": x.Status})
	}
	return ok(c.now, "Request completed successfully", out).costing(int64(len(out)) * 1_000_00)
}

// screeningDone ends a screening: a failure, or the result and whether there was a match.
func (s *Server) screeningDone(tx Tx, at time.Time, id string) {
	var x screening
	if !tx.Get("screening", id, &x) || x.Status != "processing" {
		return
	}
	if takeFault(tx, "watchlist_failed", "watchlist").Kind != "" {
		x.Status = "failed"
		x.note("attempt_failed", at)
		tx.Put("screening", x.ID, x)
		s.emitWatch(tx, at, "attempt_failed", x, obj{"reason": "An error occurred while fetching identity"})
		return
	}
	x.Status, x.Hit = "completed", screen(x.Subject)
	x.note("attempt_completed", at)
	s.emitWatch(tx, at, "attempt_completed", x, obj{"match_found": x.Hit.Found, "match_score": x.Hit.Score, "risk_level": x.Hit.Risk,
		"report_url": s.PublicURL + "/v3/lookup/watchlist/" + x.ID + "/report"})
	s.emitMatch(tx, at, &x)
	tx.Put("screening", x.ID, x)
}

func (s *Server) emitMatch(tx Tx, at time.Time, x *screening) {
	event, action := "match_not_found", ""
	if x.Hit.Found {
		event, action = "match_found", "Make a call to the screening result endpoint for more details"
	}
	x.note(event, at)
	s.emitWatch(tx, at, event, *x, obj{"match_found": x.Hit.Found, "action": action, "profile": x.Subject})
}

func hexDigits(n int) string {
	const digits = "0123456789abcdef"
	out := make([]byte, n)
	for i, b := range randomBytes(n) {
		out[i] = digits[b%16]
	}
	return string(out)
}
