package underwriting

// characteristicReasons are the words for the borrower of the reasons that a fitted scorecard gives.
var characteristicReasons = map[string]string{
	"INC-LOW":    "The regular income we could see is below what this loan needs.",
	"INC-IRR":    "Your income changes a lot from month to month.",
	"AFF-DTI":    "The instalment and your other fixed payments take a large part of what comes in.",
	"AFF-FREE":   "After usual costs there is not enough left for this instalment.",
	"BAL-LOW":    "Your account is close to empty on many days.",
	"STM-FLOW":   "The way money comes in and goes out of your account is like that of accounts that had trouble repaying.",
	"DAT-SHORT":  "We could see only a short or quiet stretch of your account's history.",
	"GAM-HIGH":   "A large share of spending goes to betting.",
	"LND-MANY":   "You took several loans recently.",
	"BUR-CUR":    "A credit bureau shows a loan that is overdue now.",
	"BUR-HIST":   "A credit bureau shows late payments in the past.",
	"BUR-THIN":   "We found little credit history; start with a smaller loan.",
	"OWN-LATE":   "Earlier loans with us were repaid late, or later than those of most borrowers.",
	"OWN-PACE":   "Your loans with us followed each other quickly, or there are few of them yet.",
	"OWN-STEP":   "This loan is large, long or costly beside the loans that you have repaid to us.",
	"REQ-TERMS":  "Loans of this amount, length and cost are repaid less often.",
	"REQ-PAYDAY": "The loan falls due long after pay-day, or before the next one.",
	"EXT-FACT":   "Other facts that the lender holds about the account or the work count against this loan.",
}

// CharacteristicReason gives a reason code's words for the borrower; empty: no such code.
func CharacteristicReason(code string) string { return characteristicReasons[code] }
