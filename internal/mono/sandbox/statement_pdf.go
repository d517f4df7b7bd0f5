package sandbox

import (
	"fmt"
	"net/http"
	"time"
)

// printing is a statement on its way to a PDF.
type printing struct {
	ID      string    `json:"id"`
	File    string    `json:"file"` // 20 characters of the address
	Account string    `json:"account"`
	From    time.Time `json:"from"`
	Made    time.Time `json:"made"`
	Ready   time.Time `json:"ready"`
}

func (s *Server) startPrinting(tx Tx, c call, a linked, from time.Time) reply {
	p := printing{ID: letters(20), File: letters(20), Account: a.ID, From: from, Made: c.now, Ready: c.now.Add(s.AnalysisWait)}
	tx.Put("printing", p.ID, p)
	tx.Put("printing_file", p.File, p.ID)
	return ok(c.now, "Request was successfully completed", s.describePrinting(p, c.now)).without("timestamp")
}

func (s *Server) describePrinting(p printing, now time.Time) obj {
	status := "BUILDING"
	if !now.Before(p.Ready) {
		status = "BUILT"
	}
	return obj{"id": p.ID, "status": status, "path": s.PublicURL + "/statements/" + p.File + ".pdf"}
}

func (s *Server) getPrinting(tx Tx, c call) reply {
	var p printing
	if a, found := accountOf(tx, c); !found {
		return accountUnknown()
	} else if !tx.Get("printing", c.PathValue("job"), &p) || p.Account != a.ID {
		return failed(c.now, 404, "Statement job not found")
	}
	return ok(c.now, "Request was successfully completed", s.describePrinting(p, c.now)).without("timestamp")
}

// printed is the document itself, without a key: whoever has the address has the statement.
func (s *Server) printed(tx Tx, c call) reply {
	var id string
	var p printing
	var a linked
	name := c.PathValue("file")
	if len(name) < 5 || !tx.Get("printing_file", name[:len(name)-4], &id) || !tx.Get("printing", id, &p) || !tx.Get("account", p.Account, &a) ||
		a.Unlinked || c.now.Before(p.Ready) {
		return reply{status: http.StatusNotFound, body: htmlPage}
	}
	_, b := a.bank()
	lines := []string{institutionOf(b.nip).Name + "  STATEMENT OF ACCOUNT", "", b.owner, "Account " + b.number + "  " + b.kind + "  " + b.currency(),
		"From " + ymd(p.From) + " to " + ymd(p.Made), "", fmt.Sprintf("%-10s %-48s %15s %15s", "DATE", "NARRATION", "AMOUNT", "BALANCE")}
	for _, r := range s.seenRows(tx, a, p.Made) {
		if !r.At.Before(p.From) {
			lines = append(lines, statementLine(r))
		}
	}
	return reply{status: http.StatusOK, body: writePDF(append(lines, "", "A statement of the sandbox: no real bank, no real money"))}
}

func statementLine(r row) string {
	sign := "-"
	if r.Credit {
		sign = "+"
	}
	narration := []rune(r.Narration)
	return fmt.Sprintf("%-10s %-48s %15s %15s", ymd(r.At), string(narration[:min(48, len(narration))]), sign+twoPlaces(r.Amount), twoPlaces(r.Balance))
}

func twoPlaces(minor int64) string {
	if minor < 0 {
		return "-" + twoPlaces(-minor)
	}
	return fmt.Sprintf("%d.%02d", minor/100, minor%100)
}
