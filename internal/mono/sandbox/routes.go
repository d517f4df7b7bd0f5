package sandbox

import "net/http"

// routes is the table of what the sandbox answers; the product is the one whose key is needed.
func (s *Server) routes() {
	s.connectRoutes()
	s.partnerRoutes()
	s.legacyRoutes()
	s.lookupRoutes()
	s.paymentRoutes()
	s.disburseRoutes()
	s.pageRoutes()
	s.controlRoutes()
	s.mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		reply{status: http.StatusNotFound, body: htmlPage}.write(w) // Mono's unknown paths are HTML too
	})
}

func (s *Server) connectRoutes() {
	s.read("connect", "GET /v3/institutions", s.institutions)
	s.write("connect", "POST /v2/accounts/initiate", s.initiateLink)
	s.write("connect", "POST /v2/accounts/auth", s.exchangeCode)
	s.read("connect", "GET /v2/accounts", s.listAccounts)
	s.live("connect", "GET /v2/accounts/{id}", syncBalance, s.accountDetails)
	s.live("connect", "GET /v2/accounts/{id}/balance", syncBalance, s.accountBalance)
	s.read("connect", "GET /v2/accounts/{id}/identity", s.accountIdentity)
	s.live("connect", "GET /v2/accounts/{id}/transactions", syncStatement, s.listTransactions)
	s.live("connect", "GET /v2/accounts/{id}/statement", syncStatement, s.statement)
	s.read("connect", "GET /v2/accounts/{id}/statement/jobs/{job}", s.getPrinting)
	s.read("connect", "GET /v2/accounts/{id}/jobs/{job}", s.getSyncJob)
	s.read("connect", "GET /v2/accounts/{id}/credits", s.monthlyFlow(true))
	s.read("connect", "GET /v2/accounts/{id}/debits", s.monthlyFlow(false))
	s.read("connect", "GET /v2/accounts/{id}/assets", s.accountAssets)
	s.read("connect", "GET /v2/accounts/{id}/earnings", s.accountEarnings)
	s.write("connect", "POST /v2/accounts/{id}/unlink", s.unlinkAccount)
	s.write("connect", "GET /v2/accounts/{id}/income", s.startIncome)
	s.read("connect", "GET /v2/accounts/{id}/income-records", s.incomeRecords)
	s.write("connect", "POST /v2/accounts/{id}/creditworthiness", s.startCreditworthiness)
	s.write("connect", "GET /v2/accounts/{id}/statement/insights", s.startInsights)
	s.write("connect", "POST /v2/accounts/{id}/statement/insights", s.startInsights)
	s.write("connect", "POST /v2/accounts/{id}/transactions/categorise", s.startCategorisation)
	s.write("connect", "POST /v2/accounts/{id}/transactions/metadata", s.startMetadata)
	s.write("connect", "POST /v2/enrichments/transaction-categorisation", s.startFile("transaction_categorisation", categorisationMessage))
	s.write("connect", "POST /v2/enrichments/transaction-metadata", s.startFile("transaction_metadata", metadataMessage))
	s.read("connect", "GET /v2/enrichments/record/{job}", s.enrichmentRecord)
	s.read("connect", "GET /v2/accounts/{id}/{job}", s.jobTracker) // only with the id "jobs": Mono's path crosses the others
	// Customers are shared by linking and by direct debit: any product's key may see them.
	s.write("", "POST /v2/customers", s.createCustomer)
	s.read("", "GET /v2/customers", s.listCustomers)
	s.read("", "GET /v2/customers/{id}", s.getCustomer)
	s.write("", "PATCH /v2/customers/{id}", s.updateCustomer)
	s.write("", "DELETE /v2/customers/{id}", s.deleteCustomer)
	s.read("", "GET /v2/customers/{id}/transactions", s.customerTransactions)
}

func (s *Server) partnerRoutes() {
	s.write("connect", "POST /v2/connect/session", s.startPartner)
	s.write("connect", "POST /v2/connect/login", s.partnerLogin)
	s.write("connect", "POST /v2/connect/commit", s.partnerCommit)
	s.read("connect", "GET /v2/connect/sandbox", s.partnerCredentials)
	s.write("connect", "POST /v2/connect/reauth/session", s.startPartnerReauth)
	s.write("connect", "POST /v2/connect/reauth/login", s.partnerLogin)
	s.write("connect", "POST /v2/connect/reauth/commit", s.partnerCommit)
}

