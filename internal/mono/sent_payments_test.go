package mono_test

import "lendwright/internal/mono"

var split = &mono.Split{Type: mono.SplitByPercent, FeeBearer: mono.SplitFeeOwn, Shares: []mono.Share{{SubAccount: "sub1", Value: 10, Max: 300000}}}

const splitJSON = `{"type":"percentage","fee_bearer":"business","distribution":[{"account":"sub1","value":10,"max":300000}]}`

var paymentSent = []sent{
	{method: "InitiatePayment", asks: "POST /v2/payments/initiate",
		body: `{"amount":1250000,"type":"onetime-debit","method":"account","description":"Instalment","reference":"ln0077i3a7c91e","customer":{"name":"Bukola Adebayo","email":"b@example.ng"},"redirect_url":"https://l.example.ng/pay","account":"` + acc + `","institution":{"id":"i1","auth_method":"internet_banking"},"split":` + splitJSON + `,"meta":{"loan":"7"}}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.InitiatePayment(ctx, mono.PaymentRequest{Amount: 1250000, Description: "Instalment", Reference: "ln0077i3a7c91e", Name: "Bukola Adebayo", Email: "b@example.ng",
				RedirectURL: "https://l.example.ng/pay", Account: acc, InstitutionID: "i1", AuthMethod: "internet_banking", Split: split, Meta: map[string]string{"loan": "7"}}))
		}},
	{method: "Payments", asks: "GET /v2/payments/transactions?account=" + acc + "&end=10-05-2026&page=1&start=01-05-2026&status=successful",
		call: func(ctx in, c cli) (any, error) {
			return result(c.Payments(ctx, mono.PaymentQuery{Start: "2026-05-01", End: "2026-05-10", Status: mono.PaymentSuccessful, Account: acc}))
		}},
	{method: "CreateSubAccount", asks: "POST /v2/payments/payout/sub-account", body: `{"nip_code":"000014","account_number":"1014455667"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.CreateSubAccount(ctx, "000014", "1014455667")) }},
	{method: "SubAccounts", asks: "GET /v2/payments/payout/sub-accounts?page=2",
		call: func(ctx in, c cli) (any, error) { return result(c.SubAccounts(ctx, 2)) }},
	{method: "Payouts", asks: "GET /v2/payments/payouts?page=1&status=settled",
		call: func(ctx in, c cli) (any, error) { return result(c.Payouts(ctx, mono.PayoutSettled, 0)) }},
	{method: "PayoutPayments", asks: "GET /v2/payments/payout/po1/transactions?page=1",
		call: func(ctx in, c cli) (any, error) { return result(c.PayoutPayments(ctx, "po1", 1)) }},
	{method: "RefundPayment", asks: "POST /v2/payments/refund", body: `{"reference":"ln0077i3a7c91e","source":"wallet"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.RefundPayment(ctx, "ln0077i3a7c91e", mono.RefundFromWallet))
		}},
}

var mandateSent = []sent{
	{method: "CreateMandate", golden: "mandate_code_wanted", asks: "POST /v3/payments/mandates",
		body: `{"amount":24000000,"mandate_type":"emandate","debit_type":"variable","description":"Repayments","reference":"ln0077mandate01","customer":"cus1","redirect_url":"https://l.example.ng/m","start_date":"2026-05-05","end_date":"2027-05-05","meta":{"loan_id":"LN-0077"}}`,
		call: func(ctx in, c cli) (any, error) { return result(c.CreateMandate(ctx, mandateRequest)) }},
	{method: "SendMandateCode", asks: "POST /v3/payments/mandates/verify/otp", body: `{"session":"s1","method":"phone_number"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.SendMandateCode(ctx, "s1", "phone_number")) }},
	{method: "VerifyMandateCode", asks: "POST /v3/payments/mandates/verify/otp", body: `{"session":"s1","otp":"482913"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.VerifyMandateCode(ctx, "s1", "482913")) }},
	{method: "TogglePartialSweep", asks: "PATCH /v3/payments/mandates/" + mmc + "/partial-sweep/toggle",
		call: func(ctx in, c cli) (any, error) { return nothing(c.TogglePartialSweep(ctx, mmc)) }},
	{method: "MandateBalance", asks: "GET /v3/payments/mandates/" + mmc + "/balance-inquiry",
		call: func(ctx in, c cli) (any, error) { return result(c.MandateBalance(ctx, mmc)) }},
	{method: "Debit", asks: "POST /v3/payments/mandates/" + mmc + "/debit",
		body: `{"amount":2500000,"reference":"` + ref + `","narration":"June","split":` + splitJSON + `}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.Debit(ctx, mmc, mono.DebitRequest{Amount: 2500000, Reference: ref, Narration: "June", Split: split}))
		}},
}

var fundRequest = mono.NewOwoFundRequest{Phone: "2348030001123", Reference: "owo20260504a", Description: "Instalments", Amount: 2500000}

