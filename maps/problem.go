package maps

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Severity says whether a problem keeps the map from being used.
type Severity int8

const (
	// Mistake keeps the map from being used.
	Mistake Severity = iota
	// Warning is worth a look; the map can be used.
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is one thing that is wrong, or questionable, in a map file.
type Problem struct {
	// File is the file as the user named it, or the name of a library map.
	File string
	// Line and Column count from 1, columns in characters; both are zero
	// when the problem has no place, as for a map made in memory.
	Line, Column int
	// Message says what is wrong, without the offending text.
	Message string
	// Near is the offending text, shortened; it may be empty.
	Near string
	// Suggestion says what to do; it may be empty.
	Suggestion string
	// Severity is [Mistake] unless the problem is a warning.
	Severity Severity
}

// Error returns "file:line:column: message: "near"; suggestion", without the
// parts that are unknown. It is always a single line.
func (p Problem) Error() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		b.WriteByte(':')
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, "%d:%d:", p.Line, p.Column)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if p.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.Message)
	if p.Near != "" {
		fmt.Fprintf(&b, ": %q", p.Near)
	}
	if p.Suggestion != "" {
		b.WriteString("; ")
		b.WriteString(p.Suggestion)
	}
	return b.String()
}

// Problems are everything that is wrong with a map, in the order of files and
// lines. As an error it reads one line a problem.
type Problems []Problem

const (
	// shownProblems is how many problems an error text lists.
	shownProblems = 50
	// keptProblems is how many are kept at all: nobody mends more in one
	// sitting, and a hostile file could make one of every byte.
	keptProblems = 1000
)

// Error lists the first fifty problems, a line each, and says how many more
// there are.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == shownProblems {
			fmt.Fprintf(&b, "\n… and %d more", len(ps)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
	}
	return b.String()
}

// Unwrap gives each problem to errors.As and errors.Is.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// place is where something stands: a file and a position in it.
type place struct {
	file         string
	line, column int
}

// report collects problems while a map is read.
type report struct {
	problems Problems
	dropped  int
	// files ranks files in the order they were opened, to sort by.
	files []string
}

// open notes a file, so that its problems sort after those of files opened
// before it.
func (r *report) open(file string) { r.files = append(r.files, file) }

// add notes a mistake. near is shortened here, so callers pass it whole.
func (r *report) add(at place, message, near, suggestion string) {
	if len(r.problems) >= keptProblems {
		r.dropped++
		return
	}
	r.problems = append(r.problems, Problem{
		File: at.file, Line: at.line, Column: at.column,
		Message: message, Near: shorten(near), Suggestion: suggestion,
	})
}

// full reports whether problems are past what anyone will read; expensive
// suggestions are then not worth making.
func (r *report) full() bool { return len(r.problems) >= shownProblems }

// empty reports whether nothing was wrong so far.
func (r *report) empty() bool { return len(r.problems) == 0 }

// err returns the sorted problems as an error, or nil when there are none.
func (r *report) err() error {
	if r.empty() {
		return nil
	}
	rank := make(map[string]int, len(r.files))
	for i, f := range r.files {
		if _, ok := rank[f]; !ok {
			rank[f] = i
		}
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if d := rank[a.File] - rank[b.File]; d != 0 {
			return d
		}
		if d := a.Line - b.Line; d != 0 {
			return d
		}
		return a.Column - b.Column
	})
	if r.dropped > 0 {
		last := &r.problems[len(r.problems)-1]
		*last = Problem{File: last.File, Message: fmt.Sprintf("there are %d more mistakes, which are not listed", r.dropped+1)}
		r.dropped = 0
	}
	return r.problems
}

// shortest texts that people recognise fit in this many characters.
const nearLength = 60

// shorten makes offending text fit on a line: at most sixty characters, and
// no control characters that would upset a terminal.
func shorten(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == nearLength {
			b.WriteRune('…')
			break
		}
		if unicode.IsControl(r) {
			r = ' '
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
