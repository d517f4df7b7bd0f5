package sandbox

import "time"

// The people who earn without a salary: a driver, and a trader with two accounts.

func tunde() Person {
	l := living{city: "LAGOS", phone: "08052220033", telco: "AIRTEL", disco: "EKEDC", scale: 38, relative: "KEMI BAKARE"}
	return Person{
		Login: "tunde.bakare", First: "Tunde", Middle: "Olamide", Last: "Bakare", Gender: "Male", Born: "1994-06-11",
		BVN: "22200000022", NIN: "70000000022", Phone: "08052220033", Email: "tunde.bakare@example.ng",
		Address: "7 Adeniran Ogunsanya, Surulere", State: "Oyo", LGA: "Ibadan North", Employer: "Self-employed driver",
		Persona: "Gig worker", Blurb: "Weekly pay-outs from two ride apps, a tank every other day, never the same sum twice",
		Outcome: "Approved for less: irregular income is counted with a haircut",
		bureau:  []bureauLoan{{"FAIRMONEY MFB", 14, 3, 50_000, "closed", "performing", nil, both}},
		accounts: []bankAccount{{nip: "000014", number: "0690012302", kind: "SAVINGS", opened: 400, opening: 48_300_00, style: plain,
			habit: func(d *day) {
				d.floor = 42_000_00
				if d.weekday(time.Monday) {
					d.receive(d.at(11, 0), d.naira(56_000, 84_000), "BOLT DRIVER PAYOUT", "PAYSTACK", "WEEKLY EARNINGS", "other_incoming_payments")
				}
				if d.weekday(time.Thursday) && d.odds(90) {
					d.receive(d.at(12, 0), d.naira(16_000, 31_000), "UBER PARTNER PAYOUT", "FLUTTERWAVE", "EARNINGS", "other_incoming_payments")
				}
				if d.odds(32) {
					d.pay(d.at(6, 20), d.naira(7_000, 11_000), tidy(d.style.pos, d.pick(pumps), l.city), "transport")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 20 {
					d.send(d.at(9, 0), 60_000_00, "AJO CONTRIBUTION ALHAJA", "OPAY", "", "savings")
				}
				if d.weekday(time.Sunday) {
					d.sendAbove(d.at(18, 0), 95_000_00, 75_000_00, "COWRYWISE SAVINGS", "STERLING", "", "savings")
				}
				d.spendLoan("LADIPO AUTO PARTS", "ENGINE")
			}}},
	}
}

// hauwa keeps the shop's money at Zenith and her own at Access. Transfers between the two are
// drawn from a chance that both accounts share, so that each shows the other's half.
func hauwa() Person {
	l := living{city: "KANO", phone: "08027773344", telco: "MTN", disco: "KEDCO", scale: 48, relative: "HAJIYA MARIAM"}
	shop := bankAccount{nip: "000015", number: "2087654303", kind: "CURRENT_ACCOUNT", opened: 400, opening: 412_700_00, style: zenith,
		habit: func(d *day) { d.floor = 90_000_00; d.sellFabric() }}
	home := bankAccount{nip: "000014", number: "0731198803", kind: "SAVINGS_ACCOUNT", opened: 400, opening: 96_100_00, style: plain,
		habit: func(d *day) {
			d.floor = 40_000_00
			if sum, when := ownTransfer(d.date); sum > 0 {
				d.add(plan{at: when.Add(40 * time.Second), credit: true, amount: sum, narration: d.style.received(d.own, "ZENITH", "OWN ACCOUNT TRANSFER"), category: "personal_transfer"})
			}
			d.everyday(l)
			d.bills(l)
			if d.dom == 14 {
				d.sendAbove(d.at(10, 0), 110_000_00, 0, "COWRYWISE SAVINGS", "STERLING", "", "savings")
			}
		}}
	return Person{
		Login: "hauwa.ibrahim", First: "Hauwa", Last: "Ibrahim", Gender: "Female", Born: "1985-01-24",
		BVN: "22200000033", NIN: "70000000033", Phone: "08027773344", Email: "hauwa.ibrahim@example.ng",
		Address: "Shop 41, Kantin Kwari Market, Kano", State: "Kano", LGA: "Fagge", Employer: "Hauwa Fabrics",
		Persona: "Trader, two accounts", Blurb: "Sells fabric: many small credits, suppliers twice a week, ₦40,000 to ₦70,000 a week to her own account at Access",
		Outcome:  "Approved on the margin and not on the turnover; transfers between her own accounts do not count",
		bureau:   []bureauLoan{{"ACCION MFB", 26, 12, 400_000, "closed", "performing", nil, both}, {"LAPO MFB", 8, 6, 200_000, "closed", "performing", nil, xds}},
		accounts: []bankAccount{shop, home},
	}
}

// ownTransfer says how much moves from the shop to the home account on a day, and when.
func ownTransfer(date time.Time) (kobo int64, at time.Time) {
	c := chance(33, "hauwa.ibrahim", date)
	if date.Weekday() != time.Saturday {
		return 0, date
	}
	return int64(40_000+c.IntN(31)*1_000) * 100, date.Add(17*time.Hour + time.Duration(c.IntN(3600))*time.Second)
}

var customers = []string{"AMINA YUSUF", "ZARA BOUTIQUE", "SANI BELLO", "GRACE EKPO", "HADIZA TAILORS", "MARYAM SULE", "UCHE FASHION", "RUKAYAT ABBAS", "JOY DANLADI", "FATIMA GARBA", "BINTA STYLES", "LADI OKOH"}

// sellFabric plays a shop: sales six days a week, a card terminal's settlement, two suppliers.
func (d *day) sellFabric() {
	if !d.weekday(time.Sunday) {
		for i := range 1 + d.IntN(4) {
			d.receive(d.at(9+2*i, 10), d.naira(8_000, 46_000), d.pick(customers), d.pick(tellers), "PAYMENT FOR FABRIC", "other_incoming_payments")
		}
		d.receive(d.exactly(23, 30), d.naira(14_000, 52_000), "MONIEPOINT POS SETTLEMENT", "MONIEPOINT", "T"+d.date.Format("060102"), "other_incoming_payments")
	}
	if d.weekday(time.Tuesday) {
		d.sendAbove(d.at(14, 0), 190_000_00, 300_000_00, "KWARI TEXTILE IMPORTS LTD", "UBA", "SUPPLY OF GOODS", "other_outgoing_payments")
	}
	if d.weekday(time.Friday) {
		d.sendAbove(d.at(11, 0), 190_000_00, 340_000_00, "ATAMPA WHOLESALE NIG LTD", "GTB", "SUPPLY OF GOODS", "other_outgoing_payments")
	}
	if sum, when := ownTransfer(d.date); sum > 0 {
		d.add(plan{at: when, transfer: true, floor: 1, amount: sum, narration: d.style.sent(d.own, "ACCESS", "OWN ACCOUNT TRANSFER"), category: "personal_transfer"})
	}
	if d.dom == 1 {
		d.send(d.at(10, 0), 45_000_00, "YUSUF SHOP ASSISTANT", "OPAY", "WAGES", "other_outgoing_payments")
	}
	d.spendLoan("KWARI TEXTILE IMPORTS LTD", "STOCK")
}
