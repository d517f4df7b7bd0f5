package origination

import (
	"fmt"
	"regexp"
	"strings"

	"lendwright/internal/fault"
)

// BVN is a Bank Verification Number. It prints masked, so that it cannot slip into a page or a log;
// Number gives it in full, for Mono's look-ups only.
type BVN string

var elevenDigits = regexp.MustCompile(`^\d{11}$`)

// ParseBVN checks the eleven digits; spaces and hyphens between them are forgiven. A wrong number
// would be billed, so it is refused here, with words for the borrower.
func ParseBVN(text string) (BVN, error) {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(strings.TrimSpace(text))
	if !elevenDigits.MatchString(digits) {
		return "", fault.Newf(fault.Invalid, "A BVN has 11 digits. Dial *565*0# from the phone of your bank account to see yours.")
	}
	return BVN(digits), nil
}

// Number is the whole number. Use it only towards Mono.
func (b BVN) Number() string { return string(b) }

// Last4 is what people may see of it.
func (b BVN) Last4() string {
	if len(b) < 4 {
		return ""
	}
	return string(b[len(b)-4:])
}

// erased is what stays of a number that nobody needs any more: its last four digits, masked, when it
// was proven, else nothing.
func (b BVN) erased(proven bool) BVN {
	if !proven {
		return ""
	}
	return BVN(b.String())
}

// String is the number masked: *******5430.
func (b BVN) String() string {
	if b == "" {
		return ""
	}
	return "*******" + b.Last4()
}

// Format masks the number under every verb of fmt.
func (b BVN) Format(f fmt.State, _ rune) { fmt.Fprint(f, b.String()) }

// MarshalText masks the number in JSON.
func (b BVN) MarshalText() ([]byte, error) { return []byte(b.String()), nil }
