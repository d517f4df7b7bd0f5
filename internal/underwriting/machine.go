package underwriting

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
)

// machine is the deterministic machine of an automaton, as far as texts have made it. Its table
// holds whole numbers and no pointers, so that the garbage collector need not look into its thousands
// of states.
type machine struct {
	a       *automaton
	classes int                       // of bytes, and the end of the text after them
	table   []atomic.Uint32           // by state and class; the pages that no state has reached take no memory
	matches atomic.Pointer[[][]int32] // lists of patterns that end together; the first is empty

	mu     sync.Mutex // guards the rest and the making of transitions; they are read without it
	walk   *walker
	known  map[string]uint32
	pcs    []uint32 // the instructions of all states, one state after the other
	starts []uint32 // where a state's instructions begin
	flags  []stateFlags
}

// stateFlags say what was read before a state.
type stateFlags uint8

const (
	atBegin   stateFlags = 1 << iota // nothing
	afterWord                        // a letter, digit or underscore
)

// statesMax bounds the machine's memory (some 300 bytes a state); beyond it a new machine is begun.
// listsMax bounds the lists in the same way.
const (
	statesMax = 1 << transitionShift
	listsMax  = 1 << 16
)

// A transition: made, the list of patterns that end, and the state that it leads to.
const (
	transitionMade  = 1 << 31
	transitionState = statesMax - 1
	transitionList  = listsMax - 1
	transitionShift = 14
)

func newMachine(a *automaton) *machine {
	m := &machine{a: a, classes: len(a.sample) + 1, known: map[string]uint32{}, walk: newWalker(a), starts: []uint32{0}}
	m.table = make([]atomic.Uint32, statesMax*m.classes)
	m.matches.Store(&[][]int32{nil})
	m.intern(nil, atBegin)
	m.intern(nil, 0) // deadState
	return m
}

// deadState is the state in which no pattern waits for anything and the byte before was no letter.
// Where patterns begin at the text's first byte only, nothing can come of it any more.
const deadState = 1

// slot is where a transition stands.
func (m *machine) slot(state uint32, class int) *atomic.Uint32 {
	return &m.table[int(state)*m.classes+class]
}

// run follows a text and notes the patterns that occur; false: the machine is full.
func (m *machine) run(text string, found *ruleSet) bool {
	state, ok := uint32(0), true
	for i := range len(text) {
		if state, ok = m.advance(state, int(m.a.class[text[i]]), found); !ok {
			return false
		}
	}
	_, ok = m.advance(state, m.classes-1, found)
	return ok
}

// runStart is run on a narration in capitals and otherwise as it is, and stops where no pattern can go on.
func (m *machine) runStart(narration string, found *ruleSet) bool {
	state, ok := uint32(0), true
	for _, r := range narration {
		b := plain(r)
		if b == 0 {
			continue
		}
		if state, ok = m.advance(state, int(m.a.class[b]), found); !ok {
			return false
		}
		if state == deadState {
			return true
		}
	}
	_, ok = m.advance(state, m.classes-1, found)
	return ok
}

// advance takes one byte class, notes what ends before it and gives the state after it.
func (m *machine) advance(state uint32, class int, found *ruleSet) (uint32, bool) {
	t := m.slot(state, class).Load()
	if t == 0 {
		var ok bool
		if t, ok = m.step(state, class); !ok {
			return 0, false
		}
	}
	if list := t >> transitionShift & transitionList; list != 0 {
		for _, p := range (*m.matches.Load())[list] {
			found.set(p)
		}
	}
	return t & transitionState, true
}

// step works out a transition and keeps it.
func (m *machine) step(state uint32, class int) (uint32, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	from := m.pcs[m.starts[state]:m.starts[state+1]]
	next, matched, flags := m.walk.follow(from, m.flags[state], class)
	to := state
	if class < m.classes-1 {
		var ok bool
		if len(next) == 0 && !m.a.restart {
			flags = 0
		}
		if to, ok = m.intern(next, flags); !ok {
			return 0, false
		}
	}
	list := m.list(matched)
	if list == listsMax {
		return 0, false
	}
	t := uint32(transitionMade) | uint32(list)<<transitionShift | to
	m.slot(state, class).Store(t)
	return t, true
}

// list numbers a list of patterns; listsMax: there is no room. The caller holds mu.
func (m *machine) list(patterns []int32) int {
	if len(patterns) == 0 {
		return 0
	}
	all := *m.matches.Load()
	for i, l := range all {
		if slices.Equal(l, patterns) {
			return i
		}
	}
	if len(all) == listsMax {
		return listsMax
	}
	more := append(slices.Clone(all), patterns)
	m.matches.Store(&more)
	return len(all)
}

// intern numbers a state; false: there is no room. The caller holds mu, or the machine is new.
func (m *machine) intern(pcs []uint32, flags stateFlags) (uint32, bool) {
	key := make([]byte, 0, 4*len(pcs)+1)
	for _, pc := range pcs {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	key = append(key, byte(flags))
	if s, ok := m.known[string(key)]; ok {
		return s, true
	}
	n := uint32(len(m.flags))
	if n == statesMax {
		return 0, false
	}
	m.known[string(key)] = n
	m.pcs = append(m.pcs, pcs...)
	m.starts = append(m.starts, uint32(len(m.pcs)))
	m.flags = append(m.flags, flags)
	return n, true
}

// emptyWidth says which conditions on the place between two bytes hold.
func emptyWidth(flags stateFlags, word, end bool) syntax.EmptyOp {
	f := syntax.EmptyNoWordBoundary
	if flags&afterWord != 0 != word {
		f = syntax.EmptyWordBoundary
	}
	if flags&atBegin != 0 {
		f |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	}
	if end {
		f |= syntax.EmptyEndText | syntax.EmptyEndLine
	}
	return f
}
