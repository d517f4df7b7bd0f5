package mono_test

import (
	"context"

	"lendwright/internal/mono"
)

type (
	in  = context.Context
	cli = *mono.Client
)

var connectSent = []sent{
	{method: "Coverage", asks: "GET /coverage", call: func(ctx in, c cli) (any, error) { return result(c.Coverage(ctx)) }},
	{method: "InstitutionsWith", asks: "GET /v3/institutions?auth_method=mobile_banking&bank_code=058&scope=payments",
		call: func(ctx in, c cli) (any, error) {
			return result(c.InstitutionsWith(ctx, mono.InstitutionQuery{Scope: "payments", BankCode: "058", AuthMethod: "mobile_banking"}))
		}},
	{method: "Transactions", asks: "GET /v2/accounts/" + acc + "/transactions?end=30-09-2026&paginate=false&start=01-09-2026",
		call: func(ctx in, c cli) (any, error) {
			page, err := c.Transactions(ctx, acc, mono.TransactionQuery{Start: "2026-09-01", End: "2026-09-30", Whole: true})
			return result(page, err)
		}},
	{method: "StartPartnerSession", asks: "POST /v2/connect/session",
		body: `{"institution":"i1","auth_method":"mobile_banking","scope":"financial_data","customer":{"name":"Bukola Adebayo","email":"b@example.ng"}}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.StartPartnerSession(ctx, mono.PartnerSessionRequest{InstitutionID: "i1", AuthMethod: "mobile_banking", Name: "Bukola Adebayo", Email: "b@example.ng"}))
		}},
	{method: "PartnerLogin", asks: "POST /v2/connect/login", session: "s1", body: `{"phone":"0803","password":"x"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.PartnerLogin(ctx, "s1", map[string]string{"phone": "0803", "password": "x"}))
		}},
	{method: "PartnerLogin", golden: "partner_more", asks: "POST /v2/connect/login", session: "s1", body: `{"phone":"0803"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.PartnerLogin(ctx, "s1", map[string]string{"phone": "0803"}))
		}},
	{method: "PartnerCommit", asks: "POST /v2/connect/commit", session: "s1", body: `{"accountNumber":"0071234599"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.PartnerCommit(ctx, "s1", map[string]string{"accountNumber": "0071234599"}))
		}},
	{method: "PartnerSandboxCredentials", asks: "GET /v2/connect/sandbox", session: "s1",
		call: func(ctx in, c cli) (any, error) { return result(c.PartnerSandboxCredentials(ctx, "s1")) }},
	{method: "StartPartnerReauth", asks: "POST /v2/connect/reauth/session", body: `{"account":"` + acc + `"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.StartPartnerReauth(ctx, acc)) }},
	{method: "StartPartnerReauth", golden: "partner_reauth_session", asks: "POST /v2/connect/reauth/session", body: `{"account":"` + acc + `"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.StartPartnerReauth(ctx, acc)) }},
	{method: "PartnerReauthLogin", asks: "POST /v2/connect/reauth/login", session: "s1", body: `{"username":"u","password":"x"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.PartnerReauthLogin(ctx, "s1", map[string]string{"username": "u", "password": "x"}))
		}},
	{method: "RefreshBalance", asks: "GET /v2/accounts/" + acc + "/balance",
		call: func(ctx in, c cli) (any, error) { return result(c.RefreshBalance(ctx, acc)) }},
	{method: "StartStatementPDF", asks: "GET /v2/accounts/" + acc + "/statement?output=pdf&period=last12months",
		call: func(ctx in, c cli) (any, error) { return result(c.StartStatementPDF(ctx, acc, 12)) }},
	{method: "StatementPDF", asks: "GET /v2/accounts/" + acc + "/statement/jobs/j1",
		call: func(ctx in, c cli) (any, error) { return result(c.StatementPDF(ctx, acc, "j1")) }},
	{method: "MonthlyInflow", asks: "GET /v2/accounts/" + acc + "/credits",
		call: func(ctx in, c cli) (any, error) { return result(c.MonthlyInflow(ctx, acc)) }},
	{method: "MonthlyInflow", golden: "inflow_bare", asks: "GET /v2/accounts/" + acc + "/credits",
		call: func(ctx in, c cli) (any, error) { return result(c.MonthlyInflow(ctx, acc)) }},
	{method: "MonthlyOutflow", asks: "GET /v2/accounts/" + acc + "/debits",
		call: func(ctx in, c cli) (any, error) { return result(c.MonthlyOutflow(ctx, acc)) }},
	{method: "Holdings", asks: "GET /v2/accounts/" + acc + "/assets",
		call: func(ctx in, c cli) (any, error) { return result(c.Holdings(ctx, acc)) }},
	{method: "Earnings", asks: "GET /v2/accounts/" + acc + "/earnings",
		call: func(ctx in, c cli) (any, error) { return result(c.Earnings(ctx, acc)) }},
	{method: "AccountJob", asks: "GET /v2/accounts/" + acc + "/jobs/j1",
		call: func(ctx in, c cli) (any, error) { return result(c.AccountJob(ctx, acc, "j1")) }},
	{method: "StartIncomeOf", asks: "GET /v2/accounts/" + acc + "/income?period=6",
		call: func(ctx in, c cli) (any, error) { return nothing(c.StartIncomeOf(ctx, acc, 6)) }},
	{method: "Categorise", asks: "POST /v2/accounts/" + acc + "/transactions/categorise",
		call: func(ctx in, c cli) (any, error) { return result(c.Categorise(ctx, acc)) }},
	{method: "AddMetadata", asks: "POST /v2/accounts/" + acc + "/transactions/metadata",
		call: func(ctx in, c cli) (any, error) { return result(c.AddMetadata(ctx, acc)) }},
	{method: "EnrichmentJob", asks: "GET /v2/accounts/jobs/j1",
		call: func(ctx in, c cli) (any, error) { return result(c.EnrichmentJob(ctx, "j1")) }},
	{method: "CustomerTransactions", asks: "GET /v2/customers/cus1/transactions?account=" + acc + "&page=2&period=last12months",
		call: func(ctx in, c cli) (any, error) {
			return result(c.CustomerTransactions(ctx, "cus1", mono.CustomerTransactionQuery{Months: 12, Page: 2, Account: acc}))
		}},
}
