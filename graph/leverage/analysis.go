package leverage

import (
	"context"
	"fmt"

	"sysmap/graph"
	"sysmap/maps"
)

// Options says how far the analysis goes. The zero value is a good choice.
type Options struct {
	// ShortLength is up to how many links a loop is short; 0 is
	// [DefaultShortLength].
	ShortLength int
	// Damping is PageRank's; 0 is [DefaultDamping].
	Damping float64
	// SearchBudget bounds each of the three exact searches for feedback sets;
	// 0 is [DefaultSearchBudget].
	SearchBudget int
	// MaxStates and MaxSteps bound the counting of loops; 0 is what package
	// loop takes.
	MaxStates, MaxSteps int
	// Communities says how hard to look for communities.
	Communities CommunityOptions
	// Progress is told how much of the work is done, from 0 to 1; it may be
	// nil.
	Progress func(done float64)
}

// check returns what is wrong with the options.
func (o *Options) check() error {
	switch {
	case o.ShortLength < 0 || o.ShortLength > maxShortLength:
		return fmt.Errorf("leverage: short loops of up to %d links were asked for; give 1 to %d", o.ShortLength, maxShortLength)
	case o.Damping != 0 && !(o.Damping > 0 && o.Damping < 1):
		return fmt.Errorf("leverage: damping is %v; give a number between 0 and 1", o.Damping)
	case o.SearchBudget < 0 || o.MaxStates < 0 || o.MaxSteps < 0 || o.Communities.Restarts < 0:
		return fmt.Errorf("leverage: a budget is below 0; give 0 for the default or more")
	}
	if o.ShortLength == 0 {
		o.ShortLength = DefaultShortLength
	}
	return nil
}

// maxShortLength is what may be called short at most.
const maxShortLength = 100

// Result is everything that the structure of a graph says of leverage. Slices
// are by node.
type Result struct {
	// Graph is what was analysed.
	Graph *graph.Graph
	// Columns holds one entry for each of [Measures], in their order.
	Columns     []Column
	Loops       LoopCover
	Spectrum    Spectrum
	MICMAC      MICMAC
	Communities Communities
	Drivers     Drivers
	// Sources are the nodes without links in, ascending, links to themselves
	// aside.
	Sources []int
	// FeedbackVertices and FeedbackArcs break every loop.
	FeedbackVertices, FeedbackArcs FeedbackSet
	Membership                     Membership
	// Levels says at which levels the efforts of the map are: of the whole
	// map, also where only a part was analysed.
	Levels []LevelUse
}

// Column is one measure of all variables.
type Column struct {
	Measure Measure
	// Values is nil where the measure says nothing on this map; Missing says
	// why.
	Values  []float64
	Missing maps.Text
}

// Column returns the column of a measure, or nil if there is none.
func (r *Result) Column(m Measure) *Column {
	for i := range r.Columns {
		if r.Columns[i].Measure == m {
			return &r.Columns[i]
		}
	}
	return nil
}

// Analyse computes every measure. The result depends on the graph and the
// options alone, to the last bit. The error says what is wrong with the
// options, or is the context's.
func Analyse(ctx context.Context, g *graph.Graph, o Options) (*Result, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	a := analysis{ctx: ctx, g: g, options: o, values: map[Measure][]float64{}, missing: map[Measure]maps.Text{}}
	a.result.Graph = g
	steps := []func() error{
		a.links, a.paths, a.walks, a.micmac, a.communities, a.drivers, a.feedback, a.membership, a.loops,
	}
	for i, step := range steps {
		a.progress = func(share float64) {
			if o.Progress != nil {
				o.Progress((float64(i) + share) / float64(len(steps)))
			}
		}
		if err := step(); err != nil {
			return nil, err
		}
		a.progress(1)
	}
	a.result.Levels = LevelsOf(g.Map())
	for _, m := range Measures() {
		a.result.Columns = append(a.result.Columns, Column{Measure: m, Values: a.values[m], Missing: a.missing[m]})
	}
	return &a.result, nil
}

type analysis struct {
	ctx     context.Context
	g       *graph.Graph
	options Options
	result  Result
	values  map[Measure][]float64
	missing map[Measure]maps.Text
	// progress is told how much of a step is done.
	progress func(share float64)
}

// links counts every link, parallel ones and those from a variable to itself
// included, as the map draws them.
func (a *analysis) links() error {
	in, out, both := make([]float64, a.g.Len()), make([]float64, a.g.Len()), make([]float64, a.g.Len())
	for v := range a.g.Len() {
		in[v], out[v] = float64(len(a.g.In(v))), float64(len(a.g.Out(v)))
		both[v] = in[v] + out[v]
		if isSource(a.g, v) {
			a.result.Sources = append(a.result.Sources, v)
		}
	}
	a.values[InDegree], a.values[OutDegree], a.values[TotalDegree] = in, out, both
	return nil
}

