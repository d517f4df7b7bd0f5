package sandbox

import (
	"context"
	"fmt"
	"time"
)

// lagos is West Africa Time, which has no summer time: the sandbox needs no zone files.
var lagos = time.FixedZone("WAT", 3600)

// iso writes an instant as Mono's replies do.
func iso(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// dayOf is the midnight in Lagos at which the day of t began.
func dayOf(t time.Time) time.Time {
	y, m, d := t.In(lagos).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, lagos)
}

// daysBetween counts calendar days in Lagos from a to b, negative when b is earlier.
func daysBetween(a, b time.Time) int { return int(dayOf(b).Sub(dayOf(a)).Hours() / 24) }

type clockRecord struct {
	AheadSeconds int64 `json:"ahead_seconds"`
}

// now is the simulator's clock: the one that was given, or the machine's moved by what the
// control API asked for.
func (s *Server) now(tx Tx) time.Time {
	if s.Now != nil {
		return s.Now().UTC()
	}
	var c clockRecord
	tx.Get("setting", "clock", &c)
	return time.Now().UTC().Add(time.Duration(c.AheadSeconds) * time.Second)
}

// moveClock sets the sandbox's own clock forward. It refuses when the clock belongs to somebody
// else, or when asked to go back: what happened cannot unhappen.
func (s *Server) moveClock(ctx context.Context, to time.Time) error {
	if s.Now != nil {
		return fmt.Errorf("the clock belongs to the application that runs this sandbox")
	}
	return s.Storage.Update(ctx, func(tx Tx) error {
		if to.Before(s.now(tx)) {
			return fmt.Errorf("the clock only moves forward")
		}
		tx.Put("setting", "clock", clockRecord{int64(time.Until(to).Seconds())})
		return nil
	})
}
