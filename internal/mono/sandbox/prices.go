package sandbox

// price is what a call costs.
type price struct {
	kobo   int64
	always bool // also when the call is refused: Mono says so of the BVN steps only
}

// What costs something beside the calls themselves, as the ledger names it.
const (
	freshData    = "real-time sync with new data"
	sweepLinked  = "sweep: a linked account"
	accountMatch = "account match"
	splitPayout  = "split: a payout to a sub-account"
)

// prices is the pay-as-you-go list that Mono and its customers have published, in kobo without
// VAT. Where no figure is public there is none here, and the call is free.
var prices = map[string]price{
	"POST /v2/accounts/auth":                          {kobo: 80_00},
	"GET /v2/accounts/{id}":                           {kobo: 100_00},
	"GET /v2/accounts/{id}/balance":                   {kobo: 200_00},
	"GET /v2/accounts/{id}/transactions":              {kobo: 150_00}, // a page with rows
	"GET /v2/accounts/{id}/statement":                 {kobo: 300_00},
	"GET /v2/accounts/{id}/identity":                  {kobo: 100_00}, // only with data
	"GET /v2/accounts/{id}/income":                    {kobo: 300_00},
	"POST /v2/accounts/{id}/creditworthiness":         {kobo: 300_00}, // 500 with a credit check
	"GET /v2/accounts/{id}/statement/insights":        {kobo: 500_00},
	"POST /v2/accounts/{id}/transactions/metadata":    {kobo: 200_00},
	"POST /v2/enrichments/transaction-metadata":       {kobo: 200_00},
	"POST /v2/accounts/{id}/transactions/categorise":  {kobo: 100_00},
	"POST /v2/enrichments/transaction-categorisation": {kobo: 100_00},
	"GET /v2/accounts/{id}/assets":                    {kobo: 250_00},
	"GET /v2/accounts/{id}/earnings":                  {kobo: 250_00},
	"POST /v2/lookup/bvn/initiate":                    {45_00, true},
	"POST /v2/lookup/bvn/verify":                      {45_00, true},
	"POST /v2/lookup/bvn/details":                     {45_00, true},
	"POST /v3/lookup/account-number":                  {kobo: 15_00},
	"POST /v3/lookup/nin":                             {kobo: 80_00},
	"POST /v3/lookup/driver_license":                  {kobo: 60_00},
	"GET /v3/lookup/cac":                              {kobo: 60_00},
	"GET /v3/lookup/cac/company/{id}":                 {kobo: 60_00},
	"GET /v3/lookup/cac/company/{id}/directors":       {kobo: 60_00},
	"GET /v3/lookup/cac/company/{id}/secretary":       {kobo: 60_00},
	"GET /v3/lookup/cac/company/{id}/psc":             {kobo: 600_00},
	"GET /v3/lookup/cac/profile/{rcnumber}":           {kobo: 600_00},
	"GET /v3/lookup/cac/company/{id}/status-report":   {kobo: 600_00},
	"POST /v3/lookup/credit-history/{provider}":       {kobo: 500_00},
	"POST /v3/lookup/watchlist":                       {kobo: 1_000_00},
	"POST /v3/lookup/watchlist/batch":                 {kobo: 1_000_00}, // an entry
	"POST /v3/lookup/watchlist/monitor":               {kobo: 5_000_00}, // the first month
	"POST /v1/prove/initiate":                         {kobo: 130_00},   // 230 and 530 for the higher tiers
	"GET /v3/payments/mandates/{id}/balance-inquiry":  {kobo: 10_00},    // 50 without an amount
	"POST /v2/payments/initiate":                      {kobo: 0},        // 500 for a sweep
	"POST /v3/payments/mandates":                      {kobo: 0},        // 150 with a selfie
	freshData:                                         {kobo: 100_00},
	sweepLinked:                                       {kobo: 100_00},
	accountMatch:                                      {kobo: 5_00},
	splitPayout:                                       {kobo: 10_00},
}

// vat is 7.5 %, rounded down to a kobo.
func vat(kobo int64) int64 { return kobo * 75 / 1000 }
