package alliance

import (
	"slices"

	"sysmap/maps"
)

// Coverage is who has a role where.
type Coverage struct {
	// Variables is how many the map has, and Held how many of them some actor
	// must or can act on.
	Variables int `json:"variables"`
	Held      int `json:"held"`
	// Unheld are the variables that nobody must or can act on, and Untouched
	// those of them where nobody has any role; in the order of the map.
	Unheld    []string `json:"unheld"`
	Untouched []string `json:"untouched"`
	// Clusters are the columns: the clusters of the map in its order, then
	// those variables that have none if there are any.
	Clusters []ClusterHeld `json:"clusters"`
	// Actors are the rows, in the order of the map.
	Actors     []ActorCoverage `json:"actors"`
	Statements []Statement     `json:"statements"`
}

// ClusterHeld is how much of a cluster is held.
type ClusterHeld struct {
	// Cluster is empty for variables without one.
	Cluster   string `json:"cluster"`
	Variables int    `json:"variables"`
	Held      int    `json:"held"`
}

// ActorCoverage is one row of the matrix of actors and clusters. Cells has the
// order of [Coverage.Clusters].
type ActorCoverage struct {
	Actor  string      `json:"actor"`
	Sector maps.Sector `json:"sector,omitempty"`
	Cells  []Cell      `json:"cells"`
}

// Cell is the roles of one actor in one cluster, as ids of variables in the
// order of the map. A variable may be in several of the lists.
type Cell struct {
	MustAct  []string `json:"must_act,omitempty"`
	CanAct   []string `json:"can_act,omitempty"`
	Affected []string `json:"affected,omitempty"`
	Knows    []string `json:"knows,omitempty"`
}

// CoverageOf returns who has a role where. The error says that the map is not
// valid or is [ErrTooMany].
func CoverageOf(m *maps.Map) (Coverage, error) {
	s, err := survey(m)
	if err != nil {
		return Coverage{}, err
	}
	return s.coverage(), nil
}

func (s *ground) coverage() Coverage {
	c := Coverage{
		Variables: len(s.m.Variables), Unheld: []string{}, Untouched: []string{},
		Clusters: []ClusterHeld{}, Actors: []ActorCoverage{}, Statements: []Statement{},
	}
	column := make([]int, len(s.m.Variables))
	for _, cluster := range s.m.Clusters {
		c.Clusters = append(c.Clusters, ClusterHeld{Cluster: cluster.ID})
	}
	loose := len(c.Clusters)
	for v, variable := range s.m.Variables {
		k := slices.IndexFunc(c.Clusters[:loose], func(x ClusterHeld) bool { return x.Cluster == variable.Cluster })
		if k < 0 {
			if k = loose; len(c.Clusters) == loose {
				c.Clusters = append(c.Clusters, ClusterHeld{})
			}
		}
		column[v] = k
		c.Clusters[k].Variables++
		if len(s.holders[v]) > 0 {
			c.Clusters[k].Held++
			c.Held++
			continue
		}
		c.Unheld = append(c.Unheld, variable.ID)
		if len(s.touching[v]) == 0 {
			c.Untouched = append(c.Untouched, variable.ID)
		}
	}
	for a, actor := range s.m.Actors {
		row := ActorCoverage{Actor: actor.ID, Sector: actor.Sector, Cells: make([]Cell, len(c.Clusters))}
		mark := func(variables []int, list func(*Cell) *[]string) {
			for _, v := range variables {
				into := list(&row.Cells[column[v]])
				*into = append(*into, s.m.Variables[v].ID)
			}
		}
		mark(s.roles[a].must, func(x *Cell) *[]string { return &x.MustAct })
		mark(s.roles[a].can, func(x *Cell) *[]string { return &x.CanAct })
		mark(s.roles[a].affected, func(x *Cell) *[]string { return &x.Affected })
		mark(s.roles[a].knows, func(x *Cell) *[]string { return &x.Knows })
		c.Actors = append(c.Actors, row)
	}
	c.Statements = append(c.Statements, s.coverageStatements(c)...)
	return c
}

func (s *ground) coverageStatements(c Coverage) []Statement {
	if c.Variables == 0 {
		return nil
	}
	out := []Statement{state(say(
		"Somebody must or can act on %s of the map's %s (%s).",
		"Nogen har ansvar for eller kan handle på %s af kortets %s (%s).",
		c.Held, variableCount(c.Variables), share(float64(c.Held)/float64(c.Variables)),
	))}
	var empty []Sentence
	var about []string
	for _, x := range c.Clusters {
		if cluster := s.m.Cluster(x.Cluster); cluster != nil && x.Variables > 0 && x.Held == 0 {
			empty, about = append(empty, quoted(cluster.Label)), append(about, x.Cluster)
		}
	}
	if len(empty) > 0 {
		out = append(out, state(say("Nobody can act anywhere in %s.", "Ingen kan handle noget sted i %s.", empty), about...))
	}
	var idle []int
	for a := range s.m.Actors {
		if len(s.roles[a].held) == 0 {
			idle = append(idle, a)
		}
	}
	if len(idle) > 0 {
		out = append(out, state(say(
			"Without anything to act on: %s. Ask what they can do, or what they know that others need.",
			"Uden noget at handle på: %s. Spørg, hvad de kan gøre, eller hvad de ved, som andre har brug for.",
			s.actorsNamed(idle),
		), s.actorIDs(idle)...))
	}
	return out
}
