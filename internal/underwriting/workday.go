package underwriting

import (
	"time"

	"lendwright/internal/calendar"
)

// workday moves a day that falls on a weekend to the Monday after.
func workday(d calendar.Day, _ string) calendar.Day {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDays(2)
	case time.Sunday:
		return d.AddDays(1)
	}
	return d
}
