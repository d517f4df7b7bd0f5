package sandbox

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestPapers(t *testing.T) {
	b := newBox(t)
	p := allPeople[0]
	for _, c := range []struct {
		name, path string
		body       obj
		want       int
		key, value string
	}{
		{"NIN", "nin", obj{"nin": p.NIN}, 200, "surname", "OKONKWO"},
		{"NIN, Mono's sample", "nin", obj{"nin": sampleNIN}, 200, "birthdate", "19-03-1991"},
		{"NIN of nobody", "nin", obj{"nin": "11111111111"}, 404, "", ""},
		{"NIN too short", "nin", obj{"nin": "1"}, 400, "", ""},
		{"licence", "driver_license", obj{"license_number": p.Licence(), "date_of_birth": p.Born, "first_name": "adaeze", "last_name": "Okonkwo"}, 200, "state_ofIssue", "ANAMBRA"},
		{"licence by the page's name", "drivers-license", obj{"license_number": p.Licence(), "date_of_birth": p.Born, "first_name": "Adaeze", "last_name": "Okonkwo"}, 200, "license_no", p.Licence()},
		{"licence of somebody else", "driver_license", obj{"license_number": p.Licence(), "date_of_birth": p.Born, "first_name": "Tunde", "last_name": "Okonkwo"}, 404, "", ""},
		{"licence without a name", "driver_license", obj{"license_number": p.Licence(), "date_of_birth": p.Born}, 400, "", ""},
		{"passport", "passport", obj{"passport_number": p.Passport(), "last_name": "OKONKWO", "date_of_birth": p.Born}, 200, "dob", "19/03/1991"},
		{"passport, other birthday", "passport", obj{"passport_number": p.Passport(), "last_name": "OKONKWO", "date_of_birth": "1990-01-01"}, 404, "", ""},
		{"TIN of a company by RC", "tin", obj{"number": "RC1182044", "channel": "CAC"}, 200, "tin_type", "CORPORATE"},
		{"TIN of a person", "tin", obj{"number": p.TIN(), "channel": "tin"}, 200, "email", p.Email},
		{"TIN without a channel", "tin", obj{"number": p.TIN()}, 400, "", ""},
		{"address", "address", obj{"meter_number": p.Meter(), "address": "14 Allen Avenue Ikeja", "disco_code": "IKEJA"}, 200, "house_owner", "OKONKWO ADAEZE"},
		{"address, no company", "address", obj{"meter_number": p.Meter(), "address": "14 Allen Avenue"}, 400, "", ""},
	} {
		got := b.call(c.want, "POST", "/v3/lookup/"+c.path, c.body)
		if c.key != "" {
			equal(t, c.name, text(got, "data", c.key), c.value)
		}
	}
	low := b.call(200, "POST", "/v3/lookup/address", obj{"meter_number": p.Meter(), "address": "somewhere else", "disco_code": "IKEJA"})
	equal(t, "low confidence is still an answer", at(low, "data", "verified"), any(false))
	mixed := b.call(200, "POST", "/v3/lookup/mashup", obj{"nin": p.NIN, "bvn": p.BVN, "date_of_birth": p.Born})
	equal(t, "mashup", text(mixed, "data", "identification_numbers", "bvn"), p.BVN)
	b.call(404, "POST", "/v3/lookup/mashup", obj{"nin": allPeople[1].NIN, "bvn": p.BVN, "date_of_birth": p.Born})
}

func TestNINSlipLivesSevenDays(t *testing.T) {
	b := newBox(t)
	asked := b.call(200, "POST", "/v3/lookup/nin?output=pdf", obj{"nin": allPeople[0].NIN})
	job := text(asked, "data", "pdf", "jobId")
	equal(t, "processing", text(asked, "data", "pdf", "status"), "processing")
	if _, there := at(asked, "data", "pdf").(obj)["url"]; there {
		t.Error("no url while processing")
	}
	b.forward(time.Minute)
	done := b.call(200, "GET", "/v3/lookup/nin/"+job+"/job", nil)
	equal(t, "completed", text(done, "data", "status"), "completed")
	kind, _ := b.fetchFile(200, text(done, "data", "url"))
	equal(t, "kind", kind, "application/pdf")
	b.forward(8 * 24 * time.Hour)
	b.fetchFile(404, text(done, "data", "url"))
	b.call(404, "GET", "/v3/lookup/nin/99/job", nil)
}

