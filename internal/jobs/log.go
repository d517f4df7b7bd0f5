package jobs

import (
	"context"
	"log/slog"
)

// warnings lets through what the job library warns of. What it tells besides, like the count of jobs
// every few seconds, would drown our own lines.
type warnings struct{ slog.Handler }

// Enabled is true for warnings and errors.
func (h warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the filter.
func (h warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the filter.
func (h warnings) WithGroup(name string) slog.Handler { return warnings{h.Handler.WithGroup(name)} }
