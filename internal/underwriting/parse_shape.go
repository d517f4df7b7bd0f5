package underwriting

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// shapeMistakes walks a JSON text beside the type Case and says each place where they differ, and
// then what is wrong with the values of the rest.
func shapeMistakes(body []byte) []Mistake {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return []Mistake{{Path: "$", Expected: fmt.Sprintf("JSON (byte %d: %s)", syntax.Offset, syntax)}}
		}
		return []Mistake{{Path: "$", Expected: "a whole JSON object (" + err.Error() + ")"}}
	}
	var s shape
	s.walk("$", tree, reflect.TypeFor[Case]())
	if _, ok := tree.(map[string]any); ok && len(s.wrong) > 0 {
		s.values(tree)
	}
	return s.wrong
}

// values checks what is left when everything of a wrong shape is taken out, so that one run says
// every mistake. A place that was named already is not named again.
func (s *shape) values(tree any) {
	rest, err := json.Marshal(tree)
	if err != nil {
		return
	}
	var c Case
	if json.Unmarshal(rest, &c) != nil {
		return
	}
	for _, m := range checkCase(c) {
		if !slices.ContainsFunc(s.wrong, func(x Mistake) bool { return x.Path == m.Path }) {
			s.add(m.Path, m.Expected)
		}
	}
}

type shape struct{ wrong []Mistake }

// mistakesMost bounds what is reported of one case.
const mistakesMost = 100

func (s *shape) add(path, expected string) {
	if len(s.wrong) < mistakesMost {
		s.wrong = append(s.wrong, Mistake{Path: path, Expected: expected})
	}
}

// must notes a mistake unless ok, and gives ok.
func (s *shape) must(ok bool, path, expected string) bool {
	if !ok {
		s.add(path, expected)
	}
	return ok
}

var (
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
	numberType = reflect.TypeFor[json.Number]()
	rawType    = reflect.TypeFor[json.RawMessage]()
)

// walk compares a value with a type and reports whether the value can stay; what is wrong inside it is taken out.
func (s *shape) walk(path string, v any, t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v == nil || t == rawType {
		return true // null is a part that is missing
	}
	switch {
	case t == numberType:
		_, ok := v.(json.Number)
		return s.must(ok, path, "a number")
	case reflect.PointerTo(t).Implements(textType):
		text, ok := v.(string)
		ok = ok && reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil
		return s.must(ok, path, "a date as YYYY-MM-DD")
	}
	return s.walkKind(path, v, t)
}

func (s *shape) walkKind(path string, v any, t reflect.Type) (ok bool) {
	switch t.Kind() {
	case reflect.Struct:
		return s.object(path, v, t)
	case reflect.Map:
		_, ok = v.(map[string]any)
		return s.must(ok, path, "an object")
	case reflect.Slice:
		return s.list(path, v, t)
	case reflect.String:
		_, ok = v.(string)
		return s.must(ok, path, "text")
	case reflect.Bool:
		_, ok = v.(bool)
		return s.must(ok, path, "true or false")
	}
	n, ok := v.(json.Number)
	ok = ok && json.Unmarshal([]byte(n), reflect.New(t).Interface()) == nil
	return s.must(ok, path, "a whole number")
}

func (s *shape) list(path string, v any, t reflect.Type) bool {
	items, ok := v.([]any)
	if !ok {
		return s.must(false, path, "a list")
	}
	for i, item := range items {
		if !s.walk(fmt.Sprintf("%s[%d]", path, i), item, t.Elem()) {
			ok = false
		}
	}
	return ok
}

func (s *shape) object(path string, v any, t reflect.Type) bool {
	fields, ok := v.(map[string]any)
	if !ok {
		return s.must(false, path, "an object")
	}
	known := map[string]bool{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known[strings.ToLower(name)] = true
		if child, there := fields[name]; there && !s.walk(path+"."+name, child, t.Field(i).Type) {
			delete(fields, name)
		}
	}
	var unknown []string
	for name := range fields {
		if !known[strings.ToLower(name)] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		s.add(path+"."+name, "no such field (extra may hold what you like)")
		delete(fields, name)
	}
	return true
}
