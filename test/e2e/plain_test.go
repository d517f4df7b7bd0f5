//go:build e2e

package e2e

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plain is a visitor without scripts: it reads pages and sends forms as a text browser does.
type plain struct {
	t      testing.TB
	client *http.Client
	at     *url.URL
	page   *html.Node
	typed  map[string][]string
	Status int
}

func newPlain(t testing.TB) *plain {
	jar, _ := cookiejar.New(nil)
	return &plain{t: t, client: &http.Client{Jar: jar, Timeout: 60 * time.Second}, typed: map[string][]string{}}
}

func (p *plain) Open(to string) {
	p.t.Helper()
	r, err := p.client.Get(p.resolve(to).String())
	p.land(r, err)
}

func (p *plain) Fill(name, value string)   { p.typed[name] = []string{value} }
func (p *plain) Choose(name, value string) { p.typed[name] = append(p.typed[name], value) }
func (p *plain) Shot(string)               {}
func (p *plain) Top(string)                {}
func (p *plain) Text() string              { return textOf(p.page) }
func (p *plain) URL() string               { return p.at.String() }

func (p *plain) ValueOf(name string) string {
	p.t.Helper()
	for _, in := range all(p.page, atom.Input) {
		if attr(in, "name") == name {
			return attr(in, "value")
		}
	}
	p.t.Fatalf("at %s: no field %s", p.URL(), name)
	return ""
}

// bytes downloads a document without leaving the page.
func (p *plain) bytes(url string) []byte {
	p.t.Helper()
	r, err := p.client.Get(url)
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s, %v", url, r.Status, err)
	}
	return b
}

func (p *plain) Follow(words string) {
	p.t.Helper()
	for _, a := range all(p.page, atom.A) {
		if contains(textOf(a)+" "+attr(a, "href"), words) && attr(a, "href") != "" {
			p.Open(attr(a, "href"))
			return
		}
	}
	p.t.Fatalf("at %s: no link %q; the page says:\n%s", p.URL(), words, short(p.Text()))
}

func (p *plain) Press(words string) {
	p.t.Helper()
	for _, form := range all(p.page, atom.Form) {
		for _, b := range append(all(form, atom.Button), all(form, atom.Input)...) {
			if b.DataAtom == atom.Input && attr(b, "type") != "submit" {
				continue
			}
			if contains(textOf(b)+" "+attr(b, "value"), words) {
				p.submit(form, b)
				return
			}
		}
	}
	p.t.Fatalf("at %s: no button %q; the page says:\n%s", p.URL(), words, short(p.Text()))
}

func (p *plain) submit(form, button *html.Node) {
	values := p.values(form)
	if n := attr(button, "name"); n != "" {
		values.Set(n, attr(button, "value"))
	}
	action := attr(form, "action")
	if a := attr(button, "formaction"); a != "" {
		action = a
	}
	to := p.resolve(action)
	p.typed = map[string][]string{}
	if strings.EqualFold(attr(form, "method"), "post") {
		r, err := p.client.PostForm(to.String(), values)
		p.land(r, err)
		return
	}
	to.RawQuery = values.Encode()
	p.Open(to.String())
}

// values gives what the form would send: its own values, with what was typed put over them.
func (p *plain) values(form *html.Node) url.Values {
	v := url.Values{}
	for _, in := range all(form, atom.Input) {
		name, kind := attr(in, "name"), attr(in, "type")
		switch {
		case name == "", kind == "submit", kind == "button":
		case kind == "radio" || kind == "checkbox":
			if _, checked := lookup(in, "checked"); checked && p.typed[name] == nil {
				v.Add(name, attr(in, "value"))
			}
		default:
			v.Add(name, attr(in, "value"))
		}
	}
	for _, s := range all(form, atom.Select) {
		for _, o := range all(s, atom.Option) {
			if _, chosen := lookup(o, "selected"); chosen {
				v.Set(attr(s, "name"), attr(o, "value"))
			}
		}
	}
	for _, a := range all(form, atom.Textarea) {
		v.Set(attr(a, "name"), textOf(a))
	}
	for name, typed := range p.typed {
		v[name] = typed
	}
	return v
}

func (p *plain) land(r *http.Response, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	p.at, p.Status = r.Request.URL, r.StatusCode
	if p.page, err = html.Parse(strings.NewReader(string(body))); err != nil {
		p.t.Fatal(err)
	}
}

func (p *plain) resolve(to string) *url.URL {
	p.t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		p.t.Fatal(err)
	}
	if p.at == nil {
		return u
	}
	return p.at.ResolveReference(u)
}

func all(n *html.Node, kind atom.Atom) []*html.Node {
	var found []*html.Node
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && x.DataAtom == kind {
			found = append(found, x)
		}
	}
	return found
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string { v, _ := lookup(n, name); return v }

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(x *html.Node) {
		if x.Type == html.ElementNode && (x.DataAtom == atom.Script || x.DataAtom == atom.Style) {
			return
		}
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
			b.WriteByte(' ')
		}
		for c := x.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}
