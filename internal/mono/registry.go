package mono

import (
	"slices"
	"strings"
)

// Billing says when a call costs money, as far as Mono's pages say it.
type Billing string

// The kinds of billing.
const (
	Free      Billing = "no"
	ByCall    Billing = "by the call"         // whatever comes of it
	OnData    Billing = "when data comes"     // per page on lists
	OnSuccess Billing = "when it succeeds"    //
	Monthly   Billing = "by the month"        //
	NotSaid   Billing = "probably: not said"  // treat it as ByCall
	PerLink   Billing = "as a linked account" // once per account
)

// Endpoint is one call of Mono's API. Endpoints that share verb and path differ in what their body asks for.
type Endpoint struct {
	Name    string // of this package, unique
	Verb    string
	Path    string   // template
	Product string   // whose key it wants
	Billing Billing  //
	Methods []string // of Client, the first being the plain one
	Golden  string   // a reply, under testdata
	Events  []string // that follow, by their current names
	Legacy  bool     // deprecated by Mono and still served
}

// Endpoints lists every call that this package has a method for: the one list that the client, a simulator and their
// tests share.
func Endpoints() []Endpoint {
	return slices.Concat(connectEndpoints, enrichmentEndpoints, customerEndpoints, paymentEndpoints, mandateEndpoints,
		owoEndpoints, disburseEndpoints, lookupEndpoints, companyEndpoints, watchlistEndpoints, proveEndpoints)
}

// Operation is the endpoint's verb and path, as errors name it.
func (e Endpoint) Operation() string { return e.Verb + " " + e.Path }

// row makes an endpoint; golden is the name of a reply, or of a PDF.
func row(name, op string, key product, cost Billing, golden string, methods ...string) Endpoint {
	verb, path, _ := strings.Cut(op, " ")
	file := "replies/" + golden + ".json"
	if golden == "report.pdf" {
		file = "pdf/" + golden
	}
	return Endpoint{Name: name, Verb: verb, Path: path, Product: string(key), Billing: cost, Methods: methods, Golden: file}
}

// then adds the events that follow.
func (e Endpoint) then(events ...string) Endpoint {
	e.Events = events
	return e
}

// old marks an endpoint that Mono has deprecated.
func (e Endpoint) old() Endpoint {
	e.Legacy = true
	return e
}
