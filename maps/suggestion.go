package maps

import (
	"fmt"
	"strings"
	"unicode"
)

// didYouMean returns `did you mean "x"?` for the candidate nearest to the word,
// or nothing when none is near. Ties go to the earlier candidate.
func didYouMean(word string, candidates []string) string {
	if near := nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// Nearest returns the candidate that a word is nearly spelt like, as suggestions
// in problems are made, or "" when none is near.
func Nearest(word string, candidates []string) string { return nearest(word, candidates) }

// longestSuggested is the longest word to compare with others, in characters:
// the time this takes grows with its square.
const longestSuggested = 80

// nearest returns the candidate with the smallest edit distance to the word,
// as long as fewer than about a third of the letters differ. Case, and
// blanks or underscores where ids have hyphens, do not count.
func nearest(word string, candidates []string) string {
	w := []rune(folded(word))
	if len(w) == 0 || len(w) > longestSuggested {
		return ""
	}
	best, bestDistance := "", 1+(len(w)+1)/3
	if len(w) < 3 {
		bestDistance = len(w)
	}
	for _, c := range candidates {
		f := []rune(folded(c))
		if abs(len(f)-len(w)) >= bestDistance {
			continue
		}
		if d := editDistance(w, f); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' {
			return '-'
		}
		return unicode.ToLower(r)
	}, s)
}

func abs(n int) int { return max(n, -n) }

// editDistance is the optimal string alignment distance: insertions,
// deletions, substitutions and swaps of neighbours each count one.
func editDistance(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
