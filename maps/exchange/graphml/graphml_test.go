package graphml

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const farm = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="Label" attr.type="string"/>
  <key id="d1" for="edge" attr.name="polarity" attr.type="string"><default>+</default></key>
  <key id="d2" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d3" for="node" attr.name="shoe size" attr.type="double"/>
  <key id="d4" for="graph" attr.name="description" attr.type="string"/>
  <graph edgedefault="directed">
    <data key="d4">About a farm</data>
    <node id="grass"><data key="d0">Grass &amp; herbs</data><desc>What grows</desc></node>
    <node id="group"><data key="d0">Animals</data>
      <graph edgedefault="undirected">
        <node id="cows"><data key="d0">Cows</data><data key="d3">44</data></node>
        <node id="inner"><graph><node id="flies"/></graph></node>
        <edge source="cows" target="flies"><data key="d1">?</data></edge>
      </graph>
    </node>
    <node id="cows"/>
    <edge source="grass" target="cows"><data key="d2">0.5</data></edge>
    <edge source="cows" target="grass"><data key="d1">-</data><data key="d2">7</data></edge>
    <edge source="grass" target="cows"/>
    <edge source="cows" target="cows"><data key="d1">sideways</data></edge>
    <edge source="cows" target="wolf"/>
    <edge source="group" target="grass"/>
    <hyperedge/>
  </graph>
</graphml>
`

func TestNodesEdgesAndNestedGraphsAreRead(t *testing.T) {
	m, r := formattest.Read(t, Format(), farm)
	told := strings.Join(formattest.Told(m, kept()), "\n")
	for _, want := range []string{
		`title "Some file"`, `note "About a farm"`, `variable "Grass & herbs" note "What grows"`, `variable "Cows" note "" cluster "Animals"`, `variable "flies" note "" cluster "inner"`,
		`link 0 + 1 strength 0.500000–0.500000`, `link 1 - 0 `, `link 1 ? 2`, `link 2 ? 1`, `link 1 ? 1`,
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	for _, what := range []string{
		"nodes whose id is taken by another", "links to nodes that do not exist", "links from or to clusters", "links between more than two nodes",
		"attributes of variables called shoe size", "weights beyond −1…1", "signs that are neither positive nor negative",
	} {
		if formattest.Counted(r.Losses, what) != 1 {
			t.Errorf("%s: not counted once in %+v", what, r.Losses)
		}
	}
	for _, what := range []string{"links that stand more than once, merged", "undirected and mutual links, read as one each way", "clusters within clusters, of which the innermost counts"} {
		if formattest.Counted(r.Notes, what) != 1 {
			t.Errorf("%s: not counted once in %+v", what, r.Notes)
		}
	}
}

const drawnByHand = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
<graph edgedefault="directed" id="G">
<node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="60.0" x="100.0" y="-15.0"/><y:Fill color="#99CC00"/><y:NodeLabel>Trust
in neighbours</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers><y:GroupNode><y:Geometry height="1" width="1" x="1" y="1"/><y:NodeLabel>Town</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
<graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0" x="0" y="0"/><y:Fill color="#FFCC00"/><y:NodeLabel>Crime</y:NodeLabel></y:ShapeNode></data></node></graph></node>
<edge id="e0" source="n0" target="n1::n0"><data key="d10"><y:PolyLineEdge><y:LineStyle color="#FF0000" type="dashed" width="1.0"/><y:EdgeLabel>-</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge id="e1" source="n1::n0" target="n0"><data key="d10"><y:PolyLineEdge><y:LineStyle color="#000000" type="dashed" width="1.0"/></y:PolyLineEdge></data></edge>
</graph></graphml>`

