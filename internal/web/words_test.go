package web

import (
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/notify"
	"lendwright/internal/origination"
	"lendwright/templates"
)

func TestWords(t *testing.T) {
	today := calendar.Date(2026, 11, 20)
	for _, c := range []struct{ name, got, want string }{
		{"a day of this year", dayWords(calendar.Date(2026, 12, 4), today), "Friday 4 December"},
		{"a day of another year", dayWords(calendar.Date(2027, 1, 4), today), "Monday 4 January 2027"},
		{"no day", dayWords(calendar.NoDay, today), "not yet known"},
		{"a moment late in the evening of London", timeWords(time.Date(2026, 11, 20, 23, 30, 0, 0, time.UTC)), "Saturday 21 November, 00:30"},
		{"no moment", timeWords(time.Time{}), "not yet known"},
		{"whole naira", naira(money.Kobo(150_000_00)), "₦150,000"},
		{"kobo where they are not zero", naira(money.Kobo(28_340_50)), "₦28,340.50"},
		{"no money of no currency", naira(money.Money{}), "₦0"},
		{"one month", monthsWords(1), "1 month"},
		{"an account", account("GTBank", "0123456789"), "GTBank ••6789"},
		{"an account whose details have not come", account("", ""), "Your account"},
		{"a rate", percent(money.MustRate("0.41478")), "41.5%"},
		{"one number of months", monthsRange([]int{3}), "3 months"},
		{"months in any order", monthsRange([]int{6, 1, 3}), "1 to 6 months"},
		{"the masked number in Mono's sentence", maskedIn("Sms with a verification code will be sent to phone 0803***1122."), "0803***1122"},
		{"a hint that is not a sentence", maskedIn("by letter"), "by letter"},
		{"Friday and two working days", workingDaysFrom(today, 2).String(), "2026-11-24"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestAgeOnBirthdays(t *testing.T) {
	born := calendar.Date(2008, 11, 20)
	if age(born, calendar.Date(2026, 11, 19)) != 17 || age(born, calendar.Date(2026, 11, 20)) != 18 {
		t.Error("eighteen is not reached on the birthday")
	}
	if leap := calendar.Date(2008, 2, 29); age(leap, calendar.Date(2026, 2, 28)) != 17 || age(leap, calendar.Date(2026, 3, 1)) != 18 {
		t.Error("born on 29 February")
	}
}

func TestPhones(t *testing.T) {
	for typed, want := range map[string]string{
		"0803 123 4567": "08031234567", "+234 803 123 4567": "08031234567", "2348031234567": "08031234567", "0701-234-5678": "07012345678",
		"8031234567": "", "0603 123 4567": "", "080312345678": "", "": "",
	} {
		if got, ok := parsePhone(typed); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", typed, got, ok)
		}
	}
}

func TestOnlyOurOwnAddressesBecomeLinks(t *testing.T) {
	list := []notify.Message{{Body: "See https://us.example/home. Not https://us.example.evil/x, not https://evil.example/"}}
	var links []templates.Piece
	for _, p := range letters(list, "https://us.example", false)[0].Body {
		if p.URL != "" {
			links = append(links, p)
		}
	}
	if len(links) != 1 || links[0].URL != "/home" || links[0].Text != "https://us.example/home" {
		t.Errorf("%+v", links)
	}
}

func TestReturnFromTheBankIsNeverADeadEnd(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range [][2]string{{"linked", ""}, {"failed", "widget_closed"}, {"failed", ""}, {"", ""}} {
		seen[returnWords(c[0], c[1])] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d outcomes in words", len(seen))
	}
}

func TestWhatIsWaitedFor(t *testing.T) {
	for source, want := range map[origination.Source]string{
		origination.SourceBVN: "You: confirm it", origination.SourceCreditHistory: "Waits for your BVN", origination.SourceStatement: "Waits for your bank",
	} {
		if got := evidenceTag(origination.Evidence{Source: source, State: origination.EvidenceWaiting}).Text; got != want {
			t.Errorf("%s: %s", source, got)
		}
	}
}

func TestWhileGatheringThePageSaysWhoActs(t *testing.T) {
	s := newServer(t)
	proven := func(f origination.File) origination.File { f.Application.BVNLast4 = "0011"; return f }
	for _, c := range []struct {
		name string
		file origination.File
		who  string
		says string
	}{
		{"the BVN is wanted", fileIn(t, origination.Gathering), "You", "Confirm your BVN"},
		{"the bank sends", proven(fileIn(t, origination.Gathering)), "Your bank", "on their way"},
		{"the bank is down", func() origination.File {
			f := proven(fileIn(t, origination.Gathering))
			f.Accounts[0].DataStatus = origination.DataUnavailable
			return f
		}(), "You", "Link another account. Your bank does not give its data"},
		{"the only account is somebody else's", func() origination.File {
			f := fileIn(t, origination.Gathering)
			f.Accounts[0].Refused = "Another customer linked it."
			return f
		}(), "You", "Link another account. Another customer linked it."},
	} {
		strip := s.strip(c.file)
		if strip.Who != c.who || !strings.Contains(strip.Says, c.says) {
			t.Errorf("%s: %s: %s", c.name, strip.Who, strip.Says)
		}
	}
}

func newServer(t *testing.T) *server {
	d, _, _, _ := deps(t)
	return &server{Deps: d}
}

func TestABankThatGivesNothingSaysSoOnce(t *testing.T) {
	f := fileIn(t, origination.Gathering)
	for i, e := range f.Evidence {
		if e.Account != "" {
			f.Evidence[i].State, f.Evidence[i].Why = origination.EvidenceMissing, "The bank does not give this account's data at present."
		}
	}
	lines := checkLines(f, func(origination.Evidence) bool { return true })
	if len(lines) != 3 || lines[0].Name != "GTBank ••6789" || strings.TrimSpace(lines[0].Why) != "The bank does not give this account's data at present." {
		t.Errorf("one line for the account and two for the person, got %+v", lines)
	}
	f.Evidence[0].State = origination.EvidenceArrived
	if lines = checkLines(f, func(origination.Evidence) bool { return true }); len(lines) != 4 || !strings.Contains(lines[1].Why, "Missing: your transactions") {
		t.Errorf("what did come is named beside what did not, got %+v", lines)
	}
}
