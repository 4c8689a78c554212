package simulate

import (
	"context"
	"fmt"
	"strings"
)

// Method is a school of simulation: what it means that one variable influences
// another. The types of this package that have a Name are its methods; callers
// choose one and set its fields, and need nothing else of it.
type Method interface {
	// Name is what the command line and results call the method.
	Name() string
	// restsAtZero says that variables are at 0 as long as nothing moves them,
	// whatever becomes of links.
	restsAtZero() bool
	// notes says what of a plan the method leaves out or takes for granted.
	notes(p *plan) []Note
	// prepare readies the method to run members of a plan.
	prepare(p *plan, times []float64) (runner, error)
}

// runner follows members of a plan, one at a time.
type runner interface {
	// run writes the value of variable i at times[k] to rows[k·n + i].
	run(ctx context.Context, m *member, rows []float64) error
}

// Methods returns every method with its default settings, the default method
// first.
func Methods() []Method {
	return []Method{Flow{}, Linear{}, SDM{}, FCM{}, Pulse{}, Press{}}
}

// MethodNamed returns a method with its default settings. The error names those
// that there are.
func MethodNamed(name string) (Method, error) {
	var names []string
	for _, m := range Methods() {
		if m.Name() == name {
			return m, nil
		}
		names = append(names, m.Name())
	}
	return nil, fmt.Errorf("there is no method %q; the methods are %s", shortened(name), strings.Join(names, ", "))
}