func isSource(g *graph.Graph, v int) bool {
	for _, l := range g.In(v) {
		if g.Links()[l].From != v {
			return false
		}
	}
	return true
}

func isSink(g *graph.Graph, v int) bool {
	for _, l := range g.Out(v) {
		if g.Links()[l].To != v {
			return false
		}
	}
	return true
}

func (a *analysis) paths() error {
	p, err := ShortestPaths(a.ctx, a.g)
	a.values[Betweenness] = p.Betweenness
	a.values[HarmonicOut], a.values[HarmonicIn] = p.HarmonicOut, p.HarmonicIn
	a.values[ReachDown], a.values[ReachUp] = floats(p.ReachDown), floats(p.ReachUp)
	return err
}

func floats(counts []int) []float64 {
	values := make([]float64, len(counts))
	for v, n := range counts {
		values[v] = float64(n)
	}
	return values
}

func (a *analysis) walks() error {
	s, err := SpectrumOf(a.ctx, a.g)
	if err != nil {
		return err
	}
	a.result.Spectrum = s
	a.values[KatzIn], a.values[KatzOut] = s.KatzIn, s.KatzOut
	a.values[EigenvectorIn], a.values[EigenvectorOut] = s.EigenvectorIn, s.EigenvectorOut
	if s.EigenvectorIn == nil {
		why := bilingual{
			"several parts of the map are equally entangled, so there is no single answer",
			"flere dele af kortet er lige sammenfiltrede, så der er ikke ét svar",
		}
		if s.Radius == 0 {
			why = bilingual{"the map has no feedback loop between variables", "kortet har ingen feedbacksløjfe mellem faktorer"}
		}
		a.missing[EigenvectorIn], a.missing[EigenvectorOut] = why.text(), why.text()
	}
	net := newNetwork(a.g)
	if a.values[PageRankIn], err = net.pageRank(a.ctx, a.options.Damping); err != nil {
		return err
	}
	a.values[PageRankOut], err = net.reversed().pageRank(a.ctx, a.options.Damping)
	return err
}

func (a *analysis) micmac() (err error) {
	a.result.MICMAC, err = MICMACOf(a.ctx, a.g)
	a.values[MICMACInfluence], a.values[MICMACDependence] = a.result.MICMAC.Influence, a.result.MICMAC.Dependence
	return err
}

func (a *analysis) communities() (err error) {
	a.result.Communities, err = CommunitiesOf(a.ctx, a.g, a.options.Communities)
	return err
}

func (a *analysis) drivers() (err error) {
	a.result.Drivers, err = DriversOf(a.ctx, a.g)
	return err
}

func (a *analysis) feedback() (err error) {
	if a.result.FeedbackVertices, err = FeedbackVertices(a.ctx, a.g, a.options.SearchBudget); err != nil {
		return err
	}
	a.result.FeedbackArcs, err = FeedbackArcs(a.ctx, a.g, a.options.SearchBudget)
	return err
}

func (a *analysis) membership() (err error) {
	a.result.Membership, err = CountFeedbackVertices(a.ctx, a.g, a.options.SearchBudget)
	a.values[FeedbackShare] = a.result.Membership.Share
	if a.result.Membership.Share == nil {
		a.missing[FeedbackShare] = bilingual{
			"the budget does not suffice to find the smallest sets",
			"budgettet rækker ikke til at finde de mindste mængder",
		}.text()
	}
	return err
}

func (a *analysis) loops() (err error) {
	a.result.Loops, a.values[AllLoops], a.values[ShortLoops], err = participation(a.ctx, a.g, a.options, func(share float64) { a.progress(share / 2) })
	if err != nil {
		return err
	}
	if a.values[AllLoops] == nil {
		a.missing[AllLoops] = bilingual{
			"the numbers of feedback loops have more than 308 digits",
			"antallene af feedbacksløjfer har mere end 308 cifre",
		}.text()
	}
	a.values[LoopLeverage], err = discounted(a.ctx, a.g, &a.result.Loops)
	if a.values[LoopLeverage] == nil {
		a.missing[LoopLeverage] = bilingual{
			"there are too many feedback loops of the same length to compare",
			"der er for mange feedbacksløjfer af samme længde til at sammenligne dem",
		}.text()
	}
	return err
}
