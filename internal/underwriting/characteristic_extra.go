package underwriting

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"lendwright/internal/scorecard"
)

// extraScale is how much larger the whole number of an extra is than its value: four decimals are kept.
const extraScale = 10_000

// forbiddenWords are parts of names of what may not be used for a decision (handbook 4.13). They
// are looked for in the names of extras and of other providers' categories.
var forbiddenWords = []string{
	"age", "ages", "aged", "birth", "birthdate", "dob", "sex", "gender", "pregnant", "pregnancy", "maternity", "marital", "married", "religion", "religious", "faith", "church", "mosque",
	"tithe", "charity", "donation", "donations", "giving", "tribe", "ethnic", "ethnicity", "race", "language", "nationality", "origin", "politics", "political", "party",
	"union", "health", "healthcare", "medical", "hospital", "pharmacy", "disability", "biometric", "photo", "contacts", "sms", "battery", "phone", "device",
	"surname", "firstname", "nightlife", "longitude", "latitude", "gps", "bad", "outcome", "default", "target", "label",
}

// forbidden reports whether a name says that it holds something that may not be used, or the outcome itself.
func forbidden(name string) bool {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !(r >= 'a' && r <= 'z') })
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(forbiddenWords, p) })
}

// extras passes on what a lender knows besides: numbers, yes or no, and words. Employment is what
// the applicant said, and treated like an extra.
func (k *characteristics) extras() {
	if a := k.c.Applicant; a != nil {
		if a.Employment != "" {
			k.words("employment", "Employment", a.Employment)
		}
		if a.StatedMonthlyIncome != nil {
			k.put(kind{"stated_income", "Stated monthly income", "INC-LOW", SaferUp}, known(*a.StatedMonthlyIncome))
			k.put(kind{"instalment_to_stated_income", "Instalment over stated income", "AFF-DTI", RiskierUp}, ratio(k.instalment(), *a.StatedMonthlyIncome))
		}
	}
	names := make([]string, 0, len(k.c.Extra))
	for name := range k.c.Extra {
		if !forbidden(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		k.extra(name, k.c.Extra[name])
	}
}

func (k *characteristics) words(name, label, text string) {
	k.out = append(k.out, Characteristic{Name: name, Label: label, Reason: "EXT-FACT", Words: true, Text: text})
}

func (k *characteristics) extra(name string, raw json.RawMessage) {
	label := strings.ReplaceAll(name, "_", " ")
	f := kind{"extra." + name, label, "EXT-FACT", AnyWay}
	var text string
	var yes bool
	var number json.Number
	switch {
	case string(raw) == "null":
	case json.Unmarshal(raw, &text) == nil:
		if text != "" {
			k.words(f.name, label, text)
		}
	case json.Unmarshal(raw, &yes) == nil:
		k.put(f, flag(yes))
	case json.Unmarshal(raw, &number) == nil:
		k.put(f, extraNumber(number.String()))
	}
}

// extraNumber is a number with its first four decimals as a whole one; not known where it is beyond any amount.
func extraNumber(text string) scorecard.Value {
	if len(text) > 40 {
		return scorecard.Value{}
	}
	d, err := decimal.NewFromString(text)
	if err != nil || d.Exponent() > 18 || d.Exponent() < -60 {
		return scorecard.Value{}
	}
	n := d.Mul(decimal.New(extraScale, 0)).Truncate(0)
	return knownIf(n.Abs().LessThan(decimal.New(amountMost, 0)), n.IntPart())
}
