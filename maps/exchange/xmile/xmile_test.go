package xmile

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const pond = `<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0" xmlns:isee="http://iseesystems.com/XMILE">
	<header><name>A pond</name><vendor>nobody</vendor></header>
	<sim_specs><start>1</start><stop>13</stop></sim_specs>
	<dimensions><dim name="shores" size="2"/></dimensions>
	<model>
		<variables>
			<stock name="Fish"><eqn>first_fish</eqn><inflow>births</inflow><outflow>"deaths,_all"</outflow><outflow>gone</outflow><units>fish</units><doc>How many there are</doc></stock>
			<flow name="births"><eqn>Fish * MAX(0, 2e3) {not weather}</eqn></flow>
			<flow name="deaths, all"><eqn>Fish/bad_Weather[north] + x</eqn></flow>
			<aux name="bad\nweather"><element subscript="north"><eqn>Fishing</eqn></element><dimensions><dim name="shores"/></dimensions></aux>
			<aux name="Fishing"><eqn>NAN(Fish, bad_weather)</eqn><gf><ypts>1,2</ypts></gf></aux>
			<aux name="first fish"><eqn>10</eqn></aux>
			<aux name="FISHING"/>
			<group name="People"><entity name="fishing"/><entity name="nobody"/></group>
		</variables>
		<views>
			<view type="stock_flow">
				<style color="black"><aux color="red"/></style>
				<stock x="300" y="200" name="Fish"/>
				<flow x="200" y="200" name="births"><pts><pt x="1" y="2"/></pts></flow>
				<aux x="500" y="200" name="Fishing"/>
				<aux x="500" y="500" name="Boats"/>
				<alias uid="7" x="300" y="400"><of>Fish</of></alias>
				<connector uid="1" polarity="-" delay_mark="true" angle="0"><from>Fish</from><to>Fishing</to><isee:reasoning>Nets empty ponds</isee:reasoning></connector>
				<connector uid="2" polarity="+" angle="90"><from><alias uid="7"/></from><to>births</to></connector>
				<connector uid="3" polarity="none"><from>bad_weather</from><to>Fishing</to></connector>
				<connector uid="4" polarity="sideways"><from>Fishing</from><to>"deaths,_all"</to></connector>
				<connector uid="5"><from>Fish</from><to>Boats</to></connector>
				<isee:loop_indicator uid="9" x="1" y="2"/>
				<text_box uid="10" x="1" y="2">What the pond does</text_box>
				<graph x="1" y="2"/>
			</view>
			<view type="interface"><aux x="1" y="1" name="Fish"/></view>
		</views>
	</model>
	<model name="Town">
		<variables><aux name="Fishing"><eqn>people</eqn></aux><aux name="People"/></variables>
		<views><view><aux x="10" y="10" name="people"/></view></views>
	</model>
</xmile>
`

func TestEquationsFlowsAndConnectorsAreReadTogether(t *testing.T) {
	m, r := formattest.Read(t, Format(), pond)
	told := strings.Join(formattest.Told(m, kept), "\n")
	for _, want := range []string{
		`title "A pond"`, `note "What the pond does"`, `variable "Fish" at 300,200 note "How many there are" unit "fish"`, `variable "bad weather" note ""`,
		`variable "Fishing" at 500,200 note "" cluster "People"`, `variable "Fishing" note "" cluster "Town"`, `variable "People" at 10,350 note "" cluster "Town"`,
		`link 0 - 4 delayed note "Nets empty ponds"`, `link 0 + 1 bend`, "link 1 + 0", "link 2 - 0", "link 5 ? 0", "link 3 ? 2", "link 4 ? 3", "link 3 ? 4", "link 4 ? 2", "link 0 ? 2", "link 7 ? 6",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	if len(m.Variables) != 8 || len(m.Links) != 11 {
		t.Errorf("%d variables, %d links\n%s", len(m.Variables), len(m.Links), told)
	}
	for what, n := range map[string]int{
		"simulation settings": 1, "dimensions": 1, "flows that do not exist": 1, "variables whose name is taken by another": 1, "graphical functions": 1, "members of groups that do not exist": 1,
		"boxes of variables that do not exist": 1, "connectors that do not join two variables": 1, "marks of loops, which do not say what they go through": 1, "views of interfaces": 1,
		"pictures, graphs and controls of views": 1, "signs that are neither positive nor negative": 1, "equations, of which only the dependencies are kept": 6,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Losses)
		}
	}
	for what, n := range map[string]int{
		"signs read from flows and their stocks": 2, "variables with dimensions, read as one": 1, "modules, read as clusters": 1, "links from what sets the start of a stock only": 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Notes)
		}
	}
}

func TestFilesOfStellaAndSimlinAreRead(t *testing.T) {
	for name, want := range map[string]struct{ variables, links, positive, negative, positions int }{
		"xmile/inventoryWorkforce.stmx": {18, 25, 3, 2, 18},
		"xmile/fishbanks.xmile":         {14, 16, 3, 2, 14},
	} {
		m, r := formattest.Read(t, Format(), formattest.Sample(t, name))
		if len(m.Variables) != want.variables || len(m.Links) != want.links || r.Positive != want.positive || r.Negative != want.negative || r.Positions != want.positions {
			t.Errorf("%s: %d links of %+v\n%s", name, len(m.Links), r, strings.Join(formattest.Told(m, kept), "\n"))
		}
	}
}

