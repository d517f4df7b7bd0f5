package mono

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
)

// Linking from your own screens, for partners of Mono with that add-on: you then handle people's bank credentials,
// which is a question of licence and security before it is one of code. All webhooks of a hosted link are sent.

// PartnerSessionRequest opens the login of one bank.
type PartnerSessionRequest struct {
	InstitutionID string // of Institutions
	AuthMethod    string // of that institution
	Name, Email   string // of the customer
}

// PartnerForm is what to ask the person for. It differs by bank: build the screen from it.
type PartnerForm struct {
	Title  string         `json:"title"`
	Fields []PartnerField `json:"form"`
}

// PartnerField is one input of a form; Name is its key in what is sent back.
type PartnerField struct {
	Type        string `json:"type"`
	Name        string `json:"name"`
	Hint        string `json:"hint"`
	ContentType string `json:"content_type"` // string, password
}

// PartnerSession is a login under way.
type PartnerSession struct {
	ID          string      `json:"id"`
	Scope       string      `json:"scope"`
	ExpiresAt   Instant     `json:"expires_at"`
	Institution Institution `json:"institution"`
}

// PartnerStart is a session and the first form. On re-authorisation Next is PartnerDone, with a Code, when the bank needs
// no login.
type PartnerStart struct {
	Next    PartnerCode    `json:"response_code,omitempty"`
	Session PartnerSession `json:"session"`
	UI      PartnerForm    `json:"ui"`
	Code    string         `json:"code,omitempty"`
	Evidence
}

// StartPartnerSession opens a login: POST /v2/connect/session. Billed as a linked account once it ends in one.
// Errors: ValidationError, NotFoundError for an unknown institution.
func (c *Client) StartPartnerSession(ctx context.Context, s PartnerSessionRequest) (PartnerStart, error) {
	body := map[string]any{"institution": s.InstitutionID, "auth_method": s.AuthMethod, "scope": "financial_data",
		"customer": map[string]string{"name": s.Name, "email": s.Email}}
	r, err := c.do(ctx, sentOnce, call{key: connect, op: "POST /v2/connect/session", body: body})
	start, err := answer[PartnerStart](r, err)
	if err == nil && start.Session.ID == "" {
		return PartnerStart{}, r.missing("data.session.id")
	}
	return start, err
}

// PartnerCode says how a step of a login ended.
type PartnerCode int

// The codes.
const (
	PartnerDone     PartnerCode = 99  // linked: exchange Code
	PartnerChoose   PartnerCode = 101 // several accounts: commit with accountNumber
	PartnerMore     PartnerCode = 102 // more to enter: commit with the names of UserInput
	PartnerDeclined PartnerCode = 400 // wrong credentials, or the bank failed
)

// PartnerAccount is an account to choose from.
type PartnerAccount struct {
	AccountNumber AccountNumber `json:"account_number"`
	Name          string        `json:"name"`
	Type          string        `json:"type"`
	Currency      string        `json:"currency"`
	Status        string        `json:"status"`
	Balance       MaybeKobo     `json:"balance"`
}

// PartnerStep is where a login is. Next says which of the others is set.
type PartnerStep struct {
	Next      PartnerCode      `json:"response_code"`
	Code      string           `json:"code,omitempty"`
	Accounts  []PartnerAccount `json:"accounts,omitempty"`
	UserInput PartnerForm      `json:"user_input,omitzero"`
	Evidence
}

// PartnerLogin sends what the person entered into the session's form: POST /v2/connect/login. A step that wants more
// is no error. Later by webhook: account_connected, account_updated. Errors: WrongCodeError, APIError with code 400
// when the bank does not accept the credentials.
func (c *Client) PartnerLogin(ctx context.Context, session string, entered map[string]string) (PartnerStep, error) {
	return c.partnerStep(ctx, "POST /v2/connect/login", session, entered)
}

