package origination

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// Decide judges an application whose evidence is all final, and stores the decision once with the
// case that it was made on, frozen. A repeat does nothing.
func (d *Desk) Decide(ctx context.Context, app ApplicationID) (err error) {
	defer fault.Wrap(&err, "origination.Decide(%s)", app)
	dossier, ready, err := d.dossier(ctx, app)
	if err != nil || !ready {
		return err
	}
	r, offers, err := d.judge(dossier)
	if err != nil {
		return err
	}
	next := verbFor(r.Decision.Outcome, dossier.Evidence)
	if doubtful, err := d.Store.BVNDoubtful(ctx, dossier.Application.Borrower); err != nil {
		return err
	} else if doubtful && next == verbOffer {
		next = verbRefer // one person with two log-ins, or one log-in with two persons: an officer asks
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		return d.keepDecision(ctx, t, dossier, r, offers, next)
	})
}

// dossier collects what a case is read from. It is not ready while a piece may still come.
func (d *Desk) dossier(ctx context.Context, app ApplicationID) (x Dossier, ready bool, err error) {
	a, err := d.Store.Application(ctx, app)
	if err != nil || a.State != Gathering {
		return x, false, err
	}
	x = Dossier{Application: a, AsOf: calendar.DayOf(d.Now(), calendar.Lagos)}
	if x.Accounts, err = d.Store.Accounts(ctx, app); err != nil {
		return x, false, err
	}
	x.Accounts = slices.DeleteFunc(x.Accounts, func(l LinkedAccount) bool { return l.Refused != "" })
	if x.Evidence, err = d.Store.EvidenceRaw(ctx, app); err != nil {
		return x, false, err
	}
	if x.OwnLoans, err = d.Store.OwnLoans(ctx, a.Borrower); err != nil {
		return x, false, err
	}
	open := slices.ContainsFunc(x.Evidence, func(e Evidence) bool { return !e.State.Final() })
	return x, !open, nil
}

// judge reads the case, has it decided and turns the decision's offers into contracts to be.
func (d *Desk) judge(x Dossier) (DecisionRecord, []Offer, error) {
	c, err := d.Bank.ReadCase(x)
	if err != nil {
		return DecisionRecord{}, nil, err
	}
	frozen, err := json.Marshal(c)
	if err != nil {
		return DecisionRecord{}, nil, err
	}
	now := d.Now()
	decide := underwriting.Decide
	if d.judgeWith != nil {
		decide = d.judgeWith
	}
	decision := decide(d.Policy, c, now)
	r := DecisionRecord{ID: id.New[DecisionRecord](), Application: x.Application.ID, Decision: decision,
		ScoreParts: decision.Score.Parts, Case: frozen, At: now}
	offers, err := d.offersOf(x.Application, decision, c.Currency, x.AsOf)
	return r, offers, err
}

// offersOf computes the contract of each of the decision's offers, closed until somebody opens them.
func (d *Desk) offersOf(a Application, decision underwriting.Decision, c money.Currency, on calendar.Day) ([]Offer, error) {
	var offers []Offer
	for i, o := range decision.Offers {
		terms := d.Policy.Terms(o, c, on)
		schedule, err := lending.NewSchedule(terms)
		if err != nil {
			return nil, fmt.Errorf("the schedule of offer %d: %w", i+1, err)
		}
		offers = append(offers, Offer{ID: id.New[Offer](), Application: a.ID, Position: i + 1, Offer: o,
			Terms: terms, Schedule: schedule, Digest: TermsDigest(terms, schedule)})
	}
	return offers, nil
}

// verbFor is what an outcome does to the application. Without any statement nobody is declined or
// approved by the engine: an officer looks at what there is.
func verbFor(outcome underwriting.Outcome, pieces []Evidence) verb {
	if !slices.ContainsFunc(pieces, hasStatement) {
		return verbRefer
	}
	switch outcome {
	case underwriting.Approve:
		return verbOffer
	case underwriting.Decline:
		return verbDecline
	}
	return verbRefer
}

