package origination

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"lendwright/internal/lending"
)

// TermsDigest is the hex SHA-256 over every figure of a contract to be, in a fixed text form. The
// borrower's accept carries it, so that what is signed is what was shown.
func TermsDigest(t lending.Terms, s lending.Schedule) string {
	var b strings.Builder
	line := func(name string, v any) { fmt.Fprintf(&b, "%s=%v\n", name, v) }
	line("currency", t.Principal.Currency())
	line("principal", t.Principal.Minor())
	line("annual_rate", t.AnnualRate)
	line("method", t.Method)
	line("instalments", t.Instalments)
	line("every", fmt.Sprintf("%d %s", t.Every.Count, t.Every.Unit))
	line("disbursed_on", t.DisbursedOn)
	for _, f := range t.Fees {
		line("fee", fmt.Sprintf("%q %s %s %d", f.Name, f.Kind, f.Percent, f.Amount.Minor()))
	}
	line("instalment", s.Instalment.Minor())
	for _, r := range s.Rows {
		line("row", fmt.Sprintf("%d %s %d %d %d %d %d", r.N, r.DueOn, r.Principal.Minor(), r.Interest.Minor(), r.Fees.Minor(), r.Due.Minor(), r.Balance.Minor()))
	}
	line("total_interest", s.TotalInterest.Minor())
	line("total_fees", s.TotalFees.Minor())
	line("total_due", s.TotalDue.Minor())
	line("net_disbursed", s.NetDisbursed.Minor())
	line("apr", s.APR)
	line("effective_rate", s.EffectiveRate)
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// BVNDigest is the hex HMAC-SHA256 of a BVN under a key: it tells that two numbers are equal and,
// without the key, nothing else. A plain digest of eleven digits is found by trying them all.
func BVNDigest(key []byte, bvn BVN) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("bvn:" + bvn.Number()))
	return hex.EncodeToString(mac.Sum(nil))
}
