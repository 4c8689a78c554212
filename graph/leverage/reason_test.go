package leverage

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func TestEveryMeasureIsNamedAndExplainedInBothLanguages(t *testing.T) {
	snake := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	names := map[string]bool{}
	for _, m := range Measures() {
		if !snake.MatchString(string(m)) {
			t.Errorf("%q is no key", m)
		}
		for _, l := range maps.Languages() {
			if name := m.Label(l); name == "" || names[string(l)+name] {
				t.Errorf("%s: the name %q is empty or used twice in %s", m, name, l)
			}
			names[string(l)+m.Label(l)] = true
			if text := m.Explain(l); !strings.HasSuffix(text, ".") || strings.Contains(text, "  ") {
				t.Errorf("%s: explanation in %s: %q", m, l, text)
			}
		}
		if m.Label(maps.English) == m.Label(maps.Danish) || m.Explain(maps.English) == m.Explain(maps.Danish) {
			t.Errorf("%s is the same in both languages", m)
		}
		p := m.phrase()
		if !strings.Contains(p.fact.english, "%s") || !strings.Contains(p.fact.danish, "%s") || p.nothing.english == "" || p.nothing.danish == "" {
			t.Errorf("%s has no clause for a value or for none", m)
		}
		if got, err := ParseMeasure(strings.ToUpper(strings.ReplaceAll(string(m), "_", "-"))); err != nil || got != m {
			t.Errorf("%s is read as %s: %v", m, got, err)
		}
	}
	if _, err := ParseMeasure("fame"); err == nil || !strings.Contains(err.Error(), "betweenness") {
		t.Errorf("an unknown measure: %v", err)
	}
}

func TestSentencesSayWhatTheNumbersSay(t *testing.T) {
	english := regexp.MustCompile(`^(.+) is no\. (\d+) of (\d+) by (.+?)(?:, together with (one|\d+) others?)?: (.+?)\.(?: |$)`)
	for _, name := range []string{"foresight", "ensomhed", "classroom"} {
		r := analyse(t, load(t, name))
		places := map[Measure][]Rank{}
		for _, m := range Measures() {
			places[m] = byNode(rank(r.Column(m).Values))
		}
		for _, m := range Measures() {
			rows, err := r.Ranking(m)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, row := range rows {
				text := row.Why.In(maps.English)
				parts := english.FindStringSubmatch(text)
				if parts == nil {
					t.Fatalf("%s: %q", m, text)
				}
				sharing := 1
				if parts[5] == "one" {
					sharing = 2
				} else if parts[5] != "" {
					others, _ := strconv.Atoi(parts[5])
					sharing = others + 1
				}
				if parts[1] != row.Label.In(maps.English) || parts[2] != strconv.Itoa(row.Place) || parts[3] != strconv.Itoa(len(rows)) || parts[4] != m.Label(maps.English) || sharing != row.Sharing {
					t.Errorf("%s: rank %+v of %d is told as %q", m, row.Rank, len(rows), text)
				}
				x := r.Column(m).Values[row.Node]
				p := m.phrase()
				if x != 0 && (x != 1 || p.one.english == "") && !strings.Contains(text, p.number.write(x, maps.English)) {
					t.Errorf("%s: %v is told as %q", m, x, text)
				}
				if x == 0 && !strings.Contains(text, p.nothing.english) {
					t.Errorf("%s: nothing is told as %q", m, text)
				}
				checkMentions(t, r, places, row, m)
			}
		}
	}
}

// checkMentions compares what a sentence says of other measures, in both
// languages, with their rankings.
func checkMentions(t *testing.T, r *Result, places map[Measure][]Rank, row Row, by Measure) {
	t.Helper()
	for l, form := range map[maps.Language]string{maps.English: "no. %d by %s (%s)", maps.Danish: "nr. %d efter %s (%s)"} {
		text := row.Why.In(l)
		if strings.Contains(text, "%!") || strings.Contains(text, "  ") || strings.Contains(text, "NaN") {
			t.Fatalf("%q", text)
		}
		mentions := 0
		for _, m := range Measures() {
			x := r.Column(m).Values[row.Node]
			place := places[m][row.Node].Place
			if m != by && strings.Contains(text, fmt.Sprintf(form, place, m.Label(l), m.phrase().number.write(x, l))) {
				mentions++
			}
		}
		want := strings.Count(strings.TrimPrefix(text, row.Label.In(l)), "(") - strings.Count(text, "(counting") - strings.Count(text, "(regnet")
		if mentions != want {
			t.Errorf("%q mentions %d rankings truly, and %d in all", text, mentions, want)
		}
	}
}

func TestRankingsGoDownAndShareEqualPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Custom(func(t *rapid.T) float64 {
			// Thirds added up in another order differ in the last bit.
			x := 0.0
			for range rapid.IntRange(0, 6).Draw(t, "thirds") {
				x += 1.0 / 3
			}
			return x
		})).Draw(t, "values")
		ranks := rank(values)
		for i, r := range ranks {
			higher, same := 0, 0
			for _, x := range values {
				switch {
				case near(x, values[r.Node]):
					same++
				case x > values[r.Node]:
					higher++
				}
			}
			if r.Place != higher+1 || r.Sharing != same {
				t.Fatalf("%v: %+v, want place %d shared by %d", values, r, higher+1, same)
			}
			if i > 0 && ranks[i-1].Place == r.Place && ranks[i-1].Node > r.Node {
				t.Fatalf("%v: equal values out of order: %+v", values, ranks)
			}
		}
	})
}

func TestNumbersAreWrittenAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		form            number
		x               float64
		english, danish string
	}{
		{whole, 0, "0", "0"},
		{whole, 999, "999", "999"},
		{whole, 283457624, "283,457,624", "283.457.624"},
		{whole, 2.6123e20, "2.61 × 10^20", "2,61 × 10^20"},
		{decimal, 3065.4693460134636, "3,065.5", "3.065,5"},
		{decimal, 12.5, "12.5", "12,5"},
		{decimal, 0.00012345, "0.00012", "0,00012"},
		{decimal, 100, "100", "100"},
		{percent, 1, "100%", "100 %"},
		{percent, 0.999999, "99.9999%", "99,9999 %"},
		{percent, 0.02050, "2.05%", "2,05 %"},
	} {
		if got := c.form.write(c.x, maps.English); got != c.english {
			t.Errorf("%v is %q, want %q", c.x, got, c.english)
		}
		if got := c.form.write(c.x, maps.Danish); got != c.danish {
			t.Errorf("%v is %q, want %q", c.x, got, c.danish)
		}
	}
}

func TestRowsAndControlHaveTheirKeys(t *testing.T) {
	r := analyse(t, load(t, "ensomhed"))
	rows, err := r.Ranking(PageRankOut)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	var read []map[string]any
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if len(read) != r.Graph.Len() {
		t.Fatalf("%d rows", len(read))
	}
	for i, row := range read {
		if row["variable"] != rows[i].Variable || row["rank"] != float64(rows[i].Place) {
			t.Errorf("row %d: %v", i, row)
		}
		for _, m := range Measures() {
			if row[string(m)] != r.Column(m).Values[rows[i].Node] {
				t.Errorf("row %d: %s is %v", i, m, row[string(m)])
			}
		}
		why, _ := row["why"].(map[string]any)
		if why["en"] != rows[i].Why.In(maps.English) || why["da"] != rows[i].Why.In(maps.Danish) {
			t.Errorf("row %d: why is %v", i, why)
		}
	}
	text, err = json.Marshal(r.Control())
	if err != nil {
		t.Fatal(err)
	}
	var control map[string]any
	if err := json.Unmarshal(text, &control); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"maximum_matching", "driver_nodes", "feedback_vertex_set", "feedback_arc_set", "cautions"} {
		if control[key] == nil {
			t.Errorf("control has no %s", key)
		}
	}
}

