package archetype

import (
	"math/bits"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// ring is a loop made ready to be compared with others.
type ring struct {
	loop.Loop
	// variables and links are the sets of their numbers.
	variables, links []uint64
}

func newRing(g *graph.Graph, l loop.Loop) *ring {
	return &ring{Loop: l, variables: setOf(g.Len(), l.Variables), links: setOf(len(g.Links()), l.Links)}
}

// setOf returns numbers below n as bits.
func setOf(n int, numbers []int) []uint64 {
	set := make([]uint64, (n+63)/64)
	for _, x := range numbers {
		set[x/64] |= 1 << (x % 64)
	}
	return set
}

func has(set []uint64, x int) bool { return set[x/64]>>(x%64)&1 != 0 }

func inCommon(a, b []uint64) int {
	n := 0
	for i := range a {
		n += bits.OnesCount64(a[i] & b[i])
	}
	return n
}

// apart reports whether two loops share no variable.
func apart(a, b *ring) bool {
	for i := range a.variables {
		if a.variables[i]&b.variables[i] != 0 {
			return false
		}
	}
	return true
}

// meetOnce reports whether the variables that two loops share lie on one path
// that both follow. They do if there is one shared link fewer than shared
// variables: shared links join shared variables to paths, of which there is
// then one.
func meetOnce(a, b *ring) bool {
	shared := inCommon(a.variables, b.variables)
	return shared > 0 && inCommon(a.links, b.links) == shared-1
}

// meeting is how two loops meet that meet once.
type meeting struct {
	// shared are the variables of the shared path, in the order of influence,
	// and path its links.
	shared, path []int
	// first and second are the own parts of the two loops.
	first, second part
}

// part is the way of a loop from the last shared variable to the first one.
type part struct {
	// between are the variables on the way, without the shared ones.
	between, links []int
}

// meet describes how two loops meet that meet once.
func meet(a, b *ring) meeting {
	var m meeting
	m.shared, m.path, m.first = split(a, b)
	_, _, m.second = split(b, a)
	return m
}

// split divides a loop into what it shares with another and its own part.
func split(a, b *ring) (shared, path []int, own part) {
	n := a.Len()
	start := 0
	for i := range n {
		before := (i + n - 1) % n
		if has(b.variables, a.Variables[i]) && !has(b.links, a.Links[before]) {
			start = i
		}
	}
	for i := range n {
		v, l := a.Variables[(start+i)%n], a.Links[(start+i)%n]
		if has(b.variables, v) {
			shared = append(shared, v)
		} else {
			own.between = append(own.between, v)
		}
		if has(b.links, l) {
			path = append(path, l)
		} else {
			own.links = append(own.links, l)
		}
	}
	return shared, path, own
}

// delayed reports whether any of some links is delayed.
func delayed(g *graph.Graph, links []int) bool {
	for _, l := range links {
		if g.Links()[l].Delayed {
			return true
		}
	}
	return false
}

// last returns the sign of the part's last link.
func (p part) last(g *graph.Graph) maps.Sign { return g.Links()[p.links[len(p.links)-1]].Sign }
