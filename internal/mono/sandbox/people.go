package sandbox

import "strings"

// Person is one of the people whose lives the sandbox plays. Amounts and behaviour are in their
// accounts; what is exported here is what a reader or a test needs to play them.
type Person struct {
	Login    string // user name on the hosted bank page
	Password string
	First    string
	Middle   string
	Last     string
	Gender   string
	Born     string // YYYY-MM-DD
	BVN      string
	NIN      string
	Phone    string
	Email    string
	Address  string
	State    string
	LGA      string
	Employer string // as the person would declare it
	Persona  string // two or three words
	Blurb    string // what the statement shows
	Outcome  string // what a careful lender should decide, and why

	accounts   []bankAccount
	bureau     []bureauLoan
	dataStatus string // what a fetch of the data ends in; empty is AVAILABLE
}

// Name is the full name in everyday order.
func (p Person) Name() string {
	return strings.Join(strings.Fields(p.First+" "+p.Middle+" "+p.Last), " ")
}

// Banks names the banks at which the person has accounts.
func (p Person) Banks() []string {
	var names []string
	for _, a := range p.accounts {
		names = append(names, institutionOf(a.nip).Name)
	}
	return names
}

// bankAccount is a real account at a bank, linked or not.
type bankAccount struct {
	nip, number, kind string
	owner, ownerBVN   string // empty: the person's own
	opened            int    // days before the sandbox's first start
	opening           int64  // balance on the first day, in kobo
	style             style
	habit             func(d *day)
}

// allPeople is built once: a table, not a state.
var allPeople = func() []Person {
	people := []Person{
		adaeze(), tunde(), hauwa(), emeka(), sade(), chinedu(),
		zainab(), kelvin(), folake(), ifeanyi(), musa(), blessing(),
	}
	for i := range people {
		people[i].Password = "123456"
		for k := range people[i].accounts {
			if people[i].accounts[k].owner == "" {
				people[i].accounts[k].owner = strings.ToUpper(people[i].Name())
				people[i].accounts[k].ownerBVN = people[i].BVN
			}
		}
	}
	return people
}()

// People lists the sandbox's people, in the order in which a reader should meet them.
func People() []Person { return append([]Person(nil), allPeople...) }

// personWith finds the first person for whom the test holds.
func personWith(test func(Person) bool) (Person, bool) {
	for _, p := range allPeople {
		if test(p) {
			return p, true
		}
	}
	return Person{}, false
}

// goodLogin is the user name that Mono's own documentation prints for its sandbox.
const goodLogin = "user_good"

func personCalled(login string) (Person, bool) {
	if login == goodLogin {
		login = allPeople[0].Login
	}
	return personWith(func(p Person) bool { return p.Login == login })
}

// sampleBVN is the number that integrators report Mono's sandbox to know.
const sampleBVN = "12345678901"

func personWithBVN(bvn string) (Person, bool) {
	if bvn == sampleBVN {
		bvn = allPeople[0].BVN
	}
	return personWith(func(p Person) bool { return p.BVN == bvn })
}

// accountNumbered finds a bank account by its bank (either code) and number.
func accountNumbered(code, number string) (Person, bankAccount, bool) {
	b, known := bankCalled(code)
	for _, p := range allPeople {
		for _, a := range p.accounts {
			if known && a.nip == b.NIP && a.number == number {
				return p, a, true
			}
		}
	}
	return Person{}, bankAccount{}, false
}
