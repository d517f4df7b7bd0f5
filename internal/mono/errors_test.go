package mono_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono"
)

func debitOnce(ctx context.Context, c *mono.Client) (any, error) {
	return result(c.Debit(ctx, mmc, mono.DebitRequest{Amount: 2500000, Reference: ref, Narration: "June"}))
}

func readMandate(ctx context.Context, c *mono.Client) (any, error) {
	return result(c.Mandate(ctx, mmc))
}

func readAccount(ctx context.Context, c *mono.Client) (any, error) {
	return result(c.Account(ctx, acc))
}

func askBureau(ctx context.Context, c *mono.Client) (any, error) {
	return result(c.CreditHistory(ctx, mono.BureauBoth, "22198765431"))
}

func closeBVN(ctx context.Context, c *mono.Client) (any, error) {
	return result(c.BVNDetails(ctx, "s1", "012345"))
}

func hang(d time.Duration) func() { return func() { time.Sleep(d) } }

// kind is the type of the outermost error that says what to do.
func kind(err error) string { return strings.TrimPrefix(fmt.Sprintf("%T", err), "*mono.") }

func TestEachRefusalSaysWhatToDo(t *testing.T) {
	for _, tc := range []struct {
		name   string
		call   call
		answer answer
		want   string
		asked  int // how often it was sent
	}{
		{"validation", debitOnce, refusal(400, "validation"), "ValidationError", 1},
		{"unknown account", readAccount, refusal(404, "no_account"), "NotFoundError", 1},
		{"unknown account, another status", readAccount, refusal(400, "no_account"), "NotFoundError", 1},
		{"failure inside 200", readAccount, refusal(200, "no_account"), "NotFoundError", 1},
		{"account locked for the day", debitOnce, refusal(429, "lockout"), "RateLimitError", 1},
		{"too many calls, of a write", debitOnce, refusal(429, "busy"), "RateLimitError", 1},
		{"too many calls, of a free question", readMandate, refusal(429, "busy"), "RateLimitError", 3},
		{"wallet", askBureau, refusal(402, "wallet"), "WalletError", 1},
		{"wallet, another status", askBureau, refusal(400, "wallet"), "WalletError", 1},
		{"wrong product", askBureau, refusal(401, "product"), "WrongProductError", 1},
		{"bad key", readMandate, refusal(401, "key"), "AuthError", 1},
		{"insufficient funds", debitOnce, refusal(400, "funds"), "BankError", 1},
		{"insufficient funds with 402", debitOnce, refusal(402, "funds"), "BankError", 1},
		{"declined inside a success", debitOnce, ok("debit_failed_inside"), "BankError", 1},
		{"mandate code", debitOnce, refusal(400, "mandate_code"), "NotFoundError", 1},
		{"response received too late", debitOnce, refusal(400, "late"), "UnknownOutcomeError", 1},
		{"reference used before", debitOnce, refusal(400, "duplicate_reference"), "UnknownOutcomeError", 1},
		{"debit and 5xx", debitOnce, refusal(500, "broken"), "UnknownOutcomeError", 1},
		{"debit and 408", debitOnce, refusal(408, "broken"), "UnknownOutcomeError", 1},
		{"debit and a gateway's page", debitOnce, answer{status: 502, text: "<html>"}, "UnknownOutcomeError", 1},
		{"debit and a page in a success", debitOnce, answer{status: 200, text: "<html>"}, "UnknownOutcomeError", 1},
		{"debit and a reply without its status", debitOnce, answer{status: 200, text: `{"status":"successful","data":{}}`}, "UnknownOutcomeError", 1},
		{"debit and a fractional kobo", debitOnce, answer{status: 200, text: `{"status":"successful","data":{"status":"successful","amount":25000.5}}`}, "UnknownOutcomeError", 1},
		{"debit and a success with a code that is none", debitOnce, answer{status: 200, text: `{"status":"successful","response_code":"51","data":{"status":"successful"}}`}, "UnknownOutcomeError", 1},
		{"debit and a word that is not known", debitOnce, answer{status: 200, text: `{"status":"successful","data":{"status":"queued"}}`}, "UnknownOutcomeError", 1},
		{"debit and a refusal without words", debitOnce, refusal(400, "empty"), "APIError", 1},
		{"question and 5xx", readMandate, refusal(503, "broken"), "UnavailableError", 3},
		{"billed question and 5xx", readAccount, refusal(503, "broken"), "UnavailableError", 3},
		{"wrong path", readMandate, answer{status: 404, text: "<html>not here</html>"}, "NonJSONError", 1},
		{"redirect is not followed", readMandate, answer{status: 302, text: "moved", header: map[string]string{"Location": "https://elsewhere.example"}}, "NonJSONError", 1},
		{"bureau not ready", askBureau, answer{status: 202, text: `{"status":"successful","data":null}`}, "NotReadyError", 1},
		{"wrong code", closeBVN, refusal(400, "otp"), "WrongCodeError", 1},
		{"payment unknown or not final", func(ctx context.Context, c *mono.Client) (any, error) { return result(c.VerifyPayment(ctx, ref)) },
			refusal(404, "payment_404"), "NotReadyError", 1},
		{"record not ready", func(ctx context.Context, c *mono.Client) (any, error) { return result(c.EnrichmentRecord(ctx, "j")) },
			ok("insights_started"), "NotReadyError", 1},
		{"no identity yet", func(ctx context.Context, c *mono.Client) (any, error) { return result(c.Identity(ctx, acc)) },
			answer{status: 200, text: `{"status":"successful","data":null}`}, "NotReadyError", 1},
		{"customer there already", func(ctx context.Context, c *mono.Client) (any, error) {
			return result(c.CreateCustomer(ctx, mono.NewCustomer{}))
		},
			refusal(400, "duplicate_customer"), "ConflictError", 1},
		{"billed start that fails", func(ctx context.Context, c *mono.Client) (any, error) { return nothing(c.StartIncome(ctx, acc)) },
			refusal(500, "broken"), "UnknownOutcomeError", 1},
		{"balance inquiry that fails", func(ctx context.Context, c *mono.Client) (any, error) { return result(c.HasFunds(ctx, mmc, 100)) },
			refusal(500, "broken"), "UnavailableError", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			client, asked := fakeMono(t, tc.answer)
			_, err := tc.call(t.Context(), client)
			if kind(err) != tc.want {
				t.Errorf("got %T (%v), want %s", err, err, tc.want)
			}
			if len(asked()) != tc.asked {
				t.Errorf("sent %d times, want %d", len(asked()), tc.asked)
			}
			secretFree(t, err)
		})
	}
}

