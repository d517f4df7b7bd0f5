package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// customer is whom the business knows at Mono; made by hand, or by linking an account.
type customer struct {
	ID       string `json:"id"`
	Type     string `json:"type,omitempty"`
	Name     string `json:"name,omitempty"`
	First    string `json:"first_name,omitempty"`
	Last     string `json:"last_name,omitempty"`
	Business string `json:"business_name,omitempty"`
	Email    string `json:"email"`
	Phone    string `json:"phone"`
	Address  string `json:"address"`
	IDType   string `json:"identification_type"`
	IDNumber string `json:"identification_no"`
	BVN      string `json:"bvn"`
}

type customerForm struct {
	Email         string `json:"email"`
	Type          string `json:"type"`
	First         string `json:"first_name"`
	Last          string `json:"last_name"`
	FirstCamel    string `json:"firstName"`
	LastCamel     string `json:"lastName"`
	Business      string `json:"business_name"`
	BusinessCamel string `json:"businessName"`
	Address       string `json:"address"`
	Phone         string `json:"phone"`
	Identity      struct {
		Type   string `json:"type"`
		Number string `json:"number"`
	} `json:"identity"`
}

func (f *customerForm) settle() {
	f.First, f.Last = either(f.First, f.FirstCamel), either(f.Last, f.LastCamel)
	f.Business = either(f.Business, f.BusinessCamel)
	f.Type = strings.ToLower(f.Type)
}

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// complaints checks what a new customer must have.
func (f customerForm) complaints() []field {
	var bad []field
	need := func(name, value string) {
		if strings.TrimSpace(value) == "" {
			bad = append(bad, field{name, name + " is required"})
		}
	}
	need("email", f.Email)
	if f.Type == "business" {
		need("business_name", f.Business)
	} else {
		need("first_name", f.First)
		need("last_name", f.Last)
	}
	need("address", f.Address)
	need("phone", f.Phone)
	need("identity.number", f.Identity.Number)
	if len(f.Address) > 100 {
		bad = append(bad, field{"address", "address must be at most 100 characters"})
	}
	if t := strings.ToLower(f.Identity.Type); t != "bvn" && t != "nin" {
		bad = append(bad, field{"identity.type", "identity.type must be bvn"})
	}
	return bad
}

// onto writes what the form holds over the customer.
func (f customerForm) onto(c *customer) {
	set := func(to *string, value string) {
		if value != "" {
			*to = value
		}
	}
	set(&c.Email, f.Email)
	set(&c.Type, f.Type)
	set(&c.First, f.First)
	set(&c.Last, f.Last)
	set(&c.Business, f.Business)
	set(&c.Address, f.Address)
	set(&c.Phone, f.Phone)
	set(&c.IDNumber, f.Identity.Number)
	set(&c.IDType, strings.ToLower(f.Identity.Type))
	if c.IDType == "bvn" {
		c.BVN = c.IDNumber
	}
	if c.Type != "business" && c.First != "" {
		c.Name = strings.TrimSpace(c.First + " " + c.Last)
	}
}

// called is the name by which a bank would know the customer.
func (c customer) called() string { return either(c.Business, c.Name) }

func (s *Server) createCustomer(tx Tx, c call) reply {
	var f customerForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	f.settle()
	if bad := f.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	made := customer{ID: objectID(c.now)}
	f.onto(&made)
	for _, other := range all[customer](tx, "customer", "") {
		if strings.EqualFold(other.Email, made.Email) || strings.EqualFold(other.called(), made.called()) {
			return failed(c.now, 400, "Customer already exists with similar credentials (email or names supplied)").without("timestamp")
		}
	}
	tx.Put("customer", made.ID, made)
	return ok(c.now, "Created customer successfully", made).without("timestamp").code(201)
}

// customerFor finds the customer of a linking request or makes one of name and email alone.
func customerFor(tx Tx, now time.Time, id, name, email string) (customer, bool) {
	var found customer
	if id != "" {
		return found, tx.Get("customer", id, &found)
	}
	for _, other := range all[customer](tx, "customer", "") {
		if strings.EqualFold(other.Email, email) {
			return other, true
		}
	}
	words := strings.Fields(name)
	made := customer{ID: objectID(now), Name: strings.Join(words, " "), Email: email, First: words[0], Last: strings.Join(words[1:], " ")}
	tx.Put("customer", made.ID, made)
	return made, true
}

func (s *Server) getCustomer(tx Tx, c call) reply {
	var found customer
	if !tx.Get("customer", c.PathValue("id"), &found) {
		return failed(c.now, 400, "Invalid Customer Id, could not fetch customer").without("timestamp")
	}
	return ok(c.now, "Customer Data retrieved successfully", found).without("timestamp")
}

// customersPage is how many customers Mono's own sample shows on a page.
const customersPage = 5

func (s *Server) listCustomers(tx Tx, c call) reply {
	email, phone := c.URL.Query().Get("email"), c.URL.Query().Get("phone")
	list := slices.DeleteFunc(all[customer](tx, "customer", ""), func(x customer) bool {
		return (email != "" && !strings.EqualFold(x.Email, email)) || (phone != "" && x.Phone != phone)
	})
	slices.Reverse(list)
	shown, meta := cut(s, c, list, customersPage)
	return okMeta(c.now, "Customers retrieved successfully", shown, meta).without("timestamp")
}

func (s *Server) updateCustomer(tx Tx, c call) reply {
	var found customer
	if !tx.Get("customer", c.PathValue("id"), &found) {
		return failed(c.now, 400, "Invalid Customer Id").without("timestamp")
	}
	var f customerForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	f.settle()
	if len(f.Address) > 100 {
		return invalid(c.now, field{"address", "address must be at most 100 characters"})
	}
	f.onto(&found)
	tx.Put("customer", found.ID, found)
	return ok(c.now, "Customer updated successfully", nil).without("timestamp")
}

func (s *Server) deleteCustomer(tx Tx, c call) reply {
	var found customer
	if !tx.Get("customer", c.PathValue("id"), &found) {
		return failed(c.now, 400, "Invalid Customer Id").without("timestamp")
	}
	tx.Delete("customer", found.ID)
	return ok(c.now, "Deleted customer successfully", nil).without("timestamp")
}

func number(text string, standard int) int {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return n
	}
	return standard
}
