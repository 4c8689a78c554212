package prsm

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// LZ-string is LZ78 (Ziv & Lempel 1978) over UTF-16 with codes of growing
// width. Codes 0 and 1 announce a new character of 8 or 16 bits, 2 is the end,
// and the others are phrases already seen, each the one before it and the
// first character of its successor. compressToUTF16 puts 15 bits into each
// character and adds 32, so that none is a control character.
const (
	longCharacter = 1
	endOfText     = 2
	firstPhrase   = 3

	bitsOfCharacter = 15
	firstCharacter  = 32
)

var (
	errCutOff = errors.New("the packed map is cut off")
	errPacked = errors.New("this is neither JSON nor a map that PRSM packed")
)

// phrase is a part of the text that was unpacked before; every phrase of
// LZ78 is one, so that none is ever copied.
type phrase struct{ from, to int }

// unpack undoes compressToUTF16, until there are as many characters as wanted
// or more, and says whether that is the whole text.
func unpack(packed string, most int) (text string, whole bool, err error) {
	in := &bits{rest: packed}
	var out []uint16
	phrases := make([]phrase, firstPhrase)
	width, room := 2, 1
	add := func(p phrase) {
		phrases = append(phrases, p)
		if room--; room == 0 {
			room = 1 << width
			width++
		}
	}
	var last phrase
	for len(out) < most {
		code := in.read(width)
		now := phrase{from: len(out)}
		switch {
		case in.err != nil:
			return "", false, in.err
		case code <= longCharacter:
			unit := in.read(8 << code)
			add(phrase{len(out), len(out) + 1})
			out = append(out, uint16(unit))
		case code == endOfText:
			return string(utf16.Decode(out)), true, nil
		case code < len(phrases):
			out = append(out, out[phrases[code].from:phrases[code].to]...)
		case code == len(phrases) && len(out) > 0:
			// The phrase that this very code completes.
			out = append(append(out, out[last.from:last.to]...), out[last.from])
		default:
			return "", false, errPacked
		}
		now.to = len(out)
		if last.to > 0 {
			add(phrase{last.from, last.to + 1})
		}
		last = now
	}
	return string(utf16.Decode(out)), false, in.err
}

// bits reads numbers, least significant bit first, from characters of 15 bits,
// most significant bit first.
type bits struct {
	rest  string
	value int
	left  int
	err   error
}

func (b *bits) read(width int) (n int) {
	for i := range width {
		if b.left == 0 && !b.next() {
			return 0
		}
		b.left--
		n |= b.value >> b.left & 1 << i
	}
	return n
}

func (b *bits) next() bool {
	r, size := utf8.DecodeRuneInString(b.rest)
	switch {
	case b.err != nil:
		return false
	case size == 0:
		b.err = errCutOff
		return false
	case r < firstCharacter || r >= firstCharacter+1<<bitsOfCharacter:
		b.err = errPacked
		return false
	}
	b.rest, b.value, b.left = b.rest[size:], int(r)-firstCharacter, bitsOfCharacter
	return true
}
