package stockflow

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// basic is a syntax that every reader of this test knows.
var basic = Syntax{
	Time: "t", Step: "dt", And: "and", Or: "or", Functions: [3]string{"exp", "min", "max"},
	Choice: func(when, then, otherwise string) string { return "(" + when + " ? " + then + " : " + otherwise + ")" },
}

func TestEquationsAreWrittenWithTheParenthesesTheyNeed(t *testing.T) {
	a, b, c := Ref("a"), Ref("b"), Ref("c")
	for want, e := range map[string]Expr{
		"a - (b - c)":    Binary{Minus, a, Binary{Minus, b, c}},
		"a - b - c":      Binary{Minus, Binary{Minus, a, b}, c},
		"a/(b*c)":        Binary{Over, a, Binary{Times, b, c}},
		"(a + b)*c":      Product(Sum(a, b), c),
		"a*(-0.5)":       Binary{Times, a, Number(-0.5)},
		"2 - 0.5*a":      Sum(Number(1), Product(Number(-0.5), a), Number(1), Number(0), Number(0)),
		"1 - a":          Sum(Product(Number(-1), a), Number(1)),
		"a - 3*b":        Sum(a, Product(Number(-3), b)),
		"a - 2":          Sum(a, Number(-2)),
		"0":              Sum(Product(Number(0), a)),
		"2*(3*a)":        Product(Number(2), Product(Number(3), a)),
		"a":              Product(a, Number(1)),
		"exp(2*(a + b))": Call{Exp, []Expr{Product(Number(2), Sum(a, b))}},
		"min(1, (-1)*a)": Call{Min, []Expr{Number(1), Product(Number(-1), a)}},
		"(t > 3 - dt/2 and a = 1 or b < 2 ? 1 : 0)": When(Any(Both(Binary{Greater, Time{}, Binary{Minus, Number(3), Binary{Over, Step{}, Number(2)}}}, Binary{Equal, a, Number(1)}), Binary{Less, b, Number(2)}), Number(1), Number(0)),
		"(a = 1 or b = 1) and c = 1":                Both(Any(Binary{Equal, a, Number(1)}, Binary{Equal, b, Number(1)}), nil, Binary{Equal, c, Number(1)}),
	} {
		if got := basic.Text(e); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if When(nil, a, b) != Expr(a) || When(Ref("x"), Number(2), Number(2)) != Expr(Number(2)) {
		t.Error("choices that are none are written as one")
	}
}

func TestNumbersAreWrittenOut(t *testing.T) {
	for v, want := range map[float64]string{0.0078125: "0.0078125", 1e6: "1000000", -0.5: "-0.5", 1e-300: "1e-300"} {
		if got := Decimal(v); got != want {
			t.Errorf("%v is written %s", v, got)
		}
	}
}

func TestCausesAreNamedOnceInTheirOrder(t *testing.T) {
	e := Element{Kind: Flow, Value: When(Binary{Equal, Ref("s"), Number(1)}, Sum(Ref("b"), Ref("a")), Call{Max, []Expr{Ref("b"), Ref("c")}})}
	if got := strings.Join(e.Causes(), ""); got != "sbac" {
		t.Error(got)
	}
	if got := (&Element{Kind: Stock, Other: "f"}).Causes(); len(got) != 0 {
		t.Errorf("a stock depends on %v", got)
	}
	if got := (&Element{Kind: Delay, Other: "x"}).Causes(); !slices.Equal(got, []string{"x"}) {
		t.Errorf("a delay depends on %v", got)
	}
}

func TestGroupsKeepTheOrderOfTheModel(t *testing.T) {
	m := Model{Elements: []Element{{Name: "a", Group: "y"}, {Name: "b"}, {Name: "c", Group: "x"}, {Name: "d", Group: "y"}}}
	var told []string
	for _, g := range m.Groups() {
		names := g.Name + ":"
		for _, e := range g.Elements {
			names += e.Name
		}
		told = append(told, names)
	}
	if got := strings.Join(told, " "); got != ":b y:ad x:c" {
		t.Error(got)
	}
	if m.UnitOfFlow() != "1/Month" || m.Bottom() != 0 {
		t.Error("an empty model has no unit or a depth")
	}
}

func TestNamesAreLegalAndReadable(t *testing.T) {
	var n Names
	for _, c := range [][2]string{
		{"Stress", "Stress"},
		{"stress", "stress 2"},
		{"STRESS 2", "STRESS 2 2"},
		{"S tress", "S tress 3"},
		{"Genetic and/or epigenetic", "Genetic and or epigenetic"},
		{"Søvn & ro (børn)", "Søvn ro børn"},
		{"5 a day", "No 5 a day"},
		{"Time", "Time 2"},
		{"", "id"},
		{"!?", "id 2"},
		{"<b>|~\\\"[x]\n", "b x"},
		{"Cafe\u0301", "Café"},
		{"time step", "time step 2"},
		{"e", "e 2"},
		{strings.Repeat("very long words ", 10), "very long words very long words very long words very long words very long"},
	} {
		if got := n.Name(c[0], "id"); got != c[1] {
			t.Errorf("%q is called %q, want %q", c[0], got, c[1])
		}
	}
}

func TestNoTwoNamesAreTheSameToAnyTool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n Names
		seen := map[string]bool{}
		for _, text := range rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"a", "A", "a 2", "a-2", "time", "", "a22"})), 1, 30).Draw(t, "texts") {
			name := n.Name(text, "stand-in")
			folded := strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					return unicode.ToLower(r)
				}
				return -1
			}, name)
			if seen[folded] || folded == "" {
				t.Fatalf("%q stands twice", name)
			}
			seen[folded] = true
			for i, r := range name {
				if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && r != ' ') {
					t.Fatalf("%q holds %q", name, r)
				}
			}
		}
	})
}
