package format

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode returns a text as UTF-8 without byte order mark. It may be UTF-16
// with one; UTF-16 without one and, for what is not UTF-8 either, Windows-1252
// are guessed, and noted. Files beyond the limit and files that are not text are
// refused.
func (d *Draft) Decode(text []byte) ([]byte, error) {
	if int64(len(text)) > d.Limits.Bytes {
		return nil, fmt.Errorf("%w: the file has %d bytes, and may have %d", ErrLimit, len(text), d.Limits.Bytes)
	}
	decoded, guess, err := decode(text)
	if err != nil {
		return nil, fmt.Errorf("%w: the text cannot be decoded: %w", ErrFormat, err)
	}
	if at := bytes.IndexByte(decoded, 0); at >= 0 {
		return nil, fmt.Errorf("%w: byte %d is zero, so the file is not text", ErrFormat, at)
	}
	if guess != "" {
		d.Report.Note("files that are not UTF-8, read as "+guess, "")
	}
	return decoded, nil
}

// Head returns the beginning of a file as UTF-8, for recognising it.
func Head(head []byte) []byte {
	decoded, _, err := decode(whole(head))
	if err != nil {
		return head
	}
	return decoded
}

// decode returns a text as UTF-8 and, where nothing in it says so, what it was
// taken for. Every sequence of bytes could be Windows-1252.
func decode(text []byte) (decoded []byte, guess string, err error) {
	var from encoding.Encoding
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case zeros(text, 1):
		from, guess = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16"
	case zeros(text, 0):
		from, guess = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16"
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case !utf8.Valid(text):
		from, guess = charmap.Windows1252, "Windows-1252"
	default:
		return text, "", nil
	}
	decoded, _, err = transform.Bytes(from.NewDecoder(), text)
	return decoded, guess, err
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
