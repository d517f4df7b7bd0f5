//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"
)

// TestRights is what a borrower can ask of us, on the real program without scripts: a check before
// any account, what paying early saves, a message with its clock and answer, who looked at the data,
// a consent taken back, everything as a file, the statement.
func TestRights(t *testing.T) {
	p := start(t, homes(t)[0])
	phone, desk := newPlain(t), newPlain(t)
	check(t, p, phone)
	who := person(t, "adaeze.okonkwo")
	loan := borrow(t, p, phone, who, wish{employment: "employed", amount: "150000", months: "6", income: "420000", purpose: "school_fees"})
	logInStaff(t, p, desk)
	move(t, p, desk, "A day on")
	move(t, p, desk, "A week on")
	phone.Open(loan)
	awaits(t, phone, 30*time.Second, "Have ₦")

	payEarly(t, phone, loan)
	aMessageIsAnswered(t, p, phone, desk)
	aPaymentIsRecorded(t, p, phone, desk, loan)
	dataAndConsents(t, p, phone)
	for _, file := range []string{loan + "/statement.pdf", loan + "/agreement.pdf", p.base + "/data/export.json"} {
		phone.Open(file)
		if phone.Status != 200 {
			t.Errorf("%s: %d", file, phone.Status)
		}
	}
	phone.Open(loan)
	sees(t, phone, "Have ₦") // the loan goes on
}

func check(t *testing.T, p *process, v *plain) {
	t.Helper()
	v.Open(p.base + "/")
	v.Follow("Check in a minute")
	v.Fill("amount", "150,000")
	v.Fill("months", "6")
	v.Fill("employment", "employed")
	v.Fill("income", "420000")
	v.Press("Check")
	sees(t, v, "would fit")
}

func payEarly(t *testing.T, v *plain, loan string) {
	t.Helper()
	v.Open(loan + "/early")
	sees(t, v, "Settles your loan today")
	sees(t, v, "of interest that is still to come")
	for _, beyond := range []string{"lower", "shorten"} {
		v.Fill("amount", "50000")
		v.Choose("beyond", beyond)
		v.Press("Compute")
		sees(t, v, "₦50,000 paid today saves ₦")
	}
}

func aMessageIsAnswered(t *testing.T, p *process, phone, desk *plain) {
	t.Helper()
	phone.Open(p.base + "/help")
	phone.Follow("ask for more time")
	phone.Fill("text", "My salary comes late this month.")
	phone.Press("Ask for more time")
	sees(t, phone, "We have your message")
	mine := phone.URL()
	desk.Open(p.base + "/officer/complaints")
	desk.Follow("C-20")
	desk.Press("Say that I have it")
	desk.Fill("answer", "Pay on the 3rd instead; we look again then.")
	desk.Press("Send the answer")
	phone.Open(mine)
	sees(t, phone, "Pay on the 3rd instead")
}

// aPaymentIsRecorded has an officer book a transfer that lowers the payments, once.
func aPaymentIsRecorded(t *testing.T, p *process, phone, desk *plain, loan string) {
	t.Helper()
	desk.Open(p.base + "/officer/loans?state=active")
	desk.Follow("L-20")
	form := strings.Replace(loan, "/loans/", "/officer/loans/", 1) + "/payment"
	for range 2 { // the second time the reference is known
		desk.Open(form)
		desk.Fill("amount", "50,000")
		desk.Fill("reference", "NIP-1")
		desk.Choose("beyond", "lower")
		desk.Press("Record it")
	}
	if desk.Status != 409 {
		t.Errorf("the same reference again: %d", desk.Status)
	}
	phone.Open(loan)
	sees(t, phone, "Paid so far: ₦50,000")
}

func dataAndConsents(t *testing.T, p *process, v *plain) {
	t.Helper()
	v.Open(p.base + "/data")
	sees(t, v, "a person here")
	sees(t, v, "Our program, through Mono")
	v.Follow("Take this back")
	v.Press("Take it back")
	sees(t, v, "taken back on")
	v.Open(p.base + "/messages")
	if !strings.Contains(v.Text(), "You took back a consent") {
		t.Error("no message says that the consent was taken back")
	}
}
