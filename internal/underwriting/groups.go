package underwriting

// The groups of codes (data/codes.txt): what part a row plays in the sums.
const (
	groupRemoved       = "removed"
	groupOwn           = "own"
	groupIncome        = "income"
	groupInflow        = "inflow"
	groupCost          = "cost"
	groupDistress      = "distress"
	groupDebt          = "debt"
	groupGambling      = "gambling"
	groupCommitted     = "committed"
	groupEssential     = "essential"
	groupDiscretionary = "discretionary"
	groupCash          = "cash"
	groupUnknown       = "unknown"
)
