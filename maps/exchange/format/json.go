package format

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// JSON goes through a JSON text value by value, so that a file of millions of
// entries ends at the limit and not in exhausted memory.
type JSON struct {
	*json.Decoder
	text []byte
}

// OpenJSON starts with a text that is not nested too deeply. Errors of what it
// returns name the line.
func OpenJSON(text []byte, limits Limits) (*JSON, error) {
	if depth(text) > limits.Depth {
		return nil, fmt.Errorf("%w: nested more than %d deep", ErrLimit, limits.Depth)
	}
	return &JSON{json.NewDecoder(bytes.NewReader(text)), text}, nil
}

// depth returns how deep brackets are nested.
func depth(text []byte) int {
	now, most, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			most = max(most, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return most
}

// Object goes through the keys of an object; each call reads the value. A null
// is an empty object.
func (s *JSON) Object(each func(key string) error) error {
	switch err := s.delimiter('{', "keys in braces"); {
	case errors.Is(err, errNull):
		return nil
	case err != nil:
		return err
	}
	for s.More() {
		key, err := s.Token()
		if err != nil {
			return s.Fail(err)
		}
		if err := each(key.(string)); err != nil {
			return s.Fail(err)
		}
	}
	_, err := s.Token()
	return s.Fail(err)
}

// Array goes through the entries of a list; each call reads one. A null is an
// empty list.
func (s *JSON) Array(each func(i int) error) error {
	switch err := s.delimiter('[', "a list"); {
	case errors.Is(err, errNull):
		return nil
	case err != nil:
		return err
	}
	for i := 0; s.More(); i++ {
		if err := each(i); err != nil {
			return s.Fail(err)
		}
	}
	_, err := s.Token()
	return s.Fail(err)
}

var errNull = errors.New("null")

func (s *JSON) delimiter(want json.Delim, called string) error {
	switch token, err := s.Token(); {
	case err != nil:
		return s.Fail(err)
	case token == nil:
		return errNull
	case token != want:
		return s.Fail(fmt.Errorf("expected %s, found %.40v", called, token))
	}
	return nil
}

// End fails if anything follows what was read, which is what the errors call it.
func (s *JSON) End(what string) error {
	if _, err := s.Token(); !errors.Is(err, io.EOF) {
		return s.Fail(errors.New("something follows the end of the " + what))
	}
	return nil
}

// Skip passes over a value.
func (s *JSON) Skip() error {
	var ignored json.RawMessage
	return s.Fail(s.Decode(&ignored))
}

// Fail says where in the text an error is, unless it says so already. A file
// that ends too early is reported as such.
func (s *JSON) Fail(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrFormat), errors.Is(err, ErrLimit), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	at := s.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(at, syntax.Offset)
	}
	line := 1 + bytes.Count(s.text[:min(int(at), len(s.text))], []byte("\n"))
	return fmt.Errorf("%w: line %d: %w", ErrFormat, line, err)
}

// Words is a text that may also be given as a number or a truth value; anything
// else is no text.
type Words string

// UnmarshalJSON takes whatever there is.
func (w *Words) UnmarshalJSON(text []byte) error {
	switch text[0] {
	case '"':
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
		*w = Words(s)
	case '{', '[', 'n':
		*w = ""
	default:
		*w = Words(text)
	}
	return nil
}

// Trimmed returns the text without blanks around it.
func (w Words) Trimmed() string { return strings.TrimSpace(string(w)) }
