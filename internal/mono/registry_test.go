package mono_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lendwright/internal/mono"
)

func TestEveryMethodOfTheClientHasAnEndpoint(t *testing.T) {
	var listed []string
	for _, e := range mono.Endpoints() {
		listed = append(listed, e.Methods...)
	}
	client := reflect.TypeFor[*mono.Client]()
	var there []string
	for m := range client.Methods() {
		there = append(there, m.Name)
		if m.Type.NumIn() < 2 || m.Type.In(1) != reflect.TypeFor[context.Context]() {
			t.Errorf("%s takes no context", m.Name)
		}
	}
	for _, name := range there {
		if !slices.Contains(listed, name) {
			t.Errorf("%s has no endpoint in the registry", name)
		}
	}
	for _, name := range listed {
		if !slices.Contains(there, name) {
			t.Errorf("the registry names %s, which the client lacks", name)
		}
	}
}

func TestEachEndpointIsWhole(t *testing.T) {
	names, events := map[string]bool{}, mono.EventNames()
	for _, e := range mono.Endpoints() {
		if names[e.Name] || e.Name == "" || len(e.Methods) == 0 || e.Billing == "" || !strings.HasPrefix(e.Path, "/") {
			t.Errorf("%s: doubled or not whole: %+v", e.Name, e)
		}
		names[e.Name] = true
		if len(golden(t, e.Golden)) == 0 {
			t.Errorf("%s: no golden reply", e.Name)
		}
		for _, event := range e.Events {
			if !slices.Contains(events, event) {
				t.Errorf("%s: the event %s has no type", e.Name, event)
			}
		}
	}
	if len(names) < 120 {
		t.Errorf("%d endpoints", len(names))
	}
}

func TestEveryEventHasAGoldenBody(t *testing.T) {
	seen := map[string]bool{}
	files, _ := os.ReadDir("testdata/webhooks")
	for _, f := range files {
		if e, err := mono.ParseWebhook(golden(t, "webhooks/"+f.Name())); err == nil {
			seen[e.Name()] = true
		}
	}
	for _, name := range mono.EventNames() {
		if !seen[name] {
			t.Errorf("no body of %s", name)
		}
	}
}

// TestTheClientAsksForNothingElse holds the operations in the source against the registry.
func TestTheClientAsksForNothingElse(t *testing.T) {
	operation := regexp.MustCompile(`^(GET|POST|PUT|PATCH|DELETE) /`)
	written := map[string]bool{}
	each(t, ".", func(name string, n ast.Node) {
		lit, yes := n.(*ast.BasicLit)
		if !yes || strings.HasPrefix(name, "registry") || strings.HasSuffix(name, "_test.go") {
			return
		}
		if text, err := strconv.Unquote(lit.Value); err == nil && operation.MatchString(text) {
			written[text] = true
		}
	})
	listed := map[string]bool{}
	for _, e := range mono.Endpoints() {
		listed[e.Operation()] = true
		if !written[e.Operation()] {
			t.Errorf("no method asks %s", e.Operation())
		}
	}
	for op := range written {
		if !listed[op] {
			t.Errorf("%s is not in the registry", op)
		}
	}
}

// TestEveryMethodIsSentInATest looks for a call of each method in the tables of requests.
func TestEveryMethodIsSentInATest(t *testing.T) {
	called := map[string]bool{}
	each(t, ".", func(name string, n ast.Node) {
		if method, on := calledOn(n, "c", "client"); on && strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "sandbox") {
			called[method] = true
		}
	})
	for _, e := range mono.Endpoints() {
		for _, method := range e.Methods {
			if !called[method] {
				t.Errorf("%s is in no table", method)
			}
		}
	}
}

// calledOn gives the method that a node calls on a variable, or on a field, of one of some names.
func calledOn(n ast.Node, names ...string) (method string, yes bool) {
	call, isCall := n.(*ast.CallExpr)
	if !isCall {
		return "", false
	}
	sel, isSel := call.Fun.(*ast.SelectorExpr)
	if !isSel {
		return "", false
	}
	switch x := sel.X.(type) {
	case *ast.Ident:
		return sel.Sel.Name, slices.Contains(names, x.Name)
	case *ast.SelectorExpr:
		return sel.Sel.Name, slices.Contains(names, x.Sel.Name)
	}
	return "", false
}

// each visits every node of the Go files of a directory.
func each(t *testing.T, dir string, visit func(file string, n ast.Node)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			visit(filepath.Base(path), n)
			return true
		})
	}
}
