package sandbox

import (
	"fmt"
	"hash/fnv"
	"time"
)

// The test users log in at every institution of every country; the user name says what happens.
// The password is 123456, as everybody's.

// testCode is the one-time code wherever a bank asks for one.
const testCode = "123456"

func testUser(login, first, last, what string, nth int) Person {
	return Person{Login: login, Password: "123456", First: first, Last: last, Gender: "Female", Born: "1991-03-19",
		BVN: fmt.Sprintf("229000000%02d", nth), NIN: fmt.Sprintf("709000000%02d", nth), Phone: fmt.Sprintf("080399900%02d", nth), Email: login + "@example.ng",
		Address: "14 Bode Close, Surulere", State: "Ogun", LGA: "Ijebu Ode", Employer: "Karibo Foods Ltd", Persona: "Test user", Blurb: what, Outcome: what}
}

// testUsers is built once: a table, not a state.
var testUsers = func() []Person {
	with := func(p Person, change func(*Person)) Person { change(&p); return p }
	people := []Person{
		testUser("user_multi", "Ngozi", "Adeyemi", "two accounts to choose from", 1),
		with(testUser("user_otp", "Ireti", "Balogun", "the bank asks for the code 123456", 2), func(p *Person) { p.code = testCode }),
		with(testUser("user_mfa", "Halima", "Sani", "every real-time sync asks to sign in again", 3), func(p *Person) { p.mfa, p.code = true, testCode }),
		with(testUser("user_empty", "Kemi", "Ojo", "the bank gives nothing: UNAVAILABLE", 4), func(p *Person) { p.dataStatus = "UNAVAILABLE" }),
		with(testUser("user_failed", "Amaka", "Eze", "Mono fails: FAILED; a sync brings a part", 5), func(p *Person) { p.dataStatus = "FAILED" }),
		with(testUser("user_partial_balance", "Yemi", "Cole", "PARTIAL: no transactions; a sync brings them", 6), func(p *Person) { p.dataStatus, p.retrieved = "PARTIAL", []string{"identity", "balance"} }),
		with(testUser("user_partial_txn", "Bisi", "Alao", "PARTIAL: no balance; a sync brings it", 7), func(p *Person) { p.dataStatus, p.retrieved = "PARTIAL", []string{"identity", "transactions"} }),
		with(testUser("user_slow", "Funke", "Ige", "ten minutes from linking to data", 8), func(p *Person) { p.slow = 10 * time.Minute }),
		testUser("user_single", "Tola", "Ajayi", "one account at each bank", 9),
	}
	for i := range people {
		people[i].openEverywhere()
		people[i].own()
	}
	return people
}()

// openEverywhere gives a test user an account at each institution, and user_multi a second one.
func (p *Person) openEverywhere() {
	for _, at := range institutions {
		a := bankAccount{nip: at.NIP, number: testNumber(p.Login, at.NIP), kind: "SAVINGS_ACCOUNT", opened: 200, opening: 250_000_00, style: plain, habit: testHabit}
		if at.Country != "ng" {
			a.opening, a.style = 3_000_00, map[string]style{"gh": ghana, "ke": kenya, "za": mzansi}[at.Country]
			a.habit = salaried(map[string]place{"gh": accra, "ke": nairobi, "za": joburg}[at.Country], "KARIBO FOODS", 25, 24_000, 5_000, "CITY HOMES")
		}
		if at.NIP == "invest" {
			a.kind, a.habit = "INVESTMENT_ACCOUNT", nil
		}
		p.accounts = append(p.accounts, a)
		if p.Login == "user_multi" {
			a.kind, a.number, a.opening = "CURRENT_ACCOUNT", testNumber(p.Login+"/second", at.NIP), a.opening/2
			p.accounts = append(p.accounts, a)
		}
	}
}

// testNumber is the ten digits of a test user's account: 77, and eight from the names.
func testNumber(login, nip string) string {
	h := fnv.New32a()
	h.Write([]byte(login + "@" + nip))
	return fmt.Sprintf("77%08d", h.Sum32()%100_000_000)
}

var testHabit = salariedIn(living{city: "LAGOS", phone: "08039990000", telco: "MTN", disco: "IKEDC", scale: 60})

// salariedIn is a plain Nigerian month: a salary on the 25th, bills, savings.
func salariedIn(l living) func(*day) {
	return func(d *day) {
		d.floor = 40_000_00
		if d.payday(25) {
			d.receive(d.at(7, 50), 300_000_00, "KARIBO FOODS LTD", "ZENITH", monthName(d.date)+" SALARY", "salary")
		}
		d.everyday(l)
		d.bills(l)
		if d.dom == 28 {
			d.sendAbove(d.at(9, 30), 220_000_00, 0, "PIGGYVEST SAVINGS", "PROVIDUS", "", "savings")
		}
	}
}
