package simulate

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// What an ensemble's file begins with: its kind and version.
const archiveMagic = "sysmap ensemble 1\n"

// ErrNotEnsemble is in the chain of the error that says that something to read
// is not an ensemble, or not a whole one.
var ErrNotEnsemble = errors.New("this is not an ensemble that sysmap wrote")

// maxArchive bounds the bytes of an ensemble's file.
const maxArchive = 4 << 30

// WriteTo writes an ensemble as a file that [ReadEnsemble] reads: a line that
// says what it is, then the length of the rest's head and the head as JSON,
// covered members and counts as variable-length integers, and a checksum. Equal
// ensembles are equal files.
func (e *Ensemble) WriteTo(w io.Writer) (int64, error) {
	head, err := json.Marshal(&e.head)
	if err != nil {
		return 0, err
	}
	sum := crc32.NewIEEE()
	counted := &countingWriter{w: w}
	buffered := bufio.NewWriterSize(io.MultiWriter(counted, sum), 1<<16)
	a := archiver{w: buffered}
	buffered.WriteString(archiveMagic)
	a.number(uint64(len(head)))
	buffered.Write(head)
	a.number(uint64(len(e.covered)))
	for _, c := range e.covered {
		a.number(uint64(c.From))
		a.number(uint64(c.To))
		for _, x := range c.ends {
			a.float(x)
		}
	}
	a.number(uint64(e.unstable))
	a.number(uint64(e.failed))
	a.number(uint64(e.undecided))
	for k := range e.tallies {
		a.tally(&e.tallies[k])
	}
	// A bufio.Writer keeps its first error for Flush.
	if err := buffered.Flush(); err != nil {
		return counted.n, err
	}
	err = binary.Write(counted, binary.LittleEndian, sum.Sum32())
	return counted.n, err
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

type archiver struct {
	w       *bufio.Writer
	scratch [binary.MaxVarintLen64]byte
}

func (a *archiver) number(v uint64) {
	a.w.Write(a.scratch[:binary.PutUvarint(a.scratch[:], v)])
}

func (a *archiver) float(x float32) {
	binary.LittleEndian.PutUint32(a.scratch[:4], math.Float32bits(x))
	a.w.Write(a.scratch[:4])
}

// tally writes the bins that hold something: how many, then for each how many
// empty ones come before it, and its count.
func (a *archiver) tally(t *tally) {
	a.number(uint64(t.positive))
	a.number(uint64(t.negative))
	a.float(t.low)
	a.float(t.high)
	held := 0
	for _, c := range t.bins {
		if c > 0 {
			held++
		}
	}
	a.number(uint64(held))
	empty := 0
	for _, c := range t.bins {
		if c == 0 {
			empty++
			continue
		}
		a.number(uint64(empty))
		a.number(uint64(c))
		empty = 0
	}
}

// ReadEnsemble reads what [Ensemble.WriteTo] wrote. The error is
// [ErrNotEnsemble] with what is wrong, or the reader's.
func ReadEnsemble(r io.Reader) (*Ensemble, error) {
	all, err := io.ReadAll(io.LimitReader(r, maxArchive))
	if err != nil {
		return nil, err
	}
	wrong := func(what string) error { return fmt.Errorf("%w: %s", ErrNotEnsemble, what) }
	body, ok := bytes.CutPrefix(all, []byte(archiveMagic))
	if !ok {
		return nil, wrong("its first line is another")
	}
	if len(body) < 4 || crc32.ChecksumIEEE(all[:len(all)-4]) != binary.LittleEndian.Uint32(all[len(all)-4:]) {
		return nil, wrong("it is not whole")
	}
	u := &unarchiver{rest: body[:len(body)-4]}
	e := &Ensemble{}
	if err := json.Unmarshal(u.bytes(u.number()), &e.head); err != nil {
		return nil, wrong("its head cannot be read")
	}
	if !e.head.valid() {
		return nil, wrong("its head makes no sense")
	}
	for i := range e.head.Factors {
		e.head.Factors[i].seeded(e.head.Seed)
	}
	if !u.body(e) || len(u.rest) > 0 {
		return nil, wrong("its counts make no sense")
	}
	return e, nil
}

// valid refuses what would lead to absurd sizes or places that do not exist.
func (h *head) valid() bool {
	if h.Runs < 1 || h.Runs > maxRuns || h.Points < 2 || !(h.Until > 0 && h.Until <= longest) {
		return false
	}
	if len(h.Active) > len(h.Variables) || h.Points > maxTallies/max(len(h.Active), 1) || h.Points > maxSeries/max(len(h.Variables), 1) {
		return false
	}
	last := -1
	for _, i := range h.Active {
		if i <= last || i >= len(h.Variables) {
			return false
		}
		last = i
	}
	return true
}

// unarchiver takes a file apart; once something is wrong it has nothing left.
type unarchiver struct {
	rest []byte
	bad  bool
}

func (u *unarchiver) fail() { u.rest, u.bad = nil, true }

func (u *unarchiver) number() uint64 {
	v, n := binary.Uvarint(u.rest)
	if n <= 0 {
		u.fail()
		return 0
	}
	u.rest = u.rest[n:]
	return v
}

func (u *unarchiver) bytes(n uint64) []byte {
	if n > uint64(len(u.rest)) {
		u.fail()
		return nil
	}
	out := u.rest[:n]
	u.rest = u.rest[n:]
	return out
}

func (u *unarchiver) float() float32 {
	b := u.bytes(4)
	if b == nil {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(b))
}

// body reads all that follows the head and reports whether it makes sense.
func (u *unarchiver) body(e *Ensemble) bool {
	members := 0
	for range u.number() {
		c, ok := u.chunk(e)
		if !ok {
			return false
		}
		members += c.To - c.From
		e.covered = append(e.covered, c)
	}
	unstable, failed, undecided := u.number(), u.number(), u.number()
	if u.bad || unstable > uint64(members) || failed > uint64(members)-unstable {
		return false
	}
	e.unstable, e.failed = int(unstable), int(failed)
	counted := members - e.unstable - e.failed
	if undecided > uint64(counted) {
		return false
	}
	e.undecided = int(undecided)
	// Every tally takes at least eleven bytes.
	cells := len(e.head.Active) * e.head.Points
	if cells > len(u.rest)/11 {
		return false
	}
	e.tallies = make([]tally, cells)
	for k := range e.tallies {
		u.tally(&e.tallies[k], counted)
	}
	return !u.bad
}

func (u *unarchiver) chunk(e *Ensemble) (chunk, bool) {
	from, to := u.number(), u.number()
	watched := uint64(len(e.head.Watch))
	if u.bad || from >= to || to > uint64(e.head.Runs) || watched > uint64(len(u.rest)) || (to-from)*watched > uint64(len(u.rest)/4) {
		return chunk{}, false
	}
	if n := len(e.covered); n > 0 && from <= uint64(e.covered[n-1].To) {
		return chunk{}, false
	}
	c := chunk{Span: Span{int(from), int(to)}, ends: make([]float32, (to-from)*watched)}
	for k := range c.ends {
		c.ends[k] = u.float()
		if math.IsInf(float64(c.ends[k]), 0) {
			return chunk{}, false
		}
	}
	return c, !u.bad
}

func (u *unarchiver) tally(t *tally, counted int) {
	positive, negative := u.number(), u.number()
	t.low, t.high = u.float(), u.float()
	if positive > uint64(counted) || negative > uint64(counted)-positive || !(t.low <= 0 && t.high >= 0) {
		u.fail()
		return
	}
	t.positive, t.negative = uint32(positive), uint32(negative)
	at, left := uint64(0), uint64(counted)
	for range u.number() {
		empty, count := u.number(), u.number()
		if u.bad || empty >= uint64(len(t.bins)) || at+empty >= uint64(len(t.bins)) || count == 0 || count > left {
			u.fail()
			return
		}
		t.bins[at+empty] = uint32(count)
		at += empty + 1
		left -= count
	}
	if left > 0 {
		u.fail()
	}
}
