package mentalmodeler

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strconv"
	"strings"

	"sysmap/maps/exchange/format"
)

// scalar is a value whatever its type.
type scalar = format.Scalar

// document is a model as both kinds of file tell it. The tags for XML are in
// lower case, as [format.Draft.DecodeXML] wants them.
type document struct {
	XMLName xml.Name `xml:"" json:"-"`
	Info    struct {
		Name        scalar `xml:"name" json:"name"`
		Author      scalar `xml:"author" json:"author"`
		Description scalar `xml:"description" json:"description"`
		Date        scalar `xml:"date" json:"date"`
	} `xml:"info" json:"info"`
	Groups    groups     `xml:"groupnames" json:"groupNames"`
	Concepts  []concept  `xml:"concepts>concept" json:"concepts"`
	Scenarios []scenario `xml:"scenarios>scenario" json:"scenarios"`
}

type concept struct {
	ID            scalar         `xml:"id" json:"id"`
	Name          scalar         `xml:"name" json:"name"`
	Notes         scalar         `xml:"notes" json:"notes"`
	Units         scalar         `xml:"units" json:"units"`
	Group         scalar         `xml:"group" json:"group"`
	X             scalar         `xml:"x" json:"x"`
	Y             scalar         `xml:"y" json:"y"`
	Preferred     scalar         `xml:"preferredstate" json:"preferredState"`
	Relationships []relationship `xml:"relationships>relationship" json:"relationships"`
}

type relationship struct {
	ID         scalar `xml:"id" json:"id"`
	Name       scalar `xml:"name" json:"name"`
	Notes      scalar `xml:"notes" json:"notes"`
	Confidence scalar `xml:"confidence" json:"confidence"`
	Influence  scalar `xml:"influence" json:"influence"`
}

type scenario struct {
	Name     scalar  `xml:"name" json:"name"`
	Concepts []state `xml:"concepts>concept" json:"concepts"`
}

type state struct {
	ID        scalar `xml:"id" json:"id"`
	Name      scalar `xml:"name" json:"name"`
	Selected  scalar `xml:"selected" json:"selected"`
	Influence scalar `xml:"influence" json:"influence"`
}

// groups are the names of groups by their number.
type groups map[string]string

// UnmarshalJSON reads an object of names by number, or a list of names.
func (g *groups) UnmarshalJSON(text []byte) error {
	*g = groups{}
	if bytes.HasPrefix(text, []byte("[")) {
		var list []scalar
		err := json.Unmarshal(text, &list)
		for i, name := range list {
			(*g)[strconv.Itoa(i)] = plain(name)
		}
		return err
	}
	var by map[string]scalar
	err := json.Unmarshal(text, &by)
	for i, name := range by {
		(*g)[i] = plain(name)
	}
	return err
}

// UnmarshalXML reads one element a name; its number is that of its attribute
// or child called index or id, and else its place.
func (g *groups) UnmarshalXML(in *xml.Decoder, start xml.StartElement) error {
	var list struct {
		Names []struct {
			Attributes []xml.Attr `xml:",any,attr"`
			Index      string     `xml:"index"`
			ID         string     `xml:"id"`
			Name       string     `xml:"name"`
			Text       string     `xml:",chardata"`
		} `xml:",any"`
	}
	if err := in.DecodeElement(&list, &start); err != nil {
		return err
	}
	*g = groups{}
	for i, n := range list.Names {
		index, name := strconv.Itoa(i), strings.TrimSpace(n.Text)
		for _, a := range n.Attributes {
			if a.Name.Local == "index" || a.Name.Local == "id" {
				index = strings.TrimSpace(a.Value)
			}
		}
		for _, at := range []string{n.ID, n.Index} {
			if at != "" {
				index = strings.TrimSpace(at)
			}
		}
		if n.Name != "" {
			name = strings.TrimSpace(n.Name)
		}
		(*g)[index] = name
	}
	return nil
}
