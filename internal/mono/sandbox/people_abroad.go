package sandbox

// The people of Ghana, Kenya and South Africa: a salary and an irregular income in each country,
// in its own currency and with its own banks and mobile money.

// place is the everyday life of a town: who is paid, and what that costs in whole units.
type place struct {
	shops, food, rides []string
	airtime, power     string
	unit               int // what a loaf of bread costs, about
}

var (
	accra = place{shops: []string{"SHOPRITE ACCRA MALL", "MELCOM KANESHIE", "MAXMART 37"}, food: []string{"PAPAYE OSU", "KFC OSU", "AUNTIE MUNI WAAKYE"},
		rides: []string{"BOLT GHANA", "YANGO GH"}, airtime: "MTN GH AIRTIME", power: "ECG PREPAID", unit: 15}
	nairobi = place{shops: []string{"NAIVAS SUPERMARKET", "QUICKMART", "CARREFOUR SARIT"}, food: []string{"JAVA HOUSE", "CHICKEN INN", "KIBANDA MAMA OTIS"},
		rides: []string{"LITTLE CAB", "BOLT KENYA"}, airtime: "SAFARICOM AIRTIME", power: "KPLC PREPAID", unit: 65}
	joburg = place{shops: []string{"PICK N PAY", "CHECKERS", "WOOLWORTHS"}, food: []string{"NANDOS", "STEERS", "DEBONAIRS PIZZA"},
		rides: []string{"UBER SA", "GAUTRAIN"}, airtime: "VODACOM AIRTIME", power: "CITY POWER PREPAID", unit: 18}

	ghana  = style{in: "GIP FROM %[1]s %[3]s", out: "GIP TO %[1]s %[3]s", pos: "POS %[1]s", debit: "DIRECT DEBIT %s"}
	momo   = style{in: "Payment received from %[1]s %[3]s", out: "Payment made to %[1]s %[3]s", pos: "MoMoPay %[1]s", debit: "DIRECT DEBIT %s"}
	kenya  = style{in: "PESALINK FROM %[1]s %[3]s", out: "PESALINK TO %[1]s %[3]s", pos: "CARD PURCHASE %[1]s", debit: "DIRECT DEBIT %s"}
	mpesa  = style{in: "Funds received from %[1]s", out: "Customer Transfer to %[1]s", pos: "Merchant Payment to %[1]s", debit: "DIRECT DEBIT %s"}
	mzansi = style{in: "EFT CREDIT %[1]s %[3]s", out: "PAYMENT TO %[1]s %[3]s", pos: "PURCHASE %[1]s", debit: "DEBIT ORDER %s"}
)

// live plans the small payments of a day.
func (d *day) live(at place) {
	cost := func(low, high int) int64 { return int64(at.unit*(low+d.IntN(high-low+1))) * 100 }
	if d.odds(38) {
		d.pay(d.at(12, 50), cost(2, 7), tidy(d.style.pos, d.pick(at.food)), "food")
	}
	if d.odds(22) {
		d.pay(d.at(17, 40), cost(8, 30), tidy(d.style.pos, d.pick(at.shops)), "groceries")
	}
	if d.odds(30) {
		d.pay(d.at(7, 30), cost(1, 5), tidy(d.style.pos, d.pick(at.rides)), "transport")
	}
	if d.odds(18) {
		d.pay(d.at(20, 15), cost(1, 4), at.airtime, "phone_internet")
	}
	if d.dom == 8 || d.dom == 21 {
		d.pay(d.at(19, 5), cost(10, 18), at.power, "utility_services")
	}
}

// salaried is the habit of somebody with one employer and a landlord.
func salaried(at place, employer string, dom, pay, rent int, landlord string) func(*day) {
	return func(d *day) {
		d.floor = int64(pay) * 10
		if d.payday(dom) {
			d.receive(d.at(8, 10), int64(pay)*100, employer, "", monthName(d.date)+" SALARY", "salary")
		}
		d.live(at)
		if d.dom == 2 {
			d.send(d.at(9, 20), int64(rent)*100, landlord, "", "RENT", "rent_maintanence")
		}
		if d.dom == 28 {
			d.sendAbove(d.at(10, 0), int64(pay)*70, 0, "SAVINGS PLAN", "", "", "savings")
		}
	}
}

// trading is the habit of somebody whom many people pay a little.
func trading(at place, customers []string, low, high int) func(*day) {
	return func(d *day) {
		d.floor = int64(low) * 100
		for range d.IntN(3) {
			d.receive(d.at(9+d.IntN(9), 0), int64(low+d.IntN(high-low+1))*100, d.pick(customers), "", "", "other_incoming_payments")
		}
		if d.weekday(1) {
			d.sendAbove(d.at(18, 30), int64(high)*500, 0, "WHOLESALE STOCK", "", "", "other_outgoing_payments")
		}
		d.live(at)
	}
}

