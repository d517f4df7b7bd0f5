package origination

import (
	"context"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/underwriting"
)

// Desk takes applications from submission to an accepted offer.
type Desk struct {
	Store  Store
	Bank   Bank
	Policy underwriting.Policy
	Now    func() time.Time
	Limits Limits
}

// Limits are the desk's times, all of them configuration.
type Limits struct {
	GatherFor  time.Duration // from the first linked account until the gathering closes with what there is
	OfferLasts time.Duration // how long offers stay open
}

// BVNMethod is a way to receive the one-time code, as Mono offers it: the hint is masked.
type BVNMethod struct{ Method, Hint string }

// Acceptor is the borrower's act of accepting: the offer, the digest of the terms that were on the screen, the typed name.
type Acceptor struct {
	Offer       OfferID
	Borrower    lending.BorrowerID
	TermsDigest string
	SignedName  string
}

var errUnbuilt = fault.Newf(fault.Unavailable, "Not built yet.")

// Submit stores a new application; the borrower's next act is to link a bank account.
func (d *Desk) Submit(ctx context.Context, borrower lending.BorrowerID, s Submission) (ApplicationID, error) {
	return "", errUnbuilt
}

// OpenLink opens Mono's hosted Connect Link for an application and gives its address.
func (d *Desk) OpenLink(ctx context.Context, app ApplicationID, redirectURL string) (string, error) {
	return "", errUnbuilt
}

// LinkReturned notes that the borrower's browser came back with a code, which a job exchanges in case the webhook is lost.
func (d *Desk) LinkReturned(ctx context.Context, app ApplicationID, ref, code string) error {
	return errUnbuilt
}

// StartBVN asks NIBSS through Mono to prove the BVN and gives the ways to receive the code.
func (d *Desk) StartBVN(ctx context.Context, app ApplicationID, bvn string) ([]BVNMethod, error) {
	return nil, errUnbuilt
}

// SendBVNCode has the one-time code sent; the hint says where it went.
func (d *Desk) SendBVNCode(ctx context.Context, app ApplicationID, method string) (string, error) {
	return "", errUnbuilt
}

// ConfirmBVN gives the code to NIBSS; the BVN's record becomes evidence and the credit history is asked for.
func (d *Desk) ConfirmBVN(ctx context.Context, app ApplicationID, code string) error {
	return errUnbuilt
}

// Review records an officer's verdict on a referred application: it opens the offers or declines.
func (d *Desk) Review(ctx context.Context, v Verdict) error { return errUnbuilt }

// Accept makes the contract: acceptance, loan and the work of opening its mandate, in one transaction.
// A second accept of the same offer gives the same loan.
func (d *Desk) Accept(ctx context.Context, a Acceptor) (lending.LoanID, error) {
	return "", errUnbuilt
}

// Withdraw ends an application at the borrower's wish, before an offer is accepted.
func (d *Desk) Withdraw(ctx context.Context, app ApplicationID, borrower lending.BorrowerID) error {
	return errUnbuilt
}
