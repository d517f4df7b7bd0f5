package mono

import (
	"context"
	"strings"
)

// Owo is payment by WhatsApp: the customer authorises in a chat, and the money goes at once to the account that was
// named when the customer was linked.

// OwoUserStatus says whether a phone can pay by WhatsApp.
type OwoUserStatus string

// The statuses of a phone.
const (
	OwoActive     OwoUserStatus = "active"
	OwoPending    OwoUserStatus = "pending_activation" // link with a BVN
	OwoNotFound   OwoUserStatus = "not_found"          // link with a BVN
	owoMisspelled OwoUserStatus = "pending_activiation"
)

// Known says whether the status is documented.
func (s OwoUserStatus) Known() bool { return one(s, OwoActive, OwoPending, OwoNotFound) }

// UnmarshalJSON reads the word in any case, and in the wrong spelling of one library.
func (s *OwoUserStatus) UnmarshalJSON(b []byte) error {
	err := lower(b, s)
	if *s == owoMisspelled {
		*s = OwoPending
	}
	return err
}

// OwoUser is what Owo knows of a phone.
type OwoUser struct {
	Exists bool          `json:"exists"`
	Status OwoUserStatus `json:"status"`
	Evidence
}

// OwoUser asks for a phone, written like 2348030001122: GET /owo/v1/users/status. Not billed.
func (c *Client) OwoUser(ctx context.Context, phone string) (OwoUser, error) {
	return answer[OwoUser](c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/users/status", query: []string{"phone", phone}}))
}

// OwoLinkRequest names the account that a customer's payments go to.
type OwoLinkRequest struct {
	Phone         string
	BVN           string // when the phone is OwoNotFound or OwoPending
	Name          string // of the account's holder, 2 to 100 characters
	NIPCode       string
	AccountNumber string
	FundRequest   *NewOwoFundRequest // asked for in the same chat; without a phone of its own
}

// OwoRedirect is the chat to send the customer to at once: it lives for moments.
type OwoRedirect struct {
	URL string `json:"redirect_url"`
	Evidence
}

func (o *OwoRedirect) lacks() string { return lacking(o.URL, "redirect_url") }

// LinkOwoBeneficiary begins a link: POST /owo/v1/beneficiaries/link, answered with 202. Not billed. Later by webhook:
// owo.beneficiary.linked when the customer finishes. Errors: ValidationError, UnknownOutcomeError.
func (c *Client) LinkOwoBeneficiary(ctx context.Context, r OwoLinkRequest) (OwoRedirect, error) {
	body := map[string]any{"phone": r.Phone, "fund_beneficiary": map[string]string{"name": r.Name, "nip_code": r.NIPCode, "account_number": r.AccountNumber}}
	if r.BVN != "" {
		body["bvn"] = r.BVN
	}
	if r.FundRequest != nil {
		ask := r.FundRequest.body()
		delete(ask, "phone")
		body["fund_request"] = ask
	}
	return answer[OwoRedirect](c.do(ctx, sentOnce, call{key: owo, op: "POST /owo/v1/beneficiaries/link", body: body, expects: expectation{later: true}}))
}

// UnlinkOwoBeneficiary ends a link and its recurring payments: POST /owo/v1/beneficiaries/unlink. Not billed. The body is
// not documented: both the phone and the id are sent. Later by webhook: owo.beneficiary.unlinked. Errors: NotFoundError.
func (c *Client) UnlinkOwoBeneficiary(ctx context.Context, id, phone string) error {
	body := without(map[string]string{"id": id, "phone": phone})
	return done(c.do(ctx, sentOnce, call{key: owo, op: "POST /owo/v1/beneficiaries/unlink", body: body, expects: expectation{later: true}}))
}

// OwoBeneficiary is a link between a phone and the account that is paid.
type OwoBeneficiary struct {
	ID            string        `json:"id"`
	Phone         string        `json:"phone"`
	Name          string        `json:"name"`
	Nickname      string        `json:"nickname,omitempty"`
	AccountNumber AccountNumber `json:"account_number,omitempty"`
	BankCode      Code          `json:"bank_code,omitempty"`
	Evidence
}

// OwoQuery chooses a part of a list.
type OwoQuery struct {
	Offset int
	Limit  int // 15 when 0, at most 100
	Phone  string
}

func (q OwoQuery) pairs() []string {
	return []string{"offset", positive(q.Offset), "limit", positive(q.Limit), "phone", strings.TrimPrefix(q.Phone, "+")}
}

// OwoBeneficiaries lists the links: GET /owo/v1/beneficiaries. Not billed.
func (c *Client) OwoBeneficiaries(ctx context.Context, q OwoQuery) (Page[OwoBeneficiary], error) {
	r, err := c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/beneficiaries", query: q.pairs()})
	return pageOf[OwoBeneficiary](r, err)
}

// OwoBeneficiary reads a link: GET /owo/v1/beneficiaries/{id}. Not billed. Errors: NotFoundError.
func (c *Client) OwoBeneficiary(ctx context.Context, id string) (OwoBeneficiary, error) {
	return answer[OwoBeneficiary](c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/beneficiaries/{id}", ids: []string{id}}))
}
