package dot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const farm = `/* A farm */
strict digraph "my farm" {
# a line of the preprocessor
  label="A farm &amp; more"; note = "two" + " parts"
  rankdir=LR
  node [shape=box, category=Living]; edge [color=black]
  grass [label="Grass\nand herbs \"wild\"", pos="10,-20.5!", fillcolor="#00ff00" style=filled];
  1.5 [label=<<b>Sun</b>light<br/>&amp; warmth>]
  subgraph cluster_animals {
    label = "Animals in \G\\";
    node [category=Animal]
    cows -> flies:n:sw [sign="+" strength=0.5 delay=3];
    subgraph cluster_inner { worms }
    subgraph clusterB { graph [label=B] worms }
  }
  cows -> grass [headlabel="−"]
  grass -> cows -> grass [label="+"]
  1.5 -> {grass cows} [arrowhead=tee]
  flies -> cows [dir=back, arrowtail=dot, label="bite"]
  flies -> grass [dir=both, taillabel="-", headlabel="+", style=dashed]
  worms -> grass [style=dashed]
  worms -> cows [color=red, weight=-0.3]
  worms -> worms [polarity=unclear, penwidth=3];
  æbler -- grass
}
graph second {}
`

func TestGraphsAreRead(t *testing.T) {
	m, r := formattest.Read(t, Format(), farm)
	told := strings.Join(formattest.Told(m, kept()), "\n")
	for _, want := range []string{
		`title "A farm & more"`, `note "two parts"`, `variable "Grass and herbs \"wild\"" at 10,20.5 note "" category "Living" colour "#00ff00"`,
		`variable "Sunlight & warmth" note "" category "Living"`, `variable "cows" note "" category "Animal" colour "" cluster "Animals in G\\"`, `variable "worms" note "" category "Animal" colour "" cluster "inner"`,
		`variable "æbler"`, "link 2 + 3 strength 0.500000–0.500000 delay 3.0", "link 2 - 0", "link 2 + 0", "link 0 + 2", "link 1 - 0", "link 1 - 2",
		`link 2 - 3 confidence "" probability 1.000000 core false note "bite"`, "link 3 + 0", "link 0 - 3", "link 4 ? 0", "link 4 - 2 strength 0.3", "link 4 ? 4", "link 5 ? 0",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	if len(m.Links) != 14 {
		t.Errorf("%d links\n%s", len(m.Links), told)
	}
	for what, n := range map[string]int{
		"graphs after the first": 1, "ports of links": 2, "second clusters of variables": 1, "dashed or red lines, which may mean negative influences": 2,
		"signs that are neither positive nor negative": 1, "attributes that say how a link is drawn": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Losses)
		}
	}
	for what, n := range map[string]int{
		"signs read from labels": 5, "signs read from arrowheads": 3, "signs read from weights": 1, "labels in HTML, read as plain text": 1, "clusters within clusters, of which the innermost counts": 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Notes)
		}
	}
}

func TestDashedAndRedLinesAreNegativeWhereThePersonSaysSo(t *testing.T) {
	text := "digraph { a -> b [style=dashed]; b -> c [color=\"#FF0000\"]; c -> a [style=dashed, sign=\"+\"] }"
	m, r, err := Format().Read(context.Background(), []byte(text), format.ReadOptions{DashedIsNegative: true})
	if err != nil || r.Negative != 2 || r.Positive != 1 || formattest.Counted(r.Notes, "signs read from dashed or red lines") != 2 {
		t.Errorf("%v %+v %+v", err, m, r)
	}
	if _, r := formattest.Read(t, Format(), text); r.Negative != 0 || r.Unknown != 2 {
		t.Errorf("%+v", r)
	}
}

func TestUndirectedEdgesGoEachWay(t *testing.T) {
	m, r := formattest.Read(t, Format(), `GRAPH { a -- b -- b; a -- {c; d} [sign="-"]; subgraph s {x y} subgraph s -- a }`)
	if len(m.Links) != 11 || r.Negative != 4 || formattest.Counted(r.Notes, "undirected links, read as one each way") != 5 {
		t.Errorf("%+v\n%s", r, strings.Join(formattest.Told(m, kept()), "\n"))
	}
}

