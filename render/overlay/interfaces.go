package overlay

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// Tones of what is done together and what is not.
const (
	togetherTone = 3
	apartTone    = 2
)

// Interfaces draws the links that cross from one actor's ground to another's:
// on an even band where a pair of actors behind the link shares an effort, on a
// broken one where none does. Variables that several actors hold stand out, and
// the pairs with most between them are numbered. The error is [ErrNothing] for
// a map without actors or roles.
func Interfaces(m *maps.Map, x alliance.Interfaces, l maps.Language) (diagram.Overlay, error) {
	if err := noActors(m); err != nil {
		return diagram.Overlay{}, err
	}
	o := diagram.Overlay{
		Title: pick(l, "Interfaces: who must talk to whom", "Snitflader: hvem skal tale med hvem"), Note: statements(x.Statements, l), Fade: true, Plain: true,
		Variables: heldMarks(m, l), Links: map[maps.LinkRef]diagram.LinkMark{}, Key: append(sectorKey(m, l), interfaceKey(x, l)...),
	}
	behind := map[string][]int{}
	on := map[string][]int{}
	for i, p := range x.Pairs {
		for _, ref := range bothWays(p) {
			behind[ref] = append(behind[ref], i)
		}
		for _, id := range p.Variables {
			on[id] = append(on[id], i)
		}
		if i < mostListed {
			o.List = append(o.List, diagram.ListItem{Badge: numbered(i+1, p, l), Text: pairTold(m, p, l)})
		}
	}
	if len(x.Pairs) > mostListed {
		o.Note += fmt.Sprintf(pick(l, " The %s pairs of %s with most between them are numbered.",
			" De %s par af %s med mest imellem sig har et nummer."), l.Count(mostListed), l.Count(len(x.Pairs)))
	}
	for _, k := range m.Links {
		if pairs := behind[k.Ref().String()]; pairs != nil {
			o.Links[k.Ref()] = crossing(m, x, pairs, l)
		}
	}
	for id, pairs := range on {
		mark := o.Variables[id]
		if text := numbers(pairs, l); text != "" {
			mark.Badges = append([]diagram.Badge{{Text: text}}, mark.Badges...)
		}
		o.Variables[id] = mark
	}
	return o, nil
}

// bothWays are the links between a pair, each once.
func bothWays(p alliance.Pair) []string {
	list := slices.Clone(p.There)
	for _, ref := range p.Back {
		if !slices.Contains(list, ref) {
			list = append(list, ref)
		}
	}
	return list
}

// numbered is the badge of a pair: open where it shares an effort.
func numbered(n int, p alliance.Pair, l maps.Language) diagram.Badge {
	if len(p.Efforts) > 0 {
		return diagram.Badge{Text: l.Count(n), Tone: togetherTone, Open: true}
	}
	return diagram.Badge{Text: l.Count(n), Tone: apartTone}
}

// numbers writes the numbers of pairs, of those that have one.
func numbers(pairs []int, l maps.Language) string {
	var list []string
	for _, i := range pairs {
		if i < mostListed {
			list = append(list, l.Count(i+1))
		}
	}
	const most = 4
	if len(list) > most {
		list = append(list[:most-1], "…")
	}
	return strings.Join(list, "·")
}

// crossing is the mark of a link by the pairs that it runs between.
func crossing(m *maps.Map, x alliance.Interfaces, pairs []int, l maps.Language) diagram.LinkMark {
	mark := diagram.LinkMark{Emphasis: true, Band: diagram.BrokenBand, Tone: apartTone}
	var notes []string
	for _, i := range pairs {
		p := x.Pairs[i]
		if len(p.Efforts) > 0 {
			mark.Band, mark.Tone = diagram.SolidBand, togetherTone
		}
		notes = append(notes, pairName(m, p, l)+": "+lowerFirst(effortsTold(m, p, l)))
	}
	if text := numbers(pairs, l); text != "" {
		mark.Badges = []diagram.Badge{{Text: text, Tone: mark.Tone, Open: mark.Band == diagram.SolidBand}}
	}
	mark.Note = listed(notes, mostNames, l)
	return mark
}

