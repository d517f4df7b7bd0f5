package mono

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// into decodes the reply's data. After a request that took effect an unreadable answer is an unknown outcome.
func (r *reply) into(out any) error { return r.unsure(decode(r.op, "data", r.body(), out)) }

// intoLoose decodes data whose keys come in both spellings; see loosen.
func (r *reply) intoLoose(out any, aliases ...string) error {
	data, err := loosen(r.body(), aliases...)
	if err != nil {
		return r.unsure(&UnreadableError{Operation: r.op, Field: "data", Why: "not JSON"})
	}
	return r.unsure(decode(r.op, "data", data, out))
}

// missing is the error of a reply without a member that the caller cannot do without.
func (r *reply) missing(field string) error {
	return r.unsure(&UnreadableError{Operation: r.op, Field: field, Why: "missing"})
}

func (r *reply) unsure(err error) error {
	if err != nil && r.write {
		return &UnknownOutcomeError{Operation: r.op, HTTPStatus: r.status, Code: string(r.ResponseCode), Raw: r.raw, Cause: err}
	}
	return err
}

// decode unmarshals raw, which stands at path, and names the field that it could not read. No data leaves out as it is.
func decode(op, path string, raw json.RawMessage, out any) error {
	if empty(raw) {
		return nil
	}
	err := json.Unmarshal(raw, out)
	if err == nil {
		return nil
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		kind, _, _ := strings.Cut(wrong.Value, " ") // "number 22298877665" names a person
		return &UnreadableError{Operation: op, Field: dotted(path, wrong.Field), Why: kind + " not expected"}
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&tree) != nil {
		return &UnreadableError{Operation: op, Field: path, Why: "not JSON"}
	}
	return &UnreadableError{Operation: op, Field: or(locate(reflect.TypeOf(out), tree, path), path), Why: err.Error()}
}

func dotted(path, field string) string {
	if field == "" {
		return path
	}
	return path + "." + field
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// locate walks a decoded tree along the type it did not fit, to the first value that its own type refuses.
func locate(t reflect.Type, v any, path string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v == nil {
		return ""
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		text, _ := json.Marshal(v)
		if json.Unmarshal(text, reflect.New(t).Interface()) != nil {
			return path
		}
		return ""
	}
	switch node := v.(type) {
	case []any:
		for i, item := range node {
			if t.Kind() == reflect.Slice {
				if found := locate(t.Elem(), item, fmt.Sprintf("%s[%d]", path, i)); found != "" {
					return found
				}
			}
		}
	case map[string]any:
		return locateMember(t, node, path)
	}
	return ""
}

func locateMember(t reflect.Type, node map[string]any, path string) string {
	if t.Kind() == reflect.Map {
		for key, item := range node {
			if found := locate(t.Elem(), item, path+"."+key); found != "" {
				return found
			}
		}
	}
	if t.Kind() != reflect.Struct {
		return ""
	}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		found := ""
		if f.Anonymous && name == "" {
			found = locate(f.Type, node, path)
		} else if item, there := node[or(name, f.Name)]; there && name != "-" {
			found = locate(f.Type, item, path+"."+or(name, f.Name))
		}
		if found != "" {
			return found
		}
	}
	return ""
}

// loosen rewrites camelCase keys to snake_case and _id to id, at every depth but inside meta, whose keys
// are the caller's own. aliases are pairs, old name and name, for the outermost object. A key that is there
// under its right name wins over another spelling.
func loosen(raw json.RawMessage, aliases ...string) (json.RawMessage, error) {
	if empty(raw) {
		return raw, nil
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	tree = snaked(tree)
	for i := 0; i+1 < len(aliases); i += 2 {
		rename(tree, aliases[i], aliases[i+1])
	}
	return json.Marshal(tree)
}

func rename(tree any, from, to string) {
	switch node := tree.(type) {
	case []any:
		for _, item := range node {
			rename(item, from, to)
		}
	case map[string]any:
		value, there := node[from]
		if already, taken := node[to]; there && (!taken || already == nil) {
			node[to] = value
			delete(node, from)
		}
	}
}

func snaked(tree any) any {
	switch node := tree.(type) {
	case []any:
		for i := range node {
			node[i] = snaked(node[i])
		}
	case map[string]any:
		for key, value := range node {
			if key != "meta" {
				node[key] = snaked(value)
			}
		}
		for key, value := range node {
			name := snake(key)
			if name == key {
				continue
			}
			delete(node, key)
			if node[name] == nil {
				node[name] = value
			}
		}
	}
	return tree
}

// snake turns accountNumber into account_number and _id into id, and leaves every other key as it is.
func snake(key string) string {
	if key == "_id" {
		return "id"
	}
	if key == "" || !unicode.IsLower(rune(key[0])) || strings.ContainsAny(key, " _-") {
		return key
	}
	var b strings.Builder
	upper := false
	for _, r := range key {
		if unicode.IsUpper(r) && !upper {
			b.WriteByte('_')
		}
		upper = unicode.IsUpper(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
