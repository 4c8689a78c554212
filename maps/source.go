package maps

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// source is the text of one file and the tree of its values.
type source struct {
	name string
	// text is the file without its byte order mark.
	text []byte
	// marked tells that the file began with a byte order mark.
	marked bool
	// json tells that the text is JSON, so that what is written into it
	// must be JSON as well.
	json bool
	// broken tells that the text could not be parsed to its end.
	broken bool
	// root is the mapping of the whole file.
	root *yaml.Node
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// readSource parses a file's bytes. What is wrong with them is reported; the
// result then holds the part that could still be parsed, or is nil.
func readSource(name string, data []byte, limits Limits, r *report) *source {
	start := place{file: name, line: 1, column: 1}
	if len(data) > limits.Bytes {
		r.add(start, fmt.Sprintf("the file has %d bytes, and a map may have %d", len(data), limits.Bytes), "", "")
		return nil
	}
	s := &source{name: name}
	s.text, s.marked = bytes.CutPrefix(data, byteOrderMark)
	if !s.checkText(r) {
		return nil
	}
	if n := estimateValues(s.text); n > limits.Values {
		r.add(start, fmt.Sprintf("the file has about %d values, and a map may have %d", n, limits.Values), "", "")
		return nil
	}
	s.parse(r)
	if s.root == nil {
		return nil
	}
	return s
}

// estimateValues counts the punctuation that separates values. It is never
// less than half of what the parser will make of the text, which is what
// bounds memory before anything is parsed.
func estimateValues(text []byte) int {
	n := 0
	for _, mark := range []string{"\n", ",", ":", "[", "{", "- ", "? "} {
		n += bytes.Count(text, []byte(mark))
	}
	return n
}

// checkText reports text that is not readable UTF-8. Carriage returns and line
// feeds are the only line breaks that pass, which keeps the line numbers of
// editors, of the parser and of edits the same.
func (s *source) checkText(r *report) bool {
	start := place{file: s.name, line: 1, column: 1}
	if looksLikeUTF16(s.text) {
		r.add(start, "the file is UTF-16", "", "save it as UTF-8")
		return false
	}
	ok := true
	at := cursor{line: 1, column: 1}
	for i := 0; i < len(s.text); {
		if c := s.text[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		c, size := utf8.DecodeRune(s.text[i:])
		if complaint := forbidden(c, size); complaint != "" {
			at.advance(s.text, i)
			where := place{file: s.name, line: at.line, column: at.column}
			if c == utf8.RuneError && size == 1 {
				r.add(where, complaint, "", "save the file as UTF-8 (it may be Windows-1252, as older programs write)")
				return false
			}
			r.add(where, complaint, fmt.Sprintf("U+%04X", c), "delete it, or write it as an escape in double quotes")
			ok = false
		}
		i += size
	}
	return ok
}

// forbidden says what is wrong with a character in a file, if anything is.
func forbidden(c rune, size int) string {
	switch {
	case c == utf8.RuneError && size == 1:
		return "the text is not UTF-8"
	case c == 0:
		return "the file holds a zero byte, so it is not a text file"
	case c < ' ' && c != '\n' && c != '\t' && c != '\r', c >= 0x7f && c < 0xa0:
		return "the text holds a control character"
	case c == 0x2028 || c == 0x2029:
		return "the text holds an invisible line separator"
	case c&0xfffe == 0xfffe:
		return "the text holds something that is not a character"
	}
	return ""
}

// looksLikeUTF16 recognises a UTF-16 byte order mark, or zero bytes in every
// other place at the beginning.
func looksLikeUTF16(text []byte) bool {
	if len(text) < 2 {
		return false
	}
	if text[0] == 0xff && text[1] == 0xfe || text[0] == 0xfe && text[1] == 0xff {
		return true
	}
	head := text[:min(len(text), 64)&^1]
	even, odd := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	return len(head) >= 8 && (even == len(head)/2 || odd == len(head)/2)
}

// cursor is a position in a text that only moves forward.
type cursor struct {
	offset       int
	line, column int
}

// advance moves to a byte offset, counting lines and characters.
func (c *cursor) advance(text []byte, to int) {
	for c.offset < to {
		b := text[c.offset]
		if b == '\n' || b == '\r' {
			if b == '\r' && c.offset+1 < len(text) && text[c.offset+1] == '\n' {
				c.offset++
			}
			c.offset++
			c.line++
			c.column = 1
			continue
		}
		c.column++
		_, size := utf8.DecodeRune(text[c.offset:])
		c.offset += size
	}
}
