package voices

import (
	"cmp"
	"slices"

	"sysmap/alliance"
	"sysmap/maps"
)

// byStrength groups equal strengths, the weakest first.
func byStrength(list []StatedStrength) []strengthGroup {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b StatedStrength) int {
		return cmp.Or(cmp.Compare(a.Low+a.High, b.Low+b.High), cmp.Compare(a.Low, b.Low))
	})
	var groups []strengthGroup
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j].Low == sorted[i].Low && sorted[j].High == sorted[i].High {
			j++
		}
		groups = append(groups, sorted[i:j])
		i = j
	}
	return groups
}

// strengthWords says a strength in a word where there is one.
func strengthWords(low, high float64) alliance.Sentence {
	switch (maps.Range{Low: low, High: high}) {
	case maps.Range{Low: 0.05, High: 0.35}:
		return alliance.Sentence{English: "weakly", Danish: "svagt"}
	case maps.Range{Low: 0.35, High: 0.65}:
		return alliance.Sentence{English: "moderately", Danish: "middel"}
	case maps.Range{Low: 0.65, High: 0.95}:
		return alliance.Sentence{English: "strongly", Danish: "stærkt"}
	}
	number := func(l maps.Language, v float64) string { return l.Decimal(v, 2) }
	if low == high {
		return alliance.Sentence{English: number(maps.English, low), Danish: number(maps.Danish, low)}
	}
	return alliance.Sentence{
		English: number(maps.English, low) + " to " + number(maps.English, high),
		Danish:  number(maps.Danish, low) + " til " + number(maps.Danish, high),
	}
}
