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
	random := rand.New(rand.NewPCG(seed, 0x5e3d))
	moves := u.moves()
	const hot, cold = 1.5, 0.05
	for k := range moves {
		if k%256 == 0 && ctx.Err() != nil {
			return
		}
		heat := hot * math.Pow(cold/hot, float64(k)/float64(moves))
		group := u.groups[u.groupOf[random.IntN(len(u.groupOf))]]
		i := group[random.IntN(len(group))]
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
	// mark tells lines apart that are counted already.
	mark []bool
	unit float64
}

func newUntangling(p *plan, s *sheet) *untangling {
	u := &untangling{p: p, boxes: s.boxes, regions: s.regions, unit: p.unit(),
		lines: make([]line, len(p.pairs)), of: make([][]int, len(p.Boxes)),
		groupOf: make([]int, len(p.Boxes)), mark: make([]bool, len(p.pairs))}
	for k, l := range p.pairs {
		u.lines[k] = newLine(l, s.boxes[l[0]], s.boxes[l[1]])
		u.of[l[0]] = append(u.of[l[0]], k)
		u.of[l[1]] = append(u.of[l[1]], k)
	}
	for k, boxes := range p.members {
		u.addGroup(boxes, p.inner(s.regions[k], k))
	}
	if len(p.loose) > 0 {
		u.addGroup(p.loose, s.extent())
	}
	return u
}

func (u *untangling) addGroup(boxes []int, room rect) {
	for _, i := range boxes {
		u.groupOf[i] = len(u.groups)
	}
	u.groups = append(u.groups, boxes)
	u.rooms = append(u.rooms, room)
}

// moves is how many moves to try: in proportion to the number of boxes, and
// fewer where each costs more.
func (u *untangling) moves() int {
	const perBox, effort = 150, 60_000_000
	links, boxes := float64(len(u.lines)), float64(len(u.boxes))
	perMove := 4*(links/boxes)*(links+boxes) + links + boxes
	return int(min(perBox*boxes, effort/perMove))
}

// swap lets two boxes change places if that pays.
func (u *untangling) swap(i, j int, heat float64, random *rand.Rand) {
	if i == j {
		return
	}
	a, b := u.boxes[i], u.boxes[j]
	before := u.trouble(i, j)
	u.put(i, b.x, b.y)
	u.put(j, a.x, a.y)
	if !worth(u.trouble(i, j)-before, heat, random) {
		u.put(i, a.x, a.y)
		u.put(j, b.x, b.y)
	}
}

// shift moves a box to a random spot of its room, or near its linked boxes, if
// that pays.
func (u *untangling) shift(i int, heat float64, random *rand.Rand) {
	room, b := u.rooms[u.groupOf[i]], u.boxes[i]
	x := room.x + (2*random.Float64()-1)*max(0, room.hw-b.hw)
	y := room.y + (2*random.Float64()-1)*max(0, room.hh-b.hh)
	if random.IntN(2) == 0 {
		// Half of the moves are small steps from where it stands.
		x, y = b.x+(x-b.x)*0.2, b.y+(y-b.y)*0.2
	}
	before := u.trouble(i, i)
	u.put(i, x, y)
	if !worth(u.trouble(i, i)-before, heat, random) {
		u.put(i, b.x, b.y)
	}
}

// worth is the rule of Metropolis: what helps is taken, what harms sometimes,
// the less the colder.
func worth(harm, heat float64, random *rand.Rand) bool {
	return harm <= 0 || random.Float64() < math.Exp(-harm/heat)
}

func (u *untangling) put(i int, x, y float64) {
	u.boxes[i].x, u.boxes[i].y = x, y
	for _, k := range u.of[i] {
		l := u.lines[k].ends
		u.lines[k] = newLine(l, u.boxes[l[0]], u.boxes[l[1]])
	}
}

// trouble is the part of the cost that boxes i and j, which may be one and the
// same, have a share in.
func (u *untangling) trouble(i, j int) float64 {
	sum := u.ofLines(u.of[i])
	if j != i {
		sum += u.ofLines(u.of[j]) + u.ofBox(j)
	}
	sum += u.ofBox(i)
	for _, k := range u.of[i] {
		u.mark[k] = false
	}
	for _, k := range u.of[j] {
		u.mark[k] = false
	}
	return sum
}

// ofLines counts crossings, boxes met and length of those lines that are not
// marked, and marks them.
func (u *untangling) ofLines(lines []int) float64 {
	sum := 0.0
	for _, k := range lines {
		if u.mark[k] {
			continue
		}
		u.mark[k] = true
		a := &u.lines[k]
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
		sum += lengthWeight * math.Hypot(a.from.X-a.to.X, a.from.Y-a.to.Y) / u.unit
	}
	return sum
}

// ofBox counts the unmarked lines that meet a box and how crowded it stands.
func (u *untangling) ofBox(i int) float64 {
	box := u.boxes[i]
	sum := 0.0
	for m := range u.lines {
		if u.lines[m].meets(i, &box) && !u.mark[m] {
			sum += metWeight
		}
	}
	for j, other := range u.boxes {
		if j != i {
			sum += crowding(box, other, u.p.Gap)
		}
	}
	if u.p.cluster(i) == NoCluster {
		for _, region := range u.regions {
			sum += crowding(box, region, u.p.Gap)
		}
	}
	return sum
}

// crowding is 0 for boxes two gaps apart and grows the closer they are, steeply
// from where the least gap is not kept.
func crowding(a, b rect, gap float64) float64 {
	dx, dy := a.overlap(b)
	reach := min(dx, dy) + 2*gap
	switch {
	case reach <= 0:
		return 0
	case reach <= gap:
		return reach / gap
	}
	return 1 + 6*(reach-gap)/gap
}
