package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"riverqueue.com/riverui"
)

// UI is River's page of jobs under a path of the site, for administrators. It works until ctx ends.
func (q *Queue) UI(ctx context.Context, path string) (http.Handler, error) {
	h, err := riverui.NewHandler(&riverui.HandlerOpts{
		Endpoints: riverui.NewEndpoints(q.client, nil), Logger: slog.New(warnings{q.Log.Handler()}), Prefix: path,
		JobListHideArgsByDefault: true,
	})
	if err != nil {
		return nil, fmt.Errorf("jobs.UI: %w", err)
	}
	return h, h.Start(ctx)
}
