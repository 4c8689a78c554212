package fcm

// recurrence watches a growing list of states for a cycle. It compares each
// state with an anchor that moves to steps 1, 2, 4, 8, … (Brent 1980, BIT
// 20:176), so that any cycle is met once the anchor lies on it and is at least
// its length ahead, whatever the length.
type recurrence struct {
	tolerance float64
	anchor    int
	// length is that of the cycle under trial, confirmed when the state at
	// step until has come round, too; 0 if there is none.
	length, until int
}

// sees takes note of the newest state and reports whether a cycle is certain.
func (w *recurrence) sees(states [][]float64) bool {
	t := len(states) - 1
	if w.length > 0 {
		if !w.same(states[t], states[t-w.length]) {
			w.length = 0
		} else if t == w.until {
			return true
		}
	}
	// A return after one step would be a fixed point, and those are the
	// caller's to judge.
	if w.length == 0 && t-w.anchor >= 2 && w.same(states[t], states[w.anchor]) {
		w.length, w.until = t-w.anchor, t+t-w.anchor
	}
	if w.length == 0 && t >= 2*w.anchor {
		w.anchor = t
	}
	return false
}

// round returns where the confirmed cycle was entered, and its length.
func (w *recurrence) round(states [][]float64) (start, length int) {
	start = len(states) - 1 - w.length
	for start > 0 && w.same(states[start-1], states[start-1+w.length]) {
		start--
	}
	return start, w.length
}

func (w *recurrence) same(a, b []float64) bool { return distance(a, b) <= w.tolerance }