// abroad is built once: a table, not a state.
var abroad = func() []Person {
	people := []Person{
		{Login: "kwame.mensah", First: "Kwame", Last: "Mensah", Gender: "Male", Born: "1989-06-14", country: "gh", Phone: "0244001122", Email: "kwame.mensah@example.com.gh",
			Address: "12 Oxford Street, Osu, Accra", State: "Greater Accra", Employer: "Volta Breweries Ltd", Persona: "Salary in cedi", Blurb: "GHS 6,500 from one employer on the 27th, rent and savings",
			Outcome: "Ghana: a regular income in GHS", accounts: []bankAccount{{nip: "gh-gcb", number: "1011130045871", kind: "SAVINGS", opened: 400, opening: 2_150_00, style: ghana,
				habit: salaried(accra, "VOLTA BREWERIES LTD", 27, 6_500, 1_400, "KOJO BOATENG ESTATES")}}},
		{Login: "abena.owusu", First: "Abena", Last: "Owusu", Gender: "Female", Born: "1994-02-08", country: "gh", Phone: "0551237788", Email: "abena.owusu@example.com.gh",
			Address: "Kejetia Market, Kumasi", State: "Ashanti", Employer: "Own shop", Persona: "Mobile money trader", Blurb: "Many small payments by mobile money, stock each Monday",
			Outcome: "Ghana: income that varies, on a wallet", accounts: []bankAccount{{nip: "gh-momo", number: "0551237788", kind: "MOBILE_MONEY", opened: 300, opening: 640_00, style: momo,
				habit: trading(accra, []string{"AKOSUA ADDO", "YAW DARKO", "EFUA SARPONG", "KOFI ANTWI"}, 40, 420)}}},
		{Login: "wanjiru.kamau", First: "Wanjiru", Middle: "Njeri", Last: "Kamau", Gender: "Female", Born: "1990-09-22", country: "ke", Phone: "0722334455", Email: "wanjiru.kamau@example.co.ke",
			Address: "Ngong Road, Nairobi", State: "Nairobi County", Employer: "Rift Valley Logistics", Persona: "Salary in shillings", Blurb: "KES 96,000 from one employer on the 28th, rent and savings",
			Outcome: "Kenya: a regular income in KES", accounts: []bankAccount{{nip: "ke-equity", number: "0180299871234", kind: "SAVINGS ACCOUNT", opened: 400, opening: 31_500_00, style: kenya,
				habit: salaried(nairobi, "RIFT VALLEY LOGISTICS", 28, 96_000, 24_000, "MUTHAIGA HOMES")}}},
		{Login: "otieno.odhiambo", First: "Otieno", Last: "Odhiambo", Gender: "Male", Born: "1996-12-03", country: "ke", Phone: "0711889900", Email: "otieno.odhiambo@example.co.ke",
			Address: "Oginga Odinga Street, Kisumu", State: "Kisumu County", Employer: "Boda rider", Persona: "M-Pesa rider", Blurb: "Fares by M-Pesa all day, nothing fixed",
			Outcome: "Kenya: income that varies, on a wallet", accounts: []bankAccount{{nip: "ke-mpesa", number: "0711889900", kind: "MOBILE_MONEY", opened: 260, opening: 4_200_00, style: mpesa,
				habit: trading(nairobi, []string{"BRIAN KIPTOO", "FAITH ACHIENG", "PETER MWANGI", "LUCY ATIENO"}, 150, 1_900)}}},
		{Login: "thandi.nkosi", First: "Thandiwe", Last: "Nkosi", Gender: "Female", Born: "1987-04-30", country: "za", Phone: "0825551234", Email: "thandi.nkosi@example.co.za",
			Address: "8 Vilakazi Street, Soweto", State: "Gauteng", Employer: "Highveld Health", Persona: "Salary in rand", Blurb: "ZAR 24,500 from one employer on the 25th, rent and savings",
			Outcome: "South Africa: a regular income in ZAR", accounts: []bankAccount{{nip: "za-fnb", number: "62511223344", kind: "CHEQUE ACCOUNT", opened: 400, opening: 7_900_00, style: mzansi,
				habit: salaried(joburg, "HIGHVELD HEALTH", 25, 24_500, 7_200, "SOWETO LETTINGS")}}},
		{Login: "sipho.dlamini", First: "Sipho", Last: "Dlamini", Gender: "Male", Born: "1998-01-17", country: "za", Phone: "0731112299", Email: "sipho.dlamini@example.co.za",
			Address: "21 Florida Road, Durban", State: "KwaZulu-Natal", Employer: "Freelance", Persona: "Gig worker", Blurb: "Payments from many clients, nothing fixed",
			Outcome: "South Africa: income that varies", accounts: []bankAccount{{nip: "za-capitec", number: "1455667788", kind: "SAVINGS", opened: 280, opening: 1_800_00, style: mzansi,
				habit: trading(joburg, []string{"BLUE CRANE MEDIA", "L NAIDOO", "P VAN WYK", "UMHLANGA EVENTS"}, 90, 1_150)}}},
	}
	for i := range people {
		people[i].Password = "123456"
		people[i].own()
	}
	return people
}()
