package servicing_test

import (
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/internal/work"
)

const ngozi = "Officer Ngozi"

func (w *world) transfer(l lending.Loan, naira int64, reference string, beyond lending.Beyond) (servicing.Payment, error) {
	return w.desk.RecordPayment(w.ctx, servicing.PaymentForm{
		Loan: l.ID, Amount: money.Kobo(naira * 100), ValueOn: dayAt(w.at), Reference: reference, Beyond: beyond}, ngozi)
}

func TestATransferIsRecordedOnceAndPaysWhatIsDue(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		first := l.Schedule.Rows[0].Due
		p, err := w.desk.RecordPayment(w.ctx, servicing.PaymentForm{Loan: l.ID, Amount: first.Add(money.Kobo(500_00)), ValueOn: dayAt(w.at), Reference: "NIP-1"}, ngozi)
		w.ok(err)
		if _, err := w.transfer(l, 1000, "NIP-1", ""); !fault.Is(err, fault.Conflict) {
			w.Error("one bank reference twice:", err)
		}
		if run := w.collect(); run.Due != 0 {
			w.Errorf("what was transferred is collected too: %+v", run)
		}
		if w.balance(l, lending.BorrowerCreditBalances) != -500_00 || w.file(l).Instalments[0].State != "paid" {
			w.Errorf("credit %d, %s", w.balance(l, lending.BorrowerCreditBalances), w.file(l).Instalments[0].State)
		}
		refund := servicing.PaymentForm{Loan: l.ID, Amount: money.Kobo(501_00), ValueOn: dayAt(w.at), Reference: "OUT-1"}
		if _, err := w.desk.RefundCredit(w.ctx, refund, ngozi); !fault.Is(err, fault.Conflict) {
			w.Error("more is paid back than there is:", err)
		}
		refund.Amount = money.Kobo(200_00)
		_, err = w.desk.RefundCredit(w.ctx, refund, ngozi)
		w.ok(err)
		if _, err := w.desk.UseCredit(w.ctx, l.ID, money.Kobo(300_00), ngozi); !fault.Is(err, fault.Conflict) {
			w.Error("credit pays what is not due:", err)
		}
		w.to(l.Schedule.Rows[1].DueOn)
		_, err = w.desk.UseCredit(w.ctx, l.ID, money.Kobo(300_00), ngozi)
		w.ok(err)
		if got := w.file(l).Instalments[1]; got.Paid.Minor() != 300_00 || w.balance(l, lending.BorrowerCreditBalances) != 0 {
			w.Errorf("%+v", got)
		}
		w.wellKept()
		w.ok(w.desk.ReversePayment(w.ctx, p.ID, ngozi, "It was another borrower's."))
		if err := w.desk.ReversePayment(w.ctx, p.ID, ngozi, "again"); !fault.Is(err, fault.Conflict) {
			w.Error("taken back twice:", err)
		}
		if f := w.file(l); f.DaysPastDue != int(l.Schedule.Rows[1].DueOn-due(l)) {
			w.Error(f.DaysPastDue, "days past due")
		}
		payments, err := w.desk.Store.LoanPayments(w.ctx, l.ID)
		w.ok(err)
		if len(payments) != 3 || payments[2].ReversedBy != ngozi {
			w.Errorf("%+v", payments)
		}
	})
}

func TestAPaymentThatCannotBeIsRefused(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		good := servicing.PaymentForm{Loan: l.ID, Amount: money.Kobo(1), ValueOn: dayAt(w.at), Reference: "NIP-1"}
		for why, spoil := range map[string]func(*servicing.PaymentForm){
			"nothing":          func(f *servicing.PaymentForm) { f.Amount = money.Kobo(0) },
			"below zero":       func(f *servicing.PaymentForm) { f.Amount = money.Kobo(-1) },
			"no reference":     func(f *servicing.PaymentForm) { f.Reference = " " },
			"tomorrow":         func(f *servicing.PaymentForm) { f.ValueOn++ },
			"no day":           func(f *servicing.PaymentForm) { f.ValueOn = calendar.NoDay },
			"before the money": func(f *servicing.PaymentForm) { f.ValueOn -= 40 },
		} {
			f := good
			spoil(&f)
			if _, err := w.desk.RecordPayment(w.ctx, f, ngozi); !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
				w.Errorf("%s: %v", why, err)
			}
		}
		if n := w.count("SELECT COUNT(*) FROM payments"); n != 0 {
			w.Error(n, "payments were kept")
		}
	})
}

func TestALoanIsSettledEarlyForWhatTheQuoteSays(t *testing.T) {
	each(t, func(w *world) {
		l, _ := w.paidOne()
		w.at = w.at.Add(10 * 24 * time.Hour)
		q, err := w.desk.Quote(w.ctx, l.ID)
		w.ok(err)
		if !q.Parts.Principal.Equal(l.Schedule.Rows[0].Balance) || !q.Parts.Interest.Positive() || q.Parts.Interest.Cmp(l.Schedule.Rows[1].Interest) >= 0 || q.Until != q.On+3 {
			w.Errorf("%+v", q)
		}
		pay := func(m money.Money, reference string) error {
			_, err := w.desk.RecordPayment(w.ctx, servicing.PaymentForm{Loan: l.ID, Amount: m, ValueOn: dayAt(w.at), Reference: reference, Beyond: lending.BeyondSettle}, ngozi)
			return err
		}
		if err := pay(q.Total.Sub(money.Kobo(1)), "NIP-1"); !fault.Is(err, fault.Conflict) {
			w.Error("a kobo less settles:", err)
		}
		w.ok(pay(q.Total, "NIP-2"))
		if x := w.loan(l); x.State != lending.LoanClosed || w.wanted(work.CancelMandate) != 1 {
			w.Fatal(x.State, w.wanted(work.CancelMandate))
		}
		if left := w.balance(l, lending.UnearnedFeeIncome); left != 0 {
			w.Error(left, "of the fee is unearned at the end")
		}
		w.sound(l)
		w.ok(w.desk.CancelMandate(w.ctx, w.mandate(l).ID))
		w.to(l.Schedule.LastDueOn())
		w.wellKept() // nothing accrues any more
		if run := w.collect(); run.Due != 0 {
			w.Errorf("%+v", run)
		}
	})
}

func TestAPartPrepaymentChangesTheScheduleOnceForGood(t *testing.T) {
	each(t, func(w *world) {
		l, _ := w.paidOne()
		w.at = w.at.Add(12 * 24 * time.Hour)
		_, err := w.transfer(l, 20_000, "NIP-1", lending.BeyondLower)
		w.ok(err)
		x := w.loan(l)
		if x.Schedule.TotalInterest.Cmp(l.Schedule.TotalInterest) >= 0 || len(x.Schedule.Rows) != 3 || !x.Schedule.Repaid().Equal(l.Terms.Principal) {
			w.Fatalf("%+v", x.Schedule)
		}
		if n := w.count("SELECT COUNT(*) FROM schedule_versions"); n != 1 {
			w.Error(n, "versions are kept")
		}
		w.wellKept()
		w.at = w.at.Add(2 * 24 * time.Hour)
		_, err = w.transfer(l, 5_000, "NIP-2", lending.BeyondShorten)
		w.ok(err)
		w.wellKept()
		for _, r := range w.loan(l).Schedule.Rows[1:] {
			w.to(r.DueOn)
			run := w.collect()
			if run.Settled != 1 {
				w.Fatalf("%s: %+v %s", r.DueOn, run, w.states(l))
			}
			w.sound(l)
			w.wellKept()
		}
		if x := w.loan(l); x.State != lending.LoanClosed {
			w.Error(x.State)
		}
	})
}

