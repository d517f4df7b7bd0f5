package mono

import "context"

// Coverage lists the banks as the browser widget asks for them: GET /coverage, a path without a version that still
// answers, without an envelope. Not billed. Institutions is the current one.
func (c *Client) Coverage(ctx context.Context) ([]Institution, error) {
	r, err := c.do(ctx, freely, call{key: connect, op: "GET /coverage"})
	if err != nil {
		return nil, err
	}
	var banks []Institution
	return banks, r.intoLoose(&banks)
}
