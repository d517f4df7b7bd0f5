package underwriting

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Replayed says whether a stored decision comes out again, to the byte, from its frozen case.
type Replayed struct {
	Same     bool     // every byte
	Policy   bool     // decided under the policy whose digest the stored decision names
	Evidence bool     // on the evidence whose digest it names
	Differs  []string // where the two differ: JSON paths with both values, at most 20
}

// Verdict says the result in a sentence.
func (x Replayed) Verdict() string {
	switch {
	case x.Same:
		return "The same decision, to the byte."
	case !x.Policy:
		return "Another policy: the decision was made under a document with another digest."
	case !x.Evidence:
		return "Other evidence: the case is not the one that was decided."
	}
	return fmt.Sprintf("Not the same: %d difference(s) under the same policy and evidence.", len(x.Differs))
}

// Replay decides a frozen case again and compares the result with the stored decision's JSON. An
// error says that the stored JSON is none.
func Replay(p Policy, c Case, at time.Time, stored []byte) (Replayed, error) {
	var before Decision
	if err := json.Unmarshal(stored, &before); err != nil {
		return Replayed{}, fmt.Errorf("the stored decision is not JSON of a decision: %w", err)
	}
	again := Decide(p, c, at)
	now, err := json.Marshal(again)
	if err != nil {
		return Replayed{}, err
	}
	x := Replayed{Policy: before.Policy.SHA256 == again.Policy.SHA256, Evidence: before.Evidence == again.Evidence}
	var a, b any
	if err := json.Unmarshal(stored, &a); err != nil {
		return Replayed{}, err
	}
	if err := json.Unmarshal(now, &b); err != nil {
		return Replayed{}, err
	}
	x.differences("$", a, b)
	var compact bytes.Buffer
	if err := json.Compact(&compact, stored); err != nil {
		return Replayed{}, err
	}
	x.Same = len(x.Differs) == 0 && bytes.Equal(compact.Bytes(), now)
	if !x.Same && len(x.Differs) == 0 {
		x.Differs = append(x.Differs, "$: the same values written otherwise")
	}
	return x, nil
}

// differencesMost bounds what is listed.
const differencesMost = 20

func (x *Replayed) differences(path string, a, b any) {
	if len(x.Differs) >= differencesMost {
		return
	}
	switch a := a.(type) {
	case map[string]any:
		if b, ok := b.(map[string]any); ok {
			both := maps.Clone(a)
			maps.Copy(both, b)
			for _, name := range slices.Sorted(maps.Keys(both)) {
				x.differences(path+"."+name, a[name], b[name])
			}
			return
		}
	case []any:
		if b, ok := b.([]any); ok && len(a) == len(b) {
			for i := range a {
				x.differences(fmt.Sprintf("%s[%d]", path, i), a[i], b[i])
			}
			return
		}
	}
	if was, is := text(a), text(b); was != is {
		x.Differs = append(x.Differs, path+": was "+was+", is "+is)
	}
}

// text writes a value for a list of differences, cut where it is long.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	if len(b) > 80 {
		return string(b[:77]) + "…"
	}
	return string(b)
}
