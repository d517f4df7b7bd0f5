//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"lendwright/internal/money"
	"lendwright/internal/mono"
)

// bank asks the sandbox directly, as the outside world that remembers what was really done.
func bank(p *process) *mono.Client {
	return mono.New(mono.Config{BaseURL: p.sandbox, Keys: mono.Keys{Default: "test_sk_e2e"}})
}

// fault arms a trouble at the sandbox.
func fault(t testing.TB, p *process, endpoint, kind string, times, seconds int) {
	t.Helper()
	body, _ := json.Marshal(map[string]any{"endpoint": endpoint, "kind": kind, "times": times, "seconds": seconds})
	r, err := http.Post(p.sandbox+"/sandbox/faults", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode >= 300 {
		t.Fatalf("arming %s on %s: %s", kind, endpoint, r.Status)
	}
}

// heal clears every trouble.
func heal(t testing.TB, p *process) {
	t.Helper()
	req, _ := http.NewRequest(http.MethodDelete, p.sandbox+"/sandbox/faults", nil)
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
}

var (
	repaidFigure = regexp.MustCompile(`Repaid ₦([\d,]+(?:\.\d\d)?)`)
	mandateRef   = regexp.MustCompile(`mmc_[0-9a-z]+`)
)

// booksEqualBank holds the books against the bank: for each loan the bank took exactly what the
// ledger says, paid out exactly once, and no reference was taken twice. It gives what was taken in all.
func booksEqualBank(t testing.TB, p *process, desk visitor, loans []string) money.Money {
	t.Helper()
	ctx := within(t, time.Minute)
	all := money.Kobo(0)
	for _, loan := range loans {
		desk.Open(p.base + "/officer/loans/" + loan[strings.LastIndex(loan, "/")+1:])
		text := strings.Join(strings.Fields(desk.Text()), " ")
		said := repaidFigure.FindStringSubmatch(text)
		mandate := mandateRef.FindString(text)
		if said == nil || mandate == "" {
			t.Fatalf("no repaid figure or mandate on %s: %s", desk.URL(), short(text))
		}
		books, err := money.Parse(said[1], money.NGN)
		if err != nil {
			t.Fatal(err)
		}
		taken := takenFrom(t, ctx, bank(p), mandate)
		if !books.Equal(taken) {
			t.Errorf("loan %s: the bank took %s and the books say %s", loan, taken, books)
		}
		all = all.Add(taken)
	}
	paidOutOnce(t, ctx, bank(p), len(loans))
	return all
}

func takenFrom(t testing.TB, ctx context.Context, c *mono.Client, mandate string) money.Money {
	t.Helper()
	debits, err := c.Debits(ctx, mandate, 1)
	if err != nil {
		t.Fatal(err)
	}
	sum, seen := money.Kobo(0), map[string]bool{}
	for _, d := range debits {
		if seen[d.Reference] {
			t.Errorf("the bank has reference %s twice", d.Reference)
		}
		seen[d.Reference] = true
		if d.Status == mono.DebitSuccessful {
			sum = sum.Add(money.Kobo(int64(d.Amount.Kobo)))
		}
	}
	return sum
}

func paidOutOnce(t testing.TB, ctx context.Context, c *mono.Client, loans int) {
	t.Helper()
	all, err := c.Disbursements(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != loans {
		t.Errorf("%d transfers for %d loans", len(all), loans)
	}
}
