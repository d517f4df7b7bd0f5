package underwriting

import (
	"fmt"
	"math/bits"
	"regexp/syntax"
	"slices"
	"sync/atomic"
)

// automaton finds which of many patterns occur in a text in one pass over its bytes, however many
// patterns there are: their programs run side by side, and the set of places where they stand is
// turned into a state of a deterministic machine the first time that it is met. Texts are ASCII;
// any other byte is a character that is no letter, digit or space.
type automaton struct {
	insts   []syntax.Inst // of all patterns, renumbered
	owner   []int32       // pattern whose match an instruction is; -1 elsewhere
	starts  []uint32
	restart bool // patterns may begin anywhere; false: only at the text's first byte
	class   [256]uint8
	sample  []byte // a byte of each class

	made atomic.Pointer[machine]
}

// newAutomaton compiles patterns in RE2 syntax; an error names the pattern by its index.
func newAutomaton(patterns []string, restart bool) (*automaton, error) {
	a := &automaton{restart: restart}
	for i, p := range patterns {
		re, err := syntax.Parse(p, syntax.Perl)
		if err != nil {
			return nil, fmt.Errorf("pattern %d: %w", i, err)
		}
		prog, err := syntax.Compile(re.Simplify())
		if err != nil {
			return nil, fmt.Errorf("pattern %d: %w", i, err)
		}
		a.add(prog, int32(i))
	}
	a.classify()
	a.made.Store(newMachine(a))
	return a, nil
}

func (a *automaton) add(prog *syntax.Prog, pattern int32) {
	base := uint32(len(a.insts))
	a.starts = append(a.starts, base+uint32(prog.Start))
	for _, in := range prog.Inst {
		own := int32(-1)
		in.Out += base
		switch in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			in.Arg += base
		case syntax.InstMatch:
			own = pattern
		}
		a.insts = append(a.insts, in)
		a.owner = append(a.owner, own)
	}
}

// classify joins bytes that no instruction tells apart.
func (a *automaton) classify() {
	classes := map[string]uint8{}
	for b := range 256 {
		sig := make([]byte, 0, len(a.insts)/8+2)
		var bits byte
		n := 0
		for i := range a.insts {
			if isRune(a.insts[i].Op) {
				bits <<= 1
				if a.insts[i].MatchRune(asRune(byte(b))) {
					bits |= 1
				}
				if n++; n%8 == 0 {
					sig = append(sig, bits)
				}
			}
		}
		sig = append(sig, bits)
		if isWord(byte(b)) {
			sig = append(sig, 'w')
		}
		c, ok := classes[string(sig)]
		if !ok {
			c = uint8(len(a.sample))
			classes[string(sig)] = c
			a.sample = append(a.sample, byte(b))
		}
		a.class[b] = c
	}
}

// match sets a bit in found for each pattern that occurs in text.
func (a *automaton) match(text string, found *ruleSet) {
	if m := a.made.Load(); !m.run(text, found) {
		a.made.CompareAndSwap(m, newMachine(a))
		a.simulate(text, found)
	}
}

// matchStart is match for patterns that begin at the text's first byte, on a narration in capitals
// and otherwise as it is. It stops where no pattern can go on, which is mostly at once.
func (a *automaton) matchStart(narration string, found *ruleSet) {
	m := a.made.Load()
	if m.runStart(narration, found) {
		return
	}
	a.made.CompareAndSwap(m, newMachine(a))
	text := make([]byte, 0, len(narration))
	for _, r := range narration {
		if b := plain(r); b != 0 {
			text = append(text, b)
		}
	}
	a.simulate(string(text), found)
}

// simulate matches without a machine, set by set: for the text at which a machine is full.
func (a *automaton) simulate(text string, found *ruleSet) {
	var pcs []uint32
	w, flags := newWalker(a), atBegin
	for i := range len(text) + 1 {
		class := len(a.sample)
		if i < len(text) {
			class = int(a.class[text[i]])
		}
		var matched []int32
		pcs, matched, flags = w.follow(pcs, flags, class)
		for _, m := range matched {
			found.set(m)
		}
	}
}

// walker follows instructions; it is not for use by several at once.
type walker struct {
	a     *automaton
	seen  []uint32 // the round in which an instruction was met last
	round uint32
	stack []uint32
	begun map[uint32]crossing // what beginning every pattern comes to, by condition and byte class
}

// crossing is what taking one byte class leads to: the instructions after it and the patterns that end before it.
type crossing struct {
	next    []uint32
	matched []int32
}

func newWalker(a *automaton) *walker {
	return &walker{a: a, seen: make([]uint32, len(a.insts)), begun: map[uint32]crossing{}}
}

// follow takes one byte class from a set of instructions; the class after the last is the end of the
// text. Beginning every pattern anew is most of the work and always comes to the same: it is done
// once for each class and condition.
func (w *walker) follow(from []uint32, flags stateFlags, class int) (next []uint32, matched []int32, after stateFlags) {
	end := class == len(w.a.sample)
	word := !end && isWord(w.a.sample[min(class, len(w.a.sample)-1)])
	f := emptyWidth(flags, word, end)
	x := w.cross(from, f, class)
	if w.a.restart || flags&atBegin != 0 {
		key := uint32(f)<<16 | uint32(class)
		begun, ok := w.begun[key]
		if !ok {
			begun = w.cross(w.a.starts, f, class)
			w.begun[key] = begun
		}
		x.next, x.matched = append(x.next, begun.next...), append(x.matched, begun.matched...)
	}
	if word {
		after = afterWord
	}
	slices.Sort(x.next)
	slices.Sort(x.matched)
	return slices.Compact(x.next), slices.Compact(x.matched), after
}

// cross follows every instruction that needs no byte, and then the byte class.
func (w *walker) cross(from []uint32, f syntax.EmptyOp, class int) (x crossing) {
	end := class == len(w.a.sample)
	w.round++
	w.stack = append(w.stack[:0], from...)
	for len(w.stack) > 0 {
		pc := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if w.seen[pc] == w.round {
			continue
		}
		w.seen[pc] = w.round
		switch in := &w.a.insts[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			w.stack = append(w.stack, in.Out, in.Arg)
		case syntax.InstNop, syntax.InstCapture:
			w.stack = append(w.stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^f == 0 {
				w.stack = append(w.stack, in.Out)
			}
		case syntax.InstMatch:
			x.matched = append(x.matched, w.a.owner[pc])
		case syntax.InstFail:
		default:
			if !end && in.MatchRune(asRune(w.a.sample[class])) {
				x.next = append(x.next, in.Out)
			}
		}
	}
	return x
}

func isRune(op syntax.InstOp) bool {
	return op == syntax.InstRune || op == syntax.InstRune1 || op == syntax.InstRuneAny || op == syntax.InstRuneAnyNotNL
}

func isWord(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

func asRune(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return '\uFFFD'
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// ruleSet is a set of pattern numbers below 256.
type ruleSet [4]uint64

func (r *ruleSet) set(n int32) { r[n>>6] |= 1 << (n & 63) }

// next is the first number from n on that is in the set, or −1.
func (r *ruleSet) next(n int) int {
	for w := n >> 6; w < len(r); w++ {
		word := r[w]
		if w == n>>6 {
			word &= ^uint64(0) << (n & 63)
		}
		if word != 0 {
			return w<<6 + bits.TrailingZeros64(word)
		}
	}
	return -1
}

func (r *ruleSet) has(n int32) bool { return r[n>>6]&(1<<(n&63)) != 0 }
