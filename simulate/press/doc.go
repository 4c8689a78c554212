// Package press answers a lasting push on one variable, a press: where do the
// others settle, up or down?
//
// ORIENTATION. A community matrix A has A[i][j] for the effect of variable j on
// variable i, a column a cause: the transpose of the weight matrices of
// feedback loops, fuzzy cognitive maps and pulse processes. A diagonal entry is
// an effect on itself; a negative one is self-limitation. With dx/dt = A x + p
// a stable system settles at x = −A⁻¹ p, and since −A⁻¹ = adj(−A)/det(−A) with
// det(−A) > 0, the signs of the answer are those of the adjugate.
//
// [Predict] works on signs alone, exactly, in whole numbers (Levins 1974;
// Dambacher, Li, Rossignol 2002, Ecology 83:1372; 2003, Am. Nat. 161:876): the
// adjugate adds up the feedback of all ways from cause to effect, each weighted
// alike, and its share of their number T says how far those ways agree.
//
// [Sample] draws strengths, keeps the draws that are stable, and counts signs
// of the answers (Melbourne-Thomas et al. 2012, Ecol. Monogr. 82:505).
package press
