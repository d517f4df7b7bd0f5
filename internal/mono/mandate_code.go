package mono

import "context"

// MandateCode is a mandate that waits for its one-time code, which lives one minute.
type MandateCode struct {
	Phone   string `json:"phone_number"` // masked
	Email   string `json:"email"`        // masked
	Action  string `json:"action"`       // what to tell the payer
	Session string `json:"session"`
	Evidence
}

func (m *MandateCode) lacks() string { return lacking(m.Session, "session") }

// SendMandateCode sends the payer the code of a mandate: POST /v3/payments/mandates/verify/otp. method is phone_number or
// email. Not billed. Announced in 2024 and missing from the pages of 2026: ask Mono before relying on it.
func (c *Client) SendMandateCode(ctx context.Context, session, method string) (MandateCode, error) {
	body := map[string]string{"session": session, "method": method}
	return answer[MandateCode](c.do(ctx, sentOnce, call{key: payments, op: "POST /v3/payments/mandates/verify/otp", body: body}))
}

// VerifyMandateCode makes the mandate with the payer's code: POST /v3/payments/mandates/verify/otp. It is approved, and
// may be debited, at once. Later by webhook: approved, ready. Errors: WrongCodeError, UnknownOutcomeError.
func (c *Client) VerifyMandateCode(ctx context.Context, session, otp string) (Mandate, error) {
	body := map[string]string{"session": session, "otp": otp}
	r, err := c.do(ctx, sentOnce, call{key: payments, op: "POST /v3/payments/mandates/verify/otp", body: body, patience: 2})
	if err != nil {
		return Mandate{}, asWrongCode(err)
	}
	return r.mandate()
}
