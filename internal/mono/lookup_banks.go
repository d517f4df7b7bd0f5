package mono

import "context"

// LookupBanks lists the banks that a name enquiry can be sent to: GET /v3/lookup/banks. It is not stated whether it is
// billed; it may be kept for a day. DirectDebit is not said here: Banks says it.
func (c *Client) LookupBanks(ctx context.Context) ([]Bank, error) {
	r, err := c.do(ctx, billed, call{key: lookup, op: "GET /v3/lookup/banks"})
	page, err := pageOf[Bank](r, err, "banks")
	return page.Items, err
}
