package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Unmarshal reads JSON into a value, with the line of the mistake in its errors,
// which wrap [ErrFormat].
func Unmarshal(text []byte, into any) error {
	err := json.Unmarshal(text, into)
	if err == nil {
		return nil
	}
	at := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	if at < 0 || at > int64(len(text)) {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return fmt.Errorf("%w: line %d: %w", ErrFormat, 1+bytes.Count(text[:at], []byte("\n")), err)
}

// Scalar is a text, number or truth value as text; "" for null and for
// anything that has parts.
type Scalar string

// UnmarshalJSON takes whatever there is.
func (s *Scalar) UnmarshalJSON(text []byte) error {
	switch text[0] {
	case '"':
		var words string
		if err := json.Unmarshal(text, &words); err != nil {
			return err
		}
		*s = Scalar(strings.TrimSpace(words))
	case '{', '[', 'n':
		*s = ""
	default:
		*s = Scalar(text)
	}
	return nil
}
