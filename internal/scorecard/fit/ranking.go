package fit

import (
	"math"
	"slices"
)

// auc is the area under the ROC curve: the share of pairs of a bad and a good in which the bad has
// the higher risk, ties counting half (Mann and Whitney).
func auc(risk []float64, bad []bool) float64 {
	order := ascending(risk)
	var bads, goods, rankSum float64
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && risk[order[j]] == risk[order[i]] {
			j++
		}
		rank := float64(i+j+1) / 2
		for _, r := range order[i:j] {
			if bad[r] {
				bads++
				rankSum += rank
			} else {
				goods++
			}
		}
		i = j
	}
	if bads == 0 || goods == 0 {
		return math.NaN()
	}
	return (rankSum - bads*(bads+1)/2) / (bads * goods)
}

// ks is the largest distance between the distributions of bads and goods (Kolmogorov and Smirnov).
func ks(risk []float64, bad []bool) float64 {
	order := ascending(risk)
	var bads, goods float64
	for _, b := range bad {
		if b {
			bads++
		} else {
			goods++
		}
	}
	var b, g, most float64
	for i := 0; i < len(order); {
		j := i
		for ; j < len(order) && risk[order[j]] == risk[order[i]]; j++ {
			if bad[order[j]] {
				b++
			} else {
				g++
			}
		}
		i = j
		most = max(most, math.Abs(b/bads-g/goods))
	}
	return most
}

func ascending(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	return order
}

// brier is the mean squared distance between probability and outcome.
func brier(p []float64, bad []bool) float64 {
	s := 0.0
	for i, q := range p {
		if bad[i] {
			q = 1 - q
		}
		s += q * q
	}
	return s / float64(len(p))
}

// logLoss is the mean of −ln of the probability given to what happened.
func logLoss(p []float64, bad []bool) float64 {
	s := 0.0
	for i, q := range p {
		if !bad[i] {
			q = 1 - q
		}
		s -= math.Log(max(q, 1e-12))
	}
	return s / float64(len(p))
}
