package underwriting

import (
	"embed"
	"fmt"
	"regexp"
	"strings"
)

//go:embed data
var data embed.FS

// narrationRule is one line of data/narrations.txt.
type narrationRule struct {
	id       string
	credit   bool // holds for credits
	debit    bool // holds for debits
	code     string
	notAtPOS bool
	pattern  string
	loanWord bool   // names a loan in so many words
	channel  string // of a rule that says the channel only
}

// codeRole is one line of data/codes.txt.
type codeRole struct {
	group, credit, debit string
	flagsIn, flagsOut    []string // of a credit and of a debit
}

// categoriser holds the compiled rules; it is built once and safe for use by many at once.
type categoriser struct {
	rules    []narrationRule
	roles    map[string]codeRole
	provider map[string][2]string // category -> code for a credit, code for a debit
	texts    *automaton           // all rules, and after them the POS guard, on the normalised text
	raws     *automaton           // the rules that look at the very beginning, on the raw text
	rawRule  []int32              // raws' pattern number -> rule number
	lender   map[int]*regexp.Regexp
	words    vocabulary
}

// posGuard is the pattern of the guard !pos.
const posGuard = `\b(POS|ATM)\b`

// mustCategoriser builds the categoriser from the embedded data; broken data is a programmer's mistake and panics.
func mustCategoriser() *categoriser {
	c, err := newCategoriser(dataText("narrations.txt"), dataText("codes.txt"), dataText("provider.txt"))
	if err != nil {
		panic(err)
	}
	return c
}

func dataText(name string) string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// newCategoriser compiles rules, codes and the table of another provider's categories; an error says the line.
func newCategoriser(narrations, codes, provider string) (*categoriser, error) {
	c := &categoriser{roles: map[string]codeRole{}, provider: map[string][2]string{}, lender: map[int]*regexp.Regexp{}, words: newVocabulary()}
	for _, f := range tableLines(codes) {
		if len(f) != 5 {
			return nil, fmt.Errorf("codes: %q: expected five columns", strings.Join(f, " "))
		}
		c.roles[f[0]] = codeRole{f[1], f[2], f[3], flagsOf(f[4], true), flagsOf(f[4], false)}
	}
	for _, f := range tableLines(provider) {
		c.provider[f[0]] = [2]string{f[1], f[2]}
	}
	if err := c.readRules(narrations); err != nil {
		return nil, err
	}
	return c, c.compile()
}

func (c *categoriser) readRules(text string) error {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 5 {
			return fmt.Errorf("narrations: %q: expected ID DIRECTION CODE GUARD PATTERN", line)
		}
		// The pattern is the rest of the line, spaces and all.
		rest := line
		for range 4 {
			rest = strings.TrimLeft(rest, " ")
			rest = rest[strings.IndexByte(rest, ' '):]
		}
		r := narrationRule{id: f[0], credit: f[1] != "D", debit: f[1] != "C", code: f[2], notAtPOS: f[3] == "!pos", pattern: strings.TrimLeft(rest, " ")}
		r.loanWord = strings.HasPrefix(r.id, "LNG-") && strings.Contains(r.code, "loan")
		if name, ok := strings.CutPrefix(r.code, channelPrefix); ok {
			r.channel = name
		}
		if _, ok := c.roles[r.code]; !ok {
			return fmt.Errorf("narrations: %s: code %q is not in the codes", r.id, r.code)
		}
		c.rules = append(c.rules, r)
	}
	if len(c.rules) > 255 {
		return fmt.Errorf("narrations: %d rules, room for 255", len(c.rules))
	}
	return nil
}

func (c *categoriser) compile() (err error) {
	var texts, raws []string
	for i, r := range c.rules {
		texts = append(texts, r.pattern)
		if strings.Contains(r.pattern, "^") {
			raws = append(raws, r.pattern)
			c.rawRule = append(c.rawRule, int32(i))
		}
		if strings.HasPrefix(r.code, "lender") {
			if c.lender[i], err = regexp.Compile(r.pattern); err != nil {
				return fmt.Errorf("narrations: %s: %w", r.id, err)
			}
		}
	}
	if c.texts, err = newAutomaton(append(texts, posGuard), true); err != nil {
		return fmt.Errorf("narrations: %w", err)
	}
	c.raws, err = newAutomaton(raws, false)
	return err
}

// tableLines gives the fields of each line that is neither empty nor a comment.
func tableLines(text string) [][]string {
	var rows [][]string
	for _, line := range strings.Split(text, "\n") {
		if f := strings.Fields(line); len(f) > 0 && !strings.HasPrefix(f[0], "#") {
			rows = append(rows, f)
		}
	}
	return rows
}
