package leverage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"

	"sysmap/maps"
)

// Row is one variable of a ranking, with everything that was measured of it.
// As JSON it is an object with `variable`, `rank` and one key a measure.
type Row struct {
	Rank
	// Variable is the id, Label what the map calls it.
	Variable string
	Label    maps.Text
	// Values are those of the result's columns, in their order; the entry of
	// a column that is missing means nothing.
	Values []float64
	// Driver, Removal and Quadrant are the variable's classes, Community the
	// number of its group.
	Driver    DriverClass
	Removal   RemovalClass
	Quadrant  Quadrant
	Community int
	// BreaksLoops: it is in the feedback vertex set that was found.
	BreaksLoops bool
	// Why says in whole sentences why it ranks there.
	Why maps.Text

	columns []Column
}

// Ranking returns a row for each variable, the highest value of a measure
// first and equal values in the order of the map. The empty measure is
// [DefaultMeasure]. The error says that the measure is unknown, or why this map
// has no values of it.
func (r *Result) Ranking(by Measure) ([]Row, error) {
	if by == "" {
		by = DefaultMeasure
	}
	column := r.Column(by)
	if column == nil {
		_, err := ParseMeasure(string(by))
		if err == nil {
			err = fmt.Errorf("leverage: this result has no values of %s", by)
		}
		return nil, err
	}
	if column.Values == nil {
		return nil, fmt.Errorf("leverage: there is no ranking by %s: %s; choose another measure", by, column.Missing.In(maps.English))
	}
	reasons := r.reasons(by)
	breaks := make([]bool, len(column.Values))
	for _, v := range r.FeedbackVertices.Members {
		breaks[v] = true
	}
	rows := make([]Row, 0, len(column.Values))
	for _, place := range rank(column.Values) {
		row := r.row(place)
		row.BreaksLoops = breaks[place.Node]
		row.Why = reasons.of(place.Node)
		rows = append(rows, row)
	}
	return rows, nil
}

func (r *Result) row(place Rank) Row {
	v := place.Node
	row := Row{
		Rank: place, Variable: r.Graph.ID(v), columns: r.Columns, Values: make([]float64, len(r.Columns)),
		Driver: r.Drivers.Class[v], Removal: r.Drivers.Removal[v],
		Quadrant: r.MICMAC.Quadrants[v], Community: r.Communities.Of[v],
	}
	if m := r.Graph.Map(); m != nil {
		row.Label = m.Variables[r.Graph.Origin(v)].Label
	}
	for i, column := range r.Columns {
		if column.Values != nil {
			row.Values[i] = column.Values[v]
		}
	}
	return row
}

// MarshalJSON writes `variable`, `rank`, `sharing_rank`, a key for each measure
// (null where it is missing), `driver_class`, `removal_class`,
// `micmac_quadrant`, `community`, `in_feedback_vertex_set` and `why` in each
// language.
func (row Row) MarshalJSON() ([]byte, error) {
	o := object{}
	o.add("variable", row.Variable)
	o.add("rank", row.Place)
	o.add("sharing_rank", row.Sharing)
	for i, column := range row.columns {
		if column.Values == nil {
			o.add(string(column.Measure), nil)
			continue
		}
		o.add(string(column.Measure), row.Values[i])
	}
	o.add("driver_class", row.Driver)
	o.add("removal_class", row.Removal)
	o.add("micmac_quadrant", row.Quadrant)
	o.add("community", row.Community)
	o.add("in_feedback_vertex_set", row.BreaksLoops)
	o.add("why", row.Why.By)
	return o.close()
}

// object writes a JSON object whose keys keep their order.
type object struct {
	text bytes.Buffer
	err  error
}

func (o *object) add(key string, value any) {
	text, err := json.Marshal(value)
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("leverage: %s: %w", key, err)
	}
	mark := ","
	if o.text.Len() == 0 {
		mark = "{"
	}
	fmt.Fprintf(&o.text, "%s%q:%s", mark, key, text)
}

func (o *object) close() ([]byte, error) {
	o.text.WriteByte('}')
	return o.text.Bytes(), o.err
}

// Control is what there is to say of control, with ids, for output. The sets
// are lists of variables or links; their sizes stand beside them.
type Control struct {
	MaximumMatching int      `json:"maximum_matching"`
	DriverNodeCount int      `json:"driver_node_count"`
	DriverNodes     []string `json:"driver_nodes"`
	Sources         []string `json:"sources"`

	FeedbackVertexSet        []string `json:"feedback_vertex_set"`
	FeedbackVertexSetSize    int      `json:"feedback_vertex_set_size"`
	FeedbackVertexSetMinimum bool     `json:"feedback_vertex_set_minimum"`
	FeedbackVertexSetAtLeast int      `json:"feedback_vertex_set_at_least"`
	// FeedbackVertexSets is how many minimum sets there are; nil if they were
	// not counted.
	FeedbackVertexSets *big.Int `json:"feedback_vertex_sets"`
	// FeedbackVertexSetsSampled is how many were found from random starts
	// where they were not counted.
	FeedbackVertexSetsSampled int `json:"feedback_vertex_sets_sampled"`

	FeedbackArcSet        []LinkID `json:"feedback_arc_set"`
	FeedbackArcSetSize    int      `json:"feedback_arc_set_size"`
	FeedbackArcSetMinimum bool     `json:"feedback_arc_set_minimum"`
	FeedbackArcSetAtLeast int      `json:"feedback_arc_set_at_least"`

	// Cautions are those of [ControlCautions], each in every language.
	Cautions []map[maps.Language]string `json:"cautions"`
}

// LinkID names a link by its ends and its sign, "+", "-" or "?".
type LinkID struct {
	From string `json:"from"`
	To   string `json:"to"`
	Sign string `json:"sign"`
}

// Control returns the result's sets with ids.
func (r *Result) Control() Control {
	c := Control{
		MaximumMatching: r.Drivers.Matching, DriverNodeCount: r.Drivers.Count,
		DriverNodes: r.ids(r.Drivers.Nodes), Sources: r.ids(r.Sources),
		FeedbackVertexSet:        r.ids(r.FeedbackVertices.Members),
		FeedbackVertexSetSize:    len(r.FeedbackVertices.Members),
		FeedbackVertexSetMinimum: r.FeedbackVertices.Minimum,
		FeedbackVertexSetAtLeast: r.FeedbackVertices.AtLeast,
		FeedbackVertexSets:       r.Membership.Sets, FeedbackVertexSetsSampled: r.Membership.Sampled,
		FeedbackArcSet:        []LinkID{},
		FeedbackArcSetSize:    len(r.FeedbackArcs.Members),
		FeedbackArcSetMinimum: r.FeedbackArcs.Minimum,
		FeedbackArcSetAtLeast: r.FeedbackArcs.AtLeast,
	}
	for _, l := range r.FeedbackArcs.Members {
		link := r.Graph.Links()[l]
		c.FeedbackArcSet = append(c.FeedbackArcSet, LinkID{r.Graph.ID(link.From), r.Graph.ID(link.To), link.Sign.String()})
	}
	for _, caution := range ControlCautions() {
		c.Cautions = append(c.Cautions, caution.By)
	}
	return c
}

func (r *Result) ids(nodes []int) []string {
	ids := make([]string, len(nodes))
	for i, v := range nodes {
		ids[i] = r.Graph.ID(v)
	}
	return ids
}
