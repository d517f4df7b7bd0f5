package underwriting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"lendwright/internal/money"
	"lendwright/internal/scorecard"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// expression is a rule's condition in CEL (cel.dev) over the permitted features. It was type-checked
// when the policy was loaded, works in whole numbers only, and cannot divide by nothing.
//
// A feature of money is minor units, a share ten-thousandths, a flag yes or no, everything else a
// whole number; amount("30000") and share("0.30") are constants of those units. A feature that is
// not known makes what it stands in not known: false && it is false, true || it is true, and a rule
// that comes to not known does not fire. f_known says whether feature f is known.
type expression struct {
	text     string
	program  cel.Program
	features []string // in order of name
}

// Bounds of an expression: what a person can still read, and what no rule comes near.
const (
	expressionLong  = 2000 // characters
	expressionCost  = 1000 // CEL's units: about one per operation
	expressionDepth = 50
)

const knownSuffix = "_known"

// expressionEnv declares the features. The currency only matters to what amount("…") means, which is
// worked out before.
var expressionEnv = sync.OnceValue(func() *cel.Env {
	options := []cel.EnvOption{cel.ClearMacros(), cel.ParserExpressionSizeLimit(expressionLong), cel.ParserRecursionLimit(expressionDepth)}
	for name, f := range registry {
		t := cel.IntType
		if f.unit == unitFlag {
			t = cel.BoolType
		}
		options = append(options, cel.Variable(name, t), cel.Variable(name+knownSuffix, cel.BoolType))
	}
	options = append(options,
		cel.Function("amount", cel.Overload("amount_text", []*cel.Type{cel.StringType}, cel.IntType, cel.UnaryBinding(never))),
		cel.Function("share", cel.Overload("share_text", []*cel.Type{cel.StringType}, cel.IntType, cel.UnaryBinding(never))),
		cel.Function("over", cel.Overload("over_int_int", []*cel.Type{cel.IntType, cel.IntType}, cel.IntType, cel.BinaryBinding(over))),
	)
	env, err := cel.NewEnv(options...)
	if err != nil {
		panic(err)
	}
	return env
})

// never stands for amount and share, whose constants are put in before an expression is compiled.
func never(ref.Val) ref.Val { return types.NewErr("amount and share take a number in quotes") }

// over is a/b in ten-thousandths, and not known where b is nothing: the only way to divide by a feature.
func over(a, b ref.Val) ref.Val {
	x, y := int64(a.(types.Int)), int64(b.(types.Int))
	if y <= 0 {
		return types.NewUnknown(0, nil)
	}
	if x < 0 {
		return types.Int(-share(-x, y))
	}
	return types.Int(share(x, y))
}

// compile reads and checks an expression; the text says what is wrong with it.
func compile(text string, c money.Currency) (*expression, string) {
	constant, wrong := constants(text, c)
	if wrong != "" {
		return nil, wrong
	}
	env := expressionEnv()
	checked, issues := env.Compile(constant)
	if err := issues.Err(); err != nil {
		return nil, strings.Join(strings.Fields(err.Error()), " ")
	}
	if checked.OutputType() != cel.BoolType {
		return nil, fmt.Sprintf("expected yes or no, and it is of type %s", checked.OutputType())
	}
	x := &expression{text: text}
	if wrong := x.look(checked.NativeRep()); wrong != "" {
		return nil, wrong
	}
	program, err := env.Program(checked, cel.CostLimit(expressionCost), cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err.Error()
	}
	x.program = program
	return x, ""
}

// look refuses floating-point numbers and divisions that could meet a zero, and notes the features.
func (x *expression) look(checked *ast.AST) (wrong string) {
	for _, e := range ast.MatchDescendants(ast.NavigateAST(checked), ast.AllMatcher()) {
		if t := e.Type(); t.IsExactType(types.DoubleType) {
			return `fractions are not exact: write share("0.30") or amount("1.50")`
		}
		switch e.Kind() {
		case ast.IdentKind:
			name := strings.TrimSuffix(e.AsIdent(), knownSuffix)
			if _, ok := registry[name]; ok && !slices.Contains(x.features, name) {
				x.features = append(x.features, name)
			}
		case ast.CallKind:
			call := e.AsCall()
			if f := call.FunctionName(); (f == operators.Divide || f == operators.Modulo) && !isNonzero(call.Args()[1]) {
				return "it could divide by zero: divide by a number that is not 0, or use over(a, b), which is not known where b is nothing"
			}
		}
	}
	slices.Sort(x.features)
	if len(x.features) == 0 {
		return "it names no feature"
	}
	return ""
}

func isNonzero(e ast.Expr) bool {
	n, ok := int64(0), false
	if e.Kind() == ast.LiteralKind {
		var v types.Int
		if v, ok = e.AsLiteral().(types.Int); ok {
			n = int64(v)
		}
	}
	return ok && n != 0
}

// constants puts numbers in the place of amount("…") and share("…").
func constants(text string, c money.Currency) (out, wrong string) {
	for _, of := range []struct {
		call string
		unit unit
	}{{`amount("`, unitMoney}, {`share("`, unitShare}} {
		for {
			before, rest, found := strings.Cut(text, of.call)
			if !found {
				break
			}
			number, after, closed := strings.Cut(rest, `")`)
			n, wrong := feature{unit: of.unit}.parse(number, c)
			if !closed || wrong != "" {
				return "", fmt.Sprintf("%s%s…: %s", of.call, number, cmp.Or(wrong, `expected a closing ")`))
			}
			text = fmt.Sprintf("%s%d%s", before, n, after)
		}
	}
	return text, ""
}

// activation gives CEL a case's features.
type activation func(string) scorecard.Value

// ResolveName gives a feature's value, or whether it is known.
func (a activation) ResolveName(name string) (any, bool) {
	f, ok := registry[name]
	if !ok {
		f, ok = registry[strings.TrimSuffix(name, knownSuffix)]
		return ok && a(f.name).Known, ok
	}
	v := a(name)
	switch {
	case !v.Known:
		return types.NewUnknown(0, nil), true
	case f.unit == unitFlag:
		return v.N != 0, true
	}
	return v.N, true
}

// Parent is nil: there is nothing else to see.
func (a activation) Parent() cel.Activation { return nil }

// holds reports whether the expression is true of a case's features. An error (a sum beyond 64 bits)
// is said and not guessed over.
func (x *expression) holds(values func(string) scorecard.Value) (bool, error) {
	out, _, err := x.program.Eval(activation(values))
	switch {
	case types.IsUnknown(out):
		return false, nil
	case err != nil:
		return false, err
	}
	return out == types.True, nil
}
