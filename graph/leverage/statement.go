package leverage

import (
	"fmt"
	"strings"

	"sysmap/maps"
)

// Statements returns what there is to say of the map as a whole, a sentence or
// two each: loops, control, loop-breaking sets, communities, MICMAC, levels of
// intervention. What was not proved or not counted is said to be so.
func (r *Result) Statements(l maps.Language) []string {
	all := []string{r.loopStatement(l), r.driverStatement(l), r.vertexStatement(l), r.arcStatement(l), r.communityStatement(l), r.micmacStatement(l)}
	if m := r.Graph.Map(); m != nil && len(m.Efforts) > 0 {
		all = append(all, r.levelStatement(l))
	}
	return all
}

// count writes a number of things, in the singular where it is one.
func count(n int, one, many bilingual, l maps.Language) string {
	if n == 1 {
		return one.in(l)
	}
	return whole.write(float64(n), l) + " " + many.in(l)
}

func countLinks(n int, l maps.Language) string {
	return count(n, bilingual{"one link", "én påvirkning"}, bilingual{"links", "påvirkninger"}, l)
}

func (r *Result) loopStatement(l maps.Language) string {
	total := punctuate(r.Loops.Total.String(), l)
	if r.Loops.Complete {
		return fmt.Sprintf(bilingual{
			"All feedback loops of the map are counted: %s.", "Alle kortets feedbacksløjfer er talt med: %s.",
		}.in(l), total)
	}
	return fmt.Sprintf(bilingual{
		"The map has too many feedback loops to count all; those of up to %d links are counted: %s.",
		"Kortet har for mange feedbacksløjfer til at tælle dem alle; dem på op til %d påvirkninger er talt med: %s.",
	}.in(l), r.Loops.MaxLength, total)
}

func (r *Result) driverStatement(l maps.Language) string {
	nodes := count(r.Drivers.Count, bilingual{"one driver node", "ét styrepunkt"}, bilingual{"driver nodes", "styrepunkter"}, l)
	return fmt.Sprintf(bilingual{
		"Linear dynamics along the links need %s (maximum matching %d of %d).",
		"Lineær dynamik langs påvirkningerne kræver %s (maksimal parring %d af %d).",
	}.in(l), nodes, r.Drivers.Matching, r.Graph.Len())
}

func (r *Result) vertexStatement(l maps.Language) string {
	f := r.FeedbackVertices
	if len(f.Members) == 0 {
		return bilingual{"There is no feedback loop to break.", "Der er ingen feedbacksløjfe at bryde."}.in(l)
	}
	text := bilingual{"Every feedback loop runs through one variable.", "Hver feedbacksløjfe løber gennem én og samme faktor."}.in(l)
	if len(f.Members) > 1 {
		text = fmt.Sprintf(bilingual{"Every feedback loop runs through at least one of %d variables", "Hver feedbacksløjfe løber gennem mindst én af %d faktorer"}.in(l), len(f.Members)) + proof(f, l)
	}
	switch {
	case r.Membership.Sampled > 0:
		return text + " " + fmt.Sprintf(bilingual{
			"There are too many such sets to count; shares are of %d found from random starts.",
			"Der er for mange sådanne mængder til at tælle dem; andele er af %d fundet ved tilfældige forsøg.",
		}.in(l), r.Membership.Sampled)
	case !r.Membership.Counted:
		return text + " " + bilingual{"How many such sets there are was not counted.", "Hvor mange sådanne mængder der er, er ikke talt."}.in(l)
	}
	if r.Membership.Sets.IsInt64() && r.Membership.Sets.Int64() == 1 {
		return text + " " + bilingual{"There is no other smallest set.", "Der er ingen anden mindste mængde."}.in(l)
	}
	return text + " " + fmt.Sprintf(bilingual{"There are %s such sets.", "Der er %s sådanne mængder."}.in(l), punctuate(r.Membership.Sets.String(), l))
}

