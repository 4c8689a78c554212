package graphml

import (
	"encoding/xml"
	"strings"
)

// document is a file. Names are in lower case, as [format.Draft.DecodeXML] wants
// them.
type document struct {
	XMLName xml.Name
	Keys    []declaration `xml:"key"`
	Graphs  []graph       `xml:"graph"`
	Data    []data        `xml:"data"`
}

// declaration says what the data of a key are.
type declaration struct {
	ID      string `xml:"id,attr"`
	For     string `xml:"for,attr"`
	Name    string `xml:"attr.name,attr"`
	Default string `xml:"default"`
}

type graph struct {
	ID          string     `xml:"id,attr"`
	EdgeDefault string     `xml:"edgedefault,attr"`
	Desc        string     `xml:"desc"`
	Data        []data     `xml:"data"`
	Nodes       []node     `xml:"node"`
	Edges       []edge     `xml:"edge"`
	Hyperedges  []struct{} `xml:"hyperedge"`
}

type node struct {
	ID     string  `xml:"id,attr"`
	Desc   string  `xml:"desc"`
	Data   []data  `xml:"data"`
	Graphs []graph `xml:"graph"`
}

type edge struct {
	Source   string  `xml:"source,attr"`
	Target   string  `xml:"target,attr"`
	Directed string  `xml:"directed,attr"`
	Desc     string  `xml:"desc"`
	Data     []data  `xml:"data"`
	Graphs   []graph `xml:"graph"`
}

// data is what is said of something: a text, or the drawing of yEd.
type data struct {
	Key      string    `xml:"key,attr"`
	Text     string    `xml:",chardata"`
	Drawings []drawing `xml:",any"`
}

// drawing is any element of yEd's.
type drawing struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Parts   []drawing  `xml:",any"`
}

// find returns the first element of a name that is within others.
func find(in []drawing, name string) *drawing {
	for i := range in {
		if in[i].XMLName.Local == name {
			return &in[i]
		}
		if found := find(in[i].Parts, name); found != nil {
			return found
		}
	}
	return nil
}

// attribute returns the value of an attribute, or "".
func (d *drawing) attribute(name string) string {
	for _, a := range d.Attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
