package simulate

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"sysmap/maps"
)

// TextError is what is wrong with an intervention that was given as text.
type TextError struct {
	Action maps.Action
	// Text is the whole, and Column where in it the mistake is, in characters
	// from 1.
	Text    string
	Column  int
	Message string
}

// Error says what, where, and what is wrong with it.
func (e *TextError) Error() string {
	return fmt.Sprintf("%s %q, character %d: %s", e.Action, shortened(e.Text), e.Column, e.Message)
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= 100 {
		return s
	}
	return string([]rune(s)[:100]) + "…"
}

// Parse reads an intervention as it is written on a command line. A press,
// pulse, ramp or hold is a variable, its amount and, after an @, its time:
//
//	stress=-0.5     stress=-0.5@6     stress=-0.5@0..24     stress=-0.5@..24
//
// A cut is a link; a scale or add is a link and a number, a sign (re-sign) a
// link and a sign; each may have a time:
//
//	stress ->- sleep     stress ->- sleep=0.5@6..     stress ->- sleep=+@6
//
// Variables may be named by their labels. The error is a [*TextError].
func Parse(m *maps.Map, action maps.Action, text string) (maps.Intervention, error) {
	r := &reader{m: m, action: action, text: text}
	out := maps.Intervention{Action: action}
	subject, amount, amountAt, window, windowAt := r.split()
	r.window(&out, window, windowAt)
	switch action {
	case maps.Press, maps.Pulse, maps.Ramp, maps.Hold:
		out.Variable = r.variable(subject)
		out.Amount = r.number(amount, amountAt, -1, 1)
	case maps.Scale:
		out.Link = r.link(subject)
		out.Amount = r.number(amount, amountAt, 0, 100)
	case maps.Add:
		out.Link = r.link(subject)
		out.Amount = r.number(amount, amountAt, 0, 1)
	case maps.Cut:
		out.Link = r.link(subject)
		if amountAt >= 0 {
			r.fail(amountAt, "a cut takes no amount; write the link alone, or use scale")
		}
	case maps.Resign:
		out.Link = r.link(subject)
		out.NewSign = r.sign(amount, amountAt)
	default:
		r.fail(0, "this is nothing that can be done; use press, pulse, ramp, hold, cut, scale, add or sign")
	}
	if r.err != nil {
		return maps.Intervention{}, r.err
	}
	return out, nil
}

// reader takes a text apart and keeps the first mistake. Places are byte
// offsets, -1 for what is not there.
type reader struct {
	m      *maps.Map
	action maps.Action
	text   string
	err    error
}

func (r *reader) fail(at int, message string) {
	if r.err == nil {
		at = min(max(at, 0), len(r.text))
		r.err = &TextError{r.action, r.text, utf8.RuneCountInString(r.text[:at]) + 1, message}
	}
}

// split takes the text apart at its last = and at the @ after it; a cut has no
// =, so its @ may be anywhere.
func (r *reader) split() (subject, amount string, amountAt int, window string, windowAt int) {
	subject, amountAt, windowAt = r.text, -1, -1
	if !utf8.ValidString(r.text) {
		r.fail(0, "this is not valid UTF-8")
		return
	}
	if at := strings.LastIndexByte(subject, '@'); at >= 0 && !strings.Contains(subject[at:], "=") {
		subject, window, windowAt = subject[:at], subject[at+1:], at+1
	}
	if at := strings.LastIndexByte(subject, '='); at >= 0 {
		subject, amount, amountAt = subject[:at], subject[at+1:], at+1
	}
	return
}

func (r *reader) variable(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		r.fail(0, "no variable is named; write "+r.example())
		return ""
	}
	v, err := r.m.FindVariable(s)
	if err != nil {
		r.fail(0, err.Error())
		return ""
	}
	return v.ID
}

func (r *reader) link(s string) *maps.LinkRef {
	ref, err := maps.ParseLink(s)
	if err != nil {
		r.fail(0, err.Error())
		return nil
	}
	for _, id := range []string{ref.From, ref.To} {
		if r.m.Variable(id) == nil {
			_, err := r.m.FindVariable(id)
			message := fmt.Sprintf("%q is a label; links are named by ids", id)
			if err != nil {
				message = err.Error()
			}
			r.fail(strings.Index(r.text, id), message)
			return nil
		}
	}
	exists := r.m.Link(ref) != nil
	switch {
	case r.action == maps.Add && exists:
		r.fail(0, fmt.Sprintf("the map already has the link %q; use scale to change its strength", ref))
	case r.action != maps.Add && !exists:
		r.fail(0, fmt.Sprintf("the map has no link %q%s", ref, r.otherSign(ref)))
	}
	return &ref
}

// otherSign tells of a link between the same variables.
func (r *reader) otherSign(ref maps.LinkRef) string {
	for _, sign := range []maps.Sign{maps.Positive, maps.Negative, maps.Unknown} {
		other := maps.LinkRef{From: ref.From, To: ref.To, Sign: sign}
		if r.m.Link(other) != nil {
			return fmt.Sprintf("; it has %q", other)
		}
	}
	return ""
}

func (r *reader) number(s string, at int, low, high float64) float64 {
	if at < 0 {
		r.fail(len(r.text), "an amount is missing; write "+r.example())
		return 0
	}
	v, ok := r.decimal(s, at)
	if ok && !(v >= low && v <= high) {
		r.fail(at, fmt.Sprintf("%v is out of range; write a number from %v to %v", v, low, high))
	}
	return v
}

func (r *reader) decimal(s string, at int) (float64, bool) {
	s = strings.Replace(strings.TrimSpace(s), "−", "-", 1)
	v, err := strconv.ParseFloat(s, 64)
	if err == nil && strings.Trim(s, "+-0123456789.eE") == "" {
		return v, true
	}
	message := fmt.Sprintf("%q is not a number", shortened(s))
	if strings.Contains(s, ",") {
		message += "; write a point instead of the comma"
	}
	r.fail(at, message)
	return 0, false
}

func (r *reader) sign(s string, at int) maps.Sign {
	switch strings.TrimSpace(s) {
	case "+":
		return maps.Positive
	case "-", "−", "–":
		return maps.Negative
	case "?":
		return maps.Unknown
	}
	if at < 0 {
		at = len(r.text)
	}
	r.fail(at, "the new sign is missing; write "+r.example())
	return 0
}

// window reads "6", "6..", "..24" or "6..24".
func (r *reader) window(out *maps.Intervention, s string, at int) {
	if at < 0 {
		return
	}
	from, until, ends := strings.Cut(s, "..")
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	if blank(from) && blank(until) {
		r.fail(at, "the time is missing; write @6, @6.., @..24 or @6..24")
		return
	}
	if !blank(from) {
		out.From = r.moment(from, at)
	}
	if ends && !blank(until) {
		v := r.moment(until, at+len(from)+2)
		if v <= out.From {
			r.fail(at+len(from)+2, "this ends before it begins")
		}
		out.Until = &v
	}
}

func (r *reader) moment(s string, at int) float64 {
	v, ok := r.decimal(s, at)
	if ok && !(v >= 0 && v <= longest) {
		r.fail(at, fmt.Sprintf("the time %v is out of range; write a number from 0 to %v", v, longest))
	}
	return v
}

func (r *reader) example() string {
	switch r.action {
	case maps.Scale, maps.Add:
		return `"a ->+ b=0.5"`
	case maps.Resign:
		return `"a ->+ b=-", with + or - or ?`
	}
	return "stress=-0.5 or stress=-0.5@0..24"
}
