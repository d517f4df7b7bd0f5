package fit

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// folds deals rows into k parts with the same share of bads in each, in an order that the seed decides.
func folds(rows []int, bad []bool, k int, rng *rand.Rand) [][]int {
	shuffled := slices.Clone(rows)
	rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	slices.SortStableFunc(shuffled, func(a, b int) int { return cmp.Compare(bit(bad[a]), bit(bad[b])) })
	parts := make([][]int, k)
	for i, r := range shuffled {
		parts[i%k] = append(parts[i%k], r)
	}
	return parts
}

// without gives the rows of all parts but one.
func without(parts [][]int, skip int) []int {
	var out []int
	for i, p := range parts {
		if i != skip {
			out = append(out, p...)
		}
	}
	slices.Sort(out)
	return out
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// random is the source of a named part of the work: parts do not disturb each other's numbers.
func random(seed, part uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, part)) }

func all(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// atMost draws a number of rows with the share of bads of the whole; all rows where there are fewer.
func atMost(most int, rows []int, bad []bool, seed uint64) []int {
	if len(rows) <= most {
		return rows
	}
	parts := folds(rows, bad, (len(rows)+most-1)/most, random(seed, 55))
	slices.Sort(parts[0])
	return parts[0]
}
