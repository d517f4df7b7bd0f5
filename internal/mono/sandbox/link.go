package sandbox

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// codeLife is how long an authorization code can be exchanged.
const codeLife = 10 * time.Minute

// link is one hosted session in which a person links an account, or signs in again.
type link struct {
	Token       string          `json:"token"`
	Scope       string          `json:"scope"`
	Customer    string          `json:"customer"`
	Account     string          `json:"account,omitempty"` // reauth
	Meta        json.RawMessage `json:"meta,omitempty"`
	Institution string          `json:"institution,omitempty"`
	Method      string          `json:"method,omitempty"`
	Number      string          `json:"number,omitempty"`
	Match       bool            `json:"match,omitempty"`
	Redirect    string          `json:"redirect,omitempty"`
	Login       string          `json:"login,omitempty"`  // who has logged in
	Passed      bool            `json:"passed,omitempty"` // and given the one-time code, where the bank asks for one
	Done        string          `json:"done,omitempty"`   // linked, cancelled
}

// ref is the lender's own reference, which comes back in webhooks and in the redirect.
func (l link) ref() string {
	var m struct {
		Ref string `json:"ref"`
	}
	if l.Meta != nil {
		json.Unmarshal(l.Meta, &m) // meta may hold anything; a ref that is no string is no ref
	}
	return m.Ref
}

// authCode is what the browser brings back, to be exchanged once for the account.
type authCode struct {
	Account string    `json:"account"`
	Until   time.Time `json:"until"`
	Spent   bool      `json:"spent"`
}

type linkForm struct {
	Scope       string          `json:"scope"`
	Account     string          `json:"account"`
	Redirect    string          `json:"redirect_url"`
	Customer    party           `json:"customer"`
	Meta        json.RawMessage `json:"meta"`
	Institution *struct {
		ID     string `json:"id"`
		Method string `json:"auth_method"`
		Number string `json:"account_number"`
	} `json:"institution"`
	Match bool `json:"check_account_match"`
}

func (s *Server) initiateLink(tx Tx, c call) reply {
	var f linkForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	l := link{Token: "AL" + letters(10), Scope: f.Scope, Meta: f.Meta, Redirect: f.Redirect, Match: f.Match}
	if f.Scope == "reauth" {
		return s.initiateReauth(tx, c, l, f.Account)
	}
	if f.Institution != nil && f.Institution.ID != "" {
		i, known := institutionCalled(f.Institution.ID)
		if !known {
			return invalid(c.now, field{"institution.id", "institution is not supported"})
		}
		l.Institution, l.Method, l.Number = i.ID, either(f.Institution.Method, i.Methods[0]), f.Institution.Number
	}
	who, known := customerFor(tx, c.now, f.Customer.ID, f.Customer.Name, f.Customer.Email)
	if !known {
		return failed(c.now, 400, "Invalid Customer Id, could not fetch customer")
	}
	l.Customer = who.ID
	tx.Put("link", l.Token, l)
	return ok(c.now, "Request was successfully completed", s.linkReply(l, c.now))
}

func (s *Server) initiateReauth(tx Tx, c call, l link, id string) reply {
	var a linked
	if !tx.Get("account", id, &a) || a.Unlinked {
		return accountUnknown()
	}
	l.Account, l.Customer, l.Institution, l.Method = a.ID, a.Customer, a.Institution, a.Method
	tx.Put("link", l.Token, l)
	data := s.linkReply(l, c.now)
	data["account"] = a.ID
	return ok(c.now, "Request was successfully completed", data)
}

func (s *Server) linkReply(l link, now time.Time) obj {
	data := obj{"mono_url": s.PublicURL + "/link/" + l.Token, "customer": l.Customer, "scope": l.Scope,
		"redirect_url": l.Redirect, "created_at": iso(now), "meta": obj{}}
	if l.Meta != nil {
		data["meta"] = l.Meta
	}
	if l.Institution != "" {
		data["institution"], data["auth_method"] = l.Institution, l.Method
	}
	return data
}

