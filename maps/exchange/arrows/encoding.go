package arrows

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"sysmap/maps/exchange/format"
)

// decode returns a text as UTF-8 without byte order mark, and what it was when
// it was something else. Text that is neither UTF-8 nor UTF-16 is taken for
// Windows-1252, which every byte sequence could be.
func decode(text []byte) (decoded []byte, from string, err error) {
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		text = text[3:]
	case bytes.HasPrefix(text, []byte("\xff\xfe")), zeros(text, 1):
		return transcode(text, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16")
	case bytes.HasPrefix(text, []byte("\xfe\xff")), zeros(text, 0):
		return transcode(text, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16")
	}
	if utf8.Valid(text) {
		return text, "", nil
	}
	if bytes.Count(text, []byte{0}) > len(text)/100 {
		return nil, "", fmt.Errorf("%w: the file holds zero bytes, so it is not text", format.ErrFormat)
	}
	return transcode(text, charmap.Windows1252, "Windows-1252")
}

func transcode(text []byte, e encoding.Encoding, name string) ([]byte, string, error) {
	decoded, err := e.NewDecoder().Bytes(text)
	if err != nil {
		return nil, "", fmt.Errorf("%w: not %s: %w", format.ErrFormat, name, err)
	}
	return bytes.TrimPrefix(decoded, []byte("\ufeff")), name, nil
}

// zeros reports whether every other byte at the beginning is zero, as in
// UTF-16 without a byte order mark.
func zeros(text []byte, from int) bool {
	n := min(len(text), 64) &^ 1
	if n < 8 {
		return false
	}
	for i := from; i < n; i += 2 {
		if text[i] != 0 || text[i^1] == 0 {
			return false
		}
	}
	return true
}

// whole cuts off a last character of which only a part is there, as happens to
// the beginning of a file.
func whole(head []byte) []byte {
	for cut := 1; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if at := len(head) - cut; utf8.RuneStart(head[at]) {
			if !utf8.FullRune(head[at:]) {
				return head[:at]
			}
			break
		}
	}
	return head
}
