package sandbox

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"naira": naira, "date": func(t time.Time) string { return t.In(lagos).Format("2 January 2006") },
	"clock":  func(t time.Time) string { return t.In(lagos).Format("Mon 2 Jan 2006, 15:04:05") },
	"masked": func(number string) string { return "••••••" + number[max(0, len(number)-4):] },
}).ParseFS(pageFiles, "pages/*.html"))

// naira writes kobo as ₦1,234 or ₦1,234.50.
func naira(amount int64) string {
	sign := ""
	if amount < 0 {
		sign, amount = "−", -amount
	}
	whole := fmt.Sprint(amount / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if amount%100 != 0 {
		whole += fmt.Sprintf(".%02d", amount%100)
	}
	return sign + "₦" + whole
}

func (s *Server) pageRoutes() {
	s.mux.HandleFunc("GET /sandbox/style.css", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, pageFiles, "pages/style.css")
	})
	s.mux.HandleFunc("GET /sandbox/bank.svg", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, pageFiles, "pages/bank.svg")
	})
	s.page("GET /link/{token}", s.linkBanks)
	s.page("GET /link/{token}/bank/{institution}", s.linkLogin)
	s.page("POST /link/{token}/bank/{institution}", s.linkLoggedIn)
	s.page("GET /link/{token}/code", s.linkCode)
	s.page("POST /link/{token}/code", s.linkCode)
	s.page("GET /link/{token}/accounts", s.linkAccounts)
	s.page("POST /link/{token}/accounts", s.linkChosen)
	s.page("POST /link/{token}/cancel", s.linkCancelled)
	s.page("GET /authorise/{code}", s.authorisePage)
	s.page("POST /authorise/{code}/account", s.authoriseAccount)
	s.page("POST /authorise/{code}/sent", s.authoriseSent)
	s.page("POST /authorise/{code}/face", s.authoriseFace)
	s.page("GET /prove/{id}", s.provePage)
	s.page("POST /prove/{id}/identity", s.proveIdentity)
	s.page("POST /prove/{id}/code", s.proveCode)
	s.page("POST /prove/{id}/face", s.proveFace)
	s.page("POST /prove/{id}/cancel", s.proveCancelled)
	s.page("GET /owo/{id}", s.owoPage)
	s.page("POST /owo/{id}", s.owoApproved)
	s.page("POST /owo/{id}/decline", s.owoDeclined)
	s.page("GET /pay/{id}", s.payPage)
	s.page("POST /pay/{id}", s.payNow)
	s.page("POST /pay/{id}/cancel", s.payCancelled)
	s.page("POST /authorise/{code}/decline", s.authoriseDeclined)
}

// shown is what a page handler wants: a template with data, or another address.
type shown struct {
	template string
	data     any
	status   int
	to       string
}

func show(template string, data any) shown {
	return shown{template: template, data: data, status: http.StatusOK}
}
func goTo(address string) shown { return shown{to: address} }

// message is a page of one paragraph.
func message(status int, title, text string) shown {
	return shown{template: "message.html", status: status, data: obj{"Title": title, "Text": text}}
}

func (s *Server) page(route string, h func(tx Tx, c call) shown) {
	s.mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
		if _, err := s.started(r.Context()); err != nil {
			http.Error(w, "The sandbox's storage does not answer.", http.StatusServiceUnavailable)
			return
		}
		var what shown
		err := s.Storage.Update(r.Context(), func(tx Tx) error {
			what = h(tx, call{Request: r, now: s.now(tx)})
			return nil
		})
		if err != nil {
			s.Log.Warn("sandbox page", "error", err)
			http.Error(w, "The sandbox's storage does not answer.", http.StatusServiceUnavailable)
			return
		}
		what.write(w, r)
	})
}

func (v shown) write(w http.ResponseWriter, r *http.Request) {
	if v.to != "" {
		http.Redirect(w, r, v.to, http.StatusSeeOther)
		return
	}
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, v.template, v.data); err != nil {
		http.Error(w, "The sandbox could not draw this page: "+err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(v.status)
	w.Write(out.Bytes())
}

// field reads one value of a form without its outer spaces.
func (c call) field(name string) string { return strings.TrimSpace(c.PostFormValue(name)) }