var owoSent = []sent{
	{method: "OwoUser", asks: "GET /owo/v1/users/status?phone=2348030001123",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoUser(ctx, "2348030001123")) }},
	{method: "LinkOwoBeneficiary", asks: "POST /owo/v1/beneficiaries/link",
		body: `{"phone":"2348030001123","bvn":"22198765431","fund_beneficiary":{"name":"Kola Credit","nip_code":"000013","account_number":"0123344557"},"fund_request":{"reference":"owo20260504a","type":"onetime","description":"Instalments","amount":2500000,"currency":"NGN"}}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.LinkOwoBeneficiary(ctx, mono.OwoLinkRequest{Phone: "2348030001123", BVN: "22198765431", Name: "Kola Credit", NIPCode: "000013", AccountNumber: "0123344557", FundRequest: &fundRequest}))
		}},
	{method: "UnlinkOwoBeneficiary", asks: "POST /owo/v1/beneficiaries/unlink", body: `{"id":"ben_1","phone":"2348030001123"}`,
		call: func(ctx in, c cli) (any, error) {
			return nothing(c.UnlinkOwoBeneficiary(ctx, "ben_1", "2348030001123"))
		}},
	{method: "OwoBeneficiaries", asks: "GET /owo/v1/beneficiaries?limit=15&offset=30&phone=2348030001123",
		call: func(ctx in, c cli) (any, error) {
			return result(c.OwoBeneficiaries(ctx, mono.OwoQuery{Offset: 30, Limit: 15, Phone: "+2348030001123"}))
		}},
	{method: "OwoBeneficiary", asks: "GET /owo/v1/beneficiaries/ben_1",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoBeneficiary(ctx, "ben_1")) }},
	{method: "CreateOwoFundRequest", asks: "POST /owo/v1/fund-requests",
		body: `{"phone":"2348030001123","reference":"owo20260504a","type":"recurring","description":"Instalments","amount":2500000,"currency":"NGN","schedule":{"period":"month","interval":1,"start_date":"2026-06-01T08:00:00.000Z"}}`,
		call: func(ctx in, c cli) (any, error) {
			r := fundRequest
			r.Schedule = &mono.OwoSchedule{Period: "month", Interval: 1, Start: instant("2026-06-01T08:00:00Z")}
			return result(c.CreateOwoFundRequest(ctx, r))
		}},
	{method: "OwoFundRequests", asks: "GET /owo/v1/fund-requests",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoFundRequests(ctx, mono.OwoQuery{})) }},
	{method: "OwoFundRequest", asks: "GET /owo/v1/fund-requests/fr1",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoFundRequest(ctx, "fr1")) }},
	{method: "OwoPayments", asks: "GET /owo/v1/fund-requests/fr1/payments",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoPayments(ctx, "fr1", mono.OwoQuery{})) }},
	{method: "OwoPayment", asks: "GET /owo/v1/fund-requests/fr1/payments/pay1",
		call: func(ctx in, c cli) (any, error) { return result(c.OwoPayment(ctx, "fr1", "pay1")) }},
}

const batch = "/v3/payments/disburse/disbursements/b1"

var recipient = mono.Transfer{Reference: "d1", Email: "t@example.ng", AccountNumber: "0123344556", BankCode: "058", Amount: 5000000, Narration: "May"}

const recipientJSON = `{"distribution":[{"reference":"d1","recipient_email":"t@example.ng","account_number":"0123344556","bank_code":"058","amount":5000000,"narration":"May"}]}`

var disburseSent = []sent{
	{method: "SourceAccounts", asks: "GET /v3/payments/disburse/source-accounts",
		call: func(ctx in, c cli) (any, error) { return result(c.SourceAccounts(ctx)) }},
	{method: "SourceAccount", asks: "GET /v3/payments/disburse/source-accounts/s1",
		call: func(ctx in, c cli) (any, error) { return result(c.SourceAccount(ctx, "s1")) }},
	{method: "UpdateSourceAccount", asks: "PUT /v3/payments/disburse/source-accounts/s1", body: `{"email":"o@example.ng"}`,
		call: func(ctx in, c cli) (any, error) {
			return nothing(c.UpdateSourceAccount(ctx, "s1", mono.SourceAccountRequest{Email: "o@example.ng"}))
		}},
	{method: "ScheduleDisbursement", asks: "POST /v3/payments/disburse/disbursements",
		body: `{"reference":"pay3","source":"mandate","account":"s1","type":"scheduled","total_amount":5000000,"description":"May","scheduled_date":"2026-05-31"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.ScheduleDisbursement(ctx, mono.ScheduledDisbursement{Reference: "pay3", SourceAccount: "s1", Description: "May", Total: 5000000, On: "2026-05-31"}))
		}},
	{method: "AddTransfers", asks: "POST " + batch + "/distributions", body: recipientJSON,
		call: func(ctx in, c cli) (any, error) { return result(c.AddTransfers(ctx, "b1", []mono.Transfer{recipient})) }},
	{method: "Transfer", asks: "GET " + batch + "/distributions/t1",
		call: func(ctx in, c cli) (any, error) { return result(c.Transfer(ctx, "b1", "t1")) }},
	{method: "UpdateTransfer", asks: "PUT " + batch + "/distributions/t1/update", body: recipientJSON,
		call: func(ctx in, c cli) (any, error) { return nothing(c.UpdateTransfer(ctx, "b1", "t1", recipient)) }},
	{method: "DeleteTransfer", asks: "DELETE " + batch + "/distributions/t1",
		call: func(ctx in, c cli) (any, error) { return nothing(c.DeleteTransfer(ctx, "b1", "t1")) }},
	{method: "TriggerDisbursement", asks: "POST " + batch + "/transition", body: `{"action":"trigger"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.TriggerDisbursement(ctx, "b1")) }},
	{method: "CancelDisbursement", asks: "POST " + batch + "/transition", body: `{"action":"cancel"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.CancelDisbursement(ctx, "b1")) }},
}
