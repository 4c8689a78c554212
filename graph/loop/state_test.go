package loop

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func eachSlot() []uint {
	var list []uint
	for s := range uint(32) {
		if allSlots>>s&1 == 1 {
			list = append(list, s)
		}
	}
	return list
}

func TestAStateRemembersEverySlot(t *testing.T) {
	if len(eachSlot()) != slotCount {
		t.Fatalf("%d slots, want %d", len(eachSlot()), slotCount)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := state{mates: noPaths, marks: allSlots}
		order := rapid.Permutation(eachSlot()).Draw(t, "slots")
		paths := rapid.IntRange(0, slotCount/2).Draw(t, "paths")
		unused := rapid.IntRange(0, slotCount-2*paths).Draw(t, "unused")
		var firsts, lasts uint32
		for i := range paths {
			first, last := order[2*i], order[2*i+1]
			s.setPath(first, last)
			firsts, lasts = firsts|1<<first, lasts|1<<last
		}
		for _, slot := range order[2*paths:][:unused] {
			s.setUnused(slot)
		}
		if f, l := s.ends(); f != firsts || l != lasts {
			t.Fatalf("paths from %b to %b, want %b to %b", f, l, firsts, lasts)
		}
		for i, slot := range order {
			mate, start, end := slot, false, false
			switch {
			case i < 2*paths:
				mate, start, end = order[i^1], i%2 == 0, i%2 == 1
			case i < 2*paths+unused:
				start, end = true, true
			}
			if s.mate(slot) != mate || s.startsPath(slot) != start || s.endsPath(slot) != end {
				t.Fatalf("slot %d: mate %d, starts %v, ends %v; want %d, %v, %v",
					slot, s.mate(slot), s.startsPath(slot), s.endsPath(slot), mate, start, end)
			}
		}
		for i := range paths {
			s.setUsed(order[2*i])
			s.setUsed(order[2*i+1])
		}
		if s.mates != noPaths {
			t.Fatal("mates are left when no path is")
		}
	})
}

func TestStatesAreNumberedAsTheyAreMet(t *testing.T) {
	var set stateSet
	set.reset(0)
	var met []state
	for round := range 2 {
		for i := range uint32(5000) {
			s := state{mates: noPaths, marks: i * 7919}
			number, place, known := set.find(&s)
			if known != (round == 1) {
				t.Fatalf("round %d: state %d known: %v", round, i, known)
			}
			if !known {
				met = append(met, s)
				number = set.insert(&s, place)
			}
			if number != i {
				t.Fatalf("round %d: state %d has number %d", round, i, number)
			}
		}
	}
	if !slices.Equal(set.list, met) {
		t.Error("the list is not what was inserted")
	}
	set.reset(100)
	if _, _, known := set.find(&met[0]); known {
		t.Error("a state is left after reset")
	}
}
