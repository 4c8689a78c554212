package maps_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"sysmap/maps"
)

// head is what every map begins with.
const head = "sysmap: 1\n"

var bad = []struct{ name, text, want string }{
	{"an empty file", "", `map.yaml:1:1: the file is empty; begin with the line: sysmap: 1`},
	{"only comments", "# nothing\n", `map.yaml:1:1: the file is empty; begin with the line: sysmap: 1`},
	{"a list", "- a\n", `map.yaml:1:1: a map file is made of keys, not a list; begin with the line: sysmap: 1`},
	{"a text", "hello", `map.yaml:1:1: a map file is made of keys, not a text or number: "hello"; begin with the line: sysmap: 1`},
	{"no version", "title: x", `map.yaml:1:1: a map needs the key "sysmap"`},
	{"a newer version", "sysmap: 2", `map.yaml:1:9: this version of the format is not known: "2"; write 1, or use a newer sysmap`},
	{"a key twice", head + "title: a\ntitle: b", `map.yaml:3:1: the key stands twice: "title"; keep one`},
	{"an id twice", head + "variables: {a: , b: , a: }", `map.yaml:2:23: the variable stands twice: "a"; the first is on line 2; keep one`},
	{"a link twice", head + "variables: {a: , b: }\nlinks:\n- a ->+ b\n- link: a->+b\n", `map.yaml:5:3: the link stands twice: "a ->+ b"; the first is on line 4; keep one`},
	{"a dangling category", head + "categories: {social: }\nvariables: {a: {category: socal}}", `map.yaml:3:27: there is no category with this id: "socal"; did you mean "social"?`},
	{"a dangling goal", head + "goal: {raise: [x]}", `map.yaml:2:16: there is no variable with this id: "x"`},
	{"a bad colour", head + `categories: {a: {colour: "#12345g"}}`, `map.yaml:2:26: this is not a colour: "#12345g"; write it in quotes as "#rrggbb", such as "#f1e3cc"`},
	{"a colour lost to a comment", head + "categories:\n  a: {label: x, colour: #f1e3cc}\n", `map.yaml:3:25: a # begins a comment, so the rest of the line is not read: "#f1e3cc}"; put quotes around a text with #`},
	{"a colour lost to a comment, in block style", head + "categories:\n  a:\n    colour: #f1e3cc\n    label: x", `map.yaml:4:5: the colour is read as a comment: "#f1e3cc"; put it in quotes`},
	{"not a number", head + "variables: {a: {inertia: .nan}}", `map.yaml:2:26: expected a number: ".nan"`},
	{"infinity", head + "variables: {a: {at: [.inf, 1]}}", `map.yaml:2:22: expected a number: ".inf"`},
	{"an overflow", head + "variables: {a: {at: [1e999, 1]}}", `map.yaml:2:22: the number is too large: "1e999"`},
	{"hexadecimal", head + "variables: {a: {at: [0x10, 1]}}", `map.yaml:2:22: expected a number: "0x10"`},
	{"digit groups", head + "variables: {a: {at: [1_000, 1]}}", `map.yaml:2:22: expected a number: "1_000"`},
	{"a decimal comma", head + "variables:\n  a:\n    inertia: 0,5\n", `map.yaml:4:14: expected a number: "0,5"; write a point instead of the comma: 0.5`},
	{"a number in quotes", head + `variables: {a: {inertia: "3"}}`, `map.yaml:2:26: expected a number, found a text in quotes: "3"; delete the quotes`},
	{"no inertia", head + "variables: {a: {inertia: 0}}", `map.yaml:2:26: the number is out of range: "0"; write a number above 0, at most 1000000`},
	{"too far away", head + "variables: {a: {at: [1, 1e7]}}", `map.yaml:2:25: the number is out of range: "1e7"; write a number from -1000000 to 1000000`},
	{"three coordinates", head + "variables: {a: {at: [1, 2, 3]}}", `map.yaml:2:21: expected two numbers, found 3; write [x, y]`},
	{"a range backwards", head + "variables: {a: {inertia: [3, 1]}}", `map.yaml:2:26: the range ends before it begins; write [1, 3]`},
	{"a misspelt strength", head + "variables: {a: }\nlinks: [{link: a ->+ a, strength: stong}]", `map.yaml:3:35: this is not a strength: "stong"; did you mean "strong"?`},
	{"a strength that is none", head + "variables: {a: }\nlinks: [{link: a ->+ a, strength: enormous}]", `map.yaml:3:35: this is not a strength: "enormous"; write weak, medium, strong, a number from 0 to 1, or [low, high]`},
	{"JSON without a comma", `{"sysmap": 1, "title": "a" "links": []}`, `map.yaml:1:1: keys in braces are not closed or miss a comma: "{\"sysmap\": 1, \"title\": \"a\" \"links\": []}"; write {key: value, key: value}`},
	{"a strength beyond one", head + "variables: {a: }\nlinks: [{link: a ->+ a, strength: 1.5}]", `map.yaml:3:35: the number is out of range: "1.5"; write a number from 0 to 1`},
	{"yes for true", head + "variables: {a: {accent: yes}}", `map.yaml:2:25: expected true or false: "yes"`},
	{"a control character in the file", head + "title: a\x07b", `map.yaml:2:9: the text holds a control character: "U+0007"; delete it, or write it as an escape in double quotes`},
	{"a control character by an escape", head + `title: "a\x07b"`, "map.yaml:2:8: the text holds a control character (U+0007): \"a b\"; delete it"},
	{"a zero byte", head + "title: \x00", `map.yaml:2:8: the file holds a zero byte, so it is not a text file: "U+0000"; delete it, or write it as an escape in double quotes`},
	{"Windows-1252", head + "title: S\xf8vn", `map.yaml:2:9: the text is not UTF-8; save the file as UTF-8 (it may be Windows-1252, as older programs write)`},
	{"an alias", head + "x-a: &a 1\ntitle: *a", `map.yaml:3:8: aliases are not used in maps: "*a"; write the value out`},
	{"an anchor", head + "title: &a x", `map.yaml:2:8: anchors are not used in maps: "&a"; delete it, and write the value out where it is needed`},
	{"a tag", head + "title: !!binary x", `map.yaml:2:8: tags are not used in maps: "!!binary"; delete it`},
	{"a merge key", head + "variables:\n  a: {label: A}\n  b:\n    <<: {label: B}\n", `map.yaml:5:5: unknown key of a variable: "<<"; merge keys are not used in maps; write the values out`},
	{"two documents", head + "---\nsysmap: 1\n", `map.yaml:2:1: a second document begins here: "---"; a file holds one map; put the other into a file of its own`},
	{"a tab", head + "variables:\n\ta: x\n", `map.yaml:3:1: a tab is used for indentation: " a: x"; indent with spaces`},
	{"a colon in a text", head + "title: a: b\n", `map.yaml:2:9: a colon stands where no key can be: ": b"; put quotes around text that has a colon, or check the indentation`},
	{"an open quote", head + "title: 'a\nvariables: {}\n", `map.yaml:2:8: a quoted text is not closed: "'a"; add the closing quote`},
	{"an open bracket", head + "goal:\n  raise: [a\nlinks: []\n", `map.yaml:3:10: a list in brackets is not closed or misses a comma: "[a"; write [a, b]`},
	{"a line out of place", head + "variables:\n  a: x\n b: y\n", `map.yaml:4:2: a line does not fit the lines above it: "b: y"; check its indentation, and that a list is not mixed with keys`},
	{"no colon", head + "variables:\n  stress\n  sleep:\n", `map.yaml:3:3: a key has no colon after it: "stress"; write key: value, or indent the line if it continues the text above`},
	{"links as keys", head + "variables: {a: }\nlinks:\n  a ->+ a: {}\n", `map.yaml:4:3: expected a list of links, found keys with values`},
	{"an arrow as a key", head + "variables: {a: }\nlinks:\n  - a ->+ a: {}\n", "map.yaml:4:5: unknown key of a link: \"a ->+ a\"; put the arrow under a key: {link: a ->+ a, …}\nmap.yaml:4:5: a link needs the key \"link\""},
	{"texts per language without label", head + "variables:\n  a: {de: Schlaf}\n", `map.yaml:3:7: unknown key of a variable: "de"; texts per language stand under a key: label: {de: …}`},
	{"a language that is none", head + "title: {english: x}\n", `map.yaml:2:9: this is not a language: "english"; write en, da or another language code`},
	{"a language sysmap does not speak", head + "language: dk\n", `map.yaml:2:11: this is not a language that sysmap speaks: "dk"; did you mean "da"?`},
	{"a script as an address", head + `sources: [{url: "javascript:alert(1)"}]`, `map.yaml:2:17: this is not a web address: "javascript:alert(1)"; write one that begins with https://`},
	{"an id with a blank", head + "variables:\n  level of stress:\n", `map.yaml:3:3: this cannot be an id: "level of stress"; ids have letters, digits, '-', '_' and '.', and begin with a letter or digit, such as "level-of-stress"`},
	{"two targets", head + "variables: {a: }\nlinks: [a ->+ a]\nefforts: {e: {on: [{variable: a, link: a ->+ a, cut: true}]}}", `map.yaml:4:20: an intervention changes a variable or a link, not both; make two of it`},
	{"two actions", head + "variables: {a: }\nefforts: {e: {on: [{variable: a, press: 0.1, hold: 0}]}}", `map.yaml:3:20: an intervention does one thing; make one intervention each of press, hold`},
	{"no action", head + "variables: {a: }\nefforts: {e: {on: [{variable: a}]}}", `map.yaml:3:20: an intervention does not say what it does; write one of press, pulse, ramp, hold`},
	{"an action for links", head + "variables: {a: }\nefforts: {e: {on: [{variable: a, scale: 2}]}}", `map.yaml:3:20: "scale" is not something done to this; write one of press, pulse, ramp, hold`},
	{"an end before the beginning", head + "variables: {a: }\nefforts: {e: {on: [{variable: a, press: 1, from: 3, until: 2}]}}", `map.yaml:3:20: an intervention ends before it begins; make until larger than from`},
	{"a missing link", head + "variables: {a: , b: }\nlinks: [a ->- b]\nefforts: {e: {on: [{link: a ->+ b, cut: true}]}}", `map.yaml:4:20: the map has no such link: "a ->+ b"; did you mean "a ->- b"?`},
	{"a link added twice", head + "variables: {a: , b: }\nlinks: [a ->- b]\nefforts: {e: {on: [{link: a ->- b, add: 1}]}}", `map.yaml:4:20: the link that is to be added exists already: "a ->- b"; use scale to change its strength`},
	{"scenarios in a circle", head + "scenarios: {a: {based-on: b}, b: {based-on: a}}", `map.yaml:2:13: a scenario is based on itself: "a → b → a"; take out one based-on`},
	{"a goal both ways", head + "variables: {a: }\ngoal: {raise: [a], lower: [a]}", `map.yaml:3:7: the goal is to raise and to lower the same variable: "a"; keep one`},
	{"a loop through nothing", head + "loops: {R1: {label: x}}", `map.yaml:2:9: a loop does not say which variables it goes through: "R1"; write through: [a, b, c]`},
	{"an id twice in a list", head + "variables: {a: }\ngoal: {raise: [a, a]}", `map.yaml:3:19: the id stands twice in this list: "a"; keep one`},
	{"extending nothing", head + "extends: foresigt", `map.yaml:2:10: the map that this one extends is neither a file nor a library map: "foresigt"`},
}

