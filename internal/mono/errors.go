package mono

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// APIError is a refusal: Mono understood the call and did not do it. The other errors of refusal carry
// one, so errors.As finds it in each. Its text names the operation, the status and the code, and nothing of the person.
type APIError struct {
	Operation  string          // verb and path template
	HTTPStatus int             // 0 when nothing was sent
	Code       string          // response_code, on mandates and debits
	Message    string          // Mono's words; they may name a person: for an operator, never for a log
	Trace      string          // trace_id, on Owo: quote it to Mono's support
	Raw        json.RawMessage // the body: evidence
}

// Error names the operation, never the person.
func (e *APIError) Error() string { return e.text("refused") }

// As lets errors.As find the APIError inside each error of refusal.
func (e *APIError) As(target any) bool {
	to, ok := target.(**APIError)
	if ok {
		*to = e
	}
	return ok
}

func (e *APIError) text(what string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "mono: %s: %s", e.Operation, what)
	if e.HTTPStatus != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.HTTPStatus)
	}
	if e.Code != "" {
		fmt.Fprintf(&b, ", code %s", e.Code)
	}
	return b.String()
}

// AuthError: the key is missing, unknown or not allowed to do this, or the business is not yet approved.
// Do not repeat: tell the operator.
type AuthError struct{ APIError }

// Error names the operation, never the person.
func (e *AuthError) Error() string { return e.text("the key was not accepted") }

// WrongProductError: the key belongs to an app of another product. Do not repeat: set the product's own key.
type WrongProductError struct{ APIError }

// Error names the operation, never the person.
func (e *WrongProductError) Error() string {
	return e.text("the key belongs to an app of another product")
}

// WalletError: the business's wallet at Mono does not hold the price of the call. Fund it, then repeat.
type WalletError struct{ APIError }

// Error names the operation, never the person.
func (e *WalletError) Error() string { return e.text("the wallet at Mono is too low") }

// RateLimitError: too many calls, or a mandate's account is locked for the day after five attempts
// without funds or ten other failures.
type RateLimitError struct {
	APIError
	RetryAfter time.Duration // 0 when Mono does not say: back off
	Until      Day           // the first day of a new attempt when the account is locked, else empty
}

// Error names the operation, never the person.
func (e *RateLimitError) Error() string {
	if e.Until != "" {
		return e.text("the account is locked until " + string(e.Until))
	}
	return e.text("too many calls")
}

// FieldError is what Mono says of one field of a request.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"` // may repeat the value: not for a log
}

// ValidationError: Mono refused fields of the request. Do not repeat it unchanged.
type ValidationError struct {
	APIError
	Fields []FieldError
}

// Error names the operation, never the person.
func (e *ValidationError) Error() string {
	names := make([]string, 0, len(e.Fields))
	for _, f := range e.Fields {
		names = append(names, f.Field)
	}
	slices.Sort(names)
	return e.text("not valid: " + strings.Join(names, ", "))
}

// NotFoundError: there is no such account, customer, mandate, debit or record.
type NotFoundError struct{ APIError }

// Error names the operation, never the person.
func (e *NotFoundError) Error() string { return e.text("not found") }

// ConflictError: a customer, a reference or a start date is already in use. Existing is the id that is, when Mono says it.
type ConflictError struct {
	APIError
	Existing string
}

// Error names the operation, never the person.
func (e *ConflictError) Error() string { return e.text("already exists") }

// NotReadyError: the data is not there yet. Ask again later.
type NotReadyError struct{ APIError }

// Error names the operation, never the person.
func (e *NotReadyError) Error() string { return e.text("not ready yet") }

// WrongCodeError: the one-time code is wrong, expired or spent.
type WrongCodeError struct{ APIError }

// Error names the operation, never the person.
func (e *WrongCodeError) Error() string { return e.text("the one-time code was not accepted") }

// BankError: the bank declined and no money moved. Outcome says what to do next.
type BankError struct {
	APIError
	Outcome Outcome
}

// Error names the operation, never the person.
func (e *BankError) Error() string { return e.text("declined: " + e.Outcome.Meaning) }

// UnavailableError: Mono or the bank behind it did not answer a question, after the repeats that are
// allowed. Nothing was changed: ask again later.
type UnavailableError struct {
	Operation  string
	HTTPStatus int // 0 when no reply came
	Cause      error
}

// Error names the operation, never the person.
func (e *UnavailableError) Error() string {
	return (&APIError{Operation: e.Operation, HTTPStatus: e.HTTPStatus}).text("not available") + because(e.Cause)
}

// Unwrap is the cause.
func (e *UnavailableError) Unwrap() error { return e.Cause }

// UnknownOutcomeError: a request that starts work or moves money may or may not have taken effect
// (time-out, dropped connection, 5xx, unreadable reply, codes 01 09 26 68 94 97 99 M01, a reference used
// before). Look it up; do not send it again.
type UnknownOutcomeError struct {
	Operation  string
	HTTPStatus int    // 0 when no reply came
	Code       string // response_code, when one came
	Raw        json.RawMessage
	Cause      error
}

// Error names the operation, never the person.
func (e *UnknownOutcomeError) Error() string {
	base := APIError{Operation: e.Operation, HTTPStatus: e.HTTPStatus, Code: e.Code}
	return base.text("outcome unknown, look it up") + because(e.Cause)
}

// Unwrap is the cause.
func (e *UnknownOutcomeError) Unwrap() error { return e.Cause }

// NonJSONError: the reply is not JSON: a wrong path (Mono answers an HTML 404), a gateway, a redirect.
type NonJSONError struct {
	Operation   string
	HTTPStatus  int
	ContentType string
	Head        string // first 500 bytes, for an operator
}

// Error names the operation, never the person.
func (e *NonJSONError) Error() string {
	return (&APIError{Operation: e.Operation, HTTPStatus: e.HTTPStatus}).text("the reply is not JSON")
}

// UnreadableError: the reply or webhook is JSON but not of the documented shape. Field is its path, without values.
type UnreadableError struct {
	Operation string // or the event's name
	Field     string // "data[3].amount"
	Why       string
}

// Error names the operation, never the person.
func (e *UnreadableError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("mono: %s: unreadable: %s", e.Operation, e.Why)
	}
	return fmt.Sprintf("mono: %s: %s is unreadable: %s", e.Operation, e.Field, e.Why)
}

func because(cause error) string {
	if cause == nil {
		return ""
	}
	return ": " + strings.TrimPrefix(cause.Error(), "mono: ")
}
