package sandbox

import (
	"slices"
	"time"
)

// payer is a bank account that money can be taken from.
type payer struct {
	NIP    string `json:"nip"`
	Number string `json:"number"`
}

// holder gives the person and the account behind the numbers, if it is one of the sandbox's.
func (p payer) holder() (Person, bankAccount, bool) { return accountNumbered(p.NIP, p.Number) }

// fundsOf is what can be taken from the account: its balance, less what the bank keeps back. A
// made-up account holds the same ₦10,000 for ever.
func (s *Server) fundsOf(tx Tx, p payer, now time.Time) int64 {
	_, a, there := p.holder()
	if !there {
		return fixedFunds
	}
	b, _ := bankCalled(p.NIP)
	return max(0, s.balanceOf(tx, a, now)-b.Buffer)
}

// take books money out of the account; give books it back.
func (p payer) take(tx Tx, at time.Time, amount int64, narration, reference string) {
	if _, a, there := p.holder(); there {
		addEffect(tx, a, effect{At: at, Amount: amount, Narration: tidy(a.style.debit, narration), Reference: reference})
	}
}

func (p payer) give(tx Tx, at time.Time, amount int64, narration, reference string) {
	if _, a, there := p.holder(); there {
		addEffect(tx, a, effect{At: at, Credit: true, Amount: amount, Narration: narration, Reference: reference})
	}
}

// linkedMandate is another account of the payer's that a sweep may debit.
type linkedMandate struct {
	payer
	Name  string `json:"name"`
	Ready bool   `json:"ready"`
}

func (m mandate) primary() payer { return payer{m.NIP, m.Number} }

// linkAccounts finds the other accounts of the same BVN at banks that allow direct debit.
func linkAccounts(m mandate) []linkedMandate {
	var list []linkedMandate
	_, own, there := m.primary().holder()
	if !there || m.Type != "sweep" {
		return nil
	}
	for _, h := range accountsByNumber {
		b, known := bankCalled(h.nip)
		if known && b.DirectDebit && h.ownerBVN == own.ownerBVN && !(h.nip == m.NIP && h.number == m.Number) {
			list = append(list, linkedMandate{payer{h.nip, h.number}, h.owner, false})
		}
	}
	slices.SortFunc(list, func(a, b linkedMandate) int { return slices.Compare([]byte(a.Number), []byte(b.Number)) })
	return list
}

// payers are the accounts that a debit may try: the primary one, then the ready linked ones in an
// order that nobody promises.
func (s *Server) payers(m mandate, reference string) []payer {
	list := []payer{m.primary()}
	for _, l := range m.Linked {
		if l.Ready {
			list = append(list, l.payer)
		}
	}
	dice := chance(s.Seed, "sweep"+reference, time.Unix(0, 0))
	dice.Shuffle(len(list)-1, func(i, k int) { list[i+1], list[k+1] = list[k+1], list[i+1] })
	return list
}

// payerFor finds the first account that covers the whole amount.
func (s *Server) payerFor(tx Tx, m mandate, d debit, now time.Time) (payer, bool) {
	for _, p := range s.payers(m, d.Reference) {
		if !bankIsDown(tx, p.NIP) && s.fundsOf(tx, p, now) >= d.Amount {
			return p, true
		}
	}
	return m.primary(), false
}
