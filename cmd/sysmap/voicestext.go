package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/alliance/voices"
	"sysmap/maps"
)

// voicesAnswer is what was heard, to be printed in a language.
type voicesAnswer struct {
	m *maps.Map
	a *voices.Agreement
	l maps.Language
}

var voicesWords = map[maps.Language]map[string]string{
	maps.English: {
		"title": "Who says what?", "disputes": "Where they disagree", "roles": "Roles", "links": "Links", "voice": "Voice", "denied": "Links denied",
		"variable": "Variable", "role": "Role", "actor": "Actor", "said": "Said by", "otherwise": "Say otherwise", "silent": "Silent", "loops": "Loops",
		"must_act": "must act", "can_act": "can act", "affected": "affected", "knows": "knows",
		"from": "From", "to": "To", "no": "No link", "strength": "Strength", "probability": "Merged: exists", "sign": "Merged: sign", "map": "the map",
		"more": "and %s more", "left": "Another %s disagreements matter less; --format json has them all.", "who": "Who speaks", "notes": "In their own words",
		"how": "Loops: %s of the goal, of up to %d links. The map's digest is %s.", "one": "1 feedback loop", "several": "%s feedback loops", "all": "Loops: %s of up to %d links; the map states no goal. The map's digest is %s.",
		"counts": "The map counts as a voice.", "apart": "The map does not count as a voice.",
	},
	maps.Danish: {
		"title": "Hvem siger hvad?", "disputes": "Her er de uenige", "roles": "Roller", "links": "Påvirkninger", "voice": "Stemme", "denied": "Afviste påvirkninger",
		"variable": "Faktor", "role": "Rolle", "actor": "Aktør", "said": "Sagt af", "otherwise": "Siger andet", "silent": "Tavse", "loops": "Sløjfer",
		"must_act": "har ansvar", "can_act": "kan handle", "affected": "er berørt", "knows": "har viden",
		"from": "Fra", "to": "Til", "no": "Ingen påvirkning", "strength": "Styrke", "probability": "Samlet: findes", "sign": "Samlet: fortegn", "map": "kortet",
		"more": "og %s mere", "left": "Yderligere %s uenigheder betyder mindre; --format json har dem alle.", "who": "Hvem taler", "notes": "Med deres egne ord",
		"how": "Sløjfer: %s om målet på op til %d påvirkninger. Kortets aftryk er %s.", "one": "1 feedbacksløjfe", "several": "%s feedbacksløjfer", "all": "Sløjfer: %s på op til %d påvirkninger; kortet angiver intet mål. Kortets aftryk er %s.",
		"counts": "Kortet tæller som en stemme.", "apart": "Kortet tæller ikke som en stemme.",
	},
}

func (v voicesAnswer) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return writeJSON(w, struct {
			*voices.Agreement
			Version string `json:"version"`
		}{v.a, version})
	case "csv":
		return v.everything().writeCSV(w)
	}
	_, err := io.WriteString(w, v.text(format == "markdown", terminalWidth(w)))
	return err
}

// mostDisputes is how many disagreements are told; --format json has them all.
const mostDisputes = 30

// text writes the whole answer as sections of sentences and tables.
func (v voicesAnswer) text(markdown bool, width int) string {
	words := voicesWords[v.l]
	t := &sections{markdown: markdown, width: min(width, 110), l: v.l}
	t.title(v.m.Title.In(v.l) + " – " + words["title"])
	t.section(words["who"], v.a.Statements)
	t.table(v.speakers())
	var disputes []alliance.Statement
	for _, d := range v.a.Disputes[:min(len(v.a.Disputes), mostDisputes)] {
		disputes = append(disputes, d.Statement)
	}
	if len(disputes) > 0 {
		t.section(words["disputes"], disputes)
	}
	if left := len(v.a.Disputes) - len(disputes); left > 0 {
		t.blank()
		t.line(fmt.Sprintf(words["left"], v.l.Count(left)))
	}
	if len(v.a.Roles) > 0 {
		t.under(words["roles"], v.roles())
	}
	if len(v.a.Links) > 0 {
		t.under(words["links"], v.links())
	}
	if quotes := v.quotes(); len(quotes) > 0 {
		t.section(words["notes"], quotes)
	}
	how := words["how"]
	if !v.a.Goal {
		how = words["all"]
	}
	counts := words["counts"]
	if !v.a.MapCounts {
		counts = words["apart"]
	}
	t.blank()
	loops := words["one"]
	if v.a.Loops != 1 {
		loops = fmt.Sprintf(words["several"], v.l.Count(v.a.Loops))
	}
	t.line(counts + " " + fmt.Sprintf(how, loops, v.a.MaxLength, v.a.Map))
	return t.text.String()
}

