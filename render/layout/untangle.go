package layout

import (
	"context"
	"math"
	"math/rand/v2"
)

// untangle moves single boxes, within the region of their cluster, to where
// their links cross less, meet fewer boxes and are shorter. It is simulated
// annealing over two kinds of moves: two boxes change places, or one goes to a
// free spot. The moves depend on seed only.
func (p *plan) untangle(ctx context.Context, s *sheet, seed uint64) {
	u := newUntangling(p, s)
	for k, boxes := range p.members {
		u.addGroup(boxes, p.inner(s.regions[k], k))
	}
	if len(p.loose) > 0 {
		u.addGroup(p.loose, s.extent())
	}
	u.anneal(ctx, seed)
}

// anneal makes the moves.
func (u *untangling) anneal(ctx context.Context, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0x5e3d))
	moves := u.moves()
	const hot, cold = 0.8, 0.05
	for k := range moves {
		if k%256 == 0 && ctx.Err() != nil {
			return
		}
		heat := hot * math.Pow(cold/hot, float64(k)/float64(moves))
		i := u.movable[random.IntN(len(u.movable))]
		group := u.groups[u.groupOf[i]]
		if len(group) > 1 && random.IntN(2) == 0 {
			u.swap(i, group[random.IntN(len(group))], heat, random)
		} else {
			u.shift(i, heat, random)
		}
	}
}

// untangling is the state of untangle.
type untangling struct {
	p     *plan
	boxes []rect
	// regions are closed to loose boxes.
	regions []rect
	lines   []line
	// of lists the lines of each box.
	of [][]int
	// groups are the boxes that share a space, and rooms those spaces.
	groups  [][]int
	rooms   []rect
	groupOf []int
	// movable lists the boxes of all groups.
	movable []int
	// mark tells lines apart that are counted already.
	mark []bool
	unit float64
}

func newUntangling(p *plan, s *sheet) *untangling {
	u := &untangling{
		p: p, boxes: s.boxes, regions: s.regions, unit: p.unit(),
		lines: make([]line, len(p.pairs)), of: make([][]int, len(p.Boxes)),
		groupOf: make([]int, len(p.Boxes)), mark: make([]bool, len(p.pairs)),
	}
	for k, l := range p.pairs {
		u.lines[k] = newLine(l, s.boxes[l[0]], s.boxes[l[1]])
		u.of[l[0]] = append(u.of[l[0]], k)
		u.of[l[1]] = append(u.of[l[1]], k)
	}
	return u
}

func (u *untangling) addGroup(boxes []int, room rect) {
	for _, i := range boxes {
		u.groupOf[i] = len(u.groups)
	}
	u.movable = append(u.movable, boxes...)
	u.groups = append(u.groups, boxes)
	u.rooms = append(u.rooms, room)
}

// moves is how many moves to try: in proportion to the number of boxes, and
// fewer where each costs more.
func (u *untangling) moves() int {
	const perBox, effort = 600, 40_000_000
	links, boxes := float64(len(u.lines)), float64(len(u.boxes))
	perMove := 4*(links/boxes)*(links+boxes) + links + boxes
	return int(min(perBox*float64(len(u.movable)), effort/perMove))
}

// swap lets two boxes change places if that pays.
func (u *untangling) swap(i, j int, heat float64, random *rand.Rand) {
	if i == j {
		return
	}
	a, b := u.boxes[i], u.boxes[j]
	most := u.trouble(i, j, math.Inf(1)) + bearable(heat, random)
	u.put(i, b.x, b.y)
	u.put(j, a.x, a.y)
	if u.trouble(i, j, most) > most {
		u.put(i, a.x, a.y)
		u.put(j, b.x, b.y)
	}
}

