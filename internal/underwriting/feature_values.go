package underwriting

import (
	"lendwright/internal/scorecard"
)

func (r *reading) accountsCounted() (n int64) {
	for _, a := range r.Accounts {
		if a.Counted && a.Rows > 0 {
			n++
		}
	}
	return n
}

func (r *reading) longestGap() (n int64) {
	for _, g := range r.Gaps {
		n = max(n, int64(g.Days))
	}
	return n
}

// daysBelow is the share of recent days that ended below an amount.
func (r *reading) daysBelow(limit int64) scorecard.Value {
	b := r.recentBalances()
	var n int64
	for _, x := range b {
		if x < limit {
			n++
		}
	}
	return knownIf(len(b) > 0, share(n, int64(len(b))))
}

// bettingShare is the recent window's bets over the same time's counted income; with no income to
// compare with, over everything that came in.
func (r *reading) bettingShare() scorecard.Value {
	if !r.hasStatement() {
		return scorecard.Value{}
	}
	out, _, _ := r.gambling()
	base := mulDiv(r.MonthlyIncome, int64(r.p.Reading.RecentDays), 30)
	if base == 0 {
		base, _, _, _ = r.flow()
	}
	if base == 0 && out > 0 {
		return known(one)
	}
	return known(share(out, base))
}

func (r *reading) incomeRows() []string {
	for _, s := range r.Income {
		if s.Counted > 0 {
			return s.Rows
		}
	}
	return nil
}

func (r *reading) debtRows() (rows []string) {
	for _, d := range r.Debts {
		if d.Monthly > 0 {
			rows = append(rows, d.Rows...)
		}
	}
	return rows[:min(len(rows), rowsShown)]
}

// incomeMonths counts the window's months in which counted income arrived.
func (r *reading) incomeMonths() (n int64) {
	for i := range r.window {
		for _, s := range r.Income {
			if s.Counted > 0 && s.byMonth[i] > 0 {
				n++
				break
			}
		}
	}
	return n
}

// irregular reports whether the main income is neither a salary nor a pension.
func (r *reading) irregular() bool {
	return r.MainIncome != "" && r.MainIncome != kindSalary && r.MainIncome != kindPension && r.MainIncome != kindProbable
}

// incomeVariation is the variation of the counted streams' monthly sums.
func (r *reading) incomeVariation() scorecard.Value {
	months := make([]int64, len(r.window))
	for _, s := range r.Income {
		if s.Counted > 0 {
			for i, m := range s.byMonth {
				months[i] = add(months[i], m)
			}
		}
	}
	return knownIf(r.MonthlyIncome > 0 && len(months) > 1, variation(months))
}

// obligationsShare is what is repaid elsewhere over the counted income; with debts and no income it is the whole.
func (r *reading) obligationsShare() scorecard.Value {
	switch {
	case r.MonthlyIncome > 0:
		return known(share(r.Obligations, r.MonthlyIncome))
	case r.Obligations > 0 && len(r.window) > 0:
		return known(one)
	}
	return scorecard.Value{}
}

// ageMonths is the age in whole months, from the verified birth date if there is one, else from what was said.
func (r *reading) ageMonths() (int, bool) {
	if born, ok := r.bornOn(); ok {
		months := monthOf(r.AsOf) - monthOf(born)
		if dayOf(r.AsOf) < dayOf(born) {
			months--
		}
		return months, true
	}
	if a := r.c.Applicant; a != nil && a.Age != nil && *a.Age >= 0 && *a.Age < 150 {
		return *a.Age * 12, true
	}
	return 0, false
}

// ageDiffers compares the age that was said with the verified birth date; a year either way is a birthday.
func (r *reading) ageDiffers() scorecard.Value {
	a := r.c.Applicant
	if _, ok := r.bornOn(); !ok || a == nil || a.Age == nil {
		return scorecard.Value{}
	}
	months, _ := r.ageMonths()
	return flag(abs(int64(months/12-*a.Age)) > 1)
}

// ownFigures sums the earlier loans with us.
type ownFigures struct {
	open, repaid, judged int64
	worst, lateNow       int64 // days
}

func (r *reading) own() (o ownFigures) {
	for _, l := range r.c.OwnHistory {
		if l.ClosedOn == nil {
			o.open++
		} else {
			o.repaid++
		}
		if l.FirstDueOn == nil {
			continue
		}
		late := int64(r.AsOf - *l.FirstDueOn)
		if l.FirstRepaidOn != nil {
			late = int64(*l.FirstRepaidOn - *l.FirstDueOn)
		} else if l.ClosedOn == nil && late > 0 {
			o.lateNow = max(o.lateNow, late)
		} else if late <= 0 || l.ClosedOn != nil {
			continue // not due yet, or closed without a dated payment
		}
		o.judged++
		o.worst = max(o.worst, late)
		if l.ClosedOn != nil && l.TermDays > 0 && l.ApprovedOn != nil {
			o.worst = max(o.worst, int64(*l.ClosedOn-l.ApprovedOn.AddDays(l.TermDays)))
		}
	}
	o.worst = max(o.worst, 0)
	return o
}
