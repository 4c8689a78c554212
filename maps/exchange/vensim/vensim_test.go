package vensim

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

const pond = `{UTF-8}
Fish= INTEG (
	births-"deaths, all",
		initial fish)
	~	fish [0,?]
	~	How many there are. It's "many \
		fish".
	|

births=
	Fish * birth rate table(Fish / "deaths, all") {not weather} + Time * 0
	~	fish/Year
	~		|

birth rate table(
	[(0,0)-(10,10)],(0,0),(10,10))
	~	~	|

"deaths, all"=
	MAX(Fish, 2e3) * IF THEN ELSE(weather > 1 :AND: births < 3, 1, fishing[north])
	~	~	|

region: north, south ~~|

fishing[region] = A FUNCTION OF( -Fish,weather, Nobody)
	~	~	|

initial fish = 10 ~ ~ | weather ~ ~ |
********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|

TIME STEP  = 1
	~	Year
	~	|
\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 1
$192-192-192,0,Helvetica|10|B|0-0-0|0-0-0|0-0-0|-1--1--1|-1--1--1|96,96,100,0
10,1,Fish,300,200,40,20,3,3,0,0,0,0,0,0
12,2,48,100,200,10,8,0,3,0,0,-1,0,0,0
1,3,5,1,4,0,0,22,0,0,0,-1--1--1,,1|(250,200)|
1,4,5,2,100,0,0,22,0,0,0,-1--1--1,,1|(150,200)|
11,5,48,200,200,6,8,34,3,0,0,1,0,0,0
10,6,births,200,230,40,20,40,3,0,0,-1,0,0,0
1,7,1,5,1,0,43,0,0,65,0,-1--1--1,,1|(250,255)|
10,8,"deaths, all",400,230,40,20,8,3,0,0,0,0,0,0
1,9,1,8,0,0,83,0,0,64,0,-1--1--1,,1|(0,0)|
1,10,8,1,0,0,79,0,0,64,0,-1--1--1,,1|(0,0)|
12,11,1,250,220,15,15,5,4,0,0,-1,0,0,0
R
12,12,0,250,320,15,15,8,4,0,0,-1,0,0,0
What the pond does
1,13,1,99,0,0,43,0,0,64,0,-1--1--1,,1|(0,0)|
10,14,Time,500,230,40,20,8,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12|B|128-128-128
1,15,x
*Weather
10,1,Fish,10,10,40,20,8,2,0,3,-1,0,0,0
10,2,weather,20,20,40,20,8,3,0,0,0,0,0,0
1,3,2,1,1,0,45,0,0,64,0,-1--1--1,,1|(15,15)|
///---\\\
:L<%^E!@
`

func TestEquationsAndSketchAreReadTogether(t *testing.T) {
	m, r := formattest.Read(t, Format(), pond)
	told := strings.Join(formattest.Told(m, kept), "\n")
	for _, want := range []string{
		`note "What the pond does"`,
		`variable "Fish" at 300,200 note "How many there are. It's \"many fish\"." cluster "View 1" unit "fish"`,
		`variable "births" at 200,230 note "" cluster "View 1" unit "fish/Year"`,
		`variable "deaths, all" at 400,230`, `variable "weather" at 20,390 note "" cluster "Weather"`,
		`variable "birth rate table"`, `variable "fishing"`, `variable "initial fish"`,
		"link 0 + 1 delayed", // the mark at the arrow into the valve
		"link 1 + 0",         // the pipe
		"link 2 - 0",         // O at the arrow
		"link 0 + 2",         // S at the arrow
		"link 0 - 5",         // the minus in A FUNCTION OF
		"link 3 - 0",         // between a variable and a shadow
		"link 3 ? 2", "link 5 ? 2", "link 1 ? 2", "link 4 ? 1", "link 2 ? 1", "link 3 ? 5", "link 6 ? 0",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is missing in\n%s", want, told)
		}
	}
	if len(m.Variables) != 7 || len(m.Links) != 13 {
		t.Errorf("%d variables, %d links\n%s", len(m.Variables), len(m.Links), told)
	}
	for what, n := range map[string]int{
		"simulation settings": 1, "tables of lookups": 1, "ranges of subscripts": 1, "ranges of variables": 1, "flows from or to beyond the model": 1,
		"marks of loops, which do not say what they go through": 1, "clouds and pictures": 1, "arrows that do not join two variables": 1,
		"appearances of the time and of simulation settings": 1, "parts of the sketch that cannot be read": 1, "equations, of which only the dependencies are kept": 4,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Losses)
		}
	}
	for what, n := range map[string]int{
		"signs read from flows and their stocks": 1, "signs read from the minus in an equation that states nothing but signs": 1, "delay marks without a length, taken for one unit of time": 1,
		"variables with subscripts, read as one": 1, "views beyond the first, set out below it": 1, "views, read as clusters": 2,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Notes)
		}
	}
}

func TestVensimsOwnFilesAreRead(t *testing.T) {
	for name, want := range map[string]struct{ variables, positive, negative int }{
		"vensim/sir.mdl":       {11, 12, 5},
		"vensim/workforce.mdl": {25, 16, 8},
	} {
		m, r := formattest.Read(t, Format(), formattest.Sample(t, name))
		if len(m.Variables) != want.variables || r.Positive != want.positive || r.Negative != want.negative {
			t.Errorf("%s: %d variables; %+v\n%s", name, len(m.Variables), r, strings.Join(formattest.Told(m, kept), "\n"))
		}
	}
}

