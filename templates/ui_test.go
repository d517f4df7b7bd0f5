package templates

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// states is every component in the states that it can be in: full, empty, wrong, long.
var states = map[string]templ.Component{
	"field":               Input(Field{Name: "email", Label: "E-mail", Type: "email"}),
	"field with all":      Input(Field{Name: "email", Label: "E-mail", Hint: "Yours.", Error: "Enter it.", Value: `"><script>x</script>`, Optional: true, InputMode: "email", MaxLength: "9"}),
	"money field":         MoneyInput(Field{Name: "amount", Label: "How much?", Error: "Enter an amount."}),
	"text area":           TextArea(Field{Name: "reason", Label: "Why?", Value: "one\ntwo"}),
	"radios":              Radios(Choice{Name: "months", Label: "How long?", Error: "Choose.", Options: []Option{{Value: "1", Text: "1 month"}, {Value: "2", Text: "2 months", Hint: "more", Chosen: true}}}),
	"select":              Select(Choice{Name: "purpose", Label: "Why?", Hint: "h", Options: []Option{{Text: "Choose one"}, {Value: "rent", Text: "Rent", Chosen: true}}}),
	"consent":             Consent(ConsentBox{Name: "c", Label: "Read", What: "w", Why: "y", Long: "l", Stop: "s", Version: "1", Error: "Tick."}),
	"no mistakes":         ErrorSummary(nil),
	"strip":               StateStrip(Strip{Who: "Your bank", Says: "Makes it ready.", When: "A day.", Tone: "indigo"}),
	"strip without tone":  StateStrip(Strip{Says: "It is over."}),
	"badge":               Badge(Tag{"paid", "leaf"}),
	"steps":               StepList(Steps{Says: "3 of 6: your bank", Marks: []string{"done", "done", "now", "", "", ""}}),
	"empty state":         EmptyState(Nothing{Title: "Nothing", Text: "Do this.", Act: "Do", URL: "/do"}),
	"timeline":            Timeline([]Moment{{When: "now", DateTime: "2026-11-20", Who: "You", What: "came"}, {When: "then", What: "went"}}),
	"empty timeline":      Timeline(nil),
	"checklist":           Checklist([]CheckLine{{Name: "BVN", Tag: Tag{"here", "leaf"}, Why: "because"}}),
	"figure":              KeyFigure(Figure{Label: "Left", Value: "₦1", Change: "less", Big: true}),
	"cost":                CostBreakdown(Cost{Receive: "₦1", PayBack: "₦2", ItCosts: "₦1", Fee: "₦0", APR: "9%", FirstDue: "Monday"}),
	"offer":               OfferCard(OfferView{URL: "/offers/1", Receive: "₦1"}),
	"schedule":            ScheduleTable(ScheduleView{Caption: "S", Rows: []ScheduleRow{{DueOn: "1 Jan", Due: "₦1", Next: true}, {DueOn: "2026", Due: "₦2", Year: true}}}),
	"schedule with paid":  ScheduleTable(ScheduleView{Caption: "S", Paid: true, Fees: true, Rows: []ScheduleRow{{DueOn: "1 Jan", State: "paid", Tag: Tag{"paid", "leaf"}}}}),
	"table":               DataTable(Table{Caption: "T", Columns: []Column{{Text: "A", SortURL: "?sort=a", Sorted: "ascending"}, {Text: "B", Number: true}}, Rows: [][]Cell{{{Text: "x", URL: "/x"}, {Text: "1", Under: "u", Tag: Tag{"t", ""}}}}, Total: []Cell{{Text: "Total"}, {Text: "1"}}, ExportTo: "/x.csv"}),
	"table without rows":  DataTable(Table{Caption: "T", Empty: Nothing{Title: "No rows", Text: "None."}}),
	"row beyond columns":  DataTable(Table{Caption: "T", Columns: []Column{{Text: "A"}}, Rows: [][]Cell{{{Text: "x"}, {Text: "y"}}}}),
	"facts":               Facts([]Fact{{Name: "n", Value: "v", URL: "/v"}}),
	"filters":             FilterBar("State", []FilterLink{{Text: "All", URL: "?", Current: true, Count: "3"}}),
	"finding":             FindingRow(FindingView{Rule: "r", Said: "s", Effect: "decline", Against: true, Figures: "f", Rows: []string{"row"}}),
	"confirmation":        ConfirmPage(Confirmation{Title: "Sure?", Says: "It ends.", Act: "End it", Action: "/end", Back: "/", Grave: true, Facts: []Fact{{Name: "n"}}, Hidden: []Fact{{Name: "h", Value: "v"}}}),
	"line":                Line(LineChart{Title: "Balance", Points: []Point{{0, 0, "₦0", "Jan"}, {10, 500, "₦5", "Feb"}, {20, -100, "−₦1", "Mar"}}, Markers: []Point{{X: 10, Label: "due"}}}),
	"line of one point":   Line(LineChart{Title: "Balance", Points: []Point{{5, 5, "₦5", "Jan"}}}),
	"line without points": Line(LineChart{Title: "Balance"}),
	"bars":                Bars(BarChart{Title: "Cash", Months: []Month{{"Jan", 100, 50, "₦1", "₦0.50"}, {"Feb", 0, 0, "₦0", "₦0"}}}),
	"bars without months": Bars(BarChart{Title: "Cash"}),
}

