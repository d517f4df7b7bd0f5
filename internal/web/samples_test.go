package web

import (
	"testing"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/notify"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/underwriting"
)

// The people of these tests. Ada's surname and Yorùbá marks are long on purpose.
var (
	ada    = access.User{ID: "0190aaaa-0000-7000-8000-000000000001", Email: "ada@example.com", Name: "Adéọlá Olúwaṣeun Ọláníyan-Babátúndé", Phone: "08031234567", Role: access.Borrower}
	bola   = access.User{ID: "0190aaaa-0000-7000-8000-000000000002", Email: "bola@example.com", Name: "Bola Ade", Phone: "08031234568", Role: access.Borrower}
	efe    = access.User{ID: "0190aaaa-0000-7000-8000-000000000003", Email: "efe@example.com", Name: "Efe Okoro", Role: access.Officer}
	number = map[origination.State]string{
		origination.Submitted: "11", origination.Gathering: "12", origination.Referred: "13", origination.Offered: "14",
		origination.Accepted: "15", origination.Declined: "16", origination.Lapsed: "17", origination.Withdrawn: "18",
	}
)

func appID(s origination.State) origination.ApplicationID {
	return origination.ApplicationID("0190bbbb-0000-7000-8000-0000000000" + number[s])
}

// termsOf is a loan of these tests: 36 % a year, 1 % fee kept back.
func termsOf(naira int64, months int) lending.Terms {
	return lending.Terms{
		Principal: money.Kobo(naira * 100), AnnualRate: money.MustRate("0.36"), Method: lending.Annuity, Instalments: months,
		Every: lending.Period{Count: 1, Unit: lending.UnitMonth}, DisbursedOn: calendar.Date(2026, 11, 20), FirstDueOn: calendar.Date(2026, 12, 27),
		Fees: []lending.Fee{{Name: "processing", Kind: lending.UpfrontDeducted, Percent: money.MustRate("0.01")}},
	}
}

func scheduleFor(t testing.TB, terms lending.Terms) lending.Schedule {
	t.Helper()
	sch, err := lending.NewSchedule(terms)
	if err != nil {
		t.Fatal(err)
	}
	return sch
}

// offerID is the nth offer of an application; offer 0 of the offered one is at offerURL.
func offerID(app origination.ApplicationID, n int) origination.OfferID {
	return origination.OfferID("0190cccc-0000-7000-8000-00000000" + app.String()[34:] + "0" + string(rune('1'+n)))
}

var offerURL = "/offers/" + offerID(appID(origination.Offered), 0).String()

func offersOf(t testing.TB, app origination.ApplicationID) []origination.Offer {
	var all []origination.Offer
	for i, x := range []struct {
		naira  int64
		months int
	}{{150_000, 6}, {150_000, 3}, {90_000, 3}} {
		terms := termsOf(x.naira, x.months)
		sch := scheduleFor(t, terms)
		all = append(all, origination.Offer{
			ID: offerID(app, i), Application: app, Position: i + 1,
			Terms: terms, Schedule: sch, Digest: origination.TermsDigest(terms, sch), Open: true, LapsesAt: noon.Add(7 * 24 * time.Hour),
		})
	}
	return all
}

// fileIn is Ada's application in a state.
func fileIn(t testing.TB, s origination.State) origination.File {
	t.Helper()
	a := origination.Application{
		ID: appID(s), Number: "A-2026-0000" + number[s], Borrower: lending.BorrowerID(ada.ID), Name: ada.Name, Email: ada.Email, Phone: ada.Phone,
		BornOn: calendar.Date(1994, 3, 27), Employment: "employed", Employer: "Acme Ltd", StatedIncome: money.Kobo(250_000_00),
		Principal: money.Kobo(150_000_00), TermMonths: 6, Purpose: "school_fees", State: s, SubmittedAt: noon.Add(-time.Hour), ChangedAt: noon,
	}
	f := origination.File{Application: a, Timeline: []origination.Event{{At: noon.Add(-time.Hour), Who: "You", What: "applied for ₦150,000 over 6 months"}}}
	if s == origination.Submitted {
		return f
	}
	f.Links = []origination.Link{{ID: "l1"}}
	f.Accounts = []origination.LinkedAccount{{ID: "acc1", Institution: "GTBank", Number: "0123456789", Name: "OLANIYAN-BABATUNDE ADEOLA"}}
	f.Timeline = append(f.Timeline, origination.Event{At: noon.Add(-30 * time.Minute), Who: "Your bank", What: "linked GTBank ••6789"})
	f.Application.GatherBy = noon.Add(20 * time.Minute)
	f.Evidence = evidence()
	switch s {
	case origination.Referred:
		f = decided(t, f)
		f.Offers = offersOf(t, a.ID)
	case origination.Offered:
		f.Offers = offersOf(t, a.ID)
	case origination.Accepted:
		f.Offers = offersOf(t, a.ID)
		f.Acceptance = &origination.Acceptance{Offer: f.Offers[0].ID, Application: a.ID, Borrower: a.Borrower, Loan: loanID("active"), TermsDigest: f.Offers[0].Digest, TextVersion: origination.AgreementVersion, SignedName: ada.Name, At: noon}
	case origination.Declined:
		f.Decision = &origination.DecisionRecord{Decision: underwriting.Decision{
			Outcome:       underwriting.Decline,
			Reasons:       []underwriting.Reason{{Code: "unaffordable", Text: "The payments would take more of your income than leaves you enough to live on.", Effect: "decline"}},
			Affordability: underwriting.Affordability{Income: 180_000_00, Obligations: 62_000_00, MaxInstalment: 12_500_00},
		}}
	}
	return f
}

