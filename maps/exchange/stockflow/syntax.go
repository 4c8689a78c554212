package stockflow

import (
	"strconv"
	"strings"
)

// Syntax is how a tool writes equations.
type Syntax struct {
	// Name writes the name of an element; nil writes it as it is.
	Name func(string) string
	// Time and Step are what the tool calls the time and the width of a step.
	Time, Step string
	And, Or    string
	// Functions are what it calls [Exp], [Min] and [Max], in this order.
	Functions [3]string
	// Choice writes a choice, whose parts are whole expressions.
	Choice func(when, then, otherwise string) string
}

// Text writes an expression.
func (s Syntax) Text(e Expr) string {
	p := printer{syntax: s}
	e.print(&p, 0)
	return p.String()
}

type printer struct {
	strings.Builder
	syntax Syntax
}

// rank orders operators by how tightly they bind.
func (o Op) rank() int {
	switch o {
	case Or:
		return 1
	case And:
		return 2
	case Less, Greater, Equal:
		return 3
	case Plus, Minus:
		return 4
	}
	return 5
}

func (n Number) print(p *printer, rank int) {
	if n < 0 && rank > Plus.rank() && p.Len() > 0 && p.String()[p.Len()-1] != '(' {
		p.WriteString("(" + Decimal(float64(n)) + ")")
		return
	}
	p.WriteString(Decimal(float64(n)))
}

func (r Ref) print(p *printer, _ int) {
	if p.syntax.Name != nil {
		p.WriteString(p.syntax.Name(string(r)))
		return
	}
	p.WriteString(string(r))
}

func (Time) print(p *printer, _ int) { p.WriteString(p.syntax.Time) }

func (Step) print(p *printer, _ int) { p.WriteString(p.syntax.Step) }

func (b Binary) print(p *printer, rank int) {
	own := b.Op.rank()
	if own < rank {
		p.WriteByte('(')
		defer p.WriteByte(')')
	}
	b.Left.print(p, own)
	switch b.Op {
	case And:
		p.WriteString(" " + p.syntax.And + " ")
	case Or:
		p.WriteString(" " + p.syntax.Or + " ")
	case Times, Over:
		p.WriteString(string(b.Op))
	default:
		p.WriteString(" " + string(b.Op) + " ")
	}
	// What stands right of a minus or a stroke needs its own parentheses.
	b.Right.print(p, own+1)
}

func (c Choice) print(p *printer, _ int) {
	p.WriteString(p.syntax.Choice(p.syntax.Text(c.When), p.syntax.Text(c.Then), p.syntax.Text(c.Else)))
}

func (c Call) print(p *printer, _ int) {
	name := map[Function]string{Exp: p.syntax.Functions[0], Min: p.syntax.Functions[1], Max: p.syntax.Functions[2]}[c.Function]
	p.WriteString(name + "(")
	for i, a := range c.Arguments {
		if i > 0 {
			p.WriteString(", ")
		}
		a.print(p, 0)
	}
	p.WriteByte(')')
}

// Decimal writes a number without an exponent, unless it is so small or large
// that nobody could read it then.
func Decimal(v float64) string {
	if s := strconv.FormatFloat(v, 'f', -1, 64); len(s) <= 24 {
		return s
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}
