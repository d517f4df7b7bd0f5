package web

import (
	"lendwright/internal/origination"
	"lendwright/templates"
)

// consentVersion names the wording below. Change it with every change of the words: it is what a person agreed to.
const consentVersion = "NG-2026-2"

// consents are the purposes that a person agrees to, each by itself, in the words that are kept with the agreement.
func consents(lender string) []templates.ConsentBox {
	return []templates.ConsentBox{
		{
			Name: origination.ConsentBankData, Version: consentVersion,
			Label: "Read the accounts that I link",
			What:  "the owner's name, the balance, and up to a year of transactions and income of each account that you link, through Mono, which connects banks.",
			Why:   "to see what you earn, spend and already repay, and so what you can afford.",
			Long:  "once for this application, and before each payment the balance, until the loan is repaid.",
			Stop:  lender + " cannot move money with this, and sees neither PIN nor password. Take it back at any time under My data.",
		},
		{
			Name: origination.ConsentIdentity, Version: consentVersion,
			Label: "Check my BVN with NIBSS",
			What:  "your name, date of birth and phone as NIBSS has them. You allow it with a code that NIBSS sends you.",
			Why:   "to be sure that you are you, and that the account is yours.",
			Long:  "once for this application.",
			Stop:  "A BVN cannot be used to take money. We keep its last four digits.",
		},
		{
			Name: origination.ConsentCreditBureau, Version: consentVersion,
			Label: "Read my credit history",
			What:  "your loans with other lenders and how they were repaid, from the licensed credit bureaus.",
			Why:   "so that we do not lend what other debts leave no room for.",
			Long:  "once for this application. The bureaus note that we asked.",
			Stop:  "You may see the same report yourself, free once a year, from each bureau.",
		},
	}
}
