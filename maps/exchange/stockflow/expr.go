package stockflow

// Expr is the right side of an equation. The types of this package that end up
// in one are all there are.
type Expr interface {
	// print writes it where operators of at least that rank may stand.
	print(p *printer, rank int)
	// each names every element it mentions.
	each(func(name string))
}

type (
	// Number is a constant.
	Number float64
	// Ref is the value of an element.
	Ref string
	// Time is the time since the start.
	Time struct{}
	// Step is the width of a time step.
	Step struct{}
	// Binary joins two expressions.
	Binary struct {
		Op          Op
		Left, Right Expr
	}
	// Choice is Then where When holds, and Else otherwise.
	Choice struct{ When, Then, Else Expr }
	// Call is a function of one or two arguments.
	Call struct {
		Function  Function
		Arguments []Expr
	}
)

// Op is an operator.
type Op string

// The operators, of which the last five make conditions.
const (
	Plus    Op = "+"
	Minus   Op = "-"
	Times   Op = "*"
	Over    Op = "/"
	Less    Op = "<"
	Greater Op = ">"
	Equal   Op = "="
	And     Op = "and"
	Or      Op = "or"
)

// Function is a function that every tool has.
type Function string

// The functions.
const (
	Exp Function = "exp"
	Min Function = "min"
	Max Function = "max"
)

func (Number) each(func(string))         {}
func (Time) each(func(string))           {}
func (Step) each(func(string))           {}
func (r Ref) each(visit func(string))    { visit(string(r)) }
func (b Binary) each(visit func(string)) { b.Left.each(visit); b.Right.each(visit) }

func (c Choice) each(visit func(string)) {
	c.When.each(visit)
	c.Then.each(visit)
	c.Else.each(visit)
}

func (c Call) each(visit func(string)) {
	for _, a := range c.Arguments {
		a.each(visit)
	}
}

// Sum adds expressions, and numbers at once. The sum of nothing is 0.
func Sum(terms ...Expr) Expr {
	number := Number(0)
	var others []Expr
	for _, t := range terms {
		if n, ok := t.(Number); ok {
			number += n
		} else {
			others = append(others, t)
		}
	}
	if len(others) == 0 {
		return number
	}
	sum := others[0]
	if size, negative := negated(sum); negative && number > 0 {
		// 1 - x reads better than -x + 1.
		sum, number = Binary{Minus, number, size}, 0
	}
	for _, t := range others[1:] {
		sum = added(sum, t)
	}
	if number == 0 {
		return sum
	}
	return added(sum, number)
}

// added is a sum of two, or a difference where the second is below 0.
func added(sum, e Expr) Expr {
	if size, negative := negated(e); negative {
		return Binary{Minus, sum, size}
	}
	return Binary{Plus, sum, e}
}

// negated returns a number below 0, or a product with one, as the opposite.
func negated(e Expr) (Expr, bool) {
	switch e := e.(type) {
	case Number:
		return -e, e < 0
	case Binary:
		if n, ok := e.Left.(Number); ok && e.Op == Times && n < 0 {
			return Product(-n, e.Right), true
		}
	}
	return nil, false
}

// Product multiplies two expressions, and numbers at once.
func Product(a, b Expr) Expr {
	x, isNumber := a.(Number)
	y, bothNumbers := b.(Number)
	switch {
	case isNumber && bothNumbers:
		return x * y
	case bothNumbers:
		return Product(b, a)
	case isNumber && x == 0:
		return Number(0)
	case isNumber && x == 1:
		return b
	}
	return Binary{Times, a, b}
}

// When returns a choice; without a condition, which always holds, it is what
// comes then.
func When(condition, then, otherwise Expr) Expr {
	if condition == nil {
		return then
	}
	x, isNumber := then.(Number)
	y, bothNumbers := otherwise.(Number)
	if isNumber && bothNumbers && x == y {
		return x
	}
	return Choice{condition, then, otherwise}
}

// Both joins conditions that all have to hold; nil ones always do.
func Both(conditions ...Expr) Expr { return joined(And, conditions) }

// Any joins conditions of which one has to hold.
func Any(conditions ...Expr) Expr { return joined(Or, conditions) }

func joined(op Op, conditions []Expr) Expr {
	var all Expr
	for _, c := range conditions {
		switch {
		case c == nil:
		case all == nil:
			all = c
		default:
			all = Binary{op, all, c}
		}
	}
	return all
}
