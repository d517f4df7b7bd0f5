package web

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/notify"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
)

// applications is an origination store that can be read; what it lacks panics.
type applications struct {
	origination.Store
	files []origination.File
	reads []origination.Read
}

func (s *applications) File(_ context.Context, app origination.ApplicationID) (origination.File, error) {
	for _, f := range s.files {
		if f.Application.ID == app {
			return f, nil
		}
	}
	return origination.File{}, fault.Newf(fault.NotFound, "There is no such application.")
}

func (s *applications) BorrowerApplications(_ context.Context, b lending.BorrowerID) ([]origination.Application, error) {
	var all []origination.Application
	for _, f := range s.files {
		if f.Application.Borrower == b {
			all = append(all, f.Application)
		}
	}
	return all, nil
}

func (s *applications) BorrowerConsents(_ context.Context, b lending.BorrowerID) ([]origination.GivenConsent, error) {
	var all []origination.GivenConsent
	for _, f := range s.files {
		for _, c := range f.Consents {
			if f.Application.Borrower == b {
				g := origination.GivenConsent{Application: f.Application.ID, Number: f.Application.Number, Consent: c}
				if c.Purpose == origination.ConsentIdentity {
					g.WithdrawnAt = noon
				}
				all = append(all, g)
			}
		}
	}
	return all, nil
}

func (s *applications) AddRead(_ context.Context, r origination.Read) error {
	s.reads = append(s.reads, r)
	return nil
}

func (s *applications) BorrowerReads(_ context.Context, b lending.BorrowerID, _ int) ([]origination.Read, error) {
	return slices.Clone(s.reads), nil
}

func (s *applications) EvidenceRaw(ctx context.Context, app origination.ApplicationID) ([]origination.Evidence, error) {
	f, err := s.File(ctx, app)
	return f.Evidence, err
}

func (s *applications) Complaint(_ context.Context, complaint origination.ComplaintID) (origination.Complaint, error) {
	for _, c := range complaintsOf() {
		if c.ID == complaint {
			return c, nil
		}
	}
	return origination.Complaint{}, fault.Newf(fault.NotFound, "There is no such message.")
}

func (s *applications) BorrowerComplaints(_ context.Context, b lending.BorrowerID) ([]origination.Complaint, error) {
	return slices.DeleteFunc(complaintsOf(), func(c origination.Complaint) bool { return c.Borrower != b }), nil
}

func (s *applications) OpenComplaints(context.Context, int) ([]origination.Complaint, error) {
	return slices.DeleteFunc(complaintsOf(), func(c origination.Complaint) bool { return c.State == origination.ComplaintResolved }), nil
}

func (s *applications) ClosedComplaints(context.Context, int) ([]origination.Complaint, error) {
	return slices.DeleteFunc(complaintsOf(), func(c origination.Complaint) bool { return c.State != origination.ComplaintResolved }), nil
}

func (s *applications) Queue(_ context.Context, state origination.State, _ int) ([]origination.QueueRow, error) {
	var all []origination.QueueRow
	for _, f := range s.files {
		if a := f.Application; a.State == state {
			all = append(all, origination.QueueRow{ID: a.ID, Number: a.Number, Name: a.Name, Principal: a.Principal, TermMonths: a.TermMonths, Purpose: a.Purpose, State: a.State, ChangedAt: a.ChangedAt, Band: "B", Reasons: []string{"A person looks at it because the account is young."}})
		}
	}
	return all, nil
}

func (s *applications) QueueCounts(context.Context) (map[origination.State]int, error) {
	counts := map[origination.State]int{}
	for _, f := range s.files {
		counts[f.Application.State]++
	}
	return counts, nil
}

func (s *applications) Offer(_ context.Context, offer origination.OfferID) (origination.Offer, error) {
	for _, f := range s.files {
		for _, o := range f.Offers {
			if o.ID == offer {
				return o, nil
			}
		}
	}
	return origination.Offer{}, fault.Newf(fault.NotFound, "There is no such offer.")
}

// loans is a servicing store that can be read.
type loans struct {
	servicing.Store
	files []servicing.LoanFile
}

func (s *loans) LoanFile(_ context.Context, loan lending.LoanID, _ calendar.Day) (servicing.LoanFile, error) {
	for _, f := range s.files {
		if f.Loan.ID == loan {
			return f, nil
		}
	}
	return servicing.LoanFile{}, fault.Newf(fault.NotFound, "There is no such loan.")
}

func (s *loans) Atomically(_ context.Context, f func(servicing.Store) error) error { return f(s) }

func (s *loans) UpdateLoan(ctx context.Context, loan lending.LoanID, change func(lending.Loan) (lending.Loan, error)) (lending.Loan, error) {
	f, err := s.LoanFile(ctx, loan, 0)
	if err != nil {
		return lending.Loan{}, err
	}
	return change(f.Loan)
}

func (s *loans) AccrueLoan(context.Context, lending.LoanID, calendar.Day, time.Time) error {
	return nil
}

// Ledger sums the journals.
func (s *loans) Ledger(ctx context.Context, loan lending.LoanID) (lending.Ledger, error) {
	js, err := s.Journals(ctx, loan)
	return lending.LedgerOf(js), err
}

