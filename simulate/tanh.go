package simulate

// rationalTanhGo replaces every x by tanh x, computed as x·P(x²)/Q(x²) with P and
// Q of degree five and four, fitted to −8…8 so that the largest error is as
// small as it can be, and held at its ends. The error is below 3.6e-7, all of
// it rounding; it is odd exactly, and 0 at 0. Products are rounded before they
// are added, so that every processor gives the same bits.
func rationalTanhGo(l *lane) {
	for j, x := range l {
		// The built-in min and max take care of zeros and of what is no number,
		// at several times the price.
		if x > 8 {
			x = 8
		} else if x < -8 {
			x = -8
		}
		z := x * x
		p := float32(tanhP5*z) + tanhP4
		q := float32(tanhQ4*z) + tanhQ3
		p = float32(p*z) + tanhP3
		q = float32(q*z) + tanhQ2
		p = float32(p*z) + tanhP2
		q = float32(q*z) + tanhQ1
		p = float32(p*z) + tanhP1
		q = float32(q*z) + 1
		p = float32(p*z) + 1
		l[j] = x * p / q
	}
}

const (
	tanhP1 float32 = 0.1372252748
	tanhP2 float32 = 0.003922021519
	tanhP3 float32 = 2.911179901e-05
	tanhP4 float32 = 3.334552432e-08
	tanhP5 float32 = -1.437541126e-11
	tanhQ1 float32 = 0.4705586006
	tanhQ2 float32 = 0.02744156535
	tanhQ3 float32 = 0.0004034002543
	tanhQ4 float32 = 1.365827859e-06
)
