// Package fcm runs fuzzy cognitive maps: concepts whose activations are
// updated together, step by step, each from the weighted activations of the
// concepts that influence it.
//
// With A(t) the row vector of activations and W the weights, a step is one of
//
//	Kosko           A(t+1) = f(A(t) W)
//	ModifiedKosko   A(t+1) = f(A(t) + A(t) W)
//	Rescaled        A(t+1) = f((2A(t) − 1) + (2A(t) − 1) W)
//
// and f is one of the [Transfer] functions (Kosko 1986, Int. J. Man-Machine
// Studies 24:65; Stylios and Groumpos 2004, IEEE Trans. SMC A 34:155;
// Papageorgiou 2011, Appl. Soft Comput. 11:500).
//
// Orientation: weights[i][j] is the influence of concept i on concept j. This
// is the transpose of the community matrix of press perturbations.
//
// [Run] goes on until the map settles, repeats itself, or reaches its cap, and
// says which: see [Outcome]. A what-if holds concepts at values with
// [Options.Hold] and compares the outcome with that of a run without them.
package fcm
