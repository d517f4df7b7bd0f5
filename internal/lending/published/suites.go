package published

// suites are all that we check, in the order in which they are told.
var suites = []suite{
	{name: "loan lives", file: "fineract-features.json", check: checkLife, notOffered: listed(notOfferedLives)},
}

// notOfferedLives are lives that rest on a convention that we do not offer.
var notOfferedLives = map[string]string{
	"fineract-loanrepayment-582":  "interest on overdue interest (compounding)",
	"fineract-loanrepayment-1081": "recalculation at due dates only, which leaves out the late rows between",
	"fineract-loanrepayment-1107": "recalculation at due dates only, which leaves out the late rows between",
	"fineract-loancharge-734":     "a waiver that stands before a payment of an earlier day: ours follow the days",
}
