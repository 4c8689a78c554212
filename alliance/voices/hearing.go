package voices

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
)

// ErrNoVoices is the error where nobody says anything.
var ErrNoVoices = errors.New("no voice says anything about the map")

// MostVoices is how many voices are heard at once.
const MostVoices = 1000

// Hearing is a map and what voices say about it. It does not change once it is
// made.
type Hearing struct {
	base     *maps.Map
	voices   []maps.Said
	subjects []*subject
	// variables and actors are those that voices miss, each once.
	variables []maps.Variable
	actors    []maps.Actor
	// onMap are the roles that the map gives, and said those of each voice.
	onMap claims
	said  []claims
	// signed are the ends of links that the map has with several signs.
	signed map[ends]bool
}

// ends are what a link leads from and to.
type ends struct{ from, to string }

// key tells what voices speak of as one link: its ends, and its sign only where
// the map itself has links of several signs between them.
type key struct {
	ends
	sign maps.Sign
}

// subject is a link that somebody speaks of.
type subject struct {
	key key
	// onMap is the map's link, nil where it has none.
	onMap *maps.Link
	// says has a statement for each voice that speaks, by number.
	says map[int]*statement
}

// statement is what one voice says of a link.
type statement struct {
	// links are the link as the voice has it, two of them if it sees both
	// signs; none where it is denied.
	links  []*maps.Link
	denied bool
}

// Hear takes what voices say about a map, which is one that a [maps.Loader]
// returned or is valid in the same way; so is what is said. A voice without an
// id gets one made from its label.
//
// The errors say that there are no voices, that two have the same name, that
// one both names and denies a link or denies one that nobody has named, and
// where it says so.
func Hear(base *maps.Map, said []maps.Said) (*Hearing, error) {
	h := &Hearing{base: base, voices: slices.Clone(said), signed: make(map[ends]bool)}
	if len(said) > MostVoices {
		return nil, fmt.Errorf("%d voices are too many to compare; give at most %d", len(said), MostVoices)
	}
	if !slices.ContainsFunc(said, func(v maps.Said) bool { return !v.Silent() }) {
		return nil, ErrNoVoices
	}
	if err := h.identify(); err != nil {
		return nil, err
	}
	h.missing()
	h.onMap = claimsOf(base.Roles)
	for i := range h.voices {
		h.said = append(h.said, claimsOf(h.voices[i].Roles))
	}
	if err := h.gather(); err != nil {
		return nil, err
	}
	return h, nil
}

// Voices returns the voices in the order of their ids.
func (h *Hearing) Voices() []maps.Said { return slices.Clone(h.voices) }

// Map returns the map that the voices are about.
func (h *Hearing) Map() *maps.Map { return h.base }

// identify gives every voice an id, sorts by it, and refuses two of one name.
func (h *Hearing) identify() error {
	for i := range h.voices {
		v := &h.voices[i]
		if v.ID == "" {
			v.ID = cmp.Or(maps.MakeID(v.Label.In(h.base.Language)), "voice")
		}
	}
	slices.SortStableFunc(h.voices, func(a, b maps.Said) int { return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.File, b.File)) })
	called := make(map[string]*maps.Said)
	for i := range h.voices {
		v := &h.voices[i]
		for _, name := range append([]string{v.ID}, v.Label.All()...) {
			name = strings.ToLower(name)
			if other := called[name]; other != nil && other != v {
				return fmt.Errorf("%stwo voices are called %q: the other is in %s; give one of them another name", place(v), v.Label.In(h.base.Language), where(other))
			}
			called[name] = v
		}
	}
	return nil
}

// place is what an error about a voice begins with.
func place(v *maps.Said) string {
	if v.File == "" {
		return ""
	}
	return where(v) + ": "
}

func where(v *maps.Said) string {
	if v.Line == 0 {
		return v.File
	}
	return fmt.Sprintf("%s:%d", v.File, v.Line)
}

