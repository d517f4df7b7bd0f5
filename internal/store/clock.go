package store

import (
	"context"
	"sync"
	"time"
)

// clockCache is how old what we know of the offset may be when another process may have moved it.
const clockCache = 20 * time.Millisecond

// clockWait bounds the look at the offset; when the database is busy the last known one serves.
const clockWait = time.Second

// Clock is the sandbox's clock: the real one, moved ahead by an offset that all processes on the
// database share and that only grows. It is for sandbox mode alone.
type Clock struct {
	s      *Store
	mu     sync.Mutex
	offset time.Duration
	readAt time.Time
	asking sync.Mutex
}

type clockRow struct {
	ID                 int64
	OffsetMicroseconds int64
}

func (clockRow) TableName() string { return "clock" }

// Clock reads the offset and gives the clock.
func (s *Store) Clock(ctx context.Context) (*Clock, error) {
	c := &Clock{s: s}
	return c, c.refresh(ctx)
}

// Now is the sandbox's time.
func (c *Clock) Now() time.Time {
	if c.stale() && c.asking.TryLock() { // one asks, the others go on with what is known
		ctx, cancel := context.WithTimeout(context.Background(), clockWait)
		_ = c.refresh(ctx) // what is known serves
		cancel()
		c.asking.Unlock()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset)
}

// Ahead is how far the clock is ahead of the real one.
func (c *Clock) Ahead() time.Duration {
	return time.Until(c.Now()).Round(time.Second)
}

// stale reports whether another process may have moved the clock since we looked. SQLite has one
// process, and its one connection may be ours in a running transaction: there we must not ask.
func (c *Clock) stale() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.s.root.dialect != SQLite && time.Since(c.readAt) > clockCache
}

func (c *Clock) refresh(ctx context.Context) error {
	var row clockRow
	if err := c.s.q(ctx).Where("id = 1").Take(&row).Error; err != nil {
		return translate(err, "clock")
	}
	c.set(time.Duration(row.OffsetMicroseconds) * time.Microsecond)
	return nil
}

func (c *Clock) set(offset time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset, c.readAt = max(c.offset, offset), time.Now()
}

// Move puts the clock forward to an instant; one that has passed changes nothing. When it returns
// the other processes know it too, so that none of them does what follows with yesterday's date.
func (c *Clock) Move(ctx context.Context, to time.Time) error {
	offset := time.Until(to)
	err := c.s.q(ctx).Model(&clockRow{}).Where("id = 1 AND offset_microseconds < ?", offset.Microseconds()).
		Update("offset_microseconds", offset.Microseconds()).Error
	if err != nil {
		return translate(err, "clock")
	}
	if c.s.root.dialect != SQLite {
		time.Sleep(2 * clockCache)
	}
	return c.refresh(ctx)
}
