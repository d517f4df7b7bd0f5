package underwriting

import (
	"strconv"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/scorecard"
)

// unit says how a feature's whole number is to be read, and how a policy writes a limit for it.
type unit string

const (
	unitCount  unit = "count"
	unitDays   unit = "days"
	unitMonths unit = "months"
	unitYears  unit = "years"
	unitMoney  unit = "money" // minor units; a policy writes major units
	unitShare  unit = "share" // ten-thousandths; a policy writes a fraction
	unitFlag   unit = "flag"  // 0 or 1; a policy writes yes or no
)

// feature is one permitted input of rules and scorecard. What is not listed here cannot be used:
// names, sex, place, faith, health, family and the like have no entry, and cannot get into a score.
type feature struct {
	name, label string
	unit        unit
	of          func(*reading) scorecard.Value
	rows        func(*reading) []string // the bank rows behind the figure; nil: none
}

func known(n int64) scorecard.Value { return scorecard.Value{Known: true, N: n} }

func knownIf(ok bool, n int64) scorecard.Value {
	if !ok {
		return scorecard.Value{}
	}
	return known(n)
}

func flag(b bool) scorecard.Value { return known(int64(bit(b))) }

// featureNamed finds a feature.
func featureNamed(name string) (feature, bool) {
	f, ok := registry[name]
	return f, ok
}

// registry holds the features by name.
var registry = func() map[string]feature {
	all := map[string]feature{}
	for _, list := range [][]feature{statementFeatures, incomeFeatures, debtFeatures, bureauFeatures, personFeatures, signalFeatures} {
		for _, f := range list {
			all[f.name] = f
		}
	}
	return all
}()

// say writes a value in the feature's unit for people.
func (f feature) say(v scorecard.Value, c money.Currency) string {
	if !v.Known {
		return "not known"
	}
	switch f.unit {
	case unitMoney:
		return money.Of(v.N, c).String()
	case unitShare:
		return percent(v.N)
	case unitFlag:
		if v.N == 0 {
			return "no"
		}
		return "yes"
	case unitCount:
		return strconv.FormatInt(v.N, 10)
	}
	word := string(f.unit)
	if v.N == 1 {
		word = strings.TrimSuffix(word, "s")
	}
	return strconv.FormatInt(v.N, 10) + " " + word
}

// percent writes ten-thousandths with one digit after the point where it says something.
func percent(n int64) string {
	whole, tenth := n/100, n%100/10
	if tenth == 0 {
		return strconv.FormatInt(whole, 10) + "%"
	}
	return strconv.FormatInt(whole, 10) + "." + strconv.FormatInt(tenth, 10) + "%"
}

// hasStatement reports whether there are rows to judge by.
func (r *reading) hasStatement() bool { return len(r.rows) > 0 }

