package voices

import (
	"cmp"
	"context"
	"slices"

	"sysmap/alliance"
	"sysmap/maps"
)

// Agreement is who said what about a map, and what they disagree on.
type Agreement struct {
	// Map is the digest of the map.
	Map    string      `json:"map"`
	Voices []VoiceHead `json:"voices"`
	// MapCounts: the map itself counts as a voice.
	MapCounts bool `json:"map_counts"`
	// Goal: loops are those of the goal; all loops where the map has none.
	// Loops is how many of up to MaxLength links were counted.
	Goal      bool `json:"goal"`
	Loops     int  `json:"loops"`
	MaxLength int  `json:"max_length"`
	// Disputes are what voices disagree on, what matters most first.
	Disputes []Dispute       `json:"disputes"`
	Roles    []RoleAgreement `json:"roles"`
	Links    []LinkAgreement `json:"links"`
	// Variables and Actors are those that voices find missing.
	Variables []Missing `json:"missing_variables"`
	Actors    []Missing `json:"missing_actors"`
	// Unheard are sections of files that are no part of what voices say.
	Unheard    []Unheard            `json:"unheard,omitempty"`
	Statements []alliance.Statement `json:"statements"`
}

// VoiceHead is who speaks, and of how much.
type VoiceHead struct {
	ID    string    `json:"id"`
	Label maps.Text `json:"-"`
	En    string    `json:"en"`
	Da    string    `json:"da"`
	Note  maps.Text `json:"-"`
	// Links is how many links the voice names, Denied how many it denies, and
	// Roles how many roles it gives.
	Links  int `json:"links"`
	Denied int `json:"denied"`
	Roles  int `json:"roles"`
}

// Missing is a variable or an actor that the map does not have, and the voices
// that say so.
type Missing struct {
	ID     string    `json:"id"`
	Label  maps.Text `json:"-"`
	En     string    `json:"en"`
	Da     string    `json:"da"`
	SaidBy []string  `json:"said_by"`
}

// Unheard is what a voice's file holds that is not compared.
type Unheard struct {
	Voice    string   `json:"voice"`
	Sections []string `json:"sections"`
}

// DisputeKind is what a disagreement is about.
type DisputeKind string

const (
	// Responsibility: who must act on a variable.
	Responsibility DisputeKind = "must_act"
	// SignDispute: whether a link is positive or negative.
	SignDispute DisputeKind = "sign"
	// ExistenceDispute: whether there is such a link.
	ExistenceDispute DisputeKind = "existence"
	// StrengthDispute: how strong a link is; no strength fits all.
	StrengthDispute DisputeKind = "strength"
	// ConfidenceDispute: some are sure of a link, and others are not.
	ConfidenceDispute DisputeKind = "confidence"
)

