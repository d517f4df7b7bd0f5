package web

import (
	"fmt"
	"testing"

	"lendwright/internal/origination"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTheApplicationByKeyboardAlone fills the form and sends it with Tab, letters, arrows, Space and
// Enter, as somebody without a mouse or a finger does.
func TestTheApplicationByKeyboardAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	w := newWindow(t, 360, 740, "")
	d, _, _, _ := deps(t)
	var sent []origination.Application
	d.Origination.Store = &taking{applications: d.Origination.Store.(*applications), sent: &sent}
	s := siteOf(t, d)
	w.logIn(s.server.URL, bola)
	w.do(chromedp.Navigate(s.server.URL + "/apply"))
	for _, step := range []struct{ name, keys string }{
		{"amount", "150000"}, {"months", " "}, {"purpose", "Rent"}, {"born_on", "03271994"}, {"employment", " "}, {"employer", "Acme"},
		{"income", "250000"}, {"phone", ""}, {"consent_bank_data", " "}, {"consent_identity", " "}, {"consent_credit_bureau", " "},
	} {
		w.tabTo(step.name)
		w.do(chromedp.KeyEvent(step.keys))
	}
	w.tabTo("Send my application")
	if _, err := chromedp.RunResponse(w.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if len(sent) != 1 || sent[0].Principal.Minor() != 150_000_00 || sent[0].Purpose != "rent" || sent[0].BornOn.String() != "1994-03-27" {
		t.Errorf("sent %+v; the page says %s", sent, w.ask(`document.body.innerText`))
	}
}

// tabTo presses Tab until the field of a name, or the button with those words, has the focus, and
// checks that the focus can be seen.
func (w *window) tabTo(name string) {
	w.t.Helper()
	const presses = 60 // more than any page has stops
	for range presses {
		w.do(chromedp.KeyEvent(kb.Tab))
		at := w.ask(`(() => { const e = document.activeElement; const r = e.getBoundingClientRect();
			const ringed = x => x && (getComputedStyle(x).outlineStyle !== "none" || ringed(x.parentElement?.closest(".money, .choice")));
			return JSON.stringify([e.name || e.innerText.trim(), r.width > 0 && (ringed(e) ? true : false)]); })()`)
		switch at {
		case fmt.Sprintf("[%q,true]", name):
			return
		case fmt.Sprintf("[%q,false]", name):
			w.t.Fatalf("the focus on %s cannot be seen", name)
		}
	}
	w.t.Fatalf("Tab does not reach %s", name)
}
