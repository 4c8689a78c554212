package simulate

// influences writes N = tanh(Σ w x + u) of every variable at time t, which is
// that of place s of the grid. This is where an ensemble spends its time: in
// addLinks, rationalTanh and advance, which use a processor's vector
// instructions where it has them and give the same bits where it does not.
func (b *block) influences(s int, t float64, x, into []lane) {
	for i := range into {
		if b.regime.held[i] {
			continue
		}
		sum := &into[i]
		fill(sum, float32(b.regime.push[i]+b.regime.growth[i]*(t-b.regime.from)))
		for k := b.firstLate[i]; k < b.firstLate[i+1]; k++ {
			b.addLate(&b.late[k], s, t, sum)
		}
		addLinks(b.weight[b.first[i]:b.first[i+1]], b.from[b.first[i]:b.first[i+1]], x, sum)
		rationalTanh(sum)
	}
}

// addLinksGo adds w·x of every link, eight members at a time, so that their sums
// stay in registers.
func addLinksGo(weight []lane, from []int, x []lane, sum *lane) {
	from = from[:len(weight)]
	for j := 0; j < lanes; j += 8 {
		o := (*[8]float32)(sum[j : j+8])
		s0, s1, s2, s3, s4, s5, s6, s7 := o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]
		for k := range weight {
			w := (*[8]float32)(weight[k][j : j+8])
			v := (*[8]float32)(x[from[k]][j : j+8])
			s0 += float32(w[0] * v[0])
			s1 += float32(w[1] * v[1])
			s2 += float32(w[2] * v[2])
			s3 += float32(w[3] * v[3])
			s4 += float32(w[4] * v[4])
			s5 += float32(w[5] * v[5])
			s6 += float32(w[6] * v[6])
			s7 += float32(w[7] * v[7])
		}
		o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7] = s0, s1, s2, s3, s4, s5, s6, s7
	}
}

// addLate adds w·x(t−d) of a delayed link.
func (b *block) addLate(l *lateLink, s int, t float64, sum *lane) {
	if l.certain {
		place, part := b.lookBack(l, 0, s, t)
		if place < 0 {
			return
		}
		x := &b.past[place*len(b.source)+l.source]
		y := x
		if part > 0 {
			y = &b.past[(place+1)*len(b.source)+l.source]
		}
		for j := range sum {
			v := x[j] + float32(part*(y[j]-x[j]))
			sum[j] += float32(l.weight[j] * v)
		}
		return
	}
	for j := range b.members {
		place, part := b.lookBack(l, j, s, t)
		if place < 0 {
			continue
		}
		v := b.past[place*len(b.source)+l.source][j]
		if part > 0 {
			v += float32(part * (b.past[(place+1)*len(b.source)+l.source][j] - v))
		}
		sum[j] += float32(l.weight[j] * v)
	}
}

// lookBack returns the place of the grid at or before one delay ago, and how
// far it is from there to the next; −1 before the start.
func (b *block) lookBack(l *lateLink, j, s int, t float64) (place int, part float32) {
	ago := t - l.delay[j]
	if ago < 0 {
		return -1, 0
	}
	at := b.g.at
	place = l.place[j]
	for place < s && at[place+1] <= ago {
		place++
	}
	l.place[j] = place
	if place == s {
		return place, 0
	}
	return place, float32((ago - at[place]) / (at[place+1] - at[place]))
}
