package arrows

import (
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// draft is the map as far as it has been read.
type draft struct {
	*format.Draft
	byName map[string]int
}

// find returns the variable of a name, and adds it if there is none.
func (d *draft) find(name, where string) (string, error) {
	name = d.Label(name, where)
	i, ok := d.byName[format.NameKey(name)]
	if !ok {
		i = len(d.Map.Variables)
		if _, err := d.Variable(maps.Variable{Label: maps.Plain(name)}, where); err != nil {
			return "", err
		}
		d.byName[format.NameKey(name)] = i
	}
	v := &d.Map.Variables[i]
	if name != "" && v.Label.Plain != name {
		d.Report.Note("names that differ in case or spacing, taken for one", fmt.Sprintf("%s: %q is %q", where, format.Shorten(name), format.Shorten(v.Label.Plain)))
	}
	return v.ID, nil
}
