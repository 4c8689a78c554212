package voices

import (
	"cmp"
	stdmaps "maps"
	"slices"

	"sysmap/maps"
)

// RoleKind is one of the roles that an actor can have on a variable.
type RoleKind string

const (
	MustAct  RoleKind = "must_act"
	CanAct   RoleKind = "can_act"
	Affected RoleKind = "affected"
	Knows    RoleKind = "knows"
)

// roleKinds are the roles with where a map keeps them.
var roleKinds = []struct {
	kind RoleKind
	list func(*maps.Role) *[]string
}{
	{MustAct, func(r *maps.Role) *[]string { return &r.MustAct }},
	{CanAct, func(r *maps.Role) *[]string { return &r.CanAct }},
	{Affected, func(r *maps.Role) *[]string { return &r.Affected }},
	{Knows, func(r *maps.Role) *[]string { return &r.Knows }},
}

// RoleAgreement is what is said of one role of one actor on one variable.
type RoleAgreement struct {
	Variable string   `json:"variable"`
	Role     RoleKind `json:"role"`
	Actor    string   `json:"actor"`
	// OnMap: the map says so.
	OnMap bool `json:"on_map"`
	// SaidBy are the voices that say so. Otherwise are those that say who must
	// act on the variable and do not name this actor, or that say that it can
	// act but not that it must; only responsibility has them, for that others
	// can act or know, too, takes nothing from anyone. Silent are the rest.
	SaidBy    []string `json:"said_by"`
	Otherwise []string `json:"otherwise"`
	Silent    []string `json:"silent"`
	// MapOtherwise: the map counts, and is one of those that say otherwise.
	MapOtherwise bool `json:"map_otherwise"`
	// GoalLoops is how many loops of the goal run through the variable.
	GoalLoops int `json:"goal_loops"`
}

// claim is a role of an actor on a variable.
type claim struct {
	variable string
	role     RoleKind
	actor    string
}

// claims are the roles that one voice, or the map, says there are.
type claims struct {
	has map[claim]bool
	// responsible are the variables on which it says that anybody must act.
	responsible map[string]bool
}

func claimsOf(roles []maps.Role) claims {
	out := claims{make(map[claim]bool), make(map[string]bool)}
	for i := range roles {
		for _, k := range roleKinds {
			for _, id := range *k.list(&roles[i]) {
				out.has[claim{id, k.kind, roles[i].Actor}] = true
				if k.kind == MustAct {
					out.responsible[id] = true
				}
			}
		}
	}
	return out
}

// otherwise reports whether it is said that somebody else must act, or that the
// actor can but need not.
func (c claims) otherwise(k claim) bool {
	if k.role != MustAct || c.has[k] {
		return false
	}
	return c.responsible[k.variable] || c.has[claim{k.variable, CanAct, k.actor}]
}

// roleAgreements are all roles that voices speak of, and those of the map that
// they speak of otherwise: by variable in the order of the map, then by role,
// then by actor.
func (h *Hearing) roleAgreements(o Options, loops *goalLoops) []RoleAgreement {
	all := make(map[claim]bool)
	for _, c := range append(h.said[:len(h.said):len(h.said)], h.onMap) {
		for k := range c.has {
			all[k] = true
		}
	}
	out := []RoleAgreement{}
	for _, k := range h.inOrder(all) {
		r := RoleAgreement{
			Variable: k.variable, Role: k.role, Actor: k.actor, OnMap: h.onMap.has[k], GoalLoops: loops.through[k.variable],
			SaidBy: []string{}, Otherwise: []string{}, Silent: []string{},
		}
		for n, c := range h.said {
			switch id := h.voices[n].ID; {
			case c.has[k]:
				r.SaidBy = append(r.SaidBy, id)
			case c.otherwise(k):
				r.Otherwise = append(r.Otherwise, id)
			default:
				r.Silent = append(r.Silent, id)
			}
		}
		if len(r.SaidBy)+len(r.Otherwise) == 0 {
			continue
		}
		r.MapOtherwise = !o.OnlyVoices && h.onMap.otherwise(k)
		out = append(out, r)
	}
	return out
}

// inOrder sorts claims by variable, role and actor, each in the order of the
// map.
func (h *Hearing) inOrder(all map[claim]bool) []claim {
	variables, actors := numbered(h.variableIDs()), numbered(h.actorIDs())
	kinds := make(map[RoleKind]int)
	for i, k := range roleKinds {
		kinds[k.kind] = i
	}
	return slices.SortedFunc(stdmaps.Keys(all), func(a, b claim) int {
		return cmp.Or(variables[a.variable]-variables[b.variable], kinds[a.role]-kinds[b.role], actors[a.actor]-actors[b.actor])
	})
}

func numbered(ids []string) map[string]int {
	out := make(map[string]int, len(ids))
	for i, id := range ids {
		out[id] = i
	}
	return out
}

// split is how divided those who speak are, from 0 to 1.
func (r *RoleAgreement) split(o Options) float64 {
	so, against := len(r.SaidBy), len(r.Otherwise)
	if r.OnMap && !o.OnlyVoices {
		so++
	}
	if r.MapOtherwise {
		against++
	}
	return evenness(so, against)
}

// evenness is 1 where as many say the one as the other, and 0 where all agree.
func evenness(a, b int) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * float64(min(a, b)) / float64(a+b)
}

func (h *Hearing) variableIDs() []string {
	var ids []string
	for _, list := range [][]maps.Variable{h.base.Variables, h.variables} {
		for i := range list {
			ids = append(ids, list[i].ID)
		}
	}
	return ids
}

func (h *Hearing) actorIDs() []string {
	var ids []string
	for _, list := range [][]maps.Actor{h.base.Actors, h.actors} {
		for i := range list {
			ids = append(ids, list[i].ID)
		}
	}
	return ids
}
