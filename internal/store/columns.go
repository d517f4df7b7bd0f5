package store

import (
	"database/sql/driver"
	"fmt"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// dayColumn is a calendar.Day in a DATE column. The zero value is NoDay, which is NULL.
type dayColumn struct {
	day   calendar.Day
	known bool
}

// dayOf makes a column of a day.
func dayOf(d calendar.Day) dayColumn { return dayColumn{day: d, known: d.Known()} }

// Day is the column's day, or NoDay.
func (d dayColumn) Day() calendar.Day {
	if !d.known {
		return calendar.NoDay
	}
	return d.day
}

// Value writes YYYY-MM-DD, which both databases compare rightly.
func (d dayColumn) Value() (driver.Value, error) {
	if !d.known {
		return nil, nil
	}
	return d.day.String(), nil
}

// Scan reads what either driver gives.
func (d *dayColumn) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*d = dayColumn{}
	case time.Time:
		*d = dayOf(calendar.Date(x.Date()))
	case string:
		if len(x) > len(time.DateOnly) {
			x = x[:len(time.DateOnly)]
		}
		day, err := calendar.Parse(x)
		if err != nil {
			return fmt.Errorf("store: %q is no day", x)
		}
		*d = dayOf(day)
	default:
		return fmt.Errorf("store: %T is no day", v)
	}
	return nil
}

// instant is a time as it is stored: UTC in whole microseconds, which is what PostgreSQL keeps.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// instantOrNull is instant for a column that is NULL where there is no time yet.
func instantOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	x := instant(t)
	return &x
}

// timeOf is the time of a column that may be NULL, and zero there.
func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

// moneyOf makes an amount of two columns: whole minor units, and the currency's code.
func moneyOf(minor int64, currency string) money.Money {
	return money.Of(minor, money.Currency(currency))
}
