package underwriting

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
)

// TestPolicy reads as the default policy: who gets what, and the reason that they are told.
func TestPolicy(t *testing.T) {
	amount := func(n int64) *int64 { return &n }
	for _, row := range []struct {
		name    string
		who     *sample
		outcome Outcome
		reason  string // one of those told; empty: none at all
	}{
		{"salary earner within means", salaried(), Approve, ""},
		{"salary earner asks more than a first loan", salaried().asking(450_000, 6), Approve, "LIM-LESS"},
		{"salary earner asks for too short a time", salaried().asking(290_000, 2), Approve, "AFF-LESS"},
		{"salary earner asks for longer than we lend", salaried().asking(200_000, 48), Approve, "TEN-LESS"},
		{"driver paid by the week gets less", gigWorker(), Approve, "LIM-LESS"},
		{"trader with two accounts", trader(), Approve, ""},
		{"pensioner for a short time", pensioner(), Approve, "TEN-LESS"},
		{"loans from many lenders", overIndebted(), Decline, "LND-MANY"},
		{"more than 30 % of income to betting", gambler(), Decline, "GAM-HIGH"},
		{"three weeks of history are not a reason to decline", thinFile(), Refer, "DAT-SHORT"},
		{"salary that goes back to a friend", stagedSalary(), Refer, "FRD-REV"},
		{"account in another name", salaried().with(func(c *Case) { c.Accounts[0].OwnerName = "ROTIMI JAMES COKER" }), Refer, "DAT-OWN"},
		{"account under another BVN", salaried().with(func(c *Case) { c.Identity.AccountBVNs = []string{"mismatch"} }), Refer, "DAT-OWN"},
		{"name in another order is the same name", salaried().with(func(c *Case) { c.Accounts[0].OwnerName = "MRS ADEYEMI, NGOZI I." }), Approve, ""},
		{"transactions never came", someone(100_000, 3).missing("transactions"), Refer, "DAT-MISSING"},
		{"credit history never came", salaried().missing("credit_history").with(func(c *Case) { c.Bureau = nil }), Refer, "DAT-MISSING"},
		{"statement insights never came", salaried().missing("insights"), Refer, "DAT-MISSING"},
		{"no credit report is not a clean one", salaried().with(func(c *Case) { c.Bureau = nil }), Refer, "BUR-NONE"},
		{"no record at the bureau is no bad record", salaried().with(func(c *Case) { c.Bureau.Loans = nil }), Approve, ""},
		{"on the watch-list", salaried().with(func(c *Case) { c.Identity.WatchListed = true }), Decline, "ID-FAIL"},
		{"watch-listed, and the account is staged", stagedSalary().with(func(c *Case) { c.Identity.WatchListed = true }), Decline, "ID-FAIL"},
		{"BVN not verified", salaried().with(func(c *Case) { c.Identity.BVNVerified = false }), Refer, "ID-FAIL"},
		{"seventeen", salaried().with(func(c *Case) { *c.Applicant.Age = 17; c.Identity.BornOn = "2009-03-01" }), Decline, "AGE-LEAST"},
		{"age not known", salaried().with(func(c *Case) { c.Applicant.Age = nil; c.Identity.BornOn = "" }), Refer, "DAT-AGE"},
		{"says 34, born 1970", salaried().with(func(c *Case) { c.Identity.BornOn = "1970-01-01" }), Refer, "ID-FAIL"},
		{"loan elsewhere not paid for two months", salaried().with(late("failed", "failed")), Decline, "BUR-CUR"},
		{"loan elsewhere late once, since paid", salaried().with(late("failed", "paid")), Approve, ""},
		{"loan written off elsewhere", salaried().with(func(c *Case) { c.Bureau.Loans[0].Status = "Written Off" }), Decline, "BUR-LOSS"},
		{"bureau uses a word that we do not know", salaried().with(late("paid", "gracefully-restituted")), Refer, "BUR-WORD"},
		{"Mono sees half of the income", salaried().with(func(c *Case) { c.Income = &StatedIncome{MonthlyAverage: 120_000_00} }), Refer, "INC-CHECK"},
		{"Mono sees the same income", salaried().with(func(c *Case) { c.Income = &StatedIncome{MonthlyAverage: 251_000_00} }), Approve, ""},
		{"Mono found no income: not determined", salaried().with(func(c *Case) { c.Income = &StatedIncome{} }), Approve, ""},
		{"Mono says that it cannot be afforded", salaried().with(func(c *Case) { c.Creditworthiness = &Creditworthiness{} }), Refer, "INC-CHECK"},
		{"repaid one loan to us: more", salaried().asking(350_000, 9).with(owes(true)), Approve, ""},
		{"two loans with us are open", salaried().with(owes(false)).with(owes(false)), Decline, "EXP-CAP"},
		{"the request is in cedis", salaried().with(func(c *Case) { c.Currency = "GHS" }), Refer, "CUR-OTHER"},
		{"asks for an instalment", salaried().with(func(c *Case) { c.Request.Instalment = amount(40_000_00) }), Approve, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := row.who.decide()
			if d.Outcome != row.outcome {
				t.Errorf("%s, want %s: %v", d.Outcome, row.outcome, d.Reasons)
			}
			told := slices.ContainsFunc(d.Reasons, func(r Reason) bool { return r.Code == row.reason })
			if row.reason == "" && len(d.Reasons) > 0 || row.reason != "" && !told {
				t.Errorf("told %v, want %q", d.Reasons, row.reason)
			}
			holdDecision(t, row.who.c, d)
		})
	}
}