func TestAWaiverIsNoPayment(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l) + 2)
		interest := l.Schedule.Rows[0].Interest
		if err := w.desk.Waive(w.ctx, l.ID, lending.InterestReceivable, interest.Add(money.Kobo(1)), ngozi, "illness"); !fault.Is(err, fault.Conflict) {
			w.Error("more is waived than is due:", err)
		}
		w.ok(w.desk.Waive(w.ctx, l.ID, lending.InterestReceivable, interest, ngozi, "illness"))
		f := w.file(l)
		if !f.Instalments[0].Outstanding.Equal(l.Schedule.Rows[0].Principal) || !f.Instalments[0].Paid.IsZero() || w.balance(l, lending.Waivers) != interest.Minor() {
			w.Errorf("%+v, 5030 %d", f.Instalments[0], w.balance(l, lending.Waivers))
		}
		w.wellKept()
	})
}

func TestAWriteOffTakesTwoPeopleAndTheClaimGoesOn(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l) + 179)
		if err := w.desk.AskWriteOff(w.ctx, l.ID, ngozi, "gone"); !fault.Is(err, fault.Conflict) {
			w.Error("written off too early:", err)
		}
		w.to(due(l) + 180)
		w.ok(w.desk.Provide(w.ctx, dayAt(w.at)-1))
		w.ok(w.desk.Provide(w.ctx, dayAt(w.at)-1)) // changes nothing
		w.ok(w.desk.AskWriteOff(w.ctx, l.ID, ngozi, "gone"))
		if err := w.desk.ApproveWriteOff(w.ctx, l.ID, ngozi); !fault.Is(err, fault.NotAllowed) {
			w.Error("two eyes:", err)
		}
		owed := w.file(l).Outstanding.Total
		w.ok(w.desk.ApproveWriteOff(w.ctx, l.ID, "Manager Bola"))
		x, f := w.loan(l), w.file(l)
		if x.State != lending.LoanWrittenOff || !f.Outstanding.Total.IsZero() || w.balance(l, lending.LossAllowance) != 0 {
			w.Errorf("%s, owes %s, 1190 %d", x.State, f.Outstanding.Total, w.balance(l, lending.LossAllowance))
		}
		if loss := w.balance(l, lending.WriteOffLoss) + w.balance(l, lending.ImpairmentExpense); loss != owed.Minor() {
			w.Errorf("the loss is %d of %s", loss, owed)
		}
		all, err := w.desk.Store.WriteOffs(w.ctx, false, 10)
		w.ok(err)
		if len(all) != 1 || !all[0].Claim.Equal(owed) || all[0].ApprovedBy != "Manager Bola" {
			w.Errorf("%+v", all)
		}
		if run := w.collect(); run.Due != 0 {
			w.Errorf("a loan that is written off is debited: %+v", run)
		}
		_, err = w.desk.RecordRecovery(w.ctx, servicing.PaymentForm{Loan: l.ID, Amount: money.Kobo(1_000_00), ValueOn: dayAt(w.at), Reference: "NIP-9"}, ngozi)
		w.ok(err)
		if got := w.balance(l, lending.RecoveryIncome); got != -1_000_00 {
			w.Error("4040", got)
		}
		w.wellKept()
	})
}

func TestPenaltiesAreWhatTheRulesSayAndNothingByDefault(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l) + 10)
		w.ok(w.desk.EndToday(w.ctx))
		if got := w.balance(l, lending.PenaltiesReceivable); got != 0 {
			w.Error("by default", got)
		}
		w.rules(func(r *servicing.Rules) {
			r.Penalty = lending.PenaltyRule{PercentAMonth: money.MustRate("0.01"), GraceDays: 3, UntilDays: 90}
		})
		for range 2 {
			w.ok(w.desk.EndToday(w.ctx))
		}
		want := w.desk.Rules.Penalty.Penalty(l.Schedule.Rows[0].Due, 10)
		if got := w.balance(l, lending.PenaltiesReceivable); got != want.Minor() || got == 0 {
			w.Errorf("%d, want %s", got, want)
		}
		w.to(due(l) + 15)
		w.ok(w.desk.EndToday(w.ctx))
		want = w.desk.Rules.Penalty.Penalty(l.Schedule.Rows[0].Due, 15)
		if got := w.balance(l, lending.PenaltiesReceivable); got != want.Minor() {
			w.Errorf("five days later %d, want %s", got, want)
		}
		w.wellKept()
	})
}
