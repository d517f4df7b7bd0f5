package mono

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestKoboIsStrict(t *testing.T) {
	for text, want := range map[string]Kobo{"2500000": 2500000, `"2500000"`: 2500000, "2500000.00": 2500000, "-5": -5, "0": 0, "25e5": 2500000, "9223372036854775807": 9223372036854775807} {
		var k Kobo
		if err := json.Unmarshal([]byte(text), &k); err != nil || k != want {
			t.Errorf("%s: %d, %v", text, k, err)
		}
	}
	for _, text := range []string{"25000.5", `"25000.01"`, `"ten"`, `"NaN"`, "true", "{}", `""`, "9223372036854775808", "1e400", "1e19", `"1,000"`, `"0x10"`} {
		var k Kobo
		if err := json.Unmarshal([]byte(text), &k); err == nil {
			t.Errorf("%s was read as %d", text, k)
		}
	}
}

func TestAWholeAmountSurvivesInEachForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "kobo")
		form := rapid.SampledFrom([]string{"%d", `"%d"`, "%d.0", `"%d.00"`}).Draw(t, "form")
		var got MaybeKobo
		if err := json.Unmarshal(fmt.Appendf(nil, form, n), &got); err != nil || int64(got.Kobo) != n || !got.Known {
			t.Fatalf("%+v, %v", got, err)
		}
		back, _ := json.Marshal(got)
		if string(back) != fmt.Sprint(n) {
			t.Fatalf("written as %s", back)
		}
	})
}

func TestAFractionOfAKoboIsNeverRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, part := rapid.Int64Range(-1e15, 1e15).Draw(t, "kobo"), rapid.IntRange(1, 99).Draw(t, "hundredths")
		var k Kobo
		if json.Unmarshal(fmt.Appendf(nil, "%d.%02d", n, part), &k) == nil {
			t.Fatalf("read as %d", k)
		}
	})
}

