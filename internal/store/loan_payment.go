package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

type paymentRow struct {
	ID          string
	LoanID      string
	Kind        string
	Currency    string
	Amount      int64
	ValueOn     dayColumn
	Reference   string
	Beyond      string
	RecordedBy  string
	RecordedAt  time.Time
	ReversedAt  *time.Time
	ReversedBy  string
	ReversedWhy string
}

func (paymentRow) TableName() string { return "payments" }

func (r paymentRow) payment() servicing.Payment {
	return servicing.Payment{
		ID: servicing.PaymentID(r.ID), Loan: lending.LoanID(r.LoanID), Kind: servicing.PaymentKind(r.Kind),
		Amount: moneyOf(r.Amount, r.Currency), ValueOn: r.ValueOn.Day(), Reference: r.Reference, Beyond: lending.Beyond(r.Beyond),
		RecordedBy: r.RecordedBy, RecordedAt: r.RecordedAt.UTC(), ReversedAt: timeOf(r.ReversedAt), ReversedBy: r.ReversedBy, ReversedWhy: r.ReversedWhy,
	}
}

// AddPayment records a payment. A bank reference that was recorded before refuses (Conflict).
func (s Servicing) AddPayment(ctx context.Context, p servicing.Payment) error {
	row := paymentRow{ID: p.ID.String(), LoanID: p.Loan.String(), Kind: string(p.Kind), Currency: string(p.Amount.Currency()), Amount: p.Amount.Minor(),
		ValueOn: dayOf(p.ValueOn), Reference: p.Reference, Beyond: string(p.Beyond), RecordedBy: p.RecordedBy, RecordedAt: instant(p.RecordedAt)}
	return translate(s.q(ctx).Create(&row).Error, "payment")
}

// Payment loads a payment.
func (s Servicing) Payment(ctx context.Context, payment servicing.PaymentID) (servicing.Payment, error) {
	var row paymentRow
	err := s.q(ctx).Where("id = ?", payment.String()).Take(&row).Error
	return row.payment(), translate(err, "payment")
}

// LoanPayments gives what officers recorded on a loan, newest first.
func (s Servicing) LoanPayments(ctx context.Context, loan lending.LoanID) ([]servicing.Payment, error) {
	var rows []paymentRow
	err := s.q(ctx).Where("loan_id = ?", loan.String()).Order("recorded_at DESC, id DESC").Find(&rows).Error
	payments := make([]servicing.Payment, 0, len(rows))
	for _, r := range rows {
		payments = append(payments, r.payment())
	}
	return payments, translate(err, "payment")
}

// ReversePayment notes that a payment was taken back; one that was refuses (Conflict).
func (s Servicing) ReversePayment(ctx context.Context, payment servicing.PaymentID, officer, why string, at time.Time) error {
	return changed(s.q(ctx).Model(&paymentRow{}).Where("id = ? AND reversed_at IS NULL", payment.String()).
		Updates(map[string]any{"reversed_at": instant(at), "reversed_by": officer, "reversed_why": why}), "payment")
}

// AddWaiver keeps a waiver.
func (s Servicing) AddWaiver(ctx context.Context, w servicing.Waiver) error {
	return translate(s.q(ctx).Table("waivers").Create(map[string]any{
		"id": w.ID.String(), "loan_id": w.Loan.String(), "currency": string(w.Amount.Currency()), "amount": w.Amount.Minor(),
		"claim": string(w.Claim), "why": w.Why, "waived_by": w.By, "waived_at": instant(w.At),
	}).Error, "waiver")
}

type writeOffRow struct {
	LoanID     string
	Why        string
	AskedBy    string
	AskedAt    time.Time
	ApprovedBy string
	ApprovedOn dayColumn
	Currency   string
	Claim      int64
}

func (writeOffRow) TableName() string { return "write_offs" }

func (r writeOffRow) writeOff() servicing.WriteOff {
	return servicing.WriteOff{Loan: lending.LoanID(r.LoanID), Why: r.Why, AskedBy: r.AskedBy, AskedAt: r.AskedAt.UTC(),
		ApprovedBy: r.ApprovedBy, ApprovedOn: r.ApprovedOn.Day(), Claim: moneyOf(r.Claim, r.Currency)}
}

// AddWriteOff keeps that a write-off was asked for; a second one on a loan refuses (Conflict).
func (s Servicing) AddWriteOff(ctx context.Context, w servicing.WriteOff) error {
	row := writeOffRow{LoanID: w.Loan.String(), Why: w.Why, AskedBy: w.AskedBy, AskedAt: instant(w.AskedAt), ApprovedBy: w.ApprovedBy,
		ApprovedOn: dayOf(w.ApprovedOn), Currency: string(w.Claim.Currency()), Claim: w.Claim.Minor()}
	return translate(s.q(ctx).Create(&row).Error, "write-off")
}

// ApproveWriteOff notes who approved a write-off, and the claim as it stands. Who asked is refused.
func (s Servicing) ApproveWriteOff(ctx context.Context, loan lending.LoanID, officer string, on calendar.Day, claim money.Money) (servicing.WriteOff, error) {
	var row writeOffRow
	if err := s.q(ctx).Where("loan_id = ?", loan.String()).Take(&row).Error; err != nil {
		return servicing.WriteOff{}, translate(err, "request for a write-off")
	}
	if row.AskedBy == officer {
		return row.writeOff(), fault.Newf(fault.NotAllowed, "You asked for this write-off; another person has to approve it.")
	}
	err := changed(s.q(ctx).Model(&writeOffRow{}).Where("loan_id = ? AND approved_on IS NULL", loan.String()).
		Updates(map[string]any{"approved_by": officer, "approved_on": dayOf(on), "claim": claim.Minor()}), "write-off")
	row.ApprovedBy, row.ApprovedOn, row.Claim = officer, dayOf(on), claim.Minor()
	return row.writeOff(), err
}

// WriteOffs gives write-offs, newest first: those that wait for an approval, or all.
func (s Servicing) WriteOffs(ctx context.Context, waiting bool, limit int) ([]servicing.WriteOff, error) {
	q := s.q(ctx).Order("asked_at DESC, loan_id").Limit(limit)
	if waiting {
		q = q.Where("approved_on IS NULL")
	}
	var rows []writeOffRow
	err := q.Find(&rows).Error
	all := make([]servicing.WriteOff, 0, len(rows))
	for _, r := range rows {
		all = append(all, r.writeOff())
	}
	return all, translate(err, "write-off")
}
