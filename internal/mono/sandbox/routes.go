package sandbox

import "net/http"

// routes is the table of what the sandbox answers; the product is the one whose key is needed.
func (s *Server) routes() {
	s.connectRoutes()
	s.partnerRoutes()
	s.legacyRoutes()
	s.lookupRoutes()
	s.proveRoutes()
	s.paymentRoutes()
	s.disburseRoutes()
	s.owoRoutes()
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
	s.write("lookup", "POST /v3/lookup/nin", s.ninLookup)
	s.read("lookup", "GET /v3/lookup/nin/{job}/job", s.ninJob)
	s.control("GET /v3/lookup/nin/{file}", s.ninFile) // no key: whoever has the address has the slip
	s.read("lookup", "POST /v3/lookup/driver_license", s.licenceLookup)
	s.read("lookup", "POST /v3/lookup/passport", s.passportLookup)
	s.read("lookup", "POST /v3/lookup/tin", s.tinLookup)
	s.read("lookup", "POST /v3/lookup/address", s.addressLookup)
	s.read("lookup", "POST /v3/lookup/mashup", s.mashup)
	s.cacRoutes()
	s.watchlistRoutes()
	s.lookupAliases()
}

func (s *Server) watchlistRoutes() {
	const list = "/v3/lookup/watchlist"
	s.write("lookup", "POST "+list, s.startScreening)
	s.write("lookup", "POST "+list+"/batch", s.startScreenings)
	s.write("lookup", "POST "+list+"/monitor", s.startWatching)
	s.write("lookup", "DELETE "+list+"/monitor/{id}", s.stopWatching)
	s.read("lookup", "GET "+list+"/{id}", s.screeningResult)
	s.read("lookup", "GET "+list+"/{id}/audit-log", s.screeningLog)
	s.read("lookup", "GET "+list+"/{id}/report", s.screeningReport)
}

func (s *Server) proveRoutes() {
	s.write("prove", "POST /v1/prove/initiate", s.startProof)
	s.read("prove", "GET /v1/prove/customers", s.proveCustomers)
	s.read("prove", "GET /v1/prove/customers/{reference}", s.proveCustomer)
	s.write("prove", "DELETE /v1/prove/customers/{reference}", s.revokeProof)
	s.write("prove", "POST /v1/prove/customers/blacklist", s.blacklist)
	s.write("prove", "POST /v1/prove/customers/whitelist", s.whitelist)
}

func (s *Server) cacRoutes() {
	const of = "GET /v3/lookup/cac/company/{id}"
	s.read("lookup", "GET /v3/lookup/cac", s.cacSearch)
	s.read("lookup", of, s.cacOfficers())
	s.read("lookup", of+"/psc", s.cacOfficers("PSC"))
	s.read("lookup", of+"/secretary", s.cacOfficers("SECRETARY_COMPANY"))
	s.read("lookup", of+"/directors", s.cacOfficers("DIRECTOR", "PROPRIETOR", "TRUSTEE"))
	s.read("lookup", of+"/status-report", s.cacStatusReport)
	s.read("lookup", of+"/previous-address", s.cacOldAddress)
	s.read("lookup", of+"/change-of-name", s.cacOldName)
	s.read("lookup", "GET /v3/lookup/cac/profile/{rcnumber}", s.cacProfile)
}

// lookupAliases are names of documentation pages that some clients use as paths.
func (s *Server) lookupAliases() {
	s.write("lookup", "POST /v2/lookup/bvn/verify-otp", s.bvnVerify)
	s.write("lookup", "POST /v2/lookup/bvn/fetch-bvn", s.bvnDetails)
	s.write("lookup", "POST /v2/lookup/bvn/fetch", s.bvnDetails)
	s.read("lookup", "POST /v3/lookup/drivers-license", s.licenceLookup)
	s.read("lookup", "POST /v3/lookup/intl-passport", s.passportLookup)
	s.read("lookup", "POST /v3/lookup/account_number", s.accountName)
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
	s.write("disburse", "PUT "+base+"/source-accounts/{id}", s.updateSource)
	s.write("disburse", "POST "+base+"/disbursements", s.createDisbursement)
	s.read("disburse", "GET "+base+"/disbursements", s.listDisbursements)
	s.read("disburse", "GET "+base+"/disbursements/{id}", s.getDisbursement)
	s.write("disburse", "POST "+base+"/disbursements/{id}/transition", s.transition)
	s.read("disburse", "GET "+base+"/disbursements/{id}/distributions", s.listDistributions)
	s.write("disburse", "POST "+base+"/disbursements/{id}/distributions", s.addDistributions)
	s.read("disburse", "GET "+base+"/disbursements/{id}/distributions/{distribution}", s.getDistribution)
	s.write("disburse", "PATCH "+base+"/disbursements/{id}/distributions/{distribution}", s.updateDistribution)
	s.write("disburse", "PUT "+base+"/disbursements/{id}/distributions/{distribution}/update", s.updateDistribution)
	s.write("disburse", "DELETE "+base+"/disbursements/{id}/distributions/{distribution}", s.deleteDistribution)
}

func (s *Server) owoRoutes() {
	const base = "/owo/v1"
	s.read("owo", "GET "+base+"/users/status", s.owoUser)
	s.write("owo", "POST "+base+"/beneficiaries/link", s.owoLink)
	s.write("owo", "POST "+base+"/beneficiaries/unlink", s.owoUnlink)
	s.read("owo", "GET "+base+"/beneficiaries", s.owoBeneficiaries)
	s.read("owo", "GET "+base+"/beneficiaries/{id}", s.owoBeneficiary)
	s.write("owo", "POST "+base+"/fund-requests", s.owoRequest)
	s.read("owo", "GET "+base+"/fund-requests", s.owoRequests)
	s.read("owo", "GET "+base+"/fund-requests/{id}", s.owoRequestShown)
	s.read("owo", "GET "+base+"/fund-requests/{id}/payments", s.owoPayments)
	s.read("owo", "GET "+base+"/fund-requests/{id}/payments/{payment}", s.owoPayment)
}
