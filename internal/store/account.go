package store

import (
	"context"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

type accountRow struct {
	ID            string
	ApplicationID string
	MonoID        string
	Institution   string
	BankCode      string
	Number        string
	Name          string
	Currency      string
	BVNLast4      string `gorm:"column:bvn_last4"`
	DataStatus    string
	LinkRef       string
	Refused       string
	LinkedAt      time.Time
	UpdatedAt     time.Time `gorm:"autoUpdateTime:false"`
}

func (accountRow) TableName() string { return "linked_accounts" }

func accountRowOf(a origination.LinkedAccount) accountRow {
	return accountRow{ID: a.ID.String(), ApplicationID: a.Application.String(), MonoID: a.MonoID, Institution: a.Institution,
		BankCode: a.BankCode, Number: a.Number, Name: a.Name, Currency: a.Currency, BVNLast4: a.BVNLast4, DataStatus: a.DataStatus,
		LinkRef: a.LinkRef, Refused: a.Refused, LinkedAt: instant(a.LinkedAt), UpdatedAt: instant(a.UpdatedAt)}
}

func (r accountRow) account() origination.LinkedAccount {
	return origination.LinkedAccount{ID: origination.AccountID(r.ID), Application: origination.ApplicationID(r.ApplicationID),
		MonoID: r.MonoID, Institution: r.Institution, BankCode: r.BankCode, Number: r.Number, Name: r.Name, Currency: r.Currency,
		BVNLast4: r.BVNLast4, DataStatus: r.DataStatus, LinkRef: r.LinkRef, Refused: r.Refused,
		LinkedAt: r.LinkedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC()}
}

// AddAccount stores an account unless the application has one of the same Mono id.
func (s Origination) AddAccount(ctx context.Context, a origination.LinkedAccount) error {
	row := accountRowOf(a)
	err := s.q(ctx).Clauses(once("application_id", "mono_id")).Create(&row).Error
	return translate(err, "bank account")
}

// Account loads a linked account.
func (s Origination) Account(ctx context.Context, account origination.AccountID) (origination.LinkedAccount, error) {
	var row accountRow
	err := s.q(ctx).Where("id = ?", account.String()).Take(&row).Error
	return row.account(), translate(err, "bank account")
}

// AccountByMonoID loads the account most lately linked under Mono's id, one in use before a refused one.
func (s Origination) AccountByMonoID(ctx context.Context, monoID string) (origination.LinkedAccount, error) {
	var row accountRow
	err := s.q(ctx).Where("mono_id = ?", monoID).Order("CASE WHEN refused = '' THEN 0 ELSE 1 END, linked_at DESC, id DESC").Take(&row).Error
	return row.account(), translate(err, "bank account")
}

// Accounts lists an application's linked accounts, in the order of linking.
func (s Origination) Accounts(ctx context.Context, app origination.ApplicationID) ([]origination.LinkedAccount, error) {
	var rows []accountRow
	err := s.q(ctx).Where("application_id = ?", app.String()).Order("linked_at, id").Find(&rows).Error
	var out []origination.LinkedAccount
	for _, r := range rows {
		out = append(out, r.account())
	}
	return out, translate(err, "bank account")
}

// UpdateAccount loads and locks, lets change say what comes next, and writes what may change.
func (s Origination) UpdateAccount(ctx context.Context, account origination.AccountID, change func(origination.LinkedAccount) (origination.LinkedAccount, error)) error {
	return s.tx(ctx, func(t *Store) error {
		var row accountRow
		if err := locked(t.q(ctx)).Where("id = ?", account.String()).Take(&row).Error; err != nil {
			return translate(err, "bank account")
		}
		next, err := change(row.account())
		if err != nil {
			return err
		}
		row = accountRowOf(next)
		err = t.q(ctx).Model(&accountRow{}).Where("id = ?", row.ID).
			Select("institution", "bank_code", "number", "name", "currency", "bvn_last4", "data_status", "link_ref", "refused", "updated_at").
			Updates(&row).Error
		return translate(err, "bank account")
	})
}

type accountOwnerRow struct {
	BankCode   string
	Number     string
	BorrowerID string
	At         time.Time
}

func (accountOwnerRow) TableName() string { return "account_owners" }

// ClaimAccount makes the borrower the owner of a bank account unless it has one, and gives the owner.
func (s Origination) ClaimAccount(ctx context.Context, bankCode, number string, borrower lending.BorrowerID, at time.Time) (lending.BorrowerID, error) {
	row := accountOwnerRow{bankCode, number, borrower.String(), instant(at)}
	if err := s.q(ctx).Clauses(once("bank_code", "number")).Create(&row).Error; err != nil {
		return "", translate(err, "bank account")
	}
	err := s.q(ctx).Where("bank_code = ? AND number = ?", bankCode, number).Take(&row).Error
	return lending.BorrowerID(row.BorrowerID), translate(err, "bank account")
}

// AccountsSilentSince gives accounts of open gatherings that were still processing, and not looked at, since an instant.
func (s Origination) AccountsSilentSince(ctx context.Context, at time.Time, limit int) ([]origination.AccountID, error) {
	var ids []origination.AccountID
	err := s.q(ctx).Table("linked_accounts x").Joins("JOIN applications a ON a.id = x.application_id").
		Where("x.data_status = 'PROCESSING' AND x.refused = '' AND a.state = 'gathering' AND x.updated_at < ?", instant(at)).
		Order("x.updated_at, x.id").Limit(limit).Pluck("x.id", &ids).Error
	return ids, translate(err, "bank account")
}
