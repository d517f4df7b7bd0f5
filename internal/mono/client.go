package mono

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// LiveURL is Mono's one host, for test and live keys alike: the key decides.
const LiveURL = "https://api.withmono.com"

// Limits of the client.
const (
	// ReplyMax bounds one reply in bytes: a year of a busy business account is about 10 MB.
	ReplyMax = 32 << 20
	// TimeoutDefault is the time one attempt may take. Mono publishes none.
	TimeoutDefault = 30 * time.Second
	// AttemptsMax is how often a repeatable GET is sent in all.
	AttemptsMax = 3
	// BackoffDefault is the wait before the second attempt; it doubles.
	BackoffDefault = 250 * time.Millisecond
)

// Keys holds a secret key per Mono product: an app, and so its key, is created for one product.
// A product without a key of its own uses Default.
type Keys struct {
	Connect, Payments, Lookup, Prove, Disburse, Owo, Default string
}

// Config says how to reach Mono. The zero value of a field other than Keys means its default.
type Config struct {
	BaseURL    string            // LiveURL when empty
	Keys       Keys              // at least Default
	HTTPClient *http.Client      // its time-out and redirect policy are replaced
	Transport  http.RoundTripper // replaces HTTPClient's transport
	Timeout    time.Duration     // of one attempt: TimeoutDefault; bureau and statement get twice, a debit three times as much
	Backoff    time.Duration     // before the second attempt of a repeatable GET: BackoffDefault
}

// Client calls Mono's API. It is safe for concurrent use.
type Client struct {
	base    string
	keys    Keys
	http    *http.Client
	timeout time.Duration
	free    retrypolicy.RetryPolicy[*reply] // for GETs that cost nothing
	read    retrypolicy.RetryPolicy[*reply] // for GETs that are billed when they deliver
}

// New returns a client. It sends nothing; a missing key shows as an [AuthError] at the first call of its product.
func New(cfg Config) *Client {
	c := &Client{
		base:    strings.TrimRight(or(cfg.BaseURL, LiveURL), "/"),
		keys:    cfg.Keys,
		http:    httpClient(cfg),
		timeout: or(cfg.Timeout, TimeoutDefault),
	}
	backoff := or(cfg.Backoff, BackoffDefault)
	c.free = repeat(backoff, func(r *reply, err error) bool { return err != nil || r.refusedForNow() })
	c.read = repeat(backoff, func(r *reply, err error) bool { return err == nil && r.refusedForNow() })
	return c
}

// httpClient follows no redirect: Go would carry the key's header to another host.
func httpClient(cfg Config) *http.Client {
	var h http.Client
	if cfg.HTTPClient != nil {
		h = *cfg.HTTPClient
	}
	if cfg.Transport != nil {
		h.Transport = cfg.Transport
	}
	h.Timeout = 0 // each attempt has its own
	h.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &h
}

// product is the kind of app that a key must belong to.
type product string

const (
	connect  product = "connect"
	payments product = "payments"
	lookup   product = "lookup"
	prove    product = "prove"
	disburse product = "disburse"
	owo      product = "owo"
)

func (k Keys) of(p product) string {
	own := map[product]string{connect: k.Connect, payments: k.Payments, lookup: k.Lookup, prove: k.Prove, disburse: k.Disburse, owo: k.Owo}
	return or(own[p], k.Default)
}

// request is an HTTP request with the name of its operation, which holds no identifiers.
type request struct {
	*http.Request
	op       string // "GET /v2/accounts/{id}/balance"
	patience int    // how many time-outs one attempt may take
	single   bool   // one lost reply is the end of it
	expects  expectation
}

// expectation is what counts as success beside a JSON reply with 200 or 201.
type expectation struct {
	later bool // 202: the person finishes it elsewhere, and that is all that this call can achieve
	pdf   bool // the bytes of a PDF
}

// newRequest builds the request of op, a verb and a path template whose {…} are filled by ids in order.
// body, when not nil, is sent as JSON, or as a form when it is a csvFile.
func (c *Client) newRequest(ctx context.Context, p product, op string, body any, ids ...string) (*request, error) {
	verb, template, _ := strings.Cut(op, " ")
	path, err := fill(template, ids)
	if err != nil {
		return nil, fmt.Errorf("mono: %s: %w", op, err)
	}
	key := c.keys.of(p)
	if key == "" {
		return nil, &AuthError{APIError{Operation: op, Message: "no key for " + string(p)}}
	}
	content, contentType, err := encodeBody(body)
	if err != nil {
		return nil, fmt.Errorf("mono: %s: %w", op, err)
	}
	req, err := http.NewRequestWithContext(ctx, verb, c.base+path, bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("mono: %s: base URL is not a URL", op)
	}
	req.Header.Set("mono-sec-key", key)
	req.Header.Set("Accept", "application/json")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return &request{Request: req, op: op, patience: 1}, nil
}

func encodeBody(body any) (content []byte, contentType string, err error) {
	switch b := body.(type) {
	case nil:
		return nil, "", nil
	case csvFile:
		return b.form()
	}
	content, err = json.Marshal(body)
	return content, "application/json", err
}

// fill puts ids into the template's braces. An empty id, or one made of dots, would ask for another path.
func fill(template string, ids []string) (string, error) {
	for _, id := range ids {
		if strings.Trim(id, ".") == "" {
			return "", fmt.Errorf("an identifier in the path is empty")
		}
		open, end := strings.Index(template, "{"), strings.Index(template, "}")
		if open < 0 || end < open {
			return "", fmt.Errorf("more identifiers than places in the path")
		}
		template = template[:open] + url.PathEscape(id) + template[end+1:]
	}
	return template, nil
}

// slow lets one attempt take n time-outs.
func (r *request) slow(n int) *request {
	r.patience = n
	return r
}

// query sets the query parameters; empty values are left out, because Mono may take "" for a filter.
func (r *request) query(pairs ...string) *request {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	r.URL.RawQuery = q.Encode()
	return r
}

// or is the first of two values that is not zero.
func or[T comparable](value, otherwise T) T {
	var zero T
	if value != zero {
		return value
	}
	return otherwise
}
