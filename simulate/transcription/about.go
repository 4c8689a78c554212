package transcription

import (
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
)

// phrase is a pattern in English and in Danish.
type phrase [2]string

// What elements are called.
var (
	sayScenario = phrase{"Scenario", "Scenarie"}
	sayChange   = phrase{"Change of %s", "Ændring af %s"}
	sayPush     = phrase{"Push on %s", "Tryk på %s"}
	sayState    = phrase{"State of %s", "Tilstand for %s"}
	sayJumps    = phrase{"Jumps of %s", "Stød til %s"}
	sayStrength = phrase{"Strength of %s on %s", "Virkning af %s på %s"}
	sayAgo      = phrase{"%s %s ago", "%s for %s siden"}
	saySince    = phrase{"After %s", "Efter %s"}
	sayPeriod   = phrase{"From %s until %s", "Fra %s til %s"}
	sayPoint    = phrase{" point ", " komma "}
)

// What is said about them.
var (
	aboutScenario = phrase{"Which scenario runs.\n0: nothing is done", "Hvilket scenarie der kører.\n0: der gøres ingenting"}
	aboutChange   = phrase{
		"How fast “%s” changes: it is drawn, within its inertia, to what its influences and scenarios drive it to, which is never more than 1.",
		"Hvor hurtigt “%s” ændrer sig: den trækkes, inden for sin træghed, derhen, hvor påvirkninger og scenarier driver den, og det er aldrig mere end 1.",
	}
	aboutPush     = phrase{"The push of the scenario that runs on “%s”.", "Det tryk, som det valgte scenarie lægger på “%s”."}
	aboutState    = phrase{"What gathers in “%s”. A scenario may make the variable jump or hold it elsewhere; the stock follows in one time step.", "Det, der samler sig i “%s”. Et scenarie kan give faktoren et stød eller fastholde den et andet sted; beholdningen følger efter i ét tidsskridt."}
	aboutJumps    = phrase{"The single pushes on “%s” so far.", "De enkelte stød til “%s” indtil nu."}
	aboutStrength = phrase{"How strongly “%s” acts on “%s”, with its sign. A scenario changes it.", "Hvor stærkt “%s” virker på “%s”, med fortegn. Et scenarie ændrer det."}
	aboutAgo      = phrase{"What “%s” was %s ago, and 0 before the start.", "Hvad “%s” var for %s siden, og 0 før begyndelsen."}
	aboutPeriod   = phrase{"1 in this period, otherwise 0.", "1 i denne periode, ellers 0."}
	aboutScale    = phrase{"0 is today; 1 and −1 are as far as it goes.", "0 er i dag; 1 og −1 er så langt, det kan gå."}
	aboutInertia  = phrase{"It answers within %s.", "Den svarer inden for %s."}
	aboutAssumed  = phrase{"It is taken to answer within %s: the map gives no inertia.", "Den regnes for at svare inden for %s: kortet angiver ingen træghed."}
	aboutUnit     = phrase{"Unit of its measure: %s.", "Måles i: %s."}
	aboutInputs   = phrase{"What influences it:", "Det, der påvirker den:"}
	aboutSize     = phrase{"strength %s", "styrke %s"}
	aboutLag      = phrase{"after %s", "efter %s"}
	aboutDoubt    = phrase{"confidence: %s", "tillid: %s"}
	aboutNoSign   = phrase{"its sign is not known, and it has no influence here", "fortegnet er ukendt, og den virker ikke her"}
	aboutUnlikely = phrase{"it is less likely than not, and has no influence here", "den er mindre sandsynlig end ikke og virker ikke her"}
	aboutModel    = phrase{
		"Written by sysmap: its method flow on the middle of what the map leaves open. Use Euler's method and this time step or a smaller one.",
		"Skrevet af sysmap: dets metode flow på midten af det, kortet lader stå åbent. Brug Eulers metode og dette tidsskridt eller et mindre.",
	}
)

