package gexf

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// document is a file. Names are in lower case, as [format.Draft.DecodeXML] wants
// them.
type document struct {
	XMLName xml.Name
	Meta    struct {
		Title       string `xml:"title"`
		Description string `xml:"description"`
		Creator     string `xml:"creator"`
		Author      string `xml:"author"`
	} `xml:"meta"`
	Graphs []graph `xml:"graph"`
}

type graph struct {
	EdgeType   string       `xml:"defaultedgetype,attr"`
	Attributes []attributes `xml:"attributes"`
	Nodes      []node       `xml:"nodes>node"`
	Edges      []edge       `xml:"edges>edge"`
}

// attributes declares what values of nodes or edges mean.
type attributes struct {
	Class string        `xml:"class,attr"`
	All   []declaration `xml:"attribute"`
}

type declaration struct {
	ID      string `xml:"id,attr"`
	Title   string `xml:"title,attr"`
	Default string `xml:"default"`
}

// value is what is said of a node or an edge; version 1.1 calls For id.
type value struct {
	For   string `xml:"for,attr"`
	ID    string `xml:"id,attr"`
	Value string `xml:"value,attr"`
}

// times are when something is there in a dynamic graph.
type times struct {
	Start  string     `xml:"start,attr"`
	End    string     `xml:"end,attr"`
	Spells []struct{} `xml:"spells>spell"`
}

func (t *times) some() bool { return t.Start != "" || t.End != "" || len(t.Spells) > 0 }

type node struct {
	ID       string    `xml:"id,attr"`
	Label    string    `xml:"label,attr"`
	Parent   string    `xml:"pid,attr"`
	Values   []value   `xml:"attvalues>attvalue"`
	Colour   *colour   `xml:"color"`
	Position *position `xml:"position"`
	Size     *struct{} `xml:"size"`
	Shape    *struct{} `xml:"shape"`
	Nodes    []node    `xml:"nodes>node"`
	Edges    []edge    `xml:"edges>edge"`
	times
}

type edge struct {
	Source    string    `xml:"source,attr"`
	Target    string    `xml:"target,attr"`
	Kind      string    `xml:"type,attr"`
	Label     string    `xml:"label,attr"`
	Weight    string    `xml:"weight,attr"`
	Values    []value   `xml:"attvalues>attvalue"`
	Colour    *colour   `xml:"color"`
	Thickness *struct{} `xml:"thickness"`
	Shape     *shape    `xml:"shape"`
	times
}

type colour struct {
	R   string `xml:"r,attr"`
	G   string `xml:"g,attr"`
	B   string `xml:"b,attr"`
	Hex string `xml:"hex,attr"`
}

type position struct {
	X string `xml:"x,attr"`
	Y string `xml:"y,attr"`
}

type shape struct {
	Value string `xml:"value,attr"`
}

// hex returns a colour as #rrggbb, or "".
func (c *colour) hex() string {
	if c == nil {
		return ""
	}
	if c.Hex != "" {
		return strings.ToLower(strings.TrimSpace(c.Hex))
	}
	r, errR := strconv.ParseUint(strings.TrimSpace(c.R), 10, 8)
	g, errG := strconv.ParseUint(strings.TrimSpace(c.G), 10, 8)
	b, errB := strconv.ParseUint(strings.TrimSpace(c.B), 10, 8)
	if errR != nil || errG != nil || errB != nil {
		return ""
	}
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}
