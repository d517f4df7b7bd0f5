package sandbox

import "fmt"

// living is the everyday spending of somebody in a Nigerian town, scaled by means: 100 is a
// salaried household in Lagos.
type living struct {
	city     string
	phone    string
	telco    string
	disco    string // electricity company
	scale    int    // percent
	car      bool
	tv       bool
	prayer   string // where a tithe or gift goes, if any
	relative string // who is sent money
	landlord string
	rent     int // naira a quarter
}

var (
	shops    = []string{"SHOPRITE", "JUSTRITE SUPERSTORE", "EBEANO SUPERMARKET", "SPAR MARKET", "FOODCO", "MARKET SQUARE", "PRINCE EBEANO SUPERMARKET"}
	eateries = []string{"CHICKEN REPUBLIC", "MR BIGGS", "DOMINOS PIZZA", "KILIMANJARO RESTAURANT", "IYA BASIRA KITCHEN", "THE PLACE RESTAURANT"}
	pumps    = []string{"NNPC RETAIL", "TOTALENERGIES", "MOBIL FILLING STATION", "CONOIL", "RAINOIL", "BOVAS"}
	traders  = []string{"MAMA TOPE PROVISIONS", "ALHAJI SANI YAMS", "IYA ALAMALA", "CHIDI PHONE ACCESSORIES", "AUNTY ROSE TAILORING", "BABA IBEJI MECHANIC"}
	tellers  = []string{"GTB", "UBA", "ZENITH", "ACCESS", "FIRST BANK", "FIDELITY"}
	wallets  = []string{"OPAY", "PALMPAY", "MONIEPOINT", "KUDA"}
)

func (d *day) pick(from []string) string { return from[d.IntN(len(from))] }

func (d *day) scaled(percent, low, high int) int64 {
	return d.naira(low*percent/100, high*percent/100)
}

// everyday plans the small things: food, transport, airtime, the market, cash.
func (d *day) everyday(l living) {
	ref := fmt.Sprintf("%06d", d.IntN(1_000_000))
	if d.odds(28) {
		d.pay(d.at(12, 40), d.scaled(l.scale, 1_800, 5_500), tidy(d.style.pos, d.pick(eateries), l.city, ref), "food")
	}
	if d.odds(20) {
		d.pay(d.at(18, 10), d.scaled(l.scale, 6_000, 19_000), tidy(d.style.pos, d.pick(shops), l.city, ref), "groceries")
	}
	if d.odds(22) {
		d.pay(d.at(20, 5), d.scaled(l.scale, 500, 2_500), tidy(d.style.airtime, l.phone, l.telco), "phone_internet")
	}
	if d.odds(26) {
		d.send(d.at(16, 20), d.scaled(l.scale, 2_000, 9_500), d.pick(traders), d.pick(wallets), "", "personal_transfer")
	}
	if d.odds(9) {
		d.pay(d.at(10, 30), int64(5+d.IntN(11))*1_000_00, tidy(d.style.atm, d.pick(tellers), l.city, ref), "cash_withdrawal")
	}
	d.getAround(l, ref)
}

// getAround plans fuel for those who drive and rides for those who do not.
func (d *day) getAround(l living, ref string) {
	if l.car && d.odds(16) {
		d.pay(d.at(7, 10), d.scaled(l.scale, 9_000, 22_000), tidy(d.style.pos, d.pick(pumps), l.city, ref), "transport")
	}
	if !l.car && d.odds(24) {
		d.pay(d.at(7, 40), d.scaled(l.scale, 1_400, 4_800), tidy(d.style.web, "BOLT.EU RIDE", l.city, ref), "transport")
	}
}

// bills plans what comes each month and the rent of the year.
func (d *day) bills(l living) {
	switch {
	case d.dom == 4 || d.dom == 18:
		d.pay(d.at(19, 0), d.scaled(l.scale, 5_000, 12_000), l.disco+" PREPAID TOKEN "+fmt.Sprintf("%011d", d.IntN(1_000_000_000)), "utility_services")
	case d.dom == 6 && l.tv:
		d.pay(d.at(20, 0), 15_700_00, "DSTV COMPACT SUBSCRIPTION MULTICHOICE", "bills")
	case d.dom == 9:
		d.pay(d.at(21, 0), d.scaled(l.scale, 3_500, 6_000), l.telco+" DATA BUNDLE PURCHASE "+l.phone, "phone_internet")
	case d.dom == 12 && l.relative != "":
		d.send(d.at(9, 0), d.scaled(l.scale, 10_000, 20_000), l.relative, d.pick(tellers), "UPKEEP", "personal_transfer")
	}
	if d.weekday(0) && l.prayer != "" && d.odds(60) {
		d.send(d.at(13, 0), d.scaled(l.scale, 1_000, 5_000), l.prayer, "STERLING", "OFFERING", "gifts_donations")
	}
	if l.rent > 0 && int(d.date.Month())%3 == 1 && d.dom == 2 {
		d.add(plan{at: d.at(10, 0), transfer: true, floor: 1, amount: int64(l.rent) * 100, narration: d.style.sent(l.landlord, "FIDELITY", "HOUSE RENT"), category: "rent_maintanence"})
	}
}

// spendLoan plays what a borrowed sum is for: within three days nine tenths of it go out.
func (d *day) spendLoan(to, reason string) {
	if d.loanIn >= 1 && d.loanIn <= 3 {
		d.sendAbove(d.at(11, 15), d.floor, d.borrowed*3/10, to, "ZENITH", reason, "other_outgoing_payments")
	}
}
