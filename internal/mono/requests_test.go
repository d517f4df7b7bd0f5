package mono_test

import (
	"context"

	"github.com/shopspring/decimal"

	"lendwright/internal/mono"
)

var mandateRequest = mono.MandateRequest{Amount: 24000000, Description: "Repayments", Reference: "ln0077mandate01", CustomerID: "cus1",
	StartsOn: "2026-05-05", EndsOn: "2027-05-05", RedirectURL: "https://l.example.ng/m", Meta: map[string]string{"loan_id": "LN-0077"}}

// requests is what each method must send: verb, path and query, the product's key, the session and the body.
var requests = []struct {
	name, asks, key, session, body string
	answer                         answer
	call                           call
}{
	{"link", "POST /v2/accounts/initiate", "connect", "",
		`{"customer":{"name":"Bukola Adebayo","email":"b@example.ng"},"meta":{"ref":"r-1","branch":"7"},"scope":"auth","redirect_url":"https://l.example.ng/back","institution":{"id":"i1","auth_method":"mobile_banking","account_number":"0071234599"},"check_account_match":true}`,
		ok("link"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.InitiateLink(ctx, mono.LinkRequest{Name: "Bukola Adebayo", Email: "b@example.ng", Reference: "r-1", Meta: map[string]string{"branch": "7"},
				RedirectURL: "https://l.example.ng/back", InstitutionID: "i1", AuthMethod: "mobile_banking", AccountNumber: "0071234599", CheckMatch: true}))
		}},
	{"link of a known customer", "POST /v2/accounts/initiate", "connect", "", `{"customer":{"id":"cus1"},"scope":"auth","redirect_url":"https://l.example.ng/back"}`,
		ok("link"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.InitiateLink(ctx, mono.LinkRequest{CustomerID: "cus1", RedirectURL: "https://l.example.ng/back"}))
		}},
	{"re-authorisation", "POST /v2/accounts/initiate", "connect", "", `{"account":"` + acc + `","scope":"reauth","meta":{"ref":"re-1"},"redirect_url":"https://l.example.ng/back"}`,
		ok("relink"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.InitiateReauthorisation(ctx, acc, "re-1", "https://l.example.ng/back"))
		}},
	{"code", "POST /v2/accounts/auth", "connect", "", `{"code":"code_1"}`, ok("exchange"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.ExchangeCode(ctx, "code_1")) }},
	{"account", "GET /v2/accounts/" + acc, "connect", "", "", ok("account"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Account(ctx, acc)) }},
	{"accounts", "GET /v2/accounts?page=2", "connect", "", "", ok("accounts"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Accounts(ctx, 2)) }},
	{"balance", "GET /v2/accounts/" + acc + "/balance", "connect", "", "", ok("balance"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Balance(ctx, acc)) }},
	{"identity", "GET /v2/accounts/" + acc + "/identity", "connect", "", "", ok("identity"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Identity(ctx, acc)) }},
	{"transactions", "GET /v2/accounts/" + acc + "/transactions?end=30-09-2026&limit=50&narration=salary&page=3&start=01-09-2026&type=credit", "connect", "", "", ok("transactions"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.Transactions(ctx, acc, mono.TransactionQuery{Start: "2026-09-01", End: "2026-09-30", Type: mono.EntryCredit, Narration: "salary", Limit: 50, Page: 3}))
		}},
	{"statement", "GET /v2/accounts/" + acc + "/statement?output=json&period=last6months", "connect", "", "", ok("statement"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Statement(ctx, acc, 6)) }},
	{"income", "GET /v2/accounts/" + acc + "/income", "connect", "", "", ok("income_started"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.StartIncome(ctx, acc)) }},
	{"income records", "GET /v2/accounts/" + acc + "/income-records", "connect", "", "", ok("income_records"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.IncomeRecords(ctx, acc)) }},
	{"creditworthiness", "POST /v2/accounts/" + acc + "/creditworthiness", "connect", "",
		`{"bvn":"22198765431","principal":12000000,"interest_rate":4.5,"term":6,"run_credit_check":true,"existing_loans":[{"tenor":8,"date_opened":"2026-02-14","closed_date":"2026-10-14","institution":"Umoja","currency":"NGN","repayment_amount":6240000,"opening_balance":5200000,"repayment_schedule":[{"03-2026":"paid","05-2026":"failed"}]}]}`,
		ok("creditworthiness_started"), func(ctx context.Context, c *mono.Client) (any, error) {
			return nothing(c.StartCreditworthiness(ctx, acc, mono.CreditworthinessRequest{BVN: "22198765431", Principal: 12000000, InterestPercent: decimal.RequireFromString("4.5"),
				TermMonths: 6, RunCreditCheck: true, ExistingLoans: []mono.ExistingLoan{{TenorMonths: 8, OpenedOn: "2026-02-14", ClosesOn: "2026-10-14", Institution: "Umoja",
					RepaymentAmount: 6240000, OpeningBalance: 5200000, Repayments: map[mono.Month]string{"2026-03": "paid", "2026-05": "failed"}}}}))
		}},
	{"insights", "GET /v2/accounts/" + acc + "/statement/insights", "connect", "", "", ok("insights_started"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.StartInsights(ctx, acc)) }},
	{"enrichment record", "GET /v2/enrichments/record/job1", "connect", "", "", ok("insights_record"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.EnrichmentRecord(ctx, "job1")) }},
	{"unlink", "POST /v2/accounts/" + acc + "/unlink", "connect", "", `{}`, ok("unlink"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.Unlink(ctx, acc)) }},
	{"institutions", "GET /v3/institutions?scope=financial_data", "connect", "", "", ok("institutions"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Institutions(ctx)) }},
	{"new customer", "POST /v2/customers", "payments", "",
		`{"email":"b@example.ng","first_name":"Bukola","last_name":"Adebayo","address":"9 Palm Street","phone":"08031112234","identity":{"type":"bvn","number":"22198765431"}}`,
		answer{status: 201, file: "replies/customer.json"}, func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.CreateCustomer(ctx, mono.NewCustomer{Email: "b@example.ng", FirstName: "Bukola", LastName: "Adebayo", Address: "9 Palm Street", Phone: "08031112234",
				Identity: mono.CustomerIdentity{Number: "22198765431"}}))
		}},
	{"customer changed", "PATCH /v2/customers/cus1", "payments", "", `{"phone":"08031112234"}`, ok("customer_updated"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return nothing(c.UpdateCustomer(ctx, "cus1", mono.CustomerChange{Phone: "08031112234"}))
		}},
	{"customer", "GET /v2/customers/cus1", "payments", "", "", ok("customer"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Customer(ctx, "cus1")) }},
	{"customers", "GET /v2/customers?email=b%40example.ng&page=1", "payments", "", "", ok("customers"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.Customers(ctx, mono.CustomerQuery{Email: "b@example.ng"}))
		}},
	{"customer deleted", "DELETE /v2/customers/cus1", "payments", "", "", ok("customer_updated"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.DeleteCustomer(ctx, "cus1")) }},
	{"bvn", "POST /v2/lookup/bvn/initiate", "lookup", "", `{"bvn":"22198765431","scope":"bank_accounts"}`, ok("bvn_initiated"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.StartBVN(ctx, "22198765431", mono.BVNAccountsScope))
		}},
	{"bvn code", "POST /v2/lookup/bvn/verify", "lookup", "s1", `{"method":"phone"}`, ok("bvn_code_sent"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return nothing(c.SendBVNCode(ctx, "s1", "phone", ""))
		}},
	{"bvn details", "POST /v2/lookup/bvn/details", "lookup", "s1", `{"otp":"012345"}`, ok("bvn_identity"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.BVNDetails(ctx, "s1", "012345"))
		}},
	{"credit history", "POST /v3/lookup/credit-history/all", "lookup", "", `{"bvn":"22198765431"}`, ok("credit_history"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.CreditHistory(ctx, mono.BureauBoth, "22198765431"))
		}},
	{"account name", "POST /v3/lookup/account-number", "lookup", "", `{"nip_code":"000013","account_number":"0190000018"}`, ok("account_name"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.AccountName(ctx, "000013", "0190000018"))
		}},
	{"hosted mandate", "POST /v2/payments/initiate", "payments", "",
		`{"amount":24000000,"type":"recurring-debit","method":"mandate","mandate_type":"emandate","debit_type":"variable","description":"Repayments","reference":"ln0077mandate01","customer":{"id":"cus1"},"redirect_url":"https://l.example.ng/m","start_date":"2026-05-05","end_date":"2027-05-05","meta":{"loan_id":"LN-0077"}}`,
		ok("mandate_initiated"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.InitiateMandate(ctx, mandateRequest))
		}},
	{"fixed mandate of an account", "POST /v3/payments/mandates", "payments", "",
		`{"amount":24000000,"mandate_type":"emandate","debit_type":"fixed","description":"Repayments","reference":"ln0077mandate01","customer":"cus1","redirect_url":"https://l.example.ng/m","start_date":"2026-05-05","end_date":"2027-05-05","meta":{"loan_id":"LN-0077"},"account_number":"2014455667","bank_code":"035","frequency":"monthly","retrial_frequency":2,"initial_debit_date":"2026-05-06","grace_period":3,"minimum_due":50000}`,
		ok("mandate_created"), func(ctx context.Context, c *mono.Client) (any, error) {
			r := mandateRequest
			r.DebitType, r.AccountNumber, r.BankCode = mono.Fixed, "2014455667", "035"
			r.Plan = &mono.FixedPlan{Frequency: "monthly", RetrialFrequency: 2, InitialDebitDate: "2026-05-06", GracePeriodDays: 3, MinimumDue: 50000}
			return result(c.CreateMandate(ctx, r))
		}},
	{"mandate", "GET /v3/payments/mandates/ln0077mandate02", "payments", "", "", ok("mandate"),
		func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.Mandate(ctx, "ln0077mandate02"))
		}},
	{"mandates", "GET /v3/payments/mandates?page=1", "payments", "", "", ok("mandates"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Mandates(ctx, 1)) }},
	{"pause", "PATCH /v3/payments/mandates/" + mmc + "/pause", "payments", "", "", ok("mandate_paused"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.PauseMandate(ctx, mmc)) }},
	{"reinstate", "PATCH /v3/payments/mandates/" + mmc + "/reinstate", "payments", "", "", ok("mandate_reinstated"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.ReinstateMandate(ctx, mmc)) }},
	{"cancel", "PATCH /v3/payments/mandates/" + mmc + "/cancel", "payments", "", "", ok("mandate_cancelled"),
		func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.CancelMandate(ctx, mmc)) }},
	{"funds", "GET /v3/payments/mandates/" + mmc + "/balance-inquiry?amount=2500000", "payments", "", "", ok("funds_yes"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.HasFunds(ctx, mmc, 2500000)) }},
	{"debit", "POST /v3/payments/mandates/" + mmc + "/debit", "payments", "",
		`{"amount":2500000,"reference":"` + ref + `","narration":"June","fee_bearer":"business","beneficiary":{"nuban":"0123344557","nip_code":"000013"},"meta":{"loan_id":"LN-0077"}}`,
		ok("debit"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.Debit(ctx, mmc, mono.DebitRequest{Amount: 2500000, Reference: ref, Narration: "June", FeeBearer: "business",
				Beneficiary: &mono.Beneficiary{NUBAN: "0123344557", NIPCode: "000013"}, Meta: map[string]string{"loan_id": "LN-0077"}}))
		}},
	{"debit looked up", "GET /v3/payments/mandates/" + mmc + "/debits/" + ref, "payments", "", "", ok("debit_lookup"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.LookUpDebit(ctx, mmc, ref)) }},
	{"debits", "GET /v3/payments/mandates/" + mmc + "/debits?page=1", "payments", "", "", ok("debits"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Debits(ctx, mmc, 0)) }},
	{"payment", "GET /v2/payments/verify/" + ref, "payments", "", "", ok("payment_b"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.VerifyPayment(ctx, ref)) }},
	{"banks", "GET /v3/banks/list", "payments", "", "", ok("banks"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Banks(ctx)) }},
	{"source account", "POST /v3/payments/disburse/source-accounts", "disburse", "", `{"app":"a1","account_number":"1014455667","bank_code":"044","email":"o@example.ng"}`,
		ok("source_account"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.CreateSourceAccount(ctx, mono.SourceAccountRequest{App: "a1", AccountNumber: "1014455667", BankCode: "044", Email: "o@example.ng"}))
		}},
	{"source accounts", "GET /v3/payments/disburse/source-accounts", "disburse", "", "", ok("source_accounts"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.SourceAccounts(ctx)) }},
	{"disburse", "POST /v3/payments/disburse/disbursements", "disburse", "",
		`{"reference":"pay20260504batch02","source":"mandate","account":"src1","type":"instant","total_amount":300,"description":"Loan","distribution":[{"reference":"d1","recipient_email":"b@example.ng","account":{"account_number":"0123344557","bank_code":"058"},"amount":100,"narration":"n"},{"reference":"d2","recipient_email":"c@example.ng","account":{"account_number":"0123344558","bank_code":"058"},"amount":200,"narration":"n"}]}`,
		ok("disbursed"), func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.Disburse(ctx, mono.DisbursementRequest{Reference: "pay20260504batch02", SourceAccount: "src1", Description: "Loan", Transfers: []mono.Transfer{
				{Reference: "d1", Email: "b@example.ng", AccountNumber: "0123344557", BankCode: "058", Amount: 100, Narration: "n"},
				{Reference: "d2", Email: "c@example.ng", AccountNumber: "0123344558", BankCode: "058", Amount: 200, Narration: "n"}}}))
		}},
	{"disbursement", "GET /v3/payments/disburse/disbursements/b1", "disburse", "", "", ok("disbursement"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Disbursement(ctx, "b1")) }},
	{"transfers of a disbursement", "GET /v3/payments/disburse/disbursements/b1/distributions", "disburse", "", "", ok("transfers"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Transfers(ctx, "b1")) }},
	{"disbursements", "GET /v3/payments/disburse/disbursements?page=2", "disburse", "", "", ok("disbursements"),
		func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Disbursements(ctx, 2)) }},
}
