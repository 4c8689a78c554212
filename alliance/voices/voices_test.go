package voices

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/simulate"
)

const street = `sysmap: 1
title: Street
variables: {traffic: Traffic, noise: Noise, sleep: Sleep, trust: Trust}
links:
  - {link: traffic ->+ noise, strength: medium}
  - noise ->- sleep
  - {link: sleep ->+ trust, probability: 0.8}
  - trust ->- traffic
  - noise ->? trust
goal: {raise: [sleep]}
actors: {town: The town, shop: The shop}
roles: [{actor: town, must-act: [traffic]}]
efforts: {signs: {label: Signs, by: [town], on: [{link: traffic ->+ noise, scale: 0.5}]}}
scenarios: {plan: {label: Plan, efforts: [signs], interventions: [{variable: traffic, press: 0.5}, {link: noise ->- sleep, cut: true}]}}
`

func parse(t testing.TB, text string) *maps.Map {
	t.Helper()
	m, err := (&maps.Loader{}).Parse(t.Context(), "test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// saidIn reads voices from the lines of a section.
func saidIn(t testing.TB, section string) []maps.Said {
	t.Helper()
	m := parse(t, street+"voices:\n"+section)
	said := make([]maps.Said, len(m.Voices))
	for i, v := range m.Voices {
		said[i] = maps.Said{Voice: v, File: "voices.yaml", Line: i + 1}
	}
	return said
}

func hear(t testing.TB, section string) *Hearing {
	t.Helper()
	h, err := Hear(parse(t, street), saidIn(t, section))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func compare(t testing.TB, h *Hearing, o Options) *Agreement {
	t.Helper()
	a, err := h.Compare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// threeVoices disagree on everything that voices can disagree on.
const threeVoices = `
  anna:
    label: Anna
    links: [{link: traffic ->+ noise, strength: weak, confidence: high}, {link: noise ->- sleep, confidence: low}, noise ->+ trust]
    roles: [{actor: town, must-act: [noise]}, {actor: shop, knows: [noise]}]
  bo:
    label: Bo
    links: [{link: traffic ->+ noise, strength: strong, confidence: low}, noise ->+ sleep, {link: trees ->- noise, note: Look at the park.}]
    roles: [{actor: shop, must-act: [noise, traffic]}]
    variables: {trees: Trees}
  carl:
    label: Carl
    denies: [sleep ->+ trust]
    links: [{link: trees ->- noise, probability: 0.6}]
    roles: [{actor: town, can-act: [noise]}]
    variables: {trees: Trees}
  dorte: Dorte
`

func TestDisagreementIsToldAsQuestionsAndAnswersWhatMattersMostFirst(t *testing.T) {
	a := compare(t, hear(t, threeVoices), Options{})
	var got []string
	for _, d := range a.Disputes {
		got = append(got, string(d.Kind)+": "+d.Statement.English, d.Statement.Danish)
	}
	for _, s := range a.Statements {
		got = append(got, s.English, s.Danish)
	}
	want := []string{
		"must_act: Who must act on “Traffic”? The town, according to the map; The shop, according to Bo. All of the goal's feedback loops pass there.",
		"Hvem har ansvaret for “Traffic”? The town, siger kortet; The shop, siger Bo. Alle målets feedbacksløjfer løber dér.",
		"must_act: Who must act on “Noise”? The town, according to Anna; The shop, according to Bo. The town can act but need not, according to Carl. All of the goal's feedback loops pass there.",
		"Hvem har ansvaret for “Noise”? The town, siger Anna; The shop, siger Bo. The town kan handle, men har ikke ansvaret, siger Carl. Alle målets feedbacksløjfer løber dér.",
		"existence: Does “Sleep” influence “Trust” at all? Yes, according to the map; no, according to Carl. All of the goal's feedback loops pass there.",
		"Påvirker “Sleep” overhovedet “Trust”? Ja, siger kortet; nej, siger Carl. Alle målets feedbacksløjfer løber dér.",
		"sign: Does more “Noise” lead to more or to less “Sleep”? More, according to Bo; less, according to the map and Anna. All of the goal's feedback loops pass there.",
		"Giver mere “Noise” mere eller mindre “Sleep”? Mere, siger Bo; mindre, siger kortet og Anna. Alle målets feedbacksløjfer løber dér.",
		"strength: How strongly does “Traffic” influence “Noise”? Weakly, according to Anna; moderately, according to the map; strongly, according to Bo. All of the goal's feedback loops pass there.",
		"Hvor stærkt påvirker “Traffic” “Noise”? Svagt, siger Anna; middel, siger kortet; stærkt, siger Bo. Alle målets feedbacksløjfer løber dér.",
		"confidence: How sure is it that “Traffic” influences “Noise”? High confidence, according to Anna; low confidence, according to Bo. All of the goal's feedback loops pass there.",
		"Hvor sikkert er det, at “Traffic” påvirker “Noise”? Stor sikkerhed, siger Anna; lille sikkerhed, siger Bo. Alle målets feedbacksløjfer løber dér.",
		"3 voices speak of 5 links and 5 roles.", "3 stemmer taler om 5 påvirkninger og 5 roller.",
		"Nothing was said by Dorte; silence counts neither for nor against.", "Intet blev sagt af Dorte; tavshed tæller hverken for eller imod.",
		"They disagree on 6 things: 2 about responsibility, 1 about signs, 1 about the existence of links, 1 about strengths and 1 about confidence.",
		"De er uenige om 6 ting: 2 om ansvar, 1 om fortegn, 1 om påvirkningers eksistens, 1 om styrker og 1 om sikkerhed.",
		"Links that the map lacks: “Trees” → “Noise” (said by 2 of 4).", "Påvirkninger, som kortet mangler: “Trees” → “Noise” (sagt af 2 af 4).",
		"Variables that the map lacks: “Trees” (said by 2 of 4).", "Faktorer, som kortet mangler: “Trees” (sagt af 2 af 4).",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRolesSayWhoSaysSoWhoOtherwiseAndWhoIsSilent(t *testing.T) {
	a := compare(t, hear(t, threeVoices), Options{})
	role := func(variable string, kind RoleKind, actor string) RoleAgreement {
		for _, r := range a.Roles {
			if r.Variable == variable && r.Role == kind && r.Actor == actor {
				return r
			}
		}
		t.Fatalf("%s %s %s is not there", actor, kind, variable)
		return RoleAgreement{}
	}
	for _, want := range []RoleAgreement{
		{Variable: "traffic", Role: MustAct, Actor: "town", OnMap: true, SaidBy: []string{}, Otherwise: []string{"bo"}, Silent: []string{"anna", "carl", "dorte"}, GoalLoops: 1},
		{Variable: "traffic", Role: MustAct, Actor: "shop", SaidBy: []string{"bo"}, Otherwise: []string{}, Silent: []string{"anna", "carl", "dorte"}, MapOtherwise: true, GoalLoops: 1},
		{Variable: "noise", Role: MustAct, Actor: "town", SaidBy: []string{"anna"}, Otherwise: []string{"bo", "carl"}, Silent: []string{"dorte"}, GoalLoops: 1},
		{Variable: "noise", Role: Knows, Actor: "shop", SaidBy: []string{"anna"}, Otherwise: []string{}, Silent: []string{"bo", "carl", "dorte"}, GoalLoops: 1},
	} {
		if diff := cmp.Diff(want, role(want.Variable, want.Role, want.Actor)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTheMergedMapLeavesOpenWhatVoicesLeaveOpen(t *testing.T) {
	for _, test := range []struct {
		only bool
		want []string
	}{
		{false, []string{
			"traffic ->+ noise 1 0 0.05–0.95 low", "noise ->? sleep 1 0.3333 0–1 low", "sleep ->+ trust 0.4 0 0–1 ",
			"trust ->- traffic 1 0 0–1 ", "noise ->+ trust 1 0 0–1 ", "trees ->- noise 0.5333 0 0–1 ",
		}},
		{true, []string{
			"traffic ->+ noise 1 0 0.05–0.95 low", "noise ->? sleep 1 0 0–1 low",
			"trust ->- traffic 1 0 0–1 ", "noise ->+ trust 1 0 0–1 ", "trees ->- noise 0.8 0 0–1 ",
		}},
	} {
		m := hear(t, threeVoices).Merge(Options{OnlyVoices: test.only})
		var got []string
		for _, l := range m.Links {
			got = append(got, fmt.Sprintf("%s %v %v %v–%v %s", l.Ref(), l.Probability, l.Positive, l.Strength.Low, l.Strength.High, l.Confidence))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("only voices %v: %s", test.only, diff)
		}
		if want := "noise ->? sleep"; m.Scenarios[0].Interventions[1].Link.String() != want {
			t.Errorf("the plan cuts %s, want %s", m.Scenarios[0].Interventions[1].Link, want)
		}
		if len(m.Voices) != 4 || m.Voices[1].Links[2].Note.Plain != "Look at the park." {
			t.Errorf("who said what is lost: %+v", m.Voices)
		}
		if got := fmt.Sprint(m.Roles); got != "[{town [traffic noise] [noise] [] []} {shop [noise traffic] [] [] [noise]}]" {
			t.Errorf("roles are %s", got)
		}
	}
}

func TestFollowingAVoiceIsTheMapAsItHasIt(t *testing.T) {
	h := hear(t, threeVoices)
	bo, carl := h.Follow("bo"), h.Follow("carl")
	if bo.Link(maps.LinkRef{From: "noise", To: "sleep", Sign: maps.Positive}) == nil || len(bo.Links) != 6 || bo.Links[5].Probability != 1 {
		t.Errorf("Bo's links are %+v", bo.Links)
	}
	if l := bo.Links[0]; l.Strength != (maps.Range{Low: 0.65, High: 0.95}) || l.Confidence != maps.LowConfidence {
		t.Errorf("got %+v", l)
	}
	if carl.Link(maps.LinkRef{From: "sleep", To: "trust", Sign: maps.Positive}) != nil || carl.Links[len(carl.Links)-1].Probability != 0.6 {
		t.Errorf("Carl's links are %+v", carl.Links)
	}
	if got := bo.Scenarios[0].Interventions[1].Link.String(); got != "noise ->+ sleep" {
		t.Errorf("by Bo, the plan cuts %s", got)
	}
	base, dorte := parse(t, street), h.Follow("dorte")
	if diff := cmp.Diff(base.Links, dorte.Links); diff != "" || len(dorte.Variables) != 5 {
		t.Errorf("who says nothing has the map's links: %s", diff)
	}
}

func TestInterventionsAreFittedToTheMapOfAVoice(t *testing.T) {
	m := parse(t, street)
	ref := func(s string) *maps.LinkRef {
		r, err := maps.ParseLink(s)
		if err != nil {
			t.Fatal(err)
		}
		return &r
	}
	got := Adapt(m, []maps.Intervention{
		{Variable: "noise", Action: maps.Press},
		{Link: ref("noise ->+ sleep"), Action: maps.Cut},
		{Link: ref("sleep ->- noise"), Action: maps.Cut},
		{Link: ref("noise ->- sleep"), Action: maps.Add},
		{Link: ref("sleep ->+ noise"), Action: maps.Add},
		{Link: ref("sleep ->+ noise"), Action: maps.Scale},
	})
	var told []string
	for _, iv := range got {
		if iv.Link != nil {
			told = append(told, string(iv.Action)+" "+iv.Link.String())
		}
	}
	if want := []string{"cut noise ->- sleep", "add sleep ->+ noise", "scale sleep ->+ noise"}; !slices.Equal(told, want) || len(got) != 4 {
		t.Errorf("got %q, want %q", told, want)
	}
}

func TestVoicesThatCannotBeHeardSayWhy(t *testing.T) {
	said := func(v maps.Voice, file string) maps.Said { return maps.Said{Voice: v, File: file, Line: 3} }
	anna := maps.Voice{Label: maps.Plain("Anna"), Links: []maps.Link{maps.NewLink("noise", "sleep", maps.Negative)}}
	denying := func(refs ...string) maps.Voice {
		v := maps.Voice{ID: "x", Label: maps.Plain("X"), Links: anna.Links}
		for _, r := range refs {
			ref, err := maps.ParseLink(r)
			if err != nil {
				t.Fatal(err)
			}
			v.Denies = append(v.Denies, ref)
		}
		return v
	}
	for name, c := range map[string]struct {
		voices []maps.Said
		want   string
	}{
		"nobody":            {nil, ErrNoVoices.Error()},
		"silence":           {[]maps.Said{{Voice: maps.Voice{ID: "a"}}}, ErrNoVoices.Error()},
		"twice the name":    {[]maps.Said{said(anna, "a.yaml"), said(anna, "b.yaml")}, `b.yaml:3: two voices are called "Anna": the other is in a.yaml:3; give one of them another name`},
		"twice the label":   {[]maps.Said{said(anna, "a.yaml"), said(maps.Voice{ID: "other", Label: maps.Plain("ANNA")}, "b.yaml")}, `two voices are called "ANNA"`},
		"names and denies":  {[]maps.Said{said(denying("noise ->- sleep"), "x.yaml")}, `x.yaml:3: it both names and denies a link: "noise ->- sleep"; keep one`},
		"denies nothing":    {[]maps.Said{said(denying("sleep ->- noise"), "x.yaml")}, `x.yaml:3: it denies a link that neither the map nor any voice has: "sleep ->- noise"; did you mean "noise ->- sleep"?`},
		"denies other sign": {[]maps.Said{said(denying("trust ->+ traffic"), "x.yaml")}, `x.yaml:3: it denies "trust ->+ traffic", and the map has "trust ->- traffic"; deny that, or name the link with the right sign`},
		"a crowd":           {make([]maps.Said, MostVoices+1), "too many"},
	} {
		if _, err := Hear(parse(t, street), c.voices); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	if _, err := hear(t, threeVoices).Compare(t.Context(), Options{MaxLength: -1}); err == nil {
		t.Error("loops of a length below zero are counted")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := hear(t, threeVoices).Compare(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestToDenyASignIsNotToDenyTheLink(t *testing.T) {
	a := compare(t, hear(t, "  x: {links: [noise ->+ sleep], denies: [noise ->- sleep]}\n"), Options{})
	if l := a.Links[0]; len(l.Denied) != 0 || len(l.Positive) != 1 || l.Merged.Probability != 1 {
		t.Errorf("got %+v", l)
	}
}

// drawVoices draws what up to five people say about the street.
func drawVoices(t *rapid.T) []maps.Said {
	variables := []string{"traffic", "noise", "sleep", "trust"}
	signs := []maps.Sign{maps.Positive, maps.Negative, maps.Unknown}
	var said []maps.Said
	for k := range rapid.IntRange(1, 5).Draw(t, "voices") {
		v := maps.Voice{ID: fmt.Sprint("v", k), Label: maps.Plain(fmt.Sprint("Voice number ", k))}
		known := variables
		if rapid.Bool().Draw(t, "misses trees") {
			v.Variables = []maps.Variable{{ID: "trees", Label: maps.Plain("Trees")}}
			known = append(known[:4:4], "trees")
		}
		seen := make(map[maps.LinkRef]bool)
		for range rapid.IntRange(0, 5).Draw(t, "links") {
			l := maps.NewLink(rapid.SampledFrom(known).Draw(t, "from"), rapid.SampledFrom(known).Draw(t, "to"), rapid.SampledFrom(signs).Draw(t, "sign"))
			if seen[l.Ref()] {
				continue
			}
			seen[l.Ref()] = true
			l.Probability = rapid.SampledFrom([]float64{0, 0, 0.25, 1}).Draw(t, "probability")
			if rapid.Bool().Draw(t, "strength") {
				l.Strength, l.StrengthStated = rapid.SampledFrom([]maps.Range{{Low: 0.05, High: 0.35}, {Low: 0.4, High: 0.4}, {Low: 0.65, High: 0.95}}).Draw(t, "range"), true
			}
			v.Links = append(v.Links, l)
		}
		for _, ref := range []maps.LinkRef{{From: "noise", To: "sleep", Sign: maps.Negative}, {From: "trust", To: "traffic", Sign: maps.Negative}} {
			if !seen[ref] && rapid.IntRange(0, 3).Draw(t, "denies") == 0 {
				v.Denies = append(v.Denies, ref)
			}
		}
		for _, actor := range []string{"town", "shop"} {
			some := rapid.SliceOfNDistinct(rapid.SampledFrom(known), 0, 2, rapid.ID)
			v.Roles = append(v.Roles, maps.Role{Actor: actor, MustAct: some.Draw(t, "must"), CanAct: some.Draw(t, "can"), Knows: some.Draw(t, "knows")})
		}
		said = append(said, maps.Said{Voice: v, File: "x.yaml"})
	}
	return said
}

func heard(t *rapid.T, base *maps.Map, said []maps.Said) *Hearing {
	h, err := Hear(base, said)
	if errors.Is(err, ErrNoVoices) {
		t.Skip("nobody speaks")
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func written(t *rapid.T, m *maps.Map) string {
	text, err := maps.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheOrderOfVoicesDoesNotMatter(t *testing.T) {
	base := parse(t, street)
	rapid.Check(t, func(t *rapid.T) {
		said := drawVoices(t)
		shuffled := rapid.Permutation(said).Draw(t, "order")
		o := Options{OnlyVoices: rapid.Bool().Draw(t, "only")}
		var texts [2]string
		for k, list := range [][]maps.Said{said, shuffled} {
			h := heard(t, base, list)
			a, err := h.Compare(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			texts[k] = string(text) + written(t, h.Merge(o))
		}
		if diff := cmp.Diff(texts[0], texts[1]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestMergedLinksAreWhatIsSaidOfThem goes by the definition, one link at a time.
func TestMergedLinksAreWhatIsSaidOfThem(t *testing.T) {
	base := parse(t, street)
	rapid.Check(t, func(t *rapid.T) {
		said := drawVoices(t)
		h := heard(t, base, said)
		m := h.Merge(Options{})
		for _, under := range base.Links {
			var exists []float64
			low, high := 2.0, -1.0
			if under.StrengthStated {
				low, high = under.Strength.Low, under.Strength.High
			}
			for _, v := range said {
				likeliest := -1.0
				for _, l := range v.Links {
					if l.From != under.From || l.To != under.To {
						continue
					}
					p := l.Probability
					if p == 0 {
						p = under.Probability
					}
					likeliest = max(likeliest, p)
					if l.StrengthStated {
						low, high = min(low, l.Strength.Low), max(high, l.Strength.High)
					}
				}
				if likeliest < 0 && slices.Contains(v.Denies, under.Ref()) {
					likeliest = 0
				}
				if likeliest >= 0 {
					exists = append(exists, likeliest)
				}
			}
			want := under.Probability
			for _, p := range exists {
				want += p
			}
			want /= float64(len(exists) + 1)
			at := slices.IndexFunc(m.Links, func(l maps.Link) bool { return l.From == under.From && l.To == under.To })
			got := m.Links[at]
			if math.Abs(got.Probability-want) > 1e-4 {
				t.Fatalf("%s exists with %v, want %v", got.Ref(), got.Probability, want)
			}
			if low <= high && got.Strength != (maps.Range{Low: low, High: high}) {
				t.Fatalf("%s has the strength %v, want %v–%v", got.Ref(), got.Strength, low, high)
			}
		}
	})
}

func TestMapsMadeOfVoicesCanBeWrittenAndSimulated(t *testing.T) {
	base := parse(t, street)
	rapid.Check(t, func(t *rapid.T) {
		h := heard(t, base, drawVoices(t))
		o := Options{OnlyVoices: rapid.Bool().Draw(t, "only")}
		made := []*maps.Map{h.Merge(o), h.Follow("")}
		for _, v := range h.Voices() {
			made = append(made, h.Follow(v.ID))
		}
		for k, m := range made {
			written(t, m)
			model, err := simulate.NewModel(m)
			if err != nil {
				t.Fatal(err)
			}
			plan, err := simulate.FromMap(m, "plan")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := model.Ensemble(context.Background(), plan, simulate.EnsembleOptions{Runs: 2, Options: simulate.Options{Points: 2, Until: 3}}); err != nil {
				t.Fatal(err)
			}
			if k > 0 && len(m.Variables) != len(made[1].Variables) {
				t.Fatal("the maps of voices have different variables")
			}
		}
	})
}

var whole = regexp.MustCompile(`^[\p{Lu}\p{N}“].*[.?]$`)

func TestWhateverIsSaidIsToldInWholeSentences(t *testing.T) {
	base := parse(t, street)
	rapid.Check(t, func(t *rapid.T) {
		h := heard(t, base, drawVoices(t))
		a, err := h.Compare(context.Background(), Options{OnlyVoices: rapid.Bool().Draw(t, "only")})
		if err != nil {
			t.Fatal(err)
		}
		list := a.Statements
		for _, d := range a.Disputes {
			list = append(list, d.Statement)
			if d.Split <= 0 || d.Split > 1 || d.GoalShare < 0 || d.GoalShare > 1 {
				t.Fatalf("got %+v", d)
			}
		}
		for _, s := range list {
			for _, text := range []string{s.English, s.Danish} {
				if !whole.MatchString(text) || strings.Contains(text, "%!") || strings.Contains(text, "%s") || strings.Contains(text, "  ") || strings.Contains(text, " ,") || strings.Contains(text, "? .") {
					t.Errorf("%q", text)
				}
			}
		}
	})
}

func TestSilenceChangesNothing(t *testing.T) {
	base := parse(t, street)
	rapid.Check(t, func(t *rapid.T) {
		said := drawVoices(t)
		quiet := append(said[:len(said):len(said)], maps.Said{Voice: maps.Voice{ID: "quiet", Label: maps.Plain("Quiet")}})
		a, err := heard(t, base, said).Compare(context.Background(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := heard(t, base, quiet).Compare(context.Background(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Disputes) != len(b.Disputes) {
			t.Fatalf("%d disagreements, and %d with one who says nothing", len(a.Disputes), len(b.Disputes))
		}
		x, y := heard(t, base, said).Merge(Options{}), heard(t, base, quiet).Merge(Options{})
		x.Voices, y.Voices = nil, nil
		if diff := cmp.Diff(x, y); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAnonymousLeavesNoNameOfAVoiceOrAnActor(t *testing.T) {
	base := parse(t, street)
	said := saidIn(t, threeVoices+"  erik: {label: Erik Ericsson, note: I am Erik Ericsson., actors: {church: {label: The church}}, roles: [{actor: church, can-act: [noise]}]}\n")
	reversed := slices.Clone(said)
	slices.Reverse(reversed)
	var texts [2]string
	for k, list := range [][]maps.Said{said, reversed} {
		m, hidden := Anonymous(base, list)
		h, err := Hear(m, hidden)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(compare(t, h, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		merged, err := maps.Encode(h.Merge(Options{}))
		if err != nil {
			t.Fatal(err)
		}
		texts[k] = string(text) + string(merged)
	}
	if texts[0] != texts[1] {
		t.Error("the order of files shows through")
	}
	for _, name := range []string{"anna", "bo", "carl", "dorte", "erik", "Ericsson", "town", "shop", "church", "voices.yaml", "park"} {
		if regexp.MustCompile(`(?i)\b` + name + `\b`).MatchString(texts[0]) {
			t.Errorf("%q is still there: %s", name, texts[0])
		}
	}
	if said[0].ID != "anna" || said[0].Roles[0].Actor != "town" || base.Actors[0].ID != "town" {
		t.Error("what was given has changed")
	}
}

// TestAnEnsembleOfTheMergedMapDrawsFromTheDisagreement: three say that the link
// is positive and one that it is negative.
func TestAnEnsembleOfTheMergedMapDrawsFromTheDisagreement(t *testing.T) {
	h, err := Hear(parse(t, "sysmap: 1\nvariables: {a: , b: }\nlinks: [{link: a ->+ b, strength: medium}]\ngoal: {raise: [b]}\n"), []maps.Said{
		{Voice: maps.Voice{ID: "x", Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}},
		{Voice: maps.Voice{ID: "y", Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}},
		{Voice: maps.Voice{ID: "z", Links: []maps.Link{maps.NewLink("a", "b", maps.Negative)}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	model, err := simulate.NewModel(h.Merge(Options{}))
	if err != nil {
		t.Fatal(err)
	}
	press := simulate.Scenario{Interventions: []maps.Intervention{{Variable: "a", Action: maps.Press, Amount: 0.5}}}
	e, err := model.Ensemble(t.Context(), press, simulate.EnsembleOptions{Runs: 400, Options: simulate.Options{Points: 2, Until: 10}})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := e.Summary()
	if err != nil {
		t.Fatal(err)
	}
	if b := sum.Variables[1]; math.Abs(b.ProbabilityPositive[1]-0.75) > 0.005 || math.Abs(b.ProbabilityNegative[1]-0.25) > 0.005 {
		t.Errorf("b rises in %v and falls in %v", b.ProbabilityPositive[1], b.ProbabilityNegative[1])
	}
}

func TestManyWhoSayTheSameAreCountedAndAFewNamed(t *testing.T) {
	var section strings.Builder
	for k := range 9 {
		fmt.Fprintf(&section, "  v%d: {label: Voice %d, links: [noise ->- sleep]}\n", k, k)
	}
	section.WriteString("  w: {label: Wilma, links: [noise ->+ sleep]}\n")
	d := compare(t, hear(t, section.String()), Options{}).Disputes[0].Statement
	want := "Does more “Noise” lead to more or to less “Sleep”? More, according to Wilma; less, according to 10, among them the map, Voice 0 and Voice 1. All of the goal's feedback loops pass there."
	if d.English != want || !strings.Contains(d.Danish, "mindre, siger 10, blandt dem kortet, Voice 0 og Voice 1.") {
		t.Errorf("got %q, %q", d.English, d.Danish)
	}
}

func TestWhatIsNotComparedIsSaidToBe(t *testing.T) {
	said := saidIn(t, "  x: {links: [noise ->- sleep], variables: {noise: {label: Din}}}\n")
	said[0].Unheard = []string{"efforts"}
	h, err := Hear(parse(t, street), said)
	if err != nil {
		t.Fatal(err)
	}
	a := compare(t, h, Options{})
	if got := a.Statements[len(a.Statements)-1].English; got != "Not compared, of what X brought: efforts and variables of the map." {
		t.Errorf("got %q", got)
	}
	if len(a.Variables) != 0 || len(h.Follow("x").Variables) != 4 {
		t.Error("a variable of the map is missed")
	}
}
