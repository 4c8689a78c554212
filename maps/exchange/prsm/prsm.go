// Package prsm reads the maps of PRSM, the Participatory System Mapper.
// Looked at: micrology/prsm as of 2025, whose files are JSON, plain or packed
// with LZ-string's compressToUTF16.
//
// A factor is a variable and its style a category; a link has no sign. It is
// read from the link's own label, and failing that from the label of its
// style: +, −, positive, decreases, "Positive influence" and the like, in
// English or Danish; what says neither or both stays unknown. Each such
// reading is noted. A link with heads at both ends, or in a style called
// reciprocal, is two links. Notes are texts with formatting, of which the
// words stay.
//
// Not carried over: values of attributes, votes, drawings on the background,
// the history, and how lines and boxes look. PRSM files are not written.
package prsm

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is PRSM's file.
func Format() format.Format {
	return format.Format{
		Name: "prsm", Title: "PRSM", Endings: []string{"prsm"},
		Recognise: recognise, Read: read,
	}
}

// enough is how many characters of a packed file tell what it holds.
const enough = 200

func recognise(head []byte) format.Certainty {
	head = format.Head(head)
	plain := string(bytes.TrimSpace(head))
	if !strings.HasPrefix(plain, "{") {
		begun, _, err := unpack(string(head), enough)
		if err != nil {
			return format.No
		}
		if rest, ok := strings.CutPrefix(begun, "{"); ok && strings.HasPrefix(strings.TrimSpace(rest), `"`) {
			return format.Surely
		}
		return format.No
	}
	for _, own := range []string{`"lastNodeSample"`, `"lastLinkSample"`, `"mapTitle"`} {
		if strings.Contains(plain, own) {
			return format.Surely
		}
	}
	return format.No
}

// read reads a file, packed or not.
func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("prsm", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	switch trimmed := bytes.TrimSpace(text); {
	case len(trimmed) == 0:
		return nil, nil, fmt.Errorf("%w: the file is empty", format.ErrFormat)
	case trimmed[0] != '{':
		most := d.Limits.Bytes / 2 // a character takes two bytes while it is unpacked
		unpacked, whole, err := unpack(string(text), int(most))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", format.ErrFormat, err)
		}
		if !whole {
			return nil, nil, fmt.Errorf("%w: the file unpacks to more than %d characters", format.ErrLimit, most)
		}
		text = []byte(unpacked)
	}
	doc := &document{}
	if err := format.Unmarshal(text, doc); err != nil {
		return nil, nil, err
	}
	if doc.Nodes == nil {
		return nil, nil, fmt.Errorf("%w: the file has no list of nodes", format.ErrFormat)
	}
	r := &reading{Draft: d, doc: doc, dashedIsNegative: o.DashedIsNegative, at: map[string]int{}}
	if err := r.fill(ctx); err != nil {
		return nil, nil, err
	}
	return d.Finish()
}
