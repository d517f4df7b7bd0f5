package mono

import (
	"bytes"
	"encoding/json"
	"strings"
)

// envelope is the union of the five that Mono answers with: the plain success, the mandate action with
// its response code, the debit result, the failure, and Owo's, with a trace and a paging of its own.
type envelope struct {
	Status       string          `json:"status"`
	Message      words           `json:"message"`
	ResponseCode Code            `json:"response_code"`
	Data         json.RawMessage `json:"data"`
	Meta         json.RawMessage `json:"meta"`
	Errors       json.RawMessage `json:"errors"`
	Error        json.RawMessage `json:"error"`
	JobData      json.RawMessage `json:"jobData"`
	Trace        Code            `json:"trace_id"`
	Pagination   json.RawMessage `json:"pagination"`
}

// openEnvelope reads the outer object leniently. A body that is JSON but no object (a bare array) counts as data.
func openEnvelope(raw []byte) (envelope, bool) {
	var e envelope
	switch err := json.Unmarshal(raw, &e); {
	case err == nil:
		return e, true
	case !json.Valid(raw): // asked only now: a statement is long
		return envelope{}, false
	}
	return lenientEnvelope(raw), true
}

// lenientEnvelope takes the members that have the expected type and leaves the others.
func lenientEnvelope(raw []byte) envelope {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return envelope{Data: raw}
	}
	e := envelope{Data: members["data"], Meta: members["meta"], Errors: members["errors"], Error: members["error"], Pagination: members["pagination"]}
	_ = json.Unmarshal(members["trace_id"], &e.Trace)
	_ = json.Unmarshal(members["status"], &e.Status)
	_ = json.Unmarshal(members["message"], &e.Message)
	_ = json.Unmarshal(members["response_code"], &e.ResponseCode)
	return e
}

// succeeded says whether the envelope claims success. A reply without a status (the v1 form) does.
func (e envelope) succeeded() bool {
	switch strings.ToLower(e.Status) {
	case "failed", "error", "resource_not_found":
		return false
	}
	return true
}

// body is the data, or the whole reply where an old endpoint answers without an envelope.
func (r *reply) body() json.RawMessage {
	if r.envelope.Data == nil && r.envelope.Status == "" {
		return r.raw
	}
	return r.envelope.Data
}

// empty says that there is no data: null, missing, {} and "" all mean unknown.
func empty(data json.RawMessage) bool {
	switch string(bytes.TrimSpace(data)) {
	case "", "null", "{}", `""`:
		return true
	}
	return false
}

// words is a message: a string, or a list of them from a validation middleware.
type words string

// UnmarshalJSON reads a string or a list of strings; anything else is no message.
func (w *words) UnmarshalJSON(b []byte) error {
	var one string
	var many []string
	switch {
	case json.Unmarshal(b, &one) == nil:
		*w = words(one)
	case json.Unmarshal(b, &many) == nil:
		*w = words(strings.Join(many, "; "))
	}
	return nil
}

// Paging says where in a list a page is. All five of Mono's forms are read; the documented links are
// malformed, so they count only as "there is more".
type Paging struct {
	Total int  // rows in all, 0 when not said
	Pages int  // pages in all, 0 when not said
	Page  int  // this page, from 1, 0 when not said
	More  bool // ask for the next number
}

func (e envelope) paging() Paging {
	type form struct {
		Total, Count, Pages, Page int
		Next                      *string
	}
	var meta struct {
		form
		Paging *form
	}
	_ = json.Unmarshal(e.Meta, &meta) // statement and account metas have other members: no paging
	f := meta.form
	if meta.Paging != nil {
		f = *meta.Paging
	}
	var owo struct {
		More bool `json:"has_more"`
	}
	_ = json.Unmarshal(e.Pagination, &owo)
	return Paging{Total: or(f.Total, f.Count), Pages: f.Pages, Page: f.Page, More: owo.More || f.Next != nil && *f.Next != ""}
}
