package lending

import (
	"fmt"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// lifeOf reads a life written as the contract says: terms over the loan of DOMAIN 5.1 (₦100,000 at 5 % a
// month over six months from 27 February 2026), and events.
func lifeOf(t testing.TB, terms, events string) (LifeTerms, []LifeEvent) {
	t.Helper()
	if terms != "" {
		terms = "," + terms
	}
	lt, ev, err := DecodeLife([]byte(`{"terms":{"currency":"NGN","principal":"100000.00","annual_rate":"0.60","method":"annuity",
		"instalments":6,"disbursed_on":"2026-02-27","fees":[]` + terms + `},"events":[` + events + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return lt, ev
}

const paidOut = `{"do":"disburse","on":"2026-02-27"}`

// TestWhatBecomesOfALoan reads as policy: terms, what happened, and what then is owed.
func TestWhatBecomesOfALoan(t *testing.T) {
	for _, c := range []struct{ name, terms, events, want string }{
		{"nothing was paid out", "", `{"do":"show","on":"2026-02-01"}`, "ready; owes 0.00; late 0; settles 0.00"},
		{"paid out", "", paidOut, "active; owes 118210.48; late 0; settles 100000.00"},
		{"ten days later the interest of twelve, for 30/360 gives February thirty", "", paidOut + `,{"do":"show","on":"2026-03-09"}`, "active; owes 118210.48; late 0; settles 102000.00"},
		{"on the due day nothing is late", "", paidOut + `,{"do":"show","on":"2026-03-27"}`, "active; owes 118210.48; late 0; settles 105000.00"},
		{"a day after it is", "", paidOut + `,{"do":"show","on":"2026-03-28"}`, "in_arrears; owes 118210.48; late 1; settles 105142.16"},
		{"ninety days after it is in default", "", paidOut + `,{"do":"show","on":"2026-06-25"}`, "defaulted; owes 118210.48; late 90; settles 115261.77"},
		{"a few naira under the tolerance are no arrears", `"arrears_tolerance":"100.00"`, paidOut + `,{"do":"repay","on":"2026-03-27","amount":"19651.75"},{"do":"show","on":"2026-04-20"}`, "active; owes 98558.73; late 0; settles 88618.02"},
		{"repaid to the end", "", paidOut + `,{"do":"settle","on":"2026-02-27"}`, "closed; owes 0.00; late 0; settles 0.00"},
		{"paid twice too much", "", paidOut + `,{"do":"repay","on":"2026-02-27","amount":"100000.01"}`, "overpaid; owes 0.00; late 0; settles 0.00; credit 0.01"},
		{"and refunded", "", paidOut + `,{"do":"repay","on":"2026-02-27","amount":"100000.01"},{"do":"refund","on":"2026-02-28"}`, "closed; owes 0.00; late 0; settles 0.00"},
		{"one per cent a month of what is overdue, after three days of grace", `"late_fee":{"percent":"0.01","per":"month","grace_days":3}`,
			paidOut + `,{"do":"show","on":"2026-03-30"}`, "in_arrears; owes 118210.48; late 3; settles 105426.49"},
		{"which counts from the due day once it is exceeded", `"late_fee":{"percent":"0.01","per":"month","grace_days":3}`,
			paidOut + `,{"do":"show","on":"2026-03-31"}`, "in_arrears; owes 118236.75; late 4; settles 105594.93"},
		{"the cap of a late fee", `"late_fee":{"percent":"0.5","per":"day","cap_percent":"0.1"}`,
			paidOut + `,{"do":"show","on":"2026-04-20"}`, "in_arrears; owes 120180.66; late 24; settles 110239.95"},
		{"in duplum: in default never more is added than the principal owed", `"in_duplum":true,"late_fee":{"percent":"1","per":"day"}`,
			paidOut + `,{"do":"show","on":"2027-02-27"}`, "defaulted; owes 205000.00; late 337; settles 205000.00"},
		{"all costs together at most twenty per cent of the loan", `"cost_cap":"0.2","late_fee":{"percent":"0.1","per":"month"}`,
			paidOut + `,{"do":"show","on":"2027-02-27"}`, "defaulted; owes 120000.00; late 337; settles 120000.00"},
		{"written off, and a part recovered", "", paidOut + `,{"do":"write_off","on":"2026-09-27"},{"do":"recover","on":"2026-10-27","amount":"18210.48"}`, "written_off; owes 0.00; late 0; settles 0.00; written off 100000.00"},
		{"recovered wholly", "", paidOut + `,{"do":"write_off","on":"2026-09-27"},{"do":"recover","on":"2026-10-27","amount":"118210.48"}`, "recovered; owes 0.00; late 0; settles 0.00"},
		{"a payment reversed weeks later opens the arrears again", "", paidOut + `,{"do":"repay","on":"2026-03-27","amount":"19701.75"},{"do":"reverse","event":1,"on":"2026-04-17"}`, "in_arrears; owes 118210.48; late 21; settles 107843.28"},
		{"a payment holiday asks nothing and adds its interest", "", paidOut + `,{"do":"payment_holiday","on":"2026-03-01","periods":1}`, "active; owes 123210.48; late 0; settles 100666.67"},
		{"cancelled before it was paid out", "", `{"do":"cancel","on":"2026-02-20"}`, "cancelled; owes 0.00; late 0; settles 0.00"},
		{"the contract's full interest", `"early_settlement":"full_interest"`, paidOut, "active; owes 118210.48; late 0; settles 118210.48"},
	} {
		t.Run(c.name, func(t *testing.T) {
			terms, events := lifeOf(t, c.terms, c.events)
			life, err := Live(terms, events)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(life.Standings[len(events)-1]); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// told is a standing in short.
func told(s LifeStanding) string {
	text := fmt.Sprintf("%s; owes %s; late %d; settles %s", s.State, s.Outstanding.Total().Plain(), s.DaysPastDue, s.Settlement.Plain())
	if s.Credit.Positive() {
		text += "; credit " + s.Credit.Plain()
	}
	if s.WrittenOff.Positive() {
		text += "; written off " + s.WrittenOff.Plain()
	}
	return text
}

// TestPrepaymentAsTheHandbookReckonsIt are the vectors of DOMAIN 5.6: after two instalments ₦30,000 more.
func TestPrepaymentAsTheHandbookReckonsIt(t *testing.T) {
	paid := paidOut + `,{"do":"repay","on":"2026-03-27","amount":"19701.75"},{"do":"repay","on":"2026-04-27","amount":"19701.75"},
		{"do":"repay","on":"2026-04-27","amount":"30000.00"}`
	for _, c := range []struct{ mode, dues, interest string }{
		{"lower_instalments", "11241.39 11241.39 11241.39 11241.38", "5104.14"},
		{"shorten_term", "19701.75 19701.75 3736.55", "3278.64"},
		{"reduce_next", "1993.07 7410.43 19701.75 17287.72", "6531.56"},
		{"next_instalment", "0.00 9403.50 19701.75 19701.73", ""},
	} {
		t.Run(c.mode, func(t *testing.T) {
			terms, events := lifeOf(t, `"prepayment":"`+c.mode+`"`, paid)
			life, err := Live(terms, events)
			if err != nil {
				t.Fatal(err)
			}
			last := life.Standings[len(events)-1]
			var dues []string
			for _, r := range last.Rows[2:] {
				dues = append(dues, r.Outstanding.Plain())
			}
			if got := strings.Join(dues, " "); got != c.dues {
				t.Errorf("then %s are owed, want %s", got, c.dues)
			}
			if c.interest != "" && last.Outstanding.Interest.Plain() != c.interest {
				t.Errorf("interest %s, want %s", last.Outstanding.Interest.Plain(), c.interest)
			}
		})
	}
}

// TestWhatALifeRefuses: the loan's state says no, with the event's position.
func TestWhatALifeRefuses(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"a payment before the disbursement", `{"do":"repay","on":"2026-02-27","amount":"1.00"}`, "$.events[0]: repay on 2026-02-27 was refused: the loan was not disbursed yet"},
		{"a payment dated before the disbursement", paidOut + `,{"do":"repay","on":"2026-02-26","amount":"1.00"}`, "$.events[1]"},
		{"more than the principal", paidOut + `,{"do":"disburse","on":"2026-02-27","amount":"0.01"}`, "$.events[1]"},
		{"the disbursement reversed under a payment", paidOut + `,{"do":"repay","on":"2026-03-27","amount":"1.00"},{"do":"reverse","event":0,"on":"2026-03-28"}`, "event 1, repay on 2026-03-27, cannot stand"},
		{"an event reversed twice", paidOut + `,{"do":"repay","on":"2026-03-27","amount":"1.00"},{"do":"reverse","event":1,"on":"2026-03-28"},{"do":"reverse","event":1,"on":"2026-03-28"}`, "$.events[3]: reverse on 2026-03-28 was refused: event 1 was reversed already"},
		{"an event that has not happened", paidOut + `,{"do":"reverse","event":1,"on":"2026-03-28"}`, "event 1 has not happened yet"},
		{"a refund of nothing", paidOut + `,{"do":"refund","on":"2026-03-28"}`, "cannot be refunded"},
		{"a waiver of what is not owed", paidOut + `,{"do":"waive","on":"2026-03-28","kind":"penalty"}`, "cannot be waived"},
		{"a payment after the write-off", paidOut + `,{"do":"write_off","on":"2026-09-28"},{"do":"repay","on":"2026-09-29","amount":"1.00"}`, "$.events[2]"},
		{"recovery of what was not written off", paidOut + `,{"do":"recover","on":"2026-09-29","amount":"1.00"}`, "use repay"},
		{"too little to settle", paidOut + `,{"do":"settle","on":"2026-02-27","amount":"99999.99"}`, "does not settle"},
		{"a cancellation after the disbursement", paidOut + `,{"do":"cancel","on":"2026-02-28"}`, "settled, not cancelled"},
		{"an instalment that is not there", paidOut + `,{"do":"reschedule","on":"2026-02-28","from_due":"2026-03-28","extra_instalments":1}`, "no instalment is due on 2026-03-28"},
		{"a due date before its period", paidOut + `,{"do":"reschedule","on":"2026-02-28","new_due_on":"2026-02-27"}`, "lies before"},
	} {
		t.Run(c.name, func(t *testing.T) {
			terms, events := lifeOf(t, "", c.events)
			_, err := Live(terms, events)
			if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Said(err), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestBadInputOfALife is the list of the issue: a clear error under its path, or a defined result.
func TestBadInputOfALife(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"zero principal", `"principal":"1000.00"`, `"principal":"0.00"`, "$.terms.principal"},
		{"negative principal", `"principal":"1000.00"`, `"principal":"-5.00"`, "$.terms.principal"},
		{"too many digits", `"principal":"1000.00"`, `"principal":"1000.001"`, "$.terms.principal"},
		{"too many digits of a payment", `"amount":"1.00"`, `"amount":"1.001"`, "$.events[1].amount"},
		{"a negative payment", `"amount":"1.00"`, `"amount":"-1.00"`, "$.events[1].amount"},
		{"a payment of nothing", `"amount":"1.00"`, `"amount":"0.00"`, "$.events[1].amount"},
		{"a payment without an amount", `,"amount":"1.00"`, ``, "$.events[1].amount"},
		{"a verb that we do not know", `"repay"`, `"repaid"`, "$.events[1].do"},
		{"a day that is none", `"2026-02-10"`, `"2026-02-30"`, "$.events[1].on"},
		{"a field of another verb", `"amount":"1.00"`, `"amount":"1.00","event":1`, "$.events[1].event"},
		{"a field that nobody knows", `"instalments":1`, `"instalments":1,"colour":"red"`, "$.terms.colour"},
		{"an allocation that forgets one", `"instalments":1`, `"instalments":1,"allocation":["fee","interest"]`, "$.terms.allocation"},
		{"an allocation that names one twice", `"instalments":1`, `"instalments":1,"allocation":["fee","fee","interest","principal"]`, "$.terms.allocation"},
		{"a due date before the disbursement", `"instalments":1`, `"instalments":1,"first_due_on":"2026-01-01"`, "$.terms.first_due_on"},
		{"a late fee without a figure", `"instalments":1`, `"instalments":1,"late_fee":{}`, "$.terms.late_fee"},
		{"no events", `"events":`, `"happened":`, "$.events"},
	} {
		t.Run(c.name, func(t *testing.T) {
			input := `{"terms":{"currency":"NGN","principal":"1000.00","annual_rate":"0.60","method":"annuity","instalments":1,"disbursed_on":"2026-01-10","fees":[]},
				"events":[{"do":"disburse","on":"2026-01-10"},{"do":"repay","on":"2026-02-10","amount":"1.00"}]}`
			if _, _, err := DecodeLife([]byte(input)); err != nil {
				t.Fatal(err)
			}
			_, _, err := DecodeLife([]byte(strings.Replace(input, c.from, c.to, 1)))
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestOddLoansLive: rates of 0 and 1000 %, 1 and 600 instalments, a currency without minor units and a
// payment larger than the debt have a defined end.
func TestOddLoansLive(t *testing.T) {
	for _, c := range []struct {
		name        string
		rate        string
		instalments int
		currency    money.Currency
	}{{"rate 0", "0", 6, "NGN"}, {"rate 1000 %", "10", 6, "NGN"}, {"one instalment", "0.6", 1, "NGN"}, {"600 instalments", "0.1", 600, "NGN"}, {"no minor unit", "0.6", 6, "UGX"}} {
		t.Run(c.name, func(t *testing.T) {
			terms := LifeTerms{Recalculate: true, Terms: Terms{
				Principal: money.Of(10_000_000, c.currency), AnnualRate: money.MustRate(c.rate), Method: Annuity,
				Instalments: c.instalments, DisbursedOn: calendar.MustParse("2026-01-31"),
			}}
			life, err := Live(terms, []LifeEvent{
				{Do: DoDisburse, On: terms.DisbursedOn},
				{Do: DoRepay, On: terms.DisbursedOn + 20, Amount: money.Of(1_000, c.currency)},
				{Do: DoRepay, On: terms.DisbursedOn + 40, Amount: money.Of(50_000_000, c.currency)},
			})
			if err != nil {
				t.Fatal(err)
			}
			if last := life.Standings[2]; last.State != LifeOverpaid || !last.Outstanding.Total().IsZero() {
				t.Errorf("%+v", told(last))
			}
		})
	}
}

// FuzzLife: whatever is written, it is a life, or refused in words; and its books sum to zero.
func FuzzLife(f *testing.F) {
	f.Add([]byte(`{"terms":{"currency":"NGN","principal":"1000.00","annual_rate":"0.60","method":"annuity","instalments":3,"disbursed_on":"2026-01-10","interest_recalculation":true},"events":[{"do":"disburse","on":"2026-01-10"},{"do":"repay","on":"2026-02-01","amount":"500.00"},{"do":"show","on":"2027-01-01"}]}`))
	f.Add([]byte(`{"terms":{"currency":"KES","principal":"1000.00","annual_rate":"0.60","method":"flat","instalments":3,"disbursed_on":"2026-01-10","late_fee":{"amount":"5.00"},"in_duplum":true},"events":[{"do":"disburse","on":"2026-01-10"},{"do":"payment_holiday","on":"2026-02-01","periods":2},{"do":"write_off","on":"2027-01-01"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		terms, events, err := DecodeLife(data)
		if err != nil || len(events) > 20 || terms.Instalments > 60 {
			return
		}
		life, err := Live(terms, events)
		if err != nil {
			if fault.Said(err) == "" {
				t.Fatalf("refused without a word: %v", err)
			}
			return
		}
		var sum money.Money
		for _, p := range life.Postings {
			sum = sum.Add(p.Amount)
		}
		if !sum.IsZero() {
			t.Fatalf("the postings sum to %s", sum)
		}
		EncodeLife(life)
	})
}

// TestALateFeeOfFortyFiveDays is the vector of DOMAIN 5.7: one per cent a month of 19,701.75.
func TestALateFeeOfFortyFiveDays(t *testing.T) {
	terms, events := lifeOf(t, `"late_fee":{"percent":"0.01","per":"month","grace_days":3,"until_days":90}`, paidOut+`,{"do":"show","on":"2026-05-11"}`)
	life, err := Live(terms, events)
	if err != nil {
		t.Fatal(err)
	}
	if got := life.Standings[1].Rows[0].Penalties.Plain(); got != "295.53" {
		t.Errorf("penalty %s", got)
	}
}

// TestAChargebackTakesAPartBack: what was paid too much first, then what the named payment paid.
func TestAChargebackTakesAPartBack(t *testing.T) {
	terms, events := lifeOf(t, "", paidOut+`,{"do":"repay","on":"2026-03-27","amount":"19701.75"},{"do":"chargeback","on":"2026-04-01","amount":"6000.00","event":1}`)
	life, err := Live(terms, events)
	if err != nil {
		t.Fatal(err)
	}
	if got := told(life.Standings[2]); got != "active; owes 104508.73; late 0; settles 91866.91" {
		t.Error(got)
	}
}
