// Package ode integrates ordinary and delay differential equations
//
//	dx/dt = f(t, x(t), x(t−d₁), x(t−d₂), …)
//
// with things happening at known moments. [Solve] chooses its steps by an
// error estimate (Dormand and Prince 5(4)); [SolveFixed] takes equal steps
// (classical Runge–Kutta of order four) and is there to check the other.
//
// Delays may be of any length, also shorter than a step. Every jump of the
// right-hand side is a place where a step ends: the moments of a problem's
// [Event], and, because an influence that arrives late brings the jump along,
// those moments plus its [Problem.Lags].
package ode
