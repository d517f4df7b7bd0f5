package openbanking

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/origination"

	"github.com/shopspring/decimal"
)

// historyMonths is how far back statements are read: as far as Mono's statement goes.
const historyMonths = 12

// Ask puts one question to Mono. What it gives is the reply's bytes as they came.
func (a Adapter) Ask(ctx context.Context, q origination.Question) (origination.Answer, error) {
	ask, known := map[origination.Source]func(context.Context, origination.Question) (origination.Answer, error){
		origination.SourceDetails:          a.askDetails,
		origination.SourceIdentity:         a.askIdentity,
		origination.SourceTransactions:     a.askTransactions,
		origination.SourceStatement:        a.askStatement,
		origination.SourceIncome:           a.askIncome,
		origination.SourceCreditworthiness: a.askCreditworthiness,
		origination.SourceInsights:         a.askInsights,
		origination.SourceCreditHistory:    a.askCreditHistory,
	}[q.Source]
	if !known {
		return origination.Answer{}, fault.Newf(fault.Invalid, "Mono is not asked for %s.", q.Source.Words())
	}
	return ask(ctx, q)
}

func raw(b []byte, err error) (origination.Answer, error) {
	if err != nil {
		return origination.Answer{}, asFault(err)
	}
	return origination.Answer{Raw: b}, nil
}

func (a Adapter) askDetails(ctx context.Context, q origination.Question) (origination.Answer, error) {
	d, err := a.Client.Account(ctx, q.MonoID)
	if err == nil && d.Meta.DataStatus == mono.DataProcessing {
		err = &mono.NotReadyError{APIError: mono.APIError{Operation: "account details"}}
	}
	return raw(d.Raw, err)
}

// askIdentity asks for the account's owner. The data are there by then, so what is not there does not come.
func (a Adapter) askIdentity(ctx context.Context, q origination.Question) (origination.Answer, error) {
	who, err := a.Client.Identity(ctx, q.MonoID)
	var nobody *mono.NotReadyError
	if errors.As(err, &nobody) {
		return origination.Answer{}, fault.Because(err, fault.NotFound, "The bank does not say who owns the account.")
	}
	return raw(who.Raw, err)
}

// pages is the form in which all pages of the transactions are kept: the replies one after the other.
type pages struct {
	Pages []json.RawMessage `json:"pages"`
}

func (a Adapter) askTransactions(ctx context.Context, q origination.Question) (origination.Answer, error) {
	from := q.On.AddMonths(-historyMonths, 0)
	all, err := a.Client.AllTransactions(ctx, q.MonoID, mono.TransactionQuery{Start: mono.Day(from.String()), End: mono.Day(q.On.String())})
	if err != nil && !errors.Is(err, mono.ErrTooManyPages) {
		return origination.Answer{}, asFault(err)
	}
	return raw(json.Marshal(pages{all.Pages}))
}

func (a Adapter) askStatement(ctx context.Context, q origination.Question) (origination.Answer, error) {
	s, err := a.Client.Statement(ctx, q.MonoID, historyMonths)
	return raw(s.Raw, err)
}

// recordSlack forgives clocks that differ when an income record is matched with our question.
const recordSlack = 10 * time.Minute

// askIncome starts the analysis, or looks whether its record is there when it was started before.
func (a Adapter) askIncome(ctx context.Context, q origination.Question) (origination.Answer, error) {
	if !q.Recover {
		return raw(nil, a.Client.StartIncome(ctx, q.MonoID))
	}
	records, err := a.Client.IncomeRecords(ctx, q.MonoID)
	if err != nil {
		return origination.Answer{}, asFault(err)
	}
	for _, r := range records.Records {
		if r.CreatedAt.IsZero() || r.CreatedAt.After(q.AskedAt.Add(-recordSlack)) {
			return raw(records.Raw, nil)
		}
	}
	return origination.Answer{}, nil
}

// askCreditworthiness starts the computation; the webhook is its only copy.
func (a Adapter) askCreditworthiness(ctx context.Context, q origination.Question) (origination.Answer, error) {
	if q.Recover {
		return origination.Answer{}, nil
	}
	rate := a.MonthlyRatePercent
	if rate.IsZero() {
		rate = decimal.NewFromInt(5)
	}
	return raw(nil, a.Client.StartCreditworthiness(ctx, q.MonoID, mono.CreditworthinessRequest{BVN: q.BVN.Number(),
		Principal: mono.Kobo(q.Principal.Minor()), InterestPercent: rate, TermMonths: q.TermMonths, RunCreditCheck: true}))
}

// askInsights starts the analysis, or fetches its record by the job when it was started before.
func (a Adapter) askInsights(ctx context.Context, q origination.Question) (origination.Answer, error) {
	if q.JobRef != "" {
		record, err := a.Client.EnrichmentRecord(ctx, q.JobRef)
		return raw(record.Raw, err)
	}
	if q.Recover {
		return origination.Answer{}, nil
	}
	job, err := a.Client.StartInsights(ctx, q.MonoID)
	if err != nil {
		return origination.Answer{}, asFault(err)
	}
	answer := origination.Answer{JobRef: job.ID}
	if record, err := a.Client.EnrichmentRecord(ctx, job.ID); job.Status.Done() && err == nil {
		answer.Raw = record.Raw
	}
	return answer, nil
}

// noRecord is what is kept when no bureau knows the person: a thin file, which is neither good nor bad.
type noRecord struct {
	NoRecord bool            `json:"no_record"`
	Reply    json.RawMessage `json:"reply,omitempty"`
}

func (a Adapter) askCreditHistory(ctx context.Context, q origination.Question) (origination.Answer, error) {
	h, err := a.Client.CreditHistory(ctx, mono.BureauBoth, q.BVN.Number())
	var nobody *mono.NotFoundError
	if errors.As(err, &nobody) {
		return raw(json.Marshal(noRecord{true, nobody.Raw}))
	}
	return raw(h.Raw, err)
}

// dayIn is the day of an instant in Lagos, where Mono's days begin.
func dayIn(t time.Time) calendar.Day { return calendar.DayOf(t, calendar.Lagos) }