// late gives the applicant an open loan whose last months have the given words.
func late(words ...string) func(*Case) {
	return func(c *Case) {
		opened := calendar.MustParse("2026-03-10")
		l := BureauLoan{Institution: "X MFB", OpenedOn: &opened, Principal: 60_000_00, Instalment: 8_000_00, Status: "open", Performance: "performing",
			Schedule: []BureauStatus{{"2026-07", "paid"}, {"2026-08", "paid"}}}
		for i, w := range words {
			l.Schedule = append(l.Schedule, BureauStatus{[]string{"2026-09", "2026-10"}[i], w})
		}
		c.Bureau.Loans = append(c.Bureau.Loans, l)
	}
}

// owes gives the applicant an earlier loan with us.
func owes(closed bool) func(*Case) {
	return func(c *Case) {
		from, due := calendar.MustParse("2026-02-01"), calendar.MustParse("2026-03-03")
		l := OwnLoan{Loan: "L-7", ApprovedOn: &from, Principal: 100_000_00, TotalDue: 115_000_00, TermDays: 30, FirstDueOn: &due, FirstRepaidOn: &due}
		if closed {
			l.ClosedOn = &due
		}
		c.OwnHistory = append(c.OwnHistory, l)
	}
}

// holdDecision holds what is true of every decision.
func holdDecision(t testing.TB, c Case, d Decision) {
	t.Helper()
	p := DefaultPolicy()
	smallest, largest, step := p.Amounts()
	if d.Outcome == Decline && (len(d.Offers) > 0 || len(d.Reasons) == 0) {
		t.Errorf("a decline with %d offers and %d reasons", len(d.Offers), len(d.Reasons))
	}
	if d.Outcome == Approve && len(d.Offers) == 0 {
		t.Error("approved without an offer")
	}
	if d.Outcome == Refer && len(d.Reasons) == 0 {
		t.Error("referred without a reason")
	}
	if len(d.Reasons) > p.ReasonsMost || len(d.Offers) > p.Product.Grid.OffersMost {
		t.Errorf("%d reasons, %d offers", len(d.Reasons), len(d.Offers))
	}
	for _, r := range d.Reasons {
		if strings.ContainsAny(r.Text, "{}") || r.Text == "" {
			t.Errorf("%s: %q", r.Code, r.Text)
		}
	}
	for _, o := range d.Offers {
		if o.Principal < smallest.Minor() || o.Principal > largest.Minor() || o.Principal%step.Minor() != 0 || o.Principal > c.Request.Principal {
			t.Errorf("amount %d of %d asked", o.Principal, c.Request.Principal)
		}
		s, err := lending.NewSchedule(p.Terms(o, c.Currency, calendar.DayOf(noon(), calendar.Lagos)))
		if err != nil {
			t.Fatal(err)
		}
		if heaviestOf(s) > d.Affordability.MaxInstalment {
			t.Errorf("%d falls due at once, %d can be carried", heaviestOf(s), d.Affordability.MaxInstalment)
		}
		if s.Instalment.Minor() != o.Instalment || s.TotalDue.Minor() != o.TotalRepayable || s.APR.Decimal().StringFixed(6) != o.APR || s.Rows[0].DueOn != o.FirstDueOn {
			t.Errorf("the contract's figures are not the offer's: %+v", o)
		}
		if days := int(o.FirstDueOn - calendar.DayOf(noon(), calendar.Lagos)); days < 15 || days > 48 {
			t.Errorf("first due after %d days", days)
		}
	}
}

