package origination

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"lendwright/internal/id"
	"lendwright/internal/work"
)

// trait says how a source behaves.
type trait struct {
	person   bool // once an application, not for each account
	needsBVN bool
	once     bool // asking starts billed work that a webhook brings: put once, recovered by looking
	paid     bool // asking is dear, so that a lost reply is asked for again only a few times
	needs    string
}

// traits is the table of the sources. needs is Mono's word of the retrieved data that it is made from.
var traits = map[Source]trait{
	SourceDetails:          {},
	SourceIdentity:         {},
	SourceTransactions:     {needs: "transactions"},
	SourceStatement:        {needs: "transactions"},
	SourceIncome:           {needs: "transactions", once: true},
	SourceCreditworthiness: {needs: "transactions", once: true, needsBVN: true},
	SourceInsights:         {needs: "transactions", once: true},
	SourceBVN:              {person: true},
	SourceCreditHistory:    {person: true, needsBVN: true, paid: true},
}

// allOfAccount and allOfPerson are the sources in the order in which people see them.
var (
	allOfAccount = []Source{SourceDetails, SourceIdentity, SourceTransactions, SourceStatement, SourceIncome, SourceInsights, SourceCreditworthiness}
	allOfPerson  = []Source{SourceBVN, SourceCreditHistory}
)

// Words names a source for people.
func (s Source) Words() string {
	return map[Source]string{
		SourceDetails: "account details", SourceIdentity: "account owner", SourceTransactions: "transactions",
		SourceStatement: "bank statement", SourceIncome: "income", SourceCreditworthiness: "creditworthiness",
		SourceInsights: "statement insights", SourceBVN: "BVN", SourceCreditHistory: "credit history",
	}[s]
}

// DigestOf is the hex SHA-256 of raw evidence, as a decision names it.
func DigestOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// arrive makes a piece final with its raw answer.
func (e Evidence) arrive(raw []byte, at time.Time) Evidence {
	e.State, e.Raw, e.Digest, e.ArrivedAt, e.Why = EvidenceArrived, raw, DigestOf(raw), at, ""
	return e
}

// giveUp makes a piece final without an answer, with the reason in words.
func (e Evidence) giveUp(why string, at time.Time) Evidence {
	e.State, e.Why, e.ArrivedAt = EvidenceMissing, why, at
	return e
}

// ask lets a job ask for a piece: one that waited, or one that was given up before it was ever
// asked for, because its account's data were not there.
func (e Evidence) ask() (Evidence, bool) {
	if e.State == EvidenceWaiting || e.State == EvidenceMissing && e.Attempts == 0 {
		e.State, e.Why, e.ArrivedAt = EvidenceAsking, "", time.Time{}
		return e, true
	}
	return e, false
}

// unlock makes the account's pieces and asks for those that can be had now.
func (d *Desk) unlock(ctx context.Context, t Store, a Application, x LinkedAccount, retrieved []string) error {
	if a.State != Gathering || a.gatheringClosed(d.Now()) {
		return nil
	}
	if err := t.AddEvidence(ctx, blanks(a.ID, x.ID)...); err != nil {
		return err
	}
	switch x.DataStatus {
	case DataAvailable, DataPartial:
		if err := d.askFor(ctx, t, a, x, retrieved); err != nil {
			return err
		}
	case DataUnavailable:
		if err := d.giveUpAccount(ctx, t, x, "The bank does not give this account's data at present.", allOfAccount...); err != nil {
			return err
		}
	case DataFailed:
		if err := d.giveUpAccount(ctx, t, x, "Mono could not read this account.", allOfAccount...); err != nil {
			return err
		}
	}
	return d.decideIfComplete(ctx, t, a)
}

