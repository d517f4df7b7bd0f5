package mono_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"lendwright/internal/mono"
)

// notTyped are members of golden replies that no type has, because a caller has no use for them; Raw has them.
var notTyped = []string{"timestamp", "instruments", "flag_rule_names", "total", "pages", "previous", "next", "count", "success"}

// otherwise are members whose decoded form has another name or word, on purpose.
var otherwise = map[string]string{
	"replies/coverage.json":               "id=6b0000000000000000000010",      // of a way to log in
	"replies/credit_history.json":         "performancestatus=non performing", // one spelling of a word
	"replies/mandate_initiated.json":      "method=mandate type=recurring-debit",
	"replies/disbursed.json":              "status=pending",          // initiated
	"replies/partner_session.json":        "expiresat=1790932841556", // an Instant
	"replies/partner_reauth_session.json": "expiresat=1790932841556",
	"replies/customer_transactions.json":  "message=data retrieved successfully status=successful",
	"replies/sub_accounts.json":           "nibsscode=14",               // NIPCode
	"replies/owo_user.json":               "status=pending_activiation", // a misspelling
	"replies/disbursement_scheduled.json": "status=created",             // initiated
	"replies/transfers_added.json":        "status=successful",
	"replies/nin_slip.json":               "id=5", // Job
}

// keptWhole fails when a member of a golden body is gone from what was read of it.
func keptWhole(t *testing.T, file string, v any) {
	t.Helper()
	if v == nil || file == "" {
		return
	}
	if gone := strings.Join(lost(golden(t, file), v), " "); gone != "" && gone != otherwise[file] {
		t.Errorf("members of %s that the result lacks: %s", file, gone)
	}
}

// lost lists the members of a reply's data that are gone after it was decoded into v and encoded again: name and
// value must be there, whichever the spelling of the name and the form of a date or amount.
func lost(body []byte, v any) []string {
	if _, pdf := v.(mono.PDF); pdf {
		return nil
	}
	var envelope map[string]json.RawMessage
	data := json.RawMessage(body)
	if json.Unmarshal(body, &envelope) == nil && envelope["data"] != nil {
		data = envelope["data"]
	}
	text, err := json.Marshal(v)
	if err != nil {
		return []string{err.Error()}
	}
	there := leaves(text)
	var gone []string
	for leaf := range leaves(data) {
		name, value, _ := strings.Cut(leaf, "=")
		if !there[leaf] && !slices.Contains(notTyped, name) && !valueThere(there, value) {
			gone = append(gone, leaf)
		}
	}
	slices.Sort(gone)
	return gone
}

// valueThere finds a value under another name, which aliases give it, unless it is too plain to tell.
func valueThere(there map[string]bool, value string) bool {
	if len(value) < 4 {
		return false
	}
	for leaf := range there {
		if _, v, _ := strings.Cut(leaf, "="); v == value {
			return true
		}
	}
	return false
}

// leaves is every member with a value, as name=value.
func leaves(text []byte) map[string]bool {
	var tree any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	_ = d.Decode(&tree)
	out := map[string]bool{}
	var walk func(name string, v any)
	walk = func(name string, v any) {
		switch node := v.(type) {
		case map[string]any:
			for k, child := range node {
				walk(k, child)
			}
		case []any:
			for _, child := range node {
				walk(name, child)
			}
		case nil:
		default:
			if form := plain(fmt.Sprint(node)); form != "" && form != "n/a" && form != "," {
				out[plainName(name)+"="+form] = true
			}
		}
	}
	walk("", tree)
	return out
}

func plainName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

// plain gives dates, months, amounts and words one form.
func plain(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if d, err := decimal.NewFromString(text); err == nil {
		return d.String()
	}
	if t, ok := mono.Day(strings.ToUpper(text)).Time(); ok {
		return t.Format("2006-01-02")
	}
	if m := mono.ParseMonth(text); m.Known() {
		return string(m)
	}
	return text
}
