package mono

import (
	"context"
	"encoding/json"
	"strings"
)

// CreditBureau is whom to ask for a credit history.
type CreditBureau string

// The bureaus that Mono covers; CreditRegistry is not among them.
const (
	BureauCRC  CreditBureau = "crc" // CRC Credit Bureau
	BureauXDS  CreditBureau = "xds" // FirstCentral, formerly XDS
	BureauBoth CreditBureau = "all"
)

// CreditHistory is what the bureaus know of a BVN. No lenders is a thin file, neither good nor bad. There is no
// score, no outstanding balance and no count of enquiries.
type CreditHistory struct {
	Providers []string        `json:"providers"` // who contributed: fewer than asked is a partial report
	Profile   BureauProfile   `json:"profile"`
	Lenders   []BureauLender  `json:"credit_history"` // one lender can be there twice, under two spellings
	Raw       json.RawMessage `json:"-"`
}

// BureauProfile is the person as the bureaus know them.
type BureauProfile struct {
	FullName  string `json:"full_name"`
	BornOn    Day    `json:"dob"`
	Gender    string `json:"gender"`
	Addresses []struct {
		Address    string `json:"address"`
		Type       string `json:"type"`
		ReportedOn Day    `json:"date_reported"`
	} `json:"address_history"`
	Emails          []string `json:"email_addresses"`
	Phones          []string `json:"phone_numbers"`
	Identifications []struct {
		Type   string `json:"type"` // BVN, NIN, PENCOM
		Number Code   `json:"no"`   // may be empty
	} `json:"identifications"`
}

// BureauLender groups the loans of one institution.
type BureauLender struct {
	Institution string       `json:"institution"`
	Loans       []BureauLoan `json:"history"`
}

// BureauLoan is one loan. The order of its dates proves nothing: ClosedOn of an open loan looks like its maturity.
// Amounts are taken for kobo, Mono's rule, which is not proven for this call: compare them with the income.
type BureauLoan struct {
	OpenedOn           Day         `json:"date_opened"`
	ClosedOn           Day         `json:"closed_date"`
	OpeningBalance     MaybeKobo   `json:"opening_balance"`
	Currency           string      `json:"currency"`
	Performance        BureauWord  `json:"performance_status"`
	Status             BureauWord  `json:"loan_status"`
	TenorMonths        Figure      `json:"tenor"` // 0 means unknown
	RepaymentFrequency BureauWord  `json:"repayment_frequency"`
	RepaymentAmount    MaybeKobo   `json:"repayment_amount"`
	Repayments         []Repayment `json:"repayment_schedule"`
}

// Repayment is one month of a loan.
type Repayment struct {
	Month  Month      `json:"date"`
	Status BureauWord `json:"status"`
}

// BureauWord is a status word, trimmed, in lower case, with hyphens. The vocabulary is not published: an
// unknown word is never good news.
type BureauWord string

// UnmarshalJSON folds the word.
func (w *BureauWord) UnmarshalJSON(b []byte) error {
	if err := lower(b, w); err != nil {
		return err
	}
	*w = BureauWord(strings.NewReplacer(" ", "-", "_", "-").Replace(string(*w)))
	return nil
}

var bureauWords = strings.Fields(`performing non-performing substandard doubtful lost watchlist delinquent
	open closed written-off active paid settled charged-off restructured
	failed pending missed late overdue not-due no-data
	monthly weekly bi-weekly quarterly daily bullet`)

// Known says whether the word was seen in Mono's pages, in lenders' code or in the bureaus' terms.
func (w BureauWord) Known() bool { return one(string(w), bureauWords...) }

// CreditHistory asks the bureaus: POST /v3/lookup/credit-history/{provider}. Billed (about NGN 500 and VAT for both)
// and slow; sent once. You must hold the person's consent: the API does not ask for it. Errors: WalletError,
// NotReadyError (202), NotFoundError (no record: a thin file), UnknownOutcomeError (a repeat is a second charge).
func (c *Client) CreditHistory(ctx context.Context, provider CreditBureau, bvn string) (CreditHistory, error) {
	req, err := c.newRequest(ctx, lookup, "POST /v3/lookup/credit-history/{provider}", map[string]string{"bvn": bvn}, string(provider))
	if err != nil {
		return CreditHistory{}, err
	}
	r, err := c.once(req.slow(2))
	if err != nil {
		return CreditHistory{}, err
	}
	history := CreditHistory{Raw: r.raw}
	return history, r.intoLoose(&history)
}
