package mono

const (
	evConnected    = "mono.events.account_connected"
	evUpdated      = "mono.events.account_updated"
	evReauthorized = "mono.events.account_reauthorized"
	evJob          = "mono.accounts.jobs.update"
	evCategorised  = "mono.events.transaction_categorisation"
	evMetadata     = "mono.events.transaction_metadata"
)

var connectEndpoints = []Endpoint{
	row("institutions", "GET /v3/institutions", connect, Free, "institutions", "Institutions", "InstitutionsWith"),
	row("coverage", "GET /coverage", connect, Free, "coverage", "Coverage").old(),
	row("link", "POST /v2/accounts/initiate", connect, PerLink, "link", "InitiateLink").then(evConnected, evUpdated),
	row("re-authorise", "POST /v2/accounts/initiate", connect, Free, "relink", "InitiateReauthorisation").then(evReauthorized, evUpdated),
	row("exchange", "POST /v2/accounts/auth", connect, PerLink, "exchange", "ExchangeCode"),
	row("partner session", "POST /v2/connect/session", connect, Free, "partner_session", "StartPartnerSession"),
	row("partner login", "POST /v2/connect/login", connect, PerLink, "partner_choose", "PartnerLogin").then(evConnected, evUpdated),
	row("partner commit", "POST /v2/connect/commit", connect, PerLink, "partner_done", "PartnerCommit").then(evConnected, evUpdated),
	row("partner sandbox credentials", "GET /v2/connect/sandbox", connect, Free, "partner_credentials", "PartnerSandboxCredentials"),
	row("partner re-authorisation session", "POST /v2/connect/reauth/session", connect, Free, "partner_reauth", "StartPartnerReauth").then(evReauthorized, evUpdated),
	row("partner re-authorisation login", "POST /v2/connect/reauth/login", connect, Free, "partner_reauth", "PartnerReauthLogin").then(evReauthorized, evUpdated),
	row("accounts", "GET /v2/accounts", connect, Free, "accounts", "Accounts"),
	row("account", "GET /v2/accounts/{id}", connect, OnData, "account", "Account"),
	row("balance", "GET /v2/accounts/{id}/balance", connect, Free, "balance", "Balance", "RefreshBalance").then(evJob, evUpdated),
	row("identity", "GET /v2/accounts/{id}/identity", connect, OnData, "identity", "Identity"),
	row("transactions", "GET /v2/accounts/{id}/transactions", connect, OnData, "transactions", "Transactions", "AllTransactions").then(evJob, evUpdated),
	row("statement", "GET /v2/accounts/{id}/statement", connect, OnData, "statement", "Statement"),
	row("statement as PDF", "GET /v2/accounts/{id}/statement", connect, OnData, "statement_pdf_started", "StartStatementPDF"),
	row("statement PDF job", "GET /v2/accounts/{id}/statement/jobs/{jobId}", connect, Free, "statement_pdf_built", "StatementPDF"),
	row("credits", "GET /v2/accounts/{id}/credits", connect, OnData, "inflow", "MonthlyInflow"),
	row("debits", "GET /v2/accounts/{id}/debits", connect, OnData, "outflow", "MonthlyOutflow"),
	row("assets", "GET /v2/accounts/{id}/assets", connect, OnData, "holdings", "Holdings"),
	row("earnings", "GET /v2/accounts/{id}/earnings", connect, OnData, "earnings", "Earnings"),
	row("unlink", "POST /v2/accounts/{id}/unlink", connect, Free, "unlink", "Unlink").then("mono.events.account_unlinked"),
	row("real-time job", "GET /v2/accounts/{id}/jobs/{jobId}", connect, Free, "account_job", "AccountJob"),
	row("income", "GET /v2/accounts/{id}/income", connect, ByCall, "income_started", "StartIncome", "StartIncomeOf").then("mono.events.account_income"),
	row("income records", "GET /v2/accounts/{id}/income-records", connect, Free, "income_records", "IncomeRecords"),
	row("creditworthiness", "POST /v2/accounts/{id}/creditworthiness", connect, ByCall, "creditworthiness_started", "StartCreditworthiness").
		then("mono.events.account_credit_worthiness"),
}

var enrichmentEndpoints = []Endpoint{
	row("categorise", "POST /v2/accounts/{id}/transactions/categorise", connect, ByCall, "categorise_started", "Categorise").then(evCategorised),
	row("categorise CSV", "POST /v2/enrichments/transaction-categorisation", connect, ByCall, "categorise_started", "CategoriseCSV").then(evCategorised),
	row("metadata", "POST /v2/accounts/{id}/transactions/metadata", connect, ByCall, "metadata_started", "AddMetadata").then(evMetadata),
	row("metadata CSV", "POST /v2/enrichments/transaction-metadata", connect, ByCall, "metadata_started", "MetadataCSV").then(evMetadata),
	row("insights", "GET /v2/accounts/{id}/statement/insights", connect, ByCall, "insights_started", "StartInsights").then("mono.events.statement_insights"),
	row("enrichment job", "GET /v2/accounts/jobs/{jobId}", connect, Free, "enrichment_job", "EnrichmentJob"),
	row("enrichment record", "GET /v2/enrichments/record/{job}", connect, Free, "insights_record", "EnrichmentRecord"),
}

var customerEndpoints = []Endpoint{
	row("create customer", "POST /v2/customers", payments, Free, "customer", "CreateCustomer"),
	row("customer", "GET /v2/customers/{id}", payments, Free, "customer", "Customer"),
	row("customers", "GET /v2/customers", payments, Free, "customers", "Customers"),
	row("update customer", "PATCH /v2/customers/{id}", payments, Free, "customer_updated", "UpdateCustomer"),
	row("delete customer", "DELETE /v2/customers/{id}", payments, Free, "customer_updated", "DeleteCustomer"),
	row("customer's transactions", "GET /v2/customers/{id}/transactions", connect, OnData, "customer_transactions", "CustomerTransactions"),
}
