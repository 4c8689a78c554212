package loop

import (
	"reflect"
	"testing"
)

func TestALoopCanBeToldFromAnyOfItsVariables(t *testing.T) {
	l := Loop{Variables: []int{2, 5, 3}, Links: []int{10, 11, 12}, Polarity: Balancing, Delayed: true}
	want := Loop{Variables: []int{3, 2, 5}, Links: []int{12, 10, 11}, Polarity: Balancing, Delayed: true}
	if got := l.StartingAt(3); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, start := range []int{2, 7} {
		if got := l.StartingAt(start); !reflect.DeepEqual(got, l) {
			t.Errorf("from %d: %v, want %v", start, got, l)
		}
	}
	if got := l.Clone(); !reflect.DeepEqual(got, l) || &got.Links[0] == &l.Links[0] {
		t.Errorf("a clone %v that is not its own", got)
	}
}
