package handout

import "sysmap/render/diagram"

// Sheet is what there is to say to one actor, in one language.
type Sheet struct {
	// Actor is the id, Name what people call the actor, and Sector its sector's
	// name.
	Actor, Name, Sector string
	// Badge is the sign of the sector.
	Badge diagram.Badge
	// Map is the title of the map, and Goal what it wants to move.
	Map, Goal string
	// Lead says in a few sentences how much of the map is the actor's.
	Lead []string
	// Roles are those that the actor has, the strongest first.
	Roles []Role
	// Efforts are those that the actor takes part in.
	Efforts []Effort
	// Loops are some feedback loops of the goal that the actor can act on, those
	// with a name and then the shortest first, and LoopNote says of how many.
	Loops    []Story
	LoopNote string
	// Partners are those to coordinate with, the most to talk about first.
	Partners []Partner
	// Steps are what to do next.
	Steps []string
	// Source says what the sheet was made from.
	Source string
}

// Role is a role and the variables that the actor has it on.
type Role struct {
	// Title such as "You must act on"; Badge has the role's letter.
	Title string
	Badge diagram.Badge
	// Groups are the clusters, in the order of the map.
	Groups []Group
}

// Group is the variables of one cluster; Cluster is empty for those without.
type Group struct {
	Cluster   string
	Variables []string
}

// Effort is something the actor takes part in.
type Effort struct {
	Name, Detail string
	// On is what it acts on, With who else takes part.
	On, With []string
}

// Story is a feedback loop told in words.
type Story struct{ Title, Text string }

// Partner is somebody to coordinate with.
type Partner struct {
	Name  string
	Badge diagram.Badge
	// Between are the links that cross between the two, and Both what both hold.
	Between, Both []string
	// Efforts are those they share today; none is what calls for a talk.
	Efforts []string
}
