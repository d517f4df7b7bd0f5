package servicing

import "strings"

// sameName reports whether two ways to write a person's name mean the same person: they share two
// words, or the only word of the shorter one. Banks drop middle names, turn the order round and
// write in capitals. A name that is missing is nobody's.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	shared := 0
	for w := range x {
		if y[w] {
			shared++
		}
	}
	return shared >= min(2, len(x))
}

func nameWords(name string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToUpper(name), func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '.' }) {
		if len(w) > 1 {
			words[w] = true
		}
	}
	return words
}

// lastDigits shows the end of an account number, which is enough to know it by.
func lastDigits(number string) string {
	if len(number) <= 4 {
		return number
	}
	return "…" + number[len(number)-4:]
}
