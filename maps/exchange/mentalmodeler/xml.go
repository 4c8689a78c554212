package mentalmodeler

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"sysmap/maps/exchange/format"
)

// guard hands on the parts of an XML file, up to what a file may need: no
// document type, which is where entities are declared, and no deep nesting.
type guard struct {
	in    *xml.Decoder
	depth int
	most  int
}

func (g *guard) Token() (xml.Token, error) {
	t, err := g.in.RawToken()
	if err != nil {
		return t, err
	}
	switch t := t.(type) {
	case xml.Directive:
		return nil, g.refuse(format.ErrFormat, "the file declares a document type, which may hold entities; take the line that begins with <! out")
	case xml.StartElement:
		if g.depth++; g.depth > g.most {
			return nil, g.refuse(format.ErrLimit, fmt.Sprintf("more than %d elements within each other", g.most))
		}
		t.Name.Local = strings.ToLower(t.Name.Local)
		return t, nil
	case xml.EndElement:
		g.depth--
		t.Name.Local = strings.ToLower(t.Name.Local)
		return t, nil
	}
	return t, nil
}

func (g *guard) refuse(kind error, what string) error {
	line, _ := g.in.InputPos()
	return fmt.Errorf("%w: line %d: %s", kind, line, what)
}

// unmarshalXML reads XML whose names may be in any case, with the line of the
// mistake in its errors. The names in the tags are in lower case.
func unmarshalXML(text []byte, o format.ReadOptions, into any) error {
	in := xml.NewDecoder(bytes.NewReader(text))
	in.CharsetReader = func(name string, text io.Reader) (io.Reader, error) {
		switch strings.ToLower(name) {
		case "utf-16", "utf-16le", "utf-16be":
			return text, nil // decoded already
		case "windows-1252", "iso-8859-1", "latin1", "us-ascii":
			return charmap.Windows1252.NewDecoder().Reader(text), nil
		}
		return nil, fmt.Errorf("the encoding %s is not known; save the file as UTF-8", name)
	}
	g := &guard{in: in, most: o.Limits.OrDefaults().Depth}
	out := xml.NewTokenDecoder(g)
	err := out.Decode(into)
	if err == nil {
		for err == nil {
			_, err = out.Token()
		}
		if err == io.EOF {
			return nil
		}
	}
	if errors.Is(err, format.ErrFormat) || errors.Is(err, format.ErrLimit) {
		return err
	}
	line, _ := in.InputPos()
	if err == io.EOF {
		err = errNothing
	}
	return fmt.Errorf("%w: line %d: %w", format.ErrFormat, line, err)
}
