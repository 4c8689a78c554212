package viewer

// Document is all that the page knows: the map as people read it, what the
// study found, and the drawings. Its JSON is the contract with the front end in
// web; lists are never null.
type Document struct {
	Version string `json:"version"`
	Digest  string `json:"digest"`
	// Name is what the map is called on a command line.
	Name     string `json:"name"`
	Language string `json:"language"`
	// Theme is auto, light or dark.
	Theme string `json:"theme"`
	// Languages are those that the page can be switched to.
	Languages    []string `json:"languages"`
	Title        Text     `json:"title"`
	Note         Text     `json:"note,omitempty"`
	Unit         Unit     `json:"unit"`
	Illustrative bool     `json:"illustrative"`
	Sources      []Source `json:"sources"`
	Goal         Goal     `json:"goal"`
	// Findings are what the map says on the whole, most important first, and
	// Gaps what it does not say.
	Findings   []Text    `json:"findings"`
	Gaps       []Text    `json:"gaps"`
	Categories []Kind    `json:"categories"`
	Clusters   []Cluster `json:"clusters"`
	Views      []View    `json:"views"`

	Variables []Variable `json:"variables"`
	Links     []Link     `json:"links"`
	Loops     Loops      `json:"loops"`
	Measures  []Measure  `json:"measures"`

	Actors  []Actor  `json:"actors"`
	Sectors []Sector `json:"sectors"`
	Efforts []Effort `json:"efforts"`

	Lenses    []Lens     `json:"lenses"`
	Scenarios []Scenario `json:"scenarios"`
	// Seed and Runs are those of the scenarios, Until how long they are
	// followed, and Press how hard a variable is pressed where nobody says.
	Seed  uint64  `json:"seed"`
	Runs  int     `json:"runs"`
	Until float64 `json:"until"`
	Press float64 `json:"press"`

	Drawings []Drawing `json:"drawings"`
	// Map is the whole composed map as a file, as the engine reads it.
	Map string `json:"map"`
}

// Text is what people read, by language; at least one if there is any. A text
// that is the same in every language is under the map's own.
type Text map[string]string

// Unit is the map's unit of time in the plural, as it stands after a number.
type Unit struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
}

// Source is where the map comes from.
type Source struct {
	Text Text   `json:"text"`
	URL  string `json:"url,omitempty"`
}

// Goal lists ids of variables.
type Goal struct {
	Label Text     `json:"label,omitempty"`
	Raise []string `json:"raise"`
	Lower []string `json:"lower"`
}

// Kind is a category, or a cluster where the map has no categories: what gives
// boxes their colour. Class is the class of its boxes in drawings.
type Kind struct {
	ID         string `json:"id"`
	Class      string `json:"class"`
	Label      Text   `json:"label"`
	Colour     string `json:"colour"`
	ColourDark string `json:"colour_dark"`
	Edge       string `json:"edge"`
	EdgeDark   string `json:"edge_dark"`
}

// Cluster is a thematic part of the map.
type Cluster struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
	Note  Text   `json:"note,omitempty"`
}

// View is a part of the map that has a drawing. The first is the full map,
// whose ID is empty; clusters follow, then the views that people have named.
type View struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"` // map, cluster or view
	Label     Text     `json:"label"`
	Note      Text     `json:"note,omitempty"`
	Variables []string `json:"variables"`
	// Loops are ids of named loops that the view is about.
	Loops []string `json:"loops"`
}

// Variable is one variable with everything that was found about it.
type Variable struct {
	ID       string         `json:"id"`
	Group    string         `json:"group"` // id of its group in drawings, without their prefix
	Label    Text           `json:"label"`
	Category string         `json:"category,omitempty"`
	Cluster  string         `json:"cluster,omitempty"`
	Note     Text           `json:"note,omitempty"`
	Measure  *Indicator     `json:"measure,omitempty"`
	Horizon  Text           `json:"horizon,omitempty"`
	Inertia  *[2]float64    `json:"inertia,omitempty"`
	Roles    []Role         `json:"roles"`
	Efforts  []string       `json:"efforts"`
	Loops    *Count         `json:"loops,omitempty"`
	Ranks    map[string]int `json:"ranks"`
	// Measures has the values of [Document.Measures] by their ids.
	Measures map[string]float64 `json:"measures"`
	// Why says in a sentence what makes its place.
	Why    Text    `json:"why,omitempty"`
	Effect *Effect `json:"effect,omitempty"`
}

