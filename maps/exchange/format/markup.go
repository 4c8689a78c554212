package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// DecodeXML reads XML into a structure whose tags hold names in lower case,
// whatever the case in the file and whatever their namespace's prefix.
// A document type, which is where entities are declared, is refused, and so is
// nesting beyond the limit. Errors name the line. The text is UTF-8 as
// [Draft.Decode] returns it, whatever the file says of itself.
func (d *Draft) DecodeXML(ctx context.Context, text []byte, into any) error {
	in := xml.NewDecoder(bytes.NewReader(text))
	in.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil }
	g := &guard{ctx: ctx, in: in, deepest: d.Limits.Depth, most: perEntry*(d.Limits.Variables+d.Limits.Links) + perFile}
	out := xml.NewTokenDecoder(g)
	err := out.Decode(into)
	for err == nil {
		_, err = out.Token()
	}
	switch {
	case errors.Is(err, ErrFormat), errors.Is(err, ErrLimit), err != nil && errors.Is(err, ctx.Err()):
		return err
	case errors.Is(err, io.EOF) && g.elements > 0:
		return nil
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: the file holds no XML element", ErrFormat)
	}
	line, _ := in.InputPos()
	return fmt.Errorf("%w: line %d: %w", ErrFormat, line, err)
}

// A file may hold perEntry elements for each variable and link that the limits
// allow, and perFile for everything else.
const (
	perEntry = 20
	perFile  = 10_000
)

// guard hands on the parts of an XML file, up to what a file may need.
type guard struct {
	ctx            context.Context
	in             *xml.Decoder
	depth, deepest int
	elements, most int
}

func (g *guard) Token() (xml.Token, error) {
	const oftenEnough = 1024
	if g.elements%oftenEnough == 0 && g.ctx.Err() != nil {
		return nil, g.ctx.Err()
	}
	t, err := g.in.RawToken()
	if err != nil {
		return t, err
	}
	switch t := t.(type) {
	case xml.Directive:
		return nil, g.refuse(ErrFormat, "the file declares a document type, which may hold entities; take out what begins with <!")
	case xml.StartElement:
		if g.elements++; g.elements > g.most {
			return nil, g.refuse(ErrLimit, fmt.Sprintf("more than %d elements", g.most))
		}
		if g.depth++; g.depth > g.deepest {
			return nil, g.refuse(ErrLimit, fmt.Sprintf("more than %d elements within each other", g.deepest))
		}
		t.Name.Local = strings.ToLower(t.Name.Local)
		for i := range t.Attr {
			t.Attr[i].Name.Local = strings.ToLower(t.Attr[i].Name.Local)
		}
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

// Escape returns a text for use in XML, between tags or in an attribute.
// Characters that XML cannot hold become U+FFFD.
func Escape(s string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
