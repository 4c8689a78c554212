// Package loopy reads and writes models of LOOPY, the toy for thinking in
// systems: files and share links of version 1, and reads the readable JSON of
// version 2. Looked at: versions 1, 1.1 and 2 of ncase/loopy as of 2024.
//
// A model of version 1 is a JSON array [nodes, edges, labels, uid], with nodes
// [id, x, y, start, label, hue], edges [from, to, arc, strength, rotation] and
// labels [x, y, text]. Texts are percent-encoded, once in files and twice in
// links. The sign is that of the strength; 0, which LOOPY draws as "?", is not
// known. An arrow that turns every signal into the same one has no sign
// either. Version 2 says the same with names.
//
// The arc is the link's bend. The six hues become categories called Red,
// Orange … unless all nodes have the same; texts that lie on the sheet become
// the note about the map. Starting amounts, arrows of double strength, the
// shape of arrows from a node to itself and the machinery of version 2
// (filters, thresholds, sizes) have no place in a map and are counted.
//
// Out and back, labels, signs, positions, bends between placed variables, the
// note about the map and which variables have the same of up to six
// categories survive. The compressed form of version 2 is not read.
package loopy

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is LOOPY's file.
func Format() format.Format {
	return format.Format{
		Name: "loopy", Title: "LOOPY", Endings: []string{"loopy", "loopy.json", "json", "txt"},
		Recognise: recogniseFile, Read: reader("loopy"), Write: writeFile,
	}
}

// Link is LOOPY's share link, an address with the model in it.
func Link() format.Format {
	return format.Format{
		Name: "loopy-link", Title: "LOOPY (share link)", Endings: []string{"url", "txt"},
		Recognise: recogniseLink, Read: reader("loopy-link"), Write: writeLink,
	}
}

// patterns are how models and links begin.
var patterns = sync.OnceValue(func() (p struct{ arrays, empty, link *regexp.Regexp }) {
	p.arrays = regexp.MustCompile(`^\[\s*\[\s*\[\s*"?\d+"?\s*,\s*-?[\d.]+\s*,\s*-?[\d.]+`)
	p.empty = regexp.MustCompile(`^\[\s*\[\s*\]\s*,\s*\[\s*\]\s*,\s*\[`)
	p.link = regexp.MustCompile(`^\S*[?&#]data=(\[|%5[Bb]|\{|%7[Bb])`)
	return p
})

func recogniseFile(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	switch {
	case patterns().arrays.Match(head):
		return format.Surely
	case patterns().empty.Match(head):
		return format.Perhaps
	case bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"globals"`)) && bytes.Contains(head, []byte(`"nodes"`)):
		return format.Surely
	}
	return format.No
}

func recogniseLink(head []byte) format.Certainty {
	if patterns().link.Match(bytes.TrimSpace(format.Head(head))) {
		return format.Surely
	}
	return format.No
}

// reader returns what reads a file or a link, of either version, for the format
// of a name.
func reader(name string) func(context.Context, []byte, format.ReadOptions) (*maps.Map, *format.Report, error) {
	return func(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
		d := &reading{format.NewDraft(name, o)}
		text, err := d.Decode(text)
		if err != nil {
			return nil, nil, err
		}
		if err := d.read(ctx, strings.TrimSpace(string(text))); err != nil {
			return nil, nil, err
		}
		return d.Finish()
	}
}

// reading is a file on its way to a map.
type reading struct{ *format.Draft }

func (d *reading) read(ctx context.Context, text string) error {
	model, err := d.unwrap(text)
	if err != nil {
		return err
	}
	var doc *document
	switch {
	case strings.HasPrefix(model, "["):
		doc, err = d.parseArrays(model)
	case strings.HasPrefix(model, "{"):
		doc, err = parseNames(model)
	case model == "":
		err = fmt.Errorf("%w: the file is empty", format.ErrFormat)
	default:
		err = fmt.Errorf("%w: a LOOPY model begins with [ or {, and this begins with %q; "+
			"if it is a compressed link of LOOPY v2, open it there and save it as readable JSON", format.ErrFormat, format.Shorten(model[:min(len(model), 60)]))
	}
	if err != nil {
		return err
	}
	return d.fill(ctx, doc)
}

// unwrap takes the model out of a link, and undoes the percent-encoding that
// LOOPY puts around a whole model.
func (d *reading) unwrap(text string) (string, error) {
	if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{") {
		if strings.Contains(text, `"`) || !strings.Contains(text, "%") {
			return text, nil
		}
		return unescape(text)
	}
	_, data, found := strings.Cut(text, "data=")
	if !found {
		return text, nil
	}
	data, rest, _ := strings.Cut(data, "\n")
	for line := range strings.SplitSeq(rest, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			d.Report.Lose("lines after the first link", format.Shorten(line))
		}
	}
	data, _, _ = strings.Cut(strings.TrimSpace(data), "&")
	return unescape(strings.ReplaceAll(data, "+", " "))
}

func unescape(text string) (string, error) {
	if i := strings.LastIndexByte(text, '%'); i >= 0 && i >= len(text)-2 {
		text = text[:i] // a link that was cut in the middle of a character
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", fmt.Errorf("%w: the link is damaged: %w", format.ErrFormat, err)
	}
	return strings.TrimSpace(plain), nil
}
