package loop

import (
	"context"
	"iter"
	"slices"

	"sysmap/graph"
)

// search looks for the loops through one node, the root, in a contracted
// graph. It goes against the influence: from the root to what leads to it, and
// on to where the root leads. Nodes are numbered afresh from the root, which is
// 0; only those that the root reaches and that reach it are in.
type search struct {
	of *fabric
	// threads are the strands by where they end, those into node v from
	// first[v] to first[v+1], those with the shortest way home first. Strands
	// that come from the root are apart, as closers, in the same way.
	threads, closers   []thread
	first, firstCloser []int32
	// through are the nodes besides the root that a loop must pass.
	through []int32
	// beyond is the least length of a loop that takes nodes which are too far
	// away to be in, 0 if there are none.
	beyond int
}

// thread is a strand as the search meets it.
type thread struct {
	// to is the node that the strand comes from, where the search goes on.
	to int32
	// need is the least number of links that a loop takes from here: the
	// strand and the shortest way from the root to its start.
	need   int32
	weight weight
	strand int32
}

// stages splits the question into searches, each loop of at most longest links
// in exactly one: the loops through the busiest node, then those through the
// busiest of what is left without it, and so on, contracting afresh each time.
// Loops that contraction leaves no search for come on their own, as strands.
//
// Both functions return false to end it early. The only error is the context's.
func (q *question) stages(ctx context.Context, longest int, loose func(*fabric, int32) bool, through func(*search) bool) error {
	f := newFabric(q)
	if len(q.through) > 0 {
		return q.stageThrough(ctx, f, longest, through)
	}
	f.separate()
	f.contract(nil)
	for removed := 1; ; removed++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, s := range f.loose {
			if !loose(f, s) {
				return nil
			}
		}
		f.loose = f.loose[:0]
		root, left := f.busiest()
		if root < 0 {
			return nil
		}
		if !through(f.searchFrom(root, nil, longest)) {
			return nil
		}
		around := f.remove(root)
		// Separating looks at the whole graph, which a large one cannot
		// afford for each of its nodes.
		if removed*separateEvery >= left {
			removed, around = 0, nil
			f.separate()
		}
		f.contract(around)
	}
}

// separateEvery is how many nodes are to be left for each that is removed
// before the graph is separated again.
const separateEvery = 64

// stageThrough is one search from the first variable that is to be passed.
func (q *question) stageThrough(ctx context.Context, f *fabric, longest int, through func(*search) bool) error {
	for _, v := range q.through {
		f.fixed[v] = true
	}
	component := f.separate()
	for _, v := range q.through {
		if component[v] != component[q.through[0]] {
			return ctx.Err()
		}
	}
	f.readmitSelf()
	f.contract(nil)
	if s := f.searchFrom(int32(q.through[0]), q.through[1:], longest); s != nil {
		through(s)
	}
	return ctx.Err()
}

// readmitSelf gives fixed nodes back the self-loops that came before they were
// fixed.
func (f *fabric) readmitSelf() {
	for _, s := range f.loose {
		if v := f.strands[s].from; f.fixed[v] {
			f.out[v] = append(f.out[v], s)
			f.in[v] = append(f.in[v], s)
		}
	}
	f.loose = nil
}

// separate drops the strands between strong components, in which no loop can
// be, and returns the component of each node.
func (f *fabric) separate() []int {
	var links []graph.Link
	for _, list := range f.out {
		for _, s := range list {
			links = append(links, graph.Link{From: int(f.strands[s].from), To: int(f.strands[s].to)})
		}
	}
	component := make([]int, len(f.out))
	// Strands have ends and no sign here, so that there is nothing to refuse.
	g, _ := graph.FromLinks(len(f.out), links)
	for i, nodes := range g.StrongComponents() {
		for _, v := range nodes {
			component[v] = i
		}
	}
	between := func(s int32) bool {
		return component[f.strands[s].from] != component[f.strands[s].to]
	}
	for v := range f.out {
		f.out[v] = slices.DeleteFunc(f.out[v], between)
		f.in[v] = slices.DeleteFunc(f.in[v], between)
	}
	return component
}