// heldMarks marks what somebody holds with the signs of who does: those that
// several hold stand out.
func heldMarks(m *maps.Map, l maps.Language) map[string]diagram.VariableMark {
	marks := map[string]diagram.VariableMark{}
	for id, row := range rolesOf(m) {
		who := holders(row)
		if len(who) == 0 {
			continue
		}
		mark := diagram.VariableMark{Emphasis: len(who) > 1, Note: told(m, row, l)}
		for _, a := range who {
			k := canAct
			if slices.Contains(row[mustAct], a) {
				k = mustAct
			}
			if len(mark.Badges) < mostHolders {
				mark.Badges = append(mark.Badges, k.dressed(SectorBadge(m.Actors[a].Sector, l)))
			}
		}
		if len(who) > mostHolders {
			mark.Badges[mostHolders-1] = diagram.Badge{Text: "+" + l.Count(len(who)-mostHolders+1)}
		}
		marks[id] = mark
	}
	return marks
}

// mostHolders is how many badges of single actors a box has room for.
const mostHolders = 5

func pairName(m *maps.Map, p alliance.Pair, l maps.Language) string {
	return actorName(m, p.First, l) + pick(l, " and ", " og ") + actorName(m, p.Second, l)
}

// pairTold says what is between a pair, and what it does together.
func pairTold(m *maps.Map, p alliance.Pair, l maps.Language) string {
	var parts []string
	if n := len(bothWays(p)); n > 0 {
		parts = append(parts, l.Count(n)+"\u00a0"+pick(l, plural(n, "link", "links"), plural(n, "påvirkning", "påvirkninger")))
	}
	if len(p.Variables) > 0 {
		parts = append(parts, pick(l, "both at ", "begge ved ")+listed(labels(m, p.Variables, l), 4, l))
	}
	return pairName(m, p, l) + ": " + strings.Join(parts, "; ") + ". " + effortsTold(m, p, l) + "."
}

// effortsTold names the efforts that a pair shares, or says that there is none.
func effortsTold(m *maps.Map, p alliance.Pair, l maps.Language) string {
	if len(p.Efforts) == 0 {
		return pick(l, "No shared effort", "Ingen fælles indsats")
	}
	var names []string
	for _, id := range p.Efforts {
		name := id
		if e := m.Effort(id); e != nil {
			name = "“" + e.Label.In(l) + "”"
		}
		names = append(names, name)
	}
	return pick(l, "Together in ", "Sammen om ") + listed(names, 4, l)
}

