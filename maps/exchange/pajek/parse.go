package pajek

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reading is a file on its way to a map.
type reading struct {
	*format.Draft
	dashedIsNegative bool
	begun            bool
	vertices         []vertex
	lines            []line
	// origin is where sysmap's own positions come from; nil in other files.
	origin *origin
	row    int // of a matrix, from 0
}

// origin says how positions between 0 and 1 were made.
type origin struct{ scale, x, y float64 }

type vertex struct {
	label, colour string
	x, y          *float64
}

// line is an arc or an edge; vertices count from 0.
type line struct {
	from, to       int
	weight         float64
	weighted       bool
	label          string
	dashed, mutual bool
	number         int
}

// section is what the lines of a file are about.
type section int

const (
	beforeAll section = iota
	vertexLines
	arcLines
	edgeLines
	arcLists
	edgeLists
	matrixRows
	skipped
	afterwards
)

var sections = map[string]section{"*arcs": arcLines, "*edges": edgeLines, "*arcslist": arcLists, "*edgeslist": edgeLists, "*matrix": matrixRows}

func (r *reading) parse(ctx context.Context, text string) error {
	in := beforeAll
	number := 0
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for content := range strings.SplitSeq(text, "\n") {
		if number++; number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		content = strings.TrimSpace(content)
		var err error
		switch {
		case content == "":
		case content[0] == '%':
			r.comment(content)
		case content[0] == '*':
			in, err = r.head(content, in, number)
		default:
			err = r.content(content, in, number)
		}
		if err != nil {
			return err
		}
	}
	if !r.begun {
		return fmt.Errorf("%w: the file has no line *Vertices", format.ErrFormat)
	}
	return nil
}

// comment reads where sysmap's own positions come from.
func (r *reading) comment(content string) {
	var o origin
	if n, _ := fmt.Sscanf(content, originComment, &o.scale, &o.x, &o.y); n == 3 && o.scale > 0 && o.scale <= 1<<30 {
		r.origin = &o
	}
}

// head reads a line that begins a section.
func (r *reading) head(content string, in section, number int) (section, error) {
	words := split(content, mostWords)
	name := strings.ToLower(words[0].text)
	if in == afterwards {
		return in, nil
	}
	kind, known := sections[name]
	switch {
	case name == "*network":
		if r.begun {
			r.Report.Lose("further networks in the file", fmt.Sprintf("line %d", number))
			return afterwards, nil
		}
		if title := r.Label(plain(strings.TrimSpace(content[len(name):])), "the network's name"); title != "" {
			r.Map.Title = maps.Plain(title)
		}
		return beforeAll, nil
	case name == "*vertices" && in == skipped:
		return skipped, nil // those of a partition or a vector
	case name == "*vertices" && r.begun:
		r.Report.Lose("further networks in the file", fmt.Sprintf("line %d", number))
		return afterwards, nil
	case name == "*vertices":
		return vertexLines, r.count(words, number)
	case !known:
		r.Report.Lose("partitions, vectors and other sections", fmt.Sprintf("line %d: %s", number, format.Shorten(words[0].text)))
		return skipped, nil
	case !r.begun:
		return in, fmt.Errorf("%w: line %d: %s before *Vertices", format.ErrFormat, number, words[0].text)
	}
	for _, w := range words[1:] {
		if !strings.HasPrefix(w.text, ":") {
			r.Report.Lose("names of relations", fmt.Sprintf("line %d: %s", number, format.Shorten(w.text)))
		}
	}
	r.row = 0
	return kind, nil
}

// count reads how many vertices there are.
func (r *reading) count(words []word, number int) error {
	if len(words) < 2 {
		return fmt.Errorf("%w: line %d: *Vertices without a number", format.ErrFormat, number)
	}
	n, err := strconv.Atoi(words[1].text)
	if err != nil || n < 0 {
		return fmt.Errorf("%w: line %d: %q is no number of vertices", format.ErrFormat, number, format.Shorten(words[1].text))
	}
	if n > r.Limits.Variables {
		return fmt.Errorf("%w: line %d: %d vertices, where %d are allowed", format.ErrLimit, number, n, r.Limits.Variables)
	}
	if len(words) > 2 {
		r.Report.Note("two-mode networks, read as one", fmt.Sprintf("line %d", number))
	}
	r.begun = true
	r.vertices = make([]vertex, n)
	return nil
}

func (r *reading) content(content string, in section, number int) error {
	switch in {
	case beforeAll:
		return fmt.Errorf("%w: line %d: %q before *Vertices", format.ErrFormat, number, format.Shorten(content))
	case vertexLines:
		r.vertex(split(content, mostWords), number)
	case arcLines, edgeLines:
		return r.arc(split(content, mostWords), in == edgeLines, number)
	case arcLists, edgeLists:
		words := split(content, r.Limits.Links+2)
		if len(words) > r.Limits.Links+1 {
			return fmt.Errorf("%w: line %d: more than %d links", format.ErrLimit, number, r.Limits.Links)
		}
		for _, w := range words[1:] {
			if err := r.arc([]word{words[0], w}, in == edgeLists, number); err != nil {
				return err
			}
		}
	case matrixRows:
		return r.matrix(content, number)
	}
	return nil
}

