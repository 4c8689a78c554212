package format

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode returns a text as UTF-8 without byte order mark. It may be UTF-16
// with one; what is not UTF-8 either is taken for Windows-1252, and noted. Files
// beyond the limit and files that are not text are refused.
func (d *Draft) Decode(text []byte) ([]byte, error) {
	if int64(len(text)) > d.Limits.Bytes {
		return nil, fmt.Errorf("%w: the file has %d bytes, and may have %d", ErrLimit, len(text), d.Limits.Bytes)
	}
	decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), text)
	if err != nil {
		return nil, fmt.Errorf("%w: the text cannot be decoded: %w", ErrFormat, err)
	}
	if at := bytes.IndexByte(decoded, 0); at >= 0 {
		return nil, fmt.Errorf("%w: byte %d is zero, so the file is not text", ErrFormat, at)
	}
	if utf8.Valid(decoded) {
		return decoded, nil
	}
	d.Report.Note("files that are not UTF-8, read as Windows-1252", "")
	decoded, err = charmap.Windows1252.NewDecoder().Bytes(decoded)
	if err != nil {
		return nil, fmt.Errorf("%w: neither UTF-8 nor Windows-1252: %w", ErrFormat, err)
	}
	return decoded, nil
}

// Head returns the beginning of a file as UTF-8, for recognising it.
func Head(head []byte) []byte {
	decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), head)
	if err != nil {
		return head
	}
	return decoded
}
