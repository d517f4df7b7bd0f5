package mono

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
)

// BVNScope says what the last of the three BVN calls returns.
type BVNScope string

// The scopes.
const (
	BVNIdentityScope BVNScope = "identity"
	BVNAccountsScope BVNScope = "bank_accounts"
)

// BVNSession is an iGree consent under way. The one-time code is the consent.
type BVNSession struct {
	ID      string          `json:"session_id"`
	Methods []BVNMethod     `json:"methods"`
	Raw     json.RawMessage `json:"-"`
}

// BVNMethod is a way by which the holder can receive the code. Method is opaque; Hint is for the holder.
type BVNMethod struct {
	Method string `json:"method"` // phone, phone_1, alternate_phone, email: what the record has
	Hint   string `json:"hint"`
}

// StartBVN opens a session: POST /v2/lookup/bvn/initiate. Billed, also for a BVN that does not exist: check its
// eleven digits first. Errors: ValidationError, NotFoundError, WalletError.
func (c *Client) StartBVN(ctx context.Context, bvn string, scope BVNScope) (BVNSession, error) {
	body := map[string]string{"bvn": bvn, "scope": string(or(scope, BVNIdentityScope))}
	req, err := c.newRequest(ctx, lookup, "POST /v2/lookup/bvn/initiate", body)
	if err != nil {
		return BVNSession{}, err
	}
	r, err := c.once(req.slow(2))
	if err != nil {
		return BVNSession{}, err
	}
	session := BVNSession{Raw: r.raw}
	if err := r.intoLoose(&session); err != nil {
		return BVNSession{}, err
	}
	if session.ID == "" {
		return BVNSession{}, r.missing("data.session_id")
	}
	return session, nil
}

// SendBVNCode sends the code to the holder, although its path says verify: POST /v2/lookup/bvn/verify. Billed.
// phone is for the method alternate_phone alone, which proves less: the code goes to a number that no bank recorded.
func (c *Client) SendBVNCode(ctx context.Context, session, method, phone string) error {
	body := without(map[string]string{"method": method, "phone_number": phone})
	req, err := c.newRequest(ctx, lookup, "POST /v2/lookup/bvn/verify", body)
	if err != nil {
		return err
	}
	req.Header.Set("x-session-id", session)
	_, err = c.once(req.slow(2))
	return err
}

// BVNDetails is what a session delivers: Identity or Accounts, by its scope.
type BVNDetails struct {
	Identity BVNIdentity
	Accounts []BVNAccount
	Raw      json.RawMessage // holds a photograph: large
}

// BVNIdentity is the person of a BVN as NIBSS has them.
type BVNIdentity struct {
	FirstName       string `json:"first_name"`
	MiddleName      string `json:"middle_name"`
	LastName        string `json:"last_name"`
	BornOn          Day    `json:"dob"`
	Phone           string `json:"phone_number"`
	Phone2          string `json:"phone_number_2"`
	Email           string `json:"email"`
	Gender          string `json:"gender"`
	BVN             string `json:"bvn"`
	NIN             string `json:"nin"`
	Nationality     string `json:"nationality"`
	Address         string `json:"address"`
	StateOfOrigin   string `json:"state_of_origin"`
	LGAOfOrigin     string `json:"lga_of_origin"`
	LGAOfResidence  string `json:"lga_of_residence"` // Mono writes lga_of_Residence
	MaritalStatus   string `json:"marital_status"`
	RegisteredOn    Day    `json:"registration_date"`
	WatchListed     Flag   `json:"watch_listed"` // NIBSS's list of frauds
	PhotographInB64 string `json:"photo_id"`     // Mono writes photoId
}

// BVNAccount is one of the bank accounts of a BVN. Route on NIPCode: BankCode is not unique to a bank.
type BVNAccount struct {
	Name        string        `json:"account_name"`
	Number      AccountNumber `json:"account_number"`
	Type        string        `json:"account_type"`
	Designation string        `json:"account_designation"`
	Institution struct {
		Name     string `json:"name"`
		Branch   string `json:"branch"`
		BankCode Code   `json:"bank_code"`
		NIPCode  Code   `json:"nip_code"`
	} `json:"institution"`
}

// BVNDetails closes a session with the holder's code: POST /v2/lookup/bvn/details. Billed when data is
// returned. Errors: WrongCodeError, NotFoundError for a session that is spent, UnknownOutcomeError (the docs
// tell to ask again with the same code).
func (c *Client) BVNDetails(ctx context.Context, session, otp string) (BVNDetails, error) {
	req, err := c.newRequest(ctx, lookup, "POST /v2/lookup/bvn/details", map[string]string{"otp": otp})
	if err != nil {
		return BVNDetails{}, err
	}
	req.Header.Set("x-session-id", session)
	r, err := c.once(req.slow(2))
	if err != nil {
		return BVNDetails{}, asWrongCode(err)
	}
	if empty(r.Data) {
		return BVNDetails{}, r.missing("data")
	}
	details := BVNDetails{Raw: r.raw}
	if r.Data[0] == '[' {
		return details, r.intoLoose(&details.Accounts)
	}
	return details, r.intoLoose(&details.Identity)
}

// asWrongCode turns a refusal that speaks of the code into a WrongCodeError.
func asWrongCode(err error) error {
	var refused *APIError
	if !errors.As(err, &refused) || refused.HTTPStatus >= 429 {
		return err
	}
	var fields *ValidationError
	said := strings.ToLower(refused.Message)
	if !errors.As(err, &fields) && contains(said, "otp", "one-time", "authorization code", "verification code", "invalid code", "wrong code", "expired code") {
		return &WrongCodeError{*refused}
	}
	return err
}
