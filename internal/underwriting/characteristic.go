package underwriting

import (
	"fmt"

	"lendwright/internal/scorecard"
)

// Trend says how risk is held to move with a characteristic, by knowledge of the trade and before
// any data: a fitted scorecard may learn how strongly, and not the other way round.
type Trend int8

// The trends.
const (
	AnyWay    Trend = iota // nobody can say beforehand: the outcomes decide
	SaferUp                // more is safer
	RiskierUp              // more is riskier
)

// Characteristic is one figure of a case that a scorecard may rest on. Amounts are minor units,
// shares ten-thousandths, times days. A characteristic of words has Text and no Value.
type Characteristic struct {
	Name   string
	Label  string // for people
	Reason string // code of the reason when it costs points
	Trend  Trend
	Value  scorecard.Value
	Text   string // the level of a characteristic of words; empty: a number, or not known
	Words  bool   // whether this is a characteristic of words
}

// Characteristics derives every characteristic of a case that a scorecard may be fitted on: from
// the statement, income and debts as they are read, the credit history, earlier loans with us, the
// request and each extra. Nothing dated on or after the case's day has a part in it. The order is
// the same for the same case. What may not be used for a decision (age, sex, faith, health, family;
// handbook 4.13) is not derived, and an extra with such a name is passed over.
func Characteristics(c Case) []Characteristic {
	u := prepare(c)
	r := DefaultPolicy().read(u)
	k := &characteristics{r: r, c: &u.Case, asOf: u.AsOf}
	k.request()
	if r.hasStatement() {
		k.length()
		k.flows()
		k.balances()
		k.recurring()
		k.burden()
		k.purposes()
		k.known()
	}
	k.bureau()
	k.ownLoans()
	k.extras()
	return k.out
}

// kind is a family of characteristics; the label may have a place for the window's days.
type kind struct {
	name, label, reason string
	trend               Trend
}

func (k *characteristics) put(f kind, v scorecard.Value) {
	k.out = append(k.out, Characteristic{Name: f.name, Label: f.label, Reason: f.reason, Trend: f.trend, Value: v})
}

// putOver is put for a family that is measured over several windows.
func (k *characteristics) putOver(f kind, days int, v scorecard.Value) {
	if days == allDays {
		f.name, f.label = f.name+"_all", f.label+", whole statement"
	} else {
		f.name, f.label = fmt.Sprintf("%s_%d", f.name, days), fmt.Sprintf("%s, last %d days", f.label, days)
	}
	k.put(f, v)
}

// allDays is the window of the whole statement.
const allDays = 0

// signedShare is a/b in ten-thousandths for an a of either sign.
func signedShare(a, b int64) int64 {
	if a < 0 {
		return -share(-a, b)
	}
	return share(a, b)
}

// ratio is a signed share that is not known where there is nothing to compare with.
func ratio(a, b int64) scorecard.Value { return knownIf(b > 0, signedShare(a, b)) }