func TestGridIsWide(t *testing.T) {
	d := salaried().decide()
	if first := d.Offers[0]; first.Principal != 200_000_00 || first.TermMonths != 6 {
		t.Errorf("what was asked is not first: %+v", first)
	}
	tenors := map[int]bool{}
	for _, o := range d.Offers {
		tenors[o.TermMonths] = true
	}
	if len(d.Offers) < 3 || len(tenors) < 3 {
		t.Errorf("%d offers, %d lengths", len(d.Offers), len(tenors))
	}
	if d.Offers[0].FirstDueOn.String() != "2026-12-29" {
		t.Errorf("first due %s: payday is the 25th, the day after is Boxing Day on a Saturday, and Monday is kept for it", d.Offers[0].FirstDueOn)
	}
}

func TestReferredCaseKeepsItsOffers(t *testing.T) {
	if d := salaried().missing("insights").decide(); d.Outcome != Refer || len(d.Offers) == 0 {
		t.Errorf("%s with %d offers", d.Outcome, len(d.Offers))
	}
}

func TestNobodyIsToldWhichSignalFired(t *testing.T) {
	for _, r := range stagedSalary().decide().Reasons {
		for _, word := range []string{"salary", "friend", "back", "staged", "fraud"} {
			if strings.Contains(strings.ToLower(r.Text), word) {
				t.Errorf("%s tells %q", r.Text, word)
			}
		}
	}
}

func TestWhatIsNotKnownIsNobodysFault(t *testing.T) {
	d := gambler().with(func(c *Case) { c.Bureau = nil; c.Accounts[0].OpenedOn = nil }).decide()
	for _, r := range d.Reasons {
		if r.Code == "OWN-LATE" || r.Code == "BUR-HIST" {
			t.Errorf("told %s without any history", r.Code)
		}
	}
}

func TestOneReasonForAnAccountThatIsNotTheirs(t *testing.T) {
	d := salaried().with(func(c *Case) { c.Identity.AccountBVNs = []string{"mismatch"} }).decide()
	if len(d.Reasons) != 1 || d.Reasons[0].Code != "DAT-OWN" {
		t.Errorf("%v", d.Reasons)
	}
}

func TestFindingsNameRulesFiguresAndRows(t *testing.T) {
	d := gambler().decide()
	i := slices.IndexFunc(d.Findings, func(f Finding) bool { return f.Rule == "GAM-HIGH" })
	f := d.Findings[i]
	if !f.Against || f.Effect != "decline" || len(f.Rows) == 0 || len(f.Rows) > rowsShown || f.Figures["betting_share"] == "" || f.Figures["betting_share limit"] != "above 30%" {
		t.Errorf("%+v", f)
	}
	if len(d.Findings) < len(DefaultPolicy().Rules) {
		t.Errorf("%d findings: every rule is tried", len(d.Findings))
	}
}

func TestSameCaseSameBytes(t *testing.T) {
	a := mustJSON(t, trader().decide())
	for range 5 {
		if b := mustJSON(t, trader().decide()); a != b {
			t.Fatal("two decisions on one case differ")
		}
	}
}

