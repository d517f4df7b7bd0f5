package sandbox

import "time"

// The people whom a careful lender declines: many lenders, gambling, a loan that was written off.

func sade() Person {
	l := living{city: "IBADAN", phone: "08093335566", telco: "MTN", disco: "IBEDC", scale: 55, tv: true}
	return Person{
		Login: "sade.lawal", First: "Folasade", Last: "Lawal", Gender: "Female", Born: "1990-12-05",
		BVN: "22200000055", NIN: "70000000055", Phone: "08093335566", Email: "sade.lawal@example.ng",
		Address: "9 Ring Road, Ibadan", State: "Oyo", LGA: "Ibadan South West", Employer: "Oluyole Clinic",
		Persona: "Over-indebted", Blurb: "₦260,000 salary, and five loan apps that are paid with one another",
		Outcome: "Declined: repayments to several lenders leave nothing for another",
		bureau: []bureauLoan{
			{"FAIRMONEY MFB", 4, 6, 120_000, "open", "performing", []int{1}, both},
			{"BRANCH INTERNATIONAL", 3, 4, 95_000, "open", "performing", []int{0, 1}, crc},
			{"PALMCREDIT", 6, 6, 80_000, "open", "non-performing", []int{0, 1, 2, 3}, xds},
			{"CARBON MFB", 2, 6, 150_000, "open", "performing", nil, both},
			{"RENMONEY MFB", 11, 12, 350_000, "open", "performing", []int{2}, both},
		},
		accounts: []bankAccount{{nip: "000004", number: "2045678905", kind: "SAVINGS ACCOUNT", opened: 400, opening: 38_900_00, style: plain,
			habit: func(d *day) {
				d.floor = 900_00
				if d.payday(24) {
					d.receive(d.at(9, 0), 260_000_00, "OLUYOLE CLINIC LTD", "FCMB", "SALARY "+monthName(d.date), "salary")
				}
				d.borrowRound()
				d.spendAsItComes(75_000_00, "SADE STORES")
				d.everyday(l)
				d.bills(l)
			}}},
	}
}

var loanApps = []struct {
	in, out string
	naira   int64
}{
	{"FAIRMONEY MFB LOAN DISBURSEMENT", "FAIRMONEY LOAN REPAYMENT", 85_000}, {"BRANCH INTERNATIONAL LOAN DISB", "BRANCH INTL LOAN REPAYMENT", 60_000},
	{"PALMCREDIT NEWEDGE FINANCE LOAN", "PALMCREDIT LOAN REPAYMENT", 45_000}, {"CARBON MFB LOAN DISB", "CARBON LOAN REPAYMENT", 95_000},
	{"EASEMONI BLUERIDGE MFB LOAN", "EASEMONI LOAN REPAYMENT", 50_000},
}

// borrowRound takes from one app to pay the other: each lends once in thirty days and is paid
// 22 days later with a fifth on top; a debit that the account cannot bear leaves its fee.
func (d *day) borrowRound() {
	n := int(d.date.Unix()/86_400) + 1
	for i, app := range loanApps {
		switch (n + 6*i) % 30 {
		case 0:
			d.add(plan{at: d.at(10, 30), credit: true, amount: app.naira * 100, narration: "TRF FROM " + app.in, category: "loans"})
		case 22:
			d.add(plan{at: d.at(6, 30), floor: 1, amount: app.naira * 120, unpaid: true, narration: "NIBSS DD " + app.out, category: "loan_repayments"})
		}
	}
}

func chinedu() Person {
	l := living{city: "OWERRI", phone: "08148887766", telco: "GLO", disco: "EEDC", scale: 26}
	return Person{
		Login: "chinedu.eze", First: "Chinedu", Middle: "Paul", Last: "Eze", Gender: "Male", Born: "1996-02-14",
		BVN: "22200000066", NIN: "70000000066", Phone: "08148887766", Email: "chinedu.eze@example.ng",
		Address: "18 Wetheral Road, Owerri", State: "Imo", LGA: "Owerri Municipal", Employer: "Imo Cables Ltd",
		Persona: "Gambler", Blurb: "₦300,000 salary, nearly half of it to betting apps",
		Outcome: "Declined: betting takes more than 30 % of income",
		bureau:  []bureauLoan{{"QUICKCHECK", 7, 3, 40_000, "closed", "performing", []int{1}, crc}},
		accounts: []bankAccount{{nip: "000015", number: "2212345606", kind: "SAVINGS_ACCOUNT", opened: 400, opening: 55_000_00, style: zenith,
			habit: func(d *day) {
				d.floor = 1_500_00
				if d.payday(26) {
					d.receive(d.at(8, 10), 300_000_00, "IMO CABLES LTD", "FIDELITY", monthName(d.date)+" SALARY", "salary")
				}
				d.bet()
				d.spendAsItComes(150_000_00, "OWERRI FRIENDS LOUNGE")
				d.everyday(l)
				d.bills(l)
			}}},
	}
}

// bet plays the apps: most evenings a stake, more at the weekend, now and then a win.
func (d *day) bet() {
	apps := []string{"SPORTYBET DEPOSIT", "BET9JA WALLET FUNDING", "BETKING DEPOSIT", "1XBET TOPUP"}
	times := 1 + d.IntN(2)
	if d.weekday(time.Saturday) || d.weekday(time.Sunday) {
		times++
	}
	for i := range times {
		d.pay(d.at(19+i, 15), d.naira(1_400, 5_800), tidy(d.style.web, d.pick(apps)), "betting_deposit")
	}
	if d.odds(6) {
		d.receive(d.at(23, 5), d.naira(5_000, 30_000), "SPORTYBET WINNINGS", "PAYSTACK", "WITHDRAWAL", "betting_payout")
	}
}

// spendAsItComes lets money not stay: every third evening what is above the given sum goes, to friends
// and in cash.
func (d *day) spendAsItComes(keep int64, to string) {
	if d.dom%3 == 1 {
		d.sendAbove(d.at(20, 30), keep, d.naira(18_000, 60_000), to, d.pick(wallets), "", "other_outgoing_payments")
	}
}

func blessing() Person {
	l := living{city: "UYO", phone: "08105551212", telco: "MTN", disco: "PHED", scale: 60, prayer: "QUA IBOE CHURCH"}
	return Person{
		Login: "blessing.udo", First: "Blessing", Last: "Udo", Gender: "Female", Born: "1993-09-09",
		BVN: "22200000122", NIN: "70000000122", Phone: "08105551212", Email: "blessing.udo@example.ng",
		Address: "5 Oron Road, Uyo", State: "Akwa Ibom", LGA: "Uyo", Employer: "Ibom Hospitality Ltd",
		Persona: "Written-off loan", Blurb: "₦310,000 salary and a tidy account; the bureaux know a loan that was never repaid",
		Outcome: "Declined: a written-off loan at both bureaux",
		bureau:  []bureauLoan{{"CREDIT DIRECT LIMITED", 16, 6, 250_000, "written-off", "lost", []int{0, 1, 2, 3, 4}, both}},
		accounts: []bankAccount{{nip: "000018", number: "0098712312", kind: "SAVINGS", opened: 400, opening: 77_000_00, style: plain,
			habit: func(d *day) {
				d.floor = 40_000_00
				if d.payday(27) {
					d.receive(d.at(8, 30), 310_000_00, "IBOM HOSPITALITY LTD", "ACCESS", "SALARY "+monthName(d.date), "salary")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 29 {
					d.sendAbove(d.at(9, 30), 240_000_00, 0, "PIGGYVEST SAVINGS", "PROVIDUS", "", "savings")
				}
			}}},
	}
}
