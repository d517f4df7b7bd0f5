package underwriting

import (
	"testing"
	"time"

	"lendwright/internal/calendar"

	"pgregory.net/rapid"
)

// TestInstantsReadAsTheLibraryReadsThem holds the hand-read forms against package time.
func TestInstantsReadAsTheLibraryReadsThem(t *testing.T) {
	east := eastOf("KES")
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("", rapid.IntRange(-14*60, 14*60).Draw(t, "minutes")*60)
		at := time.Unix(rapid.Int64Range(-2_200_000_000, 7_200_000_000).Draw(t, "unix"), rapid.SampledFrom([]int64{0, 5_000_000}).Draw(t, "nanos")).In(zone)
		for _, form := range []string{time.RFC3339, time.RFC3339Nano} {
			got, ok := parseAt(at.Format(form), east)
			want, err := time.Parse(time.RFC3339, at.Format(form))
			if !ok || err != nil || got.nanos != want.UnixNano() || got.day != calendar.DayOf(at, zoneOf("KES")) || int(got.month) != monthOf(got.day) {
				t.Fatalf("%s: %+v %v, want %d", at.Format(form), got, ok, want.UnixNano())
			}
		}
		got, ok := parseAt(at.Format(time.DateOnly), east)
		want := calendar.MustParse(at.Format(time.DateOnly))
		if !ok || got.day != want || got.nanos != want.At(0, 0, zoneOf("KES")).UnixNano() {
			t.Fatalf("%s: %+v %v", at.Format(time.DateOnly), got, ok)
		}
	})
}

func TestWhatIsNoInstant(t *testing.T) {
	for _, text := range []string{"", "2026", "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026/01/01", "2026-01-01T", "2026-01-01T24:00:00Z", "2026-01-01T10:00:60Z", "2026-01-01T10:00:00", "2026-01-01 10:00", "2026-01-01T10:00:00+25:00", "1899-12-31", "2200-01-02", "2026-1a-01", "+026-01-01"} {
		if at, ok := parseAt(text, 0); ok {
			t.Errorf("%q: %+v", text, at)
		}
	}
	if _, ok := parseAt("2024-02-29", 0); !ok {
		t.Error("a leap day is a day")
	}
}
