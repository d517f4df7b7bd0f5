package origination

import (
	"time"

	"lendwright/internal/underwriting"
)

// JudgeWith replaces the engine, so that a test of the desk says which decision is made.
func (d *Desk) JudgeWith(f func(underwriting.Policy, underwriting.Case, time.Time) underwriting.Decision) {
	d.judgeWith = f
}
