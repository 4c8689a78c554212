package insightmaker

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// modelXML is a model as the XML tells it; names are in lower case.
type modelXML struct {
	XMLName xml.Name
	Root    struct {
		Elements []elementXML `xml:",any"`
	} `xml:"root"`
}

type elementXML struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Cell       struct {
		Style    string `xml:"style,attr"`
		Parent   string `xml:"parent,attr"`
		Source   string `xml:"source,attr"`
		Target   string `xml:"target,attr"`
		Geometry struct {
			X      string `xml:"x,attr"`
			Y      string `xml:"y,attr"`
			Width  string `xml:"width,attr"`
			Height string `xml:"height,attr"`
		} `xml:"mxgeometry"`
	} `xml:"mxcell"`
}

func (e *elementXML) attribute(name string) string {
	for _, a := range e.Attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// equations are the attributes that hold an equation, by kind, and tables
// those that hold a table.
var equations = map[string]string{"stock": "initialvalue", "flow": "flowrate", "variable": "equation", "transition": "value", "state": "active"}

// fromXML takes over what the XML says.
func (r *reading) fromXML(doc *modelXML) {
	elements := doc.Root.Elements
	byID := make(map[string]*elementXML, len(elements))
	for i := range elements {
		byID[elements[i].attribute("id")] = &elements[i]
	}
	for i := range elements {
		e := &elements[i]
		kind := e.XMLName.Local
		p := primitive{
			kind: kind, key: e.attribute("id"), name: unescape(e.attribute("name")), note: unescape(e.attribute("note")),
			from: e.Cell.Source, to: e.Cell.Target, unit: e.attribute("units"), shows: e.attribute("source"),
			equation: e.attribute(equations[kind]) != "", table: e.attribute("data") != "",
			slider: truth(e.attribute("showslider")), both: truth(e.attribute("bidirectional")),
		}
		if strings.EqualFold(p.unit, "unitless") || p.unit == "1" {
			p.unit = ""
		}
		switch kind {
		case "mxcell":
			continue
		case "header":
			r.title = unescape(e.attribute("model_title"))
			continue
		case "setting":
			r.unitOfTime(e.attribute("timeunits"))
			r.Report.Lose("settings of the simulation", "Setting")
			if strings.TrimSpace(e.attribute("macros")) != "" {
				r.Report.Lose("macros", "Setting")
			}
			r.note = p.note
			continue
		}
		p.sign = signOfStyle(e.Cell.Style)
		p.x, p.y, p.placed = place(e, byID)
		if parent := byID[e.Cell.Parent]; parent != nil && parent.XMLName.Local == "folder" {
			p.folder = e.Cell.Parent
		}
		r.primitives = append(r.primitives, p)
	}
}

// place returns the middle of a box. Places are relative to the folder that
// holds the box.
func place(e *elementXML, byID map[string]*elementXML) (x, y float64, ok bool) {
	g := &e.Cell.Geometry
	x, okX := coordinate(g.X)
	y, okY := coordinate(g.Y)
	if !okX || !okY || g.X == "" && g.Y == "" {
		return 0, 0, false
	}
	w, okW := coordinate(g.Width)
	h, okH := coordinate(g.Height)
	if okW && okH {
		x, y = x+w/2, y+h/2
	}
	// Folders within folders; a few levels, as a file may make a circle of them.
	for range 20 {
		if e = byID[e.Cell.Parent]; e == nil || e.XMLName.Local != "folder" {
			break
		}
		dx, okX := coordinate(e.Cell.Geometry.X)
		dy, okY := coordinate(e.Cell.Geometry.Y)
		if okX && okY {
			x, y = x+dx, y+dy
		}
	}
	return x, y, true
}

// coordinate reads a number; the XML leaves zeros out.
func coordinate(s string) (float64, bool) {
	if s == "" {
		return 0, true
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// signOfStyle reads the polarity that a link is drawn with.
func signOfStyle(style string) maps.Sign {
	for part := range strings.SplitSeq(style, ";") {
		if value, ok := strings.CutPrefix(strings.ToUpper(strings.TrimSpace(part)), "END_ANNOTATION="); ok {
			switch strings.TrimSpace(value) {
			case "+":
				return maps.Positive
			case "-", "−":
				return maps.Negative
			}
		}
	}
	return maps.Unknown
}

// unescape makes line breaks of the \n that Insight Maker keeps in attributes.
func unescape(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }

func truth(s string) bool { return strings.EqualFold(s, "true") }
