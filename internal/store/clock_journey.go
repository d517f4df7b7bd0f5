package store

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/work"

	"gorm.io/gorm"
)

type journeyRow struct {
	ID         string
	FromAt     time.Time
	ToAt       time.Time
	ReachedAt  time.Time
	State      string
	Steps      int
	AskedBy    string
	Said       string
	AskedAt    time.Time
	FinishedAt *time.Time
}

func (journeyRow) TableName() string { return "journeys" }

func (r journeyRow) journey() work.Journey {
	return work.Journey{
		ID: r.ID, From: r.FromAt.UTC(), To: r.ToAt.UTC(), Reached: r.ReachedAt.UTC(), State: work.JourneyState(r.State),
		Steps: r.Steps, By: r.AskedBy, Said: r.Said, AskedAt: r.AskedAt.UTC(), FinishedAt: timeOf(r.FinishedAt),
	}
}

// StartJourney stores a journey with the work of making it. A second one at a time is a conflict.
func (s *Store) StartJourney(ctx context.Context, j work.Journey) error {
	row := journeyRow{
		ID: j.ID, FromAt: instant(j.From), ToAt: instant(j.To), ReachedAt: instant(j.From), State: string(work.JourneyRunning),
		AskedBy: j.By, AskedAt: instant(j.AskedAt),
	}
	return s.tx(ctx, func(t *Store) error {
		err := t.q(ctx).Create(&row).Error
		if duplicate(err) {
			return fault.Because(err, fault.Conflict, "The time machine is already on its way. Wait until it arrives.")
		}
		if err != nil {
			return translate(err, "journey")
		}
		return t.Enqueue(ctx, work.Item{Kind: work.AdvanceClock, ID: row.ID})
	})
}

// Journey loads a journey.
func (s *Store) Journey(ctx context.Context, journey string) (work.Journey, error) {
	var row journeyRow
	err := s.q(ctx).Where("id = ?", journey).Take(&row).Error
	return row.journey(), translate(err, "journey")
}

// LatestJourney loads the newest journey; the zero Journey where there was none.
func (s *Store) LatestJourney(ctx context.Context) (work.Journey, error) {
	var row journeyRow
	err := s.q(ctx).Order("asked_at DESC, id DESC").Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return work.Journey{}, nil
	}
	return row.journey(), translate(err, "journey")
}

// ReachJourney notes that everything up to an instant has happened. A repeated note changes nothing.
func (s *Store) ReachJourney(ctx context.Context, journey string, at time.Time) error {
	err := s.q(ctx).Model(&journeyRow{}).Where("id = ? AND state = 'running' AND reached_at < ?", journey, instant(at)).
		Updates(map[string]any{"reached_at": instant(at), "steps": gorm.Expr("steps + 1"), "said": ""}).Error
	return translate(err, "journey")
}

// TroubleJourney notes what hinders a running journey.
func (s *Store) TroubleJourney(ctx context.Context, journey, said string) error {
	err := s.q(ctx).Model(&journeyRow{}).Where("id = ? AND state = 'running'", journey).Update("said", said).Error
	return translate(err, "journey")
}

// EndJourney ends a running journey; the first end stays.
func (s *Store) EndJourney(ctx context.Context, journey string, state work.JourneyState, at time.Time) error {
	err := s.q(ctx).Model(&journeyRow{}).Where("id = ? AND state = 'running'", journey).
		Updates(map[string]any{"state": string(state), "finished_at": instant(at)}).Error
	return translate(err, "journey")
}