func TestEveryComponentInEveryState(t *testing.T) {
	for name, component := range states {
		t.Run(name, func(t *testing.T) {
			body := rendered(t, component)
			if strings.Contains(body, "<script>x") {
				t.Error("a value was not escaped")
			}
			labelled, described := map[string]bool{}, map[string]bool{}
			doc, err := html.Parse(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				if n.DataAtom == atom.Label {
					labelled[value(n, "for")] = true
				}
				described[value(n, "id")] = true
			}
			for n := range doc.Descendants() {
				switch n.DataAtom {
				case atom.Input, atom.Select, atom.Textarea:
					if value(n, "type") != "hidden" && !labelled[value(n, "id")] {
						t.Errorf("field %s has no label", value(n, "name"))
					}
				case atom.Form:
					if value(n, "method") == "" || value(n, "action") == "" {
						t.Error("form without method or action")
					}
				}
				for _, id := range strings.Fields(value(n, "aria-describedby")) {
					if !described[id] {
						t.Errorf("%s is not there", id)
					}
				}
			}
		})
	}
}

func TestTheSummaryLinksInTheFieldsWords(t *testing.T) {
	body := rendered(t, ErrorSummary([]FieldError{{"amount", "Enter an amount."}, {"", "Try later."}}))
	for _, want := range []string{`role="alert"`, `href="#amount"`, "Enter an amount.", "Try later.", "There is a problem"} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s:\n%s", want, body)
		}
	}
}

func TestTheTitleBeginsWithError(t *testing.T) {
	if got := (Page{Title: "Apply", Error: true}).FullTitle(); got != "Error: Apply · Lendwright" {
		t.Error(got)
	}
}

func TestTheMarkIsSmall(t *testing.T) {
	if n := len(rendered(t, mark())); n >= 600 {
		t.Errorf("%d bytes", n)
	}
}

// A chart's shapes stay inside the drawing whatever the figures are.
func TestChartsStayInside(t *testing.T) {
	c := LineChart{Points: []Point{{X: 0, Y: -9_000_000_000_00}, {X: 1, Y: 9_000_000_000_00}, {X: 400, Y: 1}}}
	x, y := c.scales()
	for _, p := range c.Points {
		if px, py := x.at(p.X), y.at(p.Y); px < 0 || px > chartWidth || py < 0 || py > chartHeight {
			t.Errorf("%+v at %d,%d", p, px, py)
		}
	}
	b := BarChart{Months: make([]Month, 24)}
	for i := range b.Months {
		b.Months[i] = Month{Label: fmt.Sprint(i), In: int64(i) * 1_000_000_00, Out: 7}
	}
	for i := range b.Months {
		for _, out := range []bool{false, true} {
			if r := b.bar(i, out); r.X < 0 || r.X+r.W > chartWidth || r.Y < chartTop-1 || r.Y+r.H > chartHeight {
				t.Errorf("bar %d: %+v", i, r)
			}
		}
	}
}

func rendered(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
