package leverage

import (
	"encoding/binary"
	"math/big"
)

// membership is how many minimum feedback vertex sets there are, and how many
// of them each node is in.
type membership struct {
	// size is that of every set.
	size  int
	total *big.Int
	// with holds, for the nodes of some graph, the number of sets that each
	// is in.
	with map[int32]*big.Int
}

// counter counts minimum feedback vertex sets: those with a node and those
// without it, a strong component at a time, each graph that is met again only
// once.
type counter struct {
	known map[string]*membership
}

// count returns the feedback vertex sets of t of the minimum size, or nil if
// that is above limit. It changes t. The error is that the effort is spent.
func (c *counter) count(t *tangle, limit int) (*membership, error) {
	taken := t.untie(true)
	if err := t.effort.err(); err != nil {
		return nil, err
	}
	if len(taken) > limit {
		return nil, nil
	}
	parts := t.parts()
	sizes := make([]int, len(parts))
	needed := len(taken)
	for i, part := range parts {
		set, found, err := part.clone().minimum(limit - needed)
		if err != nil || !found {
			return nil, err
		}
		sizes[i] = len(set)
		needed += len(set)
	}
	all := &membership{size: len(taken), total: big.NewInt(1), with: map[int32]*big.Int{}}
	for _, names := range taken {
		all.times(oneOf(names))
	}
	for i, part := range parts {
		of, err := c.of(part, sizes[i])
		if err != nil {
			return nil, err
		}
		all.times(of)
	}
	return all, nil
}

// of is count for a strong component to which no reduction applies and whose
// minimum is known.
func (c *counter) of(t *tangle, size int) (*membership, error) {
	// Bookkeeping for names and numbers costs as much as the graph.
	t.effort.spend(4*len(t.out) + 64*t.n)
	key := t.key()
	if known := c.known[key]; known != nil {
		return known, nil
	}
	if err := t.effort.err(); err != nil {
		return nil, err
	}
	v := t.busiest()
	without := t.clone()
	without.remove(v)
	in, err := c.count(without, size-1)
	if err != nil {
		return nil, err
	}
	past := t.clone()
	past.bypass(v)
	out, err := c.count(past, size)
	if err != nil {
		return nil, err
	}
	sum := &membership{size: size, total: new(big.Int), with: map[int32]*big.Int{}}
	if in != nil {
		in.times(oneOf(t.names[v]))
		sum.plus(in)
	}
	if out != nil {
		sum.plus(out)
	}
	c.known[key] = sum
	return sum, nil
}

// oneOf is the choice of one of several nodes on the same cycles.
func oneOf(names []int32) *membership {
	m := &membership{size: 1, total: big.NewInt(int64(len(names))), with: map[int32]*big.Int{}}
	for _, name := range names {
		m.with[name] = big.NewInt(1)
	}
	return m
}

// times joins every set of m with every set of o, which has other nodes.
func (m *membership) times(o *membership) {
	for _, n := range m.with {
		n.Mul(n, o.total)
	}
	for name, n := range o.with {
		m.with[name] = new(big.Int).Mul(n, m.total)
	}
	m.total.Mul(m.total, o.total)
	m.size += o.size
}

// plus adds other sets of the same size.
func (m *membership) plus(o *membership) {
	for name, n := range o.with {
		if m.with[name] == nil {
			m.with[name] = new(big.Int)
		}
		m.with[name].Add(m.with[name], n)
	}
	m.total.Add(m.total, o.total)
}

// key identifies a graph with its names.
func (t *tangle) key() string {
	b := make([]byte, 0, 8*len(t.out)+4*t.n)
	for _, names := range t.names {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(names)))
		for _, name := range names {
			b = binary.LittleEndian.AppendUint32(b, uint32(name))
		}
	}
	for _, w := range t.out {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return string(b)
}
