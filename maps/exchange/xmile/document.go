package xmile

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// document is a file. Names are in lower case, as [format.Draft.DecodeXML] wants
// them.
type document struct {
	XMLName xml.Name
	Header  struct {
		Name string `xml:"name"`
	} `xml:"header"`
	Settings   []struct{}  `xml:"sim_specs"`
	Dimensions []dimension `xml:"dimensions>dim"`
	Macros     []named     `xml:"macro"`
	Models     []model     `xml:"model"`
}

type named struct {
	Name string `xml:"name,attr"`
}

type dimension struct {
	Name string `xml:"name,attr"`
}

type model struct {
	Name      string    `xml:"name,attr"`
	Variables variables `xml:"variables"`
	Views     []view    `xml:"views>view"`
}

type variables struct {
	All []variable `xml:",any"`
}

// variable is a stock, flow, aux, graphical function, module or group.
type variable struct {
	XMLName    xml.Name
	Name       string      `xml:"name,attr"`
	Equation   string      `xml:"eqn"`
	Elements   []element   `xml:"element"`
	Inflows    []string    `xml:"inflow"`
	Outflows   []string    `xml:"outflow"`
	Functions  []struct{}  `xml:"gf"`
	Dimensions []dimension `xml:"dimensions>dim"`
	Doc        string      `xml:"doc"`
	Units      string      `xml:"units"`
	Entities   []named     `xml:"entity"`
	Connects   []connect   `xml:"connect"`
}

// connect hands a variable on to a module, or one of a module to another.
type connect struct {
	From string `xml:"from,attr"`
	To   string `xml:"to,attr"`
}

// element is the equation for some of the subscripts.
type element struct {
	Equation string `xml:"eqn"`
}

type view struct {
	Name  string `xml:"name,attr"`
	Kind  string `xml:"type,attr"`
	Kind2 string `xml:"view_type,attr"`
	Items []item `xml:",any"`
}

// item is anything on a view.
type item struct {
	XMLName   xml.Name
	Name      string `xml:"name,attr"`
	UID       string `xml:"uid,attr"`
	X         string `xml:"x,attr"`
	Y         string `xml:"y,attr"`
	Of        string `xml:"of"`
	From      end    `xml:"from"`
	To        end    `xml:"to"`
	Polarity  string `xml:"polarity,attr"`
	DelayMark string `xml:"delay_mark,attr"`
	Angle     string `xml:"angle,attr"`
	Reasoning string `xml:"reasoning"`
	Text      string `xml:",chardata"`
}

// end is one end of a connector: a name, or an alias.
type end struct {
	Name  string `xml:",chardata"`
	Alias struct {
		UID string `xml:"uid,attr"`
	} `xml:"alias"`
}

// at returns where an item stands.
func (i *item) at() (maps.Position, bool) {
	x, okX := number(i.X)
	y, okY := number(i.Y)
	return maps.Position{X: x, Y: y}, okX && okY
}

func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}