// under writes a table right below its heading.
func (t *sections) under(heading string, a answer) {
	t.section(heading, nil)
	if t.markdown {
		_ = a.writeMarkdown(&t.text) // a strings.Builder does not fail
		return
	}
	t.table(a)
}

func (v voicesAnswer) speakers() answer {
	w := voicesWords[v.l]
	a := answer{Language: v.l, Columns: []column{{"voice", w["voice"], words}, {"links", w["links"], number}, {"denied", w["denied"], number}, {"roles", w["roles"], number}}}
	for _, h := range v.a.Voices {
		a.Rows = append(a.Rows, []string{h.Label.In(v.l), itoa(h.Links), itoa(h.Denied), itoa(h.Roles)})
	}
	return a
}

// roles is a row for each role of an actor, those that matter most first.
func (v voicesAnswer) roles() answer {
	w := voicesWords[v.l]
	a := answer{Language: v.l, Columns: []column{
		{"variable", w["variable"], words},
		{"role", w["role"], words},
		{"actor", w["actor"], words},
		{"said_by", w["said"], words},
		{"otherwise", w["otherwise"], words},
		{"silent", w["silent"], number},
		{"goal_loops", w["loops"], number},
	}}
	for _, r := range v.byRank() {
		a.Rows = append(a.Rows, []string{
			v.variable(r.Variable), w[string(r.Role)], v.actor(r.Actor),
			v.names(r.SaidBy, r.OnMap && v.a.MapCounts), v.names(r.Otherwise, r.MapOtherwise), itoa(len(r.Silent)), itoa(r.GoalLoops),
		})
	}
	return a
}

// byRank puts roles on the variables that are disputed first.
func (v voicesAnswer) byRank() []voices.RoleAgreement {
	rank := make(map[string]int)
	for i, d := range v.a.Disputes {
		if d.Kind == voices.Responsibility {
			rank[d.Variable] = i - len(v.a.Disputes)
		}
	}
	list := slices.Clone(v.a.Roles)
	slices.SortStableFunc(list, func(a, b voices.RoleAgreement) int { return rank[a.Variable] - rank[b.Variable] })
	return list
}

// links is a row for each link, those that matter most first.
func (v voicesAnswer) links() answer {
	w := voicesWords[v.l]
	a := answer{Language: v.l, Columns: []column{
		{"from", w["from"], words},
		{"to", w["to"], words},
		{"positive", "+", words},
		{"negative", "−", words},
		{"unknown", "?", words},
		{"denied", w["no"], words},
		{"silent", w["silent"], number},
		{"strength", w["strength"], words},
		{"exists", w["probability"], share},
		{"sign", w["sign"], words},
		{"goal_loops", w["loops"], number},
	}}
	rank := make(map[[2]string]int)
	for i, d := range slices.Backward(v.a.Disputes) {
		if d.From != "" {
			rank[[2]string{d.From, d.To}] = i - len(v.a.Disputes)
		}
	}
	list := slices.Clone(v.a.Links)
	slices.SortStableFunc(list, func(a, b voices.LinkAgreement) int {
		return cmp.Compare(rank[[2]string{a.From, a.To}], rank[[2]string{b.From, b.To}])
	})
	for _, k := range list {
		onMap := func(sign string) bool { return v.a.MapCounts && strings.Contains(k.OnMap, " ->"+sign+" ") }
		strength, exists, sign := "", "0", ""
		if g := k.Merged; g != nil {
			exists = exact(g.Probability)
			if g.Stated {
				strength = v.span(g.Low, g.High)
			}
			ref, err := maps.ParseLink(g.Link)
			if err == nil {
				sign = strings.Replace(ref.Sign.String(), "-", "−", 1)
			}
			if g.Positive != nil {
				sign = "+ " + v.l.Percent(*g.Positive)
			}
		}
		a.Rows = append(a.Rows, []string{
			v.variable(k.From), v.variable(k.To), v.names(k.Positive, onMap("+")), v.names(k.Negative, onMap("-")), v.names(k.Unknown, onMap("?")), v.names(k.Denied, false),
			itoa(len(k.Silent)), strength, exists, sign, itoa(k.GoalLoops),
		})
	}
	return a
}

func (v voicesAnswer) span(low, high float64) string {
	if low == high {
		return v.l.Decimal(low, 2)
	}
	return v.l.Decimal(low, 2) + "–" + v.l.Decimal(high, 2)
}

