package underwriting

import (
	"iter"
	"slices"
	"strings"
)

// vocabulary knows the words of narrations that are not part of anybody's name.
type vocabulary struct {
	kinds  map[string]wordKind
	cut    map[string]bool   // words that follow a lender's name
	sameAs map[string]string // spellings of one lender
	wallet map[string]bool   // lenders that keep wallets or savings too
}

// wordKind is a set of what a word can be.
type wordKind uint8

const (
	wordNoise wordKind = 1 << iota
	wordMonth
	wordBank
	wordLegal
	wordOrg
	wordTitle
)

// wordShort is the length up to which a word tells nobody apart (initials, states, codes).
const wordShort = 2

func newVocabulary() vocabulary {
	v := vocabulary{kinds: map[string]wordKind{}, cut: map[string]bool{}, sameAs: map[string]string{}, wallet: map[string]bool{}}
	kind := map[string]wordKind{"[noise]": wordNoise, "[month]": wordMonth, "[bank]": wordBank, "[legal]": wordLegal, "[org]": wordOrg, "[title]": wordTitle}
	var now wordKind
	for _, f := range tableLines(dataText("words.txt")) {
		if k, ok := kind[f[0]]; ok {
			now = k
			continue
		}
		for _, w := range f {
			v.kinds[w] |= now
		}
	}
	section := ""
	for _, f := range tableLines(dataText("lenders.txt")) {
		if strings.HasPrefix(f[0], "[") {
			section = f[0]
			continue
		}
		for _, w := range f {
			from, to, _ := strings.Cut(w, "=")
			switch section {
			case "[cut]":
				v.cut[w] = true
			case "[same]":
				v.sameAs[from] = to
			case "[wallet]":
				v.wallet[w] = true
			}
		}
	}
	return v
}

// party is who stands at the other end of a row, as far as a narration says.
type party struct {
	name string   // for people: "ACME LTD"
	key  []string // its distinctive words, sorted; nil: nobody is named
	org  bool     // an organisation
}

// partyMost bounds the words taken as a name: what follows is a reason.
const partyMost = 5

// party reads the name out of a normalised narration: what is left when channels, banks, months,
// reasons and references are taken away.
func (v *vocabulary) party(text string) party {
	var p party
	var shown, key [partyMost + 1]string
	shownN, keyN := 0, 0
	for w := range words(text) {
		k := v.kinds[w]
		if k&wordOrg != 0 {
			p.org = true
		}
		legal := k&wordLegal != 0 && shownN > 0
		if !legal {
			if k&(wordNoise|wordMonth|wordBank|wordLegal|wordTitle) != 0 || len(w) <= wordShort || !letters(w) || keyN == partyMost {
				continue
			}
			if !slices.Contains(key[:keyN], w) {
				key[keyN] = w
				keyN++
			}
		}
		if shownN < len(shown) {
			shown[shownN] = w
			shownN++
		}
	}
	if keyN > 0 {
		p.key = slices.Clone(key[:keyN])
		slices.Sort(p.key)
	}
	p.name = strings.Join(shown[:shownN], " ")
	return p
}

// nameWords gives the distinctive words of a person's name: titles and initials dropped, sorted.
func (v *vocabulary) nameWords(name string) []string {
	var words []string
	for _, w := range splitWords(normalise(name)) {
		if v.kinds[w]&(wordTitle|wordLegal) == 0 && len(w) > wordShort && letters(w) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// lenderKey reduces a lender's matched name to one word: FAIR MONEY MFB and FairMoney are the same.
func (v *vocabulary) lenderKey(matched string) string {
	var b strings.Builder
	for i, w := range splitWords(matched) {
		if i > 0 && v.cut[w] {
			break
		}
		b.WriteString(w)
	}
	if same, ok := v.sameAs[b.String()]; ok {
		return same
	}
	return b.String()
}

// shared counts the words that two sorted lists have in common.
func shared(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

// sameName reports whether two names are one person's: two distinctive words in common, order
// ignored; where one of them has a single word, that one.
func sameName(a, b []string) bool {
	need := min(2, len(a), len(b))
	return need > 0 && shared(a, b) >= need
}

func splitWords(s string) []string { return slices.Collect(words(s)) }

// words gives the words of a normalised text: runs of letters, digits and apostrophes.
func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i := range len(s) {
			switch in := wordByte[s[i]]; {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// wordByte says which bytes are part of a word.
var wordByte = func() (is [256]bool) {
	for b := range 256 {
		is[b] = b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '\''
	}
	return is
}()

func letters(w string) bool {
	for i := range len(w) {
		if w[i] >= '0' && w[i] <= '9' {
			return false
		}
	}
	return true
}
