package underwriting

import "lendwright/internal/calendar"

// means is the sum of affordability with what stands behind it (DOMAIN 4.5).
type means struct {
	Affordability
	free     int64 // unstressed
	stressed int64
	debtRoom int64 // debt cap x income − obligations
	cap      int64 // the debt cap, as a share
	dueDay   int64 // what the balance test leaves for an instalment
	tested   bool  // whether it could be made
}

// afford works out the largest monthly instalment:
//
//	free     F  = I − L − C − O
//	stressed Fs = min(Is, stress x I) − stress x L − C − O
//	largest     = min(free_share x F, debt_cap x I − O, Fs, balance on the due day of past months)
//
// with I counted income, L cost of living (the policy's norm or what is seen, whichever is more), C
// what is committed, O repayments elsewhere. The figures given are the unstressed ones, so that they
// add up; the largest instalment is stressed.
func (r *reading) afford(band Band, firstDue calendar.Day) means {
	m := r.p.Means
	income := r.MonthlyIncome
	living := max(r.p.livingNorm(income), r.Living)
	var x means
	x.cap = int64(m.DebtCaps["other"])
	if c, ok := m.DebtCaps[r.MainIncome]; ok {
		x.cap = int64(c)
	}
	x.cap = max(0, x.cap-int64(band.DebtCapLess))
	fixed := add(r.Committed, r.Obligations)
	x.free = add(income-living, -fixed)
	x.stressed = add(min(r.StressedIncome, of(income, int64(m.IncomeStress)))-of(living, int64(m.LivingStress)), -fixed)
	x.debtRoom = of(income, x.cap) - r.Obligations
	most := min(of(x.free, int64(m.FreeShare)), x.debtRoom, x.stressed)
	if x.dueDay, x.tested = r.dueDayBalance(firstDue); x.tested {
		most = min(most, x.dueDay)
	}
	x.Affordability = Affordability{
		Income: income, Obligations: r.Obligations, LivingCosts: add(living, r.Committed), FreeCashFlow: x.free, MaxInstalment: max(0, most),
	}
	return x
}

// finding says the sum for the officer.
func (r *reading) meansFinding(x means) Finding {
	say := func(n int64) string { return r.words(n) }
	f := Finding{Rule: "AFF-SUM", Effect: string(EffectNone), Against: x.MaxInstalment == 0, Figures: map[string]string{
		"income": say(x.Income), "living_costs": say(x.LivingCosts), "obligations": say(x.Obligations), "free": say(x.free),
		"stressed_income": say(min(r.StressedIncome, of(x.Income, int64(r.p.Means.IncomeStress)))), "stressed_free": say(x.stressed), "debt_cap": percent(x.cap), "debt_room": say(x.debtRoom),
	}}
	if x.tested {
		f.Figures["due_day_balance"] = say(x.dueDay)
	}
	f.Said = "Can carry " + say(x.MaxInstalment) + " a month."
	return f
}
