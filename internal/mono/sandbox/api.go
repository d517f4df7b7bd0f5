package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// bodyLimit is far above any body of Mono's API.
const bodyLimit = 1 << 20

// call is one request to the API.
type call struct {
	*http.Request
	now  time.Time
	body []byte
}

// decode reads the body into a struct; numbers may come as numbers or as strings of digits where
// the struct uses kobo.
func (c call) decode(into any) bool {
	if len(bytes.TrimSpace(c.body)) == 0 {
		return true
	}
	return json.Unmarshal(c.body, into) == nil
}

type handler func(tx Tx, c call) reply

// read registers an endpoint that changes nothing; write one that does.
func (s *Server) read(product, route string, h handler) { s.handle(product, route, h, s.Storage.View) }
func (s *Server) write(product, route string, h handler) {
	s.handle(product, route, h, s.Storage.Update)
}

// live registers an endpoint that reads, unless the call asks for work: a refresh at the bank by
// the header x-realtime, or a PDF.
func (s *Server) live(product, route, job string, h handler) {
	now, refreshing := s.reading(product, route, h, s.Storage.View), s.reading(product, route, s.refreshed(job, h), s.Storage.Update)
	s.mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) {
		if wantsLive(r) || strings.EqualFold(r.URL.Query().Get("output"), "pdf") {
			refreshing(w, r)
			return
		}
		now(w, r)
	})
}

type transactor func(ctx context.Context, do func(Tx) error) error

func (s *Server) handle(product, route string, h handler, in transactor) {
	s.mux.HandleFunc(route, s.reading(product, route, h, in))
}

// reading takes the body in and answers.
func (s *Server) reading(product, route string, h handler, in transactor) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
		if err != nil {
			failed(time.Now(), http.StatusRequestEntityTooLarge, "The body is too large").write(w)
			return
		}
		s.answer(r, product, route, body, h, in).write(w)
	}
}

// answer checks the key, meets the faults that were asked for, and does the call.
func (s *Server) answer(r *http.Request, product, route string, body []byte, h handler, in transactor) reply {
	if _, err := s.started(r.Context()); err != nil {
		return s.broken(err)
	}
	if refusal, bad := s.checkKey(r, product); bad {
		return refusal
	}
	f, purse, err := s.before(r, route)
	if err != nil {
		return s.broken(err)
	}
	if instead, met := s.meet(r, f); met {
		return instead
	}
	if price, billed := prices[route]; billed && (s.Ledger || purse.set()) {
		h, in = s.charged(route, price, h), s.Storage.Update
	}
	var answer reply
	err = in(r.Context(), func(tx Tx) error {
		answer = h(tx, call{Request: r, now: s.now(tx), body: body})
		return nil
	})
	if err != nil {
		return s.broken(err)
	}
	return s.after(r, f, answer)
}

// after spoils the answer of a call that was done.
func (s *Server) after(r *http.Request, f fault, answer reply) reply {
	switch f.Kind {
	case "drop_after_effect":
		return reply{drop: true}
	case "http_500_after":
		return failed(time.Now(), http.StatusInternalServerError, "Something went wrong")
	case "slow_after":
		pause(r.Context(), f.delay(5*time.Second))
	}
	return answer
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (s *Server) broken(err error) reply {
	s.Log.Warn("sandbox call", "error", err)
	return failed(time.Now(), http.StatusInternalServerError, "Something went wrong")
}

// before looks for the fault that this call meets and at the wallet, without a write when there
// is no fault.
func (s *Server) before(r *http.Request, route string) (found fault, purse wallet, err error) {
	names := []string{route, r.Method + " " + r.URL.Path}
	waiting, odds := "", chaos(nil)
	err = s.Storage.View(r.Context(), func(tx Tx) error {
		purse, odds = s.walletOf(tx), chaosOf(tx)
		for _, f := range all[fault](tx, "fault", "") {
			if isCallFault(f.Kind) && f.matches(names) {
				waiting = f.Kind
				break
			}
		}
		return nil
	})
	if err != nil || (waiting == "" && !odds.anyCall()) {
		return fault{}, purse, err
	}
	err = s.Storage.Update(r.Context(), func(tx Tx) error {
		if waiting != "" {
			found = takeFault(tx, waiting, names...)
		} else {
			found = s.rolled(tx, odds, isCallFault)
		}
		return nil
	})
	return found, purse, err
}

// meet answers in the place of the call when the fault stands before it.
func (s *Server) meet(r *http.Request, f fault) (reply, bool) {
	now := time.Now()
	switch f.Kind {
	case "http_500":
		return failed(now, http.StatusInternalServerError, "Something went wrong"), true
	case "http_503":
		return failed(now, http.StatusServiceUnavailable, "Service unavailable, please try again"), true
	case "http_429":
		return failed(now, http.StatusTooManyRequests, "Too many requests"), true
	case "http_402":
		return failed(now, http.StatusPaymentRequired, "Insufficient funds, minimum wallet balance of ₦538 is required"), true
	case "not_json":
		return reply{status: http.StatusOK, body: htmlPage}, true
	case "drop_before":
		return reply{drop: true}, true
	case "malformed":
		return reply{status: http.StatusOK, body: html(`{"status":"successful","message":"Request was succ`)}.headed("Content-Type", "application/json"), true
	case "empty_400":
		return reply{status: http.StatusBadRequest, body: obj{}}, true
	case "slow":
		pause(r.Context(), f.delay(5*time.Second))
	}
	return reply{}, false
}

// checkKey refuses a missing or unknown key, and the key of another product.
func (s *Server) checkKey(r *http.Request, product string) (reply, bool) {
	key := r.Header.Get("mono-sec-key")
	of, listed := s.Keys[key]
	switch {
	case s.Keys == nil && strings.HasPrefix(key, "test_sk_"):
		return reply{}, false
	case !listed:
		return failed(time.Now(), http.StatusUnauthorized, "Unauthorized, invalid secret key"), true
	case of != "" && product != "" && of != product:
		name := productNames[product]
		return failed(time.Now(), http.StatusForbidden, "Please use a "+name+" app, go to your dashboard and create an app with "+name+" product."), true
	}
	return reply{}, false
}

var productNames = map[string]string{"connect": "Connect", "payments": "DirectPay", "lookup": "Lookup", "disburse": "Disburse", "prove": "Prove", "owo": "WhatsApp Payment"}
