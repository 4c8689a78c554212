package maps_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"sysmap/maps"
)

// changes are edits together with what they mean for the map.
var changes = []func(*maps.Document, *maps.Map) error{
	func(d *maps.Document, m *maps.Map) error {
		at := make(map[string]maps.Position)
		for i := range m.Variables {
			p := maps.Position{X: float64(i) + 0.5, Y: -3}
			m.Variables[i].At = &p
			at[m.Variables[i].ID] = p
		}
		return d.SetPositions(at)
	},
	func(d *maps.Document, m *maps.Map) error {
		for i := range m.Variables {
			m.Variables[i].At = nil
		}
		return d.ClearPositions(variableIDs(m)...)
	},
	func(d *maps.Document, m *maps.Map) error {
		if len(m.Variables) == 0 {
			return nil
		}
		v := &m.Variables[0]
		v.Label, v.Accent = maps.Plain("New: \"label\" #"+v.ID), !v.Accent
		return d.UpdateVariable(v.ID, func(w *maps.Variable) { w.Label, w.Accent = v.Label, v.Accent })
	},
	func(d *maps.Document, m *maps.Map) error {
		if len(m.Links) == 0 {
			return nil
		}
		last := &m.Links[len(m.Links)-1]
		ref, bend := last.Ref(), -0.25
		last.Bend, last.Note, last.Delay = &bend, maps.Plain("two\nlines"), nil
		return d.UpdateLink(ref, func(l *maps.Link) { l.Bend, l.Note, l.Delay = last.Bend, last.Note, last.Delay })
	},
	func(d *maps.Document, m *maps.Map) error {
		if len(m.Variables) == 0 {
			return nil
		}
		v := maps.Variable{ID: "added.one", Label: maps.Plain("yes"), Category: m.Variables[0].Category}
		l := maps.NewLink(v.ID, m.Variables[0].ID, maps.Unknown)
		m.Variables, m.Links = append(m.Variables, v), append(m.Links, l)
		if err := d.AddVariable(v); err != nil {
			return err
		}
		return d.AddLink(l)
	},
	func(d *maps.Document, m *maps.Map) error {
		if len(m.Links) == 0 || d.Extends() != "" && d.Extends() != "base.yaml" {
			return nil
		}
		ref := m.Links[0].Ref()
		m.Links = slices.Delete(slices.Clone(m.Links), 0, 1)
		for i := range m.Efforts {
			m.Efforts[i].On = offLink(m.Efforts[i].On, ref)
		}
		for i := range m.Scenarios {
			m.Scenarios[i].Interventions = offLink(m.Scenarios[i].Interventions, ref)
		}
		return d.RemoveLink(ref)
	},
}

func offLink(list []maps.Intervention, ref maps.LinkRef) []maps.Intervention {
	return slices.DeleteFunc(slices.Clone(list), func(i maps.Intervention) bool { return i.Link != nil && *i.Link == ref && i.Action != maps.Add })
}

func variableIDs(m *maps.Map) (ids []string) {
	for _, v := range m.Variables {
		ids = append(ids, v.ID)
	}
	return ids
}

// wild writes a tree the way many people would: block and flow style, odd
// indents, comments and blank lines everywhere. Each comment is numbered.
type wild struct {
	t        *rapid.T
	out      strings.Builder
	comments int
}

func (w *wild) chance(n int) bool { return rapid.IntRange(0, n).Draw(w.t, "chance") == 0 }

func (w *wild) comment() string {
	w.comments++
	return fmt.Sprintf("#c%d!", w.comments)
}

func (w *wild) lineEnd() {
	if w.chance(3) {
		w.out.WriteString("   " + w.comment())
	}
	w.out.WriteString("\n")
}

func (w *wild) between(indent string) {
	if w.chance(4) {
		w.out.WriteString("\n")
	}
	if w.chance(3) {
		w.out.WriteString(indent + w.comment() + "\n")
	}
}

func (w *wild) block(n *yaml.Node, indent string) {
	for i := 0; i < len(n.Content); i++ {
		w.between(indent)
		if n.Kind == yaml.MappingNode {
			w.out.WriteString(indent + w.scalar(n.Content[i]) + ":")
			i++
		} else {
			w.out.WriteString(indent + "-")
		}
		w.value(n.Content[i], indent, n.Kind == yaml.MappingNode)
	}
}

func (w *wild) value(n *yaml.Node, indent string, inMapping bool) {
	deeper := indent + strings.Repeat(" ", rapid.IntRange(1, 4).Draw(w.t, "indent"))
	switch {
	case n.Kind == yaml.ScalarNode && n.Value != "" && strings.Contains(n.Value, "\n") && !strings.Contains(n.Value, "\t") && strings.TrimSpace(n.Value) == n.Value && w.chance(1):
		w.out.WriteString(" |" + rapid.SampledFrom([]string{"", "-", "+"}).Draw(w.t, "chomping") + "\n")
		for _, line := range strings.Split(n.Value, "\n") {
			w.out.WriteString(deeper + line + "\n")
		}
	case n.Kind == yaml.ScalarNode:
		w.out.WriteString(strings.TrimRight(" "+w.scalar(n), " "))
		w.lineEnd()
	case len(n.Content) == 0 || w.chance(2):
		w.out.WriteString(" ")
		w.flow(n, deeper)
		w.lineEnd()
	case !inMapping && n.Kind == yaml.MappingNode && w.chance(1):
		// The first key may stand right behind the dash.
		var inner wild
		inner.t, inner.comments = w.t, w.comments
		inner.block(n, indent+"  ")
		text := inner.out.String()
		if strings.HasPrefix(strings.TrimLeft(text, " \n"), "#") || strings.HasPrefix(text, "\n") {
			w.out.WriteString("\n" + text)
		} else {
			w.out.WriteString(" " + strings.TrimLeft(text, " "))
		}
		w.comments = inner.comments
	default:
		w.lineEnd()
		w.block(n, deeper)
	}
}