// shift moves a box if that pays: to a random spot of its room, to the
// neighbourhood of the boxes it is linked to, or a small step.
func (u *untangling) shift(i int, heat float64, random *rand.Rand) {
	room, b := u.rooms[u.groupOf[i]], u.boxes[i]
	room.hw, room.hh = max(0, room.hw-b.hw), max(0, room.hh-b.hh)
	dx, dy := (2*random.Float64()-1)*room.hw, (2*random.Float64()-1)*room.hh
	x, y := room.x+dx, room.y+dy
	switch random.IntN(3) {
	case 0:
		x, y = b.x+0.2*dx, b.y+0.2*dy
	case 1:
		m := u.amidLinked(i)
		x, y = m.X+0.4*dx, m.Y+0.4*dy
	}
	x = min(max(x, room.x-room.hw), room.x+room.hw)
	y = min(max(y, room.y-room.hh), room.y+room.hh)
	most := u.trouble(i, i, math.Inf(1)) + bearable(heat, random)
	u.put(i, x, y)
	if u.trouble(i, i, most) > most {
		u.put(i, b.x, b.y)
	}
}

// amidLinked is the middle of the boxes that box i is linked to; its own if
// there are none.
func (u *untangling) amidLinked(i int) Point {
	if len(u.of[i]) == 0 {
		return Point{u.boxes[i].x, u.boxes[i].y}
	}
	var m Point
	for _, k := range u.of[i] {
		other := u.lines[k].ends[0] + u.lines[k].ends[1] - i
		m.X += u.boxes[other].x
		m.Y += u.boxes[other].y
	}
	n := float64(len(u.of[i]))
	return Point{m.X / n, m.Y / n}
}

// bearable draws how much harm a move may do: the rule of Metropolis, by which
// harm h is accepted with probability exp(−h/heat).
func bearable(heat float64, random *rand.Rand) float64 { return heat * random.ExpFloat64() }

func (u *untangling) put(i int, x, y float64) {
	u.boxes[i].x, u.boxes[i].y = x, y
	for _, k := range u.of[i] {
		l := u.lines[k].ends
		u.lines[k] = newLine(l, u.boxes[l[0]], u.boxes[l[1]])
	}
}

// trouble is the part of the cost that boxes i and j, which may be one and the
// same, have a share in. It stops counting above most.
func (u *untangling) trouble(i, j int, most float64) float64 {
	sum := u.crowded(i)
	if j != i {
		sum += u.crowded(j)
	}
	sum = u.ofLines(u.of[i], sum, most)
	if j != i {
		sum = u.ofLines(u.of[j], sum, most)
		sum = u.overBox(j, sum, most)
	}
	sum = u.overBox(i, sum, most)
	for _, k := range u.of[i] {
		u.mark[k] = false
	}
	for _, k := range u.of[j] {
		u.mark[k] = false
	}
	return sum
}

// ofLines adds crossings, boxes met and length of those lines that are not
// marked, and marks them.
func (u *untangling) ofLines(lines []int, sum, most float64) float64 {
	for _, k := range lines {
		if u.mark[k] {
			continue
		}
		if sum > most {
			return sum
		}
		u.mark[k] = true
		a := &u.lines[k]
		sum += lengthWeight * math.Hypot(a.from.X-a.to.X, a.from.Y-a.to.Y) / u.unit
		for m := range u.lines {
			if a.crosses(&u.lines[m]) && !u.mark[m] {
				sum++
			}
		}
		for i := range u.boxes {
			if a.meets(i, &u.boxes[i]) {
				sum += metWeight
			}
		}
	}
	return sum
}

// overBox adds the unmarked lines that meet a box.
func (u *untangling) overBox(i int, sum, most float64) float64 {
	if sum > most {
		return sum
	}
	for m := range u.lines {
		if u.lines[m].meets(i, &u.boxes[i]) && !u.mark[m] {
			sum += metWeight
		}
	}
	return sum
}

// crowded is how crowded a box stands.
func (u *untangling) crowded(i int) float64 {
	sum := 0.0
	for j := range u.boxes {
		if j != i {
			sum += crowding(&u.boxes[i], &u.boxes[j], u.p.Gap) / 2
		}
	}
	for _, k := range u.of[i] {
		l := u.lines[k].ends
		sum += crowding(&u.boxes[l[0]], &u.boxes[l[1]], u.p.Gap) / 2
	}
	if u.p.cluster(i) == NoCluster {
		for k := range u.regions {
			sum += crowding(&u.boxes[i], &u.regions[k], u.p.Gap)
		}
	}
	return sum
}
