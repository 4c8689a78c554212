package matrix

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// row reads the n-th row below the names.
func (d *draft) row(cells []string, n, number int) error {
	source, cells, err := d.rowName(cells, n, number)
	if err != nil {
		return err
	}
	for i, c := range cells {
		if c == "" {
			continue
		}
		d.numbers++
		if c == "0" {
			continue
		}
		v, ok := influence(c)
		if v.none {
			continue
		}
		where := fmt.Sprintf("line %d, %s", number, format.Shorten(c))
		switch {
		case !ok:
			d.numbers--
			d.words++
			d.Report.Lose("cells that are not numbers", where)
		case i >= len(d.columns):
			d.Report.Lose("cells beyond the last name", where)
		default:
			if err := d.link(source, d.columns[i], v, where); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowName returns the variable of a row and the cells beside its name. Rows in
// the order of the columns are matched by it, so that two variables may have
// the same name; others by name.
func (d *draft) rowName(cells []string, n, number int) (int, []string, error) {
	if len(cells) == len(d.columns) && n < len(d.columns) && numeric(cells) {
		if n == 0 && len(d.byName) > 0 {
			d.Report.Note("rows without names, taken in the order of the columns", fmt.Sprintf("line %d", number))
		}
		return d.columns[n], cells, nil
	}
	where := fmt.Sprintf("line %d", number)
	name := d.Label(format.Restored(cells[0]), where)
	if n < len(d.columns) {
		if v := d.Map.Variables[d.columns[n]]; format.NameKey(name) == format.NameKey(v.Label.Plain) || name == "" {
			return d.columns[n], cells[1:], nil
		}
	}
	if name == "" {
		name = fmt.Sprintf("Variable %d", len(d.Map.Variables)+1)
		d.Report.Note("variables without a name, which are numbered", where)
	}
	if i, ok := d.byName[format.NameKey(name)]; ok {
		return i, cells[1:], nil
	}
	d.Report.Note("variables that have a row and no column", where+": "+format.Shorten(name))
	err := d.variable(name, where)
	return len(d.Map.Variables) - 1, cells[1:], err
}

// link adds the link that a cell states.
func (d *draft) link(row, column int, v value, where string) error {
	if d.transposed {
		row, column = column, row
	}
	l := maps.NewLink(d.Map.Variables[row].ID, d.Map.Variables[column].ID, v.sign)
	switch {
	case v.size > 1:
		d.beyond = true
		d.Report.Lose("strengths outside 0…1", where)
	case v.size > 0:
		l.Strength, l.StrengthStated = maps.Exactly(v.size), true
		d.parts = d.parts || v.size < 1
	}
	return d.Link(l, where)
}

// settleStrengths takes the strengths back where all of them are 1, because
// such a matrix only gives signs, and where the others are larger, because then
// 1 is the weakest.
func (d *draft) settleStrengths() {
	if d.parts {
		return
	}
	for i := range d.Map.Links {
		l := &d.Map.Links[i]
		if l.StrengthStated && d.beyond {
			d.Report.Lose("strengths outside 0…1", l.Ref().String()+", where others are beyond 1")
		}
		*l = maps.NewLink(l.From, l.To, l.Sign)
	}
}

// value is what a cell says. The size is 0 where only a sign is given.
type value struct {
	none bool
	sign maps.Sign
	size float64
}

// influence reads a cell.
func influence(s string) (value, bool) {
	s = strings.TrimSpace(format.Restored(strings.TrimSpace(s)))
	switch s {
	case "", "0":
		return value{none: true}, true
	case "+":
		return value{sign: maps.Positive}, true
	case "-", "−", "–":
		return value{sign: maps.Negative}, true
	case "?":
		return value{sign: maps.Unknown}, true
	}
	s = strings.NewReplacer("−", "-", "–", "-").Replace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	if strings.Trim(s, "0123456789.+-eE") != "" {
		return value{}, false
	}
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsInf(v, 0):
		return value{}, false
	case v > 0:
		return value{sign: maps.Positive, size: v}, true
	case v < 0:
		return value{sign: maps.Negative, size: -v}, true
	}
	return value{none: true}, true
}
