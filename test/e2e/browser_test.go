//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// screens is where the pictures of the journey go.
const screens = "../../docs/screens"

// browser is a visitor with a real headless Chromium.
type browser struct {
	t      testing.TB
	ctx    context.Context
	prefix string // of the pictures' names; empty: none are kept
}

// newBrowser opens a Chromium window of a size with an empty profile.
func newBrowser(t testing.TB, width, height int, prefix string) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-quic", true),
		chromedp.WindowSize(width, height), chromedp.UserDataDir(t.TempDir()),
	)
	alloc, stop := chromedp.NewExecAllocator(within(t, 15*time.Minute), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, prefix: prefix}
	b.do(chromedp.EmulateViewport(int64(width), int64(height)))
	return b
}

func chromium(t testing.TB) string {
	t.Helper()
	if p := os.Getenv("CHROME_BIN"); p != "" {
		return p
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	if os.Getenv("REQUIRE_CHROME") != "" {
		t.Fatal("REQUIRE_CHROME is set and there is no Chromium: install it or set CHROME_BIN")
	}
	t.Skip("NO CHROMIUM: the browser journey is not run")
	return ""
}

func (b *browser) Open(url string) { b.t.Helper(); b.do(chromedp.Navigate(b.resolve(url))) }

func (b *browser) Fill(name, value string) {
	b.t.Helper()
	b.js(fmt.Sprintf(`(() => { const f = document.querySelector('[name=%q]:not([type=hidden])'); if (!f) return "no field"; f.focus(); f.value = %s;
		f.dispatchEvent(new Event("input", {bubbles: true})); f.dispatchEvent(new Event("change", {bubbles: true})); f.blur(); return ""; })()`, name, quoted(value)), "field "+name)
}

func (b *browser) Choose(name, value string) {
	b.t.Helper()
	b.js(fmt.Sprintf(`(() => { const f = [...document.querySelectorAll('[name=%q]')].find(x => x.value === %s); if (!f) return "no choice"; if (!f.checked) f.click(); return f.checked ? "" : "not chosen"; })()`, name, quoted(value)), "choice "+name)
}

func (b *browser) Press(words string) {
	b.t.Helper()
	b.click("button, input[type=submit]", words)
}

func (b *browser) Follow(words string) {
	b.t.Helper()
	b.click("a[href]", words)
}

func (b *browser) ValueOf(name string) string {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(`(document.querySelector('[name=%q]') || {value: ""}).value`, name)))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// click marks the first visible element with the words, and clicks it with the mouse as a person would.
func (b *browser) click(kind, words string) {
	b.t.Helper()
	mark := fmt.Sprintf("m%d", time.Now().UnixNano())
	b.js(fmt.Sprintf(`(() => { const want = %s.toLowerCase(); const said = x => ((x.innerText || x.value || "") + " " + (x.getAttribute("href") || "")).replace(/\s+/g, " ").trim().toLowerCase();
		const e = [...document.querySelectorAll(%q)].find(x => said(x).includes(want) && x.offsetParent !== null); if (!e) return "not there";
		e.setAttribute("data-e2e", %q); e.scrollIntoView({block: "center"}); return ""; })()`, quoted(words), kind, mark), words)
	sel := chromedp.CSS(`[data-e2e="` + mark + `"]`)
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(sel)); err != nil {
		b.t.Fatalf("at %s: pressing %q: %v", b.URL(), words, err)
	}
}

func (b *browser) Text() string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

func (b *browser) URL() string {
	b.t.Helper()
	u, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.t.Fatal(err)
	}
	return u
}

// Shot keeps a picture of the whole page, to be looked at.
func (b *browser) Shot(name string) {
	b.t.Helper()
	b.keep(b.prefix+name, chromedp.FullScreenshot(100))
}

// Top keeps a picture of what is on the screen.
func (b *browser) Top(name string) {
	b.t.Helper()
	b.keep("top-"+b.prefix+name, chromedp.CaptureScreenshot())
}

// keep writes a picture, unless this browser keeps none.
func (b *browser) keep(name string, shot chromedp.Action[[]byte]) {
	b.t.Helper()
	if b.prefix == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, shot)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.MkdirAll(screens, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(screens, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) do(a chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, a); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) js(script, what string) {
	b.t.Helper()
	trouble, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	if trouble != "" {
		b.t.Fatalf("at %s: %s: %s; the page says:\n%s", b.URL(), what, trouble, short(b.Text()))
	}
}

func (b *browser) resolve(url string) string {
	if strings.HasPrefix(url, "/") {
		at := b.URL()
		if i := strings.Index(at[8:], "/"); i >= 0 {
			at = at[:8+i]
		}
		return at + url
	}
	return url
}

func quoted(s string) string { b, _ := json.Marshal(s); return string(b) }
