package underwriting

import (
	"encoding/json"
	"syscall"
	"testing"
	"time"
)

// BenchmarkDecideBesideDecode takes turns: the library decodes the case of 2,000 rows, then it is
// decided. The metric is processor time over processor time, collector included, so that other work
// on the machine does not count.
func BenchmarkDecideBesideDecode(b *testing.B) {
	s := busy()
	body, err := json.Marshal(s.c)
	if err != nil {
		b.Fatal(err)
	}
	s.decide() // the categoriser's machine grows once in a process
	var decode, decide time.Duration
	for b.Loop() {
		decode += processorTime(b, func() {
			for range 4 {
				var c Case
				if err := json.Unmarshal(body, &c); err != nil {
					b.Fatal(err)
				}
			}
		})
		decide += processorTime(b, func() {
			for range 4 {
				s.decide()
			}
		})
	}
	b.ReportMetric(float64(decode.Microseconds())/float64(4*b.N), "decode-µs")
	b.ReportMetric(float64(decide.Microseconds())/float64(4*b.N), "decide-µs")
	b.ReportMetric(float64(decide)/float64(decode), "decide/decode")
}

func processorTime(b *testing.B, do func()) time.Duration {
	var before, after syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		b.Fatal(err)
	}
	do()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		b.Fatal(err)
	}
	return time.Duration(after.Utime.Nano() - before.Utime.Nano() + after.Stime.Nano() - before.Stime.Nano())
}
