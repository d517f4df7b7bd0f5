package openbanking

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/servicing"

	"github.com/shopspring/decimal"
)

// payoutPagesMax bounds a look at the payouts: they come newest first and the look ends at the first
// that was read before, so that only the very first look goes so far.
const payoutPagesMax = 200

// Payouts gives the payouts that have reached our account and were not read before, with what each is
// made of. The look ends at a page on which all were read before.
func (a Adapter) Payouts(ctx context.Context, known func(monoID string) (bool, error)) ([]servicing.Payout, error) {
	var fresh []servicing.Payout
	for page := 1; page <= payoutPagesMax; page++ {
		list, err := a.Client.Payouts(ctx, mono.PayoutSettled, page)
		if err != nil {
			return nil, asFault(err)
		}
		seen := 0
		for _, p := range list.Items {
			read, err := known(p.ID)
			switch {
			case err != nil:
				return nil, err
			case read:
				seen++
				continue
			case p.Status != mono.PayoutSettled:
				continue
			}
			x, err := a.payout(ctx, p)
			if err != nil {
				return nil, err
			}
			fresh = append(fresh, x)
		}
		if seen == len(list.Items) || !list.More {
			break
		}
	}
	return fresh, nil
}

func (a Adapter) payout(ctx context.Context, p mono.Payout) (servicing.Payout, error) {
	x := servicing.Payout{
		MonoID: p.ID, On: calendar.DayOf(payoutTime(p), calendar.Lagos), Amount: money.Kobo(int64(p.Amount.Kobo)),
		Fee: wholeKobo(p.Fee.Decimal), Settled: wholeKobo(p.Settled.Decimal),
	}
	if !p.Settled.Known {
		x.Settled = x.Amount.Sub(x.Fee)
	}
	for page := 1; page <= payoutPagesMax; page++ {
		list, err := a.Client.PayoutPayments(ctx, p.ID, page)
		if err != nil {
			return x, asFault(err)
		}
		for _, part := range list.Items {
			x.Parts = append(x.Parts, servicing.PayoutPart{Reference: part.Reference, Amount: money.Kobo(int64(part.Amount.Kobo)),
				Fee: money.Kobo(int64(part.Fee.Kobo)), HeldBack: part.HeldBack})
		}
		if len(list.Items) == 0 || !list.More {
			break
		}
	}
	return x, nil
}

func payoutTime(p mono.Payout) time.Time { return p.Date.Time }

// wholeKobo rounds the provider's fractions of a kobo half up: they are noise of its arithmetic.
func wholeKobo(d decimal.Decimal) money.Money { return money.Kobo(d.Round(0).IntPart()) }
