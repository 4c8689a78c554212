package table

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

// read reads a table that must be right, and expects that the map can be
// written and loaded.
func read(t *testing.T, text string) (*maps.Map, *format.Report) {
	t.Helper()
	m, r, err := CSV().Read(t.Context(), []byte(text), format.ReadOptions{Name: "My map.csv"})
	if err != nil {
		t.Fatal(err)
	}
	formattest.Loads(t, m)
	return m, r
}

func losses(r *format.Report) string { return items(r.Losses) }

func notes(r *format.Report) string { return items(r.Notes) }

func items(list []format.Item) string {
	var parts []string
	for _, i := range list {
		parts = append(parts, i.What+": "+strings.Join(i.Where, "; "))
	}
	return strings.Join(parts, "\n")
}

func TestLinksAreReadWhateverTheTitlesAndDelimiters(t *testing.T) {
	for name, text := range map[string]string{
		"commas":            "from,to,sign\nStress,Sleep,-\nSleep,Stress,+\n",
		"Danish":            "fra;til;fortegn\r\nStress;Sleep;-\r\nSleep;Stress;+\r\n",
		"tabs":              "From\tTo\tPolarity\nStress\tSleep\tnegative\nSleep\tStress\tpositive\n",
		"bars":              "source|target|sign\nStress|Sleep|N\nSleep|Stress|P\n",
		"other order":       "Fortegn (+/-);Til faktor;Fra faktor\n−1;Sleep;Stress\n1;Stress;Sleep\n",
		"byte order mark":   "\ufefffra;til;fortegn\nStress;Sleep;modsat\nSleep;Stress;samme\n",
		"old Mac":           "from,to,sign\rStress,Sleep,-\rSleep,Stress,+\r",
		"a sep line":        "sep=;\r\nfrom;to;sign\r\nStress;Sleep;-\r\nSleep;Stress;+",
		"rows above":        "Workshop 3. maj;;\n;;\nfrom;to;sign\nStress;Sleep;-\n;;\nSleep;Stress;+",
		"no titles":         "Stress,Sleep,-1\nSleep,Stress,+1\n",
		"quotes":            "\"from\",\"to\",\"sign\"\n\"Stress\",\"Sleep\",\"-\"\n\"Sleep\",\"Stress\",\"+\"\n",
		"defused":           "from,to,sign\nStress,Sleep,'-\nSleep,Stress,'+\n",
		"a type for a sign": "From,To,Direction,Label,Type\nStress,Sleep,directed,,Opposite\nSleep,Stress,directed,,Same\n",
		"weights":           "source,target,weight\nStress,Sleep,-0.5\nSleep,Stress,0.25\n",
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := read(t, text)
			if got, want := formattest.Links(m), "stress ->- sleep, sleep ->+ stress"; got != want {
				t.Errorf("read %s, want %s", got, want)
			}
		})
	}
}

func TestOlderEncodingsAreRead(t *testing.T) {
	text := "fra;til;fortegn\nBørns søvn;Måltider;+\n"
	windows, _ := charmap.Windows1252.NewEncoder().String(text)
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	for name, text := range map[string]string{"Windows-1252": windows, "UTF-16, little": little, "UTF-16, big, no mark": big} {
		m, r := read(t, text)
		if got := formattest.Links(m); got != "børns-søvn ->+ måltider" {
			t.Errorf("%s: read %s", name, got)
		}
		// A byte order mark says what the file is, so that nothing is guessed.
		if guessed := strings.Contains(notes(r), "not UTF-8"); guessed == strings.HasPrefix(text, "\xff\xfe") {
			t.Errorf("%s: the notes are %s", name, notes(r))
		}
	}
}

func TestEveryColumnOfALinkIsRead(t *testing.T) {
	m, r := read(t, "fra;til;fortegn;styrke;forsinkelse (måned);tillid;sandsynlighed;kerne;note;kilde\n"+
		"a;b;+;0,5;3,5;høj;80%;ja;set i skolen;Hansen 2019 https://example.org/x | Jensen\n"+
		"b;c;-;0,2 til 0,5;1-2;lav;;;;\n"+
		"c;a;?;stærk;ja;;;nej;;\n")
	l := m.Links[0]
	if l.Strength != maps.Exactly(0.5) || *l.Delay != maps.Exactly(3.5) || l.Confidence != maps.HighConfidence || l.Probability != 0.8 || !l.Core || l.Note.Plain != "set i skolen" {
		t.Errorf("the first link is %+v", l)
	}
	if len(l.Evidence) != 2 || l.Evidence[0].Source != "Hansen 2019" || l.Evidence[0].URL != "https://example.org/x" || l.Evidence[1].Source != "Jensen" {
		t.Errorf("the evidence is %+v", l.Evidence)
	}
	if l := m.Links[1]; l.Strength != (maps.Range{Low: 0.2, High: 0.5}) || *l.Delay != (maps.Range{Low: 1, High: 2}) || l.Confidence != maps.LowConfidence {
		t.Errorf("the second link is %+v", l)
	}
	if l := m.Links[2]; l.Strength != (maps.Range{Low: 0.65, High: 0.95}) || l.Sign != maps.Unknown || *l.Delay != maps.Exactly(1) || l.Core {
		t.Errorf("the third link is %+v", l)
	}
	if m.Time != maps.Month {
		t.Errorf("time is %q", m.Time)
	}
	if len(r.Losses) > 0 || !strings.Contains(notes(r), "delay marks without a length") {
		t.Errorf("losses %q, notes %q", losses(r), notes(r))
	}
}

func TestASecondBlockOrFileListsVariables(t *testing.T) {
	links := "from,to,sign\nStress,Sleep,-\nsleep ,Mood,+\n"
	variables := "variable,id,cluster,category,note,x,y,inertia,horizon,indicator,unit\n" +
		"Sleep,s,Health,Body,\"hours, and how well\",10,-20.5,2,early,Hours asleep,h\nStress,,health,,,,,,,,\nLonely,,,,,,,,,,\n"
	one, r1 := read(t, links+"\n"+variables)
	two, r2, err := ReadFiles(t.Context(), []byte(links), []byte(variables), format.ReadOptions{Name: "x"})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range []*maps.Map{one, two} {
		if got := formattest.Links(m); got != "stress ->- s, s ->+ mood" {
			t.Errorf("%d: read %s", i, got)
		}
		v := m.Variable("s")
		if v == nil || v.Cluster != "health" || v.Category != "body" || v.Note.Plain != "hours, and how well" || *v.At != (maps.Position{X: 10, Y: -20.5}) ||
			*v.Inertia != maps.Exactly(2) || v.Horizon != maps.EarlyChange || v.Measure.Indicator.Plain != "Hours asleep" || v.Measure.Unit != "h" {
			t.Errorf("%d: the variable is %+v", i, v)
		}
		if len(m.Variables) != 4 || len(m.Clusters) != 1 {
			t.Errorf("%d: %d variables, %d clusters", i, len(m.Variables), len(m.Clusters))
		}
	}
	for _, r := range []*format.Report{r1, r2} {
		if n := notes(r); !strings.Contains(n, "differ in case or spacing") || !strings.Contains(n, "variables that only links name") {
			t.Errorf("notes are %q", n)
		}
	}
}

func TestNothingIsLostInSilence(t *testing.T) {
	for _, c := range []struct{ rows, loss string }{
		{"a,b,maybe,,", "signs that are not understood, left unknown: line 2: maybe"},
		{"a,b,+,7,", "strengths outside 0…1: line 2: 7"},
		{"a,b,5,,", "strengths outside 0…1: line 2: 5"},
		{"a,b,+,NaN,", "strengths that are not understood: line 2: NaN"},
		{"a,b,+,,soon", "delays that are not understood: line 2: soon"},
		{"a,b,+,,-1", "delays that are not understood: line 2: -1"},
		{"a,b,+,,,stray", "cells under no title: line 2"},
		{"a,,+,,", "links with only one end: line 2"},
		{",b,,,", "links with only one end: line 2"},
		{",,+,,", "rows without names: line 2"},
		{"a\x01b,b,+,,", "texts with characters that cannot be read: line 2"},
		{"a,b,+,0.2,\na,b,+,0.3,", "statements about a link that differ from earlier ones: line 3: a ->+ b"},
		{"a,b,+,-0.5,", "strengths whose sign is not that of the link: line 2"},
	} {
		_, r := read(t, "from,to,sign,strength,delay\n"+c.rows)
		if got := losses(r); got != c.loss {
			t.Errorf("%q: losses are %q, want %q", c.rows, got, c.loss)
		}
	}
	_, r := read(t, "from,to,sign,weather,sign\na,b,+,rain,-\n")
	if got, want := losses(r), "columns that are not understood: weather\ncolumns that stand twice: sign"; got != want {
		t.Errorf("losses are %q, want %q", got, want)
	}
}

func TestTwoRowsForOneLinkAreMerged(t *testing.T) {
	m, r := read(t, "from,to,sign,strength,note,evidence\na,b,+,,,X\na,b,+,0.5,said twice,Y\na,b,-,,,\n a , a ,+,,,\n")
	if got := formattest.Links(m); got != "a ->+ b, a ->- b, a ->+ a" {
		t.Errorf("read %s", got)
	}
	if l := m.Links[0]; l.Strength != maps.Exactly(0.5) || l.Note.Plain != "said twice" || len(l.Evidence) != 2 {
		t.Errorf("merged to %+v", l)
	}
	if !strings.Contains(notes(r), "merged: line 3: a ->+ b") {
		t.Errorf("notes are %q", notes(r))
	}
}

func TestLabelsThatCannotBecomeIDsGetOnesThatDiffer(t *testing.T) {
	m, _ := read(t, "from,to,sign\n!,?!,+\nX-ray,x ray,+\n"+strings.Repeat("long ", 300)+","+strings.Repeat("long ", 301)+",-\n")
	seen := map[string]bool{}
	for _, v := range m.Variables {
		if seen[v.ID] || !maps.ValidID(v.ID) {
			t.Errorf("the id %q is not valid or stands twice", v.ID)
		}
		seen[v.ID] = true
	}
	if len(m.Variables) != 6 {
		t.Errorf("%d variables, want 6", len(m.Variables))
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		limit format.Limits
		want  error
	}{
		"prose":          {"Dear all,\nthis is not a table.\n", format.Limits{}, format.ErrFormat},
		"empty":          {"", format.Limits{}, format.ErrFormat},
		"other columns":  {"year,rain\n1990,30\n", format.Limits{}, format.ErrFormat},
		"binary":         {"\x00\x01\xff\x00\x80\x00\x00\x00", format.Limits{}, format.ErrFormat},
		"too large":      {"from,to,sign\na,b,+\n", format.Limits{Bytes: 5}, format.ErrLimit},
		"many variables": {"from,to,sign\na,b,+\nb,c,+\n", format.Limits{Variables: 2}, format.ErrLimit},
		"many links":     {"from,to,sign\na,b,+\nb,c,+\n", format.Limits{Links: 1}, format.ErrLimit},
		"many rows":      {"from,to,sign\n" + strings.Repeat("a,b,+\n", 100), format.Limits{Links: 2, Variables: 2}, format.ErrLimit},
		"a bad sep line": {"sep=\"\nfrom\"to\n", format.Limits{}, format.ErrFormat},
	} {
		_, _, err := CSV().Read(t.Context(), []byte(c.text), format.ReadOptions{Limits: c.limit})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestABrokenQuotationIsReadAsItStandsAndNoted(t *testing.T) {
	m, r := read(t, "from,to,sign\nA 5\" pipe,b,+\nb,c,-\n")
	if got := formattest.Links(m); got != "a-5-pipe ->+ b, b ->- c" {
		t.Errorf("read %s", got)
	}
	if !strings.Contains(notes(r), "quotation marks") {
		t.Errorf("notes are %q", notes(r))
	}
}

func TestTablesAreRecognised(t *testing.T) {
	for _, c := range []struct {
		head     string
		csv, tsv format.Certainty
	}{
		{"from,to,sign\na,b,+", format.Surely, format.No},
		{"fra;til;styrke\r\na;b;0,5", format.Surely, format.No},
		{"from,to\na,b", format.Perhaps, format.No},
		{"From,To,Direction,Label,Type\na,b", format.Perhaps, format.No},
		{"from\tto\tsign\na\tb\t+", format.No, format.Surely},
		{"{\"from\": 1, \"to\": 2}", format.No, format.No},
		{"sysmap: 1\ntitle: x\n", format.No, format.No},
		{"fra;til;fortegn\nsk\xc3", format.Surely, format.No},
		{"PK\x03\x04from,to,sign", format.No, format.No},
		{"", format.No, format.No},
	} {
		if got := CSV().Recognise([]byte(c.head)); got != c.csv {
			t.Errorf("%q: CSV is %v, want %v", c.head, got, c.csv)
		}
		if got := TSV().Recognise([]byte(c.head)); got != c.tsv {
			t.Errorf("%q: TSV is %v, want %v", c.head, got, c.tsv)
		}
	}
}
