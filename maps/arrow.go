package maps

import (
	"errors"
	"strings"
)

// linkForm is what every complaint about a link ends in.
const linkForm = `write "a ->+ b" (more leads to more), "a ->- b" (more leads to less) or "a ->? b" (not known)`

// linkError is why a piece of link shorthand is not one.
type linkError struct{ message, suggestion string }

func (e *linkError) Error() string { return e.message + "; " + e.suggestion }

// ParseLink reads link shorthand: two ids with an arrow between them, "a ->+ b",
// "a ->- b" or "a ->? b". Blanks around the arrow may be missing, and the
// typographic minus − counts as -. The error says which form is right.
func ParseLink(s string) (LinkRef, error) {
	head := strings.IndexByte(s, '>')
	if head < 0 {
		return LinkRef{}, &linkError{"a link has no arrow", linkForm}
	}
	left, ok := cutMinus(s[:head])
	if !ok {
		return LinkRef{}, &linkError{"a link's arrow is not complete", linkForm}
	}
	if _, longer := cutMinus(left); longer {
		return LinkRef{}, &linkError{"a link's arrow is too long", linkForm}
	}
	sign, right, ok := cutSign(strings.TrimLeft(s[head+1:], " \t"))
	if !ok {
		return LinkRef{}, &linkError{"a link does not say its sign", linkForm}
	}
	ref := LinkRef{From: strings.TrimSpace(left), To: strings.TrimSpace(right), Sign: sign}
	for _, id := range []string{ref.From, ref.To} {
		if err := checkID(id); err != nil {
			return LinkRef{}, err
		}
	}
	return ref, nil
}

// cutMinus takes a minus off the end.
func cutMinus(s string) (string, bool) {
	for _, minus := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutSuffix(s, minus); ok {
			return rest, true
		}
	}
	return s, false
}

// cutSign takes the sign off the beginning.
func cutSign(s string) (Sign, string, bool) {
	for _, c := range []struct {
		text string
		sign Sign
	}{{"+", Positive}, {"-", Negative}, {"−", Negative}, {"–", Negative}, {"?", Unknown}} {
		if rest, ok := strings.CutPrefix(s, c.text); ok {
			return c.sign, rest, true
		}
	}
	return Unknown, s, false
}

// checkID explains why a word is not an id; nil when it is.
func checkID(id string) *linkError {
	if ValidID(id) {
		return nil
	}
	const letters = "ids have letters, digits, '-', '_' and '.', and begin with a letter or digit"
	switch made := MakeID(id); {
	case id == "":
		return &linkError{"an id is missing", letters}
	case strings.HasPrefix(id, "x-"):
		return &linkError{"ids cannot begin with x-, which is for your own keys", ""}
	case len([]rune(id)) > maxID:
		return &linkError{"an id is longer than 200 characters", "put the words in a label and give it a short id"}
	case made != "":
		return &linkError{"this cannot be an id", letters + `, such as "` + shorten(made) + `"`}
	}
	return &linkError{"this cannot be an id", letters}
}

// asLinkError returns the parts of an error from [ParseLink].
func asLinkError(err error) *linkError {
	var e *linkError
	if errors.As(err, &e) {
		return e
	}
	return &linkError{err.Error(), linkForm}
}