// blanks are the pieces of an application with one account, all waiting.
func blanks(app ApplicationID, account AccountID) []Evidence {
	var all []Evidence
	for _, s := range allOfAccount {
		all = append(all, Evidence{ID: id.New[Evidence](), Application: app, Account: account, Source: s, State: EvidenceWaiting})
	}
	for _, s := range allOfPerson {
		all = append(all, Evidence{ID: id.New[Evidence](), Application: app, Source: s, State: EvidenceWaiting})
	}
	return all
}

// askFor asks for what the account's data allow; of an account in part, what needs the absent part is missing.
func (d *Desk) askFor(ctx context.Context, t Store, a Application, x LinkedAccount, retrieved []string) error {
	absent := func(need string) bool {
		return x.DataStatus == DataPartial && need != "" && len(retrieved) > 0 &&
			!slices.ContainsFunc(retrieved, func(r string) bool { return strings.EqualFold(r, need) })
	}
	var lacking []Source
	for _, s := range allOfAccount {
		if absent(traits[s].needs) {
			lacking = append(lacking, s)
		}
	}
	if err := d.giveUpAccount(ctx, t, x, "The bank gave only a part of this account's data.", lacking...); err != nil {
		return err
	}
	return d.release(ctx, t, a, func(e Evidence) bool {
		return e.Account == x.ID && !slices.Contains(lacking, e.Source) && (!traits[e.Source].needsBVN || a.BVNLast4 != "")
	})
}

// release asks, by jobs, for the pieces of an application that wanted names.
func (d *Desk) release(ctx context.Context, t Store, a Application, wanted func(Evidence) bool) error {
	pieces, err := t.EvidenceOf(ctx, a.ID)
	if err != nil {
		return err
	}
	var asked []Evidence
	for _, e := range pieces {
		next, yes := e.ask()
		if !yes || !wanted(e) {
			continue
		}
		if err := t.UpdateEvidence(ctx, e.ID, func(Evidence) (Evidence, error) { return next, nil }); err != nil {
			return err
		}
		asked = append(asked, next)
	}
	return t.Enqueue(ctx, gatherJobs(asked...)...)
}

// giveUpAccount marks pieces of an account missing that are not final yet.
func (d *Desk) giveUpAccount(ctx context.Context, t Store, x LinkedAccount, why string, sources ...Source) error {
	return d.giveUpWhere(ctx, t, x.Application, func(e Evidence) (string, bool) {
		return why, e.Account == x.ID && slices.Contains(sources, e.Source)
	})
}

// giveUpWhere marks the pieces missing that are not final and for which reason gives one.
func (d *Desk) giveUpWhere(ctx context.Context, t Store, app ApplicationID, reason func(Evidence) (string, bool)) error {
	pieces, err := t.EvidenceOf(ctx, app)
	if err != nil {
		return err
	}
	for _, e := range pieces {
		why, yes := reason(e)
		if e.State.Final() || !yes {
			continue
		}
		next := e.giveUp(why, d.Now())
		if err := t.UpdateEvidence(ctx, e.ID, func(Evidence) (Evidence, error) { return next, nil }); err != nil {
			return err
		}
	}
	return nil
}

// decideIfComplete asks for the decision when nothing more is expected and there is a statement.
// Without any statement the borrower may still link another account: the deadline decides then.
func (d *Desk) decideIfComplete(ctx context.Context, t Store, a Application) error {
	if a.State != Gathering {
		return nil
	}
	pieces, err := t.EvidenceOf(ctx, a.ID)
	if err != nil || !complete(pieces) {
		return err
	}
	return t.Enqueue(ctx, work.Item{Kind: work.DecideApplication, ID: a.ID.String()})
}

// complete reports whether every piece is final and some account gave its transactions.
func complete(pieces []Evidence) bool {
	for _, e := range pieces {
		if !e.State.Final() {
			return false
		}
	}
	return slices.ContainsFunc(pieces, hasStatement)
}

// hasStatement reports whether a piece is an account's statement that came.
func hasStatement(e Evidence) bool {
	return e.State == EvidenceArrived && (e.Source == SourceTransactions || e.Source == SourceStatement)
}
