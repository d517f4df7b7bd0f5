package mono

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"strconv"
)

// call describes one request whole.
type call struct {
	key      product
	op       string   // verb and path template
	ids      []string // fill the template's braces in order
	query    []string // names and values in turn; empty values are left out
	session  string   // x-session-id
	realtime bool     // x-realtime: ask the bank now
	body     any      // JSON, or a csvFile
	patience int      // how many time-outs one attempt may take: 1 when 0
	expects  expectation
}

// sending is one of the ways to send a request; which one says what may be repeated.
type sending func(*Client, *request) (*reply, error)

var (
	freely   sending = (*Client).getFree   // costs nothing
	billed   sending = (*Client).getBilled // billed when it delivers
	askOnce  sending = (*Client).askOnce   // billed by the call, changes nothing
	sentOnce sending = (*Client).once      // starts work, moves money, or is billed whatever comes
)

// do builds the request and sends it.
func (c *Client) do(ctx context.Context, send sending, d call) (*reply, error) {
	req, err := c.newRequest(ctx, d.key, d.op, d.body, d.ids...)
	if err != nil {
		return nil, err
	}
	if d.session != "" {
		req.Header.Set("x-session-id", d.session)
	}
	if d.realtime {
		req.Header.Set("x-realtime", "true")
	}
	if len(d.query) > 0 {
		req.query(d.query...)
	}
	req.expects = d.expects
	return send(c, req.slow(max(d.patience, 1)))
}

// Evidence is the body that a result was read from.
type Evidence struct {
	Raw json.RawMessage `json:"-"`
}

func (e *Evidence) keep(raw []byte) { e.Raw = raw }

// kept is a result that keeps its body.
type kept[T any] interface {
	*T
	keep(raw []byte)
}

// needy is a result that is no use without one member; lacks names it when it is missing.
type needy interface{ lacks() string }

// answer decodes a reply's data, whichever spelling its keys have, and keeps the body.
func answer[T any, P kept[T]](r *reply, err error) (T, error) { return answerAs[T, P](r, err) }

// answerAs is answer with other names of members: pairs, old name and name.
func answerAs[T any, P kept[T]](r *reply, err error, aliases ...string) (T, error) {
	var v, none T
	if err != nil {
		return none, err
	}
	P(&v).keep(r.raw)
	if err := r.intoLoose(&v, aliases...); err != nil {
		return none, err
	}
	if n, yes := any(&v).(needy); yes && n.lacks() != "" {
		return none, r.missing("data." + n.lacks())
	}
	return v, nil
}

// done is for replies that say nothing but success.
func done(_ *reply, err error) error { return err }

// Page is one page of a list.
type Page[T any] struct {
	Items []T
	Paging
	Raw json.RawMessage `json:"-"` // the body
}

// pageOf decodes a list that is data itself, or stands in data under one of some names.
func pageOf[T any](r *reply, err error, names ...string) (Page[T], error) {
	if err != nil {
		return Page[T]{}, err
	}
	page := Page[T]{Paging: r.paging(), Raw: r.raw}
	name := "list"
	var object map[string]json.RawMessage
	if json.Unmarshal(r.Data, &object) == nil {
		for _, n := range names {
			if _, there := object[n]; there {
				name = n
			}
		}
	}
	return page, r.unsure(r.listInto(&page.Items, name))
}

// positive writes n, or nothing when it is not positive.
func positive(n int) string {
	if n < 1 {
		return ""
	}
	return strconv.Itoa(n)
}

// csvFile is a body that is sent as a form with one file.
type csvFile struct {
	field, name string
	content     []byte
}

func (f csvFile) form() (content []byte, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile(f.field, f.name)
	if err == nil {
		_, err = part.Write(f.content)
	}
	if err == nil {
		err = w.Close()
	}
	return b.Bytes(), w.FormDataContentType(), err
}
