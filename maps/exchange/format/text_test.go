package format

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTextsAreDecodedAndGuessesNoted(t *testing.T) {
	wide := func(s string, low int) string {
		var b strings.Builder
		for i := range len(s) {
			pair := [2]byte{}
			pair[low] = s[i]
			b.Write(pair[:])
		}
		return b.String()
	}
	for _, c := range []struct{ name, text, want, guess string }{
		{"UTF-8", "Søvn, 日本", "Søvn, 日本", ""},
		{"UTF-8 with a mark", "\ufeffSøvn", "Søvn", ""},
		{"an empty text", "", "", ""},
		{"UTF-16, little end first", "\xff\xfe" + wide("Sleep", 0), "Sleep", ""},
		{"UTF-16, big end first", "\xfe\xff" + wide("Sleep", 1), "Sleep", ""},
		{"UTF-16, little, no mark", wide("Sleep", 0), "Sleep", "UTF-16"},
		{"UTF-16, big, no mark", wide("Sleep", 1), "Sleep", "UTF-16"},
		{"Windows-1252 after a mark of UTF-8", "\ufeffS\xf8vn", "Søvn", "Windows-1252"},
		{"Windows-1252", "S\xf8vn \x93x\x94", "Søvn “x”", "Windows-1252"},
	} {
		d := NewDraft("x", ReadOptions{})
		got, err := d.Decode([]byte(c.text))
		if err != nil || string(got) != c.want {
			t.Errorf("%s is %q, want %q: %v", c.name, got, c.want, err)
		}
		noted := ""
		for _, n := range d.Report.Notes {
			noted += strings.TrimPrefix(n.What, "files that are not UTF-8, read as ")
		}
		if noted != c.guess {
			t.Errorf("%s is noted as %q, want %q", c.name, noted, c.guess)
		}
		if head := Head([]byte(c.text)); string(head) != c.want {
			t.Errorf("the beginning of %s is %q, want %q", c.name, head, c.want)
		}
	}
	if head := Head([]byte("Søvn, 日本")[:len("Søvn, 日")-1]); string(head) != "Søvn, " {
		t.Errorf("the beginning of a text that ends within a character is %q", head)
	}
	for name, text := range map[string]string{"a zero byte": "Sle\x00ep", "zero bytes alone": strings.Repeat("\x00", 16)} {
		if _, err := NewDraft("x", ReadOptions{}).Decode([]byte(text)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewDraft("x", ReadOptions{Limits: Limits{Bytes: 3}}).Decode([]byte("four")); !errors.Is(err, ErrLimit) {
		t.Errorf("a text beyond the limit: %v", err)
	}
}

func TestWhateverIsDecodedIsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte{0, 0xff, 0xfe, 'a'}))).Draw(t, "text")
		if got, err := NewDraft("x", ReadOptions{}).Decode(text); err == nil && (!utf8.Valid(got) || strings.ContainsRune(string(got), 0)) {
			t.Fatalf("%q became %q", text, got)
		}
		Head(text)
	})
}