func (f linkForm) complaints() []field {
	var bad []field
	if f.Scope != "auth" && f.Scope != "reauth" {
		bad = append(bad, field{"scope", "scope must be one of auth, reauth"})
	}
	if f.Scope == "auth" {
		bad = append(bad, f.Customer.complaints()...)
	}
	if f.Scope == "reauth" && f.Account == "" {
		bad = append(bad, field{"account", "account is required"})
	}
	if !isURL(f.Redirect) && (f.Scope == "auth" || f.Redirect != "") {
		bad = append(bad, field{"redirect_url", "redirect_url must be a URL address"})
	}
	return bad
}

func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme != "" && u.Host != ""
}

func (s *Server) exchangeCode(tx Tx, c call) reply {
	var in struct {
		Code string `json:"code"`
	}
	var code authCode
	if !c.decode(&in) || in.Code == "" || !tx.Get("code", in.Code, &code) || code.Spent || c.now.After(code.Until) {
		return failed(c.now, 400, "Invalid authorization code")
	}
	code.Spent = true
	tx.Put("code", in.Code, code)
	return ok(c.now, "Request was successfully completed", obj{"id": code.Account})
}

// finishLink makes the linked account and says where the browser goes.
func (s *Server) finishLink(tx Tx, now time.Time, l link, a bankAccount) string {
	l.Done, l.Account = "linked", s.fetch(tx, now, s.makeLinked(tx, now, l, a)).ID
	tx.Put("link", l.Token, l)
	return s.returnURL(tx, now, l, "linked")
}

// makeLinked makes the linked account and says so.
func (s *Server) makeLinked(tx Tx, now time.Time, l link, a bankAccount) linked {
	made := linked{ID: objectID(now), Login: l.Login, NIP: a.nip, Number: a.number, Customer: l.Customer, Meta: l.Meta,
		Institution: l.Institution, Method: l.Method, Status: "PROCESSING", Created: now, Updated: now}
	if l.Match {
		same := l.Number == a.number
		made.Match = &same
		s.bookExtra(tx, now, accountMatch)
	}
	tx.Put("account", made.ID, made)
	s.emit(tx, now, "mono.events.account_connected", full, obj{"id": made.ID, "customer": made.Customer,
		"meta": made.metaWith(obj{"data_status": "PROCESSING", "auth_method": made.Method}), "app": appID, "business": businessID})
	return made
}

// fetch plans the arrival of the data of a new account.
func (s *Server) fetch(tx Tx, now time.Time, a linked) linked {
	wait := s.AccountWait
	if p, known := personCalled(a.Login); known && p.slow > 0 {
		wait = p.slow
	}
	later(tx, now.Add(wait), "account_data", a.ID)
	return a
}

// finishReauth ends a session in which a person signed in again.
func (s *Server) finishReauth(tx Tx, now time.Time, l link) string {
	l.Done = "linked"
	tx.Put("link", l.Token, l)
	s.signedInAgain(tx, now, l.Account)
	return s.returnURL(tx, now, l, "linked")
}

func (s *Server) signedInAgain(tx Tx, now time.Time, account string) {
	later(tx, now.Add(s.WebhookWait), "account_reauthorized", account)
	later(tx, now.Add(s.AccountWait), "account_data", account)
}

// newCode makes the code that is exchanged for the account.
func newCode(tx Tx, now time.Time, account string) string {
	code := "code_" + strings.ToLower(letters(20))
	tx.Put("code", code, authCode{Account: account, Until: now.Add(codeLife)})
	return code
}

// returnURL is the lender's address with what happened; a link also carries a code.
func (s *Server) returnURL(tx Tx, now time.Time, l link, status string) string {
	q := url.Values{"status": {status}}
	if ref := l.ref(); ref != "" {
		q.Set("ref", ref)
	}
	if status == "linked" {
		q.Set("code", newCode(tx, now, l.Account))
	}
	if l.Redirect == "" {
		return "/link/" + l.Token // signing in again may come without an address to return to
	}
	return withQuery(l.Redirect, q)
}

func withQuery(address string, q url.Values) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	all := u.Query()
	for k, v := range q {
		all[k] = v
	}
	u.RawQuery = all.Encode()
	return u.String()
}
