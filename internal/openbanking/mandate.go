package openbanking

import (
	"context"
	"errors"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/servicing"
)

var _ servicing.Bank = Adapter{}

// customerPagesMax bounds the search for a customer by e-mail where Mono ignores the filter.
const customerPagesMax = 50

// addressUnknown stands where the borrower gave no address: Mono asks for one.
const addressUnknown = "Nigeria"

// EnsureCustomer makes the borrower a customer at Mono, or completes the one that linking the
// account has made: a mandate needs BVN, phone and address, and the name as the bank has it.
func (a Adapter) EnsureCustomer(ctx context.Context, p servicing.Payer) (string, error) {
	first, last := splitName(firstOf(p.AccountName, p.Name))
	identity := mono.CustomerIdentity{Type: "bvn", Number: p.BVN}
	address := firstOf(p.Address, addressUnknown)
	made, err := a.Client.CreateCustomer(ctx, mono.NewCustomer{
		Email: p.Email, Type: "individual", FirstName: first, LastName: last,
		Address: address, Phone: p.Phone, Identity: identity,
	})
	if err == nil {
		return made.ID, nil
	}
	known, err := a.existingCustomer(ctx, p.Email, err)
	if err != nil {
		return "", err
	}
	change := mono.CustomerChange{FirstName: first, LastName: last, Address: address, Phone: p.Phone}
	if p.BVN != "" {
		change.Identity = &identity
	}
	return known, asFault(a.Client.UpdateCustomer(ctx, known, change))
}

// existingCustomer finds the customer whose e-mail is in use. When making one had an unknown outcome
// the customer may be there too.
func (a Adapter) existingCustomer(ctx context.Context, email string, cause error) (string, error) {
	var exists *mono.ConflictError
	var unknown *mono.UnknownOutcomeError
	switch {
	case errors.As(cause, &exists) && exists.Existing != "":
		return exists.Existing, nil
	case !errors.As(cause, &exists) && !errors.As(cause, &unknown):
		return "", asFault(cause)
	}
	for page := 1; page <= customerPagesMax; page++ {
		list, err := a.Client.Customers(ctx, mono.CustomerQuery{Page: page, Email: email})
		if err != nil {
			return "", asFault(err)
		}
		for _, c := range list.Customers {
			if strings.EqualFold(c.Email, email) {
				return c.ID, nil
			}
		}
		if len(list.Customers) == 0 || list.Pages <= page {
			break
		}
	}
	return "", asFault(cause)
}

// splitName divides a name for Mono's two fields: the last word is the last name.
func splitName(name string) (first, last string) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name, name
	}
	return strings.Join(words[:len(words)-1], " "), words[len(words)-1]
}

// InitiateMandate opens Mono's hosted authorisation of a variable e-mandate.
func (a Adapter) InitiateMandate(ctx context.Context, r servicing.MandateRequest) (servicing.MandateReport, error) {
	m, err := a.Client.InitiateMandate(ctx, mono.MandateRequest{
		Amount: mono.Kobo(r.Ceiling.Minor()), MandateType: mono.EMandate, DebitType: mono.Variable,
		Description: r.Description, Reference: r.Reference, CustomerID: r.Customer,
		StartsOn: mono.Day(r.StartsOn.String()), EndsOn: mono.Day(r.EndsOn.String()),
		RedirectURL: r.RedirectURL, BankCode: r.BankCode, AccountNumber: r.AccountNumber,
	})
	if err != nil {
		return servicing.MandateReport{}, asFault(err)
	}
	report := mandateReport(m)
	report.State = lending.MandateInitiated
	return report, nil
}

// Mandate asks for a mandate by Mono's id or by our reference.
func (a Adapter) Mandate(ctx context.Context, idOrReference string) (servicing.MandateReport, error) {
	m, err := a.Client.Mandate(ctx, idOrReference)
	if err != nil {
		return servicing.MandateReport{}, asFault(err)
	}
	return mandateReport(m), nil
}

// CancelMandate ends a mandate; one that Mono does not know any more has ended.
func (a Adapter) CancelMandate(ctx context.Context, monoID string) error {
	err := asFault(a.Client.CancelMandate(ctx, monoID))
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// HasFunds asks, for a fee, whether the account holds an amount.
func (a Adapter) HasFunds(ctx context.Context, monoID string, amount money.Money) (bool, error) {
	funds, err := a.Client.HasFunds(ctx, monoID, mono.Kobo(amount.Minor()))
	if err != nil {
		return false, asFault(err)
	}
	return funds.Enough.Yes, nil
}

func mandateReport(m mono.Mandate) servicing.MandateReport {
	return servicing.MandateReport{
		MonoID: m.ID, Reference: m.Reference, State: mandateState(m), URL: m.URL, AccountNumber: string(m.AccountNumber),
		AccountName: m.AccountName, Bank: m.Bank, BankCode: string(m.BankCode), Said: m.Message,
	}
}

// mandateState reads Mono's three facts (status, approved, ready) as one of our states. A status that
// we do not know is not final and not ready.
func mandateState(m mono.Mandate) lending.MandateState {
	switch m.Status {
	case mono.MandateRejected:
		return lending.MandateRejected
	case mono.MandateCancelled:
		return lending.MandateCancelled
	case mono.MandateExpired:
		return lending.MandateExpired
	case mono.MandatePaused, mono.MandateSuspended:
		return lending.MandatePaused
	case mono.MandateApproved, mono.MandateActive:
		if m.Approved && m.ReadyToDebit {
			return lending.MandateReady
		}
		return lending.MandateApproved
	}
	return lending.MandateInitiated
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
