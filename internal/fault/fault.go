// Package fault has the five kinds of error of this program. The kind decides
// what a caller does next (package web holds the one table to HTTP statuses);
// the message is written for the person who caused it; the wrapped cause is for us.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a caller can do about an error.
type Kind int

// The kinds. Internal is the zero value: an error that nobody classified.
const (
	Internal    Kind = iota // our mistake: nothing the caller can do
	Invalid                 // the input is wrong: mend it
	NotFound                // there is no such thing
	Conflict                // the state of things refuses: look again
	NotAllowed              // this person may not
	Unavailable             // something that we depend on does not answer: try later
)

// String names the kind as it stands in logs.
func (k Kind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case NotFound:
		return "not found"
	case Conflict:
		return "conflict"
	case NotAllowed:
		return "not allowed"
	case Unavailable:
		return "unavailable"
	}
	return "internal"
}

// Error is a classified error. Said is a sentence for the person at the screen.
type Error struct {
	Kind  Kind
	Said  string
	Cause error
}

// Error gives what was said and, where there is one, the cause.
func (e *Error) Error() string {
	if e.Cause == nil {
		return e.Said
	}
	return e.Said + ": " + e.Cause.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Newf makes an error of a kind with words for the person who caused it.
func Newf(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Said: fmt.Sprintf(format, args...)}
}

// Because makes an error of a kind with words for the person and the cause for us.
func Because(cause error, kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Said: fmt.Sprintf(format, args...), Cause: cause}
}

// Wrap adds the call that failed to *err, if there is an error. Use it deferred:
//
//	defer fault.Wrap(&err, "origination.Accept(%s)", id)
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}

// KindOf is the kind of the outermost classified error in err's chain, else Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Said gives the words for the person, or a general sentence for an unclassified error.
func Said(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Said
	}
	return "Something went wrong on our side. Nothing you entered is lost; please try again."
}

// Is reports whether err is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
