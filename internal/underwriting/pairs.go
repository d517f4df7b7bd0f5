package underwriting

import (
	"cmp"
	"slices"

	"lendwright/internal/calendar"
)

// Pair is two rows that undo each other: a reversal, or a transfer between the person's own accounts.
// They are in no sum; an officer sees them side by side and may disagree.
type Pair struct {
	Out, In                   string // row ids
	Kind                      string // "reversal" or "own_transfer"
	Amount                    int64  // of the credit; a fee may have been taken on the way
	OutOn, InOn               calendar.Day
	OutAccount, InAccount     int // places in the case's accounts
	OutNarration, InNarration string
}

// pairer looks for rows that undo each other, each row once.
type pairer struct {
	rows  []row
	rules PairingRules
	names [][]string      // distinctive words of the person's names
	outs  map[int64][]int // debits by amount, in order of time
	some  [256]uint64     // a bit for each amount that a debit may have: most credits have no debit of their amount
	pairs []Pair
}

// pairRows marks reversals and own transfers in rows, which are in order of time.
func pairRows(rows []row, rules PairingRules, names [][]string, accounts int) []Pair {
	p := &pairer{rows: rows, rules: rules, names: names, outs: map[int64][]int{}}
	for i := range rows {
		if !rows[i].in {
			p.outs[rows[i].amount] = append(p.outs[rows[i].amount], i)
			word, bit := amountBit(rows[i].amount)
			p.some[word] |= bit
		}
	}
	for i := range rows {
		if rows[i].in {
			p.reversal(i)
		}
	}
	if accounts > 1 {
		for i := range rows {
			if rows[i].in && rows[i].paired == unpaired {
				p.own(i)
			}
		}
	}
	p.self()
	return p.pairs
}

// triesForAPair bounds how many debits of one amount are looked at for one credit: nobody makes more
// in a few days, and a statement made of one amount must not take for ever.
const triesForAPair = 100

// amountBit spreads amounts over the bits of pairer.some.
func amountBit(amount int64) (word int, bit uint64) {
	h := uint64(amount) * 0x9E3779B97F4A7C15 >> 50
	return int(h >> 6), 1 << (h & 63)
}

// debits gives the debits of an amount.
func (p *pairer) debits(amount int64) []int {
	if word, bit := amountBit(amount); p.some[word]&bit == 0 {
		return nil
	}
	return p.outs[amount]
}

// reversal finds the debit that a credit takes back: by the word reversal, or by the same words and
// amount within the days that the rules allow. Money that somebody sends back as "salary" is not a
// reversal; it is left for the staging signals.
func (p *pairer) reversal(i int) {
	r := &p.rows[i]
	named := r.label.Code == "reversal"
	if !named && r.label.Group == groupIncome {
		return
	}
	outs := p.debits(r.amount)
	last, _ := slices.BinarySearch(outs, i)
	for k := last - 1; k >= max(0, last-triesForAPair); k-- {
		o := &p.rows[outs[k]]
		if int(r.day-o.day) > p.rules.ReversalDays {
			break
		}
		if o.account != r.account || o.paired != unpaired || !named && shared(o.label.key, r.label.key) < 2 {
			continue
		}
		p.mark(outs[k], i, reversed, "reversal")
		return
	}
	if named {
		r.paired = reversed // its partner lies before the statement
	}
}

// own finds the debit on another linked account that a credit came from: the same amount or less a
// known fee, a few days apart, unless both rows name somebody else.
func (p *pairer) own(i int) {
	r := &p.rows[i]
	if r.label.Group == groupDebt || r.label.Code == "salary" || r.label.Code == "income.pension" {
		return
	}
	best, bestDays := -1, 1<<30
	for _, fee := range p.rules.fees {
		outs := p.debits(r.amount + fee)
		if len(outs) == 0 {
			continue
		}
		first, _ := slices.BinarySearchFunc(outs, r, func(j int, r *row) int {
			return cmp.Compare(p.rows[j].day, r.day.AddDays(-p.rules.OwnDaysAfter))
		})
		for _, j := range outs[first:min(len(outs), first+triesForAPair)] {
			o := &p.rows[j]
			days := int(r.day - o.day)
			if days < -p.rules.OwnDaysBefore {
				break
			}
			if d := max(days, -days); d < bestDays && o.account != r.account && o.paired == unpaired && p.mayBeOwn(o, r) {
				best, bestDays = j, d
			}
		}
	}
	if best >= 0 {
		p.mark(best, i, ownTransfer, "own_transfer")
	}
}

// mayBeOwn reports whether nothing speaks against the two rows being one person's transfer.
func (p *pairer) mayBeOwn(out, in *row) bool {
	if out.label.Group == groupGambling || out.label.Group == groupCost || out.label.Group == groupDebt {
		return false
	}
	if p.isSelf(out.label.key) || p.isSelf(in.label.key) || out.label.Group == groupOwn || in.label.Group == groupOwn {
		return true
	}
	if len(out.label.key) < 2 || len(in.label.key) < 2 {
		return len(out.label.key) == 0 || len(in.label.key) == 0 || shared(out.label.key, in.label.key) > 0
	}
	return shared(out.label.key, in.label.key) >= 2
}

// isSelf reports whether words hold two distinctive words of one of the person's names; a shared surname alone is family.
func (p *pairer) isSelf(words []string) bool {
	return slices.ContainsFunc(p.names, func(name []string) bool { return len(name) > 1 && shared(name, words) >= 2 })
}

// self marks transfers from and to the person's accounts that are not linked: neither income nor spending.
func (p *pairer) self() {
	for i := range p.rows {
		r := &p.rows[i]
		if r.paired == unpaired && (r.label.Group == groupUnknown || r.label.Group == groupInflow) && p.isSelf(r.label.key) {
			r.paired = probablySelf
		}
	}
}

func (p *pairer) pair(out, in *row, kind string) Pair {
	return Pair{
		Out: out.id, In: in.id, Kind: kind, Amount: in.amount, OutOn: out.day, InOn: in.day,
		OutAccount: int(out.account), InAccount: int(in.account), OutNarration: out.text, InNarration: in.text,
	}
}

func (p *pairer) mark(out, in int, why pairing, kind string) {
	p.rows[out].paired, p.rows[in].paired = why, why
	p.pairs = append(p.pairs, p.pair(&p.rows[out], &p.rows[in], kind))
}
