package published

import (
	"fmt"
	"strings"

	"lendwright/internal/lending"
)

// now is the loan as it stands today.
func (r *lifeRun) now() (lending.LifeStanding, error) {
	events := append(r.events[:len(r.events):len(r.events)], lending.LifeEvent{Do: lending.DoShow, On: r.today})
	s, err := live(r.terms, events)
	if err != nil {
		return lending.LifeStanding{}, err
	}
	return s[len(s)-1], nil
}

// expect compares a table of the case, of those that we have too.
func (r *lifeRun) expect(s Step) error {
	if s.Expect == "schedule" && len(r.events) == 0 {
		r.events = append(r.events, lending.LifeEvent{Do: lending.DoDisburse, On: r.today})
		defer func() { r.events = nil }()
	}
	switch s.Expect {
	case "transactions":
		return r.matchPayments(s.Rows)
	case "charges", "transaction_reverted", "journal", "delinquency":
		return nil
	}
	if len(r.events) == 0 {
		return nil
	}
	now, err := r.now()
	if err != nil {
		return err
	}
	switch s.Expect {
	case "schedule":
		return matchLife(now.Rows, s.Rows)
	case "status":
		return matchState(now.State, s.Status)
	case "overpaid":
		return same("overpaid", now.Credit.Plain(), s.Amount)
	case "outstanding":
		return same("outstanding", now.Outstanding.Total().Plain(), s.Amount)
	case "schedule_total":
		return same("total outstanding", now.Outstanding.Total().Plain(), s.Outstanding)
	}
	return fmt.Errorf("%w: %s", errNotExpressible, s.Expect)
}

func same(what, got, want string) error {
	if got != want {
		return fmt.Errorf("%s is %s, want %s", what, got, want)
	}
	return nil
}

// matchState compares with the states of the source.
func matchState(got lending.LifeState, want string) error {
	ours := map[string][]lending.LifeState{
		"APPROVED": {lending.LifeReady}, "OVERPAID": {lending.LifeOverpaid},
		"ACTIVE": {lending.LifeActive, lending.LifeInArrears, lending.LifeDefaulted}, "CLOSED": {lending.LifeClosed},
	}
	for name, states := range ours {
		for _, s := range states {
			if strings.HasPrefix(want, name) && s == got {
				return nil
			}
		}
	}
	return fmt.Errorf("state is %s, want %s", got, want)
}

// matchLife compares the rows of a life with a published table, which shows disbursements as rows.
func matchLife(rows []lending.LifeRow, want []Row) error {
	var table []Row
	for _, w := range want {
		if w.Row != "disbursement" {
			table = append(table, w)
		}
	}
	if len(rows) != len(table) {
		return fmt.Errorf("%d rows, want %d", len(rows), len(table))
	}
	for i, r := range rows {
		got := strings.Join([]string{
			r.DueOn.String(), r.Principal.Plain(), r.Interest.Plain(), r.Fees.Plain(), r.Penalties.Plain(),
			r.Due.Plain(), r.Paid.Plain(), r.Outstanding.Plain(),
		}, " ")
		w := table[i]
		expected := strings.Join([]string{w.DueDate, w.Principal, w.Interest, w.Fees, w.Penalties, w.Due, w.Paid, w.Outstanding}, " ")
		if got != expected {
			return fmt.Errorf("row %d is %s, want %s", i+1, got, expected)
		}
	}
	return nil
}

// matchPayments compares how each payment was divided, as its transaction shows it.
func (r *lifeRun) matchPayments(want []Row) error {
	if len(r.events) == 0 {
		return nil
	}
	standings, err := live(r.terms, r.events)
	if err != nil {
		return err
	}
	var got, expected []string
	for i, e := range r.events {
		if p := standings[i].Allocated; e.Do == lending.DoRepay {
			got = append(got, strings.Join([]string{
				e.On.String(), e.Amount.Plain(), p.Principal.Plain(), p.Interest.Plain(), p.Fees.Plain(), p.Penalties.Plain(),
			}, " "))
		}
	}
	for _, w := range want {
		if w.Kind == "Repayment" || w.Kind == "Down Payment" || strings.HasSuffix(w.Kind, "Refund") {
			expected = append(expected, strings.Join([]string{w.On, w.Amount, w.Principal, w.Interest, w.Fees, w.Penalties}, " "))
		}
	}
	return same("payments", strings.Join(got, "; "), strings.Join(expected, "; "))
}
