package underwriting

import (
	"errors"
	"fmt"

	"gopkg.in/yaml.v3"
)

// overlay puts a document's values in the place of its base's. A mapping is merged key by key; a
// list of rules is merged by id, so that a country changes one rule and keeps the rest, and a rule
// with "drop: true" is left out; every other value and list is replaced whole.
func overlay(base, doc []byte) ([]byte, error) {
	under, err := mappingOf(base)
	if err != nil {
		return nil, err
	}
	over, err := mappingOf(doc)
	if err != nil {
		return nil, err
	}
	if at(over, "extends") != nil && at(under, "extends") != nil {
		return nil, errors.New("extends: expected a policy that extends no other")
	}
	mergeMapping(under, over)
	remove(under, "extends")
	return yaml.Marshal(under)
}

func mappingOf(doc []byte) (*yaml.Node, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(doc, &n); err != nil {
		return nil, err
	}
	if len(n.Content) != 1 || n.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("expected a mapping of names to values")
	}
	return n.Content[0], nil
}

// at gives the value of a key; nil: there is none.
func at(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func remove(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = append(n.Content[:i], n.Content[i+2:]...)
			return
		}
	}
}

func mergeMapping(under, over *yaml.Node) {
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		old := at(under, key.Value)
		switch {
		case old == nil:
			under.Content = append(under.Content, key, value)
		case old.Kind == yaml.MappingNode && value.Kind == yaml.MappingNode:
			mergeMapping(old, value)
		case key.Value == "rules" && old.Kind == yaml.SequenceNode && value.Kind == yaml.SequenceNode:
			mergeRules(old, value)
		default:
			*old = *value
		}
	}
}

// mergeRules replaces rules by id and appends new ones.
func mergeRules(under, over *yaml.Node) {
	for _, rule := range over.Content {
		place := -1
		for i, old := range under.Content {
			if a, b := at(old, "id"), at(rule, "id"); a != nil && b != nil && a.Value == b.Value {
				place = i
			}
		}
		drop := at(rule, "drop") != nil
		switch {
		case place >= 0 && drop:
			under.Content = append(under.Content[:place], under.Content[place+1:]...)
		case place >= 0:
			under.Content[place] = rule
		case !drop:
			under.Content = append(under.Content, rule)
		}
	}
}

// line says where a YAML node stands.
func line(n *yaml.Node) string { return fmt.Sprintf("line %d", n.Line) }
