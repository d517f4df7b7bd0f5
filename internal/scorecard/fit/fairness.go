package fit

import "math"

// Band is a group of people whose scores are compared with everybody's. The group is known for the
// test only; no scorecard sees it.
type Band struct {
	Name     string  `json:"name"`
	N        int     `json:"n"`
	Bads     int     `json:"bads"`
	PDMean   float64 `json:"pd_mean"`
	BadRate  float64 `json:"bad_rate"`
	Approved float64 `json:"approved"` // share that a cut-off at the median of all scores would take
	Ratio    float64 `json:"ratio"`    // Approved against the best treated band's: below 0.8 look closer
	AUC      float64 `json:"auc"`      // within the band; 0 where there are no bads or no goods
}

// ages are the bands of age, in years from and to.
var ages = []struct {
	name     string
	from, to int
}{{"18-25", 18, 25}, {"26-35", 26, 35}, {"36-45", 36, 45}, {"46-55", 46, 55}, {"56 and over", 56, 150}}

// ByBand compares out-of-fold scores between bands of age, where ages are known.
func ByBand(scores []CrossScore, s *Sample, age map[string]int) []Band {
	points := make([]float64, len(scores))
	for i, x := range scores {
		points[i] = x.Points
	}
	if len(points) == 0 {
		return nil
	}
	middle := points[ascending(points)[len(points)/2]]
	var bands []Band
	best := 0.0
	for _, group := range ages {
		b := Band{Name: group.name}
		var risk []float64
		var bad []bool
		for i, x := range scores {
			if a, known := age[x.ID]; known && a >= group.from && a <= group.to {
				risk, bad = append(risk, -x.Points), append(bad, s.Bad[i])
				b.PDMean += x.PD
				b.Approved += float64(bit(x.Points >= middle))
			}
		}
		if b.N = len(risk); b.N == 0 {
			continue
		}
		for _, x := range bad {
			b.Bads += bit(x)
		}
		n := float64(b.N)
		b.PDMean, b.Approved, b.BadRate = round6(b.PDMean/n), round6(b.Approved/n), round6(float64(b.Bads)/n)
		if area := auc(risk, bad); !math.IsNaN(area) {
			b.AUC = round6(area)
		}
		best = max(best, b.Approved)
		bands = append(bands, b)
	}
	for i := range bands {
		if best > 0 {
			bands[i].Ratio = round6(bands[i].Approved / best)
		}
	}
	return bands
}
