package sandbox

import (
	"encoding/json"
	"strings"
)

// party is the customer of a request: an id, an object with an id, or a name and an e-mail.
type party struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Email    string `json:"email"`
	Phone    string `json:"phone"`
	Address  string `json:"address"`
	Identity struct {
		Type   string `json:"type"`
		Number string `json:"number"`
	} `json:"identity"`
}

// UnmarshalJSON reads the string and the object.
func (p *party) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &p.ID)
	}
	type plain party
	return json.Unmarshal(raw, (*plain)(p))
}

func (p party) complaints() []field {
	var bad []field
	if p.ID != "" {
		return nil
	}
	if strings.TrimSpace(p.Name) == "" {
		bad = append(bad, field{"customer.name", "customer.name is required"})
	}
	if !strings.Contains(p.Email, "@") {
		bad = append(bad, field{"customer.email", "customer.email must be an email"})
	}
	return bad
}