// statementFeatures are about the statement as such: length, balances, spending, staging.
var statementFeatures = []feature{
	{"history", "Length of statement", unitDays, func(r *reading) scorecard.Value { return known(int64(r.Sufficiency.Days)) }, nil},
	{"complete_months", "Complete months", unitCount, func(r *reading) scorecard.Value { return known(int64(r.Sufficiency.CompleteMonths)) }, nil},
	{"rows_per_month", "Rows a month", unitCount, func(r *reading) scorecard.Value { return known(int64(r.Sufficiency.RowsPerMonth)) }, nil},
	{"accounts_counted", "Accounts counted", unitCount, func(r *reading) scorecard.Value { return known(r.accountsCounted()) }, nil},
	{"last_activity", "Since the last row", unitDays, func(r *reading) scorecard.Value { return knownIf(r.hasStatement(), int64(r.AsOf-r.To)) }, nil},
	{"longest_gap", "Longest stretch without a row", unitDays, func(r *reading) scorecard.Value { return known(r.longestGap()) }, nil},
	{"low_days", "Days almost empty", unitShare, func(r *reading) scorecard.Value { return r.daysBelow(r.p.minor(r.p.Reading.LowBalance)) }, nil},
	{"negative_days", "Days below zero", unitShare, func(r *reading) scorecard.Value { return r.daysBelow(0) }, nil},
	{"usual_balance", "Usual end-of-day balance", unitMoney, func(r *reading) scorecard.Value {
		b := r.recentBalances()
		return knownIf(len(b) > 0, median(b))
	}, nil},
	{"balance_to_income", "Usual balance over monthly income", unitShare, func(r *reading) scorecard.Value {
		b := r.recentBalances()
		return knownIf(len(b) > 0 && r.MonthlyIncome > 0, share(median(b), r.MonthlyIncome))
	}, nil},
	{"in_over_out", "Money in over money out", unitShare, func(r *reading) scorecard.Value {
		in, out, _, _ := r.flow()
		return knownIf(out > 0, share(in, out))
	}, nil},
	{"cash_share", "Cash in spending", unitShare, func(r *reading) scorecard.Value {
		_, out, cash, _ := r.flow()
		return knownIf(out > 0, share(cash, out))
	}, nil},
	{"failed_debits", "Failed debits in 180 days", unitCount, func(r *reading) scorecard.Value {
		_, _, _, failed := r.flow()
		return knownIf(r.hasStatement(), failed)
	}, nil},
	{"betting_share", "Betting over income", unitShare, (*reading).bettingShare, func(r *reading) []string { _, _, rows := r.gambling(); return rows }},
	{"betting_days", "Days with bets", unitCount, func(r *reading) scorecard.Value {
		_, days, _ := r.gambling()
		return knownIf(r.hasStatement(), days)
	}, nil},
	{"round_trips", "Money sent back and forth", unitCount, func(r *reading) scorecard.Value { return known(r.staged.trips.n) }, func(r *reading) []string { return r.staged.trips.rows }},
	{"fresh_salary", "Salary that began only lately", unitCount, func(r *reading) scorecard.Value { return known(r.staged.fresh.n) }, func(r *reading) []string { return r.staged.fresh.rows }},
	{"window_dressing", "Balance lifted just before applying", unitCount, func(r *reading) scorecard.Value { return known(r.staged.dressing.n) }, func(r *reading) []string { return r.staged.dressing.rows }},
	{"no_bank_charges", "Busy account without bank charges", unitFlag, func(r *reading) scorecard.Value { return known(r.staged.noCharges.n) }, nil},
	{"broken_balances", "Balances that do not follow", unitShare, func(r *reading) scorecard.Value { return known(r.broken) }, nil},
	{"conflicting_rows", "Different rows under one id", unitCount, func(r *reading) scorecard.Value { return known(int64(r.Dropped.Conflicting)) }, nil},
	{"unreadable_rows", "Rows that cannot be read", unitCount, func(r *reading) scorecard.Value { return known(int64(r.Dropped.Unreadable)) }, nil},
	{"windfalls", "Single large credits left out", unitCount, func(r *reading) scorecard.Value { return known(int64(len(r.Windfall))) }, nil},
}

