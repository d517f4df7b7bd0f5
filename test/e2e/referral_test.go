//go:build e2e

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono/sandbox"
)

// outcomes are the sandbox's people with what becomes of their applications, as the README says.
var outcomes = []struct {
	wish
	says string
}{
	{wish{login: "tunde.bakare", employment: "gig", amount: "100000", months: "4", income: "250000", purpose: "transport"}, "Choose an offer"},
	{wish{login: "sade.lawal", employment: "employed", amount: "100000", months: "4", income: "260000", purpose: "other"}, "We can't lend to you now"},
	{wish{login: "chinedu.eze", employment: "employed", amount: "100000", months: "4", income: "300000", purpose: "other"}, "We can't lend to you now"},
	{wish{login: "blessing.udo", employment: "employed", amount: "80000", months: "3", income: "280000", purpose: "rent"}, "We can't lend to you now"},
	{wish{login: "zainab.musa", employment: "employed", amount: "30000", months: "2", income: "120000", purpose: "other"}, "A person looks at your application"},
	{wish{login: "kelvin.obi", employment: "employed", amount: "100000", months: "4", income: "350000", purpose: "other"}, "A person looks at your application"},
	{wish{login: "folake.ade", employment: "employed", amount: "100000", months: "4", income: "400000", purpose: "other"}, "A person looks at your application"},
}

// TestOutcomes takes people through application, bank and BVN to the outcome that the README
// promises, and lets an officer decide a referred case, first without a reason.
func TestOutcomes(t *testing.T) {
	p := start(t, homes(t)[0])
	desk := newBrowser(t, 1280, 900, "desk-")
	logInStaff(t, p, desk)
	for _, o := range outcomes {
		t.Run(o.login, func(t *testing.T) {
			v, who := newPlain(t), person(t, o.login)
			decided(t, p, v, who, o.wish)
			awaits(t, v, 90*time.Second, o.says)
		})
	}
	desk.Open(p.base + "/officer")
	sees(t, desk, "Zainab")
	desk.Shot("11-to-decide")
	desk.Follow("A-20") // the oldest waits longest and comes first
	verdict(t, desk)
}

// decided goes from the first page to the last thing that a borrower does before the decision.
func decided(t *testing.T, p *process, v visitor, who sandbox.Person, w wish) {
	t.Helper()
	signUp(t, p, v, who)
	apply(t, p, v, who, w)
	link(t, v, who)
	confirmBVN(t, v, who)
}

// verdict declines the case on the screen: refused without a reason, with the choice kept, then recorded.
func verdict(t *testing.T, desk visitor) {
	t.Helper()
	desk.Choose("verdict", "decline")
	desk.Press("Record the verdict")
	sees(t, desk, "There is a problem")
	desk.Shot("12-verdict-without-reason")
	desk.Fill("reason", "Three weeks of history: asked to apply again in March with three salaries.")
	desk.Press("Record the verdict")
	sees(t, desk, "Three weeks of history")
	sees(t, desk, "Declined")
	desk.Shot("13-verdict")
}

// TestBankDown lets a bank give nothing: the page says so honestly, and when the time is over the
// application passes to an officer with what there is.
func TestBankDown(t *testing.T) {
	p := start(t, homes(t)[0], "GATHER_FOR=25s")
	v, who := newPlain(t), person(t, "ifeanyi.okafor")
	decided(t, p, v, who, wish{employment: "employed", amount: "100000", months: "4", income: "350000", purpose: "other"})
	awaits(t, v, 60*time.Second, "Did not come")
	awaits(t, v, 90*time.Second, "A person looks at your application")
}

// TestMonoInTrouble arms troubles on every question to Mono while a good payer applies: the answers
// are late, wrong, refused and lost, and offers come all the same.
func TestMonoInTrouble(t *testing.T) {
	p := start(t, homes(t)[0])
	for _, f := range []struct {
		endpoint, kind string
		times, seconds int
	}{
		{"/transactions", "http_500", 2, 0}, {"/identity", "not_json", 2, 0}, {"/statement", "http_429", 1, 0},
		{"/v2/lookup/bvn/initiate", "http_503", 1, 0}, {"/v3/lookup/credit-history", "slow", 1, 3}, {"mono.events.account_updated", "webhook_twice", 1, 0},
		{"mono.events.account_income", "webhook_late", 1, 3}, {"mono.events.account_connected", "webhook_lost", 1, 0},
	} {
		fault(t, p, f.endpoint, f.kind, f.times, f.seconds)
	}
	v, who := newPlain(t), person(t, "adaeze.okonkwo")
	signUp(t, p, v, who)
	apply(t, p, v, who, wish{employment: "employed", amount: "150000", months: "3", income: "420000", purpose: "school_fees"})
	link(t, v, who)
	awaits(t, v, 90*time.Second, "Confirm my BVN")
	v.Follow("Confirm my BVN")
	v.Fill("bvn", who.BVN)
	v.Press("Send me a code")
	if !contains(v.Text(), "Where should the code go") {
		sees(t, v, "There is a problem") // the 503, in words, with what was typed kept
		v.Press("Send me a code")
	}
	v.Choose("method", "phone")
	v.Press("Send the code there")
	v.Fill("code", "123456")
	v.Press("Confirm my BVN")
	awaits(t, v, 3*time.Minute, "See my offers")
}

// TestFormMistakes sends forms with mistakes: every one is named, and nothing typed is lost.
func TestFormMistakes(t *testing.T) {
	p := start(t, homes(t)[0])
	phone := newBrowser(t, 360, 740, "phone-")
	phone.Open(p.base + "/signup")
	phone.Fill("name", "Adaeze Okonkwo")
	phone.Fill("email", "adaeze")
	phone.Press("Open my account")
	sees(t, phone, "There is a problem")
	if phone.ValueOf("name") != "Adaeze Okonkwo" || phone.ValueOf("email") != "adaeze" {
		t.Error("what was typed is lost")
	}
	phone.Shot("30-mistakes")
}

// TestForgedWebhook sends reports with a wrong secret and none: 401, and nothing comes of them.
func TestForgedWebhook(t *testing.T) {
	p := start(t, homes(t)[0])
	body := `{"event":"mono.events.account_connected","event_id":"forged","data":{"id":"68f0c41ab7d2e95f30a1c6e4","meta":{"ref":"x"}}}`
	for _, secret := range []string{"", "wrong"} {
		req, err := http.NewRequest(http.MethodPost, p.base+"/webhooks/mono", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		if secret != "" {
			req.Header.Set("mono-webhook-secret", secret)
		}
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		if r.StatusCode != http.StatusUnauthorized {
			t.Errorf("secret %q: %s, want 401", secret, r.Status)
		}
	}
}
