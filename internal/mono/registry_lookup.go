package mono

var lookupEndpoints = []Endpoint{
	row("BVN", "POST /v2/lookup/bvn/initiate", lookup, ByCall, "bvn_initiated", "StartBVN"),
	row("BVN code", "POST /v2/lookup/bvn/verify", lookup, ByCall, "bvn_code_sent", "SendBVNCode"),
	row("BVN details", "POST /v2/lookup/bvn/details", lookup, ByCall, "bvn_identity", "BVNDetails"),
	row("account name", "POST /v3/lookup/account-number", lookup, NotSaid, "account_name", "AccountName"),
	row("lookup banks", "GET /v3/lookup/banks", lookup, NotSaid, "lookup_banks", "LookupBanks"),
	row("NIN", "POST /v3/lookup/nin", lookup, NotSaid, "nin", "NIN"),
	row("NIN with slip", "POST /v3/lookup/nin", lookup, NotSaid, "nin_slip_started", "NINWithSlip"),
	row("NIN slip job", "GET /v3/lookup/nin/{jobId}/job", lookup, NotSaid, "nin_slip", "NINSlip"),
	row("driver's licence", "POST /v3/lookup/driver_license", lookup, NotSaid, "driver_licence", "DriverLicence"),
	row("passport", "POST /v3/lookup/passport", lookup, NotSaid, "passport", "Passport"),
	row("TIN", "POST /v3/lookup/tin", lookup, NotSaid, "tin", "TIN"),
	row("house address", "POST /v3/lookup/address", lookup, NotSaid, "house_address", "HouseAddress"),
	row("credit history", "POST /v3/lookup/credit-history/{provider}", lookup, NotSaid, "credit_history", "CreditHistory"),
	row("mashup", "POST /v3/lookup/mashup", lookup, NotSaid, "mashup", "Mashup"),
}

const company = "/v3/lookup/cac/company/{id}"

var companyEndpoints = []Endpoint{
	row("companies", "GET /v3/lookup/cac", lookup, NotSaid, "companies", "SearchCompanies"),
	row("company's shareholders", "GET "+company, lookup, NotSaid, "shareholders", "CompanyShareholders"),
	row("company's controllers", "GET "+company+"/psc", lookup, NotSaid, "controllers", "CompanyControllers"),
	row("company's secretary", "GET "+company+"/secretary", lookup, NotSaid, "secretaries", "CompanySecretary"),
	row("company's directors", "GET "+company+"/directors", lookup, NotSaid, "directors", "CompanyDirectors"),
	row("company profile", "GET /v3/lookup/cac/profile/{rcnumber}", lookup, NotSaid, "company_profile", "CompanyProfile"),
	row("company status report", "GET "+company+"/status-report", lookup, NotSaid, "report.pdf", "CompanyStatusReport"),
	row("company's former address", "GET "+company+"/previous-address", lookup, NotSaid, "former_address", "CompanyFormerAddresses").old(),
	row("company's change of name", "GET "+company+"/change-of-name", lookup, NotSaid, "name_change", "CompanyNameChanges").old(),
}

const (
	watchlist = "/v3/lookup/watchlist"
	evWatch   = "mono.events.watchlist."
	evProve   = "mono.prove.data_verification_"
)

var screeningEvents = []string{evWatch + "screening_created", evWatch + "attempt_completed", evWatch + "attempt_failed", evWatch + "match_found", evWatch + "match_not_found"}

var watchlistEndpoints = []Endpoint{
	row("screen", "POST "+watchlist, lookup, OnSuccess, "screening_started", "Screen").then(screeningEvents...),
	row("screen many", "POST "+watchlist+"/batch", lookup, OnSuccess, "screenings_batch", "ScreenBatch").then(screeningEvents...),
	row("screening", "GET "+watchlist+"/{id}", lookup, Free, "screening", "Screening"),
	row("screening log", "GET "+watchlist+"/{id}/audit-log", lookup, NotSaid, "screening_log", "ScreeningLog"),
	row("screening report", "GET "+watchlist+"/{id}/report", lookup, NotSaid, "report.pdf", "ScreeningReport"),
	row("monitor", "POST "+watchlist+"/monitor", lookup, Monthly, "monitoring", "Monitor").then(evWatch+"monitoring_created", evWatch+"match_updated"),
	row("stop monitoring", "DELETE "+watchlist+"/monitor/{id}", lookup, Free, "monitoring_stopped", "StopMonitoring").then(evWatch + "monitoring_completed"),
}

var proveEndpoints = []Endpoint{
	row("prove", "POST /v1/prove/initiate", prove, NotSaid, "prove_check", "StartProve").
		then(evProve+"initiated", evProve+"successful", evProve+"cancelled", evProve+"expired", evProve+"awaiting_review", evProve+"rejected"),
	row("prove customer", "GET /v1/prove/customers/{reference}", prove, NotSaid, "prove_customer", "ProveCustomer"),
	row("prove customers", "GET /v1/prove/customers", prove, NotSaid, "prove_customers", "ProveCustomers"),
	row("prove blacklist", "POST /v1/prove/customers/blacklist", prove, Free, "prove_blacklisted", "BlacklistProve"),
	row("prove whitelist", "POST /v1/prove/customers/whitelist", prove, Free, "prove_whitelisted", "WhitelistProve"),
	row("prove revoke", "DELETE /v1/prove/customers/{reference}", prove, Free, "prove_revoked", "RevokeProve"),
}
