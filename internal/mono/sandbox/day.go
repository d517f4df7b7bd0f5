package sandbox

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
)

// plan is something that a person means to do at a time of a day.
type plan struct {
	at        time.Time
	credit    bool
	transfer  bool // by NIP: costs a fee out, a levy in
	amount    int64
	above     int64 // when set: move all above this, at most amount if that is set too
	floor     int64 // leave it when less than this would remain
	unpaid    bool  // a debit of somebody else's: the bank takes a fee when it fails
	narration string
	category  string
	stream    string
}

// day is one day of an account as its habit sees it. Chance comes from the seed, the account and
// the date alone, so that a day is the same whenever it is played.
type day struct {
	*rand.Rand
	date     time.Time // midnight in Lagos
	dom      int       // day of the month
	last     int       // last day of the month
	age      int       // days since the sandbox's first start; negative before
	loanIn   int       // days since the first loan through the API; -1 when there is none
	borrowed int64     // kobo received through the API so far
	own      string    // the owner's name, for transfers to other own accounts
	style    style
	floor    int64
	plans    []plan
}

func newDay(l *ledger, date time.Time) *day {
	d := &day{date: date, dom: date.Day(), last: date.AddDate(0, 1, -date.Day()).Day(), age: daysBetween(l.start, date), style: l.account.style, loanIn: -1}
	d.own, d.borrowed = l.account.owner, l.borrowed
	if !l.loan.IsZero() {
		d.loanIn = daysBetween(l.loan, date)
	}
	d.Rand = chance(l.seed, l.account.number, date)
	return d
}

// chance gives the random source of one day of one name.
func chance(seed int64, name string, date time.Time) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name + date.Format("20060102")))
	return rand.New(rand.NewPCG(uint64(seed)+1, h.Sum64()))
}

// at is a time of the day with some minutes of chance.
func (d *day) at(hour, minute int) time.Time {
	return d.date.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(d.IntN(3000))*time.Second/2)
}

// exactly is a time of the day without chance.
func (d *day) exactly(hour, minute int) time.Time {
	return d.date.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// naira draws an amount between two figures in naira, rounded to ₦50, in kobo.
func (d *day) naira(low, high int) int64 {
	return int64((low+d.IntN(high-low+1))/50*50) * 100
}

// odds says yes in that many of a hundred days.
func (d *day) odds(percent int) bool { return d.IntN(100) < percent }

func (d *day) weekday(w time.Weekday) bool { return d.date.Weekday() == w }

// payday says whether a payment due on the day of the month is paid today: on the working day
// before when that is a weekend.
func (d *day) payday(dom int) bool {
	due := time.Date(d.date.Year(), d.date.Month(), min(dom, d.last), 0, 0, 0, 0, lagos)
	for due.Weekday() == time.Saturday || due.Weekday() == time.Sunday {
		due = due.AddDate(0, 0, -1)
	}
	return due.Equal(d.date)
}

func (d *day) add(p plan) {
	if p.floor == 0 {
		p.floor = d.floor
	}
	d.plans = append(d.plans, p)
}

// receive books a transfer in.
func (d *day) receive(at time.Time, kobo int64, from, via, reason, category string) {
	stream := from
	if category == "personal_transfer" {
		stream = ""
	}
	d.add(plan{at: at, credit: true, transfer: true, amount: kobo, narration: d.style.received(from, via, reason), category: category, stream: stream})
}

// send books a transfer out, left when the money is not there.
func (d *day) send(at time.Time, kobo int64, to, via, reason, category string) {
	d.add(plan{at: at, transfer: true, amount: kobo, narration: d.style.sent(to, via, reason), category: category})
}

// sendAbove moves everything above what is to be kept, at most the given amount if not zero.
func (d *day) sendAbove(at time.Time, keep, most int64, to, via, reason, category string) {
	d.add(plan{at: at, transfer: true, above: keep, amount: most, narration: d.style.sent(to, via, reason), category: category})
}

func (d *day) pay(at time.Time, kobo int64, narration, category string) {
	d.add(plan{at: at, amount: kobo, narration: strings.Join(strings.Fields(narration), " "), category: category})
}

// bankCharges books what every bank takes: text messages each month, the card each quarter.
func (d *day) bankCharges() {
	before := d.date.AddDate(0, -1, 0)
	if d.style.sms == "" {
		return
	}
	if d.dom == 3 {
		d.add(plan{at: d.exactly(3, 12), amount: int64(40+d.IntN(45)) * 400, floor: 1, narration: tidy(d.style.sms, monthName(before)), category: "bank_charges"})
	}
	if d.dom == 5 && d.date.Month()%3 == 1 {
		d.add(plan{at: d.exactly(3, 15), amount: 53_75, floor: 1, narration: tidy(d.style.upkeep, monthName(before)), category: "bank_charges"})
	}
}