// proof ends a sentence with whether a set is proved to be smallest.
func proof(f FeedbackSet, l maps.Language) string {
	if f.Minimum {
		return bilingual{"; fewer are not enough, which is proved.", "; færre er ikke nok, det er bevist."}.in(l)
	}
	return fmt.Sprintf(bilingual{
		"; whether fewer are enough is not proved, at least %d are needed.", "; om færre er nok, er ikke bevist, mindst %d skal der til.",
	}.in(l), f.AtLeast)
}

func (r *Result) arcStatement(l maps.Language) string {
	f := r.FeedbackArcs
	if len(f.Members) == 0 {
		return bilingual{"No link has to be cut to be rid of loops.", "Ingen påvirkning skal afbrydes for at slippe for sløjfer."}.in(l)
	}
	return fmt.Sprintf(bilingual{"Cutting %s leaves no feedback loop", "Afbrydes %s, er der ingen feedbacksløjfe tilbage"}.in(l), countLinks(len(f.Members), l)) + proof(f, l)
}

func (r *Result) communityStatement(l maps.Language) string {
	c := r.Communities
	text := fmt.Sprintf(bilingual{"By its links the map falls into %s (modularity %s).", "Efter sine påvirkninger falder kortet i %s (modularitet %s)."}.in(l),
		count(c.Count, bilingual{"one community", "én gruppe"}, bilingual{"communities", "grupper"}, l), decimal.write(c.Modularity, l))
	if c.Declared == nil {
		return text
	}
	return text + " " + fmt.Sprintf(bilingual{
		"They agree with the %d declared clusters to %s on a scale where 1 is the same grouping and 0 is chance (adjusted Rand index; normalised mutual information %s); the clusters themselves have modularity %s.",
		"De stemmer overens med de %d angivne klynger med %s på en skala, hvor 1 er samme inddeling og 0 er tilfældighed (justeret Rand-indeks; normaliseret gensidig information %s); klyngerne selv har modularitet %s.",
	}.in(l), c.Declared.Clusters, decimal.write(c.Declared.AdjustedRand, l), decimal.write(c.Declared.MutualInformation, l), decimal.write(c.Declared.Modularity, l))
}

func (r *Result) micmacStatement(l maps.Language) string {
	m := r.MICMAC
	switch {
	case r.Spectrum.Radius == 0:
		return bilingual{
			"Indirect influence and dependence count chains of every length, as the map has no loop between variables.",
			"Indirekte indflydelse og afhængighed tæller kæder af enhver længde, da kortet ingen sløjfe har mellem faktorer.",
		}.in(l)
	case m.Stable:
		return fmt.Sprintf(bilingual{
			"Indirect influence and dependence count chains of %s, from which their rankings no longer change.",
			"Indirekte indflydelse og afhængighed tæller kæder på %s; derfra ændrer rækkefølgen sig ikke længere.",
		}.in(l), countLinks(m.Length, l))
	}
	return fmt.Sprintf(bilingual{
		"Indirect influence and dependence count chains of %s; their rankings had not settled by then.",
		"Indirekte indflydelse og afhængighed tæller kæder på %s; rækkefølgen var ikke faldet til ro til den tid.",
	}.in(l), countLinks(m.Length, l))
}

func (r *Result) levelStatement(l maps.Language) string {
	var empty []string
	untagged := 0
	for _, use := range r.Levels {
		switch {
		case use.Level == "":
			untagged = len(use.Efforts)
		case use.Empty:
			empty = append(empty, use.Level.Label(l))
		}
	}
	text := bilingual{"Every level of intervention has an effort that has not ended.", "Hvert indgrebsniveau har en indsats, der ikke er afsluttet."}.in(l)
	if len(empty) > 0 {
		text = fmt.Sprintf(bilingual{"Levels of intervention without an effort: %s.", "Indgrebsniveauer uden indsats: %s."}.in(l), strings.Join(empty, ", "))
	}
	if untagged > 0 {
		text += " " + fmt.Sprintf(bilingual{"Efforts without a level: %d.", "Indsatser uden niveau: %d."}.in(l), untagged)
	}
	return text
}
