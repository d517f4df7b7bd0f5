package sandbox

import (
	"slices"
	"strings"
)

// customerRowsPage is how many rows Mono's own sample shows on a page.
const customerRowsPage = 8

// customerTransactions lists the bank rows of a customer's linked accounts, each in its own envelope.
func (s *Server) customerTransactions(tx Tx, c call) reply {
	var who customer
	if !tx.Get("customer", c.PathValue("id"), &who) {
		return failed(c.now, 400, "Invalid Customer Id, could not fetch customer").without("timestamp")
	}
	months, bad := periodOf(either(c.URL.Query().Get("period"), "last12months"))
	if bad != "" {
		return invalid(c.now, field{"period", bad})
	}
	only, out := c.URL.Query().Get("account"), []obj{}
	for _, a := range all[linked](tx, "account", "") {
		if !a.Unlinked && a.Customer == who.ID && (only == "" || only == a.ID) {
			out = append(out, s.customerAccount(tx, c, a, months))
		}
	}
	if len(out) == 0 {
		return failed(c.now, 404, "Unable to fetch connected account from customer supplied").without("timestamp")
	}
	return ok(c.now, "Data retrieved successfully", out).without("timestamp")
}

func (s *Server) customerAccount(tx Tx, c call, a linked, months int) obj {
	_, b := a.bank()
	entry := obj{"account": a.ID, "account_name": b.owner, "bank": institutionOf(b.nip).Name}
	if !a.has("transactions") {
		entry["account_transaction_data"] = obj{"errored": true, "error": "Transactions are not available for this account", "data": nil}
		return entry
	}
	from := dayOf(c.now).AddDate(0, -months, 0)
	rows := slices.DeleteFunc(slices.Clone(s.seenRows(tx, a, c.now)), func(r row) bool { return r.At.Before(from) })
	slices.Reverse(rows)
	shown, meta := cut(s, c, rows, customerRowsPage)
	entry["account_transaction_data"] = obj{"errored": false, "error": nil, "data": obj{"message": "Data retrieved successfully", "status": "successful",
		"data": obj{"transactions": a.transactions(shown), "meta": meta}}}
	return entry
}

// periodOf reads last3months as 3, or says what is wrong.
func periodOf(text string) (months int, complaint string) {
	if m := periodForm.FindStringSubmatch(strings.ToLower(text)); m != nil {
		months = number(m[1], 0)
	}
	if months < 1 || months > 12 {
		return 0, "period must be last1months to last12months"
	}
	return months, ""
}