func TestWindowsLineEndsAndEncodingAreRead(t *testing.T) {
	text := "S\xf8vn = A FUNCTION OF( \"T\xe6t \\\"by\\\"\")\r\n\t~\t\r\n\t~\tGod s\xf8vn\r\n\t|\r\n\"T\xe6t \\\"by\\\"\" ~~|\r\n"
	m, r := formattest.Read(t, Format(), text)
	told := strings.Join(formattest.Told(m, kept), "\n")
	if !strings.Contains(told, `variable "Søvn" note "God søvn"`) || !strings.Contains(told, `variable "Tæt \"by\""`) || !strings.Contains(told, "link 1 ? 0") {
		t.Error(told)
	}
	if formattest.Counted(r.Notes, "files that are not UTF-8, read as Windows-1252") != 1 {
		t.Errorf("%+v", r)
	}
}

// distinct takes out of a map what Vensim does not tell apart.
func distinct(m *maps.Map) {
	names := map[string]bool{}
	for i := range m.Variables {
		v := &m.Variables[i]
		if v.At == nil {
			v.At = &maps.Position{}
		}
		v.At.X, v.At.Y = math.Abs(v.At.X), math.Abs(v.At.Y)
		label := v.Label.Plain
		if names[key(label)] || key(label) == "" || setting(label) {
			label += " " + v.ID
		}
		names[key(label)] = true
		v.Label = maps.Plain(label)
		v.Note = maps.Plain(strings.NewReplacer("|", "¦", "~", "∼").Replace(v.Note.Plain))
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

func TestRoundTripKeepsWhatASketchHolds(t *testing.T) {
	k := kept
	k.Bends = false // they are rounded to whole points; see below
	formattest.RoundTrip(t, Format(), k, distinct)
}

func TestBendsComeBackAboutAsTheyWere(t *testing.T) {
	for _, bend := range []float64{-0.8, -0.25, 0.3, 1.2} {
		m := &maps.Map{
			Language:  maps.English,
			Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A"), At: &maps.Position{X: 100, Y: 200}}, {ID: "b", Label: maps.Plain("B"), At: &maps.Position{X: 400, Y: 350}}},
			Links:     []maps.Link{maps.NewLink("a", "b", maps.Positive)},
		}
		m.Links[0].Bend = &bend
		back, _ := formattest.Read(t, Format(), string(formattest.Written(t, Format(), m)))
		if got := back.Links[0].Bend; got == nil || math.Abs(*got-bend) > 0.011 {
			t.Errorf("bend %v came back as %v", bend, got)
		}
	}
}

func TestNamesThatVensimDoesNotTellApartAreNumbered(t *testing.T) {
	m := &maps.Map{Language: maps.English}
	for id, label := range []string{"Time", "Heat", "heat", "HEAT", "Heat 2", "A|B", "Unit"} {
		m.Variables = append(m.Variables, maps.Variable{ID: string(rune('a' + id)), Label: maps.Plain(label)})
	}
	m.Links = []maps.Link{maps.NewLink("a", "b", maps.Positive), maps.NewLink("a", "b", maps.Unknown)}
	m.Variables[0].At = &maps.Position{X: -10.5, Y: 3}
	var b strings.Builder
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	back, _ := formattest.Read(t, Format(), b.String())
	var labels []string
	for _, v := range back.Variables {
		labels = append(labels, v.Label.Plain)
	}
	if got := strings.Join(labels, ","); got != "Time 2,Heat,heat 2,HEAT 3,Heat 2 2,A|B,Unit" {
		t.Error(got)
	}
	if formattest.Counted(r.Losses, "links of unknown sign beside one with a sign") != 1 || r.Unknown != 0 || formattest.Counted(r.Notes, "positions left of or above the sheet, which is moved as a whole") != 1 ||
		formattest.Counted(r.Notes, "variables without a position, set out on a circle") != 6 {
		t.Errorf("%+v", r)
	}
	if _, err := Format().Write(&b, &maps.Map{Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}, format.WriteOptions{}); err == nil {
		t.Error("a link to nowhere is written")
	}
}

func TestFilesOutsideTheContractAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		kind error
	}{
		"empty":          {"", format.ErrFormat},
		"prose":          {"Once upon a time there was a pond.", format.ErrFormat},
		"zero":           {"a = 1 ~~|\x00", format.ErrFormat},
		"many variables": {strings.Repeat("a = 1 ~~|", 3) + "b=1~~| c=1~~| d=1~~| e=1~~|", format.ErrLimit},
		"many links":     {"a=b+c+a~~| b=a+c~~| c=a+b~~|", format.ErrLimit},
	} {
		_, _, err := Format().Read(context.Background(), []byte(c.text), format.ReadOptions{Limits: format.Limits{Variables: 3, Links: 5}})
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEquationsLongerThanAnyoneWritesAreCut(t *testing.T) {
	m, r := formattest.Read(t, Format(), "a=b"+strings.Repeat("+b", format.MostEquation)+"~~| b=1~~|")
	if len(m.Links) != 1 || formattest.Counted(r.Losses, "ends of equations that are too long") != 1 {
		t.Errorf("%v %+v", m.Links, r)
	}
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) { formattest.Damage(t, Format(), pond) }

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	formattest.Encodings(t, Format(), pond, kept)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(pond))
	f.Add([]byte("a=b~~|:MACRO: m(x)\nm=x~~|\n:END OF MACRO:\nb:=:NA:~~|"))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }
