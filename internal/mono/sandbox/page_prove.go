package sandbox

import (
	"net/http"
	"net/url"
	"strings"
)

// openProof finds a proof that is under way, or the page that says why not.
func openProof(tx Tx, c call) (proof, shown, bool) {
	var p proof
	if !tx.Get("proof", c.PathValue("id"), &p) {
		return p, message(http.StatusNotFound, "This verification does not exist", "Go back to the lender and start again."), false
	}
	if p.Status != "pending" {
		return p, message(http.StatusGone, "This verification is "+strings.ReplaceAll(p.Status, "_", " "), "There is nothing left to do. Go back to the lender."), false
	}
	return p, shown{}, true
}

// provePage shows the step that comes next: who it is, the code, then the face.
func (s *Server) provePage(tx Tx, c call) shown {
	p, trouble, open := openProof(tx, c)
	if !open {
		return trouble
	}
	return proveStep(p, "")
}

func proveStep(p proof, trouble string) shown {
	step := "identity"
	switch {
	case p.Passed:
		step = "face"
	case p.BVN != "" && p.Tries > 0:
		step = "code"
	}
	v := show("prove.html", obj{"Title": "Show who you are", "Proof": p, "Step": step, "Trouble": trouble, "People": allPeople, "Papers": p.papers()})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

// papers names what the tier asks for beside the BVN and the face.
func (p proof) papers() []string {
	return map[string][]string{"tier_2": {"a government document"}, "tier_3": {"a government document", "your address"}, "custom": p.Identities}[p.Level]
}

// proveIdentity takes the BVN or the NIN and sends the code.
func (s *Server) proveIdentity(tx Tx, c call) shown {
	p, trouble, open := openProof(tx, c)
	if !open {
		return trouble
	}
	bvn := bvnOf(c.field("number"))
	if bvn == "" {
		p.fault(c, "BVN or NIN not found")
		s.saveProof(tx, p)
		return proveStep(p, "No person of the sandbox has this BVN or NIN.")
	}
	p.BVN, p.Tries = bvn, 1
	s.saveProof(tx, p)
	return goTo("/prove/" + p.ID)
}

func (p *proof) fault(c call, what string) {
	p.Errors = append(p.Errors, proveError{c.now.UnixMilli(), what})
}

func (s *Server) proveCode(tx Tx, c call) shown {
	p, trouble, open := openProof(tx, c)
	if !open {
		return trouble
	}
	if p.BVN == "" || c.field("code") != testCode {
		p.Tries++
		p.fault(c, "Invalid OTP")
		s.saveProof(tx, p)
		return proveStep(p, "The code is not right. The sandbox's code is 123456.")
	}
	p.Passed = true
	s.saveProof(tx, p)
	return goTo("/prove/" + p.ID)
}

// proveFace ends it: the own face succeeds, and after three others a person must decide.
func (s *Server) proveFace(tx Tx, c call) shown {
	p, trouble, open := openProof(tx, c)
	switch {
	case !open:
		return trouble
	case !p.Passed:
		return goTo("/prove/" + p.ID)
	}
	p.Once = c.field("access") == "once"
	if c.field("face") == "own" {
		p = s.endProof(tx, c.now, p, "successful", "")
		return goTo(p.returnURL("successful"))
	}
	p.Faces++
	p.fault(c, "Face does not match")
	s.saveProof(tx, p)
	if p.Faces >= faceTries {
		p = s.endProof(tx, c.now, p, "awaiting_review", "")
		return goTo(p.returnURL("awaiting_review"))
	}
	return proveStep(p, "Your face does not match the photo of your BVN. Try again in better light.")
}

func (s *Server) proveCancelled(tx Tx, c call) shown {
	p, trouble, open := openProof(tx, c)
	if !open {
		return trouble
	}
	p = s.endProof(tx, c.now, p, "cancelled", "Cancelled by the customer")
	return goTo(p.returnURL("cancelled"))
}

func (p proof) returnURL(status string) string {
	return withQuery(p.Redirect, url.Values{"status": {status}, "reference": {p.Reference}})
}
