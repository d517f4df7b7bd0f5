package store

import (
	"context"
	"fmt"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/origination"

	"gorm.io/gorm/clause"
)

// Origination is the store in the words of package origination.
type Origination struct{ *Store }

var _ origination.Store = Origination{}

// Atomically runs f in one transaction.
func (s Origination) Atomically(ctx context.Context, f func(origination.Store) error) error {
	return s.tx(ctx, func(t *Store) error { return f(Origination{t}) })
}

type numberRow struct {
	Series string `gorm:"primaryKey"`
	Last   int64
}

func (numberRow) TableName() string { return "numbers" }

// NextNumber gives the next number of a series for people, like A-2026-000123: the series' letter,
// the year in Lagos and a count that starts anew each year. A transaction that rolls back gives its
// number back; a running one makes the next one wait, so that no number is given twice.
func (s *Store) NextNumber(ctx context.Context, series string, at time.Time) (string, error) {
	year, _, _ := calendar.DayOf(at, calendar.Lagos).Date()
	row := numberRow{Series: fmt.Sprintf("%s-%d", series, year), Last: 1}
	err := s.tx(ctx, func(t *Store) error {
		up := clause.OnConflict{Columns: []clause.Column{{Name: "series"}},
			DoUpdates: clause.Assignments(map[string]any{"last": clause.Expr{SQL: "numbers.last + 1"}})}
		if err := t.q(ctx).Clauses(up).Create(&row).Error; err != nil {
			return translate(err, "number")
		}
		return translate(t.q(ctx).Where("series = ?", row.Series).Take(&row).Error, "number")
	})
	return fmt.Sprintf("%s-%06d", row.Series, row.Last), err
}

type eventRow struct {
	ID    string
	About string
	At    time.Time
	Who   string
	What  string
}

func (eventRow) TableName() string { return "timeline" }

// AddEvent adds a line to the timeline of what about names: an application's or a loan's id.
func (s *Store) AddEvent(ctx context.Context, about string, at time.Time, who, what string) error {
	row := eventRow{ID: id.New[eventRow]().String(), About: about, At: instant(at), Who: who, What: what}
	return translate(s.q(ctx).Create(&row).Error, "event")
}

// Events is the timeline of one thing, oldest first.
func (s *Store) Events(ctx context.Context, about string) ([]origination.Event, error) {
	var rows []eventRow
	err := s.q(ctx).Where("about = ?", about).Order("at, id").Find(&rows).Error
	var out []origination.Event
	for _, r := range rows {
		out = append(out, origination.Event{At: r.At.UTC(), Who: r.Who, What: r.What})
	}
	return out, translate(err, "event")
}
