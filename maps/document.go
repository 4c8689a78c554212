package maps

// Document is one map file as it stands, with its comments, order and blank
// lines. It comes from [Loader.Open].
type Document struct {
	source *source
	sheet  *sheet
	limits Limits
}

// openDocument reads a file for editing. Its ids are not looked up, since what
// they name may stand in the map that the file extends.
func openDocument(name string, data []byte, limits Limits) (*Document, error) {
	r := &report{}
	r.open(name)
	src := readSource(name, data, limits, r)
	d := &Document{source: src, limits: limits}
	if src != nil {
		d.sheet = decodeSheet(src, limits, r)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return d, nil
}

// Name returns what the file was called when it was opened.
func (d *Document) Name() string { return d.source.name }

// Bytes returns the file as it stands, edits included.
func (d *Document) Bytes() []byte {
	if !d.source.marked {
		return append([]byte(nil), d.source.text...)
	}
	return append(append([]byte(nil), byteOrderMark...), d.source.text...)
}

// Extends returns the reference to the map that the file extends, or "".
func (d *Document) Extends() string { return d.sheet.extends }

// Map returns what this file alone states: nothing inherited, no ids looked
// up, labels empty where it gives none.
func (d *Document) Map() *Map { return d.sheet.toMap() }
