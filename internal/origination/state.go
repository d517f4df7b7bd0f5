package origination

import (
	"slices"
	"time"

	"lendwright/internal/fault"
)

// verb is what can happen to an application.
type verb string

const (
	verbLink       verb = "link"        // a bank account was linked
	verbOffer      verb = "offer"       // the engine approves
	verbRefer      verb = "refer"       // the engine, or a lack of evidence, asks for an officer
	verbDecline    verb = "decline"     // the engine declines
	verbApprove    verb = "approve"     // an officer approves
	verbTurnDown   verb = "turn down"   // an officer declines
	verbAccept     verb = "accept"      // the borrower accepts an offer
	verbLapse      verb = "lapse"       // nobody acted in time
	verbWithdraw   verb = "withdraw"    // the borrower ends it
	verbConfirmBVN verb = "confirm bvn" // the borrower proves the BVN; the state stays
)

// move is one row of the machine: from any of these states to that one. An empty to keeps the state.
type move struct {
	from []State
	to   State
}

// moves is the whole life of an application. What is not here is refused.
var moves = map[verb]move{
	verbLink:       {from: []State{Submitted, Gathering}, to: Gathering},
	verbConfirmBVN: {from: []State{Submitted, Gathering}},
	verbOffer:      {from: []State{Gathering}, to: Offered},
	verbRefer:      {from: []State{Gathering}, to: Referred},
	verbDecline:    {from: []State{Gathering}, to: Declined},
	verbApprove:    {from: []State{Referred}, to: Offered},
	verbTurnDown:   {from: []State{Referred}, to: Declined},
	verbAccept:     {from: []State{Offered}, to: Accepted},
	verbLapse:      {from: []State{Submitted, Offered}, to: Lapsed},
	verbWithdraw:   {from: []State{Submitted, Gathering, Referred, Offered}, to: Withdrawn},
}

// saidOf tells the person what an application's state means when it refuses.
var saidOf = map[State]string{
	Submitted: "This application still waits for a linked bank account.",
	Gathering: "We are still gathering the evidence for this application.",
	Referred:  "This application is with an officer.",
	Offered:   "There are offers open on this application.",
	Accepted:  "An offer on this application was accepted already.",
	Declined:  "This application was declined.",
	Lapsed:    "This application lapsed. You can apply again.",
	Withdrawn: "This application was withdrawn. You can apply again.",
}

// Final reports whether nothing more happens to an application in this state.
func (s State) Final() bool {
	return s == Accepted || s == Declined || s == Lapsed || s == Withdrawn
}

// may reports whether the state allows a verb.
func (s State) may(v verb) bool { return slices.Contains(moves[v].from, s) }

// do carries out a verb, or refuses with a Conflict that says how the application stands.
func (a Application) do(v verb, at time.Time) (Application, error) {
	if !a.State.may(v) {
		return a, fault.Newf(fault.Conflict, "%s", saidOf[a.State])
	}
	if to := moves[v].to; to != "" {
		a.State = to
	}
	if a.State.Final() && a.State != Accepted { // of an accepted one the mandates still need it
		a.BVN, a.BVNSession, a.BVNMethods = a.BVN.erased(a.BVNLast4 != ""), "", nil
	}
	a.ChangedAt = at
	return a, nil
}

// CanLink reports whether a bank account may still be linked at an instant.
func (a Application) CanLink(at time.Time) bool {
	return a.State.may(verbLink) && !a.gatheringClosed(at)
}

// gatheringClosed reports whether the deadline of the gathering has passed.
func (a Application) gatheringClosed(at time.Time) bool {
	return !a.GatherBy.IsZero() && !at.Before(a.GatherBy)
}
