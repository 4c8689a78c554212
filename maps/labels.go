package maps

// Sectors lists the sectors in the order they are shown.
func Sectors() []Sector {
	return []Sector{PublicSector, BusinessSector, CivilSociety, ResearchSector, PeopleConcerned}
}

// Levels lists where efforts can intervene, deepest first.
func Levels() []Level {
	return []Level{LevelParadigm, LevelGoals, LevelStructure, LevelFeedback, LevelElements}
}

// bilingual is one word in the languages sysmap speaks.
type bilingual struct{ english, danish string }

func (b bilingual) in(l Language) string {
	if l == Danish {
		return b.danish
	}
	return b.english
}

// Label returns the sign as a noun phrase, such as "positive influence".
func (s Sign) Label(l Language) string {
	switch s {
	case Positive:
		return bilingual{"positive influence", "positiv påvirkning"}.in(l)
	case Negative:
		return bilingual{"negative influence", "negativ påvirkning"}.in(l)
	}
	return bilingual{"unknown influence", "ukendt påvirkning"}.in(l)
}

// Label returns the sector's name; an unknown one as it is written.
func (s Sector) Label(l Language) string {
	switch s {
	case PublicSector:
		return bilingual{"public", "det offentlige"}.in(l)
	case BusinessSector:
		return bilingual{"business", "erhvervsliv"}.in(l)
	case CivilSociety:
		return bilingual{"civil society", "civilsamfund"}.in(l)
	case ResearchSector:
		return bilingual{"research", "forskning"}.in(l)
	case PeopleConcerned:
		return bilingual{"people concerned", "målgruppen"}.in(l)
	}
	return string(s)
}

// Label returns when change shows; an unknown horizon as it is written.
func (h Horizon) Label(l Language) string {
	switch h {
	case EarlyChange:
		return bilingual{"early change", "tidlige forandringer"}.in(l)
	case SystemChange:
		return bilingual{"system change", "systemforandringer"}.in(l)
	case PopulationChange:
		return bilingual{"population change", "befolkningsforandringer"}.in(l)
	}
	return string(h)
}

// Label returns the confidence in words; an unknown one as it is written.
func (c Confidence) Label(l Language) string {
	switch c {
	case LowConfidence:
		return bilingual{"low confidence", "lille sikkerhed"}.in(l)
	case MediumConfidence:
		return bilingual{"medium confidence", "nogen sikkerhed"}.in(l)
	case HighConfidence:
		return bilingual{"high confidence", "stor sikkerhed"}.in(l)
	}
	return string(c)
}

// Label returns the kind of evidence; an unknown one as it is written.
func (k EvidenceKind) Label(l Language) string {
	switch k {
	case Study:
		return bilingual{"study", "undersøgelse"}.in(l)
	case Expert:
		return bilingual{"expert", "fagperson"}.in(l)
	case LivedExperience:
		return bilingual{"lived experience", "levet erfaring"}.in(l)
	}
	return string(k)
}

// Label returns how far an effort has come; an unknown status as it is
// written.
func (s Status) Label(l Language) string {
	switch s {
	case Idea:
		return bilingual{"idea", "idé"}.in(l)
	case Planned:
		return bilingual{"planned", "planlagt"}.in(l)
	case Running:
		return bilingual{"running", "i gang"}.in(l)
	case Ended:
		return bilingual{"ended", "afsluttet"}.in(l)
	}
	return string(s)
}

// Label returns the level of intervention; an unknown one as it is written.
func (v Level) Label(l Language) string {
	switch v {
	case LevelParadigm:
		return bilingual{"paradigm", "paradigme"}.in(l)
	case LevelGoals:
		return bilingual{"goals", "mål"}.in(l)
	case LevelStructure:
		return bilingual{"system structure", "systemets struktur"}.in(l)
	case LevelFeedback:
		return bilingual{"feedback and delays", "feedback og forsinkelser"}.in(l)
	case LevelElements:
		return bilingual{"structural elements", "systemets enkelte dele"}.in(l)
	}
	return string(v)
}

// Label returns the unit in the plural, as it stands after a number.
func (u TimeUnit) Label(l Language) string {
	danish := map[TimeUnit]string{Day: "dage", Week: "uger", Month: "måneder", Year: "år"}
	english := map[TimeUnit]string{Day: "days", Week: "weeks", Month: "months", Year: "years"}
	if l == Danish {
		return danish[u]
	}
	return english[u]
}