// Indicator is what would show the variable change.
type Indicator struct {
	Indicator Text   `json:"indicator"`
	Unit      string `json:"unit,omitempty"`
	Source    string `json:"source,omitempty"`
}

// Role is what one actor has to do with a variable: must_act, can_act, affected
// or knows.
type Role struct {
	Actor string `json:"actor"`
	Role  string `json:"role"`
	Label Text   `json:"label"`
}

// Count is a number of loops by polarity, as decimal digits: they may be too
// large for a number of JavaScript.
type Count struct {
	Total        string `json:"total"`
	Reinforcing  string `json:"reinforcing"`
	Balancing    string `json:"balancing"`
	Undetermined string `json:"undetermined"`
}

// Effect is what a lasting press on a variable does to the goal; see
// simulate.Effect.
type Effect struct {
	Size      float64 `json:"size"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Sign      int     `json:"sign"`
	Certainty float64 `json:"certainty"`
	Rank      int     `json:"rank"`
	InGoal    bool    `json:"in_goal"`
}

// Link is one influence.
type Link struct {
	// Group is the id of its group in drawings, without their prefix, and Ref
	// its shorthand, as the command line writes it.
	Group string `json:"id"`
	Ref   string `json:"ref"`
	From  string `json:"from"`
	To    string `json:"to"`
	Sign  int    `json:"sign"`
	// Words says the influence in a sentence.
	Words          Text        `json:"words"`
	Strength       [2]float64  `json:"strength"`
	StrengthStated bool        `json:"strength_stated"`
	Delay          *[2]float64 `json:"delay,omitempty"`
	Confidence     string      `json:"confidence,omitempty"` // low, medium or high
	Probability    float64     `json:"probability"`
	Core           bool        `json:"core,omitempty"`
	Note           Text        `json:"note,omitempty"`
	Evidence       []Evidence  `json:"evidence,omitempty"`
	Loops          *Count      `json:"loops,omitempty"`
}

// Evidence supports a link.
type Evidence struct {
	Source string `json:"source,omitempty"`
	Kind   string `json:"kind,omitempty"` // study, expert or lived
	Label  Text   `json:"label,omitempty"`
	Quote  Text   `json:"quote,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Loops are the feedback loops of the map.
type Loops struct {
	// Statement says in a sentence how many there are and how far that is
	// known.
	Statement Text `json:"statement"`
	// Complete: all loops are counted; otherwise those of up to MaxLength
	// links.
	Complete  bool          `json:"complete"`
	MaxLength int           `json:"max_length"`
	Count     Count         `json:"count"`
	ByLength  []LengthCount `json:"by_length"`
	// Named are those that people have named, Short the shortest, and Extent
	// says of what Short is all.
	Named  []Loop `json:"named"`
	Short  []Loop `json:"short"`
	Extent Text   `json:"extent"`
}

// LengthCount is how many loops have one length.
type LengthCount struct {
	Length int `json:"length"`
	Count
}

// Loop is one feedback loop.
type Loop struct {
	// ID is the name that people gave it, or empty.
	ID       string `json:"id,omitempty"`
	Label    Text   `json:"label,omitempty"`
	Polarity string `json:"polarity"` // R, B or U
	// Variables are in the order of influence; Links[i], an index into
	// [Document.Links], leaves Variables[i].
	Variables []string `json:"variables"`
	Links     []int    `json:"links"`
	Length    int      `json:"length"`
	Delayed   bool     `json:"delayed"`
	// Story tells it in words.
	Story Text `json:"story"`
}

// Measure is something that the study says of every variable.
type Measure struct {
	ID      string `json:"id"`
	Label   Text   `json:"label"`
	Meaning Text   `json:"meaning"`
}

// Actor is an organisation or a group of people.
type Actor struct {
	ID       string `json:"id"`
	Label    Text   `json:"label"`
	Sector   string `json:"sector,omitempty"`
	Note     Text   `json:"note,omitempty"`
	Backbone bool   `json:"backbone,omitempty"`
}

// Sector is a part of society that actors belong to.
type Sector struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
}

// Effort is something that is going on or planned.
type Effort struct {
	ID     string   `json:"id"`
	Label  Text     `json:"label"`
	Note   Text     `json:"note,omitempty"`
	By     []string `json:"by"`
	Status Text     `json:"status,omitempty"`
	Level  Text     `json:"level,omitempty"`
	// Running says whether it goes on today.
	Running bool `json:"running"`
	// On lists ids of variables, and Links indices into [Document.Links].
	On            []string       `json:"on"`
	Links         []int          `json:"links"`
	Interventions []Intervention `json:"interventions"`
}
