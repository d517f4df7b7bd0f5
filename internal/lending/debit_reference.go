package lending

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

// DebitReference names an attempt to the bank: 24 letters and digits that follow from loan,
// instalment and attempt (K2). Mono asks for 10 to 24 characters and refuses a second debit
// under the same reference.
func DebitReference(loan LoanID, instalment, attempt int) string {
	return reference("lwd", "debit", loan.String(), fmt.Sprint(instalment), fmt.Sprint(attempt))
}

// MandateReference names a loan's n-th mandate to Mono.
func MandateReference(loan LoanID, n int) string {
	return reference("lwm", "mandate", loan.String(), fmt.Sprint(n))
}

// DisbursementReference names a loan's n-th transfer to Mono.
func DisbursementReference(loan LoanID, n int) string {
	return reference("lwp", "disbursement", loan.String(), fmt.Sprint(n))
}

// reference is a prefix and 105 bits of a digest: two loans never share one.
func reference(prefix string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, ":")))
	return prefix + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:21]
}
