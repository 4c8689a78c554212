package maps

// Map is a systems map: variables, signed links between them, and everything
// that people have said about them. It is what analyses and pictures read.
// Lists keep the order of the file; where a map extends another, what it adds
// comes after what it inherits.
//
// A Map that a [Loader] returns is composed and valid: every id that is named
// exists, ids are unique within their list, and every number is finite and in
// its range. Treat it as read-only; to change a file, edit its [Document].
type Map struct {
	Title Text
	// Note is a longer text about the map as a whole.
	Note Text
	// Language is what the file declares; English when it declares nothing.
	Language Language
	// Time is the unit of every delay, inertia and horizon; empty when no
	// file says.
	Time TimeUnit
	// Illustrative marks a map made to show the tool, not from evidence;
	// pictures and reports say so.
	Illustrative bool
	// Sources are credited wherever the map is drawn. A map that extends
	// another carries the other's sources before its own.
	Sources []Source

	Categories []Category
	Clusters   []Cluster
	Variables  []Variable
	Links      []Link
	Goal       Goal
	Actors     []Actor
	Roles      []Role
	Efforts    []Effort
	Scenarios  []Scenario
	Views      []View
	Loops      []Loop
	// Voices are what participants say about the map, each on its own.
	Voices []Voice
}

// TimeUnit is the unit in which a map counts time.
type TimeUnit string

const (
	Day   TimeUnit = "day"
	Week  TimeUnit = "week"
	Month TimeUnit = "month"
	Year  TimeUnit = "year"
)

// Source is where a map comes from.
type Source struct {
	Text Text
	URL  string
}

// Category says what kind of variable something is; it decides the colour of
// the box.
type Category struct {
	ID    string
	Label Text
	// Colour fills the box; empty lets the theme choose. Written #rrggbb.
	Colour string
	// Accent fills the boxes of variables that are accented.
	Accent string
}

// Cluster is a thematic part of the map.
type Cluster struct {
	ID    string
	Label Text
	Note  Text
	// Colour tints the cluster's region; empty lets the theme choose.
	Colour string
}

// Variable is something that can be more or less.
type Variable struct {
	ID    string
	Label Text
	Note  Text
	// Category and Cluster are ids, or empty.
	Category string
	Cluster  string
	// At pins the centre of the box, in points, x to the right and y down;
	// nil leaves the place to the layout.
	At *Position
	// Accent asks for the category's accent colour.
	Accent bool
	// Measure is the indicator that would show the variable change; nil
	// when none is named.
	Measure *Measure
	// Horizon says when change is expected to show; empty when unsaid.
	Horizon Horizon
	// Inertia is the time constant of the variable, in [Map.Time] units;
	// nil when unsaid.
	Inertia *Range
}

// Position is a place on the sheet in points, x to the right and y down.
type Position struct{ X, Y float64 }

// Measure is an indicator that shows a variable change.
type Measure struct {
	Indicator Text
	Unit      string
	Source    string
}

// Horizon is when a variable is expected to change.
type Horizon string

const (
	EarlyChange      Horizon = "early"
	SystemChange     Horizon = "system"
	PopulationChange Horizon = "population"
)

// Range is an uncertain number: anywhere from Low to High. A certain number
// has Low equal to High.
type Range struct{ Low, High float64 }

// Exactly makes a certain number.
func Exactly(v float64) Range { return Range{Low: v, High: v} }

// Middle returns the midpoint, which is what a single run uses.
func (r Range) Middle() float64 { return r.Low + (r.High-r.Low)/2 }

// Certain reports whether the range is a single number.
func (r Range) Certain() bool { return r.Low == r.High }

// Sign is the direction of an influence.
type Sign int8

const (
	// Unknown: it is not known whether more leads to more or to less.
	Unknown Sign = 0
	// Positive: more leads to more.
	Positive Sign = +1
	// Negative: more leads to less.
	Negative Sign = -1
)

// String returns "+", "-" or "?".
func (s Sign) String() string {
	switch s {
	case Positive:
		return "+"
	case Negative:
		return "-"
	}
	return "?"
}

// Arrow returns the sign as link shorthand writes it: "->+", "->-" or "->?".
func (s Sign) Arrow() string { return "->" + s.String() }

// Link is an influence of one variable on another. Two variables may have
// several links in the same direction as long as their signs differ.
type Link struct {
	From, To string
	Sign     Sign
	// Strength is in 0…1. Unstated is the whole of 0…1, and
	// StrengthStated is then false.
	Strength       Range
	StrengthStated bool
	// Delay is in [Map.Time] units; nil when there is none.
	Delay *Range
	// Confidence is empty when unsaid.
	Confidence Confidence
	// Probability that the link exists, in 0…1; 1 when unsaid.
	Probability float64
	// Positive is, for a link of unknown sign, the probability that its
	// influence is positive, above 0 and at most 1; 0 when unsaid, which is as
	// likely as not.
	Positive float64
	// Bend pins the link's curve: how far its middle stands from the
	// straight line, as a share of the line's length, positive to the left
	// of the direction of travel as seen on the sheet. nil leaves the curve
	// to the router.
	Bend *float64
	// Core marks a link of the map's core loop, drawn with emphasis.
	Core     bool
	Note     Text
	Evidence []Evidence
}

