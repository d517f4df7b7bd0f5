// Package arch holds the picture of the house against the code: who may import whom, which
// outside library lives in one package only, and what the pure packages may not contain.
// A new package fails these tests until it is added here and in ARCHITECTURE.md.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allowed says which of our own packages each package may import, tests excepted.
var allowed = map[string][]string{
	"internal/fault":    {},
	"internal/id":       {"internal/fault"},
	"internal/money":    {"internal/fault"},
	"internal/calendar": {"internal/fault"},
	"internal/work":     {},
	"internal/notify":   {"internal/id"},
	"migrations":        {},
	"static":            {},

	"internal/lending":           {"internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"internal/lending/published": {"internal/lending", "internal/money", "internal/fault", "internal/calendar"},
	"internal/scorecard":         {"internal/money", "internal/fault"},
	"internal/scorecard/fit":     {"internal/scorecard", "internal/money", "internal/fault"},
	"internal/underwriting":      {"internal/lending", "internal/scorecard", "internal/money", "internal/id", "internal/fault", "internal/calendar"},

	"internal/access":      {"internal/notify", "internal/work", "internal/id", "internal/fault"},
	"internal/origination": {"internal/underwriting", "internal/lending", "internal/notify", "internal/work", "internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"internal/servicing":   {"internal/lending", "internal/notify", "internal/work", "internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"templates":            {"static"},

	"internal/mono":         {},
	"internal/mono/sandbox": {},
	"internal/openbanking":  {"internal/mono", "internal/origination", "internal/servicing", "internal/underwriting", "internal/lending", "internal/work", "internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"internal/store":        {"migrations", "internal/access", "internal/origination", "internal/servicing", "internal/underwriting", "internal/lending", "internal/notify", "internal/work", "internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"internal/jobs":         {"internal/origination", "internal/servicing", "internal/openbanking", "internal/notify", "internal/work", "internal/money", "internal/id", "internal/fault", "internal/calendar"},
	"internal/web":          {"internal/access", "internal/origination", "internal/servicing", "internal/underwriting", "internal/lending", "internal/notify", "internal/money", "internal/id", "internal/fault", "internal/calendar", "templates", "static"},
}

// anything marks packages that may import all of ours: the wiring and what only tests use.
var anything = []string{"cmd/app", "internal/arch", "internal/store/storetest", "internal/testrun", "test/e2e", "test/faults"}

// alone says which package is the only one (tests excepted) that may import an outside library.
var alone = map[string][]string{
	"gorm.io/":                        {"internal/store"},
	"modernc.org/sqlite":              {"internal/store", "cmd/app"},
	"github.com/jackc/pgx":            {"internal/store", "cmd/app", "internal/jobs"},
	"github.com/pressly/goose":        {"internal/store"},
	"github.com/gin-gonic/gin":        {"internal/web"},
	"github.com/a-h/templ":            {"templates", "internal/web"},
	"github.com/riverqueue/river":     {"internal/jobs", "cmd/app"},
	"riverqueue.com/riverui":          {"internal/jobs", "cmd/app"},
	"github.com/robfig/cron":          {"internal/jobs", "cmd/app"},
	"github.com/failsafe-go":          {"internal/mono"},
	"github.com/alecthomas/kong":      {"cmd/app"},
	"github.com/caarlos0/env":         {"cmd/app"},
	"github.com/alexedwards/argon2id": {"internal/access"},
	"github.com/google/uuid":          {"internal/id", "internal/mono/sandbox"},
	"github.com/wneessen/go-mail":     {"internal/jobs", "cmd/app"},
	"codeberg.org/go-pdf/fpdf":        {"internal/web"},
	"gonum.org/v1/gonum":              {"internal/scorecard/fit"},
	"cel.dev/cel-go":                  {"internal/underwriting"},
	"github.com/shopspring/decimal":   {"internal/money", "internal/lending", "internal/lending/published", "internal/underwriting", "internal/scorecard", "internal/mono", "internal/mono/sandbox", "internal/openbanking", "cmd/app"},
}

// pure packages read no clock, no network, no database, no file, and hold no binary fraction.
var pure = []string{"internal/money", "internal/lending", "internal/underwriting", "internal/scorecard"}

var impure = []string{"context", "net/http", "database/sql", "os", "log/slog", "math/rand", "math/rand/v2"}

const module = "lendwright"

type source struct {
	dir, path string
	file      *ast.File
}

func TestImportsGoDownAlongThePicture(t *testing.T) {
	for _, s := range sources(t) {
		if slices.Contains(anything, s.dir) {
			continue
		}
		may, known := allowed[s.dir]
		if !known {
			t.Errorf("%s: package %s is not in the picture: add it here and in ARCHITECTURE.md", s.path, s.dir)
			continue
		}
		for _, imp := range imports(s.file) {
			ours, yes := strings.CutPrefix(imp, module+"/")
			if yes && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s, which %s may not", s.path, ours, s.dir)
			}
		}
	}
}

func TestEachLibraryLivesInItsOwnPackage(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range imports(s.file) {
			for lib, homes := range alone {
				if strings.HasPrefix(imp, lib) && !slices.Contains(homes, s.dir) && !slices.Contains(anything[1:], s.dir) {
					t.Errorf("%s imports %s, which only %v may", s.path, imp, homes)
				}
			}
		}
	}
}

func TestTheDomainIsPure(t *testing.T) {
	for _, s := range sources(t) {
		if !slices.Contains(pure, s.dir) {
			continue
		}
		for _, imp := range imports(s.file) {
			if slices.Contains(impure, imp) {
				t.Errorf("%s imports %s: the domain is pure", s.path, imp)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.Ident:
				if x.Name == "float64" || x.Name == "float32" {
					t.Errorf("%s: %s in the domain", s.path, x.Name)
				}
			case *ast.SelectorExpr:
				if p, ok := x.X.(*ast.Ident); ok && p.Name == "time" && (x.Sel.Name == "Now" || x.Sel.Name == "Since") {
					t.Errorf("%s: time.%s in the domain: the instant comes in as an argument", s.path, x.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestOnlyTheEdgesReadTheClock(t *testing.T) {
	edges := append([]string{"internal/jobs", "internal/web", "internal/mono", "internal/mono/sandbox"}, anything...)
	for _, s := range sources(t) {
		if slices.Contains(edges, s.dir) || s.dir == "internal/store" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				if p, ok := x.X.(*ast.Ident); ok && p.Name == "time" && x.Sel.Name == "Now" {
					t.Errorf("%s reads the clock: take the instant as an argument or from Now", s.path)
				}
			}
			return true
		})
	}
}

// sources gives every Go file of the module that is not a test.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var all []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() {
			name := d.Name()
			if rel != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || name == "data" || name == "bin") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("%s: %w", rel, err)
		}
		all = append(all, source{filepath.ToSlash(filepath.Dir(rel)), rel, f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d files found: the walk is broken", len(all))
	}
	return all
}

func imports(f *ast.File) []string {
	var out []string
	for _, i := range f.Imports {
		out = append(out, strings.Trim(i.Path.Value, `"`))
	}
	return out
}
