package xmile

import (
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	ctx        context.Context
	influences *format.Influences
	// variable holds indices by model and key, joined with a dot that keys of
	// the first model go without.
	variable map[string]int
	// module is the prefix of the model that is being read.
	module string
	bottom float64
	texts  []string
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	draft := format.NewDraft("xmile", o)
	r := &reader{Draft: draft, ctx: ctx, influences: draft.Influences(), variable: map[string]int{}}
	text, err := r.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	var doc document
	if err := r.DecodeXML(ctx, text, &doc); err != nil {
		return nil, nil, err
	}
	if doc.XMLName.Local != "xmile" {
		return nil, nil, fmt.Errorf("%w: the root element is %q, not xmile", format.ErrFormat, format.Shorten(doc.XMLName.Local))
	}
	r.describe(&doc)
	steps := []func(*model) error{r.variables, r.places, r.equations, r.connections, r.connectors}
	for _, step := range steps {
		for i := range doc.Models {
			r.module = ""
			if name := doc.Models[i].Name; i > 0 && name != "" {
				r.module = key(name) + "."
			}
			if err := step(&doc.Models[i]); err != nil {
				return nil, nil, err
			}
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
		}
	}
	if err := r.influences.Links(); err != nil {
		return nil, nil, err
	}
	if note := r.Text(strings.Join(r.texts, "\n"), "texts on the views"); note != "" {
		r.Map.Note = maps.Plain(note)
	}
	return r.Finish()
}

func (r *reader) describe(doc *document) {
	if title := r.Label(doc.Header.Name, "header"); title != "" {
		r.Map.Title = maps.Plain(title)
	}
	for range doc.Settings {
		r.Report.Lose("simulation settings", "")
	}
	for _, d := range doc.Dimensions {
		r.Report.Lose("dimensions", format.Shorten(d.Name))
	}
	for _, m := range doc.Macros {
		r.Report.Lose("macros", format.Shorten(m.Name))
	}
}

// find returns the variable that a name means within the model that is being
// read, or else anywhere.
func (r *reader) find(name string) (int, bool) {
	k := key(name)
	// Stella writes a dot before names that are not of the module.
	for _, k := range [...]string{r.module + k, k, strings.TrimPrefix(k, ".")} {
		if at, ok := r.variable[k]; ok {
			return at, true
		}
	}
	return 0, false
}

func (r *reader) variables(m *model) error {
	grouped := false
	for i := range m.Variables.All {
		v := &m.Variables.All[i]
		where := v.XMLName.Local + " " + format.Shorten(label(v.Name))
		switch v.XMLName.Local {
		case "stock", "flow", "aux", "gf":
			if err := r.add(v, where); err != nil {
				return err
			}
		case "group":
			grouped = true
		case "module":
			// What it is connected to is read when all variables are.
		default:
			r.Report.Lose("entries that are no variables", where)
		}
	}
	if grouped {
		r.groups(m)
		return nil
	}
	if r.module != "" {
		r.Report.Note("modules, read as clusters", format.Shorten(m.Name))
		for i := range m.Variables.All {
			if at, ok := r.variable[r.module+key(m.Variables.All[i].Name)]; ok {
				r.Map.Variables[at].Cluster = r.Cluster("module "+r.module, label(m.Name), "module "+format.Shorten(m.Name))
			}
		}
	}
	return nil
}