func TestLevelsSayWhereEffortsAreAndWhereNone(t *testing.T) {
	m := &maps.Map{
		Variables: []maps.Variable{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Efforts: []maps.Effort{
			{ID: "rules", Level: maps.LevelStructure, Status: maps.Running, On: []maps.Intervention{
				{Variable: "c", Action: maps.Press}, {Link: &maps.LinkRef{From: "b", To: "a"}, Action: maps.Cut},
			}},
			{ID: "leaflet", Level: maps.LevelElements, Status: maps.Ended, On: []maps.Intervention{{Variable: "b", Action: maps.Press}}},
			{ID: "untagged", Status: maps.Idea},
		},
	}
	uses := LevelsOf(m)
	var empty []maps.Level
	for _, use := range uses {
		if use.Empty {
			empty = append(empty, use.Level)
		}
	}
	if want := []maps.Level{maps.LevelParadigm, maps.LevelGoals, maps.LevelFeedback, maps.LevelElements}; !slices.Equal(empty, want) {
		t.Errorf("empty levels %v, want %v", empty, want)
	}
	if use := uses[2]; use.Active != 1 || !slices.Equal(use.Variables, []string{"a", "b", "c"}) || !slices.Equal(use.Efforts, []string{"rules"}) {
		t.Errorf("structure: %+v", use)
	}
	if use := uses[4]; use.Active != 0 || len(use.Variables) != 0 || !slices.Equal(use.Efforts, []string{"leaflet"}) {
		t.Errorf("elements: %+v", use)
	}
	if len(uses) != 6 || uses[5].Level != "" || !slices.Equal(uses[5].Efforts, []string{"untagged"}) {
		t.Errorf("untagged efforts: %+v", uses)
	}
	if none := LevelsOf(nil); len(none) != 5 || !none[0].Empty {
		t.Errorf("no map: %+v", none)
	}
	for _, level := range maps.Levels() {
		if ExplainLevel(level, maps.English) == "" || ExplainLevel(level, maps.English) == ExplainLevel(level, maps.Danish) {
			t.Errorf("%s is not explained in both languages", level)
		}
	}
	if ExplainLevel("attic", maps.English) != "" {
		t.Error("a level that does not exist is explained")
	}
}

func TestStatementsSayWhatTheResultHolds(t *testing.T) {
	r := analyse(t, load(t, "foresight"))
	english := strings.Join(r.Statements(maps.English), "\n")
	for _, part := range []string{
		"counted: 283,457,624.", "need 26 driver nodes (maximum matching 82 of 108)",
		"at least one of 12 variables; fewer are not enough, which is proved. There are 120 such sets.",
		"Cutting 24 links leaves no feedback loop; fewer are not enough, which is proved.", "the 8 declared clusters",
	} {
		if !strings.Contains(english, part) {
			t.Errorf("%q is not in\n%s", part, english)
		}
	}
	bounded := *r
	bounded.FeedbackVertices = FeedbackSet{Members: []int{1, 2, 3}, AtLeast: 2}
	bounded.Membership = Membership{}
	bounded.Loops.Complete, bounded.Loops.MaxLength = false, 9
	bounded.MICMAC.Stable = false
	for l, parts := range map[maps.Language][]string{
		maps.English: {"of up to 9 links", "is not proved, at least 2 are needed", "was not counted", "had not settled"},
		maps.Danish:  {"på op til 9 påvirkninger", "er ikke bevist, mindst 2 skal der til", "er ikke talt", "ikke faldet til ro"},
	} {
		text := strings.Join(bounded.Statements(l), "\n")
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%q is not in\n%s", part, text)
			}
		}
	}
	for _, name := range []string{"foresight", "ensomhed", "classroom"} {
		r := analyse(t, load(t, name))
		for _, l := range maps.Languages() {
			for _, s := range r.Statements(l) {
				if !strings.HasSuffix(s, ".") || strings.Contains(s, "%!") || strings.Contains(s, "  ") || strings.Contains(s, "..") {
					t.Errorf("%s: %q", name, s)
				}
			}
		}
	}
}

func TestTermsAndClassesAreNamedInBothLanguages(t *testing.T) {
	for _, term := range Terms() {
		for _, l := range maps.Languages() {
			if term.Label(l) == "" || !strings.HasSuffix(term.Explain(l), ".") {
				t.Errorf("%s in %s: %q, %q", term.Key, l, term.Label(l), term.Explain(l))
			}
		}
	}
	for _, label := range []func(maps.Language) string{
		Critical.Label, Intermittent.Label, Redundant.Label, Indispensable.Label, Dispensable.Label,
		Driving.Label, Relay.Label, Dependent.Label, Autonomous.Label,
	} {
		if label(maps.English) == label(maps.Danish) {
			t.Errorf("%q is the same in both languages", label(maps.English))
		}
	}
	if DriverClass("x").Label(maps.Danish) != "x" || RemovalClass("x").Label(maps.Danish) != "x" || Quadrant("x").Label(maps.Danish) != "x" {
		t.Error("an unknown class is not shown as it is written")
	}
}

func TestCautionsNameWhatTheyMust(t *testing.T) {
	for _, l := range maps.Languages() {
		if !strings.Contains(ControlCautions()[0].In(l), "Cowan") || StructureCaution().In(l) == "" {
			t.Errorf("cautions in %s", l)
		}
	}
}
