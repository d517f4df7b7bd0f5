package sandbox

// The people whom a careful lender wants: an employee, a pensioner, and an employee whose money
// leaves on payday once there is a loan to pay.

func adaeze() Person {
	l := living{city: "LAGOS", phone: "08030001122", telco: "MTN", disco: "IKEDC", scale: 78, car: true, tv: true,
		prayer: "RCCG GRACE PARISH", relative: "CHIOMA OKONKWO", landlord: "ALLEN ESTATES", rent: 165_000}
	return Person{
		Login: "adaeze.okonkwo", First: "Adaeze", Middle: "Ngozi", Last: "Okonkwo", Gender: "Female", Born: "1991-03-19",
		BVN: "22200000011", NIN: "70000000011", Phone: "08030001122", Email: "adaeze.okonkwo@example.ng",
		Address: "14 Allen Avenue, Ikeja", State: "Anambra", LGA: "Nnewi North", Employer: "Karibo Foods Ltd",
		Persona: "Steady salary", Blurb: "₦420,000 from one employer on the 25th, savings each month, no other debt",
		Outcome: "Approved in full: regular income with room for the instalment, a clean bureau file",
		bureau:  []bureauLoan{{"STERLING BANK PLC", 22, 12, 300_000, "closed", "performing", nil, both}, {"CARBON MFB", 9, 3, 80_000, "closed", "performing", nil, crc}},
		accounts: []bankAccount{{nip: "000013", number: "0123456701", kind: "SAVINGS_ACCOUNT", opened: 400, opening: 186_400_00, style: gtb,
			habit: func(d *day) {
				d.floor = 78_000_00
				if d.payday(25) {
					d.receive(d.at(7, 30), 420_000_00, "KARIBO FOODS LTD", "ZENITH", monthName(d.date)+" SALARY", "salary")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 28 {
					d.sendAbove(d.at(9, 30), 330_000_00, 0, "PIGGYVEST SAVINGS", "PROVIDUS", "", "savings")
				}
				d.spendLoan("BRIGHT FUTURE SCHOOLS", "SCHOOL FEES")
			}}},
	}
}

func emeka() Person {
	l := living{city: "ENUGU", phone: "08034440077", telco: "GLO", disco: "EEDC", scale: 30, prayer: "ST PATRICKS CHURCH", relative: "OBINNA NWOSU"}
	return Person{
		Login: "emeka.nwosu", First: "Emeka", Last: "Nwosu", Gender: "Male", Born: "1961-08-02",
		BVN: "22200000044", NIN: "70000000044", Phone: "08034440077", Email: "emeka.nwosu@example.ng",
		Address: "3 Ogui Road, Enugu", State: "Enugu", LGA: "Udi", Employer: "Retired, Ministry of Works",
		Persona: "Pensioner", Blurb: "₦158,000 pension on the 22nd, small bills, money to a son",
		Outcome: "Approved, small and short: a safe income that age limits",
		bureau:  []bureauLoan{{"LAPO MFB", 30, 6, 60_000, "closed", "performing", nil, both}},
		accounts: []bankAccount{{nip: "000016", number: "3012345604", kind: "SAVINGS_ACCOUNT", opened: 400, opening: 91_250_00, style: plain,
			habit: func(d *day) {
				d.floor = 24_000_00
				if d.payday(22) {
					d.receive(d.at(10, 5), 158_000_00, "PTAD PENSION", "CBN", "MONTHLY PENSION "+monthName(d.date), "other_incoming_payments")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 27 {
					d.sendAbove(d.at(10, 0), 140_000_00, 0, "COOPERATIVE THRIFT UDI", "FIRST BANK", "", "savings")
				}
				d.spendLoan("NWOSU FARMS SUPPLY", "SEEDLINGS")
			}}},
	}
}

// musa's history is as good as adaeze's. With a loan in the account, a standing order carries off
// what comes in; every third day he brings some back, so that debits fail first and succeed later.
func musa() Person {
	l := living{city: "KADUNA", phone: "08061230099", telco: "AIRTEL", disco: "KAEDCO", scale: 62, car: true, relative: "AISHA DANJUMA"}
	return Person{
		Login: "musa.danjuma", First: "Musa", Middle: "Garba", Last: "Danjuma", Gender: "Male", Born: "1988-11-30",
		BVN: "22200000111", NIN: "70000000111", Phone: "08061230099", Email: "musa.danjuma@example.ng",
		Address: "22 Constitution Road, Kaduna", State: "Kaduna", LGA: "Zaria", Employer: "Arewa Textiles Plc",
		Persona: "Short on debit day", Blurb: "₦360,000 salary; once he has a loan, a standing order empties the account on payday",
		Outcome: "Approved; the first debits fail for insufficient funds (51), a later attempt succeeds",
		bureau:  []bureauLoan{{"JAIZ BANK", 18, 6, 150_000, "closed", "performing", nil, both}},
		accounts: []bankAccount{{nip: "000012", number: "0045671211", kind: "SAVINGS ACCOUNT - INDIVIDUAL", opened: 400, opening: 142_800_00, style: plain,
			habit: func(d *day) {
				d.floor = 66_000_00
				if d.loanIn >= 4 {
					d.sweepAway()
				}
				if d.payday(26) {
					d.receive(d.exactly(8, 20), 360_000_00, "AREWA TEXTILES PLC", "UNION", "SALARY "+monthName(d.date), "salary")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 29 && d.loanIn < 0 {
					d.sendAbove(d.at(9, 30), 290_000_00, 0, "COWRYWISE SAVINGS", "STERLING", "", "savings")
				}
				d.spendLoan("KADUNA AUTO PARTS", "CAR REPAIR")
			}}},
	}
}

// sweepAway is a standing order that leaves ₦3,500, at five in the morning and right after the
// salary; on every third day of the month ₦90,000 come back at ten.
func (d *day) sweepAway() {
	d.floor = 3_000_00
	for _, at := range []int{5, 9} {
		d.add(plan{at: d.exactly(at, 5), above: 3_500_00, floor: 1, narration: "STANDING ORDER TRF TO DANJUMA M HOME SAVINGS", category: "savings"})
	}
	if d.dom%3 == 0 {
		d.add(plan{at: d.exactly(10, 0), credit: true, amount: 90_000_00, narration: "OWN ACCOUNT TRF FRM DANJUMA M HOME SAVINGS", category: "personal_transfer"})
	}
}
