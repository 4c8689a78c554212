package mentalmodeler

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// mostGroups is how many groups Mental Modeler has, the first being that of
// concepts without one.
const mostGroups = 6

// writeJSON writes the file of the web version.
func writeJSON(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	doc, r, err := outline("mental-modeler", m, o)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	if err == nil {
		_, err = w.Write(append(text, '\n'))
	}
	return r, err
}

// writeXML writes the file that every version opens. It names no groups.
func writeXML(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	doc, r, err := outline("mental-modeler-xml", m, o)
	if err != nil {
		return nil, err
	}
	for i := range m.Categories {
		r.Lose("labels of categories", m.Categories[i].ID)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + "<mentalmodeler>\n<info>\n")
	element(&b, "name", doc.Info.Name)
	element(&b, "author", doc.Info.Author)
	element(&b, "description", doc.Info.Description)
	element(&b, "version", "1.1")
	element(&b, "date", "")
	b.WriteString("</info>\n<groupNames>\n</groupNames>\n<concepts>\n")
	for i := range doc.Concepts {
		writeConcept(&b, &doc.Concepts[i])
	}
	b.WriteString("</concepts>\n<scenarios>\n")
	for _, s := range doc.Scenarios {
		b.WriteString("<scenario>\n")
		element(&b, "name", s.Name)
		b.WriteString("<concepts>\n")
		for _, c := range s.Concepts {
			b.WriteString("<concept>\n")
			element(&b, "selected", c.Selected)
			element(&b, "influence", c.Influence)
			element(&b, "id", c.ID)
			element(&b, "name", c.Name)
			b.WriteString("</concept>\n")
		}
		b.WriteString("</concepts>\n</scenario>\n")
	}
	b.WriteString("</scenarios>\n</mentalmodeler>\n")
	_, err = w.Write(b.Bytes())
	return r, err
}

func writeConcept(b *bytes.Buffer, c *concept) {
	b.WriteString("<concept>\n")
	element(b, "id", c.ID)
	element(b, "name", c.Name)
	element(b, "notes", c.Notes)
	element(b, "units", c.Units)
	element(b, "group", c.Group)
	element(b, "x", c.X)
	element(b, "y", c.Y)
	element(b, "preferredState", c.Preferred)
	b.WriteString("<relationships>\n")
	for _, r := range c.Relationships {
		b.WriteString("<relationship>\n")
		element(b, "id", r.ID)
		element(b, "name", r.Name)
		element(b, "notes", r.Notes)
		element(b, "confidence", r.Confidence)
		element(b, "influence", r.Influence)
		b.WriteString("</relationship>\n")
	}
	b.WriteString("</relationships>\n</concept>\n")
}

// element writes a text as Mental Modeler does, within CDATA.
func element(b *bytes.Buffer, name string, text scalar) {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(text), ""))
	fmt.Fprintf(b, "<%s><![CDATA[%s]]></%s>\n", name, strings.ReplaceAll(clean, "]]>", "]]]]><![CDATA[>"), name)
}

// kept is what of a map Mental Modeler holds, beside the goal.
func kept() format.Kept {
	return format.Kept{
		Title: true, Note: true, Sources: true, Categories: true, Positions: true, Notes: true, Units: true, Strengths: true, LinkNotes: true, Scenarios: true,
	}
}

// outline makes a model of a map.
func outline(name string, m *maps.Map, o format.WriteOptions) (*document, *format.Report, error) {
	language := cmp.Or(o.Language, m.Language)
	r := format.ReportWritten(name, m, language, kept())
	// The goal is what concepts are preferred to do; its words are counted below.
	r.Losses = slices.DeleteFunc(r.Losses, func(i format.Item) bool { return i.What == "the goal" })
	doc := &document{Concepts: []concept{}, Scenarios: []scenario{}, Groups: groups{}}
	doc.Info.Name, doc.Info.Description = scalar(m.Title.In(language)), scalar(m.Note.In(language))
	var authors []string
	for _, s := range m.Sources {
		authors = append(authors, s.Text.In(language))
		if s.URL != "" {
			r.Lose("addresses of sources", s.URL)
		}
	}
	doc.Info.Author = scalar(strings.Join(authors, "; "))
	at := make(map[string]int, len(m.Variables))
	group := groupNumbers(m, language, doc.Groups, r)
	wanted := preferred(m)
	for i := range m.Variables {
		v := &m.Variables[i]
		at[v.ID] = i
		doc.Concepts = append(doc.Concepts, outlineConcept(v, i, group[v.Category], wanted[v.ID], language, r))
	}
	if err := outlineLinks(doc, m, at, language, r); err != nil {
		return nil, nil, err
	}
	outlineScenarios(doc, m, at, language, r)
	if !m.Goal.Label.Empty() {
		r.Lose("words of the goal", m.Goal.Label.In(language))
	}
	return doc, r, nil
}

