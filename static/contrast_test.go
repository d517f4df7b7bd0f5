package static

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The pairs that the style sheet puts together, with the ratio that WCAG 2.2 AA asks of each:
// 4.5 for text (1.4.3), 3 for the edges of controls and for shapes that carry a state (1.4.11).
var pairs = []struct {
	fore, ground string
	least        float64
}{
	{"ink", "paper", 4.5}, {"ink", "sheet", 4.5}, {"ink-soft", "paper", 4.5}, {"ink-soft", "sheet", 4.5},
	{"ink", "leaf-wash", 4.5}, {"ink", "marigold-wash", 4.5}, {"ink", "clay-wash", 4.5}, {"ink", "indigo-wash", 4.5},
	{"ink-soft", "leaf-wash", 4.5}, {"ink-soft", "marigold-wash", 4.5}, {"ink-soft", "clay-wash", 4.5}, {"ink-soft", "indigo-wash", 4.5},
	{"leaf", "paper", 4.5}, {"leaf", "sheet", 4.5}, {"leaf", "leaf-wash", 4.5}, {"on-leaf", "leaf", 4.5}, {"on-leaf", "leaf-deep", 4.5},
	{"marigold", "paper", 4.5}, {"marigold", "sheet", 4.5}, {"marigold", "marigold-wash", 4.5},
	{"clay", "paper", 4.5}, {"clay", "sheet", 4.5}, {"clay", "clay-wash", 4.5},
	{"indigo", "paper", 4.5}, {"indigo", "sheet", 4.5}, {"indigo", "indigo-wash", 4.5},
	{"edge", "paper", 3}, {"edge", "sheet", 3},
}

func TestEveryPairOfColoursCanBeRead(t *testing.T) {
	light, dark := tokens(t)
	for name, set := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, p := range pairs {
			got := contrast(t, set[p.fore], set[p.ground])
			if got < p.least {
				t.Errorf("%s: --%s on --%s is %.2f:1, want %.1f:1", name, p.fore, p.ground, got, p.least)
			}
		}
	}
}

func TestPathsChangeWithContentAndPanicOnUnknownNames(t *testing.T) {
	if p := Path("app.css"); !regexp.MustCompile(`^/static/[0-9a-f]{12}/app\.css$`).MatchString(p) {
		t.Errorf("path is %s", p)
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown name did not panic")
		}
	}()
	Path("none.css")
}

var (
	block = regexp.MustCompile(`(?s):root \{(.*?)\n\s*\}`)
	token = regexp.MustCompile(`--([a-z-]+): (#[0-9A-F]{6});`)
)

// tokens reads the two sets of colours out of the style sheet.
func tokens(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	css, err := FS.ReadFile("app.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := block.FindAllStringSubmatch(string(css), -1)
	if len(blocks) < 2 {
		t.Fatalf("%d blocks of tokens", len(blocks))
	}
	read := func(text string) map[string]string {
		set := map[string]string{}
		for _, m := range token.FindAllStringSubmatch(text, -1) {
			set[m[1]] = m[2]
		}
		return set
	}
	return read(blocks[0][1]), read(blocks[1][1])
}

// contrast is WCAG's ratio of relative luminances.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || colour == "" {
		t.Fatalf("colour %q: %v", colour, err)
	}
	linear := func(shift uint) float64 {
		c := float64(n>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}
