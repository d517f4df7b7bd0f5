package lending

import (
	"fmt"
	"strings"

	"lendwright/internal/fault"
)

// Mistake is one thing wrong in an input: where, as a JSON path such as $.fees[0].kind, and what was expected.
type Mistake struct{ Path, Expected string }

// String is the mistake on one line.
func (m Mistake) String() string { return m.Path + ": expected " + m.Expected }

// Mistakes are all that is wrong in an input, in the order of the fields. It is the cause of a
// fault.Invalid: find it with errors.As.
type Mistakes []Mistake

// Error lists the mistakes, one a line.
func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i, x := range m {
		lines[i] = x.String()
	}
	return strings.Join(lines, "\n")
}

// add notes a mistake.
func (m *Mistakes) add(path, format string, args ...any) {
	*m = append(*m, Mistake{path, fmt.Sprintf(format, args...)})
}

// at finds the mistake about a field or about something in it.
func (m Mistakes) at(path string) (Mistake, bool) {
	for _, x := range m {
		if strings.HasPrefix(x.Path, path) {
			return x, true
		}
	}
	return Mistake{}, false
}

// fault is nil without mistakes, else a fault.Invalid that says the first and holds all.
func (m Mistakes) fault() error {
	if len(m) == 0 {
		return nil
	}
	return fault.Because(m, fault.Invalid, "%s", m[0])
}

// refuse is a fault.Invalid of one mistake.
func refuse(path, format string, args ...any) error {
	return Mistakes{{path, fmt.Sprintf(format, args...)}}.fault()
}

// oneOf lists what a field may say.
func oneOf[T ~string](offered []T) string {
	words := make([]string, len(offered))
	for i, x := range offered {
		words[i] = string(x)
	}
	return "one of " + strings.Join(words, ", ")
}
