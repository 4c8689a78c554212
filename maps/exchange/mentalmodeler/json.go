package mentalmodeler

import (
	"encoding/json"
	"strings"
)

// scalar is a text, number or truth value as text; "" for null and for
// anything that has parts.
type scalar string

func (s *scalar) UnmarshalJSON(text []byte) error {
	switch text[0] {
	case '"':
		var words string
		if err := json.Unmarshal(text, &words); err != nil {
			return err
		}
		*s = scalar(strings.TrimSpace(words))
	case '{', '[', 'n':
		*s = ""
	default:
		*s = scalar(text)
	}
	return nil
}