func TestCompanyRegistry(t *testing.T) {
	b := newBox(t)
	for term, want := range map[string]int{"kestrel": 1, "GROVE": 1, "GROVE&exact=true": 0, "RC1182044": 1, "nobody": 0} {
		equal(t, term, len(at(b.call(200, "GET", "/v3/lookup/cac?search="+term, nil), "data").([]any)), want)
	}
	b.call(400, "GET", "/v3/lookup/cac", nil)
	const of = "/v3/lookup/cac/company/7000451"
	for path, want := range map[string]string{"": "6", "/directors": "2", "/secretary": "1", "/psc": "1"} {
		equal(t, path, text10(int64(len(at(b.call(200, "GET", of+path, nil), "data").([]any)))), want)
	}
	record := at(b.call(200, "GET", of, nil), "data", 1).(obj)
	for _, key := range []string{"num_shares_alloted", "accreditationnumber", "county_of_incorporation_fk", "is_carried_over_from_name_avai", "stock_exchange_soes"} {
		if _, there := record[key]; !there {
			t.Errorf("the misspelt key %s is missing", key)
		}
	}
	equal(t, "profile", text(b.call(200, "GET", "/v3/lookup/cac/profile/RC3300987", nil), "data", "classification"), "BUSINESS_NAME")
	req, _ := http.NewRequest("GET", b.api.URL+of+"/status-report", nil)
	req.Header.Set("mono-sec-key", "test_sk_box")
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.Header.Get("Content-Type") != "application/pdf" {
		t.Error("status report is no PDF")
	}
	b.call(200, "GET", of+"/previous-address", nil)
	b.call(200, "GET", of+"/change-of-name", nil)
	b.call(404, "GET", "/v3/lookup/cac/company/1/psc", nil)
}

func TestMagicBureauFiles(t *testing.T) {
	b := newBox(t)
	ask := func(want int, nth string) obj {
		return b.call(want, "POST", "/v3/lookup/credit-history/all", obj{"bvn": magicIdentity + nth})
	}
	equal(t, "clean", len(at(ask(200, "001"), "data", "credit_history").([]any)), 3)
	equal(t, "thin", len(at(ask(200, "002"), "data", "credit_history").([]any)), 0)
	equal(t, "lost", text(ask(200, "003"), "data", "credit_history", 0, "history", 0, "performance_status"), "lost")
	equal(t, "one bureau", len(at(ask(200, "006"), "data", "providers").([]any)), 1)
	equal(t, "unknown word", text(ask(200, "009"), "data", "credit_history", 0, "history", 0, "loan_status"), "suit filed")
	odd := at(ask(200, "010"), "data", "credit_history", 0, "history", 0)
	equal(t, "no schedule", at(odd, "repayment_schedule"), any(nil))
	equal(t, "amount as text", text(odd, "opening_balance"), "10000000")
	equal(t, "202", at(ask(202, "011"), "data", "profile"), any(nil))
	for nth, status := range map[string]int{"007": 503, "008": 402, "429": 429, "404": 404} {
		ask(status, nth)
		b.call(status, "POST", "/v3/lookup/nin", obj{"nin": magicIdentity + nth})
	}
}

func TestWatchlist(t *testing.T) {
	b := newBox(t)
	submit := func(name, bvn string) string {
		return text(b.call(200, "POST", "/v3/lookup/watchlist", obj{"type": "individual", "name": name, "bvn": bvn, "country": "ng"}), "data", "id")
	}
	clean, listed := submit("Adaeze Okonkwo", "22200000011"), submit("Ibrahim  Sanctioned", "")
	equal(t, "still", text(b.call(200, "GET", "/v3/lookup/watchlist/"+clean, nil), "data", "status"), "processing")
	b.forward(time.Minute)
	if first := b.events[0]; first.Event != "mono.events.watchlist.screening_created" || !strings.Contains(first.raw, `"app":"`+appID) || first.Data["app"] != nil {
		t.Errorf("app stands beside data: %s", first.raw)
	}
	if names := b.names(); strings.Count(names, "match_found") != 1 || strings.Count(names, "match_not_found") != 1 || strings.Count(names, "attempt_completed") != 2 {
		t.Error(names)
	}
	equal(t, "no match", at(b.call(200, "GET", "/v3/lookup/watchlist/"+clean, nil), "data", "match_found"), any(false))
	hit := b.call(200, "GET", "/v3/lookup/watchlist/"+listed, nil)
	equal(t, "reason", text(hit, "data", "risk_reason"), "Match found on EU SANCTIONS,NIBSS")
	equal(t, "log", len(at(b.call(200, "GET", "/v3/lookup/watchlist/"+listed+"/audit-log", nil), "data").([]any)), 3)

	b.call(201, "POST", "/sandbox/faults", obj{"kind": "watchlist_failed"})
	submit("Somebody", "")
	b.forward(time.Minute)
	equal(t, "failure", b.last().Event, "mono.events.watchlist.attempt_failed")
	batch := b.call(200, "POST", "/v3/lookup/watchlist/batch", obj{"entries": []obj{{"type": "individual", "name": "A B"}, {"type": "entity", "name": "Blackstar Shipping", "country": "ru"}}})
	equal(t, "batch", len(at(batch, "data").([]any)), 2)
	b.call(400, "POST", "/v3/lookup/watchlist/batch", obj{"entries": []obj{{"type": "planet"}}})
	b.call(404, "GET", "/v3/lookup/watchlist/none", nil)

	watched := text(b.call(200, "POST", "/v3/lookup/watchlist/monitor", obj{"type": "individual", "name": "A B"}), "data", "id")
	b.call(200, "POST", "/sandbox/watchlist/"+watched+"/change", nil)
	b.call(200, "DELETE", "/v3/lookup/watchlist/monitor/"+watched, nil)
	b.call(404, "DELETE", "/v3/lookup/watchlist/monitor/"+watched, nil)
	b.forward(time.Minute)
	if names := b.names(); !strings.Contains(names, "match_updated\nmono.events.watchlist.monitoring_completed") {
		t.Error(names)
	}
}
