package kumu

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"sysmap/maps/exchange/format"
)

// stream goes through a JSON text value by value, so that a file of millions of
// entries ends at the limit and not in exhausted memory.
type stream struct {
	*json.Decoder
	text []byte
}

// open starts with a text that is not nested too deeply.
func open(text []byte, limits format.Limits) (*stream, error) {
	if depth(text) > limits.Depth {
		return nil, fmt.Errorf("%w: nested more than %d deep", format.ErrLimit, limits.Depth)
	}
	return &stream{json.NewDecoder(bytes.NewReader(text)), text}, nil
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

// object goes through the keys of an object; each call reads the value. A null
// is an empty object.
func (s *stream) object(each func(key string) error) error {
	switch err := s.delimiter('{', "keys in braces"); {
	case errors.Is(err, errNull):
		return nil
	case err != nil:
		return err
	}
	for s.More() {
		key, err := s.Token()
		if err != nil {
			return s.fail(err)
		}
		if err := each(key.(string)); err != nil {
			return s.fail(err)
		}
	}
	_, err := s.Token()
	return s.fail(err)
}

// array goes through the entries of a list; each call reads one. A null is an
// empty list.
func (s *stream) array(each func(i int) error) error {
	switch err := s.delimiter('[', "a list"); {
	case errors.Is(err, errNull):
		return nil
	case err != nil:
		return err
	}
	for i := 0; s.More(); i++ {
		if err := each(i); err != nil {
			return s.fail(err)
		}
	}
	_, err := s.Token()
	return s.fail(err)
}

var errNull = errors.New("null")

func (s *stream) delimiter(want json.Delim, called string) error {
	switch token, err := s.Token(); {
	case err != nil:
		return s.fail(err)
	case token == nil:
		return errNull
	case token != want:
		return s.fail(fmt.Errorf("expected %s, found %.40v", called, token))
	}
	return nil
}

// skip passes over a value.
func (s *stream) skip() error {
	var ignored json.RawMessage
	return s.fail(s.Decode(&ignored))
}

// fail says where an error is, unless it says so already.
func (s *stream) fail(err error) error {
	switch {
	case err == nil, errors.Is(err, format.ErrFormat), errors.Is(err, format.ErrLimit), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
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
	return fmt.Errorf("%w: line %d: %w", format.ErrFormat, line, err)
}

// words is a text that may also be given as a number or a truth value; anything
// else is no text.
type words string

// UnmarshalJSON takes whatever there is.
func (w *words) UnmarshalJSON(text []byte) error {
	switch text[0] {
	case '"':
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
		*w = words(s)
	case '{', '[', 'n':
		*w = ""
	default:
		*w = words(text)
	}
	return nil
}

func (w words) trimmed() string { return strings.TrimSpace(string(w)) }