// TestTheFutureHasNoSay adds rows of the case's day and after: they are counted and change nothing else.
func TestTheFutureHasNoSay(t *testing.T) {
	plain := salaried().decide()
	s := salaried()
	for _, at := range []string{"2026-11-20", "2026-11-20T00:20:00+01:00", "2027-01-05"} {
		s.c.Accounts[0].Transactions = append(s.c.Accounts[0].Transactions, Transaction{ID: "f" + at, At: at, Type: debit, Amount: 900_000_00, Narration: "BET9JA"})
	}
	opened, approved := calendar.MustParse("2026-12-01"), calendar.MustParse("2026-11-20")
	s.c.Bureau.Loans = append(s.c.Bureau.Loans, BureauLoan{Institution: "LATER MFB", OpenedOn: &opened, Principal: 900_000_00})
	s.c.Bureau.Loans[0].Schedule = append(s.c.Bureau.Loans[0].Schedule, BureauStatus{"2026-12", "failed"})
	s.c.OwnHistory = append(s.c.OwnHistory, OwnLoan{Loan: "L-9", ApprovedOn: &approved})
	d := s.decide()
	if d.IgnoredFuture != 6 {
		t.Errorf("%d ignored, want 6", d.IgnoredFuture)
	}
	d.IgnoredFuture = 0
	if a, b := mustJSON(t, plain), mustJSON(t, d); a != b {
		t.Errorf("the future changed the decision:\n%s\n%s", a, b)
	}
}

func TestNightIsTheDayInLagos(t *testing.T) {
	s := salaried()
	// 23:30 UTC of the 19th is half past midnight of the 20th in Lagos: the case's own day.
	s.c.Accounts[0].Transactions = append(s.c.Accounts[0].Transactions, Transaction{ID: "n", At: "2026-11-19T23:30:00Z", Type: credit, Amount: 1})
	if d := s.decide(); d.IgnoredFuture != 1 {
		t.Errorf("%d ignored", d.IgnoredFuture)
	}
}

// TestOddInput: each oddity has a result, and none is a panic.
func TestOddInput(t *testing.T) {
	for _, row := range []struct {
		name    string
		who     *sample
		outcome Outcome
	}{
		{"no accounts", someone(100_000, 6), Refer},
		{"empty statement", someone(100_000, 6).account("a", "GTB", 0, nil), Refer},
		{"one transaction", someone(100_000, 6).account("a", "GTB", 0, []plan{{day: asOf.AddDays(-3), in: true, naira: 5, text: "x"}}), Refer},
		{"zero income", someone(100_000, 6).account("a", "GTB", 900_000, someone(0, 1).living(365, 60_000)), Refer},
		{"nothing but the case", &sample{c: Case{ID: "x", AsOf: asOf, Currency: "NGN"}}, Refer},
		{"account in dollars", salaried().with(func(c *Case) { c.Accounts[0].Currency = "USD" }), Refer},
		{"rows backwards", salaried().with(func(c *Case) { slices.Reverse(c.Accounts[0].Transactions) }), Approve},
		{"row balances missing", salaried().with(func(c *Case) { each2(c, func(x *Transaction) { x.Balance = nil }) }), Approve},
		{"no balances at all", salaried().with(func(c *Case) { each2(c, func(x *Transaction) { x.Balance = nil }); c.Accounts[0].Balance = nil }), Approve},
		{"each row twice under one id", salaried().with(func(c *Case) {
			c.Accounts[0].Transactions = append(c.Accounts[0].Transactions, c.Accounts[0].Transactions...)
		}), Approve},
		{"two rows under one id", salaried().with(func(c *Case) { c.Accounts[0].Transactions[1].ID = c.Accounts[0].Transactions[0].ID }), Refer},
		{"the account linked twice", salaried().with(func(c *Case) {
			again := c.Accounts[0]
			again.ID = "again"
			c.Accounts = append(c.Accounts, again)
		}), Approve},
		{"negative amount in a case that was not parsed", salaried().with(func(c *Case) { c.Accounts[0].Transactions[0].Amount = -5 }), Refer},
		{"amounts at the end of int64", salaried().with(func(c *Case) {
			c.Accounts[0].Transactions[0].Amount, c.Request.Principal = 1<<63-1, 1<<63-1
		}), Refer},
		{"all ids empty", salaried().with(func(c *Case) { each2(c, func(x *Transaction) { x.ID = "" }) }), Approve},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := row.who.decide()
			if d.Outcome != row.outcome {
				t.Errorf("%s, want %s: %v", d.Outcome, row.outcome, d.Reasons)
			}
		})
	}
}

