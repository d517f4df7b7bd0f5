package web

import (
	"fmt"
	"strconv"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/underwriting"
	"lendwright/templates"
)

// addProfile reads the frozen case again under the policy and shows what its statements say.
func addProfile(p *templates.CasePage, policy underwriting.Policy, c underwriting.Case) {
	profile := policy.Read(c)
	p.Cash = cashChart(profile)
	p.Balance = balanceChart(profile)
	p.Incomes = incomesTable(profile)
	p.Obligations = obligationsTable(profile)
	p.Bureau = bureauTable(c.Bureau, profile.Currency)
}

func cashChart(p underwriting.Profile) *templates.BarChart {
	if len(p.Months) == 0 {
		return nil
	}
	chart := &templates.BarChart{Title: "Money in and out by month, own transfers and reversals removed"}
	t := templates.Table{
		Caption: "Cash flow by month",
		Columns: []templates.Column{{Text: "Month"}, {Text: "In", Number: true}, {Text: "Out", Number: true}, {Text: "Net", Number: true}, {Text: "Lowest balance", Number: true}},
	}
	for _, m := range p.Months {
		in, out := naira(money.Of(m.In, p.Currency)), naira(money.Of(m.Out, p.Currency))
		chart.Months = append(chart.Months, templates.Month{Label: monthLabel(m.Name), In: m.In, Out: m.Out, InWords: in, OutWords: out})
		row := []templates.Cell{{Text: m.Name}, {Text: in}, {Text: out}, {Text: naira(money.Of(m.Net, p.Currency))}, {Text: "–"}}
		if !m.Complete {
			row[0].Under = "part of the month"
		}
		if m.Balances {
			row[4].Text = naira(money.Of(m.Lowest, p.Currency))
		}
		t.Rows = append(t.Rows, row)
	}
	chart.Table = t
	return chart
}

// monthLabel is Oct for 2026-10.
func monthLabel(name string) string {
	t, err := time.Parse("2006-01", name)
	if err != nil {
		return name
	}
	return t.Format("Jan")
}

func balanceChart(p underwriting.Profile) *templates.LineChart {
	if len(p.Daily) < 2 {
		return nil
	}
	chart := &templates.LineChart{Title: "Balance at the end of each day, all counted accounts together"}
	t := templates.Table{Caption: "Balance at each month's end", Columns: []templates.Column{{Text: "Day"}, {Text: "Balance", Number: true}}}
	for i, d := range p.Daily {
		words := naira(money.Of(d.Balance, p.Currency))
		point := templates.Point{X: int64(d.Day), Y: d.Balance, Words: words}
		if _, _, day := d.Day.Date(); day == 1 {
			point.Label = d.Day.Time().Format("Jan")
		}
		chart.Points = append(chart.Points, point)
		if i == len(p.Daily)-1 || d.Day.Time().Month() != p.Daily[i+1].Day.Time().Month() {
			t.Rows = append(t.Rows, []templates.Cell{{Text: dayShort(d.Day)}, {Text: words}})
		}
	}
	chart.Table = t
	return chart
}

func incomesTable(p underwriting.Profile) templates.Table {
	t := templates.Table{
		Caption: "Income",
		Columns: []templates.Column{{Text: "From"}, {Text: "Kind"}, {Text: "How often"}, {Text: "Months", Number: true}, {Text: "A month", Number: true}, {Text: "Counted", Number: true}, {Text: "Next"}},
	}
	for _, s := range p.Income {
		next := "–"
		if s.Next.Known() && s.Next != 0 {
			next = dayShort(s.Next)
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: s.Name, Under: s.Why}, {Text: s.Kind}, {Text: s.Frequency, Under: fmt.Sprintf("%d payments", s.Payments)}, {Text: strconv.Itoa(s.Months)},
			{Text: naira(money.Of(s.Monthly, p.Currency))}, {Text: naira(money.Of(s.Counted, p.Currency))}, {Text: next},
		})
	}
	if len(t.Rows) > 0 {
		t.Total = []templates.Cell{{Text: "Counted a month"}, {}, {}, {}, {Text: naira(money.Of(p.GrossIncome, p.Currency))}, {Text: naira(money.Of(p.MonthlyIncome, p.Currency))}, {}}
	}
	return t
}

func obligationsTable(p underwriting.Profile) templates.Table {
	t := templates.Table{
		Caption: "Owed to other lenders",
		Columns: []templates.Column{{Text: "Lender"}, {Text: "Seen in the statement", Number: true}, {Text: "Reported by the bureau", Number: true}, {Text: "Counted a month", Number: true}},
	}
	for _, d := range p.Debts {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: d.Lender, Under: d.Considered}, {Text: naira(money.Of(d.Statement, p.Currency))},
			{Text: naira(money.Of(d.Bureau, p.Currency))}, {Text: naira(money.Of(d.Monthly, p.Currency))},
		})
	}
	if len(t.Rows) > 0 {
		t.Total = []templates.Cell{{Text: "A month"}, {}, {}, {Text: naira(money.Of(p.Obligations, p.Currency))}}
	}
	return t
}

func bureauTable(b *underwriting.Bureau, cur money.Currency) templates.Table {
	t := templates.Table{
		Caption: "Credit history",
		Columns: []templates.Column{{Text: "Lender"}, {Text: "Opened"}, {Text: "Amount", Number: true}, {Text: "Instalment", Number: true}, {Text: "State"}, {Text: "Months not paid", Number: true}},
	}
	if b == nil {
		return t
	}
	for _, l := range b.Loans {
		missed := 0
		for _, m := range l.Schedule {
			if m.Status != "paid" && m.Status != "pending" {
				missed++
			}
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: l.Institution}, {Text: dayPointer(l.OpenedOn)}, {Text: naira(money.Of(l.Principal, cur))}, {Text: naira(money.Of(l.Instalment, cur))},
			{Text: l.Status, Under: l.Performance}, {Text: strconv.Itoa(missed)},
		})
	}
	return t
}

func dayPointer(d *calendar.Day) string {
	if d == nil {
		return "–"
	}
	return dayShort(*d)
}