func TestDaysAndInstants(t *testing.T) {
	for text, want := range map[string]Day{`"2026-03-17"`: "2026-03-17", `"17-03-2026"`: "2026-03-17", `"17/03/2026"`: "2026-03-17", `"2027-05-05T22:59:59.999Z"`: "2027-05-05",
		`"2026-05-05T00:00:00.000Z"`: "2026-05-05", `"1992-03-17T00:00:00+00:00"`: "1992-03-17", "null": "", `""`: "", `"soon"`: "soon", "5": ""} {
		var d Day
		if err := json.Unmarshal([]byte(text), &d); err != nil || d != want {
			t.Errorf("%s: %q, %v", text, d, err)
		}
	}
	if Day("soon").Known() || !Day("2026-02-28").Known() || Day("2026-02-30").Known() {
		t.Error("Known is wrong")
	}
	at := time.Date(2026, 10, 2, 9, 14, 27, 318e6, time.UTC)
	for _, text := range []string{`"2026-10-02T09:14:27.318Z"`, `"2026-10-02T10:14:27.318+01:00"`, `"2026-10-02T09:14:27.318"`, `"2026-10-02 09:14:27.318"`, "1790932467318"} {
		var i Instant
		if err := json.Unmarshal([]byte(text), &i); err != nil || !i.Equal(at) {
			t.Errorf("%s: %v, %v", text, i, err)
		}
	}
	for text, want := range map[string]Month{"09-2026": "2026-09", "09-26": "2026-09", "2026-09": "2026-09", "Sep 2026": "2026-09", "September 2026": "2026-09", "later": "later"} {
		if got := ParseMonth(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestLoosenFoldsSpellingsAndLeavesMeta(t *testing.T) {
	raw := `{"_id":"a","id":"b","accountNumber":"1","bank_code":null,"bankCode":"2","meta":{"loanId":"x"},"list":[{"liveMode":true}],"lga_of_Residence":"y","September 2026":1,"_u_s_d":2,"mandate_id":"m"}`
	got, err := loosen(json.RawMessage(raw), "mandate_id", "mandate")
	want := `{"September 2026":1,"_u_s_d":2,"account_number":"1","bank_code":"2","id":"b","lga_of_Residence":"y","list":[{"live_mode":true}],"mandate":"m","meta":{"loanId":"x"}}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestAnUnreadableFieldIsNamedWithoutItsValue(t *testing.T) {
	for raw, field := range map[string]string{
		`[{"amount":1,"type":"debit"},{"amount":2.5}]`:                "data[1].amount",
		`[{"amount":1,"date":"yesterday"}]`:                           "data[0].date",
		`[{"amount":1,"balance":"lots 22198765431"}]`:                 "data[0].balance",
		`[{"amount":1,"narration":22198765431}]`:                      "data.narration",
		`{"a":1}`:                                                     "data",
		`[{"amount":"22198765431.5","type":"debit","category":null}]`: "data[0].amount",
	} {
		var list []Transaction
		err := decode("GET /x", "data", json.RawMessage(raw), &list)
		var unreadable *UnreadableError
		if !errors.As(err, &unreadable) || unreadable.Field != field || strings.Contains(err.Error(), "22198765431") {
			t.Errorf("%s: %v", raw, err)
		}
	}
}

func TestTheFivePagings(t *testing.T) {
	for meta, want := range map[string]Paging{
		`{"total":23,"pages":3,"previous":null,"next":"https://x"}`: {Total: 23, Pages: 3, More: true},
		`{"total":412,"page":1,"previous":null,"next":null}`:        {Total: 412, Page: 1},
		`{"paging":{"total":3,"pages":1,"next":null}}`:              {Total: 3, Pages: 1},
		`{"count":412}`: {Total: 412},
		``:              {},
	} {
		if got := (envelope{Meta: json.RawMessage(meta)}).paging(); got != want {
			t.Errorf("%s: %+v", meta, got)
		}
	}
}

func FuzzEnvelope(f *testing.F) {
	for _, seed := range []string{`{}`, `[]`, `null`, `{"id":"a"}`, `{"status":"failed","message":["a","b"],"data":[{"field":"x","message":"y"}]}`,
		`{"status":"failed","response_code":51,"data":null}`, `{"status":5,"message":{},"response_code":{},"data":{"errors":[{"field":"f"}]}}`, `{"status":"error","errors":[{"field":"a","message":"b"}],"trace_id":"t"}`} {
		f.Add([]byte(seed), 400)
	}
	f.Fuzz(func(t *testing.T, raw []byte, status int) {
		r := &reply{op: "GET /x", status: status, raw: raw, header: map[string][]string{}}
		r.envelope, r.isJSON = openEnvelope(raw)
		_ = r.paging()
		var m Mandate
		_ = r.intoLoose(&m, mandateAliases...)
		_, _ = r.statement()
		for _, err := range []error{classifyRead(r.op, r, nil), classifyWrite(r.op, r, nil)} {
			if status >= 300 && err == nil {
				t.Fatalf("HTTP %d is a success", status)
			}
			if err != nil && len(raw) > 8 && strings.Contains(err.Error(), string(raw)) {
				t.Fatalf("the body is in the text: %v", err)
			}
		}
	})
}

// BenchmarkStatement decodes twelve months of a busy account: 2,400 rows.
func BenchmarkStatement(b *testing.B) {
	row := `{"id":"69a0c46bb7d2e95f30a1c802","type":"debit","amount":40000,"narration":"NIP/GTB/OKE STORES/POS PURCHASE","balance":1250000,"date":"2026-09-24T23:10:00.000Z","category":"groceries"}`
	raw := []byte(`{"status":"successful","data":[` + strings.Repeat(row+",", 2399) + row + `],"meta":{"count":2400}}`)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		r := &reply{op: "GET /x", status: 200, raw: raw}
		r.envelope, r.isJSON = openEnvelope(raw)
		if s, err := r.statement(); err != nil || len(s.Transactions) != 2400 {
			b.Fatal(len(s.Transactions), err)
		}
	}
}
