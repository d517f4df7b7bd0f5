package sandbox

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// bench gives a sandbox with a linked account and a ready mandate, called without a network.
func bench(b *testing.B, storage Storage) (h http.Handler, account, mandateID string) {
	b.Helper()
	now := wednesday
	s := New(Config{Storage: storage, Now: func() time.Time { return now }, PublicURL: "http://sandbox.example", Seed: 1})
	err := s.Storage.Update(b.Context(), func(tx Tx) error {
		tx.Put("account", "acc", linked{ID: "acc", Login: "adaeze.okonkwo", NIP: "000013", Number: "0123456701", Status: "AVAILABLE", Retrieved: []string{"identity", "balance", "transactions"}})
		m := mandate{ID: "mmc_1", Code: "RD1", Status: "approved", Approved: true, Ready: true, Amount: 1 << 50, Type: "emandate", DebitType: "variable", NIP: "000013", Number: "5555555555",
			Reference: "bench-mandate", Start: wednesday, End: wednesday.AddDate(1, 0, 0)}
		s.saveMandate(tx, m)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s.Handler(), "acc", "mmc_1"
}

func ask(b *testing.B, h http.Handler, method, path, body string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("mono-sec-key", "test_sk_bench")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
}

// BenchmarkRequests measures one call after the other, in memory and in SQLite.
func BenchmarkRequests(b *testing.B) {
	stores := map[string]func(*testing.B) Storage{
		"memory": func(*testing.B) Storage { return NewMemoryStorage() },
		"sqlite": func(b *testing.B) Storage {
			db, err := sql.Open("sqlite", "file:"+b.TempDir()+"/box.db?_pragma=journal_mode(WAL)&_txlock=immediate")
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { db.Close() })
			db.SetMaxOpenConns(1)
			storage, err := NewSQLStorage(db, "sqlite")
			if err != nil {
				b.Fatal(err)
			}
			return storage
		},
	}
	for _, store := range []string{"memory", "sqlite"} {
		for _, c := range []struct{ name, method, path, body string }{
			{"balance", "GET", "/v2/accounts/acc/balance", ""},
			{"transactions-50", "GET", "/v2/accounts/acc/transactions", ""},
			{"statement-12-months", "GET", "/v2/accounts/acc/statement?period=last12months", ""},
			{"bureau", "POST", "/v3/lookup/credit-history/all", `{"bvn":"22200000055"}`},
			{"debit", "POST", "/v3/payments/mandates/mmc_1/debit", `{"amount":20000,"narration":"x","reference":"%s"}`},
		} {
			b.Run(store+"/"+c.name, func(b *testing.B) {
				h, _, _ := bench(b, stores[store](b))
				n := 0
				for b.Loop() {
					n++
					body := c.body
					if strings.Contains(body, "%s") {
						body = fmt.Sprintf(body, fmt.Sprintf("bench%010d", n))
					}
					ask(b, h, c.method, c.path, body)
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
			})
		}
	}
}
