package web

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"
)

// caseOf is ten months of a salary and its spending, with a loan elsewhere in the credit history.
func caseOf() underwriting.Case {
	asOf := calendar.DayOf(noon, calendar.Lagos)
	months, years, income := 6, 34, int64(300_000_00)
	c := underwriting.Case{
		ID: "A-2026-000123", AsOf: asOf, Currency: money.NGN,
		Applicant: &underwriting.Applicant{Age: &years, Employment: "employed", StatedMonthlyIncome: &income, Name: ada.Name},
		Request:   underwriting.Request{Principal: 150_000_00, TermMonths: &months, Purpose: "education"},
		Bureau:    &underwriting.Bureau{PulledOn: asOf, Loans: []underwriting.BureauLoan{{Institution: "Another lender", Principal: 80_000_00, Instalment: 9_000_00, Status: "open", Performance: "performing"}}},
		Identity:  &underwriting.Identity{BVNVerified: true, BVNName: ada.Name},
	}
	account := underwriting.Account{ID: "acc1", Institution: "GTBank", OwnerName: ada.Name}
	balance := int64(40_000_00)
	add := func(on calendar.Day, kind, narration string, amount int64) {
		if on > asOf {
			return
		}
		if kind == "credit" {
			balance += amount
		} else {
			balance -= amount
		}
		now := balance
		account.Transactions = append(account.Transactions, underwriting.Transaction{
			ID: fmt.Sprint("t", len(account.Transactions)), At: on.String(), Type: kind, Amount: amount, Balance: &now, Narration: narration,
		})
	}
	for m := range 10 {
		first := calendar.Date(2026, 2, 1).AddMonths(m, 1)
		add(first.AddDays(1), "debit", "TRF TO LANDLORD RENT", 60_000_00)
		for w := range 8 {
			add(first.AddDays(3+3*w), "debit", "POS PURCHASE SHOPRITE IKEJA", int64(9_000+700*w+300*m)*100)
		}
		add(first.AddDays(8), "debit", "LOAN REPAYMENT FAIRMONEY", 9_000_00)
		add(first.AddDays(26), "credit", "SALARY PAYMENT ZENITH CONSTRUCTION LTD", 290_000_00)
	}
	c.Accounts = []underwriting.Account{account}
	return c
}

// decided adds the shipped policy's decision to a file, as the desk stores it.
func decided(t testing.TB, f origination.File) origination.File {
	t.Helper()
	c := caseOf()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	d := underwriting.Decide(underwriting.DefaultPolicy(), c, noon)
	f.Decision = &origination.DecisionRecord{Decision: d, ScoreParts: d.Score.Parts, Case: text, At: noon.Add(-time.Minute)}
	for _, purpose := range []string{origination.ConsentBankData, origination.ConsentIdentity, origination.ConsentCreditBureau} {
		f.Consents = append(f.Consents, origination.Consent{Purpose: purpose, TextVersion: consentVersion, At: noon.Add(-time.Hour)})
	}
	return f
}

// complaintsOf are three messages of Ada's: new, taken up and late, answered.
func complaintsOf() []origination.Complaint {
	make := func(n string, state origination.ComplaintState, kind origination.ComplaintKind, ago time.Duration) origination.Complaint {
		at := noon.Add(-ago)
		return origination.Complaint{
			ID: origination.ComplaintID("0190ffff-0000-7000-8000-00000000000" + n), Number: "C-2026-00000" + n, Borrower: lending.BorrowerID(ada.ID), Name: ada.Name, Email: ada.Email,
			Kind: kind, About: "L-2026-000123", Text: "You took the payment of 27 October twice.\nPlease give one back.", State: state,
			MadeAt: at, AcknowledgeBy: at.Add(24 * time.Hour), ResolveBy: at.Add(48 * time.Hour),
		}
	}
	open := make("1", origination.ComplaintOpen, origination.KindComplaint, time.Hour)
	taken := make("2", origination.ComplaintAcknowledged, origination.KindMoreTime, 60*time.Hour)
	taken.HandledBy, taken.AcknowledgedAt = efe.Name, noon.Add(-50*time.Hour)
	done := make("3", origination.ComplaintResolved, origination.KindComplaint, 100*time.Hour)
	done.HandledBy, done.AcknowledgedAt, done.ResolvedAt, done.Answer = efe.Name, noon.Add(-90*time.Hour), noon.Add(-80*time.Hour), "We gave back the second one on 17 November."
	return []origination.Complaint{open, taken, done}
}
