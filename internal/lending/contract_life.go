package lending

import (
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

var (
	allClaims   = []Claim{ClaimPenalty, ClaimFee, ClaimInterest, ClaimPrincipal}
	acrosses    = []Across{AcrossInstalments, AcrossClaims}
	prepayments = []Prepayment{NextInstalment, LastInstalment, SpreadEvenly, LowerInstalments, ShortenTerm, ReduceNext}
	lateBases   = []LateBase{LateOnInstalment, LateOnPrincipal, LateOnAll}
	latePers    = []LatePer{LateOnce, LateDay, LateMonth, LateYear}
	partPeriods = []PartPeriods{PartByDayCount, PartByCalendar}
	settlements = []SettlementRule{SettleAccrued, SettleActuarial, SettleRuleOf78, SettleFull}
)

// quoteDays is for how long a settlement quote holds unless the terms say otherwise.
const quoteDays = 3

// DecodeLife reads the input of the command loan: terms, as DecodeTerms does, with the rules of the
// loan's life, and events. Everything wrong is told at once, as DecodeTerms tells it.
func DecodeLife(data []byte) (LifeTerms, []LifeEvent, error) {
	var m Mistakes
	o := readDocument(data, &m)
	o.require("terms", "the loan's terms")
	o.require("events", "an array of events")
	var t LifeTerms
	if x := o.child("terms"); x != nil {
		t = decodeLifeTerms(x)
		if x.fields != nil {
			m.merge(t.checkLife())
		}
	}
	var events []LifeEvent
	items := o.list("events", "events")
	if len(items) > lifeEventsMax {
		m.add("$.events", "at most %d events", lifeEventsMax)
		items = nil
	}
	for i, item := range items {
		events = append(events, decodeEvent(readObject(at("$.events", i), item, &m), t.Principal.Currency()))
	}
	o.done()
	if len(m) == 0 {
		return t, events, checkEvents(t, events)
	}
	return t, events, m.fault()
}

// checkLife is check for the terms of a life, under the paths of the command loan.
func (t LifeTerms) checkLife() Mistakes {
	var m Mistakes
	for _, x := range t.Terms.withDefaults().check() {
		m = append(m, Mistake{"$.terms" + strings.TrimPrefix(x.Path, "$"), x.Expected})
	}
	t.checkOrder(&m, "$.terms.allocation", t.Allocation)
	t.checkOrder(&m, "$.terms.allocation_in_advance", t.InAdvance)
	t.LateFee.check(&m, "$.terms.late_fee")
	t.PenaltyInterest.check(&m, "$.terms.penalty_interest")
	if r := t.CostCap.Decimal(); r.IsNegative() || r.Exponent() < -40 {
		m.add("$.terms.cost_cap", "a fraction of what was disbursed, such as 1 for as much again")
	}
	if t.ValidDays < 0 || t.ValidDays > periodMax {
		m.add("$.terms.settlement_valid_days", "a whole number from 0 to %d", periodMax)
	}
	if t.Tolerance.Negative() || t.Tolerance.Minor() > amountMax {
		m.add("$.terms.arrears_tolerance", "an amount of zero or more")
	}
	return m
}

// checkOrder notes an order that does not name each claim once.
func (t LifeTerms) checkOrder(m *Mistakes, path string, order []Claim) {
	seen := map[Claim]bool{}
	for _, c := range order {
		seen[c] = true
	}
	if len(order) > 0 && (len(order) != len(allClaims) || len(seen) != len(allClaims)) {
		m.add(path, "each of penalty, fee, interest and principal once")
	}
}

// check notes a late rule that is none.
func (f *LateFee) check(m *Mistakes, path string) {
	if f == nil {
		return
	}
	if r := f.Percent.Decimal(); r.IsNegative() || r.GreaterThan(money.MustRate("1000").Decimal()) || r.Exponent() < -40 {
		m.add(path+".percent", "a fraction from 0 to 1000, such as 0.01 for 1 %%")
	}
	if r := f.CapPercent.Decimal(); r.IsNegative() || r.GreaterThan(money.MustRate("1000").Decimal()) || r.Exponent() < -40 {
		m.add(path+".cap_percent", "a fraction from 0 to 1000, such as 0.1 for 10 %%")
	}
	if f.GraceDays < 0 || f.GraceDays > periodMax || f.UntilDays < 0 {
		m.add(path+".grace_days", "days from 0 to %d", periodMax)
	}
	if f.Amount.Positive() && f.Per != LateOnce {
		m.add(path+".amount", "null: an amount is asked once, not by %s", f.Per)
	}
	if f.Amount.IsZero() == f.Percent.IsZero() {
		m.add(path, "percent or amount")
	}
}

// decodeLifeTerms reads terms and the rules of a life.
func decodeLifeTerms(o *object) LifeTerms {
	t := LifeTerms{Terms: decodeTerms(o)}
	c := t.Principal.Currency()
	t.Allocation, t.InAdvance = o.claims("allocation"), o.claims("allocation_in_advance")
	t.Across = word(o, "allocation_across", acrosses, AcrossInstalments)
	if !o.none("prepayment") {
		t.Prepayment = word(o, "prepayment", prepayments, "")
	}
	t.PartPeriods = word(o, "part_periods", partPeriods, PartByDayCount)
	t.Recalculate = o.flag("interest_recalculation")
	t.LateFee = decodeLateFee(o.child("late_fee"), c, LateOnce)
	t.PenaltyInterest = decodeLateFee(o.child("penalty_interest"), c, LateYear)
	t.InDuplum = o.flag("in_duplum")
	t.CostCap = o.rate("cost_cap")
	t.EarlyEnd = word(o, "early_settlement", settlements, SettleAccrued)
	t.Tolerance = o.amount("arrears_tolerance", c)
	t.CountDueDay = o.flag("count_due_day")
	t.ValidDays = quoteDays
	if n, ok := o.whole("settlement_valid_days"); ok {
		t.ValidDays = n
	}
	o.done()
	return t
}

// decodeLateFee reads a rule for what is paid late; nil for none.
func decodeLateFee(o *object, c money.Currency, per LatePer) *LateFee {
	if o == nil || o.fields == nil {
		return nil
	}
	f := LateFee{
		Percent: o.rate("percent"), Amount: o.amount("amount", c), Base: word(o, "of", lateBases, LateOnInstalment),
		Per: word(o, "per", latePers, per), CountBoth: o.flag("count_both_days"),
		CapPercent: o.rate("cap_percent"), CapAmount: o.optional("cap_amount", c),
	}
	f.GraceDays, _ = o.whole("grace_days")
	f.UntilDays, _ = o.whole("until_days")
	o.done()
	return &f
}

// decodeEvent reads one event; the fields that its verb does not know are mistakes.
func decodeEvent(o *object, c money.Currency) LifeEvent {
	o.require("do", oneOf(verbs))
	o.require("on", "a date as YYYY-MM-DD")
	e := LifeEvent{Do: word(o, "do", verbs, DoShow), On: o.day("on")}
	e.Plan.From, e.Plan.NewDueOn = calendar.NoDay, calendar.NoDay
	switch e.Do {
	case DoRepay:
		o.require("amount", "an amount above zero")
		e.Amount = o.optional("amount", c)
		if !o.none("prepayment") {
			e.Prepayment = word(o, "prepayment", prepayments, "")
		}
	case DoChargeback:
		o.require("amount", "an amount above zero")
		e.Amount = o.optional("amount", c)
		if n, ok := o.whole("event"); ok {
			e.Of = &n
		}
	case DoRecover:
		o.require("amount", "an amount above zero")
		e.Amount = o.optional("amount", c)
	case DoDisburse, DoRefund, DoSettle:
		e.Amount = o.optional("amount", c)
	case DoCharge:
		decodeCharge(o, c, &e)
	case DoWaive:
		e.Name, _ = o.text("name", "the waiver's reason")
		e.Amount = o.optional("amount", c)
		o.require("kind", oneOf(allClaims))
		e.Claim = word(o, "kind", allClaims, ClaimPenalty)
	case DoReverse:
		o.require("event", "the position of an earlier event, from 0")
		e.Event, _ = o.whole("event")
	case DoReschedule, DoRestructure, DoHoliday:
		decodePlan(o, &e)
	}
	if o.fields != nil {
		o.done()
	}
	return e
}

// decodeCharge reads a charge.
func decodeCharge(o *object, c money.Currency, e *LifeEvent) {
	o.require("amount", "an amount above zero")
	o.require("kind", oneOf([]Claim{ClaimFee, ClaimPenalty}))
	e.Name, _ = o.text("name", "the charge's name")
	e.Amount = o.optional("amount", c)
	e.Claim = word(o, "kind", []Claim{ClaimFee, ClaimPenalty}, ClaimFee)
	e.DueOn = o.day("due_on")
}

// decodePlan reads what a reschedule, a restructure or a payment holiday changes.
func decodePlan(o *object, e *LifeEvent) {
	p := &e.Plan
	switch e.Do {
	case DoHoliday:
		p.From = o.day("from_due")
		p.Periods, _ = o.whole("periods")
		return
	case DoReschedule:
		p.From = o.day("from_due")
		p.NewDueOn = o.day("new_due_on")
		p.Extra, _ = o.whole("extra_instalments")
	case DoRestructure:
		p.NewDueOn = o.day("first_due_on")
		p.Instalments, _ = o.whole("instalments")
		if every := o.child("every"); every != nil {
			p.Every = decodePeriod(every)
		}
		p.Capitalise = o.claims("capitalise")
	}
	p.Grace, _ = o.whole("principal_grace")
	if !o.none("annual_rate") {
		rate := o.rate("annual_rate")
		p.Rate = &rate
	}
}

// claims reads a list of claims; nil when it is left out.
func (o *object) claims(name string) []Claim {
	var list []Claim
	for i, item := range o.list(name, "claims") {
		path := at(o.at(name), i)
		text, ok := o.element(item, path, oneOf(allClaims))
		if !ok {
			continue
		}
		before := len(*o.mistakes)
		checkWord(o.mistakes, path, Claim(text), allClaims)
		if len(*o.mistakes) == before {
			list = append(list, Claim(text))
		}
	}
	return list
}

// flag reads true or false; false when it is left out.
func (o *object) flag(name string) bool {
	value, ok := o.take(name)
	if ok && string(value) != "true" && string(value) != "false" {
		o.mistakes.add(o.at(name), "true or false")
	}
	return string(value) == "true"
}
