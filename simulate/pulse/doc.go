// Package pulse runs pulse processes on weighted digraphs (Roberts 1976,
// Discrete Mathematical Models, chapter 4; Roberts and Brown 1975, Amer. Math.
// Monthly 82:577) and judges whether they stay bounded.
//
// A pulse is a change. What a variable has changed by in one step is passed on
// along its links in the next, times their weights, and values add up the
// changes:
//
//	p(t+1) = p(t) W + o(t+1)
//	v(t+1) = v(t) + p(t+1)
//
// with p(0) = o(0), v(0) = start + p(0), and o(t) the pulses from outside.
//
// Orientation: weights[i][j] is the effect of variable i on variable j, and p
// is a row vector. This is the transpose of the community matrix of press
// perturbations.
//
// [Run] gives the course of one process; [Stability] says whether every
// process on the digraph stays bounded, in its pulses and in its values.
package pulse