// PartnerCommit answers a step that wanted more: accountNumber after PartnerChoose, the names of UserInput after
// PartnerMore: POST /v2/connect/commit. It may want more again. Errors as PartnerLogin.
func (c *Client) PartnerCommit(ctx context.Context, session string, entered map[string]string) (PartnerStep, error) {
	return c.partnerStep(ctx, "POST /v2/connect/commit", session, entered)
}

// StartPartnerReauth asks for a new login to a linked account: POST /v2/connect/reauth/session. When the bank needs no
// login the answer is a Code at once. Later by webhook: account_reauthorized, account_updated. Errors: NotFoundError.
func (c *Client) StartPartnerReauth(ctx context.Context, account string) (PartnerStart, error) {
	r, err := c.do(ctx, sentOnce, call{key: connect, op: "POST /v2/connect/reauth/session", body: map[string]string{"account": account}})
	start, err := answer[PartnerStart](r, err)
	if err != nil {
		return PartnerStart{}, err
	}
	start.Session.ID = or(start.Session.ID, r.sessionElsewhere())
	return start, nil
}

// sessionElsewhere looks for a session in the other places of which the guide speaks without showing one.
func (r *reply) sessionElsewhere() string {
	var data struct {
		SessionID string `json:"session_id"`
		ID        string `json:"id"`
	}
	_ = json.Unmarshal(r.Data, &data)
	return or(data.SessionID, or(data.ID, r.header.Get("x-session-id")))
}

// PartnerReauthLogin logs in to a linked account again: POST /v2/connect/reauth/login. Webhooks as StartPartnerReauth,
// errors as PartnerLogin.
func (c *Client) PartnerReauthLogin(ctx context.Context, session string, entered map[string]string) (PartnerStep, error) {
	return c.partnerStep(ctx, "POST /v2/connect/reauth/login", session, entered)
}

func (c *Client) partnerStep(ctx context.Context, op, session string, entered map[string]string) (PartnerStep, error) {
	r, err := c.do(ctx, sentOnce, call{key: connect, op: op, session: session, body: entered, patience: 2})
	if err != nil {
		return PartnerStep{}, asWrongCode(err)
	}
	step, err := answer[PartnerStep](r, nil)
	if err != nil {
		return PartnerStep{}, err
	}
	step.Next = or(step.Next, r.partnerCode())
	if step.Next == PartnerDeclined {
		return PartnerStep{}, asWrongCode(&APIError{Operation: op, HTTPStatus: http.StatusBadRequest, Code: "400", Message: string(r.Message), Raw: r.raw})
	}
	return step, nil
}

// partnerCode is beside data on login and commit; on re-authorisation it is in data.
func (r *reply) partnerCode() PartnerCode {
	var outer struct {
		Code Code `json:"responseCode"`
	}
	_ = json.Unmarshal(r.raw, &outer)
	n, _ := strconv.Atoi(string(outer.Code))
	return PartnerCode(n)
}

// PartnerCredentials are logins that Mono's sandbox accepts.
type PartnerCredentials struct {
	Credentials []struct {
		SeveralAccounts bool              `json:"hasMultipleAccounts"`
		Values          map[string]string `json:"values"` // by the names of the form
	} `json:"credentials"`
	Inputs []json.RawMessage `json:"inputs"` // answers to what is asked later: no page shows one
	Evidence
}

// PartnerSandboxCredentials lists the logins that a session accepts, with test keys alone: GET /v2/connect/sandbox.
// Not billed.
func (c *Client) PartnerSandboxCredentials(ctx context.Context, session string) (PartnerCredentials, error) {
	r, err := c.do(ctx, freely, call{key: connect, op: "GET /v2/connect/sandbox", session: session})
	if err != nil {
		return PartnerCredentials{}, err
	}
	list := PartnerCredentials{Evidence: Evidence{r.raw}}
	return list, r.into(&list) // exact names: those in values are the bank's
}
