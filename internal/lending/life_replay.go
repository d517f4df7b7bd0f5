package lending

import (
	"fmt"
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
)

// lifeEventsMax is how many events one life may have: daily for thirty years.
const lifeEventsMax = 11_000

// Live lets events happen to a loan, in the order in which they became known. An event that counts
// from an earlier day than the one before is reckoned in at its day, and a reversal strikes its event
// out, as if both had always been so: the same events in any order that the loan allows end alike.
// What was booked stays booked; differences are booked anew. The error of an event that the loan's
// state refuses is a fault.Conflict and begins with the event's position; one that no loan could
// take is a fault.Invalid.
func Live(t LifeTerms, events []LifeEvent) (Life, error) {
	if m := t.checkLife(); len(m) > 0 {
		return Life{}, m.fault()
	}
	if err := checkEvents(t, events); err != nil {
		return Life{}, err
	}
	h := history{terms: t, events: events, machine: newMachine(t), struck: map[int]bool{}, latest: calendar.NoDay}
	life := Life{Standings: make([]LifeStanding, 0, len(events))}
	for i, e := range events {
		s, err := h.learn(i, e)
		if err != nil {
			return Life{}, fault.Because(err, fault.KindOf(err), "$.events[%d]: %s on %s was refused: %s", i, e.Do, e.On, fault.Said(err))
		}
		life.Standings = append(life.Standings, s)
	}
	life.Postings = h.ledger.postings(t)
	return life, nil
}

// history is what is known of a loan so far.
type history struct {
	terms   LifeTerms
	events  []LifeEvent
	known   []int        // positions of the events that count, by day
	struck  map[int]bool // events that were reversed
	machine *machine     // with all that is known
	latest  calendar.Day
	ledger  lifeLedger
}

// learn takes the next event in and gives the loan's standing with it.
func (h *history) learn(i int, e LifeEvent) (LifeStanding, error) {
	if e.Do == DoShow && e.On < h.latest {
		return h.look(i, e)
	}
	backdated := e.On < h.latest
	h.latest = max(h.latest, e.On)
	switch {
	case e.Do == DoReverse:
		if err := h.strike(i, e); err != nil {
			return LifeStanding{}, err
		}
		backdated = true
	case e.Do != DoShow:
		h.insert(i)
	}
	if backdated {
		if err := h.replay(i, h.latest); err != nil {
			return LifeStanding{}, err
		}
	} else if err := h.machine.apply(i, e); err != nil {
		return LifeStanding{}, err
	}
	h.ledger.take(i, h.latest, h.machine.books.journals, backdated)
	s, err := h.machine.standing(e.On)
	s.Allocated = h.machine.parts(h.machine.splits[i])
	return s, err
}

// insert puts an event among those that count: after all others of its day.
func (h *history) insert(i int) {
	at, _ := slices.BinarySearchFunc(h.known, h.events[i].On, func(k int, on calendar.Day) int {
		if h.events[k].On <= on {
			return -1
		}
		return 1
	})
	h.known = slices.Insert(h.known, at, i)
}

// strike takes an event out of those that count.
func (h *history) strike(i int, e LifeEvent) error {
	switch {
	case e.Event >= i || e.Event < 0:
		return refused("event %d has not happened yet", e.Event)
	case h.struck[e.Event]:
		return refused("event %d was reversed already", e.Event)
	case h.events[e.Event].Do == DoReverse || h.events[e.Event].Do == DoShow:
		return refused("a %s is not reversed", h.events[e.Event].Do)
	case e.On < h.events[e.Event].On:
		return refused("event %d happened later, on %s", e.Event, h.events[e.Event].On)
	}
	h.struck[e.Event] = true
	h.known = slices.DeleteFunc(h.known, func(k int) bool { return k == e.Event })
	return nil
}

// replay lets all that is known happen again, and time pass until a day.
func (h *history) replay(i int, until calendar.Day) error {
	m := newMachine(h.terms)
	for _, k := range h.known {
		if err := m.apply(k, h.events[k]); err != nil {
			if k == i {
				return err
			}
			return refused("with it, event %d, %s on %s, cannot stand: %s", k, h.events[k].Do, h.events[k].On, fault.Said(err))
		}
	}
	m.event = i
	h.machine = m
	return m.pass(until)
}

// pass lets time go on to a day on which nothing else happens.
func (m *machine) pass(until calendar.Day) error {
	return m.apply(m.event, LifeEvent{Do: DoShow, On: until})
}

// look shows a day that is past, with all that is known now; it changes nothing.
func (h *history) look(i int, e LifeEvent) (LifeStanding, error) {
	m := newMachine(h.terms)
	for _, k := range h.known {
		if h.events[k].On > e.On {
			break
		}
		if err := m.apply(k, h.events[k]); err != nil {
			return LifeStanding{}, err
		}
	}
	if err := m.pass(e.On); err != nil {
		return LifeStanding{}, err
	}
	return m.standing(e.On)
}

