package maps_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sysmap/maps"
)

// opened writes a text to a file and opens it.
func opened(t *testing.T, name, text string) *maps.Document {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	library := func(name string) ([]byte, error) {
		if name == "base" {
			return []byte("sysmap: 1\nvariables: {inherited: , other: }\nlinks: [inherited ->+ other]\n"), nil
		}
		return nil, os.ErrNotExist
	}
	d, err := (&maps.Loader{Library: library}).Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func position(id string, x, y float64) func(*maps.Document) error {
	return func(d *maps.Document) error { return d.SetPosition(id, maps.Position{X: x, Y: y}) }
}

func positions(at map[string]maps.Position) func(*maps.Document) error {
	return func(d *maps.Document) error { return d.SetPositions(at) }
}

var edits = []struct {
	name, before string
	edit         func(*maps.Document) error
	after        string
}{
	{
		"numbers are replaced one by one",
		"sysmap: 1\nvariables:\n  a: {at: [1,   2.50], label: A} # here\n", position("a", 3, 4),
		"sysmap: 1\nvariables:\n  a: {at: [3,   4], label: A} # here\n",
	},
	{
		"a position in block style keeps its comments",
		"sysmap: 1\nvariables:\n  a:\n    at: # where\n      - 1 # x\n      - 2 # y\n\n  b:\n", position("a", 3.5, -4),
		"sysmap: 1\nvariables:\n  a:\n    at: # where\n      - 3.5 # x\n      - -4 # y\n\n  b:\n",
	},
	{
		"an empty variable gets keys",
		"sysmap: 1\nvariables:\n  a:   # nothing yet\n  b:\n", position("a", 1, 2),
		"sysmap: 1\nvariables:\n  a: {at: [1, 2]}   # nothing yet\n  b:\n",
	},
	{
		"a label alone becomes a key",
		"sysmap: 1\nvariables:\n  a: Age, mean # years\n", position("a", 1, 2),
		"sysmap: 1\nvariables:\n  a: {label: \"Age, mean\", at: [1, 2]} # years\n",
	},
	{
		"a key is added in braces",
		"sysmap: 1\nvariables: {a: {label: A}, b: {}, c}\n", positions(map[string]maps.Position{"a": {X: 1, Y: 2}, "b": {X: 3, Y: 4}, "c": {X: 5, Y: 6}}),
		"sysmap: 1\nvariables: {a: {label: A, at: [1, 2]}, b: {at: [3, 4]}, c: {at: [5, 6]}}\n",
	},
	{
		"a key is added in block style, behind comments on its line",
		"sysmap: 1\nvariables:\n  a:\n    label: A # name\n    # more\n\n  b:\n    note: |\n      text\n\n\nlinks: []\n", positions(map[string]maps.Position{"a": {X: 1, Y: 2}, "b": {X: 3, Y: 4}}),
		"sysmap: 1\nvariables:\n  a:\n    label: A # name\n    at: [1, 2]\n    # more\n\n  b:\n    note: |\n      text\n    at: [3, 4]\n\n\nlinks: []\n",
	},
	{
		"an inherited variable is overridden in a new section",
		"sysmap: 1\nextends: base # all of it\n", position("inherited", 1, 2),
		"sysmap: 1\nextends: base # all of it\nvariables:\n  inherited: {at: [1, 2]}\n",
	},
	{
		"a missing line break at the end is added before what is new",
		"sysmap: 1\nextends: base", position("inherited", 1, 2),
		"sysmap: 1\nextends: base\nvariables:\n  inherited: {at: [1, 2]}",
	},
	{
		"an inherited variable joins the others",
		"sysmap: 1\nextends: base\nvariables:\n    own:\n        label: Own\n\n# links\nlinks: []\n", position("inherited", 1, 2),
		"sysmap: 1\nextends: base\nvariables:\n    own:\n        label: Own\n    inherited: {at: [1, 2]}\n\n# links\nlinks: []\n",
	},
	{
		"an empty section is filled",
		"sysmap: 1\nextends: base\nvariables: # none\nlinks:\n", position("inherited", 1, 2),
		"sysmap: 1\nextends: base\nvariables: # none\n  inherited: {at: [1, 2]}\nlinks:\n",
	},
	{
		"JSON stays JSON",
		"{\n\t\"sysmap\": 1,\n\t\"variables\": {\n\t\t\"a\": {\"label\": \"A \\ud83d\\ude00\"},\n\t\t\"b\": null\n\t}\n}\n", positions(map[string]maps.Position{"a": {X: 1, Y: 2}, "b": {X: 3, Y: 4}}),
		"{\n\t\"sysmap\": 1,\n\t\"variables\": {\n\t\t\"a\": {\"label\": \"A \\ud83d\\ude00\", \"at\": [1, 2]},\n\t\t\"b\": {\"at\": [3, 4]}\n\t}\n}\n",
	},
	{
		"JSON gets a variable on a line of its own",
		"{\n  \"sysmap\": 1,\n  \"variables\": {\n    \"a\": {}\n  }\n}\n",
		func(d *maps.Document) error {
			return d.AddVariable(maps.Variable{ID: "b", Label: maps.Plain("B \"x\"")})
		},
		"{\n  \"sysmap\": 1,\n  \"variables\": {\n    \"a\": {},\n    \"b\": {\"label\": \"B \\\"x\\\"\"}\n  }\n}\n",
	},
	{
		"Windows line ends and a byte order mark stay",
		"\ufeffsysmap: 1\r\nvariables:\r\n  æ:\r\n    label: Æ\r\n  b:\r\n", positions(map[string]maps.Position{"æ": {X: 1, Y: 2}, "b": {X: 3, Y: 4}}),
		"\ufeffsysmap: 1\r\nvariables:\r\n  æ:\r\n    label: Æ\r\n    at: [1, 2]\r\n  b: {at: [3, 4]}\r\n",
	},
	{
		"a label over several lines is replaced whole",
		"sysmap: 1\nvariables:\n  a:\n    label: one\n      two\n\n      three\n    note: kept\n",
		func(d *maps.Document) error { return d.SetLabel("a", maps.Plain("Yes: no")) },
		"sysmap: 1\nvariables:\n  a:\n    label: \"Yes: no\"\n    note: kept\n",
	},
	{
		"a shorthand link becomes keys",
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - a ->+ b   # because\n  - b ->? a\n",
		func(d *maps.Document) error {
			bend := 0.25
			return d.SetLinkBend(maps.LinkRef{From: "a", To: "b", Sign: 1}, &bend)
		},
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - {link: a ->+ b, bend: 0.25}   # because\n  - b ->? a\n",
	},
	{
		"a bend is taken away with its line",
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - link: a ->+ b\n    bend: 0.5 # left\n    core: true\n",
		func(d *maps.Document) error { return d.SetLinkBend(maps.LinkRef{From: "a", To: "b", Sign: 1}, nil) },
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - link: a ->+ b\n    core: true\n",
	},
	{
		"an inherited link is overridden",
		"sysmap: 1\nextends: base\n",
		func(d *maps.Document) error {
			bend := -1.0
			return d.SetLinkBend(maps.LinkRef{From: "inherited", To: "other", Sign: 1}, &bend)
		},
		"sysmap: 1\nextends: base\nlinks:\n  - {link: inherited ->+ other, bend: -1}\n",
	},
	{
		"a variable goes with everything that names it",
		`sysmap: 1
variables:
  # the first
  a:
    label: A
  b: B   # the second

  c:
links:
  # about a
  - a ->+ b
  - b ->+ c # stays
  - {link: c ->- b, strength: weak}
goal: {raise: [b, c], lower: [a]}
actors: {m: M}
roles: [{actor: m, must-act: [a, b], knows: [b]}]
efforts:
  e:
    on:
      - {variable: b, press: 0.3}
      - {variable: c, press: 0.30} # kept
views: {v: {variables: [c, b, a], loops: [R1]}}
loops:
  R1: {through: [b, c]}
`,
		func(d *maps.Document) error { return d.RemoveVariable("b") },
		`sysmap: 1
variables:
  # the first
  a:
    label: A

  c:
links:
  # about a
goal: {raise: [c], lower: [a]}
actors: {m: M}
roles: [{actor: m, must-act: [a]}]
efforts:
  e:
    on:
      - {variable: c, press: 0.30} # kept
views: {v: {variables: [c, a]}}
loops:
`,
	},
	{
		"a link goes",
		"sysmap: 1\nvariables: {a: , b: }\nlinks: [a ->+ b, b ->- a, b ->+ a]\n",
		func(d *maps.Document) error { return d.RemoveLink(maps.LinkRef{From: "b", To: "a", Sign: -1}) },
		"sysmap: 1\nvariables: {a: , b: }\nlinks: [a ->+ b, b ->+ a]\n",
	},
	{
		"the last link of a list over lines goes with its comma",
		"{\"sysmap\": 1, \"variables\": {\"a\": null, \"b\": null},\n \"links\": [\n  \"a ->+ b\",\n  \"b ->- a\"\n ]}\n",
		func(d *maps.Document) error { return d.RemoveLink(maps.LinkRef{From: "b", To: "a", Sign: -1}) },
		"{\"sysmap\": 1, \"variables\": {\"a\": null, \"b\": null},\n \"links\": [\n  \"a ->+ b\"\n ]}\n",
	},
	{
		"a link turns its sign, and what is done to it follows",
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - a ->+ b # why\nefforts:\n  e:\n    on:\n      # half\n      - {link: a ->+ b, scale: 0.5} # of it\n",
		func(d *maps.Document) error {
			return d.UpdateLink(maps.LinkRef{From: "a", To: "b", Sign: 1}, func(l *maps.Link) { l.Sign = maps.Negative })
		},
		"sysmap: 1\nvariables: {a: , b: }\nlinks:\n  - a ->- b # why\nefforts:\n  e:\n    on:\n      # half\n      - {link: a ->- b, scale: 0.5} # of it\n",
	},
	{
		"clearing a place that is only inherited writes nothing",
		"sysmap: 1\nextends: base\n", func(d *maps.Document) error { return d.ClearPositions("inherited", "other") },
		"sysmap: 1\nextends: base\n",
	},
	{
		"what is stated but says nothing is overwritten",
		"sysmap: 1\nvariables: {a: {accent: false, note:}}\n",
		func(d *maps.Document) error {
			return d.UpdateVariable("a", func(v *maps.Variable) { v.Accent, v.Note = true, maps.Plain("more") })
		},
		"sysmap: 1\nvariables: {a: {accent: true, note: more}}\n",
	},
	{
		"many changes are made at once",
		"sysmap: 1\ntitle: Old # title\nvariables:\n  a: A\n  b: B # gone\n  c: C\nlinks:\n  # first\n  - a ->+ b\n  # second\n  - {link: c ->+ a, strength: weak} # kept\n",
		func(d *maps.Document) error {
			return d.Update(func(m *maps.Map) error {
				m.Title, m.Time = maps.Plain("New"), maps.Week
				m.Variables = []maps.Variable{m.Variables[0], m.Variables[2], {ID: "d"}}
				m.Links = []maps.Link{m.Links[1], maps.NewLink("a", "d", maps.Negative), maps.NewLink("d", "a", maps.Negative)}
				m.Links[0].Core = true
				m.Goal.Raise = []string{"d"}
				return nil
			})
		},
		"sysmap: 1\ntitle: New # title\nvariables:\n  a: A\n  c: C\n  d: {}\nlinks:\n  # first\n  # second\n  - {link: c ->+ a, strength: weak, core: true} # kept\n  - a ->- d\n  - d ->- a\ngoal:\n  raise: [d]\ntime: week\n",
	},
	{
		"a link is added where there was none",
		"sysmap: 1\nvariables:\n  a:\n  b:\nx-mine: {deep: [&q 1, *q, !t v]}\n# the end\n",
		func(d *maps.Document) error { return d.AddLink(maps.NewLink("a", "b", maps.Unknown)) },
		"sysmap: 1\nvariables:\n  a:\n  b:\nx-mine: {deep: [&q 1, *q, !t v]}\nlinks:\n  - a ->? b\n# the end\n",
	},
}

func TestEditsTouchNothingElse(t *testing.T) {
	for _, c := range edits {
		t.Run(c.name, func(t *testing.T) {
			d := opened(t, "map.yaml", c.before)
			if err := c.edit(d); err != nil {
				t.Fatal(err)
			}
			if got := string(d.Bytes()); got != c.after {
				t.Errorf("got\n%s\nwant\n%s", got, c.after)
			}
		})
	}
}

func TestRefusedEditsLeaveTheDocumentAsItIs(t *testing.T) {
	text := "sysmap: 1\nvariables: {a: , b: }\nlinks: [a ->+ b]\n"
	for name, edit := range map[string]func(*maps.Document) error{
		"unknown variable":  position("c", 1, 2),
		"not a number":      func(d *maps.Document) error { return d.SetPosition("a", maps.Position{X: nan()}) },
		"control character": func(d *maps.Document) error { return d.SetLabel("a", maps.Plain("x\x00y")) },
		"id with a blank":   func(d *maps.Document) error { return d.AddVariable(maps.Variable{ID: "a b"}) },
		"existing id":       func(d *maps.Document) error { return d.AddVariable(maps.Variable{ID: "a"}) },
		"existing link":     func(d *maps.Document) error { return d.AddLink(maps.NewLink("a", "b", maps.Positive)) },
		"dangling link":     func(d *maps.Document) error { return d.AddLink(maps.NewLink("a", "c", maps.Positive)) },
		"a link elsewhere": func(d *maps.Document) error {
			return d.UpdateLink(maps.LinkRef{From: "a", To: "b", Sign: 1}, func(l *maps.Link) { l.To = "c" })
		},
		"variable taken away but not its links": func(d *maps.Document) error {
			return d.Update(func(m *maps.Map) error { m.Variables = m.Variables[1:]; return nil })
		},
		"link taken away but not what is done to it": func(d *maps.Document) error {
			return d.Update(func(m *maps.Map) error {
				m.Efforts = []maps.Effort{{ID: "e", On: []maps.Intervention{{Link: &maps.LinkRef{From: "b", To: "a", Sign: 1}, Action: maps.Cut}}}}
				return nil
			})
		},
		"another order": func(d *maps.Document) error {
			return d.Update(func(m *maps.Map) error {
				m.Variables[0], m.Variables[1] = m.Variables[1], m.Variables[0]
				return nil
			})
		},
		"missing link": func(d *maps.Document) error { return d.RemoveLink(maps.LinkRef{From: "b", To: "a"}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := opened(t, "map.yaml", text)
			if err := edit(d); !errors.Is(err, maps.ErrNotEditable) {
				t.Errorf("got the error %v", err)
			}
			if string(d.Bytes()) != text {
				t.Errorf("the document became %s", d.Bytes())
			}
		})
	}
}

func TestWritingReplacesAtomically(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "map.yaml")
	if err := os.WriteFile(path, []byte("sysmap: 1\nvariables: {a: }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link.yaml")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	d, err := (&maps.Loader{}).Open(t.Context(), link)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.SetLabel("a", maps.Plain("A")), d.WriteFile(link)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "label: A") {
		t.Errorf("the file holds %q, %v", text, err)
	}
	if status, _ := os.Stat(path); status.Mode().Perm() != 0o600 {
		t.Errorf("the permissions became %v", status.Mode())
	}
	if status, _ := os.Lstat(link); status.Mode()&os.ModeSymlink == 0 {
		t.Error("the symbolic link is gone")
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 2 {
		t.Errorf("something was left behind: %v", entries)
	}
	if err := d.WriteFile(filepath.Join(folder, "missing", "map.yaml")); err == nil {
		t.Error("writing into a missing folder gave no error")
	}
}

func nan() float64 { return math.NaN() }
