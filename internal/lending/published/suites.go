package published

import "strings"

// suites are all that we check, in the order in which they are told.
var suites = []suite{
	{name: "schedules, Fineract unit tests", file: "fineract-emi-unit.json", check: checkUnitSchedule, notOffered: listed(notOfferedSchedules)},
	{name: "schedules, Fineract features", file: "fineract-emi-features.json", check: checkFeatureSchedule, notOffered: listed(notOfferedSchedules)},
	{name: "schedules, Curo", file: "curo-schedules.json", keep: ofKind("schedule"), check: checkCuroSchedule, notOffered: listed(notOfferedSchedules)},
	{name: "schedules, daily interest", file: "fsharp-daily-interest.json", check: checkDailyInterest, notOffered: listed(notOfferedSchedules)},
	{name: "schedules, Frappe", file: "frappe-lending.json", keep: ofKind("schedule"), check: checkFrappeSchedule, notOffered: listed(notOfferedSchedules)},
	{name: "due dates, Frappe", file: "frappe-lending.json", keep: ofKind("dates"), check: checkFrappeDates, notOffered: listed(notOfferedSchedules)},
	{name: "allocation, Frappe", file: "frappe-lending.json", keep: ofKind("allocation"), check: checkFrappeAllocation},
	{name: "interest by days, Frappe", file: "frappe-lending.json", keep: ofKind("accrual"), check: checkFrappeAccrual},
	{name: "penalties, Frappe", file: "frappe-lending.json", keep: ofKind("penalty"), check: checkFrappePenalty},
	{name: "days past due, Frappe", file: "frappe-lending.json", keep: ofKind("days_past_due"), check: checkFrappeLate},
	{name: "moratorium, Frappe", file: "frappe-lending.json", keep: ofKind("schedule_shape"), check: checkFrappeMoratorium},
	{name: "early settlement", file: "settlement-rebate.json", keep: ofKind("early_settlement_rebate"), check: checkRebate},
	{name: "schedules, early settlement", file: "settlement-rebate.json", keep: ofKind("schedule_total"), check: checkActuarialTotal},
	{name: "loan lives, Fineract", file: "fineract-features.json", check: checkLife, notOffered: listed(notOfferedLives)},
	{name: "annual rates", file: "apr.json", check: checkRate},
	{name: "annual rates from dates", file: "apr.json", keep: ofPrefix("apr-usj"), check: checkRateFromDates},
	{name: "day counts", file: "daycount.json", check: checkDayCount, notOffered: notOfferedCount},
}

func ofKind(kind string) func(Case) bool { return func(c Case) bool { return c.Kind == kind } }

func ofPrefix(prefix string) func(Case) bool {
	return func(c Case) bool { return strings.HasPrefix(c.ID, prefix) }
}

// notOfferedSchedules are schedules that rest on a convention that we do not offer.
var notOfferedSchedules = map[string]string{
	"fineract-emi-359":                 "due dates moved after the interest of the old ones was fixed",
	"fineract-emi-911":                 "rows show other dates than those that their interest is reckoned on",
	"fineract-C3152":                   "actual/actual that leaves out the first day and counts the last: one day off ISDA",
	"fineract-ratechange-UC2":          "a change of the rate is an event of the loan and not of its terms",
	"curo-05-1":                        "interest on balances that were not rounded",
	"curo-06-1":                        "interest on balances that were not rounded",
	"curo-04-1":                        "a contribution of the supplier is solved for",
	"fsharp-ps_biweekly_1200_fp15_r11": "a fee repaid in proportion to the principal",
}

// notOfferedCounts are the conventions that we do not offer.
var notOfferedCounts = map[string]string{
	"actual/actual AFB": "no contract of ours uses it", "actual/actual ISMA (ICMA)": "a bond's count, which needs a reference period",
	"30E/360 ISDA": "needs the loan's end, and treats February as thirty days", "30/365": "no contract of ours uses it",
}

// notOfferedCount gives the reason of a day count.
func notOfferedCount(c Case) string {
	if c.ID == "dc-094" || c.ID == "dc-098" {
		return "a British reading: the days left over are divided by the days of their own calendar year"
	}
	return notOfferedCounts[c.Convention]
}

// notOfferedLives are lives that rest on a convention that we do not offer.
var notOfferedLives = map[string]string{
	"fineract-loanrepayment-582":  "interest on overdue interest (compounding)",
	"fineract-loanrepayment-1081": "recalculation at due dates only, which leaves out the late rows between",
	"fineract-loanrepayment-1107": "recalculation at due dates only, which leaves out the late rows between",
	"fineract-loancharge-734":     "a waiver that stands before a payment of an earlier day: ours follow the days",
}
