package voices

import (
	"fmt"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
)

// both writes one sentence in both languages; the things stand for %s.
func both(english, danish string, things ...any) alliance.Sentence {
	var en, da []any
	for _, thing := range things {
		switch x := thing.(type) {
		case alliance.Sentence:
			en, da = append(en, x.English), append(da, x.Danish)
		case maps.Text:
			en, da = append(en, quoted(x.In(maps.English))), append(da, quoted(x.In(maps.Danish)))
		case int:
			en, da = append(en, maps.English.Count(x)), append(da, maps.Danish.Count(x))
		case float64:
			en, da = append(en, maps.English.Percent(x)), append(da, maps.Danish.Percent(x))
		default:
			en, da = append(en, x), append(da, x)
		}
	}
	return alliance.Sentence{English: fmt.Sprintf(english, en...), Danish: fmt.Sprintf(danish, da...)}
}

// quoted puts a label in quotation marks, in single ones where it has double
// ones itself.
func quoted(s string) string {
	if strings.ContainsAny(s, "“”\"") {
		return "‘" + s + "’"
	}
	return "“" + s + "”"
}

// counted is a number of things in the singular or the plural.
func counted(n int, one, many alliance.Sentence) alliance.Sentence {
	if n == 1 {
		return one
	}
	return both("%s %s", "%s %s", n, many)
}

func voiceCount(n int) alliance.Sentence {
	return counted(n, alliance.Sentence{English: "one voice", Danish: "én stemme"}, alliance.Sentence{English: "voices", Danish: "stemmer"})
}

func linkCount(n int) alliance.Sentence {
	return counted(n, alliance.Sentence{English: "one link", Danish: "én påvirkning"}, alliance.Sentence{English: "links", Danish: "påvirkninger"})
}

func roleCount(n int) alliance.Sentence {
	return counted(n, alliance.Sentence{English: "one role", Danish: "én rolle"}, alliance.Sentence{English: "roles", Danish: "roller"})
}

// mostNamed is how many things a sentence names before it counts the rest.
const mostNamed = 5

// enumerate writes "a, b and c", and how many more there are.
func enumerate(list []alliance.Sentence) alliance.Sentence {
	if len(list) > mostNamed+1 {
		list = append(list[:mostNamed:mostNamed], both("%s more", "%s mere", len(list)-mostNamed))
	}
	var out alliance.Sentence
	for i, s := range list {
		switch {
		case i == 0:
			out = s
		case i == len(list)-1:
			out = both("%s and %s", "%s og %s", out, s)
		default:
			out = both("%s, %s", "%s, %s", out, s)
		}
	}
	return out
}

// name is a voice as sentences call it.
func (h *Hearing) name(id string) alliance.Sentence {
	for i := range h.voices {
		if v := &h.voices[i]; v.ID == id {
			return alliance.Sentence{English: v.Label.In(maps.English), Danish: v.Label.In(maps.Danish)}
		}
	}
	return alliance.Sentence{English: id, Danish: id}
}

// speakersOf are voices by name, and the map if it is among them.
func (h *Hearing) speakersOf(ids []string, mapToo bool) []alliance.Sentence {
	var list []alliance.Sentence
	for _, id := range ids {
		list = append(list, h.name(id))
	}
	if mapToo {
		// Where only some are named, the map is.
		list = append([]alliance.Sentence{{English: "the map", Danish: "kortet"}}, list...)
	}
	return list
}

// side is what some say, and who: "more, according to Anna and Bo". One voice
// may be many people, so that English has no verb that agrees with all.
func (h *Hearing) side(what alliance.Sentence, ids []string, mapToo bool) alliance.Sentence {
	who := h.speakersOf(ids, mapToo)
	if len(who) > mostNamed+1 {
		return both("%s, according to %s, among them %s", "%s, siger %s, blandt dem %s", what, len(who), enumerate(who[:mostNamed-2]))
	}
	return both("%s, according to %s", "%s, siger %s", what, enumerate(who))
}

// sides joins what several say, in the order in which they are given.
func sides(list []alliance.Sentence) alliance.Sentence {
	var en, da []string
	for _, s := range list {
		en, da = append(en, s.English), append(da, s.Danish)
	}
	return alliance.Sentence{English: strings.Join(en, "; "), Danish: strings.Join(da, "; ")}
}
