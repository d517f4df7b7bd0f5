package mono

import (
	"context"
	"encoding/json"
	"strconv"
)

// NewCustomer is a person or a business that mandates can belong to.
type NewCustomer struct {
	Email        string           `json:"email"`
	Type         string           `json:"type,omitempty"` // individual, business
	FirstName    string           `json:"first_name,omitempty"`
	LastName     string           `json:"last_name,omitempty"`
	BusinessName string           `json:"business_name,omitempty"`
	Address      string           `json:"address"` // at most 100 characters
	Phone        string           `json:"phone"`   // local form, 080…
	Identity     CustomerIdentity `json:"identity"`
}

// CustomerIdentity is a BVN; of a business, that of a shareholder.
type CustomerIdentity struct {
	Type   string `json:"type"` // bvn
	Number string `json:"number"`
}

// Customer is a customer of the business at Mono.
type Customer struct {
	ID           string          `json:"id"`
	Type         string          `json:"type"`
	Name         string          `json:"name"`
	FirstName    string          `json:"first_name"`
	LastName     string          `json:"last_name"`
	BusinessName string          `json:"business_name"`
	Email        string          `json:"email"`
	Phone        string          `json:"phone"`
	Address      string          `json:"address"`
	BVN          string          `json:"bvn"` // in clear
	IdentityType string          `json:"identification_type"`
	Identity     string          `json:"identification_no"` // in clear
	Raw          json.RawMessage `json:"-"`
}

// CreateCustomer makes a customer: POST /v2/customers. Not billed. Errors: ConflictError when the e-mail or the
// names are in use (its Existing is usually empty: find the customer by e-mail), ValidationError.
func (c *Client) CreateCustomer(ctx context.Context, n NewCustomer) (Customer, error) {
	if n.Identity.Type == "" {
		n.Identity.Type = "bvn"
	}
	req, err := c.newRequest(ctx, payments, "POST /v2/customers", n)
	if err != nil {
		return Customer{}, err
	}
	r, err := c.once(req)
	if err != nil {
		return Customer{}, err
	}
	return r.customer()
}

func (r *reply) customer() (Customer, error) {
	customer := Customer{Raw: r.raw}
	if err := r.intoLoose(&customer); err != nil {
		return Customer{}, err
	}
	if customer.ID == "" {
		return Customer{}, r.missing("data.id")
	}
	return customer, nil
}

// CustomerChange holds what changes; what is empty stays.
type CustomerChange struct {
	Type         string            `json:"type,omitempty"`
	FirstName    string            `json:"first_name,omitempty"`
	LastName     string            `json:"last_name,omitempty"`
	BusinessName string            `json:"business_name,omitempty"`
	Address      string            `json:"address,omitempty"`
	Phone        string            `json:"phone,omitempty"`
	Identity     *CustomerIdentity `json:"identity,omitempty"`
}

// UpdateCustomer changes a customer: PATCH /v2/customers/{id}. Not billed. A customer that a link created has a
// name and an e-mail only, and needs BVN, phone and address before its first mandate. Errors: NotFoundError, ValidationError.
func (c *Client) UpdateCustomer(ctx context.Context, id string, change CustomerChange) error {
	req, err := c.newRequest(ctx, payments, "PATCH /v2/customers/{id}", change, id)
	if err != nil {
		return err
	}
	_, err = c.once(req)
	return err
}

// Customer reads a customer: GET /v2/customers/{id}. Not billed. Errors: NotFoundError.
func (c *Client) Customer(ctx context.Context, id string) (Customer, error) {
	req, err := c.newRequest(ctx, payments, "GET /v2/customers/{id}", nil, id)
	if err != nil {
		return Customer{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return Customer{}, err
	}
	return r.customer()
}

// CustomerQuery filters customers.
type CustomerQuery struct {
	Page         int // from 1
	Email, Phone string
}

// CustomerPage is a page of customers. Mono ignores a filter that it does not know, so compare what comes back.
type CustomerPage struct {
	Customers []Customer
	Paging
	Raw json.RawMessage
}

// Customers lists customers: GET /v2/customers. Not billed.
func (c *Client) Customers(ctx context.Context, q CustomerQuery) (CustomerPage, error) {
	req, err := c.newRequest(ctx, payments, "GET /v2/customers", nil)
	if err != nil {
		return CustomerPage{}, err
	}
	r, err := c.getFree(req.query("page", strconv.Itoa(max(q.Page, 1)), "email", q.Email, "phone", q.Phone))
	if err != nil {
		return CustomerPage{}, err
	}
	out := CustomerPage{Paging: r.paging(), Raw: r.raw}
	return out, r.intoLoose(&out.Customers)
}

// DeleteCustomer deletes a customer for good: DELETE /v2/customers/{id}. Not billed. Errors: NotFoundError.
func (c *Client) DeleteCustomer(ctx context.Context, id string) error {
	req, err := c.newRequest(ctx, payments, "DELETE /v2/customers/{id}", nil, id)
	if err != nil {
		return err
	}
	_, err = c.once(req)
	return err
}
