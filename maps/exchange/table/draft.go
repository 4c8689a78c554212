package table

import (
	"context"
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// draft is the map as far as it has been read.
type draft struct {
	*format.Draft
	// byName finds a variable by its label or id as [format.NameKey] makes
	// it, byID by an id that the file states, as it is written, which comes
	// first.
	byName, byID map[string]int
}

func newDraft(name string, o format.ReadOptions) *draft {
	return &draft{Draft: format.NewDraft(name, o), byName: map[string]int{}, byID: map[string]int{}}
}

// read makes the map of the blocks: variables first, so that links find them.
func (d *draft) read(ctx context.Context, b *blocks) (*maps.Map, *format.Report, error) {
	d.settle(b)
	if len(b.list) == 0 {
		return nil, nil, fmt.Errorf("%w: no row of titles names the columns from and to (or fra and til); write them above the links", format.ErrFormat)
	}
	for _, block := range b.list {
		if block.columns.kind == roleBlock {
			for _, r := range block.rows {
				d.Report.Lose("roles of actors", block.where(r))
			}
		}
	}
	d.language(b)
	listed := false
	for _, kind := range []blockKind{variableBlock, linkBlock} {
		for _, block := range b.list {
			if block.columns.kind != kind {
				continue
			}
			listed = listed || kind == variableBlock
			if block.columns.time != "" && d.Map.Time == "" {
				d.Map.Time = block.columns.time
			}
			for i, r := range block.rows {
				if i%1000 == 0 && ctx.Err() != nil {
					return nil, nil, ctx.Err()
				}
				var err error
				if kind == variableBlock {
					err = d.variable(block, r)
				} else {
					err = d.link(block, r, listed)
				}
				if err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return d.Finish()
}

// language takes a table for Danish whose titles are.
func (d *draft) language(b *blocks) {
	danish := 0
	for _, block := range b.list {
		danish += block.columns.danish - block.columns.english
	}
	if danish > 0 {
		d.Map.Language = maps.Danish
	}
}

// label makes a label of a cell, in which tabs and line breaks of every kind
// part words.
func (d *draft) label(s, where string) string { return d.Label(format.OneLine(s), where) }

// addVariable adds a variable under its label and the id that the file states,
// if it states one, and returns its index.
func (d *draft) addVariable(v maps.Variable, where string) (int, error) {
	at := len(d.Map.Variables)
	stated := v.ID
	if _, err := d.Variable(v, where); err != nil {
		return 0, err
	}
	names := []string{v.Label.Plain}
	if stated != "" {
		d.byID[stated] = at
		names = append(names, stated)
	}
	for _, name := range names {
		if _, taken := d.byName[format.NameKey(name)]; !taken {
			d.byName[format.NameKey(name)] = at
		}
	}
	return at, nil
}

// find returns the variable that an end of a link names, and adds it if there
// is none.
func (d *draft) find(name, where string, listed bool) (string, error) {
	name = d.label(name, where)
	at, ok := d.byID[name]
	byID := ok
	if !ok {
		at, ok = d.byName[format.NameKey(name)]
	}
	if !ok {
		if listed {
			d.Report.Note("variables that only links name", where+": "+format.Shorten(name))
		}
		var err error
		if at, err = d.addVariable(maps.Variable{Label: maps.Plain(name)}, where); err != nil {
			return "", err
		}
	}
	v := &d.Map.Variables[at]
	if name != "" && v.Label.Plain != name && !byID {
		d.Report.Note("names that differ in case or spacing, taken for one", fmt.Sprintf("%s: %q is %q", where, format.Shorten(name), format.Shorten(v.Label.Plain)))
	}
	return v.ID, nil
}
