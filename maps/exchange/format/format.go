// Package format is what the readers and writers of other tools' files have in
// common: how a format is described, and how each says what it read and what
// it could not carry over.
package format

import (
	"context"
	"errors"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
)

// Format is one kind of file of another tool.
type Format struct {
	// Name is what --from and --to call it, such as "kumu-json".
	Name string
	// Title is what people call it, such as "Kumu (JSON)".
	Title string
	// Endings of file names, without the dot, most usual first.
	Endings []string
	// Recognise reports how sure it is, from the beginning of a file, that
	// the file is of this format; nil if only the name can tell.
	Recognise func(head []byte) Certainty
	// Read makes a map of a file. nil if the format is only written.
	//
	// The map is complete and valid as [maps.Check] and the loader want it;
	// ids are made of labels. Read fails for a file that is not of the
	// format or beyond the limits; everything else that cannot be carried
	// over is counted in the report.
	Read func(ctx context.Context, text []byte, o ReadOptions) (*maps.Map, *Report, error)
	// Write writes a map. nil if the format is only read. What the format
	// cannot hold is counted in the report.
	Write func(w io.Writer, m *maps.Map, o WriteOptions) (*Report, error)
	// WriteModel writes a model that runs. nil if the format is not one of
	// models. The report is the one of the description, whose Format it fills
	// in and to which it adds what this format cannot hold.
	WriteModel func(w io.Writer, m *stockflow.Model, r *Report) error
}

// Certainty is how sure a format is that a file is its own.
type Certainty int

const (
	No Certainty = iota
	// Perhaps: the file is of a family that several formats share.
	Perhaps
	// Surely: the file says so itself.
	Surely
)

// ReadOptions say how a file is read. The zero value is ready to use.
type ReadOptions struct {
	// Name of the file, for errors and for the map's title.
	Name string
	// Transposed reads a matrix with effects in rows: column→row, as
	// loop-analysis tools write it. Otherwise row→column.
	Transposed bool
	// DashedIsNegative takes a dashed or red line for a negative link where
	// nothing else says its sign.
	DashedIsNegative bool
	Limits           Limits
}

// WriteOptions say how a map is written. The zero value is ready to use.
type WriteOptions struct {
	// Language of the labels; the map's own if empty.
	Language maps.Language
	// Transposed writes a matrix column→row.
	Transposed bool
}

// ErrFormat is in the chain of the error for a file that is not what it was
// taken for, and ErrLimit in that for one that is larger than the limits.
var (
	ErrFormat = errors.New("not a file of this format")
	ErrLimit  = errors.New("beyond the limits")
)

// Limits bound what a file may make a reader do.
type Limits struct {
	// Bytes of the file, and of what it unpacks to; 256 MiB if 0.
	Bytes int64
	// Variables and Links; 20,000 and 200,000 if 0, which is as much as a map
	// may have that is written.
	Variables, Links int
	// Depth of nesting; 200 if 0.
	Depth int
	// LabelBytes is the longest text of a label or note kept; longer ones
	// are cut and counted. 20,000 if 0.
	LabelBytes int
}

// OrDefaults returns the limits with every zero replaced by its default.
func (l Limits) OrDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.Variables == 0 {
		l.Variables = 20_000
	}
	if l.Links == 0 {
		l.Links = 200_000
	}
	if l.Depth == 0 {
		l.Depth = 200
	}
	if l.LabelBytes == 0 {
		l.LabelBytes = 20_000
	}
	return l
}
