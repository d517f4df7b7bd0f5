package underwriting

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// TestEvidenceDigestIsThatOfTheLibrarysJSON holds the rows written by hand against encoding/json.
func TestEvidenceDigestIsThatOfTheLibrarysJSON(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "\x00rows\x00", `a"b\c`, "A&B <C>", "Ẹ̀bùn", "\xff\xfe", "\u2028", "NIP/GTB"}))
	number := rapid.Ptr(rapid.Int64(), true)
	rapid.Check(t, func(t *rapid.T) {
		c := thinFile().c
		c.Applicant.Name = text.Draw(t, "name")
		c.Accounts = nil
		for range rapid.IntRange(0, 3).Draw(t, "accounts") {
			a := Account{ID: text.Draw(t, "account"), Balance: number.Draw(t, "present")}
			for range rapid.IntRange(0, 4).Draw(t, "rows") {
				a.Transactions = append(a.Transactions, Transaction{ID: text.Draw(t, "id"), At: text.Draw(t, "at"), Type: text.Draw(t, "type"), Amount: rapid.Int64().Draw(t, "amount"),
					Balance: number.Draw(t, "balance"), Narration: text.Draw(t, "narration"), Category: text.Draw(t, "category")})
			}
			c.Accounts = append(c.Accounts, a)
		}
		body, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		if got, want := (used{Case: c}).digest(), hex.EncodeToString(sum[:]); got != want {
			t.Fatalf("%s is not the digest of %s", got, body)
		}
	})
}
