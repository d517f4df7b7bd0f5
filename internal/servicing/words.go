package servicing

import "lendwright/internal/lending"

// mandateActor says who did what brought a mandate into a state.
var mandateActor = map[lending.MandateState]string{
	lending.MandateInitiated: "We",
	lending.MandateApproved:  "You",
	lending.MandateReady:     "Your bank",
	lending.MandatePaused:    "We",
	lending.MandateRejected:  "Your bank",
	lending.MandateCancelled: "Mono",
	lending.MandateExpired:   "Mono",
}

// mandateWords says it on the timeline.
var mandateWords = map[lending.MandateState]string{
	lending.MandateInitiated: "Opened the page on which your bank confirms the repayments.",
	lending.MandateApproved:  "Confirmed the repayments at your bank. It makes them ready within about a day.",
	lending.MandateReady:     "The permission to collect the instalments is ready.",
	lending.MandatePaused:    "The permission to collect the instalments rests.",
	lending.MandateRejected:  "The bank refused the permission to collect the instalments.",
	lending.MandateCancelled: "The permission to collect the instalments was cancelled.",
	lending.MandateExpired:   "The permission to collect the instalments has expired.",
}
