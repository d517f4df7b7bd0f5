package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

// wallet is the business's prepaid money at Mono.
type wallet struct {
	Enforced bool  `json:"enforced"` // calls are refused when it holds too little
	Balance  int64 `json:"balance"`  // kobo
	Calls    int64 `json:"calls"`
	Spent    int64 `json:"spent"` // kobo, with VAT
}

// set says whether anybody asked for a wallet.
func (w wallet) set() bool { return w.Enforced || w.Calls > 0 }

// charge is one line of the price ledger.
type charge struct {
	ID       string    `json:"id"`
	At       time.Time `json:"at"`
	Endpoint string    `json:"endpoint"`
	Price    int64     `json:"price"` // kobo
	VAT      int64     `json:"vat"`
	Status   int       `json:"status"` // of the answer; 0 for what time did
}

// chargesKept bounds the ledger; the sums in the wallet know everything.
const chargesKept = 5_000

func (s *Server) walletOf(tx Tx) wallet {
	w := wallet{Enforced: s.WalletKobo > 0, Balance: s.WalletKobo}
	tx.Get("setting", "wallet", &w)
	return w
}

// charged refuses the call when the wallet is short of its price, and books the price when the
// call has to be paid.
func (s *Server) charged(route string, p price, h handler) handler {
	return func(tx Tx, c call) reply {
		w := s.walletOf(tx)
		if least := p.kobo + vat(p.kobo); w.Enforced && w.Balance < least {
			return failed(c.now, http.StatusPaymentRequired,
				fmt.Sprintf("Insufficient funds, minimum wallet balance of ₦%d is required", (least+99)/100))
		}
		answer := h(tx, c)
		cost := p.kobo
		if answer.cost != nil {
			cost = *answer.cost
		}
		if p.always || answer.status < 300 {
			s.book(tx, c.now, route, cost, answer.status)
		}
		return answer
	}
}

// book writes a charge down and takes it from the wallet.
func (s *Server) book(tx Tx, at time.Time, endpoint string, kobo int64, status int) {
	w := s.walletOf(tx)
	if kobo == 0 || !(s.Ledger || w.set()) {
		return
	}
	line := charge{ID: objectID(at), At: at, Endpoint: endpoint, Price: kobo, VAT: vat(kobo), Status: status}
	tx.Put("charge", line.ID, line)
	w.Calls, w.Spent = w.Calls+1, w.Spent+line.Price+line.VAT
	if w.Enforced {
		w.Balance -= line.Price + line.VAT
	}
	tx.Put("setting", "wallet", w)
	if w.Calls%(chargesKept/10) == 0 {
		prune(tx, "charge", chargesKept)
	}
}

// bookExtra books what costs something beside a call.
func (s *Server) bookExtra(tx Tx, at time.Time, what string) {
	s.book(tx, at, what, prices[what].kobo, 0)
}

// prune keeps the newest records of a kind whose ids are in the order of time.
func prune(tx Tx, kind string, keep int) {
	ids := idsOf(tx, kind)
	for _, id := range ids[:max(0, len(ids)-keep)] {
		tx.Delete(kind, id)
	}
}

// priceLedger gives the newest charges, and what each endpoint has cost.
func (s *Server) priceLedger(tx Tx, c call) reply {
	list := all[charge](tx, "charge", "")
	by := map[string]obj{}
	for _, x := range list {
		sum, known := by[x.Endpoint]
		if !known {
			sum = obj{"calls": 0, "kobo": int64(0)}
			by[x.Endpoint] = sum
		}
		sum["calls"], sum["kobo"] = sum["calls"].(int)+1, sum["kobo"].(int64)+x.Price+x.VAT
	}
	slices.Reverse(list)
	return reply{status: http.StatusOK, body: obj{"wallet": s.walletOf(tx), "by_endpoint": by, "charges": sliceOf(list, 1, number(c.URL.Query().Get("limit"), 200))}}
}

// setWallet fills or empties the wallet: {"balance": kobo, "enforced": true}; enforced is true
// unless the call says otherwise.
func (s *Server) setWallet(tx Tx, c call) reply {
	in := struct {
		Balance  *kobo `json:"balance"`
		Enforced *bool `json:"enforced"`
	}{}
	if !c.decode(&in) {
		return trouble(`body must be {"balance": kobo, "enforced": true}`)
	}
	w := s.walletOf(tx)
	if in.Balance != nil {
		w.Balance = int64(*in.Balance)
	}
	w.Enforced = in.Enforced == nil || *in.Enforced
	tx.Put("setting", "wallet", w)
	return reply{status: http.StatusOK, body: w}
}
