package mono

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// headMax is how much of a reply that is not JSON is kept for an operator, in bytes.
const headMax = 500

// classifyRead gives the error of a question that changes nothing.
func classifyRead(op string, r *reply, err error) error {
	if err != nil {
		var unreadable *UnreadableError
		if errors.As(err, &unreadable) {
			return err
		}
		return &UnavailableError{Operation: op, Cause: err}
	}
	if r.status >= 500 {
		return &UnavailableError{Operation: op, HTTPStatus: r.status, Cause: r.notJSON()}
	}
	return r.refusal()
}

// classifyWrite gives the error of a request that may have taken effect.
func classifyWrite(op string, r *reply, err error) error {
	if err != nil {
		return &UnknownOutcomeError{Operation: op, Cause: err}
	}
	notJSON := r.notJSON()
	gaveUp := r.status >= 500 || r.status == http.StatusRequestTimeout
	if gaveUp || r.status < 300 && notJSON != nil {
		return &UnknownOutcomeError{Operation: op, HTTPStatus: r.status, Code: string(r.ResponseCode), Raw: r.kept(), Cause: notJSON}
	}
	return r.refusal()
}

// notJSON is nil when the reply is JSON, or the PDF that was asked for.
func (r *reply) notJSON() error {
	if r.isJSON || r.deliveredPDF() {
		return nil
	}
	head := r.raw[:min(len(r.raw), headMax)]
	return &NonJSONError{Operation: r.op, HTTPStatus: r.status, ContentType: r.header.Get("Content-Type"), Head: string(head)}
}

// deliveredPDF says that a PDF was asked for and came.
func (r *reply) deliveredPDF() bool {
	return r.pdf && r.status < 300 && bytes.HasPrefix(r.raw, []byte("%PDF"))
}

// kept is the body when it is JSON, for evidence.
func (r *reply) kept() json.RawMessage {
	if r.isJSON {
		return r.raw
	}
	return nil
}

// refusal reads status first, then the bank's code, then, as a hint only, Mono's words. nil means success.
func (r *reply) refusal() error {
	if err := r.notJSON(); err != nil {
		return err
	}
	base := r.apiError()
	if r.status < 300 && r.succeeded() {
		if r.status == http.StatusAccepted && !r.later {
			return &NotReadyError{base}
		}
		return nil
	}
	for _, read := range []func(*reply, APIError) error{byWords, byFields, byBankCode, byStatus} {
		if err := read(r, base); err != nil {
			return err
		}
	}
	return &base
}

func (r *reply) apiError() APIError {
	return APIError{Operation: r.op, HTTPStatus: r.status, Code: string(r.ResponseCode), Message: string(r.Message),
		Trace: string(r.Trace), Raw: r.raw}
}

// byWords recognises what Mono says in words under several statuses.
func byWords(r *reply, base APIError) error {
	said := strings.ToLower(base.Message)
	switch {
	case contains(said, "go to your dashboard and create an app with", "enable the app for mono"):
		return &WrongProductError{base}
	case contains(said, "wallet balance", "wallet is", "insufficient wallet"):
		return &WalletError{base}
	case contains(said, "business is currently not active", "not authorized to access this endpoint"):
		return &AuthError{base}
	case r.status == http.StatusTooManyRequests || base.Code == "429":
		return &RateLimitError{APIError: base, RetryAfter: r.retryAfter(), Until: r.lockedUntil()}
	}
	return nil
}

// byFields reads a validation list, which is in data, errors, error or data.errors.
func byFields(r *reply, base APIError) error {
	var nested struct{ Errors json.RawMessage }
	_ = json.Unmarshal(r.Data, &nested)
	for _, place := range []json.RawMessage{r.Data, r.Errors, r.Error, nested.Errors} {
		var fields []FieldError
		if json.Unmarshal(place, &fields) == nil && len(fields) > 0 && fields[0].Field != "" {
			return &ValidationError{APIError: base, Fields: fields}
		}
	}
	return nil
}

// byBankCode reads the NIBSS code of mandates and debits; a mirror of the HTTP status is none.
func byBankCode(_ *reply, base APIError) error {
	outcome := OutcomeOf(base.Code)
	switch {
	case base.Code == "" || len(base.Code) == len("404") && isNumber(base.Code):
		return nil
	case base.Code == codeNoMandate:
		return &NotFoundError{base}
	case outcome.Class == Refused:
		return &BankError{APIError: base, Outcome: outcome}
	}
	return &UnknownOutcomeError{Operation: base.Operation, HTTPStatus: base.HTTPStatus, Code: base.Code, Raw: base.Raw}
}

func byStatus(r *reply, base APIError) error {
	said := strings.ToLower(base.Message)
	switch {
	case r.status == http.StatusConflict, contains(said, "already exist", "already been used", "already in use", "unique reference", "duplicate", "already been refunded"):
		return &ConflictError{APIError: base, Existing: existing(r.Data)}
	case r.status == http.StatusUnauthorized, r.status == http.StatusForbidden:
		return &AuthError{base}
	case r.status == http.StatusPaymentRequired:
		return &WalletError{base}
	case r.status == http.StatusNotFound, contains(said, "does not exist", "not found", "invalid customer id", "invalid account"):
		return &NotFoundError{base}
	}
	return nil
}

// existing is the customer that a refusal of a duplicate names.
func existing(data json.RawMessage) string {
	var d struct {
		Customer Ref `json:"existing_customer"`
	}
	_ = json.Unmarshal(data, &d)
	return d.Customer.ID
}

var dayInWords = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// lockedUntil is the day in the words of a mandate's lockout. A general 429 has neither the word nor the day.
func (r *reply) lockedUntil() Day {
	if !strings.Contains(strings.ToLower(string(r.Message)), "mandate") {
		return ""
	}
	return Day(dayInWords.FindString(string(r.Message)))
}

func contains(said string, any ...string) bool {
	for _, a := range any {
		if strings.Contains(said, a) {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}
