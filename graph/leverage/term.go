package leverage

import "sysmap/maps"

// Term is a word of the results that is not a [Measure], with its key in JSON
// and what it means.
type Term struct {
	Key            string
	label, meaning bilingual
}

// Label returns the term's name.
func (t Term) Label(l maps.Language) string { return t.label.in(l) }

// Explain returns what the term means, in plain words and whole sentences.
func (t Term) Explain(l maps.Language) string { return t.meaning.in(l) }

// Terms lists the terms in the order in which they are explained.
func Terms() []Term {
	return []Term{{
		"maximum_matching",
		bilingual{"maximum matching", "maksimal parring"},
		bilingual{
			"The largest number of variables that can each be steered by a neighbour, no neighbour steering two.",
			"Det største antal faktorer, der hver kan styres af en nabo, uden at nogen nabo styrer to.",
		},
	}, {
		"driver_nodes",
		bilingual{"driver nodes", "styrepunkter"},
		bilingual{
			"The variables that such a matching leaves over: they have to be steered from outside if every variable is to be brought anywhere. Several choices are often possible; one is shown.",
			"De faktorer, som en sådan parring efterlader: de må styres udefra, hvis hver faktor skal kunne bringes hvor som helst hen. Ofte er flere valg mulige; ét vises.",
		},
	}, {
		"driver_class",
		bilingual{"place among the driver nodes", "plads blandt styrepunkterne"},
		bilingual{
			"Critical: a driver node whichever way is chosen. Intermittent: in some choices. Redundant: in none.",
			"Kritisk: et styrepunkt, hvordan man end vælger. Skiftende: i nogle valg. Overflødig: i ingen.",
		},
	}, {
		"removal_class",
		bilingual{"if it were gone", "hvis den ikke var der"},
		bilingual{
			"Indispensable: without the variable more driver nodes are needed. Neutral: as many. Dispensable: fewer.",
			"Uundværlig: uden faktoren skal der flere styrepunkter til. Neutral: lige så mange. Undværlig: færre.",
		},
	}, {
		"micmac_quadrant",
		bilingual{"influence and dependence", "indflydelse og afhængighed"},
		bilingual{
			"Where indirect influence and dependence put the variable, against their means. Driving: influences more than it depends. Relay: high in both, whatever is done to it comes back changed. Dependent: shows results. Autonomous: low in both.",
			"Hvor indirekte indflydelse og afhængighed sætter faktoren i forhold til gennemsnittet. Drivende: påvirker mere, end den afhænger. Formidlende: høj i begge, hvad man gør ved den, vender forandret tilbage. Afhængig: viser resultater. Selvstændig: lav i begge.",
		},
	}, {
		"community",
		bilingual{"community", "gruppe"},
		bilingual{
			"Groups of variables with more links among themselves than chance would have (Louvain method). Other groupings may be almost as good.",
			"Grupper af faktorer med flere påvirkninger indbyrdes, end tilfældet ville give (Louvain-metoden). Andre inddelinger kan være næsten lige så gode.",
		},
	}, {
		"feedback_vertex_set",
		bilingual{"loop-breaking variables", "sløjfebrydende faktorer"},
		bilingual{
			"As few variables as possible so that every feedback loop runs through one of them (minimum feedback vertex set). Held together with the sources, they decide where the whole system goes.",
			"Så få faktorer som muligt, så hver eneste feedbacksløjfe løber gennem en af dem (minimum feedback vertex set). Holdes de fast sammen med kilderne, afgør de, hvor hele systemet bevæger sig hen.",
		},
	}, {
		"feedback_arc_set",
		bilingual{"loop-breaking links", "sløjfebrydende påvirkninger"},
		bilingual{
			"As few links as possible that, cut, leave no feedback loop (minimum feedback arc set).",
			"Så få påvirkninger som muligt, der, hvis de blev afbrudt, ikke efterlod nogen feedbacksløjfe (minimum feedback arc set).",
		},
	}}
}

// Label returns the class in words; an unknown one as it is written.
func (c DriverClass) Label(l maps.Language) string {
	switch c {
	case Critical:
		return bilingual{"critical", "kritisk"}.in(l)
	case Intermittent:
		return bilingual{"intermittent", "skiftende"}.in(l)
	case Redundant:
		return bilingual{"redundant", "overflødig"}.in(l)
	}
	return string(c)
}

// Label returns the class in words; an unknown one as it is written.
func (c RemovalClass) Label(l maps.Language) string {
	switch c {
	case Indispensable:
		return bilingual{"indispensable", "uundværlig"}.in(l)
	case Neutral:
		return bilingual{"neutral", "neutral"}.in(l)
	case Dispensable:
		return bilingual{"dispensable", "undværlig"}.in(l)
	}
	return string(c)
}

// Label returns the quadrant in words; an unknown one as it is written.
func (q Quadrant) Label(l maps.Language) string {
	switch q {
	case Driving:
		return bilingual{"driving", "drivende"}.in(l)
	case Relay:
		return bilingual{"relay", "formidlende"}.in(l)
	case Dependent:
		return bilingual{"dependent", "afhængig"}.in(l)
	case Autonomous:
		return bilingual{"autonomous", "selvstændig"}.in(l)
	}
	return string(q)
}