// distinct takes out of a map what XMILE does not tell apart.
func distinct(m *maps.Map) {
	names := map[string]bool{}
	for i := range m.Variables {
		v := &m.Variables[i]
		if v.At == nil {
			v.At = &maps.Position{}
		}
		v.At.X, v.At.Y = math.Abs(v.At.X), math.Abs(v.At.Y)
		text := strings.Join(strings.FieldsFunc(v.Label.Plain, func(r rune) bool { return strings.ContainsRune("_ \n\t", r) }), " ")
		if names[strings.ToLower(text)] || text == "" {
			text += "x " + v.ID
		}
		names[strings.ToLower(text)] = true
		v.Label = maps.Plain(text)
	}
	signed := map[[2]string]bool{}
	for _, l := range m.Links {
		signed[[2]string{l.From, l.To}] = signed[[2]string{l.From, l.To}] || l.Sign != maps.Unknown
	}
	links := m.Links
	m.Links = nil
	for _, l := range links {
		if l.Sign != maps.Unknown || !signed[[2]string{l.From, l.To}] {
			m.Links = append(m.Links, l)
		}
	}
}

func TestRoundTripKeepsWhatACausalLoopViewHolds(t *testing.T) {
	k := kept
	k.Bends = false // variables on top of each other have none; see below
	formattest.RoundTrip(t, Format(), k, distinct)
}

func TestBendsComeBackAsTheyWere(t *testing.T) {
	for _, bend := range []float64{-3, -0.8, -0.25, 0.3, 1.2} {
		m := &maps.Map{
			Language:  maps.English,
			Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A"), At: &maps.Position{X: 100, Y: 200}}, {ID: "b", Label: maps.Plain("B"), At: &maps.Position{X: 40, Y: 350}}},
			Links:     []maps.Link{maps.NewLink("a", "b", maps.Positive), maps.NewLink("b", "a", maps.Negative)},
		}
		m.Links[0].Bend = &bend
		back, _ := formattest.Read(t, Format(), string(formattest.Written(t, Format(), m)))
		there, again := back.Link(m.Links[0].Ref()), back.Link(m.Links[1].Ref())
		if got := there.Bend; got == nil || math.Abs(*got-bend) > 0.001 || again.Bend != nil {
			t.Errorf("bend %v came back as %v", bend, got)
		}
	}
}

func TestNamesThatAreTheSameAreNumbered(t *testing.T) {
	m := &maps.Map{Language: maps.English}
	for id, label := range []string{"Heat", "heat", "he_at", "He at", "time", `a"b (c)`} {
		m.Variables = append(m.Variables, maps.Variable{ID: string(rune('a' + id)), Label: maps.Plain(label)})
	}
	m.Links = []maps.Link{maps.NewLink("e", "f", maps.Positive), maps.NewLink("f", "e", maps.Negative), maps.NewLink("f", "e", maps.Unknown)}
	text := string(formattest.Written(t, Format(), m))
	back, r := formattest.Read(t, Format(), text)
	if formattest.Counted(r.Losses, "equations, of which only the dependencies are kept") != 0 {
		t.Errorf("what is only sketched is no equation that is lost: %+v", r.Losses)
	}
	var labels []string
	for _, v := range back.Variables {
		labels = append(labels, v.Label.Plain)
	}
	if got := strings.Join(labels, ","); got != `Heat,heat 2,he at,He at 2,time,a"b (c)` {
		t.Error(got)
	}
	if !strings.Contains(text, "<eqn>NAN(&#34;time&#34;)</eqn>") || len(back.Links) != 2 {
		t.Errorf("%v\n%s", back.Links, text)
	}
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
		"empty":          {"", format.ErrFormat, "no XML element"},
		"another root":   {"<gexf/>", format.ErrFormat, "gexf"},
		"entities":       {"<!DOCTYPE a [<!ENTITY b \"cc\">]>\n<xmile/>", format.ErrFormat, "line 1"},
		"cut short":      {pond[:900], format.ErrFormat, "line"},
		"many variables": {"<xmile><model><variables>" + strings.Repeat(`<aux name="a"/>`, 4) + `<aux name="b"/><aux name="c"/><aux name="d"/></variables></model></xmile>`, format.ErrLimit, "3 variables"},
		"many links":     {`<xmile><model><variables><aux name="a"><eqn>a+b+c</eqn></aux><aux name="b"><eqn>a+b</eqn></aux><aux name="c"/></variables></model></xmile>`, format.ErrLimit, "4 links"},
	} {
		_, _, err := Format().Read(context.Background(), []byte(c.text), format.ReadOptions{Limits: format.Limits{Variables: 3, Links: 4}})
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) { formattest.Damage(t, Format(), pond) }

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	formattest.Encodings(t, Format(), pond, kept)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(pond))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }
