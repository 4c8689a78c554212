package scene

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// pdfFile writes numbered objects and at the end the table of where they are.
type pdfFile struct {
	to      *bufio.Writer
	digest  hash.Hash
	at      int
	offsets []int
}

func newPDFFile(w io.Writer) *pdfFile {
	f := &pdfFile{to: bufio.NewWriterSize(w, 1<<16), digest: sha256.New()}
	// The comment of bytes above 127 tells transfer programs that the file is
	// not text.
	f.raw("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f
}

func (f *pdfFile) raw(s string) {
	f.at += len(s)
	_, _ = io.WriteString(f.digest, s)
	_, _ = f.to.WriteString(s)
}

// reserve returns the number of an object that is written later.
func (f *pdfFile) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

func (f *pdfFile) object(number int, o pdfObject) {
	f.offsets[number-1] = f.at
	f.raw(strconv.Itoa(number) + " 0 obj\n" + o.String() + "\n")
	if o.stream != nil {
		f.raw("stream\n" + string(o.stream) + "\nendstream\n")
	}
	f.raw("endobj\n")
}

// add writes an object and returns its number.
func (f *pdfFile) add(o pdfObject) int {
	number := f.reserve()
	f.object(number, o)
	return number
}

// finish writes the table and returns the first error of the writer.
func (f *pdfFile) finish(catalogue, info int) error {
	start := f.at
	id := hex.EncodeToString(f.digest.Sum(nil)[:16])
	f.raw(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1))
	for _, offset := range f.offsets {
		f.raw(fmt.Sprintf("%010d 00000 n \n", offset))
	}
	trailer := dictionary("Size", strconv.Itoa(len(f.offsets)+1), "Root", reference(catalogue),
		"Info", reference(info), "ID", "[<"+id+"> <"+id+">]")
	f.raw("trailer\n" + trailer.String() + "\nstartxref\n" + strconv.Itoa(start) + "\n%%EOF\n")
	return f.to.Flush()
}

// pdfObject is a dictionary, and a stream if it has one.
type pdfObject struct {
	entries []string
	stream  []byte
}

// dictionary returns a dictionary of keys, each followed by its value.
func dictionary(keysAndValues ...string) pdfObject {
	var d pdfObject
	for i := 0; i+1 < len(keysAndValues); i += 2 {
		d.add(keysAndValues[i], keysAndValues[i+1])
	}
	return d
}

func (o *pdfObject) add(key, value string) { o.entries = append(o.entries, "/"+key+" "+value) }

func (o *pdfObject) String() string { return "<<" + strings.Join(o.entries, " ") + ">>" }

// stream returns a stream object, compressed.
func stream(d pdfObject, content []byte) pdfObject {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(content)
	_ = z.Close()
	d.add("Filter", "/FlateDecode")
	d.add("Length", strconv.Itoa(b.Len()))
	d.stream = b.Bytes()
	return d
}

func reference(number int) string { return strconv.Itoa(number) + " 0 R" }

// textString writes text for people as UTF-16, in hexadecimal.
func textString(s string) string { return "<FEFF" + utf16Hex(readable(s)) + ">" }

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

func sortedKeys[K interface{ ~string | ~uint16 }, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}
