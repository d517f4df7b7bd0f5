package underwriting

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"lendwright/internal/fault"

	"gopkg.in/yaml.v3"
)

//go:embed policies
var policies embed.FS

// defaultPolicy is read once from the embedded document.
var defaultPolicy = sync.OnceValue(func() Policy {
	doc, err := policies.ReadFile("policies/ng-personal.yaml")
	if err != nil {
		panic(err)
	}
	p, err := LoadPolicy(doc)
	if err != nil {
		panic(fmt.Sprintf("the embedded policy does not load: %v", err))
	}
	return p
})

// DefaultPolicy is the embedded policy for personal loans in Nigeria.
func DefaultPolicy() Policy { return defaultPolicy() }

// LoadPolicy reads a policy document (YAML) and checks it whole: what could divide by zero, leave a
// gap between bands, price above the cap or name what does not exist does not load. The error is
// fault.Invalid and says every place, one a line.
func LoadPolicy(doc []byte) (Policy, error) {
	var p Policy
	dec := yaml.NewDecoder(bytes.NewReader(doc))
	dec.KnownFields(true)
	if err := dec.Decode(&p); err != nil {
		return Policy{}, fault.Because(err, fault.Invalid, "The policy cannot be read.")
	}
	if err := dec.Decode(new(Policy)); err == nil {
		return Policy{}, fault.Newf(fault.Invalid, "The policy holds more than one document.")
	}
	if wrong := p.check(); len(wrong) > 0 {
		return Policy{}, fault.Newf(fault.Invalid, "The policy does not load:\n%s", strings.Join(wrong, "\n"))
	}
	sum := sha256.Sum256(doc)
	p.SHA256 = hex.EncodeToString(sum[:])
	return p, nil
}

// at says where a YAML node stands.
func at(n *yaml.Node) string { return fmt.Sprintf("line %d", n.Line) }
