package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func played(seed int64, a bankAccount, effects []effect, until time.Time) []row {
	l := ledger{seed: seed, start: dayOf(wednesday), account: a}
	return l.play(effects, until)
}

func accountsOfAll() (all []bankAccount) {
	for _, p := range append(slices.Concat(allPeople, abroad), testUsers[len(testUsers)-1]) {
		for _, a := range p.accounts {
			if a.habit != nil { // an investment account has no everyday life
				all = append(all, a)
			}
		}
	}
	return all
}

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	for _, a := range accountsOfAll() {
		if !slices.Equal(played(7, a, nil, wednesday), played(7, a, nil, wednesday)) {
			t.Errorf("%s differs from itself", a.owner)
		}
		if slices.Equal(played(7, a, nil, wednesday), played(8, a, nil, wednesday)) {
			t.Errorf("%s does not depend on the seed", a.owner)
		}
	}
}

func TestTimeOnlyAddsRows(t *testing.T) {
	for _, a := range accountsOfAll() {
		early, late := played(1, a, nil, wednesday), played(1, a, nil, wednesday.AddDate(0, 1, 0))
		if !slices.Equal(early, late[:len(early)]) {
			t.Errorf("the past of %s changed with the clock", a.owner)
		}
	}
}

func TestBalancesAddUp(t *testing.T) {
	for _, a := range accountsOfAll() {
		balance, ids := a.opening, map[string]bool{}
		var before time.Time
		for _, r := range played(1, a, nil, wednesday.AddDate(0, 3, 0)) {
			if r.Credit {
				balance += r.Amount
			} else {
				balance -= r.Amount
			}
			switch {
			case r.Balance != balance:
				t.Fatalf("%s: %s shows %s, adds up to %s", a.owner, r.At, naira(r.Balance), naira(balance))
			case r.Balance < 0 || r.Amount <= 0:
				t.Fatalf("%s: %+v", a.owner, r)
			case ids[r.ID]:
				t.Fatalf("%s: id %s twice", a.owner, r.ID)
			case strings.Contains(r.Narration, "%!") || strings.TrimSpace(r.Narration) == "":
				t.Fatalf("%s: narration %q", a.owner, r.Narration)
			case r.At.Before(before.Add(-3 * time.Second)):
				t.Fatalf("%s: %s comes after %s", a.owner, r.At, before)
			}
			before, ids[r.ID] = r.At, true
		}
	}
}

// TestMoneyMovedThroughTheAPIIsWovenIn: whatever is disbursed and debited, the rows before it stay
// and the balance after it holds.
func TestMoneyMovedThroughTheAPIIsWovenIn(t *testing.T) {
	accounts := accountsOfAll()
	rapid.Check(t, func(t *rapid.T) {
		a := accounts[rapid.IntRange(0, len(accounts)-1).Draw(t, "account")]
		when := wednesday.Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(t, "minutes")) * time.Minute)
		e := effect{ID: "e", At: when, Credit: true, Loan: true, Amount: int64(rapid.IntRange(1, 50_000_000).Draw(t, "kobo")), Narration: "LOAN"}
		until := when.AddDate(0, 0, 20)
		plainRows, rows := played(1, a, nil, until), played(1, a, []effect{e}, until)
		i := slices.IndexFunc(rows, func(r row) bool { return r.ID == "e" })
		if i < 0 || !slices.Equal(rows[:i], plainRows[:i]) {
			t.Fatalf("the rows before the effect changed (at %d)", i)
		}
		if i > 0 && rows[i].Balance != rows[i-1].Balance+e.Amount {
			t.Fatalf("balance %d after %d and %d", rows[i].Balance, rows[i-1].Balance, e.Amount)
		}
	})
}

func TestEachPersonHasAYearToShow(t *testing.T) {
	for _, p := range allPeople {
		for _, a := range p.accounts {
			rows := played(1, a, nil, wednesday)
			days := daysBetween(rows[0].At, wednesday)
			young := p.Persona == "Thin file" || p.Persona == "Staged salary"
			if !young && (days < 365 || len(rows) < 600) {
				t.Errorf("%s at %s: %d rows in %d days", p.Login, a.nip, len(rows), days)
			}
		}
		if p.Outcome == "" || p.Blurb == "" || len(p.BVN) != 11 || len(p.Phone) != 11 || len(p.NIN) != 11 {
			t.Errorf("%s is not complete", p.Login)
		}
	}
}

// TestPeopleShowWhatTheyAreSaidToShow reads the stories as a lender would.
func TestPeopleShowWhatTheyAreSaidToShow(t *testing.T) {
	year := func(login, category string, credit bool) (sum int64, n int) {
		p, _ := personCalled(login)
		for _, r := range played(1, p.accounts[0], nil, wednesday) {
			if r.Credit == credit && r.Category == category && r.At.After(wednesday.AddDate(-1, 0, 0)) {
				sum, n = sum+r.Amount, n+1
			}
		}
		return sum, n
	}
	if sum, n := year("adaeze.okonkwo", "salary", true); n != 12 || sum != 12*420_000_00 {
		t.Errorf("adaeze: %d salaries of %s", n, naira(sum))
	}
	bets, _ := year("chinedu.eze", "betting_deposit", false)
	if pay, _ := year("chinedu.eze", "salary", true); bets*100/pay < 35 {
		t.Errorf("chinedu bets %d %% of his salary", bets*100/pay)
	}
	if _, n := year("sade.lawal", "loans", true); n < 50 {
		t.Errorf("sade took %d loans", n)
	}
	out, _ := year("kelvin.obi", "personal_transfer", false)
	if in, _ := year("kelvin.obi", "salary", true); out*10 < in*7 {
		t.Errorf("kelvin sends back %s of %s", naira(out), naira(in))
	}
}
