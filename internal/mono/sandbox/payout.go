package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// payoutHour is when the money of a day is paid out on the next working day, in Lagos.
const payoutHour = 19 * time.Hour

// payout is the settlement of one day's payments.
type payout struct {
	ID       string    `json:"id"`
	Day      string    `json:"day"`
	Status   string    `json:"status"` // pending, settled, under_limit
	Amount   int64     `json:"amount"` // collected
	Fee      int64     `json:"fee"`
	Returned int64     `json:"returned"` // refunds and reversals
	Shared   int64     `json:"shared"`   // to sub-accounts, and what that costs the business
	Date     time.Time `json:"date"`
}

// net is what the business gets.
func (p payout) net() int64 { return p.Amount - p.Fee - p.Returned - p.Shared }

func text10(n int64) string { return strconv.FormatInt(n, 10) }

// payoutAt is seven in the evening of the next working day.
func payoutAt(now time.Time) time.Time {
	day := dayOf(now).AddDate(0, 0, 1)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return day.Add(payoutHour)
}

// planPayout plans the payout of today, once.
func (s *Server) planPayout(tx Tx, now time.Time) {
	day := ymd(now)
	var p payout
	if tx.Get("payout", day, &p) {
		return
	}
	tx.Put("payout", day, payout{ID: hashID("payout", day), Day: day, Status: "pending", Date: payoutAt(now)})
	later(tx, payoutAt(now), "payout", day)
}

// receiptsOf lists what was collected on a day.
func receiptsOf(tx Tx, day string) []receipt {
	var list []receipt
	for _, ref := range all[string](tx, "receipt_day", day+"/") {
		var r receipt
		if tx.Get("receipt", ref, &r) {
			list = append(list, r)
		}
	}
	return list
}

// payoutOf sums a day up as it stands.
func (s *Server) payoutOf(tx Tx, day string) payout {
	p := payout{ID: hashID("payout", day), Day: day, Status: "pending"}
	if tx.Get("payout", day, &p); p.Status != "pending" {
		return p
	}
	for _, r := range receiptsOf(tx, day) {
		p.Amount, p.Fee = p.Amount+r.Amount, p.Fee+r.Fee
		if r.Split != nil {
			for _, part := range r.Split.Parts {
				p.Shared += r.Split.share(part, r.Amount)
				if r.Split.FeeBearer == "business" {
					p.Shared += splitFee
				}
			}
		}
	}
	for _, t := range all[takenBack](tx, "taken_back", day+"/") {
		p.Returned += t.Amount
	}
	return p
}

// pendingPayouts is what was collected and not yet paid out or given back, before fees.
func (s *Server) pendingPayouts(tx Tx) (sum int64) {
	for _, p := range all[payout](tx, "payout", "") {
		if p.Status == "pending" {
			open := s.payoutOf(tx, p.Day)
			sum += open.Amount - open.Returned - open.Shared
		}
	}
	return sum
}

// payOut settles a day: the sub-accounts first, then the business.
func (s *Server) payOut(tx Tx, at time.Time, day string) {
	p := s.payoutOf(tx, day)
	if p.Status != "pending" {
		return
	}
	for _, r := range receiptsOf(tx, day) {
		s.payShares(tx, at, r)
	}
	p.Status, p.Date = "settled", at
	if p.net() <= 0 {
		p.Status = "under_limit"
	}
	tx.Put("payout", day, p)
	if p.Status == "settled" {
		s.emit(tx, at, "direct_debit.settlement_successful", bare, obj{"id": p.ID, "status": "settled", "message": "Successfully settled.", "date": iso(at), "currency": "ngn",
			"amount_collected": p.Amount, "fee": p.Fee, "amount_settled": p.net(), "amount_refunded": p.Returned, "refund_fee": 0, "app": appID, "business": businessID,
			"settlementAccount": obj{"accountName": "SANDBOX LENDER LTD", "accountNumber": "9001122334", "institution": obj{"name": "Providus Bank", "code": "101", "nibssCode": "000023"}}})
	}
}

// payShares pays the sub-accounts of one payment; their event is in naira, as in Mono's sample.
func (s *Server) payShares(tx Tx, at time.Time, r receipt) {
	if r.Split == nil || r.Refunded {
		return
	}
	for _, part := range r.Split.Parts {
		var to subAccount
		if !tx.Get("sub_account", part.Account, &to) {
			continue
		}
		share := r.Split.share(part, r.Amount)
		if r.Split.FeeBearer == "sub_accounts" {
			share -= splitFee
		}
		s.bookExtra(tx, at, splitPayout)
		b, _ := bankCalled(to.NIP)
		s.emit(tx, at, "direct_debit.split_settlement_successful", bare, obj{"reference": "po_" + letters(24), "business": businessID, "app": appID, "status": "settled",
			"message": "Successfully settled", "date": iso(at), "currency": "NGN", "split_fee": splitFee / 100, "amount_settled": float64(share) / 100, "fee_bearer": r.Split.FeeBearer,
			"account": obj{"account_name": to.Name, "account_number": to.Number, "account_type": "sub_account", "institution": obj{"name": b.Name, "code": b.Code, "nibss_code": to.NIP}}})
	}
}

func (p payout) describe() obj {
	row := obj{"id": p.ID, "status": p.Status, "amount": p.Amount, "fee": p.Fee, "currency": "ngn", "date": iso(p.Date), "bank": hashID("settlement account"), "message": "Payout is pending."}
	if p.Status == "settled" {
		row["message"], row["settled_amount"] = "Successfully settled.", p.net()
		row["settled_account"] = obj{"beneficiary_bank": "Providus Bank", "beneficiary_account_name": "SANDBOX LENDER LTD", "beneficiary_account_number": "9001122334"}
	}
	return row
}

var payoutStates = []string{"pending", "under_limit", "processing", "settled", "failed"}

func (s *Server) listPayouts(tx Tx, c call) reply {
	status := c.URL.Query().Get("status")
	if status != "" && !slices.Contains(payoutStates, status) {
		return invalid(c.now, field{"status", "status must be one of " + strings.Join(payoutStates, ", ")})
	}
	list := []obj{}
	for _, p := range slices.Backward(all[payout](tx, "payout", "")) {
		if status == "" || status == p.Status {
			list = append(list, s.payoutOf(tx, p.Day).describe())
		}
	}
	shown, meta := cut(s, c, list, number(c.URL.Query().Get("limit"), payoutsPage))
	return okMeta(c.now, "Data retrieved successfully", obj{"payouts": shown}, obj{"paging": meta}).without("timestamp")
}

// payoutsPage is how many payouts Mono's own sample shows on a page.
const payoutsPage = 5

func (s *Server) payoutTransactions(tx Tx, c call) reply {
	for _, p := range all[payout](tx, "payout", "") {
		if p.ID != c.PathValue("payout") {
			continue
		}
		list := []obj{}
		for _, r := range receiptsOf(tx, p.Day) {
			list = append(list, r.row(tx))
		}
		shown, meta := cut(s, c, list, paymentsPage)
		return okMeta(c.now, "Data retrieved successfully", obj{"payments": shown}, obj{"paging": meta}).without("timestamp")
	}
	return reply{status: 400, body: obj{}}
}

// row is the payment of a receipt in the list of a payout.
func (r receipt) row(tx Tx) obj {
	var p payment
	if tx.Get("payment", r.Payment, &p) {
		return p.row(tx)
	}
	var d debit
	var m mandate
	tx.Get("debit", r.Mandate+"/"+r.Reference, &d)
	tx.Get("mandate", r.Mandate, &m)
	return d.row(tx, m)
}