func evidence() []origination.Evidence {
	return []origination.Evidence{
		{Account: "acc1", Source: origination.SourceDetails, State: origination.EvidenceArrived, ArrivedAt: noon.Add(-20 * time.Minute)},
		{Account: "acc1", Source: origination.SourceTransactions, State: origination.EvidenceArrived, ArrivedAt: noon.Add(-19 * time.Minute)},
		{Account: "acc1", Source: origination.SourceStatement, State: origination.EvidenceAsking, Attempts: 3, Why: "Your bank does not answer; we ask again in a minute."},
		{Account: "acc1", Source: origination.SourceIncome, State: origination.EvidenceAsked},
		{Account: "acc1", Source: origination.SourceInsights, State: origination.EvidenceMissing, Why: "Mono has no answer for this bank."},
		{Source: origination.SourceBVN, State: origination.EvidenceWaiting},
		{Source: origination.SourceCreditHistory, State: origination.EvidenceWaiting},
	}
}

func loanID(name string) lending.LoanID {
	return lending.LoanID(map[string]string{
		"planned": "0190dddd-0000-7000-8000-000000000001", "initiated": "0190dddd-0000-7000-8000-000000000002",
		"approved": "0190dddd-0000-7000-8000-000000000003", "disbursing": "0190dddd-0000-7000-8000-000000000004",
		"active": "0190dddd-0000-7000-8000-000000000005", "overdue": "0190dddd-0000-7000-8000-000000000006",
		"closed": "0190dddd-0000-7000-8000-000000000007", "refused": "0190dddd-0000-7000-8000-000000000008",
		"stopped": "0190dddd-0000-7000-8000-000000000009", "unpaid": "0190dddd-0000-7000-8000-000000000010",
	}[name])
}

// loanIn is Ada's loan at a point of its life.
func loanIn(t testing.TB, name string, state lending.LoanState, mandate lending.MandateState, paid int) servicing.LoanFile {
	t.Helper()
	terms := termsOf(150_000, 6)
	if paid > 0 || name == "overdue" {
		terms.DisbursedOn, terms.FirstDueOn = calendar.Date(2026, 8, 20), calendar.Date(2026, 9, 27)
	}
	sch := scheduleFor(t, terms)
	f := servicing.LoanFile{
		Loan:         lending.Loan{ID: loanID(name), Number: "L-2026-000123", Application: appID(origination.Accepted).String(), Borrower: lending.BorrowerID(ada.ID), Terms: terms, Schedule: sch, State: state, OpenedAt: noon, DisbursedOn: calendar.NoDay, ClosedOn: calendar.NoDay},
		BorrowerName: ada.Name,
		Timeline:     []servicing.Event{{At: noon, Who: "You", What: "accepted the offer of ₦150,000"}},
	}
	if mandate != "" {
		f.Mandate = &lending.Mandate{ID: "m1", Loan: f.Loan.ID, Reference: "LW26000123M1", State: mandate, Ceiling: sch.TotalDue, StartsOn: terms.DisbursedOn, EndsOn: calendar.Date(2027, 7, 26), AuthoriseURL: "http://127.0.0.1:9090/authorise/1", Bank: "GTBank", AccountNumber: "0123456789", AccountName: "OLANIYAN-BABATUNDE ADEOLA", ApprovedAt: noon}
	}
	for i, r := range sch.Rows {
		line := servicing.InstalmentLine{Row: r, Outstanding: r.Due, State: "upcoming", NextAttempt: r.DueOn}
		switch {
		case i < paid:
			line.State, line.Paid, line.Outstanding = "paid", r.Due, money.Kobo(0)
			f.Outstanding.Repaid = f.Outstanding.Repaid.Add(r.Due)
			f.Debits = append([]lending.Debit{{Amount: r.Due, On: r.DueOn, State: lending.DebitSettled, Instalment: r.N, PaidOutOn: calendar.NoDay, ReversedOn: calendar.NoDay}}, f.Debits...)
		case r.DueOn < calendar.DayOf(noon, calendar.Lagos):
			line.State, line.NextAttempt = "overdue", calendar.Date(2026, 11, 27)
			f.Debits = append([]lending.Debit{{Amount: r.Due, On: r.DueOn, State: lending.DebitNotCovered, Said: "The account held less than the payment.", Instalment: r.N, PaidOutOn: calendar.NoDay, ReversedOn: calendar.NoDay}}, f.Debits...)
		}
		f.Instalments = append(f.Instalments, line)
	}
	if state == lending.LoanActive {
		f.Loan.DisbursedOn = terms.DisbursedOn
	}
	switch name {
	case "stopped":
		f.Loan.StoppedWhy = "Three debits in a row found too little"
	case "unpaid":
		f.Disbursement = &servicing.Disbursement{Loan: f.Loan.ID, Attempt: 1, Reference: "LWD1", Amount: sch.NetDisbursed, AccountNumber: "0123456789", AccountName: ada.Name, State: servicing.DisbursementFailed, Said: "The bank does not know the account …6789."}
	}
	if state == lending.LoanClosed {
		f.Loan.DisbursedOn, f.Loan.ClosedOn = terms.DisbursedOn, calendar.Date(2026, 11, 19)
	}
	return f
}

func letterOf(to string) notify.Message {
	return notify.Message{ID: id.New[notify.Message](), To: to, Subject: "Confirm your e-mail address", CreatedAt: noon,
		Body: "Hello Ada,\n\nopen this link to confirm your e-mail address:\n\nhttp://lendwright.test/confirm?token=good\n\nIf it was not you, see https://elsewhere.example/x."}
}