// incomeFeatures are about what comes in.
var incomeFeatures = []feature{
	{"income", "Counted monthly income", unitMoney, func(r *reading) scorecard.Value { return knownIf(len(r.window) > 0, r.MonthlyIncome) }, (*reading).incomeRows},
	{"income_months", "Months with income", unitCount, func(r *reading) scorecard.Value { return knownIf(len(r.window) > 0, r.incomeMonths()) }, nil},
	{"income_months_missed", "Months without income", unitCount, func(r *reading) scorecard.Value {
		return knownIf(len(r.window) > 0, int64(len(r.window))-r.incomeMonths())
	}, nil},
	{"income_variation", "Variation of income", unitShare, (*reading).incomeVariation, nil},
	{"income_late", "Usual pay overdue", unitDays, func(r *reading) scorecard.Value { return knownIf(r.MonthlyIncome > 0, r.staged.late) }, func(r *reading) []string { return r.staged.interrupted.rows }},
	{"earns_salary", "Lives on a salary", unitFlag, func(r *reading) scorecard.Value { return flag(r.MainIncome == kindSalary) }, nil},
	{"earns_probable_salary", "Lives on what may be a salary", unitFlag, func(r *reading) scorecard.Value { return flag(r.MainIncome == kindProbable) }, nil},
	{"earns_pension", "Lives on a pension", unitFlag, func(r *reading) scorecard.Value { return flag(r.MainIncome == kindPension) }, nil},
	{"earns_irregularly", "Lives on irregular income", unitFlag, func(r *reading) scorecard.Value {
		return flag(r.irregular())
	}, nil},
	{"stated_over_counted", "Stated income over counted", unitShare, func(r *reading) scorecard.Value {
		a := r.c.Applicant
		ok := a != nil && a.StatedMonthlyIncome != nil && r.GrossIncome > 0
		if !ok {
			return scorecard.Value{}
		}
		return known(share(*a.StatedMonthlyIncome, r.GrossIncome))
	}, nil},
}

// debtFeatures are about what is owed, as the statement shows it.
var debtFeatures = []feature{
	{"obligations", "Loan repayments a month", unitMoney, func(r *reading) scorecard.Value { return known(r.Obligations) }, nil},
	{"obligations_to_income", "Loan repayments over income", unitShare, (*reading).obligationsShare, (*reading).debtRows},
	{"lenders_30", "Lenders who lent in 30 days", unitCount, lendersIn(30), lenderRowsIn(30)},
	{"lenders_90", "Lenders who lent in 90 days", unitCount, lendersIn(90), lenderRowsIn(90)},
	{"lenders_newest", "Lenders who lent in the last days", unitCount, func(r *reading) scorecard.Value {
		n, _ := r.lendersSince(r.AsOf.AddDays(-r.p.Debts.NewestDays))
		return knownIf(r.hasStatement(), n)
	}, func(r *reading) []string {
		_, rows := r.lendersSince(r.AsOf.AddDays(-r.p.Debts.NewestDays))
		return rows
	}},
	{"loan_cycles", "Borrowed again right after repaying", unitCount, func(r *reading) scorecard.Value { return knownIf(r.hasStatement(), r.cycles(r.AsOf.AddDays(-183))) }, nil},
}

func lendersIn(days int) func(*reading) scorecard.Value {
	return func(r *reading) scorecard.Value {
		n, _ := r.lendersSince(r.AsOf.AddDays(-days))
		return knownIf(r.hasStatement(), n)
	}
}

func lenderRowsIn(days int) func(*reading) []string {
	return func(r *reading) []string { _, rows := r.lendersSince(r.AsOf.AddDays(-days)); return rows }
}

