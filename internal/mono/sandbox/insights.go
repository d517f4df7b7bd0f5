package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// insightsOf computes the statement insights. The shape is Mono's as far as it is known; keys
// inside account_summary and the format of months are not published.
func insightsOf(account string, rows []row) obj {
	if len(rows) == 0 {
		return obj{"account": account, "transaction_length": 0, "transaction_count": 0}
	}
	var in, out, balances int64
	for _, r := range rows {
		balances += r.Balance
		if r.Credit {
			in += r.Amount
		} else {
			out += r.Amount
		}
	}
	days := max(1, daysBetween(rows[0].At, rows[len(rows)-1].At))
	months := int64(max(1, days/30))
	ratio := fmt.Sprintf("%.2f:1", float64(out)/float64(max(in, 1)))
	return obj{
		"account": account, "start_date": ymd(rows[0].At), "end_date": ymd(rows[len(rows)-1].At),
		"transaction_length": days, "transaction_count": len(rows), "balance_after_expense": (in - out) / months,
		"account_summary":        obj{"average_balance": balances / int64(len(rows)), "debit_to_credit_ratio": ratio},
		"activity_insights":      obj{"rare_findings": rareFindings(rows)},
		"transaction_details":    obj{"highest_debits": highest(rows, false), "highest_credits": highest(rows, true)},
		"inflow":                 flow(rows, true),
		"outflow":                flow(rows, false),
		"recurring_transactions": recurring(rows, months),
	}
}

func rareFindings(rows []row) obj {
	found := obj{"immediate_large_withdrawal_post_payday": "Not Detected", "identical_debit_vs_credit": "Not Detected", "cash_deposits_larger_than_salary": "Not Detected"}
	for i, r := range rows {
		if r.Category != "salary" {
			continue
		}
		for _, next := range rows[i+1 : min(i+25, len(rows))] {
			if !next.Credit && next.At.Sub(r.At) < 72*time.Hour && next.Amount*2 > r.Amount {
				found["immediate_large_withdrawal_post_payday"] = "Detected"
			}
			if !next.Credit && next.Amount == r.Amount {
				found["identical_debit_vs_credit"] = "Detected"
			}
		}
	}
	return found
}

func highest(rows []row, credit bool) []transaction {
	some := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.Credit != credit })
	slices.SortStableFunc(some, func(a, b row) int { return cmp.Compare(b.Amount, a.Amount) })
	return linked{}.transactions(some[:min(5, len(some))])
}

// flow sums one direction by month, all of it and the part that repeats.
func flow(rows []row, credit bool) obj {
	repeated := map[string]int{}
	for _, r := range rows {
		repeated[repeatKey(r)]++
	}
	section := func(keep func(row) bool) obj {
		var months []string
		sums := map[string]int64{}
		var total int64
		for _, r := range rows {
			if r.Credit != credit || !keep(r) {
				continue
			}
			m := r.At.In(lagos).Format("January 2006")
			if _, seen := sums[m]; !seen {
				months = append(months, m)
			}
			sums[m] += r.Amount
			total += r.Amount
		}
		list := []obj{}
		for _, m := range slices.Backward(months) {
			list = append(list, obj{m: sums[m]})
		}
		average := total / int64(max(1, len(months)))
		return obj{"average_per_month": obj{"last_12_months": average, "since_first_transaction": average}, "monthly_sum": list}
	}
	return obj{"all_transaction": section(func(row) bool { return true }),
		"repeat_transactions": section(func(r row) bool { return repeated[repeatKey(r)] >= 3 })}
}

func repeatKey(r row) string { return fmt.Sprint(r.Credit, either(r.Stream, r.Category), r.Amount) }

// recurring lists what comes or goes at least three times, by payer or by kind.
func recurring(rows []row, months int64) []obj {
	type group struct {
		r     row
		n     int
		total int64
	}
	groups := map[string]*group{}
	var order []string
	for _, r := range rows {
		k := repeatKey(r)
		if groups[k] == nil {
			groups[k] = &group{}
			order = append(order, k)
		}
		g := groups[k]
		g.r, g.n, g.total = r, g.n+1, g.total+r.Amount
	}
	out := []obj{}
	for _, k := range order {
		if g := groups[k]; g.n >= 3 && g.r.Category != "bank_charges" {
			kind := "debit"
			if g.r.Credit {
				kind = "credit"
			}
			out = append(out, obj{"type": kind, "category": g.r.Category, "description": strings.ToLower(g.r.Narration), "average_monthly_sum": g.total / months})
		}
	}
	return out
}
