package sandbox

import (
	"encoding/json"
	"strings"
	"time"
)

// partnerLife is how long a session of the Partners API can be used; Mono does not print it.
const partnerLife = 15 * time.Minute

// partnerSession is a linking on the lender's own screens.
type partnerSession struct {
	ID          string    `json:"id"`
	Institution string    `json:"institution"`
	Method      string    `json:"method"`
	Customer    string    `json:"customer,omitempty"`
	Account     string    `json:"account,omitempty"` // signing in again
	Login       string    `json:"login,omitempty"`   // who has given the password
	Number      string    `json:"number,omitempty"`  // the account that was chosen
	Passed      bool      `json:"passed,omitempty"`  // the one-time code was right
	Spent       bool      `json:"spent,omitempty"`
	Until       time.Time `json:"until"`
}

func (s *Server) startPartner(tx Tx, c call) reply {
	var f struct {
		Institution reference `json:"institution"`
		Method      string    `json:"auth_method"`
		Scope       string    `json:"scope"`
		Customer    party     `json:"customer"`
	}
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	i, known := institutionCalled(string(f.Institution))
	var bad []field
	if !known {
		bad = append(bad, field{"institution", "institution is not supported"})
	}
	if f.Scope != "financial_data" {
		bad = append(bad, field{"scope", "scope must be financial_data"})
	}
	bad = append(bad, f.Customer.complaints()...)
	if bad != nil {
		return invalid(c.now, bad...)
	}
	who, found := customerFor(tx, c.now, f.Customer.ID, f.Customer.Name, f.Customer.Email)
	if !found {
		return failed(c.now, 400, "Invalid Customer Id, could not fetch customer")
	}
	p := partnerSession{ID: letters(20), Institution: i.ID, Method: either(f.Method, i.Methods[0]), Customer: who.ID, Until: c.now.Add(partnerLife)}
	tx.Put("partner", p.ID, p)
	return ok(c.now, "Request completed successfully", p.describe(i))
}

func (p partnerSession) describe(i institution) obj {
	return obj{"session": obj{"id": p.ID, "scope": "financial_data", "expiresAt": p.Until.UnixMilli(),
		"institution": obj{"id": i.ID, "name": i.Name, "identifier": i.identifier()}},
		"ui": obj{"title": "Log in to " + i.Name, "form": loginForm()}}
}

// partnerSessionOf finds the live session that the header names.
func partnerSessionOf(tx Tx, c call) (partnerSession, reply, bool) {
	var p partnerSession
	if !tx.Get("partner", c.Header.Get("x-session-id"), &p) {
		return p, partnerRefused(c.now, "Invalid session"), false
	}
	if p.Spent || c.now.After(p.Until) {
		return p, partnerRefused(c.now, "Session has expired"), false
	}
	return p, reply{}, true
}

func partnerRefused(now time.Time, message string) reply {
	return failed(now, 400, message).with("responseCode", 400)
}

// answers reads the fields of a form, whose names differ from bank to bank.
func (c call) answers() map[string]string {
	var raw map[string]any
	out := map[string]string{}
	if json.Unmarshal(c.body, &raw) == nil {
		for k, v := range raw {
			if text, is := v.(string); is {
				out[k] = strings.TrimSpace(text)
			}
		}
	}
	return out
}

func firstOf(answers map[string]string, names ...string) string {
	for _, n := range names {
		if answers[n] != "" {
			return answers[n]
		}
	}
	return ""
}

func (s *Server) partnerLogin(tx Tx, c call) reply {
	session, refusal, live := partnerSessionOf(tx, c)
	if !live {
		return refusal
	}
	given := c.answers()
	p, known := personCalled(firstOf(given, "username", "phone", "email", "user_id", "userId", "phone_number"))
	i, _ := institutionCalled(session.Institution)
	if bankIsDown(tx, i.NIP) {
		return partnerRefused(c.now, i.Name+" is not available at the moment, please try again later")
	}
	if !known || firstOf(given, "password", "pin") != p.Password || len(p.accountsFor(i)) == 0 {
		return partnerRefused(c.now, "Invalid login credentials")
	}
	session.Login = p.Login
	return s.partnerStep(tx, c.now, session, p)
}

// accountsFor lists what a person can link at a bank; the user name that Mono documents opens its
// own account whichever bank is named.
func (p Person) accountsFor(i institution) []bankAccount {
	at := accountsAt(p, i)
	if len(at) == 0 && p.Login == allPeople[0].Login {
		return p.accounts
	}
	return at
}