// units are what a number of units of time is called: one, and several.
var units = map[maps.TimeUnit][2]phrase{
	maps.Day:   {{"day", "dag"}, {"days", "dage"}},
	maps.Week:  {{"week", "uge"}, {"weeks", "uger"}},
	maps.Month: {{"month", "måned"}, {"months", "måneder"}},
	maps.Year:  {{"year", "år"}, {"years", "år"}},
}

var confidences = map[maps.Confidence]phrase{
	maps.LowConfidence: {"low", "lav"}, maps.MediumConfidence: {"medium", "middel"}, maps.HighConfidence: {"high", "høj"},
}

func (b *builder) say(p phrase, with ...any) string {
	pattern := p[0]
	if b.language == maps.Danish {
		pattern = p[1]
	}
	return fmt.Sprintf(pattern, with...)
}

// span is a length of time in words.
func (b *builder) span(t float64) string {
	unit := units[b.out.Unit][1]
	if t == 1 {
		unit = units[b.out.Unit][0]
	}
	return b.number(t) + " " + b.say(unit)
}

// number is a number as the language writes it.
func (b *builder) number(v float64) string {
	s := stockflow.Decimal(v)
	if b.language == maps.Danish {
		s = strings.ReplaceAll(s, ".", ",")
	}
	return s
}

// spelt is a text whose numbers are fit for names.
func (b *builder) spelt(s string) string {
	return strings.NewReplacer(".", b.say(sayPoint), ",", b.say(sayPoint)).Replace(s)
}

func (b *builder) label(v *maps.Variable) string { return format.Named(v.Label, v.ID, b.language) }

// noteOfModel is what is said of the model as a whole.
func (b *builder) noteOfModel() string {
	var lines []string
	if note := b.m.Note.In(b.language); note != "" {
		lines = append(lines, strings.TrimSpace(note))
	}
	for i := range b.m.Sources {
		lines = append(lines, strings.TrimSpace(b.m.Sources[i].Text.In(b.language)+" "+b.m.Sources[i].URL))
	}
	return strings.Join(append(lines, b.say(aboutModel)), "\n")
}

// aboutVariable documents a variable and everything that influences it.
func (b *builder) aboutVariable(i int) string {
	v := &b.m.Variables[i]
	lines := []string{b.label(v)}
	if note := strings.TrimSpace(v.Note.In(b.language)); note != "" {
		lines = append(lines, note)
	}
	if v.Measure != nil && v.Measure.Unit != "" {
		lines = append(lines, b.say(aboutUnit, v.Measure.Unit))
	}
	answers := b.say(aboutInertia, b.span(inertia(v)))
	if v.Inertia == nil {
		answers = b.say(aboutAssumed, b.span(simulate.AssumedInertia))
	}
	lines = append(lines, b.say(aboutScale)+" "+answers)
	heading := b.say(aboutInputs)
	for _, k := range b.into[i] {
		if l := &b.links[k]; l.drawn != nil {
			if heading != "" {
				lines, heading = append(lines, heading), ""
			}
			lines = append(lines, b.aboutLink(l))
		}
	}
	return strings.Join(lines, "\n")
}

func (b *builder) aboutLink(l *link) string {
	said := []string{b.say(aboutSize, b.number(l.size))}
	switch {
	case l.size == 0 && l.drawn.Probability < 0.5:
		said[0] = b.say(aboutUnlikely)
	case l.ref.Sign == maps.Unknown:
		said[0] = b.say(aboutNoSign)
	}
	if l.lag > 0 {
		said = append(said, b.say(aboutLag, b.span(l.lag)))
	}
	if c := l.drawn.Confidence; c != "" {
		said = append(said, b.say(aboutDoubt, b.say(confidences[c])))
	}
	if note := format.OneLine(l.drawn.Note.In(b.language)); note != "" {
		said = append(said, note)
	}
	return l.ref.Sign.String() + " " + b.label(&b.m.Variables[l.from]) + ": " + strings.Join(said, "; ")
}
