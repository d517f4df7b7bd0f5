package sandbox

import (
	"regexp"
	"strings"
)

// nothing is how metadata writes a value that the narration does not give.
const nothing = "N/A"

var (
	channelsOf   = []string{"NIP", "NEFT", "POS/WEB", "POS", "WEB"}
	payeeForm    = regexp.MustCompile(`(?i)\b(?:TO|FROM) ([A-Z][A-Z .]{3,40})`)
	refForm      = regexp.MustCompile(`-(\d{6,})-`)
	placeForm    = regexp.MustCompile(`\b(LAGOS|ABUJA|KADUNA|KANO|ENUGU|BENIN|ONITSHA|ABEOKUTA|IBADAN|PORT HARCOURT|ACCRA|NAIROBI)\b`)
	processorsOf = map[string]string{"PAYSTACK": "paystack", "PSTK": "paystack", "FLUTTERWAVE": "flutterwave", "FLW": "flutterwave", "RAVE": "flutterwave", "INTERSWITCH": "interswitch", "ISW": "interswitch"}
	reasonsOf    = []string{"VAT", "STAMP DUTY", "COMMISSION", "SALARY", "RENT", "UPKEEP", "SCHOOL FEES", "OFFERING"}
)

// metadataOf reads what the narration of a row says of itself; amounts play no part.
func metadataOf(r row) obj {
	words := strings.ToUpper(r.Narration)
	data := obj{"category": r.Category, "channel": nothing, "payee": nothing, "payment_method": nothing, "payment_processor": nothing,
		"ref_num": nothing, "location": nothing, "reason": ""}
	for _, channel := range channelsOf {
		if strings.Contains(words, channel) {
			data["channel"] = channel
			break
		}
	}
	for key, form := range map[string]*regexp.Regexp{"payee": payeeForm, "ref_num": refForm, "location": placeForm} {
		if m := form.FindStringSubmatch(words); m != nil {
			data[key] = strings.TrimSpace(m[1])
		}
	}
	for word, name := range processorsOf {
		if strings.Contains(words, word) {
			data["payment_method"], data["payment_processor"] = name, name
		}
	}
	for _, reason := range reasonsOf {
		if strings.Contains(words, reason) {
			data["reason"] = reason
			break
		}
	}
	return data
}

// categoryWords finds a category for a narration that came in a file; the first match wins.
var categoryWords = []struct {
	credit, debit string // the category when money comes, when it goes; empty does not match
	words         []string
}{
	{"salary", "", []string{"SALARY", "PAYROLL", "WAGES"}},
	{"betting_payout", "betting_deposit", []string{"BET9JA", "SPORTYBET", "BETKING", "1XBET", "NAIRABET", "BETWAY"}},
	{"loans", "loan_repayments", []string{"LOAN", "CARBON", "FAIRMONEY", "PALMCREDIT", "OKASH", "RENMONEY"}},
	{"returned_debit", "", []string{"REVERSAL", "RVSL", "RETURNED"}},
	{"", "bank_charges", []string{"CHARGE", "VAT", "STAMP DUTY", "LEVY", "MAINTENANCE", "COMMISSION"}},
	{"", "phone_internet", []string{"AIRTIME", "DATA BUNDLE", "MTN", "GLO ", "AIRTEL"}},
	{"cash_deposit", "cash_withdrawal", []string{"ATM", "CASH"}},
	{"", "utility_services", []string{"PREPAID TOKEN", "ELECTRIC", "IKEDC", "EKEDC", "WATER"}},
	{"", "transport", []string{"BOLT", "UBER", "FILLING STATION", "FUEL", "NNPC"}},
	{"", "groceries", []string{"SHOPRITE", "SUPERMARKET", "MARKET"}},
	{"", "food", []string{"RESTAURANT", "KITCHEN", "PIZZA", "CHICKEN"}},
	{"", "rent_maintanence", []string{"RENT"}},
	{"investment_payout", "savings", []string{"PIGGYVEST", "COWRYWISE", "SAVINGS"}},
	{"interest_received", "", []string{"INTEREST"}},
	{"personal_transfer", "personal_transfer", []string{"TRF", "TRANSFER", "NIP", "NIBSS"}},
}

// categorised gives the category of a narration, or unknown.
func categorised(narration string, credit bool) string {
	words := strings.ToUpper(narration)
	for _, c := range categoryWords {
		category := c.debit
		if credit {
			category = c.credit
		}
		for _, w := range c.words {
			if category != "" && strings.Contains(words, w) {
				return category
			}
		}
	}
	return "unknown"
}