// vertex reads a line "number label x y z shape parameters".
func (r *reading) vertex(words []word, number int) {
	at, ok := r.vertexNumber(words[0].text)
	if !ok {
		r.Report.Lose("vertices with a number that there is not", fmt.Sprintf("line %d", number))
		return
	}
	v := &r.vertices[at]
	if len(words) > 1 {
		v.label = plain(words[1].text)
	}
	rest := words[min(2, len(words)):]
	var place []float64
	for len(rest) > 0 && len(place) < 3 && !rest[0].quoted {
		n, ok := number64(rest[0].text)
		if !ok {
			break
		}
		place, rest = append(place, n), rest[1:]
	}
	if len(place) >= 2 {
		v.x, v.y = &place[0], &place[1]
	}
	if len(place) == 3 && place[2] != 0 && place[2] != 0.5 {
		r.Report.Lose("depths of vertices", fmt.Sprintf("line %d", number))
	}
	looks := false
	for i := 0; i < len(rest); i++ {
		switch word := strings.ToLower(rest[i].text); {
		case word == "ic" && i+1 < len(rest):
			i++
			v.colour = plain(rest[i].text)
		case strings.HasPrefix(word, "["):
			r.Report.Lose("times of vertices and lines", fmt.Sprintf("line %d", number))
		case slices.Contains(shapes, word):
			looks = true
		default:
			looks = true
			i++
		}
	}
	if looks {
		r.Report.Lose("looks of vertices", fmt.Sprintf("line %d", number))
	}
}

// shapes stand alone on the line of a vertex, where everything else is a name
// and a value.
var shapes = []string{"ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman"}

func (r *reading) vertexNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n - 1, err == nil && n >= 1 && n <= len(r.vertices)
}

// arc reads a line "from to weight parameters".
func (r *reading) arc(words []word, mutual bool, number int) error {
	if len(words) < 2 {
		r.Report.Lose("lines between vertices that cannot be read", fmt.Sprintf("line %d", number))
		return nil
	}
	from, okFrom := r.vertexNumber(words[0].text)
	to, okTo := r.vertexNumber(words[1].text)
	if !okFrom || !okTo {
		r.Report.Lose("lines from or to vertices that do not exist", fmt.Sprintf("line %d", number))
		return nil
	}
	l := line{from: from, to: to, mutual: mutual && from != to, number: number}
	rest := words[2:]
	if len(rest) > 0 && !rest[0].quoted {
		if w, ok := number64(rest[0].text); ok {
			l.weight, l.weighted, rest = w, true, rest[1:]
		}
	}
	for i := 0; i < len(rest); i++ {
		value := ""
		if i+1 < len(rest) {
			value = rest[i+1].text
		}
		switch word := strings.ToLower(rest[i].text); {
		case word == "l":
			l.label = plain(value)
			i++
		case word == "p":
			l.dashed = !strings.EqualFold(value, "solid")
			i++
		case strings.HasPrefix(word, "["):
			r.Report.Lose("times of vertices and lines", fmt.Sprintf("line %d", number))
		default:
			r.Report.Lose("looks of lines", fmt.Sprintf("line %d", number))
			i++
		}
	}
	return r.add(l)
}

func (r *reading) add(l line) error {
	if len(r.lines) >= r.Limits.Links {
		return fmt.Errorf("%w: line %d: more than %d links", format.ErrLimit, l.number, r.Limits.Links)
	}
	r.lines = append(r.lines, l)
	return nil
}

// matrix reads a row of weights.
func (r *reading) matrix(content string, number int) error {
	from := r.row
	if r.row++; from >= len(r.vertices) {
		r.Report.Lose("rows of a matrix beyond the vertices", fmt.Sprintf("line %d", number))
		return nil
	}
	to := 0
	for cell := range strings.FieldsSeq(content) {
		w, ok := number64(cell)
		switch {
		case to >= len(r.vertices):
			r.Report.Lose("columns of a matrix beyond the vertices", fmt.Sprintf("line %d", number))
			return nil
		case !ok:
			r.Report.Lose("cells of a matrix that are not numbers", fmt.Sprintf("line %d: %s", number, format.Shorten(cell)))
		case w != 0:
			if err := r.add(line{from: from, to: to, weight: w, weighted: true, number: number}); err != nil {
				return err
			}
		}
		to++
	}
	return nil
}

// word is a part of a line; in quotes it may hold blanks.
type word struct {
	text   string
	quoted bool
}

// mostWords is how many words of a line are looked at, apart from lists.
const mostWords = 100

// split divides a line at blanks outside quotes, up to as many words as
// wanted. There is at least one.
func split(content string, most int) (words []word) {
	for content = strings.TrimSpace(content); content != "" && len(words) < most; content = strings.TrimLeft(content, " \t") {
		if content[0] == '"' {
			text, rest, _ := strings.Cut(content[1:], `"`)
			words, content = append(words, word{text, true}), rest
			continue
		}
		end := strings.IndexAny(content, " \t")
		if end < 0 {
			end = len(content)
		}
		words, content = append(words, word{text: content[:end]}), content[end:]
	}
	if words == nil {
		words = []word{{}}
	}
	return words
}

var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`&#([0-9]{1,7});`) })

// plain reads characters that are written as &#248;.
func plain(s string) string {
	if !strings.Contains(s, "&#") {
		return s
	}
	return reference().ReplaceAllStringFunc(s, func(hit string) string {
		code, _ := strconv.Atoi(hit[2 : len(hit)-1])
		return string(rune(code))
	})
}

// number64 reads a finite number.
func number64(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
