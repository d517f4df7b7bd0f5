package openbanking

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"lendwright/internal/mono"
)

// stored answers a client's requests with bodies that were kept, one after the other. So evidence is
// read by the very code that reads Mono's live replies, with all its tolerance and strictness.
type stored struct{ bodies [][]byte }

// RoundTrip gives the next body, and an empty success when there is none left.
func (s *stored) RoundTrip(r *http.Request) (*http.Response, error) {
	body := []byte(`{"status":"successful","data":[]}`)
	if len(s.bodies) > 0 {
		body, s.bodies = s.bodies[0], s.bodies[1:]
	}
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}, nil
}

// replay is a client that answers from kept bodies and reaches nobody.
func replay(bodies ...[]byte) *mono.Client {
	return mono.New(mono.Config{Keys: mono.Keys{Default: "evidence"}, Transport: &stored{bodies}})
}

// anything names the thing that a kept reply is about, where the client wants a name.
const anything = "kept"

func readDetails(b []byte) (mono.AccountDetails, error) {
	return replay(b).Account(context.Background(), anything)
}

func readIdentity(b []byte) (mono.Identity, error) {
	return replay(b).Identity(context.Background(), anything)
}

func readTransactions(b []byte) ([]mono.Transaction, error) {
	var p pages
	if err := json.Unmarshal(b, &p); err != nil {
		return nil, err
	}
	bodies := make([][]byte, 0, len(p.Pages))
	for _, page := range p.Pages {
		bodies = append(bodies, page)
	}
	all, err := replay(bodies...).AllTransactions(context.Background(), anything, mono.TransactionQuery{})
	return all.Transactions, err
}

func readStatement(b []byte) ([]mono.Transaction, error) {
	s, err := replay(b).Statement(context.Background(), anything, historyMonths)
	return s.Transactions, err
}

// readIncome reads a webhook's body, or the records that were fetched when the webhook was lost.
func readIncome(b []byte) (mono.Income, error) {
	if event, err := mono.ParseWebhook(b); err == nil {
		if ready, is := event.(mono.IncomeReady); is {
			return ready.Income, nil
		}
	}
	records, err := replay(b).IncomeRecords(context.Background(), anything)
	if err != nil || len(records.Records) == 0 {
		return mono.Income{}, err
	}
	newest := records.Records[0]
	for _, r := range records.Records {
		if r.CreatedAt.After(newest.CreatedAt.Time) {
			newest = r
		}
	}
	return newest.Income, nil
}

func readCreditworthiness(b []byte) (mono.Creditworthiness, error) {
	event, err := mono.ParseWebhook(b)
	if err != nil {
		return mono.Creditworthiness{}, err
	}
	ready, is := event.(mono.CreditworthinessReady)
	if !is {
		return mono.Creditworthiness{}, errNotThis
	}
	return ready.Creditworthiness, nil
}

func readBVN(b []byte) (mono.BVNIdentity, error) {
	d, err := replay(b).BVNDetails(context.Background(), anything, anything)
	return d.Identity, err
}

func readCreditHistory(b []byte) (mono.CreditHistory, error) {
	var none noRecord
	if json.Unmarshal(b, &none) == nil && none.NoRecord {
		return mono.CreditHistory{}, nil
	}
	return replay(b).CreditHistory(context.Background(), mono.BureauBoth, anything)
}
