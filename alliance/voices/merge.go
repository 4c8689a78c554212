package voices

import (
	"slices"

	"sysmap/maps"
)

// Merge returns one map of all that is said, which leaves open what voices leave
// open. Of a link that is spoken of,
//
//   - the strength and the delay are ranges that cover all that are stated;
//   - the probability that it exists is the mean over those who speak of it;
//   - where they differ about the sign it is unknown, and positive as likely as
//     it is said to be;
//   - the confidence is the lowest that is stated.
//
// Roles are all that anybody says. Variables and actors that voices miss are
// there. What is done to a link whose sign has changed is done to the link as it
// now is. Links that nobody speaks of are as they were, and so is everything
// else; [maps.Map.Voices] keeps who said what.
func (h *Hearing) Merge(o Options) *maps.Map {
	m := *h.base
	m.Variables = slices.Concat(h.base.Variables, h.variables)
	m.Actors = slices.Concat(h.base.Actors, h.actors)
	m.Links = nil
	for _, s := range h.subjects {
		if l, exists := s.merged(o); exists {
			m.Links = append(m.Links, l)
		}
	}
	m.Roles = h.mergedRoles()
	adaptAll(&m)
	m.Voices = h.allVoices()
	return &m
}

// allVoices are those that were heard, after those of the map that were not.
func (h *Hearing) allVoices() []maps.Voice {
	heard := func(v maps.Voice) bool {
		return slices.ContainsFunc(h.voices, func(s maps.Said) bool { return s.ID == v.ID })
	}
	all := slices.DeleteFunc(slices.Clone(h.base.Voices), heard)
	for _, v := range h.voices {
		all = append(all, v.Voice)
	}
	return all
}

// merged is the link that is made of what is said; false if all who speak deny
// it.
func (s *subject) merged(o Options) (maps.Link, bool) {
	if len(s.says) == 0 {
		return *s.onMap, true
	}
	t := s.settle(o)
	if t.exists == 0 {
		return maps.Link{}, false
	}
	l := maps.NewLink(s.key.from, s.key.to, maps.Unknown)
	if s.onMap != nil {
		l = *s.onMap
	} else {
		l.Note, l.Evidence = s.words()
	}
	l.Probability = max(tidy(t.exists), 1e-4)
	switch {
	case !t.signed:
	case t.positive == 1:
		l.Sign, l.Positive = maps.Positive, 0
	case t.positive == 0:
		l.Sign, l.Positive = maps.Negative, 0
	default:
		l.Sign, l.Positive = maps.Unknown, max(tidy(t.positive), 1e-4)
		if l.Positive == 0.5 {
			l.Positive = 0
		}
	}
	if t.strength != nil {
		l.Strength, l.StrengthStated = *t.strength, true
	}
	if t.delay != nil {
		l.Delay = t.delay
	}
	if t.confidence != "" {
		l.Confidence = t.confidence
	}
	return l, true
}

// words are the note and the evidence of the first voice that has any.
func (s *subject) words() (note maps.Text, evidence []maps.Evidence) {
	for _, n := range s.speakers(maxSpeaker(s.says)) {
		for _, l := range s.says[n].links {
			if note.Empty() {
				note = l.Note
			}
			evidence = append(evidence, l.Evidence...)
		}
	}
	return note, evidence
}

// mergedRoles are the map's roles and all that voices say, one for each actor.
func (h *Hearing) mergedRoles() []maps.Role {
	all := slices.Clone(h.base.Roles)
	for _, v := range h.voices {
		all = append(all, v.Roles...)
	}
	var merged []maps.Role
	where := make(map[string]int)
	for _, r := range all {
		i, known := where[r.Actor]
		if !known {
			i = len(merged)
			where[r.Actor] = i
			merged = append(merged, maps.Role{Actor: r.Actor})
		}
		for _, k := range roleKinds {
			*k.list(&merged[i]) = union(*k.list(&merged[i]), *k.list(&r))
		}
	}
	return merged
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Follow returns the map as one voice has it: the links that it names are as it
// says, with what the map says where it says nothing of them, and those that it
// denies are gone. All that any voice misses is there as a variable, so that
// the maps of all voices have the same variables. Roles are the map's and the
// voice's. A voice that is not heard gives the map.
func (h *Hearing) Follow(id string) *maps.Map {
	m := *h.base
	m.Variables = slices.Concat(h.base.Variables, h.variables)
	m.Actors = slices.Concat(h.base.Actors, h.actors)
	m.Voices = nil
	n := slices.IndexFunc(h.voices, func(v maps.Said) bool { return v.ID == id })
	if n < 0 {
		return &m
	}
	m.Links = nil
	for _, s := range h.subjects {
		say := s.says[n]
		switch {
		case say == nil && s.onMap != nil:
			m.Links = append(m.Links, *s.onMap)
		case say == nil || say.denied:
		default:
			for _, l := range say.links {
				m.Links = append(m.Links, s.over(l))
			}
		}
	}
	one := Hearing{base: h.base, voices: h.voices[n : n+1]}
	m.Roles = one.mergedRoles()
	adaptAll(&m)
	return &m
}

// over is the link of a voice, with the map's wherever it says nothing.
func (s *subject) over(l *maps.Link) maps.Link {
	out := *l
	under := s.onMap
	if under == nil {
		out.Probability = stated(l.Probability, 1)
		return out
	}
	out = *under
	out.Sign, out.Positive = l.Sign, l.Positive
	out.Probability = stated(l.Probability, s.mapSays())
	if l.StrengthStated {
		out.Strength, out.StrengthStated = l.Strength, true
	}
	if l.Delay != nil {
		out.Delay = l.Delay
	}
	if l.Confidence != "" {
		out.Confidence = l.Confidence
	}
	if !l.Note.Empty() {
		out.Note = l.Note
	}
	if len(l.Evidence) > 0 {
		out.Evidence = l.Evidence
	}
	return out
}

// Adapt returns interventions as they are possible on a map made of voices: what
// is done to a link that now has another sign is done to it, what is done to a
// link that is gone is left out, and so is adding a link that is there.
func Adapt(m *maps.Map, list []maps.Intervention) []maps.Intervention {
	added := make(map[maps.LinkRef]bool)
	for _, iv := range list {
		if iv.Link != nil && iv.Action == maps.Add && m.Link(*iv.Link) == nil {
			added[*iv.Link] = true
		}
	}
	var out []maps.Intervention
	for _, iv := range list {
		switch {
		case iv.Link == nil, added[*iv.Link]:
			out = append(out, iv)
		case iv.Action == maps.Add:
		default:
			if ref, there := nowCalled(m, *iv.Link); there {
				iv.Link = &ref
				out = append(out, iv)
			}
		}
	}
	return out
}

// nowCalled finds a link, under another sign if it must.
func nowCalled(m *maps.Map, ref maps.LinkRef) (maps.LinkRef, bool) {
	other, found := ref, false
	for i := range m.Links {
		l := &m.Links[i]
		if l.Ref() == ref {
			return ref, true
		}
		if !found && l.From == ref.From && l.To == ref.To {
			other, found = l.Ref(), true
		}
	}
	return other, found
}

func adaptAll(m *maps.Map) {
	m.Efforts, m.Scenarios = slices.Clone(m.Efforts), slices.Clone(m.Scenarios)
	for i := range m.Efforts {
		m.Efforts[i].On = Adapt(m, m.Efforts[i].On)
	}
	for i := range m.Scenarios {
		m.Scenarios[i].Interventions = Adapt(m, m.Scenarios[i].Interventions)
	}
}
