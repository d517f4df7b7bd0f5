package openbanking

import (
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/mono"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"
)

// accounts reads every linked account with its statement.
func (f *file) accounts() []underwriting.Account {
	var out []underwriting.Account
	for _, x := range f.dossier.Accounts {
		out = append(out, f.account(x))
	}
	return out
}

func (f *file) account(x origination.LinkedAccount) underwriting.Account {
	a := underwriting.Account{ID: x.ID.String(), Institution: x.Institution, Currency: x.Currency, OwnerName: x.Name}
	if d, ok := read(f, x.ID, origination.SourceDetails, readDetails); ok {
		a.Balance = known(d.Account.Balance)
	}
	if who, ok := read(f, x.ID, origination.SourceIdentity, readIdentity); ok && who.FullName != "" {
		a.OwnerName = who.FullName
	}
	a.Transactions = f.transactions(x.ID)
	return a
}

// transactions prefers the pages of transactions and completes them from the statement: rows that
// only the statement has are added when both name rows alike, so that nothing counts twice. Only
// when neither came is the source missing.
func (f *file) transactions(account origination.AccountID) []underwriting.Transaction {
	rows, paged := f.optional(account, origination.SourceTransactions, readTransactions)
	statement, stated := f.optional(account, origination.SourceStatement, readStatement)
	switch {
	case !paged && !stated:
		f.lack(origination.SourceTransactions)
		return nil
	case !paged:
		rows = statement
	case stated:
		rows = completed(rows, statement)
	}
	out := make([]underwriting.Transaction, 0, len(rows))
	for _, r := range rows {
		if !r.Type.Known() || r.Date.IsZero() {
			f.lack(origination.SourceTransactions) // a row of unknown direction or day: the statement is not whole
			continue
		}
		out = append(out, transaction(r))
	}
	return out
}

// optional is read without noting what is lacking.
func (f *file) optional(account origination.AccountID, s origination.Source, by func([]byte) ([]mono.Transaction, error)) ([]mono.Transaction, bool) {
	b, came := f.piece(account, s)
	if !came {
		return nil, false
	}
	rows, err := by(b)
	return rows, err == nil
}

// completed adds the statement's rows that are not among the pages' rows.
func completed(rows, statement []mono.Transaction) []mono.Transaction {
	seen := map[string]bool{}
	for _, r := range rows {
		if r.ID != "" {
			seen[r.ID] = true
		}
	}
	var more []mono.Transaction
	shared := 0
	for _, s := range statement {
		switch {
		case s.ID == "":
		case seen[s.ID]:
			shared++
		default:
			more = append(more, s)
		}
	}
	if shared == 0 && len(rows) > 0 {
		return rows
	}
	return append(rows, more...)
}

func transaction(r mono.Transaction) underwriting.Transaction {
	return underwriting.Transaction{
		ID: r.ID, At: r.Date.In(calendar.Lagos).Format(time.RFC3339), Type: string(r.Type), Amount: int64(r.Amount),
		Balance: known(r.Balance), Narration: r.Narration, Category: strings.ToLower(r.Category),
	}
}
