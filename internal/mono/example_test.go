package mono_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"lendwright/internal/mono"
)

// A debit says in its error what to do next.
func ExampleClient_Debit() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"status":"failed","response_code":"51","message":"Insufficient funds","data":null}`)
	}))
	defer server.Close()
	client := mono.New(mono.Config{BaseURL: server.URL, Keys: mono.Keys{Payments: "test_sk_x"}})

	_, err := client.Debit(context.Background(), "mmc_1", mono.DebitRequest{Amount: 2_500_000, Reference: "rp20260604ln0077a", Narration: "June"})
	var declined *mono.BankError
	var unknown *mono.UnknownOutcomeError
	switch {
	case errors.As(err, &declined):
		fmt.Println("no money moved;", declined.Outcome.Meaning, "→", declined.Outcome.Next)
	case errors.As(err, &unknown):
		fmt.Println("look it up with LookUpDebit, never send it again")
	}
	// Output: no money moved; insufficient funds → another_day
}

// A webhook is read into its type; one without a type is kept, and answered with 200 all the same.
func ExampleParseWebhook() {
	event, err := mono.ParseWebhook([]byte(`{"event":"owo.payment.failed","event_id":"evt_1","data":{"id":"pay_1","fund_request":"fr_1","status":"failed","amount":2500000}}`))
	if err != nil {
		fmt.Println(err)
	}
	switch e := event.(type) {
	case mono.OwoPaymentReported:
		fmt.Println(e.Key(), e.Payment.FundRequest.ID, e.Payment.Status, e.Payment.Amount.Kobo)
	case mono.UnknownEvent:
		fmt.Println("keep", e.Name())
	}
	// Output: evt_1 fr_1 failed 2500000
}
