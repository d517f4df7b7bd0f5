// Package scorecard turns characteristics of an applicant into points and points into a
// probability of default. At run time everything is a whole number, so a score is the same on
// every machine; fractions live only in fitting (package fit), which is not needed to decide.
package scorecard

// Card is an additive scorecard: the points of an applicant are Start plus one bin's points for
// each characteristic. Base points stand for odds of BaseOdds good to one bad, and every PDO
// points double the odds (DOMAIN: Factor = PDO / ln 2).
type Card struct {
	Name            string           `yaml:"name" json:"name"`
	Version         string           `yaml:"version" json:"version"`
	Calibrated      bool             `yaml:"calibrated" json:"calibrated"` // false: expert weights, not yet checked against outcomes
	BasePoints      int              `yaml:"base_points" json:"base_points"`
	BaseOdds        int              `yaml:"base_odds" json:"base_odds"`
	PDO             int              `yaml:"pdo" json:"pdo"`
	Start           int              `yaml:"start" json:"start"`
	Characteristics []Characteristic `yaml:"characteristics" json:"characteristics"`
	PDs             []PDRow          `yaml:"pds" json:"pds"` // rising by points; between two rows the PD is interpolated
}

// Characteristic is one thing that is measured, in bins.
type Characteristic struct {
	Feature string `yaml:"feature" json:"feature"` // name in the feature registry
	Label   string `yaml:"label" json:"label"`     // for people: "Months with income"
	Reason  string `yaml:"reason" json:"reason"`   // code of the reason when it costs points; empty: it gives none
	Missing *int   `yaml:"missing" json:"missing"` // points where the value is not known: a bin of its own
	Bins    []Bin  `yaml:"bins" json:"bins"`       // rising by To; the last has none
}

// Bin holds the values up to and including To that no earlier bin took.
type Bin struct {
	To     *int64 `yaml:"to" json:"to"` // nil: everything above
	Points int    `yaml:"points" json:"points"`
}

// PDRow says the probability of default at a number of points, in millionths.
type PDRow struct {
	Points int   `yaml:"points" json:"points"`
	PPM    int64 `yaml:"ppm" json:"ppm"`
}

// Value is a characteristic's value: a whole number in the feature's own unit, or not known.
type Value struct {
	Known bool
	N     int64
}

// Part is what one characteristic gave.
type Part struct {
	Feature string
	Label   string
	Reason  string
	Value   Value
	Points  int
	Most    int // the points of its best bin
}

// Lost is how many points were left on the table against the best bin.
func (p Part) Lost() int { return p.Most - p.Points }

// Result is a score with where it came from, in the card's order.
type Result struct {
	Points int
	PPM    int64 // probability of default in millionths
	Parts  []Part
}

// Score adds up the points; value gives each feature's value by name.
func (c Card) Score(value func(feature string) Value) Result {
	r := Result{Points: c.Start, Parts: make([]Part, 0, len(c.Characteristics))}
	for _, ch := range c.Characteristics {
		v := value(ch.Feature)
		p := Part{Feature: ch.Feature, Label: ch.Label, Reason: ch.Reason, Value: v, Points: ch.points(v), Most: ch.most()}
		r.Points += p.Points
		r.Parts = append(r.Parts, p)
	}
	r.PPM = c.PD(r.Points)
	return r
}

func (ch Characteristic) points(v Value) int {
	if !v.Known {
		return *ch.Missing
	}
	for _, b := range ch.Bins {
		if b.To == nil || v.N <= *b.To {
			return b.Points
		}
	}
	return *ch.Missing // not reached: Check demands a last bin without end
}

func (ch Characteristic) most() int {
	most := *ch.Missing
	for _, b := range ch.Bins {
		most = max(most, b.Points)
	}
	return most
}

// PD is the probability of default at a number of points, in millionths: interpolated in a
// straight line between the table's rows, and the end rows' beyond them.
func (c Card) PD(points int) int64 {
	rows := c.PDs
	if points <= rows[0].Points {
		return rows[0].PPM
	}
	for i := 1; i < len(rows); i++ {
		if points <= rows[i].Points {
			a, b := rows[i-1], rows[i]
			return a.PPM + (b.PPM-a.PPM)*int64(points-a.Points)/int64(b.Points-a.Points)
		}
	}
	return rows[len(rows)-1].PPM
}