func TestRoundTripKeepsWhatAttributesHold(t *testing.T) {
	formattest.RoundTrip(t, Format(), kept(), nil)
}

func TestLinksToNowhereAreNotWritten(t *testing.T) {
	var b strings.Builder
	if _, err := Format().Write(&b, &maps.Map{Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}, format.WriteOptions{}); err == nil {
		t.Error("a link to nowhere is written")
	}
}

func TestFilesOutsideTheContractAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		kind error
		says string
	}{
		"empty":           {"", format.ErrFormat, "the end of the file stands where graph or digraph"},
		"prose":           {"Once upon a time", format.ErrFormat, `"Once" stands`},
		"no end":          {"digraph {\n a -> b", format.ErrFormat, "line 2: the end of the file"},
		"open text":       {"digraph {\n a [label=\"b]\n}", format.ErrFormat, "line 2: the text in quotes"},
		"open HTML":       {"digraph { a [label=<b]\n}", format.ErrFormat, "line 1: the text in angle brackets"},
		"open comment":    {"digraph { /* a\n}", format.ErrFormat, "line 1: the comment"},
		"half an arrow":   {"digraph {\n\na - b}", format.ErrFormat, "line 3"},
		"nested":          {"digraph " + strings.Repeat("{", 300), format.ErrLimit, "within each other"},
		"many nodes":      {"graph {a b c d e f g h i j k l}", format.ErrLimit, "10 variables"},
		"many edges":      {"graph {{a b c d e f g} -> {a b c d e f g}}", format.ErrLimit, "edges"},
		"many links":      {"graph {{a b c d} -> {a b c}}", format.ErrLimit, "10 links"},
		"many attributes": {"graph {a [" + attributes(200) + "]}", format.ErrLimit, "100 attributes"},
		"many of a graph": {"graph {" + attributes(200) + "}", format.ErrLimit, "100 attributes"},
		"named again":     {"graph {subgraph s {a b c d e}" + strings.Repeat(" subgraph s", 20) + "}", format.ErrLimit, "edges"},
	} {
		_, _, err := Format().Read(context.Background(), []byte(c.text), format.ReadOptions{Limits: format.Limits{Variables: 10, Links: 10}})
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Format().Read(done, []byte(farm), format.ReadOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a reading that nobody waits for: %v", err)
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("b", i) + "=1 ")
	}
	return b.String()
}

func TestOnlyGraphsAreRecognised(t *testing.T) {
	for text, want := range map[string]format.Certainty{
		"digraph {": format.Surely, "strict Graph x{": format.Surely, "// c\n\"graph\" {": format.No, "graph TD\n": format.No, "graph [\n": format.No, "digraph \"long": format.Perhaps, "{": format.No, "": format.No,
	} {
		if got := Format().Recognise([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) { formattest.Damage(t, Format(), farm) }

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	formattest.Encodings(t, Format(), farm, kept())
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(farm))
	f.Add([]byte("graph { a -- {b; c} subgraph s {x} subgraph s -- a:n:s }"))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }

// TestSignsWithinLabelsAreRead holds labels that say a sign and something else.
func TestSignsWithinLabelsAreRead(t *testing.T) {
	const text = `digraph { a -> b [label="-0.5"]; b -> a [label="+0.25"]; a -> c [label="0.5"]; c -> a [label="− by night"]; b -> c [xlabel="(+)"]; c -> b [label="3"]; c -> c [taillabel="-"] }`
	m, r, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.dot"})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(formattest.Links(m), ", ")
	slices.Sort(got)
	if want := []string{"a ->+ c", "a ->- b", "b ->+ a", "b ->+ c", "c ->- a", "c ->? b", "c ->? c"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
	for _, l := range m.Links {
		if l.From == "c" && l.To == "a" && l.Note.Plain != "by night" || l.From == "a" && l.To == "b" && l.Strength != maps.Exactly(0.5) {
			t.Errorf("%s: note %q, strength %v", l.Ref(), l.Note.Plain, l.Strength)
		}
	}
	if formattest.Counted(r.Losses, "labels at the ends of links") != 1 {
		t.Errorf("losses are %v", r.Losses)
	}
}
