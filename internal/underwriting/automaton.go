package underwriting

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"regexp/syntax"
	"slices"
	"sync"
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

	first atomic.Pointer[state]
	mu    sync.Mutex // guards states; transitions are read without it
	known map[string]*state
}

// state is a set of instructions that wait for the next byte, and what the byte before was.
type state struct {
	pcs   []uint32
	begin bool // nothing was read yet
	word  bool // the byte before was a letter, digit or underscore
	next  []atomic.Pointer[edge]
}

// edge is what a byte class leads to; matched holds the patterns that end before that byte.
type edge struct {
	to      *state
	matched []int32
}

// statesMax bounds the machine's memory (some 500 bytes a state); beyond it the machine starts afresh.
const statesMax = 20_000

// newAutomaton compiles patterns in RE2 syntax; an error names the pattern by its index.
func newAutomaton(patterns []string, restart bool) (*automaton, error) {
	a := &automaton{restart: restart, known: map[string]*state{}}
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
	a.first.Store(a.intern(nil, true, false))
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
	s := a.first.Load()
	for i := range len(text) {
		s = a.advance(s, int(a.class[text[i]]), found)
	}
	a.advance(s, len(a.sample), found)
}

// matchStart is match for patterns that begin at the text's first byte, on a narration in capitals
// and otherwise as it is. It stops where no pattern can go on, which is mostly at once.
func (a *automaton) matchStart(narration string, found *ruleSet) {
	s := a.first.Load()
	for _, r := range narration {
		if !s.begin && len(s.pcs) == 0 {
			return
		}
		if b := plain(r); b != 0 {
			s = a.advance(s, int(a.class[b]), found)
		}
	}
	a.advance(s, len(a.sample), found)
}

// advance takes one byte class, notes what ends before it and gives the state after it.
func (a *automaton) advance(s *state, class int, found *ruleSet) *state {
	e := s.next[class].Load()
	if e == nil {
		e = a.step(s, class)
	}
	for _, m := range e.matched {
		found.set(m)
	}
	return e.to
}

// step works out where a byte class leads from a state and keeps it; the class after the last is the end of the text.
func (a *automaton) step(s *state, class int) *edge {
	end := class == len(a.sample)
	var b byte
	if !end {
		b = a.sample[class]
	}
	word := !end && isWord(b)
	reached := a.closure(s, flags(s, word, end))
	e := &edge{}
	var next []uint32
	for _, pc := range reached {
		if a.owner[pc] >= 0 {
			e.matched = append(e.matched, a.owner[pc])
		}
		if in := &a.insts[pc]; !end && isRune(in.Op) && in.MatchRune(asRune(b)) {
			next = append(next, in.Out)
		}
	}
	slices.Sort(next)
	next = slices.Compact(next)
	if end {
		e.to = s
	} else {
		e.to = a.intern(next, false, word)
	}
	s.next[class].Store(e)
	return e
}

// closure follows every instruction that needs no byte.
func (a *automaton) closure(s *state, f syntax.EmptyOp) []uint32 {
	stack := append([]uint32{}, s.pcs...)
	if a.restart || s.begin {
		stack = append(stack, a.starts...)
	}
	seen := make([]bool, len(a.insts))
	var out []uint32
	for len(stack) > 0 {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &a.insts[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, in.Out, in.Arg)
		case syntax.InstNop, syntax.InstCapture:
			stack = append(stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^f == 0 {
				stack = append(stack, in.Out)
			}
		case syntax.InstFail:
		default:
			out = append(out, pc)
		}
	}
	return out
}

func (a *automaton) intern(pcs []uint32, begin, word bool) *state {
	key := make([]byte, 0, 4*len(pcs)+2)
	for _, pc := range pcs {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	key = append(key, bit(begin), bit(word))
	a.mu.Lock()
	defer a.mu.Unlock()
	if s, ok := a.known[string(key)]; ok {
		return s
	}
	if len(a.known) >= statesMax {
		a.known = map[string]*state{}
		a.first.Store(&state{begin: true, next: make([]atomic.Pointer[edge], len(a.sample)+1)})
	}
	s := &state{pcs: pcs, begin: begin, word: word, next: make([]atomic.Pointer[edge], len(a.sample)+1)}
	a.known[string(key)] = s
	return s
}

func flags(s *state, word, end bool) syntax.EmptyOp {
	f := syntax.EmptyNoWordBoundary
	if s.word != word {
		f = syntax.EmptyWordBoundary
	}
	if s.begin {
		f |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	}
	if end {
		f |= syntax.EmptyEndText | syntax.EmptyEndLine
	}
	return f
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
