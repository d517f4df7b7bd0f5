package store

import (
	"context"
	"encoding/json"
	"time"

	"lendwright/internal/origination"
)

type offerRow struct {
	ID            string
	ApplicationID string
	Position      int
	Offer         string
	Terms         string
	Schedule      string
	Digest        string
	Open          bool
	LapsesAt      *time.Time
}

func (offerRow) TableName() string { return "offers" }

func offerRowOf(o origination.Offer) (offerRow, error) {
	offer, err := json.Marshal(o.Offer)
	if err != nil {
		return offerRow{}, err
	}
	terms, err := encodeTerms(o.Terms)
	if err != nil {
		return offerRow{}, err
	}
	schedule, err := encodeSchedule(o.Schedule)
	return offerRow{o.ID.String(), o.Application.String(), o.Position, string(offer), string(terms), string(schedule),
		o.Digest, o.Open, instantOrNull(o.LapsesAt)}, err
}

func (r offerRow) offer() (origination.Offer, error) {
	o := origination.Offer{ID: origination.OfferID(r.ID), Application: origination.ApplicationID(r.ApplicationID),
		Position: r.Position, Digest: r.Digest, Open: r.Open, LapsesAt: timeOf(r.LapsesAt)}
	if err := json.Unmarshal([]byte(r.Offer), &o.Offer); err != nil {
		return o, err
	}
	var err error
	if o.Terms, err = decodeTerms([]byte(r.Terms)); err != nil {
		return o, err
	}
	o.Schedule, err = decodeSchedule([]byte(r.Schedule))
	return o, err
}

// AddOffers stores a decision's offers.
func (s Origination) AddOffers(ctx context.Context, offers ...origination.Offer) error {
	if len(offers) == 0 {
		return nil
	}
	var rows []offerRow
	for _, o := range offers {
		row, err := offerRowOf(o)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return translate(s.q(ctx).Create(&rows).Error, "offer")
}

// Offer loads an offer.
func (s Origination) Offer(ctx context.Context, offer origination.OfferID) (origination.Offer, error) {
	var row offerRow
	if err := s.q(ctx).Where("id = ?", offer.String()).Take(&row).Error; err != nil {
		return origination.Offer{}, translate(err, "offer")
	}
	return row.offer()
}

// Offers lists an application's offers, the best first.
func (s Origination) Offers(ctx context.Context, app origination.ApplicationID) ([]origination.Offer, error) {
	var rows []offerRow
	if err := s.q(ctx).Where("application_id = ?", app.String()).Order("position").Find(&rows).Error; err != nil {
		return nil, translate(err, "offer")
	}
	var out []origination.Offer
	for _, r := range rows {
		o, err := r.offer()
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// OpenOffers opens an application's offers until an instant and says how many there are.
func (s Origination) OpenOffers(ctx context.Context, app origination.ApplicationID, until time.Time) (int, error) {
	done := s.q(ctx).Model(&offerRow{}).Where("application_id = ?", app.String()).
		Updates(map[string]any{"open": true, "lapses_at": instant(until)})
	return int(done.RowsAffected), translate(done.Error, "offer")
}

// CloseOffers closes an application's offers.
func (s Origination) CloseOffers(ctx context.Context, app origination.ApplicationID) error {
	err := s.q(ctx).Model(&offerRow{}).Where("application_id = ?", app.String()).Update("open", false).Error
	return translate(err, "offer")
}
