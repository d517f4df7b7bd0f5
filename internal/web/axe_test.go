package web

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lendwright/internal/access"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe-core-4.14.1/axe.min.js
var axe string

// strangerPages is every page of somebody who is not logged in.
func strangerPages() map[string][2]string {
	return map[string][2]string{
		"landing": {"/", "You receive"}, "check": {"/check", "A check in a minute"}, "signup": {"/signup", "Open my account"}, "signupsent": {"/signup/sent", "e-mail"},
		"confirm": {"/confirm?token=good", "Confirm my address"}, "login": {"/login", "Log in"}, "nowhere": {"/nowhere", "nothing here"},
	}
}

// TestPagesInChromium opens every page in every state in a real Chromium, on a phone of 360 pixels
// and on a desk, light and dark: axe-core finds nothing to object to, and no page scrolls sideways.
// SCREENS names a folder for pictures of the pages, to be looked at.
func TestPagesInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	for _, look := range []struct {
		name          string
		width, height int
		flags         string
	}{{"phone", 360, 740, ""}, {"desk-dark", 1280, 900, "preferredColorScheme=0"}} {
		t.Run(look.name, func(t *testing.T) {
			for _, who := range []struct {
				name  string
				user  access.User
				pages map[string][2]string
			}{{"stranger", access.User{}, strangerPages()}, {"borrower", ada, borrowerPages()}, {"officer", efe, officerPages()}} {
				w := newWindow(t, look.width, look.height, look.flags)
				s := newSite(t)
				if who.user.ID != "" {
					w.logIn(s.server.URL, who.user)
				}
				for _, name := range slices.Sorted(maps.Keys(who.pages)) {
					t.Run(who.name+"-"+name, func(t *testing.T) {
						w.inspect(t, s.server.URL+who.pages[name][0], who.pages[name][1], look.name+"-"+who.name+"-"+name)
					})
				}
			}
		})
	}
}

// window is a Chromium window with an empty profile.
type window struct {
	t   testing.TB
	ctx context.Context
}

func newWindow(t testing.TB, width, height int, blink string) *window {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if bin := os.Getenv("CHROME_BIN"); bin != "" {
		path, err = bin, nil
	}
	if err != nil {
		if os.Getenv("REQUIRE_CHROME") != "" {
			t.Fatal("REQUIRE_CHROME is set and there is no Chromium")
		}
		t.Skip("NO CHROMIUM: the pages are not inspected")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("no-first-run", true),
		chromedp.WindowSize(width, height), chromedp.UserDataDir(t.TempDir()))
	if blink != "" {
		options = append(options, chromedp.Flag("blink-settings", blink))
	}
	deadline, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	t.Cleanup(cancel)
	alloc, stop := chromedp.NewExecAllocator(deadline, options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	w := &window{t: t, ctx: ctx}
	w.do(chromedp.EmulateViewport(int64(width), int64(height)))
	return w
}

func (w *window) do(a chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, a); err != nil {
		w.t.Fatal(err)
	}
}

// ask evaluates an expression of the page, a promise too.
func (w *window) ask(script string) string {
	w.t.Helper()
	said, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatal(err)
	}
	return said
}

func (w *window) logIn(base string, u access.User) {
	w.t.Helper()
	w.do(chromedp.Navigate(base + "/login"))
	w.ask(fmt.Sprintf(`(() => { document.querySelector("[name=email]").value = %q; document.querySelector("[name=password]").value = "right password"; return ""; })()`, u.Email))
	if _, err := chromedp.RunResponse(w.ctx, chromedp.Click(chromedp.CSS("main form button[type=submit]"))); err != nil {
		w.t.Fatal(err)
	}
}

// findings is what axe objects to, a line each, and whether the page is wider than the window.
const findings = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
	r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")))
	.concat(document.documentElement.scrollWidth > innerWidth ? ["sideways: " + document.documentElement.scrollWidth + " px, by " + [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll")).slice(0, 3).map(e => e.tagName + "." + e.className).join(", ")] : [])
	.join("\n"))`

func (w *window) inspect(t *testing.T, url, words, name string) {
	t.Helper()
	w.do(chromedp.Navigate(url))
	if text := w.ask(`document.body.textContent.replace(/\s+/g, " ")`); !strings.Contains(text, words) {
		t.Errorf("%s lacks %q", url, words)
	}
	w.ask("(() => {" + axe + "})() || ''")
	if said := w.ask(findings); said != "" {
		t.Error(said)
	}
	dir := os.Getenv("SCREENS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, "/", "-")+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
