package openbanking

import (
	"context"

	"lendwright/internal/mono"
	"lendwright/internal/origination"
)

// OpenLink opens a visit to Mono's hosted Connect Link and gives its address.
func (a Adapter) OpenLink(ctx context.Context, v origination.Visit) (string, error) {
	link, err := a.Client.InitiateLink(ctx, mono.LinkRequest{Name: v.Name, Email: v.Email, Reference: v.Ref, RedirectURL: v.RedirectURL})
	return link.URL, asFault(err)
}

// ExchangeCode turns the redirect's code into Mono's account id.
func (a Adapter) ExchangeCode(ctx context.Context, code string) (string, error) {
	account, err := a.Client.ExchangeCode(ctx, code)
	return account, asFault(err)
}

// Account tells how an account stands at Mono now.
func (a Adapter) Account(ctx context.Context, monoID string) (origination.AccountReport, error) {
	d, err := a.Client.Account(ctx, monoID)
	if err != nil {
		return origination.AccountReport{}, asFault(err)
	}
	return accountReport(d.Account, d.Meta), nil
}

// accountReport puts Mono's account into our words.
func accountReport(x mono.Account, meta mono.AccountMeta) origination.AccountReport {
	return origination.AccountReport{
		MonoID: x.ID, Ref: meta.Ref, Institution: x.Institution.Name, BankCode: string(x.Institution.BankCode),
		Number: string(x.AccountNumber), Name: x.Name, Currency: x.Currency, BVNLast4: lastFour(x.BVN),
		DataStatus: string(meta.DataStatus), Retrieved: meta.RetrievedData,
	}
}

// lastFour is what Mono gives of a BVN in details; some events carry it whole, which we do not keep.
func lastFour(bvn string) string {
	if len(bvn) < 4 {
		return ""
	}
	return bvn[len(bvn)-4:]
}