// Dispute is one thing that voices disagree on.
type Dispute struct {
	Kind DisputeKind `json:"kind"`
	// Variable is set where it is about responsibility, From and To where it
	// is about a link.
	Variable string `json:"variable,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	// Split is how divided those are who speak, from 0 to 1: for strengths how
	// far apart the farthest two are, and otherwise 1 if as many say the one
	// as the other.
	Split float64 `json:"split"`
	// GoalShare is the share of the goal's loops that run through the variable
	// or along the link.
	GoalShare float64            `json:"goal_share"`
	Statement alliance.Statement `json:"statement"`

	link  *LinkAgreement
	roles []*RoleAgreement
}

// weight ranks disputes.
func (d *Dispute) weight() float64 { return d.Split * d.GoalShare }

// Compare says who said what. Disputes are ranked by how divided voices are
// times the share of the goal's loops that it bears on, then by how divided they
// are, then in the order of the map.
//
// The error says that the length is below zero, or is the context's.
func (h *Hearing) Compare(ctx context.Context, o Options) (*Agreement, error) {
	loops, err := h.countLoops(ctx, o.MaxLength)
	if err != nil {
		return nil, err
	}
	a := &Agreement{
		Map: h.base.Digest(), MapCounts: !o.OnlyVoices, Goal: !h.base.Goal.Empty(), Loops: loops.total, MaxLength: loops.maxLength,
		Roles: h.roleAgreements(o, loops), Links: h.linkAgreements(o, loops), Disputes: []Dispute{},
		Variables: []Missing{}, Actors: []Missing{},
	}
	for n, v := range h.voices {
		head := VoiceHead{ID: v.ID, Label: v.Label, En: v.Label.In(maps.English), Da: v.Label.In(maps.Danish), Note: v.Note, Links: len(v.Links), Denied: len(v.Denies)}
		head.Roles = len(h.said[n].has)
		a.Voices = append(a.Voices, head)
		if unheard := h.unheard(&v); len(unheard) > 0 {
			a.Unheard = append(a.Unheard, Unheard{v.ID, unheard})
		}
	}
	a.Variables = append(a.Variables, h.missingVariables()...)
	a.Actors = append(a.Actors, h.missingActors()...)
	h.disputes(a, o, loops)
	h.tell(a, o)
	return a, nil
}

// What a voice may say besides sections of its file that are not compared.
const (
	variablesOfTheMap = "variables of the map"
	actorsOfTheMap    = "actors of the map"
)

// unheard are the sections of a voice that are not compared, among them what it
// says of variables and actors that the map has.
func (h *Hearing) unheard(v *maps.Said) []string {
	list := slices.Clone(v.Unheard)
	if slices.ContainsFunc(v.Variables, func(x maps.Variable) bool { return h.base.Variable(x.ID) != nil }) {
		list = append(list, variablesOfTheMap)
	}
	if slices.ContainsFunc(v.Actors, func(a maps.Actor) bool { return h.base.Actor(a.ID) != nil }) {
		list = append(list, actorsOfTheMap)
	}
	return list
}

func (h *Hearing) missingVariables() (list []Missing) {
	for _, x := range h.variables {
		list = append(list, h.missed(x.ID, x.Label, func(v *maps.Said) bool {
			return slices.ContainsFunc(v.Variables, func(y maps.Variable) bool { return y.ID == x.ID })
		}))
	}
	return list
}

func (h *Hearing) missingActors() (list []Missing) {
	for _, x := range h.actors {
		list = append(list, h.missed(x.ID, x.Label, func(v *maps.Said) bool {
			return slices.ContainsFunc(v.Actors, func(y maps.Actor) bool { return y.ID == x.ID })
		}))
	}
	return list
}

func (h *Hearing) missed(id string, label maps.Text, by func(*maps.Said) bool) Missing {
	m := Missing{ID: id, Label: label, En: label.In(maps.English), Da: label.In(maps.Danish)}
	for i := range h.voices {
		if by(&h.voices[i]) {
			m.SaidBy = append(m.SaidBy, h.voices[i].ID)
		}
	}
	return m
}

// disputes fills in what voices disagree on.
func (h *Hearing) disputes(a *Agreement, o Options, loops *goalLoops) {
	for i := 0; i < len(a.Roles); {
		j := i
		for j < len(a.Roles) && a.Roles[j].Variable == a.Roles[i].Variable {
			j++
		}
		h.responsibility(a, i, j, o, loops)
		i = j
	}
	for i := range a.Links {
		l := &a.Links[i]
		positive, negative := l.signs(o)
		yes, no := l.existence(o)
		for _, d := range []Dispute{
			{Kind: SignDispute, Split: evenness(positive, negative)},
			{Kind: ExistenceDispute, Split: evenness(yes, no)},
			{Kind: StrengthDispute, Split: l.spread()},
			{Kind: ConfidenceDispute, Split: unsureness(l)},
		} {
			if d.Split > 0 {
				d.From, d.To, d.GoalShare, d.link = l.From, l.To, loops.share(l.GoalLoops), l
				a.Disputes = append(a.Disputes, d)
			}
		}
	}
	slices.SortStableFunc(a.Disputes, func(x, y Dispute) int {
		return cmp.Or(cmp.Compare(y.weight(), x.weight()), cmp.Compare(y.Split, x.Split))
	})
	for i := range a.Disputes {
		a.Disputes[i].Statement = h.tellDispute(&a.Disputes[i], o)
	}
}

// unsureness is small, so that doubt ranks behind dissent.
func unsureness(l *LinkAgreement) float64 {
	if l.unsure() {
		return 0.25
	}
	return 0
}

// responsibility looks at who must act on one variable: roles i…j−1.
func (h *Hearing) responsibility(a *Agreement, i, j int, o Options, loops *goalLoops) {
	d := Dispute{Kind: Responsibility, Variable: a.Roles[i].Variable, GoalShare: loops.share(a.Roles[i].GoalLoops)}
	for k := i; k < j; k++ {
		if r := &a.Roles[k]; r.Role == MustAct {
			d.Split = max(d.Split, r.split(o))
			d.roles = append(d.roles, r)
		}
	}
	if d.Split > 0 {
		a.Disputes = append(a.Disputes, d)
	}
}
