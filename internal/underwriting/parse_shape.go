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

// shapeMistakes walks a JSON text beside the type Case and says each place where they differ.
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
	return s.wrong
}

type shape struct{ wrong []Mistake }

// mistakesMost bounds what is reported of one case.
const mistakesMost = 100

func (s *shape) add(path, expected string) {
	if len(s.wrong) < mistakesMost {
		s.wrong = append(s.wrong, Mistake{Path: path, Expected: expected})
	}
}

var (
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
	numberType = reflect.TypeFor[json.Number]()
	rawType    = reflect.TypeFor[json.RawMessage]()
)

func (s *shape) walk(path string, v any, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v == nil || t == rawType {
		return // null is a part that is missing
	}
	switch {
	case t == numberType:
		if _, ok := v.(json.Number); !ok {
			s.add(path, "a number")
		}
	case reflect.PointerTo(t).Implements(textType):
		text, ok := v.(string)
		if !ok || reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) != nil {
			s.add(path, "a date as YYYY-MM-DD")
		}
	default:
		s.walkKind(path, v, t)
	}
}

func (s *shape) walkKind(path string, v any, t reflect.Type) {
	switch t.Kind() {
	case reflect.Struct:
		s.object(path, v, t)
	case reflect.Map:
		if _, ok := v.(map[string]any); !ok {
			s.add(path, "an object")
		}
	case reflect.Slice:
		items, ok := v.([]any)
		if !ok {
			s.add(path, "a list")
		}
		for i, item := range items {
			s.walk(fmt.Sprintf("%s[%d]", path, i), item, t.Elem())
		}
	case reflect.String:
		if _, ok := v.(string); !ok {
			s.add(path, "text")
		}
	case reflect.Bool:
		if _, ok := v.(bool); !ok {
			s.add(path, "true or false")
		}
	default:
		n, ok := v.(json.Number)
		if !ok || json.Unmarshal([]byte(n), reflect.New(t).Interface()) != nil {
			s.add(path, "a whole number")
		}
	}
}

func (s *shape) object(path string, v any, t reflect.Type) {
	fields, ok := v.(map[string]any)
	if !ok {
		s.add(path, "an object")
		return
	}
	known := map[string]bool{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known[strings.ToLower(name)] = true
		if child, there := fields[name]; there {
			s.walk(path+"."+name, child, t.Field(i).Type)
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
	}
}
