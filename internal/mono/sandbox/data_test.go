package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTransactionsArePagedAndFiltered(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	path := "/v2/accounts/" + id + "/transactions"

	whole := b.call(200, "GET", path+"?paginate=false", nil)
	total := figure(whole, "meta", "total")
	equal(t, "all at once", int64(len(at(whole, "data").([]any))), total)
	equal(t, "category before enrichment", at(whole, "data", 0, "category"), any(nil))

	seen := map[string]bool{}
	for page := int64(1); ; page++ {
		some := b.call(200, "GET", fmt.Sprintf("%s?limit=100&page=%d", path, page), nil)
		equal(t, "page", figure(some, "meta", "page"), page)
		for _, r := range at(some, "data").([]any) {
			seen[text(r, "id")] = true
		}
		if at(some, "meta", "next") == nil {
			break
		}
		if !strings.Contains(text(some, "meta", "next"), "limit=100") {
			t.Fatal("the next page loses the filters")
		}
	}
	equal(t, "rows over all pages", int64(len(seen)), total)

	pay := b.call(200, "GET", path+"?type=credit&narration=karibo&start=01-10-2026&end=31-10-2026", nil)
	equal(t, "one salary in October", figure(pay, "meta", "total"), 1)
	equal(t, "amount", figure(pay, "data", 0, "amount"), 420_000_00)
	equal(t, "type", text(pay, "data", 0, "type"), "credit")
	b.call(400, "GET", path+"?start=2026-10-01", nil)
	b.call(400, "GET", path+"?type=both", nil)
}

func TestNewRowsArriveWithTheClock(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	path := "/v2/accounts/" + id + "/transactions?narration=karibo&paginate=false"
	before := figure(b.call(200, "GET", path, nil), "meta", "total")
	b.forward(31 * 24 * time.Hour)
	equal(t, "salaries a month later", figure(b.call(200, "GET", path, nil), "meta", "total"), before+1)
}

func TestStatement(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("emeka.nwosu", "3012345604")
	b.forward(time.Minute)
	six := b.call(200, "GET", "/v2/accounts/"+id+"/statement?period=last6months", nil)
	equal(t, "count", figure(six, "meta", "count"), int64(len(at(six, "data").([]any))))
	if days := figure(six, "meta", "available_length"); days < 180 || days > 185 {
		t.Errorf("available %d days", days)
	}
	b.call(200, "GET", "/v2/accounts/"+id+"/statement?period=last1month", nil)
	b.call(400, "GET", "/v2/accounts/"+id+"/statement?period=last13months", nil)
	b.call(400, "GET", "/v2/accounts/"+id+"/statement?period=year", nil)
}

func TestIncomeComesByWebhookAndStays(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	started := b.call(200, "GET", "/v2/accounts/"+id+"/income?period=6", nil)
	equal(t, "nothing yet", at(started, "data"), any(nil))
	b.forward(time.Minute)
	e := b.last()
	equal(t, "event", e.Event, "mono.events.account_income")
	equal(t, "no event id, as documented", e.EventID, "")
	equal(t, "account", text(e.Data, "account"), id)
	equal(t, "employer", text(e.Data, "income_summary", "employer"), "Karibo Foods Ltd")
	equal(t, "kind", text(e.Data, "income_streams", 0, "income_type"), "SALARY")
	equal(t, "rhythm", text(e.Data, "income_streams", 0, "frequency"), "MONTHLY")
	equal(t, "last", figure(e.Data, "income_streams", 0, "last_income_amount"), 420_000_00)
	records := b.call(200, "GET", "/v2/accounts/"+id+"/income-records", nil)
	equal(t, "records", figure(records, "meta", "total"), 1)
	equal(t, "the same analysis", figure(records, "data", 0, "income", "aggregated_monthly_average"), figure(e.Data, "aggregated_monthly_average"))
}

func TestCreditworthiness(t *testing.T) {
	// Mono's own sample: 300,000 naira at 5 % a month over 12 months is 33,847.62 a month.
	equal(t, "annuity of the documented sample", annuity(30_000_000, 5, 12), 3_384_762)

	b := newBox(t)
	ask := func(login, number string, naira int64, check bool) event {
		id := b.linkAccount(login, number)
		b.forward(time.Minute)
		p, _ := personCalled(login)
		b.call(200, "POST", "/v2/accounts/"+id+"/creditworthiness", obj{"bvn": p.BVN, "principal": naira * 100, "interest_rate": 5, "term": 6, "run_credit_check": check})
		b.forward(time.Minute)
		return b.last()
	}
	good := ask("adaeze.okonkwo", "0123456701", 200_000, true)
	equal(t, "event", good.Event, "mono.events.account_credit_worthiness")
	equal(t, "adaeze can afford it", at(good.Data, "summary", "can_afford"), any(true))
	equal(t, "no debt", figure(good.Data, "debt", "total_debt"), 0)
	bad := ask("sade.lawal", "2045678905", 200_000, true)
	equal(t, "sade cannot", at(bad.Data, "summary", "can_afford"), any(false))
	if len(at(bad.Data, "debt", "debt_by_institution").([]any)) != 5 {
		t.Error("sade owes five lenders")
	}
	none := ask("ifeanyi.okafor", "6012345610", 200_000, false)
	equal(t, "too little data comes wrapped", none.Event, "")
	equal(t, "message", text(none.Data, "data", "message"), "Unable to process account credit worthiness")
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	refused := b.call(400, "POST", "/v2/accounts/"+id+"/creditworthiness", obj{"bvn": "1"})
	equal(t, "five complaints", len(at(refused, "data").([]any)), 5)
}

func TestInsightsAndCategories(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	b.names()
	started := b.call(200, "GET", "/v2/accounts/"+id+"/statement/insights", nil)
	equal(t, "status", text(started, "status"), "processing")
	job := text(started, "data", "jobId")
	equal(t, "not yet", text(b.call(200, "GET", "/v2/enrichments/record/"+job, nil), "status"), "processing")
	b.forward(time.Minute)
	equal(t, "event", b.names(), "wrapped mono.events.statement_insights")
	record := b.call(200, "GET", "/v2/enrichments/record/"+job, nil)
	equal(t, "account", text(record, "data", "account"), id)
	equal(t, "job", text(b.call(200, "GET", "/v2/accounts/jobs/"+job, nil), "data", "status"), "finished")
	for _, key := range []string{"account_summary", "activity_insights", "inflow", "outflow", "recurring_transactions", "transaction_details"} {
		if at(record, "data", key) == nil {
			t.Errorf("insights lack %s", key)
		}
	}
	b.forward(2 * time.Hour)
	b.call(404, "GET", "/v2/enrichments/record/"+job, nil)

	b.call(200, "POST", "/v2/accounts/"+id+"/transactions/categorise", nil)
	b.forward(time.Minute)
	pay := b.call(200, "GET", "/v2/accounts/"+id+"/transactions?narration=karibo", nil)
	equal(t, "category", text(pay, "data", 0, "category"), "salary")
}