// labels quotes what people call some variables.
func labels(m *maps.Map, ids []string, l maps.Language) []string {
	var list []string
	for _, id := range ids {
		list = append(list, "“"+label(m, id, l)+"”")
	}
	return list
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func interfaceKey(x alliance.Interfaces, l maps.Language) []diagram.KeyEntry {
	sample := diagram.Badge{Shape: diagram.Disc}
	key := []diagram.KeyEntry{
		{Badges: []diagram.Badge{mustAct.dressed(sample)}, Text: upperFirst(mustAct.label(l))},
		{Badges: []diagram.Badge{canAct.dressed(sample)}, Text: upperFirst(canAct.label(l))},
	}
	if slices.ContainsFunc(x.Pairs, func(p alliance.Pair) bool { return len(p.Variables) > 0 }) {
		key = append(key, diagram.KeyEntry{Variable: &diagram.VariableMark{Emphasis: true}, Text: pick(l, "Several actors hold it", "Flere aktører har fat i den")})
	}
	return append(key, linkKey(len(x.Pairs) > x.Unshared, x.Unshared > 0, l)...)
}

// linkKey explains the bands of links.
func linkKey(together, apart bool, l maps.Language) []diagram.KeyEntry {
	var key []diagram.KeyEntry
	if together {
		key = append(key, diagram.KeyEntry{
			Link: &diagram.LinkMark{Emphasis: true, Band: diagram.SolidBand, Tone: togetherTone},
			Text: pick(l, "Crosses between actors who share an effort", "Går mellem aktører med en fælles indsats"),
		})
	}
	if apart {
		key = append(key, diagram.KeyEntry{
			Link: &diagram.LinkMark{Emphasis: true, Band: diagram.BrokenBand, Tone: apartTone},
			Text: pick(l, "Crosses between actors without a shared effort", "Går mellem aktører uden en fælles indsats"),
		})
	}
	return key
}

// Interface draws what is between two actors: the ground of each, the
// variables that both hold, and the links from one to the other, numbered. The
// error is as for [Actor].
func Interface(m *maps.Map, x alliance.Interfaces, first, second string, l maps.Language) (diagram.Overlay, error) {
	if err := noActors(m); err != nil {
		return diagram.Overlay{}, err
	}
	for _, id := range []string{first, second} {
		if m.Actor(id) == nil {
			return diagram.Overlay{}, noActor(m, id)
		}
	}
	if first == second {
		return diagram.Overlay{}, fmt.Errorf("an interface is between two actors, and both are %q", first)
	}
	i := slices.IndexFunc(x.Pairs, func(p alliance.Pair) bool {
		return p.First == first && p.Second == second || p.First == second && p.Second == first
	})
	pair := alliance.Pair{First: first, Second: second}
	if i >= 0 {
		pair = x.Pairs[i]
	}
	o := diagram.Overlay{
		Title: pick(l, "Interface: ", "Snitflade: ") + pairName(m, pair, l), Fade: true, Plain: true,
		Variables: pairMarks(m, pair, l), Links: map[maps.LinkRef]diagram.LinkMark{},
		Note: pairTold(m, pair, l),
	}
	if i < 0 {
		o.Note = pick(l, "No link crosses between them, and they hold no variable together.", "Ingen påvirkning går mellem dem, og de har ikke fat i nogen faktor sammen.")
	}
	crossed := bothWays(pair)
	for n, name := range crossed {
		ref, err := maps.ParseLink(name)
		if err != nil {
			return diagram.Overlay{}, err
		}
		mark := diagram.LinkMark{Emphasis: true, Band: diagram.BrokenBand, Tone: apartTone}
		if len(pair.Efforts) > 0 {
			mark.Band, mark.Tone = diagram.SolidBand, togetherTone
		}
		badge := numbered(n+1, pair, l)
		mark.Badges = []diagram.Badge{badge}
		o.Links[ref] = mark
		if n < mostListed {
			o.List = append(o.List, diagram.ListItem{Badge: badge, Text: label(m, ref.From, l) + " → " + label(m, ref.To, l) + " (" + ref.Sign.Label(l) + ")"})
		}
	}
	o.Key = pairKey(m, pair, l)
	o.Key = append(o.Key, linkKey(len(crossed) > 0 && len(pair.Efforts) > 0, len(crossed) > 0 && len(pair.Efforts) == 0, l)...)
	return o, nil
}

// pairSigns are the badges of the two actors of a pair.
func pairSigns() [2]diagram.Badge {
	return [2]diagram.Badge{{Text: "A", Shape: diagram.Square, Tone: 1}, {Text: "B", Shape: diagram.Disc, Tone: 4}}
}

// pairMarks marks what two actors hold, with a sign for each.
func pairMarks(m *maps.Map, p alliance.Pair, l maps.Language) map[string]diagram.VariableMark {
	marks := map[string]diagram.VariableMark{}
	for id, row := range rolesOf(m) {
		mark := diagram.VariableMark{Note: told(m, row, l)}
		for n, who := range []string{p.First, p.Second} {
			a := slices.IndexFunc(m.Actors, func(a maps.Actor) bool { return a.ID == who })
			for k := mustAct; k <= canAct; k++ {
				if slices.Contains(row[k], a) {
					mark.Badges = append(mark.Badges, k.dressed(pairSigns()[n]))
					mark.Outline = append(mark.Outline, pairSigns()[n].Tone)
					break
				}
			}
		}
		if mark.Badges != nil {
			marks[id] = mark
		}
	}
	return marks
}

func pairKey(m *maps.Map, p alliance.Pair, l maps.Language) []diagram.KeyEntry {
	var key []diagram.KeyEntry
	for n, id := range []string{p.First, p.Second} {
		text := actorName(m, id, l)
		if a := m.Actor(id); a != nil {
			text += " (" + sectorName(a.Sector, l) + ")"
		}
		sign := pairSigns()[n]
		key = append(key, diagram.KeyEntry{Badges: []diagram.Badge{sign}, Text: text})
	}
	return append(key, diagram.KeyEntry{
		Badges: []diagram.Badge{mustAct.dressed(diagram.Badge{Shape: diagram.Disc}), canAct.dressed(diagram.Badge{Shape: diagram.Disc})},
		Text:   pick(l, "Filled: must act; open: can act", "Fyldt: har ansvar; åben: kan handle"),
	})
}