// Ref names the link.
func (l Link) Ref() LinkRef { return LinkRef{From: l.From, To: l.To, Sign: l.Sign} }

// LinkRef names a link by what makes it unique: its ends and its sign.
type LinkRef struct {
	From, To string
	Sign     Sign
}

// String returns link shorthand: "a ->+ b".
func (r LinkRef) String() string { return r.From + " " + r.Sign.Arrow() + " " + r.To }

// Confidence is how sure people are that a link is as drawn.
type Confidence string

const (
	LowConfidence    Confidence = "low"
	MediumConfidence Confidence = "medium"
	HighConfidence   Confidence = "high"
)

// Evidence supports a link.
type Evidence struct {
	Source string
	Kind   EvidenceKind
	Quote  Text
	URL    string
}

// EvidenceKind is where evidence comes from.
type EvidenceKind string

const (
	Study           EvidenceKind = "study"
	Expert          EvidenceKind = "expert"
	LivedExperience EvidenceKind = "lived"
)

// Goal is what the alliance wants to move. Lists hold variable ids.
type Goal struct {
	Label Text
	Raise []string
	Lower []string
}

// Empty reports whether the map states no goal.
func (g Goal) Empty() bool { return len(g.Raise) == 0 && len(g.Lower) == 0 }

// Actor is an organisation or a group of people.
type Actor struct {
	ID     string
	Label  Text
	Sector Sector
	Note   Text
	// Backbone marks the actor that holds the shared secretariat.
	Backbone bool
}

// Sector is the part of society that an actor belongs to.
type Sector string

const (
	PublicSector    Sector = "public"
	BusinessSector  Sector = "business"
	CivilSociety    Sector = "civil-society"
	ResearchSector  Sector = "research"
	PeopleConcerned Sector = "people"
)

// Role says what one actor has to do with which variables. Lists hold
// variable ids.
type Role struct {
	Actor    string
	MustAct  []string
	CanAct   []string
	Affected []string
	Knows    []string
}

// Effort is something that is going on or planned.
type Effort struct {
	ID    string
	Label Text
	Note  Text
	// By holds actor ids.
	By     []string
	Status Status
	Level  Level
	// Cost is in whatever unit the alliance uses throughout; nil when unsaid.
	Cost *float64
	On   []Intervention
}

// Status is how far an effort has come.
type Status string

const (
	Idea    Status = "idea"
	Planned Status = "planned"
	Running Status = "running"
	Ended   Status = "ended"
)

// Level is where in the system an effort intervenes, after the Intervention
// Level Framework (Malhi et al. 2009; Johnston, Matteson, Finegood 2014).
type Level string

const (
	LevelParadigm  Level = "paradigm"
	LevelGoals     Level = "goals"
	LevelStructure Level = "structure"
	LevelFeedback  Level = "feedback"
	LevelElements  Level = "elements"
)

// Scenario is a set of things done at once.
type Scenario struct {
	ID    string
	Label Text
	Note  Text
	// BasedOn is the id of a scenario this one builds on, or empty.
	BasedOn string
	// Efforts holds effort ids.
	Efforts       []string
	Interventions []Intervention
}

// Intervention is one change to a variable or to a link. Exactly one of
// Variable and Link is set.
type Intervention struct {
	Variable string
	Link     *LinkRef
	Action   Action
	// Amount is the size of a press, pulse, ramp or hold (on the scale
	// −1…1 of change from today), the factor of a scale, or the strength
	// of an added link (0…1). It is unused for cut and re-sign.
	Amount float64
	// NewSign is what a re-sign makes of the link.
	NewSign Sign
	// From and Until are in [Map.Time] units from today; a nil Until lasts.
	From  float64
	Until *float64
}

// Action is what an intervention does. The first four are for variables, the
// others for links.
type Action string

const (
	Press  Action = "press"
	Pulse  Action = "pulse"
	Ramp   Action = "ramp"
	Hold   Action = "hold"
	Cut    Action = "cut"
	Scale  Action = "scale"
	Add    Action = "add"
	Resign Action = "sign"
)

// View is a named part of the map, for slides and workshops. It shows every
// variable of its clusters and categories, those it lists, and those of its
// loops.
type View struct {
	ID    string
	Label Text
	// Text is what the presenter says of it.
	Text       Text
	Clusters   []string
	Categories []string
	Variables  []string
	// Loops holds ids of named loops.
	Loops []string
	// Neighbours adds the variables one link away.
	Neighbours bool
}

// Loop is a feedback loop that people have named.
type Loop struct {
	ID    string
	Label Text
	Note  Text
	// Through lists the variable ids in the order of influence, the first
	// not repeated at the end.
	Through []string
}