// missing lists variables and actors that the map does not have.
func (h *Hearing) missing() {
	variables, actors := make(map[string]bool), make(map[string]bool)
	for i := range h.base.Variables {
		variables[h.base.Variables[i].ID] = true
	}
	for i := range h.base.Actors {
		actors[h.base.Actors[i].ID] = true
	}
	for _, v := range h.voices {
		for _, x := range v.Variables {
			if !variables[x.ID] {
				variables[x.ID] = true
				h.variables = append(h.variables, x)
			}
		}
		for _, a := range v.Actors {
			if !actors[a.ID] {
				actors[a.ID] = true
				h.actors = append(h.actors, a)
			}
		}
	}
}

func (h *Hearing) keyOf(ref maps.LinkRef) key {
	k := key{ends: ends{ref.From, ref.To}}
	if h.signed[k.ends] {
		k.sign = ref.Sign
	}
	return k
}

// gather sorts what is said of links by the link: first those of the map in its
// order, then others in the order in which voices name them.
func (h *Hearing) gather() error {
	count := make(map[ends]int)
	for i := range h.base.Links {
		e := ends{h.base.Links[i].From, h.base.Links[i].To}
		count[e]++
		h.signed[e] = count[e] > 1
	}
	at := make(map[key]*subject)
	for i := range h.base.Links {
		l := &h.base.Links[i]
		k := h.keyOf(l.Ref())
		at[k] = &subject{key: k, onMap: l, says: make(map[int]*statement)}
		h.subjects = append(h.subjects, at[k])
	}
	for n := range h.voices {
		for i := range h.voices[n].Links {
			l := &h.voices[n].Links[i]
			k := h.keyOf(l.Ref())
			if at[k] == nil {
				at[k] = &subject{key: k, says: make(map[int]*statement)}
				h.subjects = append(h.subjects, at[k])
			}
			if at[k].says[n] == nil {
				at[k].says[n] = &statement{}
			}
			at[k].says[n].links = append(at[k].says[n].links, l)
		}
	}
	for n := range h.voices {
		for _, ref := range h.voices[n].Denies {
			if err := h.deny(at[h.keyOf(ref)], n, ref); err != nil {
				return fmt.Errorf("%s%w", place(&h.voices[n]), err)
			}
		}
	}
	return nil
}

// deny notes that a voice denies a link. To deny a link and name it with
// another sign is to say that the sign is wrong.
func (h *Hearing) deny(s *subject, n int, ref maps.LinkRef) error {
	switch {
	case s == nil:
		return fmt.Errorf("it denies a link that neither the map nor any voice has: %q%s", ref, h.nearLink(ref))
	case s.says[n] != nil && slices.ContainsFunc(s.says[n].links, func(l *maps.Link) bool { return l.Sign == ref.Sign }):
		return fmt.Errorf("it both names and denies a link: %q; keep one", ref)
	case s.says[n] != nil && len(s.says[n].links) > 0:
		return nil
	case s.onMap != nil && s.onMap.Sign != ref.Sign:
		return fmt.Errorf("it denies %q, and the map has %q; deny that, or name the link with the right sign", ref, s.onMap.Ref())
	}
	s.says[n] = &statement{denied: true}
	return nil
}

// nearLink suggests a link between the same variables, the other way round.
func (h *Hearing) nearLink(ref maps.LinkRef) string {
	for i := range h.base.Links {
		if l := &h.base.Links[i]; l.From == ref.To && l.To == ref.From {
			return fmt.Sprintf("; did you mean %q?", l.Ref())
		}
	}
	return ""
}

// speakers are the numbers of the voices that speak of a link, ascending.
func (s *subject) speakers(voices int) []int {
	var list []int
	for n := range voices {
		if s.says[n] != nil {
			list = append(list, n)
		}
	}
	return list
}

// label returns what a variable is called, whoever brought it.
func (h *Hearing) label(id string) maps.Text {
	if v := h.base.Variable(id); v != nil {
		return v.Label
	}
	for i := range h.variables {
		if h.variables[i].ID == id {
			return h.variables[i].Label
		}
	}
	return maps.Plain(id)
}

func (h *Hearing) actorLabel(id string) maps.Text {
	if a := h.base.Actor(id); a != nil {
		return a.Label
	}
	for i := range h.actors {
		if h.actors[i].ID == id {
			return h.actors[i].Label
		}
	}
	return maps.Plain(id)
}
