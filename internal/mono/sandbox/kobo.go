package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// kobo is an amount in a request: an integer, as a number or as a string of digits.
type kobo int64

// UnmarshalJSON reads both forms; a fraction of a kobo is an error.
func (k *kobo) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `" `))
	if text == "null" || text == "" {
		return nil
	}
	if whole, fraction, dotted := strings.Cut(text, "."); dotted && strings.Trim(fraction, "0") == "" {
		text = whole // 20000.0, as languages whose numbers are all fractions write it
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return fmt.Errorf("amount %s is not a whole number of kobo", text)
	}
	*k = kobo(n)
	return nil
}

// reference is an id in a request: a string, or an object with an id.
type reference string

// UnmarshalJSON reads both forms.
func (r *reference) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '{' {
		var o struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(raw, &o); err != nil {
			return err
		}
		*r = reference(o.ID)
		return nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	*r = reference(s)
	return nil
}

// loose is a text in a request that may come as a number.
type loose string

// UnmarshalJSON reads both forms.
func (l *loose) UnmarshalJSON(raw []byte) error {
	*l = loose(bytes.Trim(raw, `"`))
	return nil
}