// partnerStep asks for what is still missing, or links.
func (s *Server) partnerStep(tx Tx, now time.Time, session partnerSession, p Person) reply {
	i, _ := institutionCalled(session.Institution)
	accounts := p.accountsFor(i)
	if len(accounts) == 1 || session.Account != "" {
		session.Number = accounts[0].number
	}
	tx.Put("partner", session.ID, session)
	switch {
	case p.code != "" && !session.Passed:
		return ok(now, "OTP required", obj{"userInput": obj{"title": "Enter the code that your bank sent", "form": []obj{
			{"type": "elements.input", "name": "otp", "hint": "One-time code", "contentType": "string"}}}}).with("responseCode", 102)
	case session.Number == "":
		list := []obj{}
		for _, a := range accounts {
			list = append(list, obj{"accountNumber": a.number, "name": a.owner, "type": a.kind, "currency": a.currency(), "status": "active", "balance": s.balanceOf(tx, a, now)})
		}
		return ok(now, "Multiple accounts found", obj{"accounts": list}).with("responseCode", 101)
	}
	return s.partnerDone(tx, now, session, accounts)
}

func (s *Server) partnerDone(tx Tx, now time.Time, session partnerSession, accounts []bankAccount) reply {
	session.Spent = true
	tx.Put("partner", session.ID, session)
	if session.Account != "" {
		s.signedInAgain(tx, now, session.Account)
		return ok(now, "Reauthorisation successful", obj{"responseCode": 99, "code": newCode(tx, now, session.Account)})
	}
	for _, a := range accounts {
		if a.number == session.Number {
			made := s.fetch(tx, now, s.makeLinked(tx, now, link{Login: session.Login, Customer: session.Customer, Institution: session.Institution, Method: session.Method}, a))
			return ok(now, "Login successful", obj{"code": newCode(tx, now, made.ID)}).with("responseCode", 99)
		}
	}
	return partnerRefused(now, "Account not found")
}

// partnerCommit takes the account, the code, or both, and may ask for more.
func (s *Server) partnerCommit(tx Tx, c call) reply {
	session, refusal, live := partnerSessionOf(tx, c)
	if !live {
		return refusal
	}
	p, known := personCalled(session.Login)
	if !known {
		return partnerRefused(c.now, "Please log in first")
	}
	given := c.answers()
	if code := firstOf(given, "otp", "code", "token"); code != "" {
		if code != p.code {
			return partnerRefused(c.now, "Invalid OTP Sent").without("timestamp")
		}
		session.Passed = true
	}
	if n := firstOf(given, "accountNumber", "account_number"); n != "" {
		session.Number = n
	}
	return s.partnerStep(tx, c.now, session, p)
}

// partnerCredentials are the sandbox's log-ins for the session's bank.
func (s *Server) partnerCredentials(tx Tx, c call) reply {
	session, refusal, live := partnerSessionOf(tx, c)
	if !live {
		return refusal
	}
	i, _ := institutionCalled(session.Institution)
	list, inputs := []obj{}, []obj{{"name": "otp", "value": testCode}}
	add := func(login string, several bool) {
		list = append(list, obj{"hasMultipleAccounts": several, "values": obj{"username": login, "password": "123456"}})
	}
	if i.Country == "ng" {
		add(goodLogin, false)
	}
	for _, p := range everybody {
		if at := accountsAt(p, i); len(at) > 0 {
			add(p.Login, len(at) > 1)
		}
	}
	return ok(c.now, "Request completed successfully", obj{"credentials": list, "inputs": inputs})
}

// startPartnerReauth signs a person in again; a bank with codes asks for the log-in first.
func (s *Server) startPartnerReauth(tx Tx, c call) reply {
	var f struct {
		Account string `json:"account"`
	}
	var a linked
	if !c.decode(&f) || f.Account == "" {
		return invalid(c.now, field{"account", "account is required"})
	}
	if !tx.Get("account", f.Account, &a) || a.Unlinked {
		return accountUnknown()
	}
	p, _ := a.bank()
	if p.code == "" {
		s.signedInAgain(tx, c.now, a.ID)
		return ok(c.now, "Reauthorisation successful", obj{"responseCode": 99, "code": newCode(tx, c.now, a.ID)})
	}
	i, _ := institutionCalled(a.Institution)
	session := partnerSession{ID: letters(20), Institution: i.ID, Method: a.Method, Customer: a.Customer, Account: a.ID, Until: c.now.Add(partnerLife)}
	tx.Put("partner", session.ID, session)
	data := session.describe(i)
	data["responseCode"] = 102
	return ok(c.now, "Login required", data).headed("x-session-id", session.ID)
}
