package scorecard

import "fmt"

// Check says everything that is wrong with a card, each with its path inside the card; nothing if it can be used.
func (c Card) Check() []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if c.PDO < 1 || c.BaseOdds < 1 {
		say("pdo, base_odds: expected whole numbers above zero")
	}
	if len(c.Characteristics) == 0 {
		say("characteristics: expected at least one")
	}
	seen := map[string]bool{}
	for i, ch := range c.Characteristics {
		path := fmt.Sprintf("characteristics[%d] (%s)", i, ch.Feature)
		if seen[ch.Feature] {
			say("%s: the feature is used twice", path)
		}
		seen[ch.Feature] = true
		ch.check(path, say)
	}
	c.checkPDs(say)
	return wrong
}

func (ch Characteristic) check(path string, say func(string, ...any)) {
	if ch.Label == "" {
		say("%s.label: expected words for people", path)
	}
	if ch.Missing == nil {
		say("%s.missing: expected the points of a value that is not known", path)
	}
	if len(ch.Bins) == 0 || ch.Bins[len(ch.Bins)-1].To != nil {
		say("%s.bins: expected a last bin without `to`, so that no value falls through", path)
	}
	for i, b := range ch.Bins {
		switch {
		case b.To == nil && i < len(ch.Bins)-1:
			say("%s.bins[%d].to: only the last bin may leave it out", path, i)
		case b.To != nil && i > 0 && ch.Bins[i-1].To != nil && *b.To <= *ch.Bins[i-1].To:
			say("%s.bins[%d].to: expected above the bin before", path, i)
		}
	}
}

// checkPDs wants a falling table that agrees with base points, base odds and PDO wherever a row
// stands a whole number of PDOs from the base: the odds there are exact fractions.
func (c Card) checkPDs(say func(string, ...any)) {
	if len(c.PDs) < 2 {
		say("pds: expected at least two rows")
		return
	}
	exact := 0
	for i, row := range c.PDs {
		if row.PPM <= 0 || row.PPM >= 1_000_000 {
			say("pds[%d].ppm: expected between 0 and 1000000", i)
		}
		if i > 0 && (row.Points <= c.PDs[i-1].Points || row.PPM >= c.PDs[i-1].PPM) {
			say("pds[%d]: expected more points and a lower probability than the row before", i)
		}
		if c.PDO < 1 || c.BaseOdds < 1 || (row.Points-c.BasePoints)%c.PDO != 0 {
			continue
		}
		exact++
		if want := c.exactPPM((row.Points - c.BasePoints) / c.PDO); row.PPM < want-1 || row.PPM > want+1 {
			say("pds[%d].ppm: %d points are odds that mean %d, not %d", i, row.Points, want, row.PPM)
		}
	}
	if exact == 0 {
		say("pds: expected a row at the base points or a whole number of pdo from them")
	}
}

// exactPPM is 1/(1+odds) in millionths where the odds are the base odds doubled n times (halved, if n is below zero).
func (c Card) exactPPM(n int) int64 {
	good, bad := int64(c.BaseOdds), int64(1)
	if n >= 0 {
		good <<= min(n, 30)
	} else {
		bad <<= min(-n, 30)
	}
	return (1_000_000*bad + (good+bad)/2) / (good + bad)
}