// lifeLedger holds the journals as they were booked.
type lifeLedger struct {
	booked []bookedJournal
	taken  int // of the machine's journals since the last replay
}

type bookedJournal struct {
	lifeJournal
	by     int // the event with which it was booked
	undone bool
}

// take books what is new. After a replay it books the difference: a journal that no longer stands is
// mirrored, on today; one that is new is booked on its own day.
func (l *lifeLedger) take(i int, today calendar.Day, journals []lifeJournal, replayed bool) {
	if !replayed {
		for _, j := range journals[l.taken:] {
			l.booked = append(l.booked, bookedJournal{lifeJournal: j, by: i})
		}
		l.taken = len(journals)
		return
	}
	wanted := map[string]int{}
	for _, j := range journals {
		wanted[j.key()]++
	}
	for n := range l.booked {
		b := &l.booked[n]
		if b.undone {
			continue
		}
		if key := b.key(); wanted[key] > 0 {
			wanted[key]--
			continue
		}
		b.undone = true
		l.booked = append(l.booked, bookedJournal{lifeJournal: b.mirror(i, today), by: i, undone: true})
	}
	for _, j := range journals {
		if wanted[j.key()] > 0 {
			wanted[j.key()]--
			l.booked = append(l.booked, bookedJournal{lifeJournal: j, by: i})
		}
	}
	l.taken = len(journals)
}

// mirror is the journal that undoes j: the same lines with the sides swapped.
func (j lifeJournal) mirror(event int, on calendar.Day) lifeJournal {
	m := lifeJournal{event: event, on: on, kind: "reversal of " + j.kind}
	for _, x := range j.lines {
		m.lines = append(m.lines, line{x.credit, x.debit, x.amount})
	}
	return m
}

// postings writes the journals out, a debit and a credit for each line.
func (l *lifeLedger) postings(t LifeTerms) []LifePosting {
	var all []LifePosting
	m := newMachine(t)
	for n, b := range l.booked {
		for _, x := range b.lines {
			p := LifePosting{Event: b.by, Journal: n, On: b.on, Kind: b.kind, Account: x.debit, Amount: m.money(x.amount)}
			all = append(all, p)
			p.Account, p.Amount = x.credit, m.money(-x.amount)
			all = append(all, p)
		}
	}
	return all
}

// checkEvents notes what no loan could take.
func checkEvents(t LifeTerms, events []LifeEvent) error {
	var m Mistakes
	if len(events) > lifeEventsMax {
		m.add("$.events", "at most %d events", lifeEventsMax)
	}
	sum := int64(0)
	for i, e := range events {
		path := at("$.events", i)
		if !reckonable(e.On) {
			m.add(path+".on", "a date from %d to %d", firstYear, lastYear)
		}
		if a := e.Amount; a.Negative() || a.Minor() > amountMax || !a.IsZero() && a.Currency() != t.Principal.Currency() {
			m.add(path+".amount", "an amount above zero in the loan's currency")
		} else if sum += a.Minor(); sum > 100*amountMax {
			m.add(path+".amount", "amounts that are not beyond what we reckon with together")
			break
		}
		if needsAmount(e.Do) && e.Amount.IsZero() {
			m.add(path+".amount", "an amount above zero")
		}
		e.checkWords(&m, path)
	}
	return m.fault()
}

// needsAmount reports whether a verb cannot do without an amount.
func needsAmount(v Verb) bool {
	return v == DoRepay || v == DoCharge || v == DoRecover || v == DoChargeback
}

func (e LifeEvent) checkWords(m *Mistakes, path string) {
	checkWord(m, path+".do", e.Do, verbs)
	if e.Do == DoCharge {
		checkWord(m, path+".kind", e.Claim, []Claim{ClaimFee, ClaimPenalty})
	}
	if e.Do == DoWaive {
		checkWord(m, path+".kind", e.Claim, allClaims)
	}
	if e.Prepayment != "" {
		checkWord(m, path+".prepayment", e.Prepayment, prepayments)
	}
	p := e.Plan
	for _, x := range []struct {
		name string
		n    int
	}{{"extra_instalments", p.Extra}, {"instalments", p.Instalments}, {"principal_grace", p.Grace}, {"periods", p.Periods}} {
		if x.n < 0 || x.n > instalmentsMax {
			m.add(fmt.Sprintf("%s.%s", path, x.name), "a whole number from 0 to %d", instalmentsMax)
		}
	}
	for _, c := range p.Capitalise {
		checkWord(m, path+".capitalise", c, allClaims)
	}
	if e.DueOn.Known() && e.DueOn != 0 && !reckonable(e.DueOn) {
		m.add(path+".due_on", "a date from %d to %d", firstYear, lastYear)
	}
}
