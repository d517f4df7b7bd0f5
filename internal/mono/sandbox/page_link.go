package sandbox

import (
	"net/http"
	"net/url"
	"slices"
)

// openLink finds a link session that can still be used, or the page that says why not.
func openLink(tx Tx, c call) (link, shown, bool) {
	var l link
	if !tx.Get("link", c.PathValue("token"), &l) {
		return l, message(http.StatusNotFound, "This link does not exist", "Go back to the lender and start again."), false
	}
	if l.Done != "" {
		return l, message(http.StatusGone, "This link was used", "A link works once. Go back to the lender; it will give you a new one if one is needed."), false
	}
	return l, shown{}, true
}

// signIn is a person with one bank, as the pick list shows them.
type signIn struct {
	Person
	Bank  institution
	Query string
}

func signIns(only string) []signIn {
	var out []signIn
	for _, p := range slices.Concat(allPeople, abroad) {
		seen := map[string]bool{}
		for _, a := range p.accounts {
			i := institutionOf(a.nip)
			if !seen[i.ID] && (only == "" || only == i.ID) {
				seen[i.ID] = true
				out = append(out, signIn{p, i, "?person=" + url.QueryEscape(p.Login)})
			}
		}
	}
	return out
}

func (s *Server) linkBanks(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	if l.Institution != "" {
		return goTo("/link/" + l.Token + "/bank/" + l.Institution)
	}
	return show("link_banks.html", obj{"Title": "Choose your bank", "Link": l, "Banks": institutions, "People": signIns("")})
}

func (s *Server) linkLogin(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	i, known := institutionCalled(c.PathValue("institution"))
	if !known {
		return message(http.StatusNotFound, "This bank is not listed", "Go back and choose another.")
	}
	return loginPage(l, i, c.URL.Query().Get("person"), "")
}

func loginPage(l link, i institution, login, trouble string) shown {
	password := ""
	if p, known := personCalled(login); known {
		password = p.Password
	}
	status := http.StatusOK
	if trouble != "" {
		status, password = http.StatusUnprocessableEntity, ""
	}
	return shown{template: "link_login.html", status: status, data: obj{"Title": "Log in to " + i.Name, "Link": l, "Bank": i, "Login": login,
		"Password": password, "Trouble": trouble, "People": signIns(i.ID)}}
}

func (s *Server) linkLoggedIn(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	i, known := institutionCalled(c.PathValue("institution"))
	if !known {
		return message(http.StatusNotFound, "This bank is not listed", "Go back and choose another.")
	}
	login := c.field("username")
	p, known := personCalled(login)
	if login == goodLogin {
		i = institutionOf(p.accounts[0].nip)
	}
	if !known || c.PostFormValue("password") != p.Password {
		return loginPage(l, i, login, "Your user ID or password is not right. Every sandbox person's password is 123456.")
	}
	if len(accountsAt(p, i)) == 0 {
		return loginPage(l, i, login, p.Name()+" has no account at "+i.Name+".")
	}
	if bankIsDown(tx, i.NIP) {
		return loginPage(l, i, login, i.Name+" is not available at the moment. Please try again later.")
	}
	l.Login, l.Institution = p.Login, i.ID
	if !slices.Contains(i.Methods, l.Method) {
		l.Method = i.Methods[0]
	}
	if p.code != "" {
		tx.Put("link", l.Token, l)
		return goTo("/link/" + l.Token + "/code")
	}
	return s.linkPassed(tx, c, l)
}

// linkPassed goes on when the bank knows who it is.
func (s *Server) linkPassed(tx Tx, c call, l link) shown {
	l.Passed = true
	if l.Scope == "reauth" {
		return goTo(s.finishReauth(tx, c.now, l))
	}
	tx.Put("link", l.Token, l)
	return goTo("/link/" + l.Token + "/accounts")
}

// linkCode asks for the one-time code of a bank that sends one.
func (s *Server) linkCode(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	p, known := personCalled(l.Login)
	switch {
	case !open:
		return trouble
	case !known:
		return goTo("/link/" + l.Token)
	case c.Method == http.MethodGet:
		return codePage(l, "")
	case c.field("code") != p.code:
		return codePage(l, "The code is not right. The sandbox's code is 123456.")
	}
	return s.linkPassed(tx, c, l)
}

func codePage(l link, trouble string) shown {
	v := show("link_code.html", obj{"Title": "Enter the code of your bank", "Link": l, "Trouble": trouble})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

func accountsAt(p Person, i institution) []bankAccount {
	return slices.DeleteFunc(slices.Clone(p.accounts), func(a bankAccount) bool { return a.nip != i.NIP })
}

// choice is an account in a list of radio buttons.
type choice struct {
	Number, Bank, Kind, Owner, Value string
}

func (s *Server) linkAccounts(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	return s.accountsPage(l, "")
}

func (s *Server) accountsPage(l link, trouble string) shown {
	p, known := personCalled(l.Login)
	if !known || (p.code != "" && !l.Passed) {
		return goTo("/link/" + l.Token)
	}
	i, _ := institutionCalled(l.Institution)
	var list []choice
	for _, a := range accountsAt(p, i) {
		list = append(list, choice{a.number, i.Name, a.kind, a.owner, a.number})
	}
	v := show("link_accounts.html", obj{"Title": "Choose the account to link", "Link": l, "Bank": i, "Accounts": list, "Trouble": trouble})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

func (s *Server) linkChosen(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	p, known := personCalled(l.Login)
	i, _ := institutionCalled(l.Institution)
	if !known || (p.code != "" && !l.Passed) {
		return goTo("/link/" + l.Token)
	}
	if c.field("consent") != "yes" {
		return s.accountsPage(l, "Tick the box to agree, or cancel.")
	}
	for _, a := range accountsAt(p, i) {
		if a.number == c.field("account") {
			return goTo(s.finishLink(tx, c.now, l, a))
		}
	}
	return s.accountsPage(l, "Choose one of the accounts.")
}

func (s *Server) linkCancelled(tx Tx, c call) shown {
	l, trouble, open := openLink(tx, c)
	if !open {
		return trouble
	}
	l.Done = "cancelled"
	tx.Put("link", l.Token, l)
	return goTo(s.returnURL(tx, c.now, l, "cancelled"))
}