// quotes are the notes of voices, and what they say of single links.
func (v voicesAnswer) quotes() []alliance.Statement {
	var out []alliance.Statement
	quote := func(who maps.Text, about func(maps.Language) string, text maps.Text) {
		var s alliance.Sentence
		write := func(l maps.Language) string {
			return who.In(l) + about(l) + ": “" + strings.TrimSpace(text.In(l)) + "”"
		}
		s.English, s.Danish = write(maps.English), write(maps.Danish)
		out = append(out, alliance.Statement{Sentence: s})
	}
	labels := make(map[string]maps.Text)
	for _, h := range v.a.Voices {
		labels[h.ID] = h.Label
		if !h.Note.Empty() {
			quote(h.Label, func(maps.Language) string { return "" }, h.Note)
		}
	}
	for _, k := range v.a.Links {
		for _, n := range k.Notes {
			quote(labels[n.Voice], func(l maps.Language) string {
				in := voicesAnswer{v.m, v.a, l}
				return ", " + in.variable(k.From) + " → " + in.variable(k.To)
			}, n.Text)
		}
	}
	return out
}

func (v voicesAnswer) names(ids []string, mapToo bool) string {
	var names []string
	if mapToo {
		names = append(names, voicesWords[v.l]["map"])
	}
	for _, id := range ids {
		for _, h := range v.a.Voices {
			if h.ID == id {
				names = append(names, h.Label.In(v.l))
			}
		}
	}
	return fewNames(names, v.l)
}

// mostNames is how many names stand in a cell before the rest are counted.
const mostNames = 6

// fewNames writes names, and how many more there are.
func fewNames(names []string, l maps.Language) string {
	if len(names) <= mostNames {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:mostNames-1], ", ") + ", " + fmt.Sprintf(voicesWords[l]["more"], l.Count(len(names)-mostNames+1))
}

func (v voicesAnswer) variable(id string) string {
	if x := v.m.Variable(id); x != nil {
		return x.Label.In(v.l)
	}
	return missing(v.a.Variables, id, v.l)
}

func (v voicesAnswer) actor(id string) string {
	if x := v.m.Actor(id); x != nil {
		return x.Label.In(v.l)
	}
	return missing(v.a.Actors, id, v.l)
}

func missing(list []voices.Missing, id string, l maps.Language) string {
	for _, x := range list {
		if x.ID == id {
			return x.Label.In(l)
		}
	}
	return id
}

// everything is one row for each thing that a voice, or the map, says.
func (v voicesAnswer) everything() answer {
	a := answer{Tidy: &tidy{Columns: []string{
		"kind", "voice", "from", "to", "variable", "actor", "role", "says", "strength_low", "strength_high", "confidence", "note",
	}}}
	add := func(kind, voice, from, to, variable, actor, role, says, low, high, confidence, note string) {
		a.Tidy.Rows = append(a.Tidy.Rows, []string{kind, defuse(voice), from, to, variable, actor, role, says, low, high, confidence, defuse(note)})
	}
	for _, r := range v.a.Roles {
		if r.OnMap {
			add("role", "", "", "", r.Variable, r.Actor, string(r.Role), "yes", "", "", "", "")
		}
		for _, id := range r.SaidBy {
			add("role", id, "", "", r.Variable, r.Actor, string(r.Role), "yes", "", "", "", "")
		}
		for _, id := range r.Otherwise {
			add("role", id, "", "", r.Variable, r.Actor, string(r.Role), "otherwise", "", "", "", "")
		}
	}
	for _, k := range v.a.Links {
		if ref, err := maps.ParseLink(k.OnMap); err == nil {
			low, high, confidence, _ := stated(&k, "", v.l)
			add("link", "", k.From, k.To, "", "", "", ref.Sign.String(), low, high, confidence, "")
		}
		for _, list := range []struct {
			says string
			ids  []string
		}{{"+", k.Positive}, {"-", k.Negative}, {"?", k.Unknown}, {"no", k.Denied}} {
			for _, id := range list.ids {
				low, high, confidence, note := stated(&k, id, v.l)
				add("link", id, k.From, k.To, "", "", "", list.says, low, high, confidence, note)
			}
		}
	}
	for _, x := range v.a.Variables {
		for _, id := range x.SaidBy {
			add("missing_variable", id, "", "", x.ID, "", "", "yes", "", "", "", x.Label.In(v.l))
		}
	}
	for _, x := range v.a.Actors {
		for _, id := range x.SaidBy {
			add("missing_actor", id, "", "", "", x.ID, "", "yes", "", "", "", x.Label.In(v.l))
		}
	}
	a.Facts = []fact{{"map_digest", v.a.Map}, {"version", version}}
	return a
}

// stated is what a voice states of a link beside its sign.
func stated(k *voices.LinkAgreement, voice string, l maps.Language) (low, high, confidence, note string) {
	for _, s := range k.Strengths {
		if s.Voice == voice {
			low, high = exact(s.Low), exact(s.High)
		}
	}
	for _, c := range k.Confidences {
		if c.Voice == voice {
			confidence = string(c.Confidence)
		}
	}
	for _, n := range k.Notes {
		if n.Voice == voice {
			note = n.Text.In(l)
		}
	}
	return low, high, confidence, note
}