// keepDecision stores decision, offers, state and message, if the evidence is still what was judged.
func (d *Desk) keepDecision(ctx context.Context, t Store, x Dossier, r DecisionRecord, offers []Offer, next verb) error {
	a, err := lock(ctx, t, x.Application.ID)
	if err != nil || a.State != Gathering {
		return err
	}
	same, err := sameEvidence(ctx, t, x)
	if err != nil {
		return err
	}
	if !same {
		return t.Enqueue(ctx, work.Item{Kind: work.DecideApplication, ID: a.ID.String()})
	}
	if next == verbOffer && len(offers) == 0 {
		next = verbRefer
	}
	if err := t.AddDecision(ctx, r); err != nil {
		return err
	}
	if err := t.AddOffers(ctx, offers...); err != nil {
		return err
	}
	return d.carryOut(ctx, t, a.ID, next, r.Decision)
}

// sameEvidence reports whether nothing was added to the evidence since it was read.
func sameEvidence(ctx context.Context, t Store, x Dossier) (bool, error) {
	now, err := t.EvidenceOf(ctx, x.Application.ID)
	if err != nil || len(now) != len(x.Evidence) {
		return false, err
	}
	was := map[EvidenceID]string{}
	for _, e := range x.Evidence {
		was[e.ID] = string(e.State) + e.Digest
	}
	for _, e := range now {
		if was[e.ID] != string(e.State)+e.Digest {
			return false, nil
		}
	}
	return true, nil
}

// carryOut moves the application and tells the borrower.
func (d *Desk) carryOut(ctx context.Context, t Store, app ApplicationID, v verb, decision underwriting.Decision) error {
	now := d.Now()
	var a Application
	err := t.UpdateApplication(ctx, app, func(old Application) (Application, error) {
		next, err := old.do(v, now)
		a = next
		return next, err
	})
	if err != nil {
		return err
	}
	switch v {
	case verbOffer:
		return d.openOffers(ctx, t, a, now, "made offers on your application")
	case verbDecline:
		return d.tellDeclined(ctx, t, a, reasonsOf(decision))
	}
	if err := d.note(ctx, t, app, we, "passed the application to an officer"); err != nil {
		return err
	}
	return d.write(ctx, t, a, "Your application "+a.Number+" is with an officer",
		"An officer of ours looks at your application and decides, usually within one working day.\n\n"+
			"You need not do anything. We write to you as soon as there is a decision.")
}

// openOffers opens the offers for as long as they last and tells the borrower.
func (d *Desk) openOffers(ctx context.Context, t Store, a Application, now time.Time, what string) error {
	until := now.Add(d.Limits.withDefaults().OfferLasts)
	n, err := t.OpenOffers(ctx, a.ID, until)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.Newf(fault.Conflict, "There is no offer on this application that could be approved.")
	}
	if err := d.note(ctx, t, a.ID, we, what); err != nil {
		return err
	}
	return d.write(ctx, t, a, "You have offers on your application "+a.Number,
		fmt.Sprintf("There are %d offers for you to choose from. Each shows what you receive, what you pay back and when.\n\n"+
			"They are open until %s. You are free to decline them all.", n, calendar.DayOf(until, calendar.Lagos).Words()))
}

// tellDeclined tells the borrower the reasons, and whom to ask.
func (d *Desk) tellDeclined(ctx context.Context, t Store, a Application, reasons []string) error {
	if err := d.note(ctx, t, a.ID, we, "declined the application"); err != nil {
		return err
	}
	body := "We cannot offer you a loan at present."
	if len(reasons) > 0 {
		body += "\n\nThe reasons:\n- " + strings.Join(reasons, "\n- ")
	}
	return d.write(ctx, t, a, "Our decision on your application "+a.Number,
		body+"\n\nYou may ask for a person to look at this decision: answer this message.")
}

// reasonsOf are the decision's reasons that count against the borrower, in words.
func reasonsOf(decision underwriting.Decision) []string {
	var out []string
	for _, r := range decision.Reasons {
		if r.Effect == "decline" {
			out = append(out, r.Text)
		}
	}
	return out
}
