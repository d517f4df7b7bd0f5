package mono_test

import (
	"time"

	"github.com/shopspring/decimal"

	"lendwright/internal/mono"
)

func instant(text string) mono.Instant {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return mono.Instant{Time: t}
}

var lookupSent = []sent{
	{method: "LookupBanks", asks: "GET /v3/lookup/banks", call: func(ctx in, c cli) (any, error) { return result(c.LookupBanks(ctx)) }},
	{method: "NIN", asks: "POST /v3/lookup/nin", body: `{"nin":"70000000025"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.NIN(ctx, "70000000025")) }},
	{method: "NINWithSlip", asks: "POST /v3/lookup/nin?output=pdf", body: `{"nin":"70000000025"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.NINWithSlip(ctx, "70000000025")) }},
	{method: "NINSlip", asks: "GET /v3/lookup/nin/5/job", call: func(ctx in, c cli) (any, error) { return result(c.NINSlip(ctx, "5")) }},
	{method: "DriverLicence", asks: "POST /v3/lookup/driver_license",
		body: `{"license_number":"AAA00000AA01","date_of_birth":"1992-03-17","first_name":"Bukola","last_name":"Adebayo"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.DriverLicence(ctx, mono.DriverLicenceRequest{Number: "AAA00000AA01", BornOn: "1992-03-17", FirstName: "Bukola", LastName: "Adebayo"}))
		}},
	{method: "Passport", asks: "POST /v3/lookup/passport", body: `{"passport_number":"B00000018","last_name":"Adebayo","date_of_birth":"1992-03-17"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.Passport(ctx, mono.PassportRequest{Number: "B00000018", LastName: "Adebayo", BornOn: "1992-03-17"}))
		}},
	{method: "Passport", golden: "passport_old", asks: "POST /v3/lookup/passport", body: `{"passport_number":"B00000018","last_name":"Adebayo","date_of_birth":""}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.Passport(ctx, mono.PassportRequest{Number: "B00000018", LastName: "Adebayo"}))
		}},
	{method: "TIN", asks: "POST /v3/lookup/tin", body: `{"number":"9900124","channel":"cac"}`,
		call: func(ctx in, c cli) (any, error) { return result(c.TIN(ctx, mono.TINByCAC, "9900124")) }},
	{method: "HouseAddress", asks: "POST /v3/lookup/address", body: `{"meter_number":"0101","address":"9 Palm Street","disco_code":"IKEJA"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.HouseAddress(ctx, mono.AddressRequest{MeterNumber: "0101", Address: "9 Palm Street", Disco: "IKEJA"}))
		}},
	{method: "Mashup", asks: "POST /v3/lookup/mashup", body: `{"nin":"70000000025","bvn":"22198765431","date_of_birth":"1992-03-17"}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.Mashup(ctx, "70000000025", "22198765431", "1992-03-17"))
		}},
}

const cac = "/v3/lookup/cac/company/7000452"

var companySent = []sent{
	{method: "SearchCompanies", asks: "GET /v3/lookup/cac?exact=true&search=OBIOMA+MILLS",
		call: func(ctx in, c cli) (any, error) { return result(c.SearchCompanies(ctx, "OBIOMA MILLS", true)) }},
	{method: "SearchCompanies", golden: "companies_none", asks: "GET /v3/lookup/cac?exact=false&search=nothing",
		call: func(ctx in, c cli) (any, error) { return result(c.SearchCompanies(ctx, "nothing", false)) }},
	{method: "CompanyShareholders", asks: "GET " + cac, call: func(ctx in, c cli) (any, error) { return result(c.CompanyShareholders(ctx, 7000452)) }},
	{method: "CompanyControllers", asks: "GET " + cac + "/psc", call: func(ctx in, c cli) (any, error) { return result(c.CompanyControllers(ctx, 7000452)) }},
	{method: "CompanySecretary", asks: "GET " + cac + "/secretary", call: func(ctx in, c cli) (any, error) { return result(c.CompanySecretary(ctx, 7000452)) }},
	{method: "CompanyDirectors", asks: "GET " + cac + "/directors", call: func(ctx in, c cli) (any, error) { return result(c.CompanyDirectors(ctx, 7000452)) }},
	{method: "CompanyProfile", asks: "GET /v3/lookup/cac/profile/9900124",
		call: func(ctx in, c cli) (any, error) { return result(c.CompanyProfile(ctx, "9900124")) }},
	{method: "CompanyStatusReport", asks: "GET " + cac + "/status-report",
		call: func(ctx in, c cli) (any, error) { return result(c.CompanyStatusReport(ctx, 7000452)) }},
	{method: "CompanyFormerAddresses", asks: "GET " + cac + "/previous-address",
		call: func(ctx in, c cli) (any, error) { return result(c.CompanyFormerAddresses(ctx, 7000452)) }},
	{method: "CompanyNameChanges", asks: "GET " + cac + "/change-of-name",
		call: func(ctx in, c cli) (any, error) { return result(c.CompanyNameChanges(ctx, 7000452)) }},
}

var subject = mono.Subject{Type: "individual", Name: "Bukola Adebayo", BornOn: "1992-03-17", Gender: "female", BVN: "22198765431", Country: "ng"}

const (
	subjectJSON = `{"type":"individual","name":"Bukola Adebayo","date_of_birth":"1992-03-17","gender":"female","bvn":"22198765431","country":"ng"}`
	aml         = "aml_scr_00000000000000000000000000000018"
)

var watchlistSent = []sent{
	{method: "Screen", asks: "POST /v3/lookup/watchlist", body: subjectJSON, call: func(ctx in, c cli) (any, error) { return result(c.Screen(ctx, subject)) }},
	{method: "ScreenBatch", asks: "POST /v3/lookup/watchlist/batch", body: `{"entries":[` + subjectJSON + `,{"type":"entity","name":"Acme","country":"ru"}]}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.ScreenBatch(ctx, []mono.Subject{subject, {Type: "entity", Name: "Acme", Country: "ru"}}))
		}},
	{method: "Screening", asks: "GET /v3/lookup/watchlist/" + aml, call: func(ctx in, c cli) (any, error) { return result(c.Screening(ctx, aml)) }},
	{method: "Screening", golden: "screening_running", asks: "GET /v3/lookup/watchlist/" + aml,
		call: func(ctx in, c cli) (any, error) { return result(c.Screening(ctx, aml)) }},
	{method: "ScreeningLog", asks: "GET /v3/lookup/watchlist/" + aml + "/audit-log", call: func(ctx in, c cli) (any, error) { return result(c.ScreeningLog(ctx, aml)) }},
	{method: "ScreeningReport", asks: "GET /v3/lookup/watchlist/" + aml + "/report", call: func(ctx in, c cli) (any, error) { return result(c.ScreeningReport(ctx, aml)) }},
	{method: "Monitor", asks: "POST /v3/lookup/watchlist/monitor", body: subjectJSON, call: func(ctx in, c cli) (any, error) { return result(c.Monitor(ctx, subject)) }},
	{method: "StopMonitoring", asks: "DELETE /v3/lookup/watchlist/monitor/" + aml,
		call: func(ctx in, c cli) (any, error) { return nothing(c.StopMonitoring(ctx, aml)) }},
}