// secretFree: the text of an error goes to logs.
func secretFree(t *testing.T, err error) {
	t.Helper()
	text := fmt.Sprintf("%v %+v %s", err, err, err)
	for _, secret := range []string{"key-", "22198765431", "2014455667", "012345", "BUKOLA", acc, mmc, ref, "html", "538"} {
		if strings.Contains(text, secret) {
			t.Errorf("the text of the error has %q: %s", secret, text)
		}
	}
}

func TestARefusalCarriesItsFigures(t *testing.T) {
	t.Run("lockout", func(t *testing.T) {
		client, _ := fakeMono(t, refusal(429, "lockout"))
		_, err := debitOnce(t.Context(), client)
		var limited *mono.RateLimitError
		if !errors.As(err, &limited) || limited.Until != "2026-06-05" {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("retry after", func(t *testing.T) {
		client, asked := fakeMono(t, answer{status: 429, file: "refusals/busy.json", header: map[string]string{"Retry-After": "120"}})
		_, err := readMandate(t.Context(), client)
		var limited *mono.RateLimitError
		if !errors.As(err, &limited) || limited.RetryAfter != 2*time.Minute || limited.Until != "" || len(asked()) != 1 {
			t.Errorf("got %#v after %d requests", err, len(asked()))
		}
	})
	t.Run("a short wait is waited for", func(t *testing.T) {
		client, asked := fakeMono(t, answer{status: 429, file: "refusals/busy.json", header: map[string]string{"Retry-After": "1"}}, ok("mandate"))
		start := time.Now()
		if _, err := readMandate(t.Context(), client); err != nil || len(asked()) != 2 || time.Since(start) < 700*time.Millisecond {
			t.Errorf("got %v after %d requests and %v", err, len(asked()), time.Since(start))
		}
	})
	t.Run("fields", func(t *testing.T) {
		client, _ := fakeMono(t, refusal(400, "validation"))
		_, err := debitOnce(t.Context(), client)
		var invalid *mono.ValidationError
		if !errors.As(err, &invalid) || len(invalid.Fields) != 2 || invalid.Fields[0].Field != "start_date" {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("bank", func(t *testing.T) {
		client, _ := fakeMono(t, refusal(400, "funds"))
		_, err := debitOnce(t.Context(), client)
		var declined *mono.BankError
		if !errors.As(err, &declined) || declined.Code != "51" || declined.Outcome.Next != mono.AnotherDay || len(declined.Raw) == 0 {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("existing customer", func(t *testing.T) {
		client, _ := fakeMono(t, refusal(400, "duplicate_customer"))
		_, err := client.CreateCustomer(t.Context(), mono.NewCustomer{})
		var there *mono.ConflictError
		if !errors.As(err, &there) || there.Existing != "69a0c3e9b7d2e95f30a1c5aa" {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("every refusal is an APIError", func(t *testing.T) {
		client, _ := fakeMono(t, refusal(402, "wallet"))
		_, err := askBureau(t.Context(), client)
		var refused *mono.APIError
		if !errors.As(err, &refused) || refused.HTTPStatus != http.StatusPaymentRequired {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("first bytes of a page", func(t *testing.T) {
		client, _ := fakeMono(t, answer{status: 404, text: strings.Repeat("<p>", 400)})
		_, err := readMandate(t.Context(), client)
		var page *mono.NonJSONError
		if !errors.As(err, &page) || len(page.Head) != 500 || page.HTTPStatus != 404 {
			t.Errorf("got %#v", err)
		}
	})
}

func TestATimeOutOfMoneyIsUnknown(t *testing.T) {
	client, asked := fakeMono(t, answer{status: 200, file: "replies/debit.json", before: hang(400 * time.Millisecond)})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := debitOnce(ctx, client)
	if kind(err) != "UnknownOutcomeError" || !errors.Is(err, context.DeadlineExceeded) || len(asked()) != 1 {
		t.Errorf("got %v after %d requests", err, len(asked()))
	}
}

func TestADroppedConnection(t *testing.T) {
	drop := answer{before: func() { panic(http.ErrAbortHandler) }}
	t.Run("of money is unknown and not repeated", func(t *testing.T) {
		client, asked := fakeMono(t, drop)
		_, err := debitOnce(t.Context(), client)
		if kind(err) != "UnknownOutcomeError" || len(asked()) != 1 {
			t.Errorf("got %v after %d requests", err, len(asked()))
		}
	})
	t.Run("of a free question is repeated", func(t *testing.T) {
		client, asked := fakeMono(t, drop, ok("mandate"))
		if m, err := client.Mandate(t.Context(), mmc); err != nil || m.ID != mmc || len(asked()) < 2 {
			t.Errorf("got %v, %v after %d requests", m.ID, err, len(asked()))
		}
	})
	t.Run("of a billed question is not repeated", func(t *testing.T) {
		client, _ := fakeMono(t, drop, drop, ok("account"))
		if _, err := readAccount(t.Context(), client); kind(err) != "UnavailableError" {
			t.Errorf("got %v", err)
		}
	})
}

// net/http repeats a GET by itself when a connection that it kept breaks before the reply.
func TestAKeptConnectionThatBreaksDoesNotStartWorkTwice(t *testing.T) {
	drop := answer{before: func() { panic(http.ErrAbortHandler) }}
	client, asked := fakeMono(t, ok("income_started"), drop, ok("income_started"))
	if err := client.StartIncome(t.Context(), acc); err != nil {
		t.Fatal(err)
	}
	err := client.StartIncome(t.Context(), acc)
	if kind(err) != "UnknownOutcomeError" || len(asked()) != 2 {
		t.Errorf("got %v after %d requests", err, len(asked()))
	}
}

func TestNothingIsSentWithoutKeyOrIdentifier(t *testing.T) {
	_, err := mono.New(mono.Config{BaseURL: "http://127.0.0.1:1"}).Account(t.Context(), acc)
	if kind(err) != "AuthError" {
		t.Errorf("without a key: %v", err)
	}
	client, asked := fakeMono(t, ok("account"))
	for _, id := range []string{"", ".", ".."} {
		if _, err := client.Account(t.Context(), id); err == nil {
			t.Errorf("account %q was asked for", id)
		}
	}
	if _, err := client.Statement(t.Context(), acc, 13); err == nil {
		t.Error("a statement of 13 months was asked for")
	}
	if len(asked()) != 0 {
		t.Errorf("sent %v", asked())
	}
}

func TestOutcomeOf(t *testing.T) {
	for _, code := range []string{"01", "09", "26", "68", "94", "97", "99", "M01", "", "ZZ"} {
		if o := mono.OutcomeOf(code); o.Class == mono.Approved || o.Class == mono.Refused || o.Next != mono.LookUp {
			t.Errorf("%q is not a failure: %+v", code, o)
		}
	}
	for code, next := range map[string]mono.NextStep{"00": mono.Book, "51": mono.AnotherDay, "05": mono.WaitDays, "25": mono.WaitDays,
		"34": mono.StopReview, "06": mono.Permanent, "91": mono.RetryLater, "13": mono.Investigate} {
		if o := mono.OutcomeOf(code); o.Next != next {
			t.Errorf("%s: got %s, want %s", code, o.Next, next)
		}
	}
}

func asAPIError(err error) *mono.APIError {
	var api *mono.APIError
	if errors.As(err, &api) {
		return api
	}
	return nil
}
