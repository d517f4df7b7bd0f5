package openbanking

import (
	"context"
	"errors"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/origination"
)

// StartBVN opens a session at NIBSS and gives the ways to receive the code.
func (a Adapter) StartBVN(ctx context.Context, bvn origination.BVN) (string, []origination.BVNMethod, error) {
	session, err := a.Client.StartBVN(ctx, bvn.Number(), mono.BVNIdentityScope)
	if err != nil {
		return "", nil, unknownBVN(asFault(err))
	}
	var methods []origination.BVNMethod
	for _, m := range session.Methods {
		// The code proves possession only of a number or address that NIBSS recorded: alternate_phone
		// would send it to any number that the applicant types.
		if m.Method != "alternate_phone" {
			methods = append(methods, origination.BVNMethod{Method: m.Method, Hint: m.Hint})
		}
	}
	if len(methods) == 0 {
		return "", nil, fault.Newf(fault.Invalid, "NIBSS has no phone number or e-mail address for this BVN. Your bank can add one.")
	}
	return session.ID, methods, nil
}

// unknownBVN is for the borrower who mistyped.
func unknownBVN(err error) error {
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Invalid) {
		return fault.Because(err, fault.Invalid, "NIBSS does not know this BVN. Check the eleven digits.")
	}
	return err
}

// SendBVNCode has the code sent by one of the methods.
func (a Adapter) SendBVNCode(ctx context.Context, session, method string) error {
	return overSession(a.Client.SendBVNCode(ctx, session, method, ""))
}

// ConfirmBVN gives the code and returns the raw record. When the answer was lost the same code is
// given once more: Mono's guide says so, and a session that is spent by then refuses.
func (a Adapter) ConfirmBVN(ctx context.Context, session, code string) ([]byte, error) {
	details, err := a.Client.BVNDetails(ctx, session, strings.TrimSpace(code))
	if errors.Is(asFault(err), origination.ErrOutcomeUnknown) {
		details, err = a.Client.BVNDetails(ctx, session, strings.TrimSpace(code))
	}
	if err != nil {
		return nil, overSession(err)
	}
	return details.Raw, nil
}

// overSession tells a wrong code from a session that is over, which only Mono's words do.
func overSession(err error) error {
	var refused *mono.APIError
	var wrong *mono.WrongCodeError
	if !errors.As(err, &refused) || refused.HTTPStatus >= 429 || refused.HTTPStatus == 401 {
		return asFault(err)
	}
	said := strings.ToLower(refused.Message)
	switch {
	case strings.Contains(said, "session"), refused.HTTPStatus == 404:
		return fault.Because(err, fault.Conflict, "The time for the code is over.")
	case errors.As(err, &wrong):
		return fault.Because(err, fault.Invalid, "The code was not accepted. %s", sentence(refused.Message))
	}
	return asFault(err)
}

// sentence makes Mono's words presentable, with the tries that are left if it names them.
func sentence(said string) string {
	said = strings.TrimSpace(said)
	if said == "" || len(said) > 200 {
		return "Check the digits, or have a new code sent."
	}
	return strings.TrimRight(said, ".") + "."
}
