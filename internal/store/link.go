package store

import (
	"context"
	"time"

	"lendwright/internal/origination"
)

type linkRow struct {
	ID            string
	ApplicationID string
	Ref           string
	URL           string
	Code          string
	OpenedAt      time.Time
}

func (linkRow) TableName() string { return "links" }

func (r linkRow) link() origination.Link {
	return origination.Link{ID: origination.LinkID(r.ID), Application: origination.ApplicationID(r.ApplicationID),
		Ref: r.Ref, URL: r.URL, Code: r.Code, OpenedAt: r.OpenedAt.UTC()}
}

// AddLink stores a visit to Connect Link.
func (s Origination) AddLink(ctx context.Context, l origination.Link) error {
	row := linkRow{l.ID.String(), l.Application.String(), l.Ref, l.URL, l.Code, instant(l.OpenedAt)}
	return translate(s.q(ctx).Create(&row).Error, "visit to your bank")
}

// Link loads a visit.
func (s Origination) Link(ctx context.Context, link origination.LinkID) (origination.Link, error) {
	return s.oneLink(ctx, "id = ?", link.String())
}

// LinkByRef loads the visit with our reference.
func (s Origination) LinkByRef(ctx context.Context, ref string) (origination.Link, error) {
	return s.oneLink(ctx, "ref = ?", ref)
}

func (s Origination) oneLink(ctx context.Context, where string, arg string) (origination.Link, error) {
	var row linkRow
	err := s.q(ctx).Where(where, arg).Take(&row).Error
	return row.link(), translate(err, "visit to your bank")
}

// UpdateLink loads and locks, lets change say what comes next, and writes address and code.
func (s Origination) UpdateLink(ctx context.Context, link origination.LinkID, change func(origination.Link) (origination.Link, error)) error {
	return s.tx(ctx, func(t *Store) error {
		var row linkRow
		if err := locked(t.q(ctx)).Where("id = ?", link.String()).Take(&row).Error; err != nil {
			return translate(err, "visit to your bank")
		}
		next, err := change(row.link())
		if err != nil {
			return err
		}
		err = t.q(ctx).Model(&linkRow{}).Where("id = ?", row.ID).
			Updates(map[string]any{"url": next.URL, "code": next.Code}).Error
		return translate(err, "visit to your bank")
	})
}

func (s Origination) links(ctx context.Context, app origination.ApplicationID) ([]origination.Link, error) {
	var rows []linkRow
	err := s.q(ctx).Where("application_id = ?", app.String()).Order("opened_at, id").Find(&rows).Error
	var out []origination.Link
	for _, r := range rows {
		out = append(out, r.link())
	}
	return out, translate(err, "visit to your bank")
}
