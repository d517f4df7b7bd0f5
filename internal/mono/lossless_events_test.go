package mono_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"lendwright/internal/mono"
)

// notInEvents are members that event types leave out: envelope and text for people, and what Raw is for.
var notInEvents = []string{"event", "eventid", "timestamp", "createdat", "updatedat", "success", "action"}

// TestEventsLoseNothing compares each golden event with its type, Raw aside.
func TestEventsLoseNothing(t *testing.T) {
	files, _ := os.ReadDir("testdata/webhooks")
	for _, f := range files {
		body := golden(t, "webhooks/"+f.Name())
		e, err := mono.ParseWebhook(body)
		if _, unknown := e.(mono.UnknownEvent); unknown || err != nil {
			continue
		}
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		_ = json.Unmarshal(text, &tree)
		dropRaw(tree)
		text, _ = json.Marshal(tree)
		there := leaves(text)
		var gone []string
		for leaf := range leaves(body) {
			name, value, _ := strings.Cut(leaf, "=")
			if !there[leaf] && !slices.Contains(notInEvents, name) && !valueThere(there, value) {
				gone = append(gone, leaf)
			}
		}
		slices.Sort(gone)
		name := strings.TrimSuffix(f.Name(), ".json")
		if got := strings.Join(gone, " "); got != leftOut[name] {
			t.Errorf("members of %s that %T lacks: %s", name, e, got)
		}
	}
}

func dropRaw(tree any) {
	switch node := tree.(type) {
	case []any:
		for _, item := range node {
			dropRaw(item)
		}
	case map[string]any:
		delete(node, "Raw")
		for _, item := range node {
			dropRaw(item)
		}
	}
}

// leftOut are members of golden events that their types leave to Raw, by event.
var leftOut = map[string]string{
	"account_income_old":     "monthlyaverage=0",    // MonthlyAverage, by its older name
	"disbursement_completed": "transactionscount=1", // Transfers
	"mandate_cancel":         "status=success",      // of the call, not of the mandate
	"mandate_pause":          "responsecode=200 status=success",
	"mandate_reinstate":      "status=success",
	"mandate_ready":          "mandatetype=gsm",  // sweep
	"payment_successful":     "id=7b10d0",        // _id beside id
	"settlement":             "amountrefunded=0", // Refunded
}