// busiest returns the node with the most ways out, or −1 if none is left, and
// of several the one with the most ways in; and how many nodes are left. Going
// against the influence, a search that ends there rarely ends in vain: on maps
// it takes half the steps of one that begins there.
func (f *fabric) busiest() (root int32, left int) {
	root = -1
	most := [2]int{}
	for v := range f.out {
		ways := [2]int{len(f.out[v]), len(f.in[v])}
		if ways[0] == 0 || ways[1] == 0 {
			continue
		}
		left++
		if slices.Compare(ways[:], most[:]) > 0 {
			root, most = int32(v), ways
		}
	}
	return root, left
}

// searchFrom makes the search for the loops of at most longest links through a
// root and the other nodes given, or returns nil if there are none of any
// length.
func (f *fabric) searchFrom(root int32, through []int, longest int) *search {
	home, beyond := f.distancesFrom(root, longest)
	number := make([]int32, len(f.out))
	for v := range number {
		number[v] = -1
	}
	s := &search{of: f, beyond: beyond}
	number[root] = 0
	nodes := []int32{root}
	for at := 0; at < len(nodes); at++ {
		s.first = append(s.first, int32(len(s.threads)))
		s.firstCloser = append(s.firstCloser, int32(len(s.closers)))
		for _, strand := range f.in[nodes[at]] {
			to := f.strands[strand].from
			if home[to] < 0 {
				continue
			}
			if number[to] < 0 {
				number[to] = int32(len(nodes))
				nodes = append(nodes, to)
			}
			w := f.strands[strand].weight
			need := int32(w.length()) + home[to]
			t := thread{to: number[to], need: need, weight: w, strand: strand}
			if to == root {
				s.closers = append(s.closers, t)
			} else {
				s.threads = append(s.threads, t)
			}
		}
		nearestFirst(s.threads[s.first[at]:])
		nearestFirst(s.closers[s.firstCloser[at]:])
	}
	s.first = append(s.first, int32(len(s.threads)))
	s.firstCloser = append(s.firstCloser, int32(len(s.closers)))
	for _, v := range through {
		if number[v] < 0 {
			if beyond == 0 {
				return nil
			}
			// It may be on longer loops, of which there is nothing to see yet.
			return &search{of: f, beyond: beyond, first: []int32{0, 0}, firstCloser: []int32{0, 0}}
		}
		s.through = append(s.through, number[v])
	}
	return s
}

func nearestFirst(threads []thread) {
	slices.SortStableFunc(threads, func(a, b thread) int { return int(a.need - b.need) })
}

// distancesFrom returns the least number of links from the root to each node,
// −1 where there is no way or only one of more than longest links; and the
// least number of links that was too many, or 0. Strands have different
// lengths, so nodes wait in a row of places, one for each distance.
func (f *fabric) distancesFrom(root int32, longest int) (distances []int32, beyond int) {
	distances = make([]int32, len(f.out))
	for v := range distances {
		distances[v] = -1
	}
	places := [][]int32{{root}}
	for distance := 0; distance < len(places); distance++ {
		for _, v := range places[distance] {
			if distances[v] >= 0 {
				continue
			}
			distances[v] = int32(distance)
			for _, s := range f.out[v] {
				farther := distance + f.strands[s].weight.length()
				if farther > longest {
					if beyond == 0 || farther < beyond {
						beyond = farther
					}
					continue
				}
				for len(places) <= farther {
					places = append(places, nil)
				}
				places[farther] = append(places[farther], f.strands[s].to)
			}
		}
	}
	return distances, beyond
}

// branches returns the search split by the strand that it begins with: every
// loop of the search is in exactly one.
func (s *search) branches() iter.Seq[*search] {
	return func(yield func(*search) bool) {
		out := s.first[1]
		if out == 0 {
			yield(s)
			return
		}
		first := make([]int32, len(s.first))
		for v := 1; v < len(first); v++ {
			first[v] = s.first[v] - out + 1
		}
		// The loops that close at the root itself go with the first branch.
		closed := slices.Clone(s.firstCloser)
		closed[0] = closed[1]
		for i := range out {
			branch := *s
			branch.first = first
			branch.threads = append([]thread{s.threads[i]}, s.threads[out:]...)
			if i > 0 {
				branch.firstCloser = closed
			}
			if !yield(&branch) {
				return
			}
		}
	}
}