func TestBadInputIsExplained(t *testing.T) {
	for _, c := range bad {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(problemsOf(t, c.text), "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAllMistakesAreReportedAtOnceAndInOrder(t *testing.T) {
	got := problemsOf(t, head+"titel: x\nvariables:\n  a: {lable: A, at: [1]}\n  b: {colour: red}\nlinks:\n  - a -> b\n  - a ->+ c\ngoal: [\nviews: {}\n")
	want := []string{
		`map.yaml:2:1: unknown key of a map: "titel"; did you mean "title"?`,
		`map.yaml:4:7: unknown key of a variable: "lable"; did you mean "label"?`,
		`map.yaml:4:21: expected two numbers, found 1; write [x, y]`,
		`map.yaml:5:7: unknown key of a variable: "colour"; the keys are label, note, category, cluster, at, accent, measure, horizon, inertia; your own begin with x-`,
		`map.yaml:7:5: a link does not say its sign: "a -> b"; write "a ->+ b" (more leads to more), "a ->- b" (more leads to less) or "a ->? b" (not known)`,
		`map.yaml:9:7: a list in brackets is not closed or misses a comma: "["; write [a, b]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestUTF16IsRecognised(t *testing.T) {
	for name, mark := range map[string]bool{"with mark": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			var text []byte
			if mark {
				text = []byte{0xff, 0xfe}
			}
			for _, u := range utf16.Encode([]rune(head + "title: abc")) {
				text = append(text, byte(u), byte(u>>8))
			}
			if got := problemsOf(t, string(text)); len(got) != 1 || got[0] != "map.yaml:1:1: the file is UTF-16; save it as UTF-8" {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestHugeInputEndsInAnError takes what would cost a naive reader all of its
// memory or hours. The test's own time limit is the bound.
func TestHugeInputEndsInAnError(t *testing.T) {
	for name, text := range map[string]string{
		"a label of 10 MB":        head + "title: " + strings.Repeat("long ", 2_000_000),
		"a million links":         head + "links:\n" + strings.Repeat("- a ->+ b\n", 1_000_000),
		"too many bytes":          head + strings.Repeat("# comment\n", 2_000_000),
		"brackets":                head + "x-a: " + strings.Repeat("[", 500_000),
		"braces":                  head + "x-a: " + strings.Repeat("{a: ", 100_000),
		"dashes":                  head + "x-a:\n  " + strings.Repeat("- ", 200_000),
		"question marks":          strings.Repeat("? ", 200_000),
		"commas":                  head + "x-a: [" + strings.Repeat(",", 2_000_000) + "]",
		"mistakes":                head + "links:\n" + strings.Repeat("- nothing\n", 100_000),
		"unknown keys":            head + strings.Repeat("variabel: 1\n", 100_000),
		"dangling names":          head + "variables:\n" + manyVariables(5000) + "links:\n" + danglingLinks(20_000),
		"a long line":             head + "x-a: {" + strings.Repeat("a: b, ", 100_000),
		"an alias bomb":           head + aliasBomb(),
		"a long id":               head + "variables: {" + strings.Repeat("a", 100_000) + ": }",
		"zeros":                   string(make([]byte, 1<<20)),
		"unclosed quotes":         head + strings.Repeat("a: 'x\n", 100_000),
		"one level after another": nested(2000),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := (&maps.Loader{}).Parse(t.Context(), "map.yaml", []byte(text))
			if err == nil {
				t.Fatal("it was accepted")
			}
			if n := len(err.Error()); n > 20_000 {
				t.Errorf("the error has %d bytes", n)
			}
		})
	}
}

func manyVariables(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  veriable-%d:\n", i)
	}
	return b.String()
}

func danglingLinks(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- variable-%d ->+ varable-%d\n", i, i)
	}
	return b.String()
}

func aliasBomb() string {
	var b strings.Builder
	b.WriteString("x-0: &x0 [a, a, a, a, a, a, a, a, a]\n")
	for i := 1; i < 10; i++ {
		prior := "*x" + string(rune('0'+i-1))
		b.WriteString("x-" + string(rune('0'+i)) + ": &x" + string(rune('0'+i)) + " [" + strings.Repeat(prior+", ", 8) + prior + "]\n")
	}
	b.WriteString("title: *x9\n")
	return b.String()
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestIDsAreTakenAsWritten(t *testing.T) {
	m, err := (&maps.Loader{}).Parse(t.Context(), "map.yaml", []byte(head+`
categories: {null: , no: }
variables:
  yes: {category: no}
  007: Agent
  1e3:
  null: Nothing
  "true": {category: "null"}
  1.50:
  日本-1_a.b:
links: [yes ->+ 007, 1e3->-null, 日本-1_a.b −>− true]
goal: {raise: [null, 007], lower: [1.50]}
`))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, v := range m.Variables {
		ids = append(ids, v.ID)
	}
	if got := strings.Join(ids, " "); got != "yes 007 1e3 null true 1.50 日本-1_a.b" {
		t.Errorf("got the ids %s", got)
	}
	if m.Links[2].Ref().String() != "日本-1_a.b ->- true" {
		t.Errorf("got the link %v", m.Links[2].Ref())
	}
	if m.Variables[0].Category != "no" || m.Variables[4].Category != "null" || m.Goal.Raise[0] != "null" {
		t.Errorf("got %+v", m)
	}
}

func TestExtendsInACircleIsRefusedWithItsChain(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"a.yaml": head + "extends: b.yaml", "b.yaml": head + "extends: ./c.yaml", "c.yaml": head + "extends: a.yaml"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(folder)
	_, err := (&maps.Loader{}).Load(t.Context(), "a.yaml")
	if err == nil || err.Error() != "c.yaml:2:10: maps extend one another in a circle: a.yaml → b.yaml → c.yaml → a.yaml; take out one extends" {
		t.Errorf("got %v", err)
	}
}

func TestTheDepthOfExtendsIsBounded(t *testing.T) {
	l := &maps.Loader{Library: func(name string) ([]byte, error) { return []byte(head + "extends: " + name + "a"), nil }}
	_, err := l.Load(t.Context(), "no-such-file-a")
	if err == nil || !strings.Contains(err.Error(), "more than 16 maps extend one another") {
		t.Errorf("got %v", err)
	}
}

func TestMistakesInAnExtendedMapAreReportedInItsFile(t *testing.T) {
	l := &maps.Loader{Library: func(name string) ([]byte, error) { return []byte(head + "titel: x"), nil }}
	_, err := l.Parse(t.Context(), "own.yaml", []byte(head+"extends: base\nnota: y\nlinks: [a ->+ b]"))
	want := `own.yaml:3:1: unknown key of a map: "nota"; did you mean "note"?` + "\n" + `base:2:1: unknown key of a map: "titel"; did you mean "title"?`
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestLoadingObeysItsLimitsAndItsContext(t *testing.T) {
	text := []byte(head + "variables: {a: , b: , c: }\nlinks: [a ->+ b, b ->+ c]\n")
	for _, l := range []maps.Limits{{Bytes: 20}, {Values: 5}, {Variables: 2}, {Links: 1}} {
		if _, err := (&maps.Loader{Limits: l}).Parse(t.Context(), "map.yaml", text); err == nil {
			t.Errorf("%+v did not hold", l)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&maps.Loader{}).Parse(cancelled, "map.yaml", text); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestStandardInputAndFoldersAreHandled(t *testing.T) {
	m, err := (&maps.Loader{Stdin: bytes.NewReader([]byte(head + "title: x"))}).Load(t.Context(), "-")
	if err != nil || m.Title.Plain != "x" {
		t.Errorf("got %v, %v", m, err)
	}
	if _, err := (&maps.Loader{}).Load(t.Context(), "-"); err == nil {
		t.Error("no standard input gave no error")
	}
	if _, err := (&maps.Loader{}).Load(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("got %v", err)
	}
}