func (w *wild) flow(n *yaml.Node, indent string) {
	open, closing := "[", "]"
	step := 1
	if n.Kind == yaml.MappingNode {
		open, closing, step = "{", "}", 2
	}
	w.out.WriteString(open)
	spread := w.chance(2)
	gap := func() {
		if spread && w.chance(2) {
			w.lineEnd()
			w.out.WriteString(indent)
		}
	}
	for i := 0; i < len(n.Content); i += step {
		gap()
		if step == 2 {
			w.out.WriteString(w.scalar(n.Content[i]) + ": ")
		}
		if v := n.Content[i+step-1]; v.Kind == yaml.ScalarNode {
			w.out.WriteString(w.scalar(v))
		} else {
			w.flow(v, indent+" ")
		}
		if i+step < len(n.Content) || w.chance(4) {
			w.out.WriteString(rapid.SampledFrom([]string{", ", ",  ", " , "}).Draw(w.t, "comma"))
		}
	}
	gap()
	w.out.WriteString(closing)
}

func (w *wild) scalar(n *yaml.Node) string {
	if n.Tag == "!!null" && n.Value == "" {
		return ""
	}
	if n.Style == 0 && !strings.Contains(n.Value, "?") {
		return n.Value
	}
	if !strings.ContainsAny(n.Value, "\n\t\u2028\u00a0\ufeff") && w.chance(1) {
		return "'" + strings.ReplaceAll(n.Value, "'", "''") + "'"
	}
	var b strings.Builder
	for _, r := range n.Value {
		switch {
		case r == '"' || r == '\\':
			b.WriteString("\\" + string(r))
		case r < ' ' || r == 0x2028 || r == 0xa0 || r == 0xfeff:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// inOrder reports whether all of some stand in whole, in the same order.
func inOrder(some, whole []string) bool {
	for _, s := range some {
		i := slices.Index(whole, s)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}

var numberedComment = regexp.MustCompile(`#c\d+!`)

// wildFile writes a random map in a random style.
func wildFile(t *rapid.T, path string) string {
	var tree yaml.Node
	text, err := maps.Encode(randomMap(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	w := &wild{t: t}
	w.block(tree.Content[0], rapid.SampledFrom([]string{"", "", " "}).Draw(t, "margin"))
	wildText := w.out.String()
	if rapid.Bool().Draw(t, "windows") {
		wildText = "\ufeff" + strings.ReplaceAll(wildText, "\n", "\r\n")
	}
	if rapid.Bool().Draw(t, "no line break at the end") {
		wildText = strings.TrimRight(wildText, "\r\n")
	}
	if err := os.WriteFile(path, []byte(wildText), 0o644); err != nil {
		t.Fatal(err)
	}
	return wildText
}

// TestEditsOfWildFilesKeepEveryComment edits files in any style, and expects the
// change and nothing but the change.
func TestEditsOfWildFilesKeepEveryComment(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		path := filepath.Join(folder, "map.yaml")
		wildText := wildFile(t, path)
		d, err := (&maps.Loader{}).Open(tContext(t), path)
		if err != nil {
			t.Fatalf("%v\n%s", err, numbered([]byte(wildText)))
		}
		want := d.Map()
		which := rapid.IntRange(0, len(changes)-1).Draw(t, "change")
		if err := changes[which](d, want); err != nil {
			t.Fatalf("%v\n%s", err, numbered([]byte(wildText)))
		}
		if diff := cmp.Diff(string(maps.Raw(want)), string(maps.Raw(d.Map()))); diff != "" {
			t.Fatal(diff)
		}
		// Pinning and adding touch no comment at all; the others may take
		// those that stand within what they replace.
		const pinning, adding = 0, 4
		before, after := numberedComment.FindAllString(wildText, -1), numberedComment.FindAllString(string(d.Bytes()), -1)
		if (which == pinning || which == adding) && !slices.Equal(before, after) || !inOrder(after, before) {
			t.Fatalf("comments are lost: %v became %v\n%s\n%s", before, after, numbered([]byte(wildText)), numbered(d.Bytes()))
		}
		if strings.Contains(wildText, "\r") && strings.Contains(strings.ReplaceAll(string(d.Bytes()), "\r\n", ""), "\n") {
			t.Fatalf("line ends are mixed\n%q", d.Bytes())
		}
	})
}

// TestUpdateTurnsAnyMapIntoAnyOther asks for changes that nobody would make in
// one go. They may be refused, but never made wrong.
func TestUpdateTurnsAnyMapIntoAnyOther(t *testing.T) {
	folder := t.TempDir()
	made := 0
	rapid.Check(t, func(t *rapid.T) {
		path := filepath.Join(folder, "map.yaml")
		wildText := wildFile(t, path)
		d, err := (&maps.Loader{}).Open(tContext(t), path)
		if err != nil {
			t.Fatal(err)
		}
		want := randomMap(t)
		err = d.Update(func(m *maps.Map) error { *m = *want; return nil })
		switch {
		case err == nil && string(maps.Raw(d.Map())) != string(maps.Raw(want)):
			t.Fatalf("%s\nbecame\n%s", wildText, d.Bytes())
		case err == nil:
			made++
		case !errors.Is(err, maps.ErrNotEditable) || string(d.Bytes()) != wildText:
			t.Fatalf("%v", err)
		}
	})
	if made == 0 {
		t.Error("every change was refused")
	}
}
