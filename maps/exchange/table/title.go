package table

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"sysmap/maps"
)

// field is what a column holds.
type field int

const (
	fromField field = iota
	toField
	signField
	strengthField
	delayField
	confidenceField
	probabilityField
	coreField
	noteField
	evidenceField
	labelField
	idField
	categoryField
	clusterField
	xField
	yField
	inertiaField
	horizonField
	indicatorField
	unitField
	// voiceField is who says what a row says; existsField whether they say
	// that there is such a link; actorField and roleField who has which role
	// on a variable. Only answers have them.
	voiceField
	existsField
	actorField
	roleField
	// sourceField is where a link begins in tables that have a target, and
	// evidence in others; typeField is the sign in tables without one;
	// effectField is where a link ends in tables that only have a beginning,
	// and the sign in others.
	sourceField
	typeField
	effectField
	fields
)

// fieldTitles are the titles that columns are given, and the other ones that
// they are known by, folded.
var fieldTitles = [fields]struct {
	english, danish string
	others          string
}{
	fromField:        {"from", "fra", "fromvariable fromnode fromelement fromfactor fromconcept fromid fromlabel franode frafaktor fravariabel fraelement cause causes causevariable causefactor årsag årsagen årsagsfaktor årsagsvariabel tail udgangspunkt afsender sourcenode sourceid sourcelabel sourcevariable sourcefactor påvirkesaf influencedby affectedby påvirkendefaktor påvirkendevariabel faktor1 faktora variabel1 variabela factor1 factora variable1 variablea node1 nodea element1 elementa"},
	toField:          {"to", "til", "tovariable tonode toelement tofactor toconcept toid tolabel tilnode tilfaktor tilvariabel tilelement target targetnode targetid targetlabel targetvariable targetfactor effectvariable effectfactor effektfaktor virkningsfaktor konsekvens konsekvenser consequence modtager påvirketfaktor påvirketvariabel påvirker influences affects head faktor2 faktorb variabel2 variabelb factor2 factorb variable2 variableb node2 nodeb element2 elementb"},
	signField:        {"sign", "fortegn", "signs polarity polaritet linksign linkpolarity plusminus plusellerminus minusplus pluseller"},
	strengthField:    {"strength", "styrke", "weight vægt vægtning influence linkstrength vigtighed"},
	delayField:       {"delay", "forsinkelse", "delayed delays lag timelag timedelay tidsforsinkelse forsinket"},
	confidenceField:  {"confidence", "tillid", "certainty sikkerhed evidensstyrke"},
	probabilityField: {"probability", "sandsynlighed", "likelihood"},
	coreField:        {"core", "kerne", "coreloop kernesløjfe"},
	noteField:        {"note", "note", "notes noter comment comments kommentar kommentarer bemærkning bemærkninger description beskrivelse reasoning begrundelse forklaring definition definitioner explanation rationale mekanisme"},
	evidenceField:    {"evidence", "kilde", "kilder belæg sources reference references referencer citation evidens"},
	labelField:       {"variable", "faktor", "label name navn variabel element node factor concept variables faktorer title titel"},
	idField:          {"id", "id", "key nøgle"},
	categoryField:    {"category", "kategori", "elementtype"},
	clusterField:     {"cluster", "klynge", "group gruppe theme tema subsystem delsystem"},
	xField:           {"x", "x", "xposition posx"},
	yField:           {"y", "y", "yposition posy"},
	inertiaField:     {"inertia", "træghed", "timeconstant tidskonstant"},
	horizonField:     {"horizon", "horisont", "tidshorisont"},
	indicatorField:   {"indicator", "indikator", "measure mål"},
	unitField:        {"unit", "enhed", "units enheder"},
	voiceField:       {"voice", "stemme", "voices stemmer participant deltager respondent"},
	existsField:      {"exists", "findes", "exist"},
	actorField:       {"actor", "aktør", "actors aktører"},
	roleField:        {"role", "rolle", "roles roller"},
	sourceField:      {"source", "source", ""},
	typeField:        {"type", "type", "linktype connectiontype relation relationship sammenhæng forbindelse"},
	effectField:      {"effect", "effekt", "effects virkning virkninger påvirkning påvirkninger"},
}

// title is what a column is called in a language.
func (f field) title(l maps.Language) string {
	if l == maps.Danish {
		return fieldTitles[f].danish
	}
	return fieldTitles[f].english
}

