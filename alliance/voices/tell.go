package voices

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"sysmap/alliance"
	"sysmap/maps"
)

// declare makes a statement of a question and its answers, about some ids.
func declare(s alliance.Sentence, about ...string) alliance.Statement {
	return alliance.Statement{Sentence: alliance.Sentence{English: capital(s.English), Danish: capital(s.Danish)}, About: about}
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// tellDispute puts a disagreement as a question, and who answers what.
func (h *Hearing) tellDispute(d *Dispute, o Options) alliance.Statement {
	var s alliance.Sentence
	about := []string{d.From, d.To}
	switch d.Kind {
	case Responsibility:
		s, about = h.tellResponsibility(d, o), []string{d.Variable}
	case SignDispute:
		s = h.tellSign(d.link, o)
	case ExistenceDispute:
		s = h.tellExistence(d.link, o)
	case StrengthDispute:
		s = h.tellStrength(d.link)
	case ConfidenceDispute:
		s = h.tellConfidence(d.link)
	}
	if d.GoalShare > 0 {
		s = both("%s %s", "%s %s", s, h.tellLoops(d.GoalShare))
	}
	return declare(s, about...)
}

// tellLoops says how many of the loops a disagreement bears on.
func (h *Hearing) tellLoops(share float64) alliance.Sentence {
	whose := alliance.Sentence{English: "the goal's feedback loops", Danish: "målets feedbacksløjfer"}
	if h.base.Goal.Empty() {
		whose = alliance.Sentence{English: "the feedback loops", Danish: "feedbacksløjferne"}
	}
	if share == 1 {
		return both("All of %s pass there.", "Alle %s løber dér.", whose)
	}
	return both("%s of %s pass there.", "%s af %s løber dér.", share, whose)
}

func (h *Hearing) tellResponsibility(d *Dispute, o Options) alliance.Sentence {
	var answers []alliance.Sentence
	for _, r := range d.roles {
		mapToo := r.OnMap && !o.OnlyVoices
		if len(r.SaidBy) == 0 && !mapToo {
			continue
		}
		answers = append(answers, h.side(plainText(h.actorLabel(r.Actor)), r.SaidBy, mapToo))
	}
	s := both("Who must act on %s? %s.", "Hvem har ansvaret for %s? %s.", h.label(d.Variable), sides(answers))
	// Who gives an actor a weaker role names nobody, and is named here.
	for _, r := range d.roles {
		if weaker, mapToo := h.canBut(r); len(weaker) > 0 || mapToo {
			s = both("%s %s.", "%s %s.", s, h.side(both("%s can act but need not", "%s kan handle, men har ikke ansvaret", plainText(h.actorLabel(r.Actor))), weaker, mapToo))
		}
	}
	return s
}

// plainText is a label without quotation marks.
func plainText(t maps.Text) alliance.Sentence {
	return alliance.Sentence{English: t.In(maps.English), Danish: t.In(maps.Danish)}
}

// canBut are the voices that say of an actor that it can act, and name nobody
// who must; mapToo says that the map does.
func (h *Hearing) canBut(r *RoleAgreement) (ids []string, mapToo bool) {
	mapToo = r.MapOtherwise && !h.onMap.responsible[r.Variable]
	for n := range h.voices {
		if id := h.voices[n].ID; !h.said[n].responsible[r.Variable] && slices.Contains(r.Otherwise, id) {
			ids = append(ids, id)
		}
	}
	return ids, mapToo
}

func (h *Hearing) tellSign(a *LinkAgreement, o Options) alliance.Sentence {
	onMap := func(sign maps.Sign) bool {
		return !o.OnlyVoices && a.subject.onMap != nil && a.subject.onMap.Sign == sign
	}
	answers := []alliance.Sentence{
		h.side(alliance.Sentence{English: "more", Danish: "mere"}, a.Positive, onMap(maps.Positive)),
		h.side(alliance.Sentence{English: "less", Danish: "mindre"}, a.Negative, onMap(maps.Negative)),
	}
	if len(a.Unknown) > 0 {
		answers = append(answers, h.side(alliance.Sentence{English: "we do not know", Danish: "det ved vi ikke"}, a.Unknown, false))
	}
	return both("Does more %s lead to more or to less %s? %s.", "Giver mere %s mere eller mindre %s? %s.",
		h.label(a.From), h.label(a.To), sides(capitalFirst(answers)))
}

func capitalFirst(list []alliance.Sentence) []alliance.Sentence {
	list[0] = alliance.Sentence{English: capital(list[0].English), Danish: capital(list[0].Danish)}
	return list
}

func (h *Hearing) tellExistence(a *LinkAgreement, o Options) alliance.Sentence {
	var named []string
	for _, v := range h.voices {
		for _, list := range [][]string{a.Positive, a.Negative, a.Unknown} {
			if slices.Contains(list, v.ID) && !slices.Contains(named, v.ID) {
				named = append(named, v.ID)
			}
		}
	}
	answers := []alliance.Sentence{
		h.side(alliance.Sentence{English: "yes", Danish: "ja"}, named, a.OnMap != "" && !o.OnlyVoices),
		h.side(alliance.Sentence{English: "no", Danish: "nej"}, a.Denied, false),
	}
	return both("Does %s influence %s at all? %s.", "Påvirker %s overhovedet %s? %s.", h.label(a.From), h.label(a.To), sides(capitalFirst(answers)))
}

// tellStrength names strengths from the weakest on, and who states each.
func (h *Hearing) tellStrength(a *LinkAgreement) alliance.Sentence {
	var answers []alliance.Sentence
	for _, group := range byStrength(a.Strengths) {
		answers = append(answers, h.side(strengthWords(group[0].Low, group[0].High), voicesOf(group), group.onMap()))
	}
	return both("How strongly does %s influence %s? %s.", "Hvor stærkt påvirker %s %s? %s.", h.label(a.From), h.label(a.To), sides(capitalFirst(answers)))
}

func (h *Hearing) tellConfidence(a *LinkAgreement) alliance.Sentence {
	var answers []alliance.Sentence
	for _, level := range []maps.Confidence{maps.HighConfidence, maps.MediumConfidence, maps.LowConfidence} {
		var ids []string
		onMap := false
		for _, c := range a.Confidences {
			if c.Confidence == level && c.Voice == "" {
				onMap = true
			} else if c.Confidence == level {
				ids = append(ids, c.Voice)
			}
		}
		if len(ids) > 0 || onMap {
			answers = append(answers, h.side(alliance.Sentence{English: level.Label(maps.English), Danish: level.Label(maps.Danish)}, ids, onMap))
		}
	}
	return both("How sure is it that %s influences %s? %s.", "Hvor sikkert er det, at %s påvirker %s? %s.", h.label(a.From), h.label(a.To), sides(capitalFirst(answers)))
}

// strengthGroup is the same strength, stated by several.
type strengthGroup []StatedStrength

func (g strengthGroup) onMap() bool {
	for _, s := range g {
		if s.Voice == "" {
			return true
		}
	}
	return false
}

func voicesOf(g strengthGroup) (ids []string) {
	for _, s := range g {
		if s.Voice != "" {
			ids = append(ids, s.Voice)
		}
	}
	return ids
}

// tell sums up.
func (h *Hearing) tell(a *Agreement, o Options) {
	say := func(s alliance.Sentence, about ...string) { a.Statements = append(a.Statements, declare(s, about...)) }
	spoke, silent := 0, []alliance.Sentence{}
	for i := range h.voices {
		if h.voices[i].Silent() {
			silent = append(silent, h.name(h.voices[i].ID))
		} else {
			spoke++
		}
	}
	verb := alliance.Sentence{English: "speak", Danish: "taler"}
	if spoke == 1 {
		verb.English = "speaks"
	}
	said := 0
	for i := range a.Roles {
		if len(a.Roles[i].SaidBy) > 0 {
			said++
		}
	}
	say(both("%s %s of %s and %s.", "%s %s om %s og %s.", voiceCount(spoke), verb, linkCount(len(a.Links)), roleCount(said)))
	if len(silent) > 0 {
		say(both("Nothing was said by %s; silence counts neither for nor against.", "Intet blev sagt af %s; tavshed tæller hverken for eller imod.", enumerate(silent)))
	}
	switch len(a.Disputes) {
	case 0:
		say(alliance.Sentence{English: "Nowhere do they disagree.", Danish: "De er ingen steder uenige."})
	case 1:
		say(alliance.Sentence{English: "They disagree on one thing.", Danish: "De er uenige om én ting."})
	default:
		kinds := make(map[DisputeKind]int)
		for _, d := range a.Disputes {
			kinds[d.Kind]++
		}
		var parts []alliance.Sentence
		for _, k := range disputeKinds {
			if kinds[k.kind] > 0 {
				parts = append(parts, both("%s about %s", "%s om %s", kinds[k.kind], k.about))
			}
		}
		say(both("They disagree on %s things: %s.", "De er uenige om %s ting: %s.", len(a.Disputes), enumerate(parts)))
	}
	h.tellAgreed(a, o, say)
	h.tellMissing(a, say)
	for _, u := range a.Unheard {
		var sections []alliance.Sentence
		for _, section := range u.Sections {
			sections = append(sections, alliance.Sentence{English: section, Danish: cmp.Or(ofTheMap[section], section)})
		}
		say(both("Not compared, of what %s brought: %s.", "Ikke sammenlignet af det, %s kom med: %s.", h.name(u.Voice), enumerate(sections)))
	}
}

// ofTheMap are in Danish what is not a section of a file, which has one name in
// all languages.
var ofTheMap = map[string]string{variablesOfTheMap: "kortets egne faktorer", actorsOfTheMap: "kortets egne aktører"}

var disputeKinds = []struct {
	kind  DisputeKind
	about alliance.Sentence
}{
	{Responsibility, alliance.Sentence{English: "responsibility", Danish: "ansvar"}},
	{SignDispute, alliance.Sentence{English: "signs", Danish: "fortegn"}},
	{ExistenceDispute, alliance.Sentence{English: "the existence of links", Danish: "påvirkningers eksistens"}},
	{StrengthDispute, alliance.Sentence{English: "strengths", Danish: "styrker"}},
	{ConfidenceDispute, alliance.Sentence{English: "confidence", Danish: "sikkerhed"}},
}

// tellAgreed says where several speak and all say the same about who must act.
func (h *Hearing) tellAgreed(a *Agreement, o Options, say func(alliance.Sentence, ...string)) {
	var agreed []alliance.Sentence
	var about []string
	for i := range a.Roles {
		r := &a.Roles[i]
		if r.Role == MustAct && len(r.SaidBy) > 1 && len(r.Otherwise) == 0 && !r.MapOtherwise {
			agreed = append(agreed, both("%s on %s", "%s for %s", plainText(h.actorLabel(r.Actor)), h.label(r.Variable)))
			about = append(about, r.Actor, r.Variable)
		}
	}
	if len(agreed) > 0 {
		say(both("Where two or more say who must act, they agree: %s.", "Hvor to eller flere siger, hvem der har ansvaret, er de enige: %s.", enumerate(agreed)), about...)
	}
}

// tellMissing says what voices find missing on the map.
func (h *Hearing) tellMissing(a *Agreement, say func(alliance.Sentence, ...string)) {
	var links []alliance.Sentence
	for i := range a.Links {
		l := &a.Links[i]
		if l.OnMap == "" && l.saidBy() > 0 {
			links = append(links, both("%s → %s (%s)", "%s → %s (%s)", h.label(l.From), h.label(l.To), h.saidBy(l.saidBy())))
		}
	}
	list := func(missing []Missing) (out []alliance.Sentence) {
		for _, x := range missing {
			out = append(out, both("%s (%s)", "%s (%s)", x.Label, h.saidBy(len(x.SaidBy))))
		}
		return out
	}
	for _, m := range []struct {
		what []alliance.Sentence
		text alliance.Sentence
	}{
		{links, alliance.Sentence{English: "Links that the map lacks: %s.", Danish: "Påvirkninger, som kortet mangler: %s."}},
		{list(a.Variables), alliance.Sentence{English: "Variables that the map lacks: %s.", Danish: "Faktorer, som kortet mangler: %s."}},
		{list(a.Actors), alliance.Sentence{English: "Actors that the map lacks: %s.", Danish: "Aktører, som kortet mangler: %s."}},
	} {
		if len(m.what) > 0 {
			say(both(m.text.English, m.text.Danish, enumerate(m.what)))
		}
	}
}

func (h *Hearing) saidBy(n int) alliance.Sentence {
	return both("said by %s of %s", "sagt af %s af %s", n, len(h.voices))
}
