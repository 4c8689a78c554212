package loop

import (
	"context"
	"errors"
	"math/bits"
	"slices"
)

var errTooManyStates = errors.New("more states than the budget allows")

// builder makes the diagram of a kernel, one node after another.
type builder struct {
	f     *frontier
	order []int32
	// weights[from<<32|to] is the weight of the arc.
	weights map[uint64]value
	slot    []uint
	empty   uint32
	// nodes are those on the frontier, in the order in which they came.
	nodes []int32
	// seen[v] is the last search that met node v.
	seen     []int
	searches int
	from     *stateSet
	into     *stateSet
	now      addition
	// to and by collect the transitions of the step.
	to []uint32
	by []uint16
}

// addition is what the states need to know of the node that is being added.
type addition struct {
	slot uint
	// ins and outs are the arcs between it and the frontier.
	ins, outs []way
	// enterable and leavable: arcs from (to) nodes that are not yet there.
	enterable, leavable bool
	// lostIn and lostOut are the slots, its own among them, of nodes that
	// with this node lost the last way in, or out, that was yet to come.
	lostIn, lostOut uint32
	// reach[s] are the slots whose nodes can be reached from the node of
	// slot s through nodes that are not yet there, and only those.
	reach [32]uint32
}

type way struct {
	slot   uint
	weight value
}

// build makes the diagram of a kernel for an order of its nodes that is no
// wider than a state has slots. The states are limited to budget; beyond it
// the error is errTooManyStates. progress is told how many nodes have been
// added.
func build(ctx context.Context, k *kernel, f *frontier, order []int32, budget int, progress func(nodes int)) (*diagram, error) {
	b := newBuilder(k, f, order)
	d := &diagram{states: 1}
	for t := range order {
		b.begin(t)
		s, err := b.expand(ctx, budget-d.states)
		if err != nil {
			return nil, err
		}
		d.states += s.width
		d.steps = append(d.steps, s)
		b.from, b.into = b.into, b.from
		progress(t + 1)
	}
	d.trim()
	return d, nil
}

func newBuilder(k *kernel, f *frontier, order []int32) *builder {
	b := &builder{
		f: f, order: order,
		weights: make(map[uint64]value, len(k.arcs)),
		slot:    make([]uint, k.n),
		empty:   allSlots,
		seen:    make([]int, k.n),
		from:    new(stateSet), into: new(stateSet),
	}
	for _, a := range k.arcs {
		b.weights[uint64(a.from)<<32|uint64(a.to)] = a.weight
	}
	f.put(order)
	b.from.reset(1)
	nothing := state{mates: noPaths, marks: allSlots}
	_, place, _ := b.from.find(&nothing)
	b.from.insert(&nothing, place)
	return b
}

// begin prepares the addition of node t of the order.
func (b *builder) begin(t int) {
	v := b.order[t]
	b.slot[v] = uint(bits.TrailingZeros32(b.empty))
	b.empty &^= 1 << b.slot[v]
	in, out := b.f.lasts(v)
	b.now = addition{
		slot:      b.slot[v],
		ins:       b.ways(v, t, b.f.in[v], true),
		outs:      b.ways(v, t, b.f.out[v], false),
		enterable: int(in) > t, leavable: int(out) > t,
	}
	b.into.reset(len(b.from.list))
	b.settle(t, v)
	b.see(t)
}

func (b *builder) ways(v int32, t int, neighbours []int32, entering bool) []way {
	var ways []way
	for _, u := range neighbours {
		if int(b.f.place[u]) > t {
			continue
		}
		from, to := u, v
		if !entering {
			from, to = v, u
		}
		ways = append(ways, way{b.slot[u], b.weights[uint64(from)<<32|uint64(to)]})
	}
	return ways
}

// choices lists what can be done with the node, in the order of choiceAt.
func (b *builder) choices() []choice {
	ins, outs := []value{noArc}, []value{noArc}
	for _, in := range b.now.ins {
		ins = append(ins, in.weight)
	}
	for _, out := range b.now.outs {
		outs = append(outs, out.weight)
	}
	var all []choice
	for _, in := range ins {
		for _, out := range outs {
			all = append(all, choice{in, out})
		}
	}
	return all
}

// choiceAt returns the number of the choice of ins[i] and outs[o], −1 for none.
func (a *addition) choiceAt(i, o int) uint16 { return uint16((i+1)*(len(a.outs)+1) + o + 1) }

// settle finds which nodes lose their last way in or out with node t, and
// which slots become empty after it.
func (b *builder) settle(t int, v int32) {
	for _, u := range append(append([]int32{v}, b.f.in[v]...), b.f.out[v]...) {
		if int(b.f.place[u]) > t {
			continue
		}
		in, out := b.f.lasts(u)
		if int(in) == t {
			b.now.lostIn |= 1 << b.slot[u]
		}
		if int(out) == t {
			b.now.lostOut |= 1 << b.slot[u]
		}
		if int(max(in, out)) == t {
			b.empty |= 1 << b.slot[u]
		}
	}
}

// see finds the frontier after step t, and what each of its nodes can reach.
func (b *builder) see(t int) {
	frontier := b.nodes[:0]
	for _, v := range append(b.nodes, b.order[t]) {
		in, out := b.f.lasts(v)
		if int(max(in, out)) > t {
			frontier = append(frontier, v)
		}
		if int(out) > t {
			b.now.reach[b.slot[v]] = b.seenFrom(v, t)
		}
	}
	b.nodes = frontier
}

