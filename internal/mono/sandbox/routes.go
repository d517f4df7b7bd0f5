package sandbox

import "net/http"

// routes is the table of what the sandbox answers; the product is the one whose key is needed.
func (s *Server) routes() {
	s.connectRoutes()
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
	s.read("connect", "GET /v2/accounts/{$}", s.listAccounts)
	s.read("connect", "GET /v2/accounts/{id}", s.accountDetails)
	s.read("connect", "GET /v2/accounts/{id}/balance", s.accountBalance)
	s.read("connect", "GET /v2/accounts/{id}/identity", s.accountIdentity)
	s.read("connect", "GET /v2/accounts/{id}/transactions", s.listTransactions)
	s.read("connect", "GET /v2/accounts/{id}/statement", s.statement)
	s.write("connect", "POST /v2/accounts/{id}/unlink", s.unlinkAccount)
	s.write("connect", "GET /v2/accounts/{id}/income", s.startIncome)
	s.read("connect", "GET /v2/accounts/{id}/income-records", s.incomeRecords)
	s.write("connect", "POST /v2/accounts/{id}/creditworthiness", s.startCreditworthiness)
	s.write("connect", "POST /v2/accounts/{id}/creditworthiness/{$}", s.startCreditworthiness)
	s.write("connect", "GET /v2/accounts/{id}/statement/insights", s.startInsights)
	s.write("connect", "POST /v2/accounts/{id}/statement/insights", s.startInsights)
	s.write("connect", "POST /v2/accounts/{id}/transactions/categorise", s.startCategorisation)
	s.read("connect", "GET /v2/enrichments/record/{job}", s.enrichmentRecord)
	s.read("connect", "GET /v2/accounts/{id}/{job}", s.jobTracker) // only with the id "jobs": Mono's path crosses the others
	// Customers are shared by linking and by direct debit: any product's key may see them.
	s.write("", "POST /v2/customers", s.createCustomer)
	s.read("", "GET /v2/customers", s.listCustomers)
	s.read("", "GET /v2/customers/{id}", s.getCustomer)
	s.write("", "PATCH /v2/customers/{id}", s.updateCustomer)
	s.write("", "DELETE /v2/customers/{id}", s.deleteCustomer)
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
	s.write("payments", "POST /v3/payments/mandates", s.createMandate)
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
