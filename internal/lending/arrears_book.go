package lending

import (
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// Bucket groups loans by days past due (DOMAIN: measures).
type Bucket int

// The buckets.
const (
	Current     Bucket = iota // 0
	Late1to7                  // 1–7
	Late8to15                 // 8–15
	Late16to30                // 16–30
	Late31to60                // 31–60
	Late61to90                // 61–90
	Late91to180               // 91–180
	Late181                   // 181 and more
)

// Buckets are all buckets in their order.
var Buckets = []Bucket{Current, Late1to7, Late8to15, Late16to30, Late31to60, Late61to90, Late91to180, Late181}

var bucketFrom = []int{0, 1, 8, 16, 31, 61, 91, 181}

var bucketNames = []string{"0", "1–7", "8–15", "16–30", "31–60", "61–90", "91–180", "181+"}

// String names the bucket by its days.
func (b Bucket) String() string { return bucketNames[b] }

// BucketOf finds the bucket of a number of days past due.
func BucketOf(daysPastDue int) Bucket {
	b := Current
	for i, from := range bucketFrom {
		if daysPastDue >= from {
			b = Bucket(i)
		}
	}
	return b
}

// ParDays are the days of the portfolio-at-risk measures that we show.
var ParDays = []int{1, 7, 30, 60, 90}

// AtRisk is portfolio at risk: the whole principal of loans that are more than so many days late,
// over the principal of all (DOMAIN: measures; PAR 1 counts every loan that is late at all).
type AtRisk struct {
	Days  int
	Loans int
	Late  money.Money
	Of    money.Money
}

// Counts reports whether a loan so many days late counts: PAR 30 is from the day after the thirtieth,
// and PAR 1 from the first.
func (a AtRisk) Counts(daysPastDue int) bool {
	if a.Days == 1 {
		return daysPastDue >= 1
	}
	return daysPastDue > a.Days
}

// Share is Late over Of, six places; zero of an empty book.
func (a AtRisk) Share() money.Rate { return ShareOf(a.Late, a.Of) }

// ShareOf is a part of a whole, six places; zero of nothing.
func ShareOf(part, whole money.Money) money.Rate {
	if whole.IsZero() {
		return money.Rate{}
	}
	return money.RateOf(decimal.NewFromInt(part.Minor()).DivRound(decimal.NewFromInt(whole.Minor()), 6))
}