// legacyRoutes are paths that Mono has switched off or no longer documents, and that older clients
// still call. Version 1 answers without an envelope.
func (s *Server) legacyRoutes() {
	s.mux.HandleFunc("GET /coverage", s.coverage)
	s.write("connect", "POST /account/auth", s.legacyAuth)
	s.write("connect", "POST /accounts/{id}/reauthorise", s.legacyReauth)
	s.write("connect", "POST /accounts/{id}/sync", s.legacySync)
	s.write("connect", "GET /v1/enrichments/{id}/statement-insights", s.startInsights)
	s.write("connect", "GET /v1/enrichments/{id}/transaction-categorisation", s.startCategorisation)
	s.write("connect", "GET /v1/enrichments/{id}/transaction-metadata", s.startMetadata)
}

func (s *Server) lookupRoutes() {
	s.write("lookup", "POST /v2/lookup/bvn/initiate", s.bvnInitiate)
	s.write("lookup", "POST /v2/lookup/bvn/verify", s.bvnVerify)
	s.write("lookup", "POST /v2/lookup/bvn/details", s.bvnDetails)
	s.read("lookup", "POST /v3/lookup/credit-history/{provider}", s.creditHistory)
	s.read("lookup", "POST /v3/lookup/account-number", s.accountName)
	s.read("lookup", "GET /v3/lookup/banks", s.lookupBanks)
}

func (s *Server) paymentRoutes() {
	s.read("payments", "GET /v3/banks/list", s.debitBanks)
	s.write("payments", "POST /v2/payments/initiate", s.initiatePayment)
	s.read("payments", "GET /v2/payments/verify/{reference}", s.verifyPayment)
	s.read("payments", "GET /v2/payments/transactions", s.listPayments)
	s.write("payments", "POST /v2/payments/refund", s.refundPayment)
	s.write("payments", "POST /v2/payments/payout/sub-account", s.createSubAccount)
	s.write("payments", "POST /v2/payments/payout/sub-accounts", s.createSubAccount)
	s.read("payments", "GET /v2/payments/payout/sub-accounts", s.listSubAccounts)
	s.read("payments", "GET /v2/payments/payouts", s.listPayouts)
	s.read("payments", "GET /v2/payments/payout/{payout}/transactions", s.payoutTransactions)
	s.write("payments", "POST /v3/payments/mandates", s.createMandate)
	s.write("payments", "POST /v3/payments/mandates/verify/otp", s.verifyOTP)
	s.write("payments", "PATCH /v3/payments/mandates/{id}/partial-sweep/toggle", s.togglePartial)
	s.read("payments", "GET /v3/payments/mandates", s.listMandates)
	s.read("payments", "GET /v3/payments/mandates/{id}", s.getMandate)
	for _, action := range []string{"pause", "reinstate", "cancel"} {
		s.write("payments", "PATCH /v3/payments/mandates/{id}/"+action, s.actOnMandate(action))
	}
	s.read("payments", "GET /v3/payments/mandates/{id}/balance-inquiry", s.balanceInquiry)
	s.write("payments", "POST /v3/payments/mandates/{id}/debit", s.createDebit)
	s.read("payments", "GET /v3/payments/mandates/{id}/debits", s.listDebits)
	s.read("payments", "GET /v3/payments/mandates/{id}/debits/{reference}", s.getDebit)
	s.read("payments", "GET /v3/payments/mandates/{id}/debit/{reference}", s.getDebit)
}

func (s *Server) disburseRoutes() {
	const base = "/v3/payments/disburse"
	s.write("disburse", "POST "+base+"/source-accounts", s.createSource)
	s.read("disburse", "GET "+base+"/source-accounts", s.listSources)
	s.read("disburse", "GET "+base+"/source-accounts/{id}", s.getSource)
	s.write("disburse", "POST "+base+"/disbursements", s.createDisbursement)
	s.read("disburse", "GET "+base+"/disbursements", s.listDisbursements)
	s.read("disburse", "GET "+base+"/disbursements/{id}", s.getDisbursement)
	s.read("disburse", "GET "+base+"/disbursements/{id}/distributions", s.listDistributions)
}