func TestDrawingsOfYEdGiveLabelsPlacesColoursAndSigns(t *testing.T) {
	m, r := formattest.Read(t, Format(), drawnByHand)
	told := strings.Join(formattest.Told(m, kept()), "\n")
	for _, want := range []string{
		`variable "Trust in neighbours" at 130,0 note "" category "#99cc00" colour "#99cc00"`, `variable "Crime" at 15,15 note "" cluster "Town"`, "link 0 - 1", "link 1 ? 0",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	if formattest.Counted(r.Notes, "signs read from labels") != 1 || formattest.Counted(r.Losses, "dashed or red lines, which may mean negative influences") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestDashedLinesAreNegativeWhereThePersonSaysSo(t *testing.T) {
	_, r, err := Format().Read(context.Background(), []byte(drawnByHand), format.ReadOptions{DashedIsNegative: true})
	if err != nil || r.Negative != 2 || formattest.Counted(r.Notes, "signs read from dashed or red lines") != 1 {
		t.Errorf("%v %+v", err, r)
	}
}

func TestRoundTripKeepsWhatAttributesHold(t *testing.T) {
	formattest.RoundTrip(t, Format(), kept(), nil)
}

func TestWhatIsLeftBehindIsCounted(t *testing.T) {
	m := &maps.Map{
		Language: maps.Danish, Goal: maps.Goal{Raise: []string{"a"}},
		Variables: []maps.Variable{{ID: "a", Label: maps.Text{By: map[maps.Language]string{"en": "Sleep", "da": "Søvn"}}, Accent: true}},
	}
	var b strings.Builder
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil || !strings.Contains(b.String(), "Søvn") || strings.Contains(b.String(), "Sleep") {
		t.Fatalf("%v\n%s", err, b.String())
	}
	for _, what := range []string{"the goal", "accents of variables", "texts in other languages"} {
		if formattest.Counted(r.Losses, what) != 1 {
			t.Errorf("%s is not counted: %+v", what, r.Losses)
		}
	}
	m.Links = []maps.Link{maps.NewLink("a", "nowhere", maps.Positive)}
	if _, err := Format().Write(&b, m, format.WriteOptions{}); err == nil {
		t.Error("a link to nowhere is written")
	}
}

func TestFilesOutsideTheContractAreRefused(t *testing.T) {
	nested := "<graphml><graph>" + strings.Repeat("<node id=\"a\"><graph>", 300)
	for name, c := range map[string]struct {
		text string
		kind error
		says string
	}{
		"empty":           {"", format.ErrFormat, "no XML element"},
		"another root":    {"<gexf/>", format.ErrFormat, "gexf"},
		"entities":        {"<!DOCTYPE a [<!ENTITY b \"cc\">]>\n<graphml/>", format.ErrFormat, "line 1"},
		"unknown entity":  {"<graphml>\n<desc>&wow;</desc></graphml>", format.ErrFormat, "line 2"},
		"cut short":       {farm[:600], format.ErrFormat, "line"},
		"nested":          {nested, format.ErrLimit, "within each other"},
		"zero":            {"<graphml>\x00", format.ErrFormat, "byte 9"},
		"too many nodes":  {"<graphml><graph>" + many(`<node id="%d"/>`, 12) + "</graph></graphml>", format.ErrLimit, "more than 10 variables"},
		"many attributes": {"<graphml><graph>" + many(`<node id="%d"><data key="a"/></node>`, 60_000), format.ErrLimit, "elements"},
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

func many(pattern string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) {
	formattest.Damage(t, Format(), farm)
	formattest.Damage(t, Format(), drawnByHand)
}

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	formattest.Encodings(t, Format(), farm, kept())
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(farm))
	f.Add([]byte(drawnByHand))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }

// TestHeadsOfLinesInYEdSayWhichWayTheyGo guards against reading an arrow that was
// drawn from its head backwards.
func TestHeadsOfLinesInYEdSayWhichWayTheyGo(t *testing.T) {
	const text = `<graphml xmlns:y="y"><key for="edge" id="d" yfiles.type="edgegraphics"/><graph edgedefault="directed">
<node id="a"/><node id="b"/><node id="c"/>
<edge source="a" target="b"><data key="d"><y:ArcEdge><y:Arrows source="standard" target="none"/><y:EdgeLabel>+</y:EdgeLabel></y:ArcEdge></data></edge>
<edge source="b" target="c"><data key="d"><y:ArcEdge><y:Arrows source="none" target="t_shape"/></y:ArcEdge></data></edge>
<edge source="c" target="a"><data key="d"><y:ArcEdge><y:Arrows source="standard" target="standard"/><y:EdgeLabel>-</y:EdgeLabel></y:ArcEdge></data></edge>
<edge source="a" target="c"><data key="d"><y:ArcEdge><y:Arrows source="none" target="none"/></y:ArcEdge></data></edge>
</graph></graphml>`
	m, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.graphml"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := formattest.Links(m), "b ->+ a, b ->- c, c ->- a, a ->- c, a ->? c"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
}

// TestAWeightOfOneIsWholeOnlyAmongParts holds what weights of 1 say beside others.
func TestAWeightOfOneIsWholeOnlyAmongParts(t *testing.T) {
	for _, c := range []struct {
		weights [2]string
		stated  bool
	}{{[2]string{"1", "1"}, false}, {[2]string{"1", "0.5"}, true}, {[2]string{"1", "3"}, false}} {
		text := `<graphml><key for="edge" id="w" attr.name="weight"/><graph edgedefault="directed"><node id="a"/><node id="b"/>` +
			`<edge source="a" target="b"><data key="w">` + c.weights[0] + `</data></edge><edge source="b" target="a"><data key="w">` + c.weights[1] + `</data></edge></graph></graphml>`
		m, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.graphml"})
		if err != nil {
			t.Fatal(err)
		}
		if l := m.Links[0]; l.StrengthStated != c.stated {
			t.Errorf("weights %v: stated %t %v", c.weights, l.StrengthStated, l.Strength)
		}
	}
}

// TestWeightsAreSignsWhereSomeAreNegative holds what a weight above 0 says.
func TestWeightsAreSignsWhereSomeAreNegative(t *testing.T) {
	for second, want := range map[string]string{"-1": "a ->+ b, c ->- a, b ->+ a", "2": "a ->? b, c ->? a, b ->? a"} {
		text := `<graphml><key for="edge" id="w" attr.name="weight"/><graph edgedefault="directed"><node id="a"/><node id="b"/><node id="c"/>` +
			`<edge source="a" target="b" directed="false"><data key="w">1</data></edge><edge source="c" target="a"><data key="w">` + second + `</data></edge></graph></graphml>`
		m, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.graphml"})
		if err != nil {
			t.Fatal(err)
		}
		links := strings.Split(formattest.Links(m), ", ")
		slices.Sort(links)
		wanted := strings.Split(want, ", ")
		slices.Sort(wanted)
		if !slices.Equal(links, wanted) {
			t.Errorf("weight %s: read %q, want %q", second, links, wanted)
		}
		formattest.Loads(t, m)
	}
}
