package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// The wording of what every page shows. Naira before percent, date before length of time.

// dayWords is "Friday 4 December", with the year where it is not today's.
func dayWords(d, today calendar.Day) string {
	if !d.Known() || d == 0 {
		return "not yet known"
	}
	layout := "Monday 2 January"
	if d.Time().Year() != today.Time().Year() {
		layout += " 2006"
	}
	return d.Time().Format(layout)
}

// dayShort is "4 Dec 2026", for tables.
func dayShort(d calendar.Day) string {
	if !d.Known() || d == 0 {
		return "–"
	}
	return d.Time().Format("2 Jan 2006")
}

// timeWords is "Friday 4 December, 14:05" in Lagos.
func timeWords(t time.Time) string {
	if t.IsZero() {
		return "not yet known"
	}
	return t.In(calendar.Lagos).Format("Monday 2 January, 15:04")
}

// momentWords is "Friday 4 December 2026, 14:05" in Lagos, for what is read years later.
func momentWords(t time.Time) string {
	return t.In(calendar.Lagos).Format("Monday 2 January 2006, 15:04")
}

// monthsWords is "6 months".
func monthsWords(n int) string {
	if n == 1 {
		return "1 month"
	}
	return strconv.Itoa(n) + " months"
}

// daysWords is "1 day" or "12 days".
func daysWords(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

// naira is the amount for people, ₦0 where there is nothing.
func naira(m money.Money) string {
	if m.IsZero() && m.Currency() == "" {
		return money.Kobo(0).String()
	}
	return m.String()
}

// percent is a rate for people, like 36.5 %.
func percent(r money.Rate) string { return r.Percent(1) }

// workingDaysFrom counts Mondays to Fridays.
func workingDaysFrom(d calendar.Day, n int) calendar.Day {
	for n > 0 {
		d = d.AddDays(1)
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return d
}

// account is a bank account as we name it to its owner: GTBank ••6789.
func account(bank, number string) string {
	if bank == "" && number == "" {
		return "Your account"
	}
	if len(number) > 4 {
		number = number[len(number)-4:]
	}
	return strings.TrimSpace(fmt.Sprintf("%s ••%s", bank, number))
}

// firstName is how we greet.
func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// sentence ends a text with a full stop, unless it ends a sentence already or is empty.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// minorAbout is an amount of naira from kobo, to the nearest hundred naira, for sums that are estimates.
func minorAbout(kobo int64) string {
	const hundred = 100_00
	return minor((kobo + hundred/2) / hundred * hundred)
}

// minor is an amount of naira from the engine's kobo.
func minor(kobo int64) string { return money.Kobo(kobo).String() }
