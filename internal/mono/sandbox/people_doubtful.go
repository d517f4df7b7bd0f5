package sandbox

// The people about whom a person must decide: too little history, a story that was made up, an
// account of somebody else, a bank that does not answer.

func zainab() Person {
	l := living{city: "ABUJA", phone: "08177774411", telco: "MTN", disco: "AEDC", scale: 45}
	return Person{
		Login: "zainab.musa", First: "Zainab", Last: "Musa", Gender: "Female", Born: "2002-04-27",
		BVN: "22200000077", NIN: "70000000077", Phone: "08177774411", Email: "zainab.musa@example.ng",
		Address: "12 Gwarinpa Estate, Abuja", State: "Niger", LGA: "Bida", Employer: "Sahel Media Ltd",
		Persona: "Thin file", Blurb: "A first job: an account three weeks old and nothing at the bureaux",
		Outcome: "Referred: three weeks are not enough to judge, which is no fault of hers",
		accounts: []bankAccount{{nip: "000001", number: "0076543207", kind: "SAVINGS_ACCOUNT", opened: 21, opening: 5_000_00, style: plain,
			habit: func(d *day) {
				d.floor = 1_000_00
				if d.age == -16 {
					d.receive(d.at(9, 0), 185_000_00, "SAHEL MEDIA LTD", "POLARIS", "SALARY "+monthName(d.date), "salary")
				}
				if d.age > 0 && d.payday(26) {
					d.receive(d.at(9, 0), 185_000_00, "SAHEL MEDIA LTD", "POLARIS", "SALARY "+monthName(d.date), "salary")
				}
				d.everyday(l)
				d.bills(l)
			}}},
	}
}

// kelvin lets a friend pay him a "salary" every two weeks and sends it back two days later; it
// began 48 days before the sandbox's first start.
func kelvin() Person {
	l := living{city: "BENIN", phone: "08069998800", telco: "AIRTEL", disco: "BEDC", scale: 22}
	return Person{
		Login: "kelvin.obi", First: "Kelvin", Last: "Obi", Gender: "Male", Born: "1997-07-07",
		BVN: "22200000088", NIN: "70000000088", Phone: "08069998800", Email: "kelvin.obi@example.ng",
		Address: "31 Sapele Road, Benin City", State: "Edo", LGA: "Oredo", Employer: "Osaze Global Concepts",
		Persona: "Staged salary", Blurb: "For seven weeks a friend pays a “salary” that goes back to him two days later",
		Outcome: "Referred to the fraud desk: the money goes round",
		bureau:  []bureauLoan{{"OKASH", 12, 2, 20_000, "closed", "performing", []int{0}, crc}},
		accounts: []bankAccount{{nip: "000013", number: "0234567808", kind: "SAVINGS_ACCOUNT", opened: 260, opening: 21_000_00, style: gtb,
			habit: func(d *day) {
				d.floor = 1_200_00
				switch since := d.age + 48; {
				case since >= 0 && since%14 == 0:
					d.receive(d.at(9, 0), 200_000_00, "OSAZE JOSEPH", "UBA", "SALARY", "salary")
				case since >= 0 && since%14 == 2:
					d.add(plan{at: d.at(14, 0), transfer: true, floor: 1, amount: 188_000_00, narration: d.style.sent("OSAZE JOSEPH", "UBA", ""), category: "personal_transfer"})
				}
				if d.odds(16) {
					d.receive(d.at(15, 0), d.naira(6_000, 22_000), "EHIS PHOTO STUDIO", "OPAY", "JOB", "other_incoming_payments")
				}
				d.everyday(l)
				d.bills(l)
			}}},
	}
}

// folake applies with her own BVN and logs in to her brother's account.
func folake() Person {
	l := living{city: "ABEOKUTA", phone: "08023334455", telco: "GLO", disco: "IBEDC", scale: 66, car: true}
	return Person{
		Login: "folake.ade", First: "Folake", Last: "Ade", Gender: "Female", Born: "1999-10-18",
		BVN: "22200000099", NIN: "70000000099", Phone: "08023334455", Email: "folake.ade@example.ng",
		Address: "4 Kuto Road, Abeokuta", State: "Ogun", LGA: "Abeokuta South", Employer: "Rockside Hotel",
		Persona: "Not her account", Blurb: "The linked account is fine, and it belongs to Rotimi James Coker",
		Outcome: "Referred or declined: the owner's name and BVN are not the applicant's",
		accounts: []bankAccount{{nip: "000014", number: "0745612309", kind: "SAVINGS", opened: 400, opening: 120_000_00, style: plain,
			owner: "ROTIMI JAMES COKER", ownerBVN: "22200000990",
			habit: func(d *day) {
				d.floor = 50_000_00
				if d.payday(25) {
					d.receive(d.at(8, 0), 380_000_00, "OGUN CERAMICS PLC", "WEMA", "SALARY "+monthName(d.date), "salary")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 28 {
					d.sendAbove(d.at(9, 30), 260_000_00, 0, "PIGGYVEST SAVINGS", "PROVIDUS", "", "savings")
				}
			}}},
	}
}

func ifeanyi() Person {
	l := living{city: "ONITSHA", phone: "08036662200", telco: "MTN", disco: "EEDC", scale: 60}
	return Person{
		Login: "ifeanyi.okafor", First: "Ifeanyi", Last: "Okafor", Gender: "Male", Born: "1987-05-21",
		BVN: "22200000100", NIN: "70000000100", Phone: "08036662200", Email: "ifeanyi.okafor@example.ng",
		Address: "77 New Market Road, Onitsha", State: "Anambra", LGA: "Onitsha North", Employer: "Niger Bridge Motors",
		Persona: "Bank is down", Blurb: "The account links, but the bank gives nothing: data_status UNAVAILABLE",
		Outcome:    "Referred: the evidence is missing, and missing is not bad",
		bureau:     []bureauLoan{{"FIDELITY BANK PLC", 20, 12, 250_000, "closed", "performing", nil, both}},
		dataStatus: "UNAVAILABLE",
		accounts: []bankAccount{{nip: "000007", number: "6012345610", kind: "SAVINGS_ACCOUNT", opened: 400, opening: 210_000_00, style: plain,
			habit: func(d *day) {
				d.floor = 50_000_00
				if d.payday(25) {
					d.receive(d.at(8, 0), 330_000_00, "NIGER BRIDGE MOTORS LTD", "UBA", "SALARY "+monthName(d.date), "salary")
				}
				d.everyday(l)
				d.bills(l)
				if d.dom == 28 {
					d.sendAbove(d.at(9, 30), 260_000_00, 0, "PIGGYVEST SAVINGS", "PROVIDUS", "", "savings")
				}
			}}},
	}
}
