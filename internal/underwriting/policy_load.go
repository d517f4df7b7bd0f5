package underwriting

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"lendwright/internal/fault"
	"lendwright/internal/money"

	"gopkg.in/yaml.v3"
)

//go:embed policies/*.yaml
var policies embed.FS

// embedded holds the policies that ship with the program, each read when it is first asked for.
var embedded = func() map[string]func() Policy {
	all := map[string]func() Policy{}
	files, err := policies.ReadDir("policies")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), policySuffix)
		all[name] = sync.OnceValue(func() Policy {
			p, err := LoadPolicy(policyDocument(name))
			if err != nil {
				panic(fmt.Sprintf("the embedded policy %s does not load: %v", name, err))
			}
			return p
		})
	}
	return all
}()

const policySuffix = ".yaml"

// policyDocument gives the bytes of an embedded policy; nil: there is none of the name.
func policyDocument(name string) []byte {
	doc, err := policies.ReadFile("policies/" + name + policySuffix)
	if err != nil {
		return nil
	}
	return doc
}

// defaultName is the policy that applies where nothing else is said.
const defaultName = "ng-personal"

// DefaultPolicy is the embedded policy for personal loans in Nigeria.
func DefaultPolicy() Policy { return embedded[defaultName]() }

// PolicyNames lists the embedded policies: country and product, like "gh-personal".
func PolicyNames() []string { return slices.Sorted(maps.Keys(embedded)) }

// PolicyNamed gives an embedded policy by its name; fault.NotFound if there is none.
func PolicyNamed(name string) (Policy, error) {
	p, ok := embedded[name]
	if !ok {
		return Policy{}, fault.Newf(fault.NotFound, "There is no policy %q; there are %s.", name, strings.Join(PolicyNames(), ", "))
	}
	return p(), nil
}

// PolicyFor gives the embedded policy for personal loans in a currency; the default one for a
// currency that none lends in (it refers such a case to a person).
func PolicyFor(c money.Currency) Policy {
	if p, ok := embedded[strings.ToLower(countryOf[c])+"-personal"]; ok {
		return p()
	}
	return DefaultPolicy()
}

// LoadPolicy reads a policy document (YAML) and checks it whole: what could divide by zero, leave a
// gap between bands, price above the cap or name what does not exist does not load. The error is
// fault.Invalid and says every place, one a line. A document that begins with "extends: NAME" says
// only what differs from an embedded policy; its digest covers both documents.
func LoadPolicy(doc []byte) (Policy, error) {
	p, sum, err := readPolicy(doc)
	if err != nil {
		return Policy{}, fault.Because(err, fault.Invalid, "The policy cannot be read.")
	}
	if wrong := p.check(); len(wrong) > 0 {
		return Policy{}, fault.Newf(fault.Invalid, "The policy does not load:\n%s", strings.Join(wrong, "\n"))
	}
	p.SHA256 = hex.EncodeToString(sum)
	return p, nil
}

// readPolicy decodes a document over the one that it extends and gives the digest of both.
func readPolicy(doc []byte) (p Policy, digest []byte, err error) {
	var header struct {
		Extends string `yaml:"extends"`
	}
	if err := yaml.Unmarshal(doc, &header); err != nil {
		return p, nil, err
	}
	h := sha256.New()
	text := doc
	if header.Extends != "" {
		base := policyDocument(header.Extends)
		if base == nil {
			return p, nil, fmt.Errorf("extends: there is no policy %q", header.Extends)
		}
		h.Write(base)
		if text, err = overlay(base, doc); err != nil {
			return p, nil, err
		}
	}
	h.Write(doc)
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&p); err != nil {
		return p, nil, err
	}
	if err := dec.Decode(new(Policy)); err == nil {
		return p, nil, errors.New("the policy holds more than one document")
	}
	return p, h.Sum(nil), nil
}