func outlineConcept(v *maps.Variable, i, group int, wanted scalar, language maps.Language, r *format.Report) concept {
	c := concept{
		ID: scalar(strconv.Itoa(i + 1)), Name: scalar(v.Label.In(language)), Notes: scalar(v.Note.In(language)),
		Group: scalar(strconv.Itoa(group)), Preferred: wanted, Relationships: []relationship{},
	}
	if v.Measure != nil {
		c.Units = scalar(v.Measure.Unit)
	}
	// Mental Modeler lays nothing out: those without a place go on a grid.
	x, y := float64(20+i%8*160), float64(20+i/8*90)
	if v.At != nil {
		x, y = v.At.X, v.At.Y
	} else {
		r.Note("variables without a position, set out on a grid", v.ID)
	}
	c.X, c.Y = decimal(x), decimal(y)
	return c
}

func decimal(v float64) scalar { return scalar(strconv.FormatFloat(v, 'f', -1, 64)) }

// groupNumbers gives every category a group, from 1.
func groupNumbers(m *maps.Map, language maps.Language, names groups, r *format.Report) map[string]int {
	group := map[string]int{}
	for i := range mostGroups {
		names[strconv.Itoa(i)] = ""
	}
	for i := range m.Categories {
		c := &m.Categories[i]
		if i+1 >= mostGroups {
			r.Lose("categories beyond Mental Modeler's five groups", c.ID)
			continue
		}
		group[c.ID] = i + 1
		names[strconv.Itoa(i+1)] = c.Label.In(language)
	}
	return group
}

func preferred(m *maps.Map) map[string]scalar {
	wanted := map[string]scalar{}
	for _, v := range m.Variables {
		wanted[v.ID] = "0"
	}
	for _, id := range m.Goal.Raise {
		wanted[id] = "1"
	}
	for _, id := range m.Goal.Lower {
		wanted[id] = "-1"
	}
	return wanted
}

func outlineLinks(doc *document, m *maps.Map, at map[string]int, language maps.Language, r *format.Report) error {
	written := make(map[[2]int]bool, len(m.Links))
	for i := range m.Links {
		l := &m.Links[i]
		from, okFrom := at[l.From]
		to, okTo := at[l.To]
		if !okFrom || !okTo {
			return fmt.Errorf("%s: there is no such variable", l.Ref())
		}
		strength := l.Strength.Middle()
		switch {
		case l.Sign == maps.Unknown:
			r.Unknown--
			r.Lose("links of unknown sign", l.Ref().String())
			continue
		case written[[2]int{from, to}]:
			uncount(r, l.Sign)
			r.Lose("second links between the same variables", l.Ref().String())
			continue
		case strength == 0:
			uncount(r, l.Sign)
			r.Lose("links of strength 0", l.Ref().String())
			continue
		case !l.StrengthStated:
			r.Note("links without a strength, written as 0.5", l.Ref().String())
		}
		written[[2]int{from, to}] = true
		doc.Concepts[from].Relationships = append(doc.Concepts[from].Relationships, relationship{
			ID: doc.Concepts[to].ID, Name: doc.Concepts[to].Name, Notes: scalar(l.Note.In(language)), Confidence: "0",
			Influence: decimal(math.Copysign(strength, float64(l.Sign))),
		})
	}
	return nil
}

func uncount(r *format.Report, s maps.Sign) {
	if s == maps.Positive {
		r.Positive--
	} else {
		r.Negative--
	}
}

// outlineScenarios writes what scenarios hold; nothing else that they do has
// a place.
func outlineScenarios(doc *document, m *maps.Map, at map[string]int, language maps.Language, r *format.Report) {
	for i := range m.Scenarios {
		s := &m.Scenarios[i]
		written := scenario{Name: scalar(s.Label.In(language)), Concepts: []state{}}
		held := map[int]bool{}
		for _, c := range s.Interventions {
			j, known := at[c.Variable]
			if !known || c.Action != maps.Hold || held[j] || c.Amount == 0 {
				r.Lose("interventions that do not hold a variable away from today", s.ID)
				continue
			}
			if c.From != 0 || c.Until != nil {
				r.Lose("times of interventions", s.ID)
			}
			held[j] = true
			written.Concepts = append(written.Concepts, state{ID: doc.Concepts[j].ID, Name: doc.Concepts[j].Name, Selected: "true", Influence: decimal(c.Amount)})
		}
		if !s.Note.Empty() {
			r.Lose("notes of scenarios", s.ID)
		}
		if s.BasedOn != "" || len(s.Efforts) > 0 {
			r.Lose("what scenarios are based on", s.ID)
		}
		if len(written.Concepts) == 0 {
			r.Scenarios--
			r.Lose("scenarios that hold no variable away from today", s.ID)
			continue
		}
		doc.Scenarios = append(doc.Scenarios, written)
	}
}
