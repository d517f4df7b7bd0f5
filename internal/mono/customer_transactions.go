package mono

import (
	"context"
	"encoding/json"
	"strconv"
)

// CustomerTransactionQuery filters the transactions of a customer.
type CustomerTransactionQuery struct {
	Months  int    // 1 to StatementMonthsMax
	Page    int    // from 1
	Account string // one linked account alone
}

// AccountTransactions is a page of one of a customer's accounts, or the reason for which it could not be read.
type AccountTransactions struct {
	Account      string
	AccountName  string
	Bank         string
	Failed       bool
	Error        string // Mono's words
	Transactions []Transaction
	Paging
}

// customerAccount has the page in an envelope of its own.
type customerAccount struct {
	Account     Ref    `json:"account"`
	AccountName string `json:"account_name"`
	Bank        string `json:"bank"`
	Inner       struct {
		Failed bool  `json:"errored"`
		Error  words `json:"error"`
		Data   struct {
			Data struct {
				Transactions json.RawMessage `json:"transactions"`
				Meta         json.RawMessage `json:"meta"`
			} `json:"data"`
		} `json:"data"`
	} `json:"account_transaction_data"`
}

// CustomerTransactions reads a page of every linked account of a customer: GET /v2/customers/{id}/transactions.
// Billed per page with data. Look at Failed for each account. The reference calls the rows payments; its sample has
// bank transactions. Errors: NotFoundError, also when the customer has no linked account.
func (c *Client) CustomerTransactions(ctx context.Context, customer string, q CustomerTransactionQuery) (Page[AccountTransactions], error) {
	r, err := c.do(ctx, billed, call{key: connect, op: "GET /v2/customers/{id}/transactions", ids: []string{customer}, patience: 2,
		query: []string{"period", "last" + strconv.Itoa(min(max(q.Months, 1), StatementMonthsMax)) + "months", "page", strconv.Itoa(max(q.Page, 1)), "account", q.Account}})
	rows, err := pageOf[customerAccount](r, err)
	if err != nil {
		return Page[AccountTransactions]{}, err
	}
	page := Page[AccountTransactions]{Paging: rows.Paging, Raw: rows.Raw}
	for _, row := range rows.Items {
		of, err := row.open(r.op)
		if err != nil {
			return Page[AccountTransactions]{}, err
		}
		page.Items = append(page.Items, of)
	}
	return page, nil
}

func (a customerAccount) open(op string) (AccountTransactions, error) {
	inner := a.Inner.Data.Data
	out := AccountTransactions{Account: a.Account.ID, AccountName: a.AccountName, Bank: a.Bank, Failed: a.Inner.Failed,
		Error: string(a.Inner.Error), Paging: envelope{Meta: inner.Meta}.paging()}
	return out, decode(op, "data.account_transaction_data.data.data.transactions", inner.Transactions, &out.Transactions)
}
