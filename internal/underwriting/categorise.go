package underwriting

import (
	"strings"
	"sync"
)

// Label is what a bank row's narration says of its purpose.
type Label struct {
	Rule         string   // id of the rule that decided, "provider" where another provider's category did; empty: none
	Code         string   // our code: salary, lender, bills.power …; unknown where nothing matches
	Group        string   // the part that the code plays: income, debt, essential …
	Category     string   // Mono's name for it
	Counterparty string   // who is at the other end, as far as the words say
	Channel      string   // nip, pos, web, wallet …; empty: not said
	Flags        []string // salary, loan_in, loan_repayment, gambling, reversal, own_transfer, returned_debit, bank_charge
	LoanWord     bool     // a loan is named in so many words, not only a lender
	Org          bool     // the counterparty looks like an organisation

	key    []string // the counterparty's distinctive words
	lender string   // the lender's name as one word
}

// narrations is the categoriser of the embedded rules, built at first use.
var narrations = sync.OnceValue(mustCategoriser)

// Categorise says what a narration means for a row of a type ("credit" or "debit"). The direction
// comes from the type and never from the words: NIP CR/… is money sent at some banks.
func Categorise(narration, typ string) Label { return narrations().label(narration, typ == credit, "") }

// label finds the first rule, in order, that holds for the direction; where the words say only a
// channel or nothing, the category of another provider decides, if it has one.
func (c *categoriser) label(narration string, in bool, category string) Label {
	text := normalise(narration)
	var found, early ruleSet
	c.texts.match(text, &found)
	c.raws.matchStart(narration, &early)
	for i := early.next(0); i >= 0; i = early.next(i + 1) {
		found.set(c.rawRule[i])
	}
	l := c.decide(&found, in)
	if l.Code == unknownCode || strings.HasPrefix(l.Code, channelPrefix) {
		c.trustProvider(&l, category, in)
	}
	c.describe(&l, text, in)
	return l
}

const (
	credit        = "credit"
	debit         = "debit"
	unknownCode   = "unknown"
	channelPrefix = "channel."
)

func (c *categoriser) decide(found *ruleSet, in bool) Label {
	l := Label{Code: unknownCode}
	atPOS := found.has(int32(len(c.rules)))
	for i := found.next(0); i >= 0 && i < len(c.rules); i = found.next(i + 1) {
		r := &c.rules[i]
		if in && !r.credit || !in && !r.debit || atPOS && r.notAtPOS {
			continue
		}
		if l.Rule == "" || mandates[l.Code] && debtCode(r.code) {
			l.Rule, l.Code = r.id, r.code
		}
		l.LoanWord = l.LoanWord || r.loanWord
		if r.channel != "" {
			l.Channel = r.channel
			break // the channel rules are the last tier
		}
	}
	return l
}

// mandates say how a debit came about and not what for: where a lender or a loan is named beside
// them, that is what the row is.
var mandates = map[string]bool{"direct_debit": true, "standing_order": true}

func debtCode(code string) bool {
	return strings.HasPrefix(code, "lender") || strings.HasPrefix(code, "loan_")
}

func (c *categoriser) trustProvider(l *Label, category string, in bool) {
	codes, ok := c.provider[strings.ToLower(category)]
	if !ok {
		return
	}
	code := codes[1]
	if in {
		code = codes[0]
	}
	if code != "-" {
		l.Rule, l.Code = "provider", code
	}
}

// describe fills in what follows from the code and the words.
func (c *categoriser) describe(l *Label, text string, in bool) {
	role := c.roles[l.Code]
	l.Group, l.Category = role.group, role.debit
	if in {
		l.Category = role.credit
	}
	p := c.words.party(text)
	l.Counterparty, l.key, l.Org = p.name, p.key, p.org
	if l.Category == "transfer" {
		l.Category = unknownCode
		if len(p.key) > 1 && !p.org {
			l.Category = "personal_transfer"
		}
	}
	if role.group == groupDebt {
		l.lender = c.lenderName(l, text)
		if l.Counterparty == "" {
			l.Counterparty = l.lender
		}
	}
	l.Flags = role.flagsOut
	if in {
		l.Flags = role.flagsIn
	}
}

// lenderName is the lender as one word: the name that a lender rule matched, else the counterparty's words.
func (c *categoriser) lenderName(l *Label, text string) string {
	for i, r := range c.rules {
		if r.id == l.Rule && c.lender[i] != nil && l.Code != "lender.generic" {
			return c.words.lenderKey(c.lender[i].FindString(text))
		}
	}
	return strings.Join(l.key, "")
}

// lenderOf gives the same one word for an institution's name in a credit history.
func (c *categoriser) lenderOf(institution string) string {
	l := c.label(institution, false, "")
	if strings.HasPrefix(l.Code, "lender") && l.lender != "" {
		return l.lender
	}
	if len(l.key) > 0 {
		return strings.Join(l.key, "")
	}
	return strings.ReplaceAll(normalise(institution), " ", "")
}

func flagsOf(names string, in bool) []string {
	switch {
	case names == "-":
		return nil
	case names == "loan" && in:
		return []string{"loan_in"}
	case names == "loan":
		return []string{"loan_repayment"}
	}
	return strings.Split(names, ",")
}
