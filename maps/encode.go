package maps

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Write writes a map as a fresh file of its own; see [Encode].
func Write(w io.Writer, m *Map) error {
	text, err := Encode(m)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// Encode returns a map as a fresh file in the native format: sections in a fixed
// order, one line for each variable and link unless it has a longer text. The
// file reads back equal to the map, apart from line breaks at the end of
// texts and from defaults that [Loader.Load] fills in. A map that is not
// valid gives [Problems] instead of a file.
func Encode(m *Map) ([]byte, error) {
	var b bytes.Buffer
	encodeSheet(&b, fromMap(m))
	if err := verify(b.Bytes()); err != nil {
		return nil, fmt.Errorf("the map cannot be written as a file: %w", err)
	}
	return b.Bytes(), nil
}

// verify reads a text as a map that extends nothing, with limits that only a
// map too large for any reader exceeds.
func verify(text []byte) error {
	limits := Limits{}.orDefaults()
	r := &report{}
	s := readSheet("", text, limits, r)
	if s != nil {
		s.validate(limits, r)
	}
	for i := range r.problems {
		r.problems[i].Line, r.problems[i].Column = 0, 0
	}
	return r.err()
}

// fromMap makes the sheet that states a map.
func fromMap(m *Map) *sheet {
	return &sheet{
		version: formatVersion,
		title:   m.Title, note: m.Note, language: m.Language, time: m.Time, illustrative: m.Illustrative,
		sources:    m.Sources,
		categories: allStated(m.Categories), clusters: allStated(m.Clusters), variables: allStated(m.Variables), links: allStated(m.Links),
		goal: stated[Goal]{value: m.Goal}, actors: allStated(m.Actors), roles: m.Roles, efforts: allStated(m.Efforts),
		scenarios: allStated(m.Scenarios), views: allStated(m.Views), loops: allStated(m.Loops), voices: allStated(m.Voices),
	}
}

func allStated[T any](vs []T) []stated[T] {
	entries := make([]stated[T], len(vs))
	for i := range vs {
		entries[i].value = vs[i]
	}
	return entries
}

// encodeSheet writes the keys of a map, with a blank line before each section.
func encodeSheet(b *bytes.Buffer, s *sheet) {
	for _, p := range sheetTable().item(s).pairs {
		if !inHead(p.key) {
			b.WriteByte('\n')
		}
		if inHead(p.key) || p.key == "goal" {
			writePair(b, p, "")
			continue
		}
		b.WriteString(p.key + ":\n")
		for _, entry := range p.value.pairs {
			entry.value = entry.value.shorthand()
			writePair(b, entry, "  ")
		}
		for _, entry := range p.value.list {
			writeEntry(b, entry, "  ")
		}
	}
}

// shorthand writes an entry that has nothing but a label as the label.
func (it item) shorthand() item {
	if len(it.pairs) == 1 && it.pairs[0].key == "label" && it.pairs[0].value.form == wordsForm {
		return it.pairs[0].value
	}
	return it
}

// lineWidth is how long a line may get before an entry is broken into several.
const lineWidth = 160

// writePair writes a key and its value, on one line if that is short enough.
func writePair(b *bytes.Buffer, p pair, indent string) {
	key := p.name(blockYAML) + ":"
	switch it := p.value; {
	case it.form == pairsForm && len(it.pairs) == 0 || it.form == listForm && len(it.list) == 0:
		b.WriteString(indent + key + "\n")
	case it.form == wordsForm && literal(it.text):
		b.WriteString(indent + key + " |-\n")
		for line := range strings.SplitSeq(it.text, "\n") {
			if line != "" {
				line = indent + "  " + line
			}
			b.WriteString(line + "\n")
		}
	case it.fits(len(indent) + len(key) + 1):
		b.WriteString(indent + key + " " + it.inline(blockYAML) + "\n")
	case it.form == pairsForm:
		b.WriteString(indent + key + "\n")
		for _, q := range it.pairs {
			writePair(b, q, indent+"  ")
		}
	default:
		b.WriteString(indent + key + "\n")
		for _, entry := range it.list {
			writeEntry(b, entry, indent+"  ")
		}
	}
}

// writeEntry writes an entry of a list.
func writeEntry(b *bytes.Buffer, it item, indent string) {
	if it.form != pairsForm || it.fits(len(indent)+2) {
		b.WriteString(indent + "- " + it.inline(blockYAML) + "\n")
		return
	}
	var inner bytes.Buffer
	for _, p := range it.pairs {
		writePair(&inner, p, indent+"  ")
	}
	b.WriteString(indent + "- ")
	b.Write(inner.Bytes()[len(indent)+2:])
}

// fits reports whether an item is to stand on one line that has begun already.
func (it item) fits(begun int) bool {
	if it.form == wordsForm || it.form == bareForm {
		return true
	}
	return !it.long() && begun+len(it.inline(blockYAML)) <= lineWidth
}

// long reports whether an item holds a text of several lines.
func (it item) long() bool {
	for _, entry := range it.list {
		if entry.long() {
			return true
		}
	}
	for _, p := range it.pairs {
		if p.value.long() {
			return true
		}
	}
	return it.form == wordsForm && literal(it.text)
}

// literal reports whether a text is written after |: it has several lines,
// and nothing that would be lost or misread there.
func literal(s string) bool {
	if !strings.Contains(s, "\n") || s[0] == ' ' || s[0] == '\n' || s[0] == '\t' {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimRight(line, " \t") != line {
			return false
		}
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && (unreadable(r) != "" || forbidden(r, 2) != "" || r == 0xfeff || r == '\t')
	})
}
