package openbanking_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono/sandbox"
	"lendwright/internal/origination"
	"lendwright/internal/store/storetest"
)

// TestAForgedIncomeIsNotBelieved is the finding E7 of the review: events are not signed, only a static
// header protects them, and an income event was kept as evidence as it came. Whoever has the secret
// wrote an income.
func TestAForgedIncomeIsNotBelieved(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
	p := sandbox.People()[0]
	app := w.submit(p, 150_000, 3)
	w.link(app, p, 0, true)
	w.pass(time.Minute)
	account := w.file(app).Accounts[0]
	forged := fmt.Sprintf(`{"event":"mono.events.account_income","data":{"account":%q,"income_streams":[{"income_type":"SALARY","frequency":"MONTHLY",
		"monthly_average":999000000,"average_income_amount":999000000}],"income_summary":{"total_income":11988000000,"employer":"NOBODY"}}}`, account.MonoID)
	w.must(w.receiver.Receive(t.Context(), signed(secret), []byte(forged)))
	w.pass(10 * time.Minute)
	w.confirmBVN(app, p.BVN)
	w.pass(30 * time.Minute)
	all, err := w.desk.Store.EvidenceRaw(t.Context(), app)
	w.must(err)
	arrived := false
	for _, e := range all {
		if strings.Contains(string(e.Raw), "999000000") {
			t.Errorf("the forged income is evidence of %s", e.Source)
		}
		arrived = arrived || e.Source == origination.SourceIncome && e.State == origination.EvidenceArrived
	}
	if !arrived {
		t.Error("Mono's own record was not fetched")
	}
}
