package lending

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// object reads the fields of a JSON object strictly: every mistake is noted under its path, a field
// given twice is one, and so is a field that nobody asked for.
type object struct {
	path     string
	fields   map[string]json.RawMessage
	asked    []string
	mistakes *Mistakes
}

// readDocument reads a whole input that is one object.
func readDocument(data []byte, m *Mistakes) *object {
	if !json.Valid(data) {
		m.add("$", "one valid JSON object%s", where(data))
		return &object{path: "$", mistakes: m}
	}
	return readObject("$", data, m)
}

// where says at which byte JSON stops being JSON.
func where(data []byte) string {
	var any json.RawMessage
	err := json.Unmarshal(data, &any)
	if syntax, ok := err.(*json.SyntaxError); ok {
		return "; " + syntax.Error()
	}
	return ""
}

// readObject reads valid JSON that must be an object; what is not leaves an empty one.
func readObject(path string, data json.RawMessage, m *Mistakes) *object {
	o := &object{path: path, fields: map[string]json.RawMessage{}, mistakes: m}
	in := json.NewDecoder(bytes.NewReader(data))
	if first, err := in.Token(); err != nil || first != json.Delim('{') {
		m.add(path, "an object")
		return &object{path: path, mistakes: m}
	}
	for in.More() {
		key, err := in.Token()
		name, _ := key.(string)
		var value json.RawMessage
		if err != nil || in.Decode(&value) == io.EOF {
			break
		}
		if _, twice := o.fields[name]; twice {
			m.add(o.at(name), "the field once, not twice")
		}
		o.fields[name] = value
	}
	return o
}

func (o *object) at(name string) string { return o.path + "." + name }

// take gives a field's value; ok is false when it is left out or null, and the object was none.
func (o *object) take(name string) (value json.RawMessage, ok bool) {
	o.asked = append(o.asked, name)
	value, ok = o.fields[name]
	return value, ok && string(value) != "null"
}

// null reports whether a field is there and null; none, whether it is null or left out.
func (o *object) null(name string) bool { return string(o.fields[name]) == "null" }

func (o *object) none(name string) bool { return o.fields[name] == nil || o.null(name) }

// require notes a field that is left out or null.
func (o *object) require(name, expected string) {
	if _, ok := o.take(name); !ok && o.fields != nil {
		o.mistakes.add(o.at(name), "%s; it is required", expected)
	}
}

// text reads a string. ok is false, and a mistake noted, when the value is something else.
func (o *object) text(name, expected string) (text string, ok bool) {
	value, ok := o.take(name)
	if !ok {
		return "", false
	}
	return o.element(value, o.at(name), expected)
}

// element reads a string that stands in an array or a field.
func (o *object) element(value json.RawMessage, path, expected string) (text string, ok bool) {
	if string(value) == "null" || json.Unmarshal(value, &text) != nil {
		o.mistakes.add(path, "%s, as a string", expected)
		return "", false
	}
	return text, true
}

// whole reads a whole number.
func (o *object) whole(name string) (n int, ok bool) {
	value, ok := o.take(name)
	if !ok {
		return 0, false
	}
	if json.Unmarshal(value, &n) != nil {
		o.mistakes.add(o.at(name), "a whole number")
		return 0, false
	}
	return n, true
}

// list reads an array. nil when it is left out, null or something else.
func (o *object) list(name, of string) []json.RawMessage {
	value, ok := o.take(name)
	if !ok {
		return nil
	}
	items := []json.RawMessage{}
	if json.Unmarshal(value, &items) != nil {
		o.mistakes.add(o.at(name), "an array of %s", of)
		return nil
	}
	return items
}

// child reads an object; nil when it is left out or null.
func (o *object) child(name string) *object {
	value, ok := o.take(name)
	if !ok {
		return nil
	}
	return readObject(o.at(name), value, o.mistakes)
}

// done notes the fields that nobody asked for.
func (o *object) done() {
	var unknown []string
	for name := range o.fields {
		if !slices.Contains(o.asked, name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	slices.Sort(o.asked)
	for _, name := range unknown {
		o.mistakes.add(o.at(name), "no such field; there are %s", strings.Join(slices.Compact(o.asked), ", "))
	}
}