var fieldByTitle = sync.OnceValue(func() map[string]field {
	by := map[string]field{}
	for f, t := range fieldTitles {
		for _, word := range append(strings.Fields(t.others), t.english, t.danish) {
			by[word] = field(f)
		}
	}
	return by
})

// folded leaves the letters and digits of a title, in lower case and without
// what stands in brackets.
func folded(title string) string {
	title, _, _ = strings.Cut(title, "(")
	title, _, _ = strings.Cut(title, "[")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// blockKind is what the rows below a row of titles are.
type blockKind int

const (
	noBlock blockKind = iota
	linkBlock
	variableBlock
	roleBlock
)

// columns are what a row of titles says.
type columns struct {
	kind blockKind
	// at is one more than the column of each field, 0 where there is none.
	at [fields]int
	// unknown are the columns whose titles are not understood, and twice the
	// titles that stand a second time.
	unknown []unknownTitle
	twice   []string
	// titled tells which columns have a title, understood or not.
	titled []bool
	// signed tells that a column is named for the sign, typed that the sign is
	// in one that is named for the type, which may as well say whether a link
	// is directed.
	signed, typed bool
	// both tells that some strengths in the rows below are negative, ranks
	// that they are whole numbers of which some are beyond 1, so that a 1 is
	// not the strongest.
	both, ranks bool
	// most is the upper end of the scale of strengths that their title states,
	// 0 where it states none.
	most float64
	// nameAt is one more than the column called name (navn), which is that of
	// the variable or, in tables of what people say, of who says it.
	nameAt int
	// danish and english count titles that are words of one of the languages.
	danish, english int
	time            maps.TimeUnit
}

// unknownTitle is a title that is not understood, and one more than its column.
type unknownTitle struct {
	at    int
	title string
}

func (c *columns) has(f field) bool { return c.at[f] > 0 }

// cell returns what a row holds for a field.
func (c *columns) cell(r row, f field) string {
	if i := c.at[f]; i > 0 && i <= len(r.cells) {
		return strings.TrimSpace(r.cells[i-1])
	}
	return ""
}

// mostColumns is how many columns are looked at.
const mostColumns = 1000

// titles reads a row as titles, if it is one: it has columns for both ends of a
// link, or one for the name of a variable and nothing that could be a link.
func titles(cells []string) (*columns, bool) {
	c := &columns{}
	for i, cell := range cells[:min(len(cells), mostColumns)] {
		name := folded(cell)
		f, known := fieldByTitle()[name]
		if !known {
			f, known = titleWithMore(cell)
		}
		if name == "" && plusMinus(cell) {
			name, f, known = cell, signField, true
		}
		c.titled = append(c.titled, name != "")
		if t := fieldTitles[f]; known && t.english != t.danish {
			switch {
			case name == t.danish || strings.ContainsAny(name, "æøå"):
				c.danish++
			case name == t.english:
				c.english++
			}
		}
		switch {
		case name == "":
		case (name == "name" || name == "navn") && c.nameAt == 0:
			c.nameAt = i + 1
		case !known:
			c.unknown = append(c.unknown, unknownTitle{i + 1, strings.TrimSpace(cell)})
		case c.has(f):
			c.twice = append(c.twice, strings.TrimSpace(cell))
		default:
			c.at[f] = i + 1
			switch f {
			case delayField, inertiaField:
				c.time = unitIn(cell, c.time)
			case strengthField:
				c.most = scaleIn(cell)
			}
		}
	}
	c.signed = c.has(signField)
	c.settle()
	switch {
	case c.has(fromField) && c.has(toField):
		c.kind = linkBlock
	case c.has(actorField) && c.has(labelField):
		c.kind = roleBlock
	case c.has(labelField) && !c.has(fromField) && !c.has(toField):
		c.kind = variableBlock
	}
	return c, c.kind != noBlock
}

// settle decides what the titles mean that depend on the others.
func (c *columns) settle() {
	move := func(from, to field) {
		if c.has(from) && !c.has(to) {
			c.at[to], c.at[from] = c.at[from], 0
		}
	}
	if c.nameAt > 0 && c.has(labelField) {
		if c.has(actorField) && !c.has(voiceField) {
			c.at[voiceField] = c.nameAt
		} else {
			c.twice = append(c.twice, "name")
		}
	} else if c.nameAt > 0 {
		c.at[labelField] = c.nameAt
	}
	if !c.has(labelField) {
		// Kilde and mål are also what Danes call source and target.
		if c.has(toField) || c.has(indicatorField) && !c.has(fromField) {
			move(sourceField, fromField)
			move(evidenceField, fromField)
		}
		if c.has(fromField) {
			move(indicatorField, toField)
		}
	}
	if c.has(fromField) {
		move(effectField, toField)
	}
	// "Faktor; påvirker" and "Faktor; påvirkes af".
	switch {
	case c.has(toField) && !c.has(sourceField):
		move(labelField, fromField)
	case c.has(fromField):
		move(labelField, toField)
	}
	if c.has(toField) {
		move(sourceField, fromField)
		move(effectField, signField)
		c.typed = c.has(typeField) && !c.has(signField)
		move(typeField, signField)
	} else {
		move(typeField, categoryField)
	}
	move(sourceField, evidenceField)
	if !c.has(fromField) && !c.has(toField) {
		move(idField, labelField)
	}
}

// timeWords are how titles name the unit of time.
var timeWords = [...]struct {
	unit            maps.TimeUnit
	english, danish string
	others          string
}{
	{maps.Day, "day", "dag", "days dage d"},
	{maps.Week, "week", "uge", "weeks uger wk wks"},
	{maps.Month, "month", "måned", "months måneder måneders mdr md mo mos"},
	{maps.Year, "year", "år", "years års yr yrs"},
}

// timeUnit returns the unit of time that a word names.
func timeUnit(word string) (maps.TimeUnit, bool) {
	word = strings.TrimRight(strings.ToLower(word), ".")
	for _, t := range timeWords {
		if word == t.english || word == t.danish || contains(t.others, word) {
			return t.unit, true
		}
	}
	return "", false
}

// speaker settles who speaks in a table of what people say, where no column is
// called voice: the group, or the name.
func (c *columns) speaker() {
	if c.has(voiceField) || c.kind == variableBlock {
		return
	}
	switch {
	case c.has(clusterField):
		c.at[voiceField], c.at[clusterField] = c.at[clusterField], 0
	case c.kind == linkBlock && c.nameAt > 0 && c.at[labelField] == c.nameAt:
		c.at[voiceField], c.at[labelField] = c.nameAt, 0
	}
}

// unitIn returns the unit of time that a title names.
func unitIn(title string, otherwise maps.TimeUnit) maps.TimeUnit {
	for _, word := range titleWords(title) {
		if unit, ok := timeUnit(word); ok {
			return unit
		}
	}
	return otherwise
}

// titleWords are the words and numbers of a title, in lower case.
func titleWords(title string) []string {
	return strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// titleWithMore reads titles that go on to say how a column is filled in:
// "Forsinkelse i måneder", "Styrke 1-5", "Fortegn +/-, hvis kendt" is none.
func titleWithMore(title string) (field, bool) {
	words := titleWords(title)
	if len(words) < 2 {
		return 0, false
	}
	f, known := fieldByTitle()[words[0]]
	if !known || f != strengthField && f != delayField && f != inertiaField && f != confidenceField {
		return 0, false
	}
	for _, word := range words[1:] {
		if _, unit := timeUnit(word); unit || contains("i in the af of til to fra from antal number skala scale på on", word) || strings.Trim(word, "0123456789") == "" {
			continue
		}
		return 0, false
	}
	return f, true
}

// plusMinus reports whether a title is nothing but the two signs: "+/-", "+ / −".
func plusMinus(title string) bool {
	return contains("+/- -/+ +- -+ ± +eller-", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(title, " ", ""), "−", "-"), "–", "-"), "(+/-)", "+/-"))
}

// scaleIn returns the upper end of a scale that a title states, as in
// "Styrke (1-5)", and 0 where there is none or it is 1.
func scaleIn(title string) float64 {
	var numbers []float64
	for _, word := range titleWords(title) {
		if v, err := strconv.ParseFloat(word, 64); err == nil {
			numbers = append(numbers, v)
		}
	}
	if len(numbers) != 2 || numbers[0] > numbers[1] || numbers[1] <= 1 || numbers[1] > 100 {
		return 0
	}
	return numbers[1]
}

// contains reports whether a word is one of several divided by blanks.
func contains(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}
