package alliance

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
)

// Sentence is something to be read aloud, in both languages.
type Sentence struct {
	English string `json:"en"`
	Danish  string `json:"da"`
}

// In returns the sentence in a language; those other than Danish get English.
func (s Sentence) In(l maps.Language) string {
	if l == maps.Danish {
		return s.Danish
	}
	return s.English
}

// Statement is a sentence and the ids of what it speaks of: actors, variables,
// efforts and links, in the order of the sentence.
type Statement struct {
	Sentence
	About []string `json:"about,omitempty"`
}

// share is written as a percentage, amount as a change with three decimals, and
// size as it is.
type (
	share  float64
	amount float64
	size   float64
)

// say puts things into a sentence; %s stands for each of them.
func say(english, danish string, things ...any) Sentence {
	return Sentence{
		fmt.Sprintf(english, inWords(things, maps.English)...),
		fmt.Sprintf(danish, inWords(things, maps.Danish)...),
	}
}

func inWords(things []any, l maps.Language) []any {
	out := make([]any, len(things))
	for i, thing := range things {
		switch x := thing.(type) {
		case Sentence:
			out[i] = x.In(l)
		case []Sentence:
			out[i] = enumerate(x, l)
		case maps.Text:
			out[i] = x.In(l)
		case int:
			out[i] = l.Count(x)
		case share:
			out[i] = l.Percent(float64(x))
			if x == 0 {
				out[i] = strings.Replace(l.Percent(1), "100", "0", 1) // none at all has no decimals
			}
		case size:
			out[i] = l.Decimal(float64(x), 2)
		case amount:
			out[i] = signed(float64(x), l)
		default:
			out[i] = thing
		}
	}
	return out
}

// signed writes a change on the scale of the map.
func signed(x float64, l maps.Language) string {
	text := l.Decimal(x, 3)
	if x > 0 {
		return "+" + text
	}
	return strings.Replace(text, "-", "−", 1)
}

// mostNamed is how many things a sentence names before it counts the rest.
const mostNamed = 5

// enumerate writes "a, b and c", and how many more there are.
func enumerate(list []Sentence, l maps.Language) string {
	if len(list) > mostNamed+1 {
		list = append(list[:mostNamed:mostNamed], say("%s more", "%s mere", len(list)-mostNamed))
	}
	return enumerateAll(list, l)
}

// enumerateAll writes "a, b and c".
func enumerateAll(list []Sentence, l maps.Language) string {
	words := make([]string, len(list))
	for i, s := range list {
		words[i] = s.In(l)
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + say(" and ", " og ").In(l) + words[last]
}

// counted is a number of things in the singular or the plural, such as "one
// link" or "3 links".
func counted(n int, one, many Sentence) Sentence {
	if n == 1 {
		return one
	}
	return say("%s %s", "%s %s", n, many)
}

func variableCount(n int) Sentence {
	return counted(n, Sentence{"one variable", "én faktor"}, Sentence{"variables", "faktorer"})
}

// verb is the English form of a verb after a number of things.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func linkCount(n int) Sentence {
	return counted(n, Sentence{"one link", "én påvirkning"}, Sentence{"links", "påvirkninger"})
}

func loopCount(n int) Sentence {
	return counted(n, Sentence{"one feedback loop", "én feedbacksløjfe"}, Sentence{"feedback loops", "feedbacksløjfer"})
}

func actorCount(n int) Sentence {
	return counted(n, Sentence{"one actor", "én aktør"}, Sentence{"actors", "aktører"})
}

func effortCount(n int) Sentence {
	return counted(n, Sentence{"one effort", "én indsats"}, Sentence{"efforts", "indsatser"})
}

func pairCount(n int) Sentence {
	return counted(n, Sentence{"one pair of actors", "ét par af aktører"}, Sentence{"pairs of actors", "par af aktører"})
}

// quoted puts a label in quotation marks, in single ones where it has double
// ones itself.
func quoted(t maps.Text) Sentence {
	text := say("%s", "%s", t)
	mark := func(s string) string {
		if strings.ContainsAny(s, "“”\"") {
			return "‘" + s + "’"
		}
		return "“" + s + "”"
	}
	return Sentence{mark(text.English), mark(text.Danish)}
}

// state makes a statement about some ids; it begins with a capital letter.
func state(s Sentence, about ...string) Statement {
	return Statement{Sentence: Sentence{capital(s.English), capital(s.Danish)}, About: about}
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
