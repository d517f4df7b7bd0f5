package sandbox

import (
	"strings"
	"time"
)

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
	retrieved  []string
	country    string        // empty is Nigeria
	code       string        // a one-time code that the bank asks for at each log-in
	mfa        bool          // the bank ends the session: a sync needs the person again
	slow       time.Duration // from linking to data, when it is not the sandbox's usual wait
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
		people[i].own()
	}
	return people
}()

// own makes the person the owner of the accounts that name no other.
func (p *Person) own() {
	for k := range p.accounts {
		if p.accounts[k].owner == "" {
			p.accounts[k].owner, p.accounts[k].ownerBVN = strings.ToUpper(p.Name()), p.BVN
		}
	}
}

// stateOfOrigin is the state or region in Mono's words.
func (p Person) stateOfOrigin() string {
	if p.State == "" || p.country != "" {
		return p.State
	}
	return p.State + " State"
}

// everybody is who can log in: the people, the people abroad, and the test users.
var everybody = append(append(append([]Person{}, allPeople...), abroad...), testUsers...)

// People lists the sandbox's people, in the order in which a reader should meet them.
func People() []Person { return append([]Person(nil), allPeople...) }

// personWith finds the first person for whom the test holds.
func personWith(test func(Person) bool) (Person, bool) {
	for _, p := range everybody {
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

// held is a bank account with the person who has its password.
type held struct {
	Person
	bankAccount
}

// accountsByNumber finds accounts by the bank's NIP code and the number.
var accountsByNumber = func() map[string]held {
	found := map[string]held{}
	for _, p := range everybody {
		for _, a := range p.accounts {
			found[a.nip+a.number] = held{p, a}
		}
	}
	return found
}()

// accountNumbered finds a bank account by its bank (either code) and number.
func accountNumbered(code, number string) (Person, bankAccount, bool) {
	if b, known := bankCalled(code); known {
		code = b.NIP
	}
	h, there := accountsByNumber[code+number]
	return h.Person, h.bankAccount, there
}

// currency of the account, as ISO writes it.
func (a bankAccount) currency() string {
	return either(currencies[institutionOf(a.nip).Country], "NGN")
}

// lastBVN is the part of the BVN that account details show; null outside Nigeria.
func (a bankAccount) lastBVN() any {
	if len(a.ownerBVN) < 4 {
		return nil
	}
	return a.ownerBVN[len(a.ownerBVN)-4:]
}
