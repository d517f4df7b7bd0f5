package sandbox

import (
	"encoding/json"
	"net/http"
	"time"
)

// reply is an answer of the API before it is written.
type reply struct {
	status int
	body   any
	drop   bool // the connection breaks instead
	header map[string]string
	cost   *int64 // kobo; nil is the price of the route
}

// field is one complaint of a validation error.
type field struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

func ok(now time.Time, message string, data any) reply {
	return reply{status: http.StatusOK, body: obj{"status": "successful", "message": message, "timestamp": iso(now), "data": data}}
}

func okMeta(now time.Time, message string, data, meta any) reply {
	r := ok(now, message, data)
	r.body.(obj)["meta"] = meta
	return r
}

// without removes keys that the real reply does not have.
func (r reply) without(keys ...string) reply {
	for _, k := range keys {
		delete(r.body.(obj), k)
	}
	return r
}

func (r reply) with(key string, value any) reply {
	r.body.(obj)[key] = value
	return r
}

func (r reply) code(status int) reply {
	r.status = status
	return r
}

// headed adds a header to the answer.
func (r reply) headed(name, value string) reply {
	header := map[string]string{name: value}
	for k, v := range r.header {
		header[k] = v
	}
	r.header = header
	return r
}

// costing sets what the call costs, in kobo, where it is not the price of the route.
func (r reply) costing(kobo int64) reply {
	r.cost = &kobo
	return r
}

func failed(now time.Time, status int, message string) reply {
	return reply{status: status, body: obj{"status": "failed", "message": message, "timestamp": iso(now), "data": nil}}
}

func invalid(now time.Time, fields ...field) reply {
	return failed(now, http.StatusBadRequest, "Validation error").with("data", fields)
}

// refused is the failure form of the mandate and debit family.
func refused(now time.Time, status int, code, message string) reply {
	return failed(now, status, message).with("response_code", code).
		with("documentation", "https://mono.co/docs/error-codes/"+code)
}

func accountUnknown() reply {
	return reply{status: http.StatusNotFound, body: obj{"status": "resource_not_found", "message": "This account does not exist.", "data": nil}}
}

// html is a body that is not JSON, as gateways and unknown paths answer.
type html string

// pdfFile is a finished document.
type pdfFile []byte

const htmlPage html = "<!doctype html><html><head><title>Mono</title></head><body><h1>This page could not be found</h1></body></html>"

func (r reply) write(w http.ResponseWriter) {
	if r.drop {
		panic(http.ErrAbortHandler) // net/http closes the connection without an answer
	}
	kind, raw := "application/json; charset=utf-8", []byte(nil)
	switch body := r.body.(type) {
	case html:
		kind, raw = "text/html; charset=utf-8", []byte(body)
	case pdfFile:
		kind, raw = "application/pdf", body
	}
	w.Header().Set("Content-Type", kind)
	for k, v := range r.header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(r.status)
	if raw != nil {
		w.Write(raw)
		return
	}
	json.NewEncoder(w).Encode(r.body) // an error here is a client that went away
}