// Journals are the pay-out of a loan and what it repaid.
func (s *loans) Journals(ctx context.Context, loan lending.LoanID) ([]lending.Journal, error) {
	f, err := s.LoanFile(ctx, loan, 0)
	if err != nil {
		return nil, err
	}
	return booksOf(f)
}

func (s *loans) BorrowerLoans(_ context.Context, b lending.BorrowerID) ([]lending.Loan, error) {
	var all []lending.Loan
	for _, f := range s.files {
		if f.Loan.Borrower == b {
			all = append(all, f.Loan)
		}
	}
	return all, nil
}

func (s *loans) LoanRows(_ context.Context, state string, _ int) ([]servicing.LoanRow, error) {
	var all []servicing.LoanRow
	for _, f := range s.files {
		if state == "" || state == string(f.Loan.State) {
			all = append(all, servicing.LoanRow{ID: f.Loan.ID, Number: f.Loan.Number, BorrowerName: f.BorrowerName, Principal: f.Loan.Terms.Principal, Outstanding: f.Loan.Terms.Principal, State: f.Loan.State, NextDueOn: f.Loan.Schedule.Rows[0].DueOn, NextDue: f.Loan.Schedule.Rows[0].Due, OpenedAt: f.Loan.OpenedAt})
		}
	}
	return all, nil
}

// aRun is a repayment run that goes on.
var aRun = servicing.Run{ID: "0190eeee-0000-7000-8000-000000000001", On: calendar.DayOf(noon, calendar.Lagos), Trigger: "schedule", StartedAt: noon, Due: 3, Planned: 3, Settled: 1, NotCovered: 1, Unknown: 1, Collected: money.Kobo(28_340_00)}

func (s *loans) Runs(context.Context, bool, int) ([]servicing.Run, error) {
	return []servicing.Run{aRun}, nil
}

func (s *loans) Run(context.Context, servicing.RunID) (servicing.Run, []lending.Debit, error) {
	var all []lending.Debit
	for _, f := range s.files {
		all = append(all, f.Debits...)
	}
	return aRun, all, nil
}

// ride is a time machine under way.
type ride struct{}

func (ride) Start(context.Context, int, string) (string, error) { return "j1", nil }
func (ride) Journey(context.Context) (Journey, error) {
	return Journey{ID: "j1", By: "Efe", From: noon, To: noon.AddDate(0, 0, 7), At: noon.AddDate(0, 0, 2), Steps: 2}, nil
}

// people is access with two borrowers and an officer; every password is "right password".
type people struct {
	known []access.User
	asked []access.SignUp
	err   error // what SignUp and LogIn answer instead
}

func (p *people) SignUp(_ context.Context, s access.SignUp) error {
	p.asked = append(p.asked, s)
	return p.err
}

func (p *people) Confirm(_ context.Context, token, password string) error {
	switch {
	case token != "good":
		return fault.Newf(fault.Conflict, "This link has expired. Ask for another one.")
	case password != "right password":
		return fault.Newf(fault.Invalid, "This is not the password that was chosen when this link was asked for.")
	}
	return nil
}

func (p *people) ForgotPassword(context.Context, string) error { return p.err }

func (p *people) ChoosePassword(_ context.Context, token, _ string) error {
	if token != "good" {
		return fault.Newf(fault.Conflict, "This link has expired. Ask for another one.")
	}
	return p.err
}

func (p *people) EndSessions(_ context.Context, user access.UserID) error {
	for i := range p.known {
		if p.known[i].ID == user {
			p.known[i].Epoch++
		}
	}
	return nil
}

func (p *people) ResendConfirmation(context.Context, string) error { return p.err }

func (p *people) LogIn(_ context.Context, email, password string) (access.User, error) {
	for _, u := range p.known {
		if p.err == nil && u.Email == email && password == "right password" {
			return u, nil
		}
	}
	if p.err != nil {
		return access.User{}, p.err
	}
	return access.User{}, fault.Newf(fault.NotAllowed, "The e-mail address or the password is wrong.")
}

func (p *people) User(_ context.Context, user access.UserID) (access.User, error) {
	for _, u := range p.known {
		if u.ID == user {
			return u, nil
		}
	}
	return access.User{}, fault.Newf(fault.NotFound, "There is no such person.")
}

// mailbox holds messages, newest first.
type mailbox []notify.Message

func (m mailbox) Messages(_ context.Context, limit int) ([]notify.Message, error) {
	return m[:min(limit, len(m))], nil
}

func (m mailbox) MessagesTo(_ context.Context, address string, _ int) ([]notify.Message, error) {
	return slices.DeleteFunc(slices.Clone(m), func(x notify.Message) bool { return x.To != address }), nil
}

// hooks counts the reports that it kept; the secret is "right".
type hooks struct {
	sync.Mutex
	kept int
	err  error
}

func (h *hooks) Receive(_ context.Context, header http.Header, _ []byte) error {
	h.Lock()
	defer h.Unlock()
	switch {
	case h.err != nil:
		return h.err
	case header.Get("mono-webhook-secret") != "right":
		return fault.Newf(fault.NotAllowed, "The secret is wrong.")
	}
	h.kept++
	return nil
}

// noon is the instant at which these tests happen: Friday 20 November 2026 in Lagos.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, calendar.Lagos)
