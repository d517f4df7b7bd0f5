package lending

import (
	"testing"

	"lendwright/internal/money"
)

func TestPenalty(t *testing.T) {
	month := PenaltyRule{PercentAMonth: money.MustRate("0.01"), GraceDays: 3, UntilDays: 90}
	capped := PenaltyRule{PercentAMonth: money.MustRate("0.20"), CapPercent: money.MustRate("0.10")}
	for _, x := range []struct {
		why  string
		rule PenaltyRule
		base int64
		days int
		want int64
	}{
		{"the default asks nothing", PenaltyRule{}, 19_701_75, 45, 0},
		{"within the grace", month, 19_701_75, 3, 0},
		{"the grace is over: from the due day", month, 19_701_75, 4, 26_27},
		{"the handbook's 45 days", month, 19_701_75, 45, 295_53},
		{"it ends at 90 days", month, 19_701_75, 400, 591_05},
		{"never more than a tenth", capped, 10_000_00, 60, 1_000_00},
		{"of nothing", month, 0, 45, 0},
	} {
		if got := x.rule.Penalty(money.Kobo(x.base), x.days); got.Minor() != x.want {
			t.Errorf("%s: %d, want %d", x.why, got.Minor(), x.want)
		}
	}
}
