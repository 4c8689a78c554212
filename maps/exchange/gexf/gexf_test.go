package gexf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const farm = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" xmlns:viz="http://www.gexf.net/1.2draft/viz">
  <meta><Creator>A farmer</Creator><Title>A farm</Title><description>About it</description></meta>
  <graph defaultedgetype="directed" mode="dynamic">
    <attributes class="node"><attribute id="0" title="Type" type="string"><default>Living</default></attribute><attribute id="1" title="shoe size" type="float"/></attributes>
    <attributes class="edge"><attribute id="0" title="Polarity" type="string"/></attributes>
    <nodes>
      <node id="g" label="Grass &amp; herbs"><attvalues><attvalue for="0" value="Plant"/><attvalue for="9" value="x"/></attvalues><viz:color r="0" g="255" b="0"/><viz:position x="10" y="-20.5" z="0"/><viz:size value="3"/></node>
      <node id="animals" label="Animals">
        <nodes><node id="cows" label="Cows" start="1"><attvalues><attvalue id="1" value="44"/></attvalues><viz:color r="153" g="153" b="153"/></node></nodes>
        <edges><edge source="cows" target="cows" weight="-0.5"/></edges>
      </node>
      <node id="flies" label="" pid="animals"/>
      <node id="flies" label="Again"/>
    </nodes>
    <edges>
      <edge source="g" target="cows" weight="0.25"><attvalues><attvalue for="0" value="+"/></attvalues></edge>
      <edge source="cows" target="g" weight="1.0" label="-"/>
      <edge source="g" target="flies" type="mutual" label="buzz"><viz:thickness value="2"/></edge>
      <edge source="flies" target="cows"><viz:shape value="dashed"/></edge>
      <edge source="flies" target="animals"/>
      <edge source="flies" target="wolf"/>
    </edges>
  </graph>
  <graph/>
</gexf>
`

func TestGraphsAreRead(t *testing.T) {
	m, r := formattest.Read(t, Format(), farm)
	told := strings.Join(formattest.Told(m, kept()), "\n")
	for _, want := range []string{
		`title "A farm"`, `note "About it"`, `variable "Grass & herbs" at 10,20.5 note "" category "Plant" colour "#00ff00"`,
		`variable "Cows" note "" category "Living" colour "" cluster "Animals"`, `variable "flies" note "" category "Living" colour "" cluster "Animals"`,
		"link 0 + 1 strength 0.250000–0.250000", "link 1 - 0 strength 1.0", "link 1 - 1 strength 0.5", "link 0 ? 2 ", "link 2 ? 0 ", "link 2 ? 1 ", `note "buzz"`,
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	if len(m.Sources) != 1 || len(m.Links) != 6 {
		t.Errorf("%v, %d links", m.Sources, len(m.Links))
	}
	for _, what := range []string{
		"nodes whose id is taken by another", "links to nodes that do not exist", "links from or to clusters", "attributes of variables called shoe size", "attributes of variables called 9",
		"sizes and shapes of nodes", "thicknesses of links", "times of a dynamic graph", "graphs after the first", "dashed or red lines, which may mean negative influences",
	} {
		if formattest.Counted(r.Losses, what) != 1 {
			t.Errorf("%s: not counted once in %+v", what, r.Losses)
		}
	}
	for _, what := range []string{"signs read from labels", "signs read from weights", "undirected and mutual links, read as one each way", "variables without a label, called by their node's id"} {
		if formattest.Counted(r.Notes, what) != 1 {
			t.Errorf("%s: not counted once in %+v", what, r.Notes)
		}
	}
}

func TestFilesOfOtherToolsAreRead(t *testing.T) {
	for name, want := range map[string]struct{ variables, links, positions int }{
		"gexf/basic.gexf": {2, 2, 2}, "gexf/edge_viz.gexf": {2, 1, 2},
	} {
		m, r := formattest.Read(t, Format(), formattest.Sample(t, name))
		if len(m.Variables) != want.variables || len(m.Links) != want.links || r.Positions != want.positions || r.Unknown != want.links {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestWeightsThatAreAllOneSayNothing(t *testing.T) {
	m, _ := formattest.Read(t, Format(), `<gexf><graph><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b" weight="1.0"/><edge source="b" target="a"/></edges></graph></gexf>`)
	for _, l := range m.Links {
		if l.StrengthStated {
			t.Errorf("%+v", l)
		}
	}
}

func TestDashedLinesAreNegativeWhereThePersonSaysSo(t *testing.T) {
	_, r, err := Format().Read(context.Background(), []byte(farm), format.ReadOptions{DashedIsNegative: true})
	if err != nil || r.Negative != 3 || formattest.Counted(r.Notes, "signs read from dashed or red lines") != 1 {
		t.Errorf("%v %+v", err, r)
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
		"empty":        {"", format.ErrFormat, "no XML element"},
		"another root": {"<graphml/>", format.ErrFormat, "graphml"},
		"entities":     {"<!DOCTYPE a [<!ENTITY b \"cc\">]>\n<gexf/>", format.ErrFormat, "line 1"},
		"cut short":    {farm[:900], format.ErrFormat, "line"},
		"nested":       {"<gexf><graph>" + strings.Repeat("<nodes><node id=\"a\">", 300), format.ErrLimit, "within each other"},
		"many nodes":   {"<gexf><graph><nodes>" + `<node id="a"/><node id="b"/><node id="c"/>` + "</nodes></graph></gexf>", format.ErrLimit, "2 variables"},
	} {
		_, _, err := Format().Read(context.Background(), []byte(c.text), format.ReadOptions{Limits: format.Limits{Variables: 2, Links: 2}})
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) { formattest.Damage(t, Format(), farm) }

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	formattest.Encodings(t, Format(), farm, kept())
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(farm))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }
