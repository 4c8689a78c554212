package table_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/table"
)

// street is what answers are about.
func street(t testing.TB) *maps.Map {
	t.Helper()
	m, err := (&maps.Loader{}).Parse(t.Context(), "street.yaml", []byte(`sysmap: 1
variables:
  traffic: {label: {en: Traffic, da: Trafik}}
  noise: {label: {en: Noise, da: Støj}}
  sleep: {label: {en: Good sleep, da: God søvn}}
links: [traffic ->+ noise, noise ->- sleep]
actors: {town: {label: {en: The town, da: Kommunen}}}
`))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// told writes what voices say, a line each.
func told(said []maps.Said) string {
	var b strings.Builder
	for _, v := range said {
		fmt.Fprintf(&b, "%s %s line %d:", v.ID, v.Label.Plain, v.Line)
		for _, l := range v.Links {
			fmt.Fprintf(&b, " [%s", l.Ref())
			if l.StrengthStated {
				fmt.Fprintf(&b, " %v–%v", l.Strength.Low, l.Strength.High)
			}
			if l.Probability != 0 {
				fmt.Fprintf(&b, " p=%v", l.Probability)
			}
			if l.Note.Plain != "" {
				fmt.Fprintf(&b, " %q", l.Note.Plain)
			}
			b.WriteString("]")
		}
		for _, r := range v.Denies {
			fmt.Fprintf(&b, " no[%s]", r)
		}
		for _, r := range v.Roles {
			fmt.Fprintf(&b, " %s%v%v%v%v", r.Actor, r.MustAct, r.CanAct, r.Affected, r.Knows)
		}
		for _, x := range v.Variables {
			fmt.Fprintf(&b, " +%s", x.ID)
		}
		for _, x := range v.Actors {
			fmt.Fprintf(&b, " +%s", x.ID)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const danishAnswers = `stemme;fra;til;fortegn;styrke;findes;sandsynlighed;note
Anna;Trafik;støj;;stærk;;;
Anna;NOISE;sleep;+;;;0,5;Kun om natten
Bo;Trafik;Støj;nej;;;;
;Støj;God søvn;-;0,2;;;
Cæcilie;Træer;Støj;-;svag;ja;;
Cæcilie;Støj;God søvn;;;nej;;

stemme;aktør;rolle;faktor
Anna;Kommunen;har ansvar;Støj
Bo;Kirken;kan handle;God søvn
Bo;town;har viden;Træer
`

const danishTold = `anna Anna line 2: [traffic ->+ noise 0.65–0.95] [noise ->+ sleep p=0.5 "Kun om natten"] town[noise][][][]
bo Bo line 4: [noise ->- sleep 0.2–0.2] no[traffic ->+ noise] kirken[][sleep][][] town[][][][træer] +træer +kirken
cæcilie Cæcilie line 6: [træer ->- noise 0.05–0.35] no[noise ->- sleep] +træer
`

func TestAnswersOfAWorkshopAreVoices(t *testing.T) {
	workbook := func() []byte {
		book := excelize.NewFile()
		for i, line := range strings.Split(danishAnswers, "\n") {
			if strings.Contains(line, "aktør") {
				break
			}
			for k, cell := range strings.Split(line, ";") {
				at, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := book.SetCellStr("Sheet1", at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := book.NewSheet("Roller"); err != nil {
			t.Fatal(err)
		}
		_, roles, _ := strings.Cut(danishAnswers, "\n\n")
		for i, line := range strings.Split(strings.TrimSpace(roles), "\n") {
			for k, cell := range strings.Split(line, ";") {
				at, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := book.SetCellStr("Roller", at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, text := range map[string][]byte{
		"csv": []byte(danishAnswers), "with a mark": []byte("\ufeff" + danishAnswers), "tsv": []byte(strings.ReplaceAll(danishAnswers, ";", "\t")), "xlsx": workbook(),
	} {
		t.Run(name, func(t *testing.T) {
			said, report, err := table.ReadVoices(t.Context(), street(t), text, format.ReadOptions{Name: "svar." + name})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(said); got != danishTold {
				t.Errorf("got\n%swant\n%s", got, danishTold)
			}
			var notes []string
			for _, n := range report.Notes {
				notes = append(notes, fmt.Sprint(n.Count, " ", n.What))
			}
			want := []string{"1 rows without a voice, taken for that of the row above", "1 variables that the map does not have", "1 actors that the map does not have"}
			if !slices.Equal(notes, want) || len(report.Losses) > 0 {
				t.Errorf("noted %q, lost %v", notes, report.Losses)
			}
		})
	}
}

func TestATableWithoutVoicesIsOne(t *testing.T) {
	said, _, err := table.ReadVoices(t.Context(), street(t), []byte("from,to,sign\nTraffic,Noise,-\n"), format.ReadOptions{Name: "answers/Anna Berg.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(said), "anna-berg Anna Berg line 2: [traffic ->- noise]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMistakesInAnswersHaveTheirPlace(t *testing.T) {
	for name, c := range map[string][2]string{
		"misspelt variable": {"voice,from,to,sign\nAnna,Traffc,Noise,+\n", `line 2: the map has no variable "Traffc"; did you mean "Traffic"?`},
		"misspelt label":    {"stemme;fra;til\nAnna;Trafik;God sövn\n", `line 2: the map has no variable "God sövn"; did you mean "God søvn"?`},
		"misspelt actor":    {"voice,actor,role,variable\n\nAnna,The twon,can act,Noise\n", `line 3: the map has no actor "The twon"; did you mean "The town"?`},
		"no role":           {"voice,actor,role,variable\nAnna,The town,may act,Noise\n", `line 2: "may act" is not a role; write must act, can act, affected or knows`},
		"twice":             {"voice,from,to,sign\nAnna,Traffic,Noise,+\nAnna,traffic,noise,+\n", `line 3: Anna says twice what the link "traffic ->+ noise" is like; keep one row`},
		"twice denied":      {"voice,from,to,sign\nAnna,Traffic,Noise,no\nAnna,traffic,noise,none\n", `line 3: Anna denies the link "traffic ->+ noise" twice; keep one row`},
		"no name":           {"voice,from,to,sign\nAnna,!!!,Noise,+\n", `line 2: "!!!" cannot be the name of a variable`},
		"no titles":         {"hello,world\n", "no row says anything"},
		"empty":             {"", "no row says anything"},
		"nothing below":     {"voice,from,to,sign\n", "no row says anything"},
	} {
		_, _, err := table.ReadVoices(t.Context(), street(t), []byte(c[0]), format.ReadOptions{Name: "x.csv"})
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: got %v, want %s", name, err, c[1])
		}
	}
}

func TestColumnsOfVoicesAreCountedWhereAMapIsRead(t *testing.T) {
	_, report, err := table.CSV().Read(t.Context(), []byte(danishAnswers), format.ReadOptions{Name: "svar.csv"})
	if err != nil {
		t.Fatal(err)
	}
	var lost []string
	for _, l := range report.Losses {
		lost = append(lost, fmt.Sprint(l.Count, " ", l.What))
	}
	for _, want := range []string{"3 roles of actors", "5 cells of columns that are not for this table: voice", "2 cells of columns that are not for this table: exists"} {
		if !slices.Contains(lost, want) {
			t.Errorf("%q is not among %q", want, lost)
		}
	}
}

func FuzzReadVoices(f *testing.F) {
	f.Add([]byte(danishAnswers))
	f.Add([]byte("voice,actor,variable\nA,B,C\n"))
	f.Add([]byte("from,to\na,b\n"))
	m := street(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		said, _, err := table.ReadVoices(t.Context(), m, text, format.ReadOptions{Name: "x.csv", Limits: format.Limits{Bytes: 1 << 20, Variables: 100, Links: 1000}})
		if err != nil {
			return
		}
		// Whatever is read can be written as voices of the map.
		with := *m
		for _, v := range said {
			with.Voices = append(with.Voices, v.Voice)
		}
		if len(said) < 50 && distinct(with.Voices) {
			if _, err := maps.Encode(&with); err != nil {
				t.Fatalf("%v\n%s", err, told(said))
			}
		}
	})
}

func distinct(list []maps.Voice) bool {
	seen := make(map[string]bool)
	for _, v := range list {
		if v.ID == "" || seen[v.ID] {
			return false
		}
		seen[v.ID] = true
	}
	return true
}

func TestAFormThatIsFilledInIsReadBack(t *testing.T) {
	for _, c := range []struct {
		language      maps.Language
		row, filled   string
		roles, spoken string
		want          string
	}{
		{maps.English, ",Noise,Good sleep,,,,,\n", "Anna,Noise,Good sleep,,,strong,,\n", "actor,role,variable\n", "actor,role,variable\nAnna,The town,must act,Noise\n", "anna Anna line 3: [noise ->- sleep 0.65–0.95] town[noise][][][]\n"},
		{maps.Danish, ";Støj;God søvn;;;;;\r\n", "Anna;Støj;God søvn;nej;;;;\r\n", "aktør;rolle;faktor\r\n", "aktør;rolle;faktor\r\nAnna;Kommunen;har viden;Støj\r\n", "anna Anna line 3: no[noise ->- sleep] town[][][][noise]\n"},
	} {
		var form bytes.Buffer
		if err := table.WriteTextForm(&form, street(t), c.language); err != nil {
			t.Fatal(err)
		}
		if _, _, err := table.ReadVoices(t.Context(), street(t), form.Bytes(), format.ReadOptions{Name: "form.csv"}); err == nil {
			t.Error("a form that nobody filled in says something")
		}
		text := form.String()
		for _, change := range [][2]string{{c.row, c.filled}, {c.roles, c.spoken}} {
			if !strings.Contains(text, change[0]) {
				t.Fatalf("%q is not in %q", change[0], text)
			}
			text = strings.Replace(text, change[0], change[1], 1)
		}
		said, report, err := table.ReadVoices(t.Context(), street(t), []byte(text), format.ReadOptions{Name: "form.csv"})
		if err != nil {
			t.Fatal(err)
		}
		if got := told(said); got != c.want || len(report.Notes)+len(report.Losses) > 0 {
			t.Errorf("got %q, want %q; %+v", got, c.want, report)
		}
	}
}

func TestAWorkbookFormAsksAboutEveryLinkAndIsReadBack(t *testing.T) {
	var form bytes.Buffer
	if err := table.WriteForm(&form, street(t), maps.Danish); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&form)
	if err != nil {
		t.Fatal(err)
	}
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Påvirkninger", "Roller", "Vejledning"}) {
		t.Errorf("the sheets are %q", got)
	}
	rows, err := book.GetRows("Påvirkninger")
	if err != nil || len(rows) != 3 || rows[2][1] != "Støj" {
		t.Fatalf("got %q, %v", rows, err)
	}
	for at, text := range map[string]string{"A3": "Anna", "E3": "+", "H3": "Kun om natten"} {
		if err := book.SetCellStr("Påvirkninger", at, text); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := book.Write(&filled); err != nil {
		t.Fatal(err)
	}
	said, _, err := table.ReadVoices(t.Context(), street(t), filled.Bytes(), format.ReadOptions{Name: "form.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(said), "anna Anna line 3: [noise ->+ sleep \"Kun om natten\"]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVoicesThatATableCannotHoldAreCounted(t *testing.T) {
	m := street(t)
	m.Voices = []maps.Voice{{ID: "anna"}}
	m.Links = append(m.Links, maps.Link{From: "sleep", To: "noise", Positive: 0.3, Probability: 1})
	var out bytes.Buffer
	report, err := table.CSV().Write(&out, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var lost []string
	for _, l := range report.Losses {
		lost = append(lost, l.What)
	}
	if !slices.Contains(lost, "voices") || !slices.Contains(lost, "probabilities of unknown signs") {
		t.Errorf("lost %q", lost)
	}
}
