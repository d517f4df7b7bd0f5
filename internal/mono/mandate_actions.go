package mono

import (
	"context"
	"errors"
	"strings"
)

// PauseMandate stops debits and balance inquiries until it is reinstated: PATCH /v3/payments/mandates/{id}/pause.
// Not billed. One that is paused already is no error. Later by webhook: action.pause. Errors: NotFoundError.
func (c *Client) PauseMandate(ctx context.Context, id string) error {
	return c.actOn(ctx, id, "PATCH /v3/payments/mandates/{id}/pause", "already paused")
}

// ReinstateMandate allows debits again: PATCH /v3/payments/mandates/{id}/reinstate. Not billed. One that is active
// already is no error. Later by webhook: action.reinstate. Errors: NotFoundError.
func (c *Client) ReinstateMandate(ctx context.Context, id string) error {
	return c.actOn(ctx, id, "PATCH /v3/payments/mandates/{id}/reinstate", "already active")
}

// CancelMandate ends a mandate for good: PATCH /v3/payments/mandates/{id}/cancel. Not billed. A debit in flight may
// survive it: keep looking it up. Later by webhook: action.cancel. Errors: NotFoundError, with which Mono also
// answers for one that is cancelled already, because cancelling deletes it.
func (c *Client) CancelMandate(ctx context.Context, id string) error {
	return c.actOn(ctx, id, "PATCH /v3/payments/mandates/{id}/cancel", "already cancelled")
}

// actOn sends the action; a refusal because it is done already is success.
func (c *Client) actOn(ctx context.Context, id, op, done string) error {
	req, err := c.newRequest(ctx, payments, op, nil, id)
	if err != nil {
		return err
	}
	_, err = c.once(req)
	var refused *APIError
	if errors.As(err, &refused) && strings.Contains(strings.ToLower(refused.Message), done) {
		return nil
	}
	return err
}

// TogglePartialSweep lets debits of a variable sweep collect what there is from several accounts, or ends that: PATCH
// /v3/payments/mandates/{id}/partial-sweep/toggle. Not billed. Mono must have enabled it for the business; neither
// body nor reply is documented, so read the Mandate afterwards. Errors: NotFoundError, APIError.
func (c *Client) TogglePartialSweep(ctx context.Context, id string) error {
	return done(c.do(ctx, sentOnce, call{key: payments, op: "PATCH /v3/payments/mandates/{id}/partial-sweep/toggle", ids: []string{id}}))
}
