package press

import "fmt"

// plan is a model prepared for drawing. Numbers of a drawn matrix live in one
// slice: the square block of each strong component of all links, row by row,
// then one number for each pair of variables joined across components.
type plan struct {
	model Model
	// slots says where each link's strength is added.
	slots []int
	// parts are the strong components, causes before effects; of and at say
	// which one a variable is in and at which place, first where its block is.
	parts         []component
	of, at, first []int
	size          int
	// across lists, for each variable, what reaches it from other components.
	across [][]arrow
	// limited are the variables that the model gives no link to itself.
	limited []int
}

// arrow is an effect across components.
type arrow struct {
	cause, slot int
}

func newPlan(m Model) (*plan, error) {
	p := &plan{model: m, of: make([]int, m.Variables), at: make([]int, m.Variables), across: make([][]arrow, m.Variables)}
	causes, own := make([][]int, m.Variables), make([]bool, m.Variables)
	for _, l := range m.Links {
		causes[l.To] = append(causes[l.To], l.From)
		own[l.To] = own[l.To] || l.From == l.To
	}
	for v, given := range own {
		if !given {
			p.limited = append(p.limited, v)
		}
	}
	p.parts = components(m.Variables, func(v int) []int { return causes[v] })
	for c, part := range p.parts {
		if len(part) > mostComponent {
			return nil, fmt.Errorf("%w: a strong component of %d variables; systems are drawn with at most %d in one", ErrInput, len(part), mostComponent)
		}
		for k, v := range part {
			p.of[v], p.at[v] = c, k
		}
		p.first = append(p.first, p.size)
		p.size += len(part) * len(part)
	}
	p.place()
	return p, nil
}

// place finds each link its slot.
func (p *plan) place() {
	crossing := map[[2]int]int{}
	for _, l := range p.model.Links {
		if p.of[l.From] == p.of[l.To] {
			p.slots = append(p.slots, p.slot(l.To, l.From))
			continue
		}
		pair := [2]int{l.To, l.From}
		slot, known := crossing[pair]
		if !known {
			slot = p.size
			p.size++
			crossing[pair] = slot
			p.across[l.To] = append(p.across[l.To], arrow{cause: l.From, slot: slot})
		}
		p.slots = append(p.slots, slot)
	}
}

// slot is where A[i][j] is, for two variables of one component.
func (p *plan) slot(i, j int) int {
	c := p.of[i]
	return p.first[c] + p.at[i]*len(p.parts[c]) + p.at[j]
}

// draw sets a to the matrix of a draw.
func (p *plan) draw(a []float64, prior Prior, seed, draw uint64) {
	clear(a)
	for l := range p.model.Links {
		a[p.slots[l]] += p.model.Links[l].strength(seed, draw)
	}
	if prior == DiagonalScaling {
		p.scaleDiagonal(a, seed, draw)
		return
	}
	for _, v := range p.limited {
		a[p.slot(v, v)] = -limitation(seed, draw, p.model.Keys[v])
	}
}

// scaleDiagonal makes self-limitation outweigh all that comes in.
func (p *plan) scaleDiagonal(a []float64, seed, draw uint64) {
	for v := range p.model.Variables {
		own := p.slot(v, v)
		incoming := abs(a[own])
		if incoming == 0 {
			incoming = limitation(seed, draw, p.model.Keys[v])
		}
		a[own] = 0
		row := a[own-p.at[v]:][:len(p.parts[p.of[v]])]
		for _, x := range row {
			incoming += abs(x)
		}
		for _, in := range p.across[v] {
			incoming += abs(a[in.slot])
		}
		a[own] = -incoming
	}
}

// matrix writes a drawn matrix out, A[i][j] the effect of j on i.
func (p *plan) matrix(a []float64) [][]float64 {
	rows := make([][]float64, p.model.Variables)
	for i := range rows {
		rows[i] = make([]float64, p.model.Variables)
		for _, j := range p.parts[p.of[i]] {
			rows[i][j] = a[p.slot(i, j)]
		}
		for _, in := range p.across[i] {
			rows[i][in.cause] = a[in.slot]
		}
	}
	return rows
}