// connections reads what modules hand on to each other: the same amount, and so a
// positive influence.
func (r *reader) connections(m *model) error {
	for i := range m.Variables.All {
		v := &m.Variables.All[i]
		if v.XMLName.Local != "module" {
			continue
		}
		where := "module " + format.Shorten(label(v.Name))
		for _, c := range v.Connects {
			from, ok := r.find(c.From)
			to, okTo := r.find(c.To)
			if !ok || !okTo || from == to {
				r.Report.Lose("connections between modules", where)
				continue
			}
			r.Report.Note("connections between modules, read as positive links", where)
			sign := format.Arrow{Sign: maps.Positive, Where: where}
			if err := r.influences.Arrow(from, to, sign); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reader) groups(m *model) {
	for i := range m.Variables.All {
		g := &m.Variables.All[i]
		if g.XMLName.Local != "group" {
			continue
		}
		where := "group " + format.Shorten(label(g.Name))
		for _, e := range g.Entities {
			at, ok := r.find(e.Name)
			switch {
			case !ok:
				r.Report.Lose("members of groups that do not exist", where+": "+format.Shorten(e.Name))
			case r.Map.Variables[at].Cluster != "":
				r.Report.Lose("second groups of variables", where+": "+format.Shorten(e.Name))
			default:
				r.Map.Variables[at].Cluster = r.Cluster("group "+r.module+key(g.Name), label(g.Name), where)
			}
		}
		if g.Doc != "" {
			r.Report.Lose("notes of groups", where)
		}
	}
}

func (r *reader) add(v *variable, where string) error {
	k := r.module + key(v.Name)
	if _, taken := r.variable[k]; taken {
		r.Report.Lose("variables whose name is taken by another", where)
		return nil
	}
	made := maps.Variable{Label: maps.Plain(r.Label(label(v.Name), where)), Note: maps.Plain(r.Text(v.Doc, where))}
	if unit := r.Label(v.Units, where); unit != "" {
		made.Measure = &maps.Measure{Unit: unit}
	}
	if _, err := r.Variable(made, where); err != nil {
		return err
	}
	r.variable[k] = len(r.Map.Variables) - 1
	if len(v.Functions) > 0 || v.XMLName.Local == "gf" {
		r.Report.Lose("graphical functions", where)
	}
	if len(v.Dimensions) > 0 {
		r.Report.Note("variables with dimensions, read as one", where)
	}
	return nil
}

// equations takes the links from the equations and the flows.
func (r *reader) equations(m *model) error {
	for i := range m.Variables.All {
		v := &m.Variables.All[i]
		to, ok := r.variable[r.module+key(v.Name)]
		if !ok || v.XMLName.Local == "group" || v.XMLName.Local == "module" {
			continue
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.equation(v, to); err != nil {
			return err
		}
		if err := r.flows(v, to, maps.Positive, v.Inflows); err != nil {
			return err
		}
		if err := r.flows(v, to, maps.Negative, v.Outflows); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) flows(v *variable, to int, sign maps.Sign, flows []string) error {
	where := "stock " + format.Shorten(label(v.Name))
	for _, name := range flows {
		from, ok := r.find(name)
		if !ok {
			r.Report.Lose("flows that do not exist", where+": "+format.Shorten(name))
			continue
		}
		if err := r.influences.Flow(from, to, sign, where); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) equation(v *variable, to int) error {
	where := v.XMLName.Local + " " + format.Shorten(label(v.Name))
	texts := []string{v.Equation}
	for _, e := range v.Elements {
		texts = append(texts, e.Equation)
	}
	known := func(name string) bool {
		_, ok := r.find(name)
		return ok
	}
	lost := false
	for _, text := range texts {
		lost = lost || !sketched(text)
		for _, name := range names(r.influences.EquationText(text, where), known) {
			from, ok := r.find(name)
			if !ok {
				continue
			}
			if err := r.influences.Equation(from, to, maps.Unknown, where); err != nil {
				return err
			}
			if v.XMLName.Local == "stock" && !sketched(text) {
				r.Report.Note("links from what sets the start of a stock only", where)
			}
		}
	}
	if lost {
		r.Report.Lose("equations, of which only the dependencies are kept", where)
	}
	return nil
}

// sketched reports whether an equation is missing, or only says what a variable
// depends on.
func sketched(equation string) bool {
	s := strings.ToLower(strings.TrimSpace(equation))
	if s == "" || s == "nan" {
		return true
	}
	rest, ok := strings.CutPrefix(s, "nan")
	if rest = strings.TrimSpace(rest); !ok || !strings.HasPrefix(rest, "(") {
		return false
	}
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '"':
			// Names in quotes may hold parentheses.
			i += closing(rest[i:]) - 1
		case ')':
			return i == len(rest)-1
		}
	}
	return false
}
