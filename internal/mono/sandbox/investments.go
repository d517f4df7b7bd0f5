package sandbox

import "time"

// holding is one asset of an investment account; money in the lowest unit of its currency.
type holding struct {
	name, kind, currency, symbol string
	cost, worth                  int64
	quantity                     float64
}

var holdings = []holding{
	{"Dollar Growth Fund", "Mixed", "USD", "", 98_000, 101_200, 0},
	{"Vanguard Total Stock Market", "Stocks", "USD", "VTI", 412_500, 455_310, 15.25},
}

// isInvestment says whether the account is of a kind that has assets.
func (a bankAccount) isInvestment() bool { return a.kind == "INVESTMENT_ACCOUNT" }

func (s *Server) accountAssets(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	_, b := a.bank()
	balances, assets := obj{}, []obj{}
	if b.isInvestment() && a.Status != "PROCESSING" {
		balances["_u_s_d"] = 125_000 // the key as Mono's converter mangles it
		for _, h := range holdings {
			asset := obj{"name": h.name, "type": h.kind, "cost": h.cost, "return": h.worth, "quantity": nil, "currency": h.currency,
				"details": obj{"symbol": orNil(h.symbol), "price": nil, "current_balance": h.worth}}
			if h.quantity > 0 {
				asset["quantity"] = h.quantity
			}
			assets = append(assets, asset)
		}
	}
	return ok(c.now, "Request was succesfully completed", obj{"id": a.ID, "balances": balances, "assets": assets})
}

func (s *Server) accountEarnings(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	_, b := a.bank()
	list := []obj{}
	if b.isInvestment() && a.Status != "PROCESSING" {
		for i := range 3 {
			sold := dayOf(s.start).AddDate(0, -i, -9).Add(14 * time.Hour)
			list = append(list, obj{"id": hashID(a.ID, "earning", i), "amount": 12_400 + 910*i, "narration": "Sale of VTI", "date": iso(sold),
				"asset": obj{"symbol": "VTI", "name": "Vanguard Total Stock Market", "sale_price": 29_856, "quantity_sold": 0.75}})
		}
	}
	return ok(c.now, "Request was succesfully completed", list)
}
