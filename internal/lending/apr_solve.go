package lending

import (
	"math/big"

	"lendwright/internal/fault"
)

// ErrNoRate says that no rate explains the flows: they all go one way, or nothing within reach balances them.
var ErrNoRate = fault.Newf(fault.Invalid, "No annual rate balances these cash flows.")

// ErrSeveralRates says that more than one rate explains the flows, so that none of them is the rate.
var ErrSeveralRates = fault.Newf(fault.Invalid, "More than one annual rate balances these cash flows.")

// span is where a rate is looked for.
type span struct{ low, high *big.Int }

// unitSpan is −100 % (not included) to a hundred million per cent of a unit-period; yearSpan the same in ln(1+X).
var (
	unitSpan = span{fixOf(rat("-0.9999")), fixOf(rat("1048576"))}
	yearSpan = span{fixOf(rat("-32")), fixOf(rat("64"))}
)

// The search's limits: so many steps bring any interval below fixClose, the distance at which the
// search ends, and so many pieces are looked into before flows are called undecidable.
const (
	stepsMax  = 400
	piecesMax = 20_000
)

var fixClose = new(big.Int).Lsh(big.NewInt(1), fixBits-128)

// solve finds the rate of an equation. When the flows change sign once there is at most one; when
// they change more often every interval is looked into, and one rate not below zero, or else one
// below zero, is the answer.
func solve(e equation, within span, guess *big.Int) (*big.Int, error) {
	signs := e.signs()
	switch signChanges(signs) {
	case 0:
		return nil, ErrNoRate
	case 1:
		if x := newton(e, within, guess); x != nil {
			return x, nil
		}
		return bisectOutwards(e, within, guess)
	}
	s := search{equation: e}
	zero := new(big.Int)
	for _, side := range []span{{zero, within.high}, {within.low, zero}} {
		if err := s.look(side); err != nil {
			return nil, err
		}
		if len(s.found) > 1 && !onlyEarlyCharges(signs) {
			return nil, ErrSeveralRates
		}
		if len(s.found) > 0 {
			return newtonWithin(e, s.found[0]), nil
		}
	}
	return nil, ErrNoRate
}

// onlyEarlyCharges reports whether the flows are a loan, advances and then payments, before which the
// borrower paid something. The loan alone has one rate; the early charge adds a second, higher one at
// which it would have grown to the whole loan. The lower is the rate of the loan (the European
// Commission's example 43 of 2015 has a fee paid a year ahead).
func onlyEarlyCharges(signs []int) bool {
	for len(signs) > 0 && signs[0] >= 0 {
		signs = signs[1:]
	}
	return signChanges(signs) == 1
}

// newton follows the tangent from a guess; nil when that leads out of the span, or the steps do not
// at least halve: far from the rate the tangent creeps.
func newton(e equation, within span, x *big.Int) *big.Int {
	before := new(big.Int).Sub(within.high, within.low)
	for range stepsMax {
		step, ok := tangent(e.at(x))
		if !ok || !halved(step, before) {
			return nil
		}
		x, before = new(big.Int).Sub(x, step), step
		if x.Cmp(within.low) <= 0 || x.Cmp(within.high) >= 0 {
			return nil
		}
		if step.CmpAbs(fixClose) < 0 {
			return x
		}
	}
	return nil
}

// tangent is how far before x the tangent at x meets zero; it never does where the slope is nothing.
func tangent(s sides) (step *big.Int, ok bool) {
	slope := s.slope()
	if slope.Sign() == 0 {
		return nil, false
	}
	return fixDiv(s.value(), slope), true
}

// halved reports whether a step is at most half of the one before.
func halved(step, before *big.Int) bool {
	return new(big.Int).Lsh(step, 1).CmpAbs(before) <= 0
}

// bisectOutwards widens an interval around the guess until the value changes its sign in it.
func bisectOutwards(e equation, within span, guess *big.Int) (*big.Int, error) {
	sign := e.at(guess).value().Sign()
	for _, bound := range []*big.Int{within.low, within.high} {
		near := guess
		for range stepsMax {
			far := halfway(near, bound)
			if e.at(far).value().Sign() != sign {
				return newtonWithin(e, ordered(near, far)), nil
			}
			if new(big.Int).Sub(far, bound).CmpAbs(fixClose) < 0 {
				break
			}
			near = far
		}
	}
	return nil, ErrNoRate
}

// newtonWithin finds the one root of an interval by tangents, and by halving the interval where they
// lead out of it or creep.
func newtonWithin(e equation, in span) *big.Int {
	low, high := in.low, in.high
	sign := e.at(low).value().Sign()
	if sign == 0 {
		return low
	}
	x, before := halfway(low, high), new(big.Int).Sub(high, low)
	for range stepsMax {
		s := e.at(x)
		if s.value().Sign() == sign {
			low = x
		} else {
			high = x
		}
		next := halfway(low, high)
		if step, ok := tangent(s); ok && halved(step, before) {
			if y := new(big.Int).Sub(x, step); y.Cmp(low) >= 0 && y.Cmp(high) <= 0 {
				next = y
			}
		}
		before = new(big.Int).Sub(next, x)
		if x = next; before.CmpAbs(fixClose) < 0 {
			break
		}
	}
	return x
}

// search collects the intervals that hold one root each.
type search struct {
	equation equation
	found    []span
	pieces   int
}

// look divides an interval until each piece provably holds no root or one. A piece too small to
// divide holds roots that touch, which is several.
func (s *search) look(in span) error {
	return s.divide(in, s.equation.at(in.low), s.equation.at(in.high))
}

func (s *search) divide(in span, low, high sides) error {
	s.pieces++
	if len(s.found) > 1 || !mayMeet(high.gain, low.gain, high.cost, low.cost) {
		return nil
	}
	if !mayMeet(high.costFall, low.costFall, high.gainFall, low.gainFall) {
		a, b := low.value().Sign(), high.value().Sign()
		if a == 0 || a*b < 0 {
			s.found = append(s.found, in)
		}
		return nil
	}
	if s.pieces > piecesMax || new(big.Int).Sub(in.high, in.low).CmpAbs(fixClose) < 0 {
		return ErrSeveralRates
	}
	middle := halfway(in.low, in.high)
	at := s.equation.at(middle)
	if err := s.divide(span{in.low, middle}, low, at); err != nil {
		return err
	}
	return s.divide(span{middle, in.high}, at, high)
}

// mayMeet reports whether a and b can be equal when a lies in [aMin, aMax] and b in [bMin, bMax].
func mayMeet(aMin, aMax, bMin, bMax *big.Int) bool {
	return aMin.Cmp(bMax) <= 0 && aMax.Cmp(bMin) >= 0
}

func halfway(a, b *big.Int) *big.Int {
	z := new(big.Int).Add(a, b)
	return z.Rsh(z, 1)
}

func ordered(a, b *big.Int) span {
	if a.Cmp(b) > 0 {
		a, b = b, a
	}
	return span{a, b}
}
