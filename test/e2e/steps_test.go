//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono/sandbox"
)

// wish is what one of the sandbox's people asks for.
type wish struct {
	login      string
	employment string
	amount     string
	months     string
	income     string
	purpose    string
}

const password = "three words in a row"

func person(t testing.TB, login string) sandbox.Person {
	t.Helper()
	for _, p := range sandbox.People() {
		if p.Login == login {
			return p
		}
	}
	t.Fatalf("the sandbox has nobody called %s", login)
	return sandbox.Person{}
}

// signUp opens an account, confirms the address through the outbox page, and logs in.
func signUp(t testing.TB, p *process, v visitor, who sandbox.Person) {
	t.Helper()
	v.Open(p.base + "/")
	v.Shot("01-landing")
	v.Open(p.base + "/signup")
	v.Fill("name", who.First+" "+who.Last)
	v.Fill("email", who.Email)
	v.Fill("phone", who.Phone)
	v.Fill("password", password)
	v.Press("Open my account")
	v.Open(p.base + "/dev/outbox")
	awaits(t, v, 20*time.Second, "/confirm?token=")
	v.Shot("02-outbox")
	v.Follow("/confirm?token=")
	v.Fill("password", password)
	v.Press("Confirm my address")
	v.Open(p.base + "/login")
	v.Fill("email", who.Email)
	v.Fill("password", password)
	v.Press("Log in")
	if !strings.HasSuffix(v.URL(), "/home") {
		t.Fatalf("logging in led to %s: %s", v.URL(), short(v.Text()))
	}
	v.Shot("03-home")
}

// apply sends an application with every consent.
func apply(t testing.TB, p *process, v visitor, who sandbox.Person, w wish) {
	t.Helper()
	v.Open(p.base + "/apply")
	v.Fill("amount", w.amount)
	v.Choose("months", w.months)
	v.Fill("purpose", w.purpose)
	v.Fill("born_on", who.Born)
	v.Choose("employment", w.employment)
	v.Fill("employer", who.Employer)
	v.Fill("income", w.income)
	v.Fill("phone", who.Phone)
	for _, purpose := range []string{"bank_data", "identity", "credit_bureau"} {
		v.Choose("consent_"+purpose, consentVersion(t, v, purpose))
	}
	v.Shot("04-apply")
	v.Press("Send my application")
	sees(t, v, "Link my bank account")
	v.Shot("05-application")
}

// link goes through the sandbox's hosted Connect Link as the person and comes back.
func link(t testing.TB, v visitor, who sandbox.Person) {
	t.Helper()
	application := v.URL()
	v.Press("Link my bank account")
	v.Shot("06-connect-link")
	logInAtBank(t, v, who)
	v.Open(application)
}

// confirmBVN proves the BVN with the sandbox's one-time code.
func confirmBVN(t testing.TB, v visitor, who sandbox.Person) {
	t.Helper()
	application := v.URL()
	awaits(t, v, 60*time.Second, "Confirm my BVN")
	v.Shot("10-gathering")
	v.Follow("Confirm my BVN")
	v.Fill("bvn", who.BVN)
	v.Press("Send me a code")
	v.Shot("11-bvn-method")
	v.Choose("method", "phone")
	v.Press("Send the code there")
	v.Fill("code", "000000")
	v.Press("Confirm my BVN")
	v.Shot("12-bvn-wrong-code")
	v.Fill("code", "123456")
	v.Press("Confirm my BVN")
	v.Open(application)
}

// logInAtBank chooses the person's bank on the hosted page, logs in, consents and comes back.
func logInAtBank(t testing.TB, v visitor, who sandbox.Person) {
	t.Helper()
	v.Follow(who.Banks()[0])
	v.Fill("username", who.Login)
	v.Fill("password", "wrong")
	v.Press("Log in")
	v.Shot("07-bank-wrong-password")
	v.Fill("username", who.Login)
	v.Fill("password", who.Password)
	v.Press("Log in")
	v.Choose("consent", "yes")
	v.Shot("08-bank-account")
	v.Press("Link this account")
	v.Shot("09-returned")
}

// authorise gives the mandate at the hosted page and waits until the bank has approved it.
func authorise(t testing.TB, v visitor, loan string) {
	t.Helper()
	v.Open(loan + "/mandate")
	awaits(t, v, 60*time.Second, "Let my bank confirm")
	v.Shot("17-mandate")
	v.Follow("Let my bank confirm")
	v.Shot("18-bank-mandate")
	v.Press("I have sent ₦50")
	v.Shot("19-bank-mandate-sent")
	v.Open(loan)
	awaits(t, v, 60*time.Second, "Your bank makes the permission ready")
	v.Shot("20-loan-waiting")
}

func logInStaff(t testing.TB, p *process, v visitor) {
	t.Helper()
	v.Open(p.base + "/login")
	v.Fill("email", "officer@lendwright.example")
	v.Fill("password", "demo-officer")
	v.Press("Log in")
	sees(t, v, "Applications")
}

// move lets the time machine travel and waits until it has arrived.
func move(t testing.TB, p *process, v visitor, step string) {
	t.Helper()
	v.Open(p.base + "/officer/clock")
	v.Press(step)
	v.Open(p.base + "/officer/clock")
	v.Shot("03-clock-moving")
	awaits(t, v, 4*time.Minute, "A day on")
	v.Shot("04-clock")
}

// consentVersion reads the version of the text that a consent box carries.
func consentVersion(t testing.TB, v visitor, purpose string) string {
	t.Helper()
	return v.ValueOf("consent_" + purpose)
}
