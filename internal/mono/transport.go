package mono

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// retryAfterMax is the longest Retry-After that is waited for inside a call; a longer one is the caller's business.
const retryAfterMax = 5 * time.Second

// reply is what came back, read whole.
type reply struct {
	envelope
	op     string
	status int
	header http.Header
	raw    []byte
	isJSON bool
	write  bool // of a request that took effect
	expectation
}

// getFree sends a GET that costs nothing: repeated on lost replies, 429 and 5xx.
func (c *Client) getFree(req *request) (*reply, error) {
	r, err := c.sendAgain(c.free, req)
	return r, classifyRead(req.op, r, err)
}

// getBilled sends a GET that is billed when it delivers: repeated only on 429 and 5xx.
func (c *Client) getBilled(req *request) (*reply, error) {
	req.single = true
	r, err := c.sendAgain(c.read, req)
	return r, classifyRead(req.op, r, err)
}

// askOnce sends a question that is billed by the call and changes nothing: never repeated.
func (c *Client) askOnce(req *request) (*reply, error) {
	req.single = true
	r, err := c.send(req)
	return r, classifyRead(req.op, r, err)
}

// once sends a request that starts work or moves money: never repeated.
func (c *Client) once(req *request) (*reply, error) {
	req.single = true
	r, err := c.send(req)
	if r != nil {
		r.write = true
	}
	return r, classifyWrite(req.op, r, err)
}

func (c *Client) sendAgain(policy retrypolicy.RetryPolicy[*reply], req *request) (*reply, error) {
	return failsafe.With[*reply](policy).WithContext(req.Context()).Get(func() (*reply, error) { return c.send(req) })
}

// send makes one attempt, within its time and size limits.
func (c *Client) send(req *request) (*reply, error) {
	ctx, cancel := context.WithTimeout(req.Context(), c.timeout*time.Duration(req.patience))
	defer cancel()
	attempt := req.Clone(ctx)
	if req.GetBody != nil {
		attempt.Body, _ = req.GetBody() // of a bytes.Reader: cannot fail
	}
	if req.single {
		forbidReplay(attempt)
	}
	resp, err := c.http.Do(attempt)
	if err != nil {
		return nil, withoutURL(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, ReplyMax+1))
	if err != nil {
		return nil, withoutURL(err)
	}
	if len(raw) > ReplyMax {
		return nil, &UnreadableError{Operation: req.op, Why: fmt.Sprintf("longer than %d bytes", ReplyMax)}
	}
	r := &reply{op: req.op, status: resp.StatusCode, header: resp.Header, raw: raw, expectation: req.expects}
	r.envelope, r.isJSON = openEnvelope(raw)
	return r, nil
}

// forbidReplay keeps net/http from repeating the request by itself, which it does with a GET when a kept connection
// breaks before the reply: the work may have been done and billed. A body that cannot be had again tells it so;
// an empty one is not sent.
func forbidReplay(req *http.Request) {
	if req.Body == nil || req.Body == http.NoBody {
		req.Body = io.NopCloser(strings.NewReader(""))
	}
	req.GetBody = nil
}

// withoutURL drops the address from a transport error: its query can hold a name or an e-mail address.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// repeat builds the policy of repeatable GETs. A caller who gave up is not asked again.
func repeat(backoff time.Duration, worth func(*reply, error) bool) retrypolicy.RetryPolicy[*reply] {
	return retrypolicy.NewBuilder[*reply]().
		HandleIf(func(r *reply, err error) bool {
			var unreadable *UnreadableError
			return !errors.Is(err, context.Canceled) && !errors.As(err, &unreadable) && worth(r, err)
		}).
		WithMaxAttempts(AttemptsMax).
		WithBackoff(backoff, 8*backoff).
		WithJitterFactor(0.25).
		WithDelayFunc(asked).
		ReturnLastFailure().
		Build()
}

// asked is the wait that Mono asked for; -1 leaves it to the backoff.
func asked(exec failsafe.ExecutionAttempt[*reply]) time.Duration {
	if r := exec.LastResult(); r != nil && r.retryAfter() > 0 {
		return r.retryAfter()
	}
	return -1
}

// refusedForNow says that Mono did nothing and may do it in a moment.
func (r *reply) refusedForNow() bool {
	if r.status == http.StatusTooManyRequests {
		return r.retryAfter() <= retryAfterMax && r.lockedUntil() == ""
	}
	return r.status >= 500
}

// retryAfter is the wait that the reply asks for, 0 when it asks for none. Mono documents no such header.
func (r *reply) retryAfter() time.Duration {
	said := r.header.Get("Retry-After")
	if seconds, err := strconv.Atoi(said); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 24*3600)) * time.Second
	}
	if at, err := http.ParseTime(said); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}