// seenFrom returns the slots that are reached from v. Past a limit it stops
// looking and returns all of them, which is always allowed: states are only
// dropped for what cannot be reached.
func (b *builder) seenFrom(v int32, t int) uint32 {
	const mostVisits = 400
	var reached uint32
	b.searches++
	stack := []int32{v}
	for visits := 0; len(stack) > 0; visits++ {
		if visits == mostVisits {
			return allSlots
		}
		u := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		inside := int(b.f.place[u]) <= t
		for _, w := range b.f.out[u] {
			switch {
			case int(b.f.place[w]) > t:
				if b.seen[w] != b.searches {
					b.seen[w] = b.searches
					stack = append(stack, w)
				}
			case !inside:
				reached |= 1 << b.slot[w]
			}
		}
	}
	return reached
}

// expand makes every transition from every state before the step.
func (b *builder) expand(ctx context.Context, budget int) (step, error) {
	const statesBetweenChecks = 4096
	b.to, b.by = b.to[:0], b.by[:0]
	first := make([]uint32, 0, len(b.from.list)+1)
	for i := range b.from.list {
		if i%statesBetweenChecks == 0 {
			if err := ctx.Err(); err != nil {
				return step{}, err
			}
			if len(b.into.list) > budget {
				return step{}, errTooManyStates
			}
		}
		first = append(first, uint32(len(b.to)))
		b.expandState(&b.from.list[i])
	}
	return step{
		choices: b.choices(),
		first:   append(first, uint32(len(b.to))),
		to:      slices.Clone(b.to), by: slices.Clone(b.by),
		width: len(b.into.list),
	}, nil
}

func (b *builder) expandState(from *state) {
	a := &b.now
	base := *from
	base.setUnused(a.slot)
	b.emit(base, a.choiceAt(-1, -1))
	for i, in := range a.ins {
		if from.endsPath(in.slot) {
			b.enter(&base, i, in.slot)
		}
	}
	if !a.enterable {
		return
	}
	for o, out := range a.outs {
		if !from.startsPath(out.slot) {
			continue
		}
		last := from.mate(out.slot)
		next := base
		next.setUsed(out.slot)
		next.setPath(a.slot, last)
		b.emit(next, a.choiceAt(-1, o))
	}
}

// enter lets the new node follow the one in a slot, and then leaves it by each
// way out, or not yet.
func (b *builder) enter(base *state, i int, before uint) {
	a := &b.now
	first := base.mate(before)
	entered := *base
	entered.setUsed(before)
	if a.leavable {
		next := entered
		next.setPath(first, a.slot)
		b.emit(next, a.choiceAt(i, -1))
	}
	entered.setUsed(a.slot)
	for o, out := range a.outs {
		if !base.startsPath(out.slot) {
			continue
		}
		next := entered
		if out.slot == first {
			next.setUsed(first)
			if next.mates == noPaths {
				b.transit(closed, a.choiceAt(i, o))
			}
			continue
		}
		last := base.mate(out.slot)
		next.setUsed(out.slot)
		next.setPath(first, last)
		b.emit(next, a.choiceAt(i, o))
	}
}

// emit adds a transition to a state, unless no loop can come of it.
func (b *builder) emit(s state, by uint16) {
	a := &b.now
	for lost := a.lostIn | a.lostOut; lost != 0; lost &= lost - 1 {
		slot := uint(bits.TrailingZeros32(lost))
		if s.mate(slot) == slot {
			// A node that cannot be both entered and left any more is as
			// good as used; and so an emptied slot ends up marked.
			s.marks |= 1 << slot
			continue
		}
		dead := a.lostIn
		if s.mark(slot) == 1 {
			dead = a.lostOut
		}
		if dead>>slot&1 == 1 {
			return
		}
	}
	number, place, known := b.into.find(&s)
	if !known {
		if !a.completable(&s) {
			return
		}
		number = b.into.insert(&s, place)
	}
	b.transit(number, by)
}

func (b *builder) transit(to uint32, by uint16) {
	b.to = append(b.to, to)
	b.by = append(b.by, by)
}

// completable reports whether every open path can go on to the start of
// another (of itself if it is alone), and every start be reached: necessary
// for the state to lead to a loop, not sufficient.
func (a *addition) completable(s *state) bool {
	firsts, lasts := s.ends()
	if lasts == 0 {
		return true
	}
	unused := ^s.marks &^ firsts & allSlots
	alone := lasts&(lasts-1) == 0
	var reached uint32
	for left := lasts; left != 0; left &= left - 1 {
		slot := uint(bits.TrailingZeros32(left))
		ahead := a.reachThrough(slot, unused) & firsts
		if !alone {
			ahead &^= 1 << s.mate(slot)
		}
		if ahead == 0 {
			return false
		}
		reached |= ahead
	}
	return reached == firsts
}

// reachThrough returns the slots that are reached from a slot through nodes
// that are not yet there and through the given slots.
func (a *addition) reachThrough(slot uint, passable uint32) uint32 {
	reached := a.reach[slot]
	for left := reached & passable; left != 0; left = reached & passable {
		next := uint(bits.TrailingZeros32(left))
		passable &^= 1 << next
		reached |= a.reach[next]
	}
	return reached
}
