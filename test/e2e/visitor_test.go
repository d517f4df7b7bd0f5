//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"
)

// visitor is somebody in front of a screen. The browser (chromedp) and the plain one (forms over
// HTTP, no scripts) both are, so that one script of the journey serves both.
type visitor interface {
	Open(url string)
	Fill(name, value string)   // a text field, select or date
	Choose(name, value string) // a radio button or checkbox
	Press(button string)       // the first button with these words
	Follow(link string)        // the first link with these words
	Text() string              // what the page says
	URL() string
	ValueOf(name string) string // of the field that is on the page
	Shot(name string)           // a picture of the whole page, where there is one
	Top(name string)            // a picture of what is on the screen, for the README
}

// sees fails the test when the page lacks the words.
func sees(t testing.TB, v visitor, words string) {
	t.Helper()
	if !contains(v.Text(), words) {
		t.Fatalf("at %s: %q is not on the page, which says:\n%s", v.URL(), words, short(v.Text()))
	}
}

// awaits opens the page again until it has one of the words, and says which.
func awaits(t testing.TB, v visitor, d time.Duration, words ...string) string {
	t.Helper()
	url := v.URL()
	deadline := time.Now().Add(d)
	for {
		text := v.Text()
		for _, w := range words {
			if contains(text, w) {
				return w
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("at %s: none of %q came within %s; the page says:\n%s", url, words, d, short(text))
		}
		time.Sleep(300 * time.Millisecond)
		v.Open(url)
	}
}

func contains(text, words string) bool {
	return strings.Contains(squeeze(text), squeeze(words))
}

func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 3000 {
		return s[:3000] + " …"
	}
	return s
}
