package sandbox

import "slices"

// monthlyFlow answers the monthly credits or debits of an account, newest month first.
func (s *Server) monthlyFlow(credit bool) handler {
	return func(tx Tx, c call) reply {
		a, found := accountOf(tx, c)
		if !found {
			return accountUnknown()
		}
		var total int64
		count, history := 0, []obj{}
		for _, r := range slices.Backward(s.seenRows(tx, a, c.now)) {
			if r.Credit != credit {
				continue
			}
			total, count = total+r.Amount, count+1
			month := r.At.In(lagos).Format("01-06")
			if len(history) == 0 || history[len(history)-1]["period"] != month {
				history = append(history, obj{"period": month, "amount": int64(0), "transactions_count": 0})
			}
			of := history[len(history)-1]
			of["amount"], of["transactions_count"] = of["amount"].(int64)+r.Amount, of["transactions_count"].(int)+1
		}
		return ok(c.now, "Request was successfully completed", obj{"total": total, "transactions_count": count, "history": history})
	}
}
