package underwriting

import (
	"fmt"
	"testing"
	"time"
)

// TestTwoHundredThousandRows: a statement of a busy year, and statements made to be slow, are decided
// in time that grows with their length.
func TestTwoHundredThousandRows(t *testing.T) {
	if testing.Short() {
		t.Skip("several seconds")
	}
	const rows = 200_000
	for _, row := range []struct {
		name string
		make func(i int) Transaction
	}{
		{"a busy shop", func(i int) Transaction {
			return Transaction{Type: []string{credit, debit}[i%2], Amount: int64(1+i%977) * 100_00, Narration: fmt.Sprintf("NIP/OPAY/CUSTOMER NUMBER%d ALPHA/GOODS", i%40)}
		}},
		{"one amount, one day, payers that nobody pays", func(i int) Transaction {
			return Transaction{Type: []string{credit, debit}[i%2], Amount: 500_00, Narration: []string{"NIP/OPAY/SANI BELLO/", "NIP CR/GRACE EKPO/GTB"}[i%2]}
		}},
		{"every narration another one", func(i int) Transaction {
			return Transaction{Type: []string{credit, debit}[i%2], Amount: int64(i) * 100, Narration: fmt.Sprintf("TRF %c%c%c%c %d", 'A'+i%26, 'A'+i/26%26, 'A'+i/676%26, 'A'+i/17576%26, i)}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := someone(100_000, 6)
			for a := range 2 {
				account := Account{ID: fmt.Sprint(a), Institution: fmt.Sprint("Bank ", a)}
				for i := range rows / 2 {
					x := row.make(2*i + a)
					x.ID, x.At = fmt.Sprintf("%d-%d", a, i), asOf.AddDays(-1-(rows/2-i)/280).String()
					account.Transactions = append(account.Transactions, x)
				}
				s.c.Accounts = append(s.c.Accounts, account)
			}
			from := time.Now()
			d := s.decide()
			t.Logf("%s after %v", d.Outcome, time.Since(from))
			if took := time.Since(from); took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}