var proveSent = []sent{
	{method: "StartProve", asks: "POST /v1/prove/initiate",
		body: `{"reference":"kyc-000018","redirect_url":"https://l.example.ng/kyc","kyc_level":"custom","identities":["bvn","address"],"bank_accounts":true,"customer":{"name":"Bukola Adebayo","phone":"08031112234","identity":{"type":"bvn","number":"22198765431"}},"meta":{"ref":"r1"}}`,
		call: func(ctx in, c cli) (any, error) {
			return result(c.StartProve(ctx, mono.ProveRequest{Reference: "kyc-000018", RedirectURL: "https://l.example.ng/kyc", Level: mono.ProveCustom, Identities: []string{"bvn", "address"},
				BankAccounts: true, Name: "Bukola Adebayo", Phone: "08031112234", IdentityType: "bvn", Identity: "22198765431", Meta: map[string]string{"ref": "r1"}}))
		}},
	{method: "ProveCustomer", asks: "GET /v1/prove/customers/kyc-000018", call: func(ctx in, c cli) (any, error) { return result(c.ProveCustomer(ctx, "kyc-000018")) }},
	{method: "ProveCustomers", asks: "GET /v1/prove/customers?page=2", call: func(ctx in, c cli) (any, error) { return result(c.ProveCustomers(ctx, 2)) }},
	{method: "BlacklistProve", asks: "POST /v1/prove/customers/blacklist", body: `{"reference":"kyc-000018","code":"104","reason":"fraud"}`,
		call: func(ctx in, c cli) (any, error) {
			return nothing(c.BlacklistProve(ctx, "kyc-000018", mono.BlacklistFraud, "fraud"))
		}},
	{method: "WhitelistProve", asks: "POST /v1/prove/customers/whitelist", body: `{"reference":"kyc-000018"}`,
		call: func(ctx in, c cli) (any, error) { return nothing(c.WhitelistProve(ctx, "kyc-000018")) }},
	{method: "RevokeProve", asks: "DELETE /v1/prove/customers/kyc-000018",
		call: func(ctx in, c cli) (any, error) { return nothing(c.RevokeProve(ctx, "kyc-000018")) }},
}

func decimalOf(text string) decimal.Decimal { return decimal.RequireFromString(text) }
