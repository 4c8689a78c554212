package scene

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"io"
	"math"
	"runtime"
	"sync"
)

// writePNGFile writes a picture as PNG. Go's own encoder tries all filters on
// every row, which photographs need; for flat colours no filter at all makes a
// smaller file in a third of the time. Rows are compressed in strips, several
// at once, whose bounds do not depend on how many.
func writePNGFile(w io.Writer, picture *image.RGBA, dpi float64) error {
	f := pngFile{w: w, picture: picture, opaque: picture.Opaque()}
	f.raw([]byte("\x89PNG\r\n\x1a\n"))
	f.chunk("IHDR", f.header())
	f.chunk("pHYs", physicalSize(dpi))
	f.pixels()
	f.chunk("IEND", nil)
	return f.err
}

type pngFile struct {
	w       io.Writer
	picture *image.RGBA
	opaque  bool
	// err is the first error of w, after which nothing is written.
	err error
}

func (f *pngFile) raw(b []byte) {
	if f.err == nil {
		_, f.err = f.w.Write(b)
	}
}

func (f *pngFile) chunk(name string, content []byte) {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	head = append(head, name...)
	f.raw(head)
	f.raw(content)
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(name)), crc32.IEEETable, content)
	f.raw(binary.BigEndian.AppendUint32(nil, sum))
}

// Colour types of a PNG header.
const (
	trueColour          = 2
	trueColourWithAlpha = 6
)

func (f *pngFile) header() []byte {
	size := f.picture.Rect.Size()
	b := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	b = binary.BigEndian.AppendUint32(b, uint32(size.Y))
	if f.opaque {
		return append(b, 8, trueColour, 0, 0, 0)
	}
	return append(b, 8, trueColourWithAlpha, 0, 0, 0)
}

// physicalSize returns what pHYs holds: pixels per metre in both directions.
func physicalSize(dpi float64) []byte {
	perMetre := uint32(min(math.Round(dpi/0.0254), math.MaxInt32))
	b := binary.BigEndian.AppendUint32(nil, perMetre)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	return append(b, 1)
}

// stripLength is about how many bytes of rows are compressed together.
const stripLength = 1 << 20

// strip is some rows, compressed.
type strip struct {
	raw        []byte
	compressed bytes.Buffer
	deflater   *flate.Writer
	sum        uint32
}

// pixels writes the rows as one zlib stream, a chunk for each strip.
func (f *pngFile) pixels() {
	height := f.picture.Rect.Dy()
	rows := max(1, stripLength/f.rowLength())
	strips := make([]strip, min(runtime.GOMAXPROCS(0), (height+rows-1)/rows))
	sum := uint32(1)
	for top := 0; top < height && f.err == nil; top += rows * len(strips) {
		var wait sync.WaitGroup
		for i := range strips {
			from := top + i*rows
			wait.Go(func() { f.compress(&strips[i], from, min(from+rows, height)) })
		}
		wait.Wait()
		for i := range strips {
			from := top + i*rows
			if from >= height {
				break
			}
			sum = joinedSum(sum, strips[i].sum, len(strips[i].raw))
			content := strips[i].compressed.Bytes()
			if from == 0 {
				content = append([]byte{0x78, 0x01}, content...)
			}
			if from+rows >= height {
				content = binary.BigEndian.AppendUint32(content, sum)
			}
			f.chunk("IDAT", content)
		}
	}
}

func (f *pngFile) rowLength() int {
	if f.opaque {
		return 1 + 3*f.picture.Rect.Dx()
	}
	return 1 + 4*f.picture.Rect.Dx()
}

// compress fills a strip with rows; those that end the picture end the stream.
func (f *pngFile) compress(s *strip, from, to int) {
	s.raw = s.raw[:0]
	for y := from; y < to; y++ {
		s.raw = f.appendRow(s.raw, y)
	}
	s.compressed.Reset()
	if s.deflater == nil {
		// The only error is a level that does not exist.
		s.deflater, _ = flate.NewWriter(&s.compressed, flate.BestSpeed)
	} else {
		s.deflater.Reset(&s.compressed)
	}
	// A buffer in memory takes everything.
	_, _ = s.deflater.Write(s.raw)
	if to == f.picture.Rect.Dy() {
		_ = s.deflater.Close()
	} else {
		_ = s.deflater.Flush()
	}
	s.sum = adler32.Checksum(s.raw)
}

// appendRow appends a row, without a filter, alpha no longer multiplied in.
func (f *pngFile) appendRow(to []byte, y int) []byte {
	pixels := f.picture.Pix[y*f.picture.Stride:][:4*f.picture.Rect.Dx()]
	to = append(to, 0)
	for ; len(pixels) > 0; pixels = pixels[4:] {
		r, g, b, a := pixels[0], pixels[1], pixels[2], pixels[3]
		switch {
		case f.opaque:
			to = append(to, r, g, b)
		case a == 0:
			to = append(to, 0, 0, 0, 0)
		default:
			to = append(to, straight(r, a), straight(g, a), straight(b, a), a)
		}
	}
	return to
}

func straight(c, a uint8) uint8 {
	return uint8(min((uint32(c)*255+uint32(a)/2)/uint32(a), 255))
}

// joinedSum returns the Adler-32 sum of two pieces of data, the second of the
// given length, from their sums (RFC 1950).
func joinedSum(first, second uint32, length int) uint32 {
	const modulus = 65521
	a1, b1 := uint64(first&0xffff), uint64(first>>16)
	a2, b2 := uint64(second&0xffff), uint64(second>>16)
	a := (a1 + a2 + modulus - 1) % modulus
	b := (b1 + b2 + uint64(length)%modulus*(a1+modulus-1)) % modulus
	return uint32(b<<16 | a)
}