func each2(c *Case, change func(*Transaction)) {
	for i := range c.Accounts[0].Transactions {
		change(&c.Accounts[0].Transactions[i])
	}
}

// TestOrderAndRepeatsDoNotMatter: a feed that runs backwards or repeats rows gives the same figures.
func TestOrderAndRepeatsDoNotMatter(t *testing.T) {
	want := salaried().decide()
	back := salaried().with(func(c *Case) { slices.Reverse(c.Accounts[0].Transactions) }).decide()
	if mustJSON(t, back.Score) != mustJSON(t, want.Score) || mustJSON(t, back.Offers) != mustJSON(t, want.Offers) {
		t.Errorf("backwards: %+v, want %+v", back.Score, want.Score)
	}
	twice := salaried().with(func(c *Case) {
		again := c.Accounts[0]
		again.ID = "again"
		c.Accounts = append(c.Accounts, again)
	}).decide()
	if mustJSON(t, twice.Affordability) != mustJSON(t, want.Affordability) {
		t.Errorf("linked twice: %+v, want %+v", twice.Affordability, want.Affordability)
	}
}

// FuzzParseAndDecide: whatever a case holds, it is refused with its mistakes or decided; nothing panics.
func FuzzParseAndDecide(f *testing.F) {
	for _, s := range []*sample{thinFile(), someone(100_000, 3), stagedSalary()} {
		s.c.Accounts = shorten(s.c.Accounts)
		body, err := json.Marshal(s.c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"id":"x","as_of":"2026-11-20","currency":"NGN","request":{"principal":1,"term_days":15},"extra":{"a":{}},"accounts":null,"income":{"monthly_average":0,"streams":[{"type":"x","amount":1}]}}`))
	f.Add([]byte(`{"id":"x","as_of":"1900-01-01","currency":"XOF","request":{"principal":1,"term_months":600},"bureau":{"pulled_on":"2026-11-20","loans":[{"schedule":[{"month":"2200-01","status":""}]}]},"own_history":[{"term_days":18600,"approved_on":"1900-01-01","closed_on":"2199-01-01"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c, mistakes := ParseCase(body)
		if len(mistakes) > 0 {
			return
		}
		d := Decide(DefaultPolicy(), c, c.AsOf.At(12, 0, calendar.Lagos))
		if mustJSON(t, d) != mustJSON(t, Decide(DefaultPolicy(), c, c.AsOf.At(12, 0, calendar.Lagos))) {
			t.Error("two decisions on one case differ")
		}
	})
}

func shorten(accounts []Account) []Account {
	for i := range accounts {
		accounts[i].Transactions = accounts[i].Transactions[:min(12, len(accounts[i].Transactions))]
	}
	return accounts
}

// BenchmarkDecide2000Rows is a full decision on one year of about 2,000 rows; BenchmarkDecode2000Rows
// is what the library takes to read the same case.
func BenchmarkDecide2000Rows(b *testing.B) {
	s := busy()
	b.ReportAllocs()
	for b.Loop() {
		s.decide()
	}
	b.ReportMetric(float64(rowsIn(s.c)), "rows")
}

func BenchmarkDecode2000Rows(b *testing.B) {
	body, err := json.Marshal(busy().c)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var c Case
		if err := json.Unmarshal(body, &c); err != nil {
			b.Fatal(err)
		}
	}
}

// busy is the trader with another thousand rows, each of another payee.
func busy() *sample {
	s := trader()
	var more []plan
	for i := range 900 {
		more = append(more, plan{day: asOf.AddDays(-1 - i%360), naira: 1_500, text: fmt.Sprintf("MC Loc POS Prch-%06d-PLACE %c%c LAGOS NG-", i, 'A'+i%26, 'A'+i/26%26)})
	}
	return s.account("third", "UBA", 3_000_000, more)
}

func rowsIn(c Case) (n int) {
	for _, a := range c.Accounts {
		n += len(a.Transactions)
	}
	return n
}