// bureauFeatures are about the credit history. No report is not known, and not no record.
var bureauFeatures = []feature{
	{"bureau_pulled", "Credit report at hand", unitFlag, func(r *reading) scorecard.Value { return flag(r.credit.pulled) }, nil},
	{"bureau_loans", "Loans in the credit report", unitCount, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, int64(len(r.credit.lines))) }, nil},
	{"bureau_worst_12", "Worst lateness in 12 months", unitDays, func(r *reading) scorecard.Value { return knownIf(len(r.credit.lines) > 0, int64(r.credit.worst12)) }, nil},
	{"bureau_worst_24", "Worst lateness in 24 months", unitDays, func(r *reading) scorecard.Value { return knownIf(len(r.credit.lines) > 0, int64(r.credit.worst24)) }, nil},
	{"bureau_months_30", "Months 30 days late or more", unitCount, func(r *reading) scorecard.Value { return knownIf(len(r.credit.lines) > 0, int64(r.credit.months30)) }, nil},
	{"bureau_late_now", "Late now", unitDays, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, int64(r.credit.dueNow)) }, nil},
	{"bureau_arrears", "Overdue now", unitMoney, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, r.credit.arrears) }, nil},
	{"bureau_open_lenders", "Lenders owed", unitCount, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, int64(r.credit.openLenders)) }, nil},
	{"bureau_losses", "Loans written off", unitCount, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, int64(r.credit.losses)) }, nil},
	{"bureau_closed_good", "Loans repaid well in 24 months", unitCount, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, int64(r.credit.closedGood)) }, nil},
	{"bureau_thin", "Little credit history", unitFlag, func(r *reading) scorecard.Value {
		return knownIf(r.credit.pulled, int64(bit(r.credit.points < r.p.Bureau.ThinMonths)))
	}, nil},
	{"bureau_unknown_words", "Status words that we do not know", unitCount, func(r *reading) scorecard.Value {
		return knownIf(r.credit.pulled, int64(len(r.credit.unknownWords)))
	}, nil},
	{"bureau_total_debt", "Debt in the credit report", unitMoney, func(r *reading) scorecard.Value { return knownIf(r.credit.pulled, r.credit.debt) }, nil},
}

// personFeatures are about identity, legal capacity, the request and earlier loans with us.
var personFeatures = []feature{
	{"age", "Age", unitYears, func(r *reading) scorecard.Value { m, ok := r.ageMonths(); return knownIf(ok, int64(m/12)) }, nil},
	{"bvn_unverified", "BVN not verified", unitFlag, func(r *reading) scorecard.Value {
		return knownIf(r.c.Identity != nil, int64(bit(r.c.Identity == nil || !r.c.Identity.BVNVerified)))
	}, nil},
	{"watch_listed", "On the BVN watch-list", unitFlag, func(r *reading) scorecard.Value {
		return knownIf(r.c.Identity != nil, int64(bit(r.c.Identity != nil && r.c.Identity.WatchListed)))
	}, nil},
	{"birth_date_differs", "Age differs from the BVN's birth date", unitFlag, (*reading).ageDiffers, nil},
	{"accounts_not_owned", "Accounts in another name", unitCount, func(r *reading) scorecard.Value { return known(int64(r.refused.notOwned)) }, nil},
	{"accounts_other_bvn", "Accounts under another BVN", unitCount, func(r *reading) scorecard.Value { return known(int64(r.refused.otherBVN)) }, nil},
	{"accounts_other_currency", "Accounts in another currency", unitCount, func(r *reading) scorecard.Value { return known(int64(r.refused.otherCurrency)) }, nil},
	{"request_other_currency", "Asked in another currency", unitFlag, func(r *reading) scorecard.Value { return flag(r.c.Currency != r.p.Currency) }, nil},
	{"requested", "Amount asked", unitMoney, func(r *reading) scorecard.Value { return known(r.c.Request.Principal) }, nil},
	{"own_open_loans", "Loans with us still open", unitCount, func(r *reading) scorecard.Value { return known(r.own().open) }, nil},
	{"own_repaid", "Loans repaid to us", unitCount, func(r *reading) scorecard.Value { return known(r.own().repaid) }, nil},
	{"own_worst_late", "Worst lateness with us", unitDays, func(r *reading) scorecard.Value {
		o := r.own()
		return knownIf(o.judged > 0, o.worst)
	}, nil},
	{"own_late_now", "Late with us now", unitDays, func(r *reading) scorecard.Value { return known(r.own().lateNow) }, nil},
}

// bornOn reads the birth date that the BVN gives.
func (r *reading) bornOn() (calendar.Day, bool) {
	if r.c.Identity == nil || r.c.Identity.BornOn == "" {
		return calendar.NoDay, false
	}
	d, err := calendar.Parse(r.c.Identity.BornOn)
	return d, err == nil && sane(d) && d < r.AsOf
}
