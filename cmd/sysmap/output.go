package main

import (
	"bytes"
	"io"

	"sysmap/maps"
)

// writeOutput hands fill a file, or standard output for "" and "-". A file
// appears whole or not at all: it is made in memory and then put in its place.
func (s *session) writeOutput(path string, fill func(io.Writer) error) error {
	if path == "" || path == "-" {
		return fill(s.out)
	}
	var b bytes.Buffer
	if err := fill(&b); err != nil {
		return err
	}
	return maps.ReplaceFile(path, b.Bytes())
}
