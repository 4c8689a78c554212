package diagram

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/render/scene"
)

// marked is the core of Foresight with every kind of mark on it.
func marked(t testing.TB, theme Theme) (*drawing, *scene.Scene) {
	t.Helper()
	m := load(t, "foresight")
	show := map[string]bool{}
	ids, err := m.Select("core-loop")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		show[id] = true
	}
	o := Overlay{
		Title: "Marks", Fade: true, Plain: true, Variables: map[string]VariableMark{}, Links: map[maps.LinkRef]LinkMark{},
		Key: []KeyEntry{
			{Text: "A badge", Badges: []Badge{{Text: "A", Shape: Square, Tone: 1}, {Text: "B", Shape: Disc, Tone: 2, Open: true}}},
			{Text: "An outline", Variable: &VariableMark{Outline: []Tone{1, 2}, Badges: []Badge{{Text: "1"}}}},
			{Text: "A band", Link: &LinkMark{Emphasis: true, Band: BrokenBand, Tone: 2, Width: 2, Badges: []Badge{{Text: "7"}}}},
			{Text: "A thread", Thread: &Thread{Stitch: Loose, Knot: Badge{Shape: Diamond, Tone: 3}}},
			{Text: strings.Repeat("Uden tegn, men med mange ord om ansvar. ", 12)},
		},
	}
	for n := range 12 {
		o.List = append(o.List, ListItem{Badge{Text: fmt.Sprint(n + 1)}, strings.Repeat("Fødevareforbrugsvaneforandringer ", n%4+1)})
	}
	shapes := []Shape{Pill, Square, Disc, Diamond, Hexagon, Triangle, Person}
	for n, id := range ids {
		mark := VariableMark{Dashed: n%3 == 0}
		for k := range n%7 + 1 {
			mark.Badges = append(mark.Badges, Badge{Text: "O", Shape: shapes[k], Tone: Tone(k), Open: k%2 == 0, Small: k%3 == 0})
			if k < n%4 {
				mark.Outline = append(mark.Outline, Tone(k+1))
			}
		}
		o.Variables[id] = mark
	}
	for n, l := range m.Links {
		o.Links[l.Ref()] = LinkMark{Emphasis: n%2 == 0, Width: 1, Tone: Tone(n % 7), Band: Band(n % 3), Badges: []Badge{{Text: fmt.Sprint(n)}}}
	}
	for n := range 5 {
		o.Threads = append(o.Threads, Thread{
			ID: fmt.Sprint(n), Name: fmt.Sprintf("Indsats %d for sundhedsplejerskernes kompetenceudvikling", n), Detail: "i gang", Through: ids[n:min(2*n+1, len(ids))],
			Tone: Tone(n), Stitch: Stitch(n % 4), Knot: Badge{Shape: shapes[n], Tone: Tone(n), Small: true},
		})
	}
	d := Measure(m, show, Options{Theme: theme, Language: maps.Danish, Overlay: o})
	w := &drawing{Diagram: d, ids: map[string]int{}}
	w.stand(pinned(d))
	return w, d.Draw(pinned(d), nil)
}

func TestEveryMarkIsDrawnInEveryThemeInsideTheSheet(t *testing.T) {
	for _, theme := range []Theme{Foresight(), Print(), Projector()} {
		_, s := marked(t, theme)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		picture := string(svg(t, s))
		for _, want := range []string{`class="badges"`, `class="thread"`, `class="thread knots"`, `class="legend key"`, `class="legend list"`, "Indsats 4"} {
			if !strings.Contains(picture, want) {
				t.Errorf("%s: nothing is %s", theme.Name, want)
			}
		}
		sheet := scene.Box{W: s.Width, H: s.Height}
		for text, box := range texts(s.Shapes) {
			if !sheet.Contains(scene.Point{X: box.X, Y: box.Y}) || !sheet.Contains(scene.Point{X: box.X + box.W, Y: box.Y + box.H}) {
				t.Errorf("%s: %q leaves the sheet: %+v", theme.Name, text, box)
			}
		}
	}
}

// texts returns every text with the room it takes.
func texts(shapes []scene.Shape) func(func(string, scene.Box) bool) {
	return func(yield func(string, scene.Box) bool) {
		var visit func([]scene.Shape) bool
		visit = func(list []scene.Shape) bool {
			for _, shape := range list {
				switch s := shape.(type) {
				case scene.Group:
					if !visit(s.Shapes) {
						return false
					}
				case scene.Text:
					w := scene.Measure(s.String, s.Font)
					x := s.At.X
					switch s.Anchor {
					case scene.MiddleAnchor:
						x -= w / 2
					case scene.EndAnchor:
						x -= w
					}
					if !yield(s.String, scene.Box{X: x, Y: s.At.Y - scene.CapHeight(s.Font), W: w, H: scene.CapHeight(s.Font)}) {
						return false
					}
				}
			}
			return true
		}
		visit(shapes)
	}
}

func TestWithoutColoursTonesAreToldApartByDashes(t *testing.T) {
	seen := map[string]bool{}
	for n := Tone(1); n <= Tones; n++ {
		if Print().Tone(n) != Print().Ink {
			t.Errorf("tone %d has a colour in print", n)
		}
		seen[fmt.Sprint(Print().toneDash(n))] = true
		if Foresight().toneDash(n) != nil {
			t.Errorf("tone %d is dashed where it has a colour", n)
		}
	}
	if len(seen) != Tones {
		t.Errorf("%d dashes for %d tones", len(seen), Tones)
	}
}

func TestTonesContrastWithTheirGround(t *testing.T) {
	for _, theme := range []Theme{Foresight(), Print(), Projector()} {
		for n := Tone(0); n <= Tones+1; n++ {
			if c := scene.Contrast(theme.Tone(n), theme.Background); c < 4.5 {
				t.Errorf("%s: tone %d at %.2f", theme.Name, n, c)
			}
		}
	}
}

func TestLabelsOfThreadsStandClearOfBoxesAndOfEachOther(t *testing.T) {
	w, _ := marked(t, Foresight())
	w.mark = w.markSize()
	w.sew()
	if len(w.threads) != 5 {
		t.Fatalf("%d threads", len(w.threads))
	}
	for n, s := range w.threads {
		for i, box := range w.boxes {
			if box.Overlaps(s.label) {
				t.Errorf("the label of %s covers %s", s.Name, w.vars[i].ID)
			}
		}
		for _, other := range w.threads[:n] {
			if other.label.Overlaps(s.label) {
				t.Errorf("%s covers %s", s.Name, other.Name)
			}
		}
		if len(s.curves) != len(s.Through) {
			t.Errorf("%s goes through %d variables in %d pieces", s.Name, len(s.Through), len(s.curves))
		}
	}
}

func TestAnEndlessNameOfAThreadIsCutOnItsLabel(t *testing.T) {
	m, centres := small()
	name := strings.Repeat("Uendelig ", 200)
	d := Measure(m, nil, Options{Overlay: Overlay{Threads: []Thread{{ID: "x", Name: name, Through: []string{"a"}}}}})
	w := &drawing{Diagram: d, ids: ids{}}
	w.stand(centres)
	w.mark = w.markSize()
	w.sew()
	if s := w.threads[0]; len(s.lines) != threadLines || !strings.HasSuffix(s.lines[threadLines-1], "…") || s.label.H > 8*d.size {
		t.Errorf("%d lines, %v high: %q", len(s.lines), s.label.H, s.lines)
	}
}

func TestAThreadThroughNothingDrawnIsLeftOut(t *testing.T) {
	m, centres := small()
	d := Measure(m, nil, Options{Overlay: Overlay{Threads: []Thread{{ID: "x", Name: "Elsewhere", Through: []string{"nowhere"}}, {ID: "y", Name: "Empty"}}}})
	if picture := string(svg(t, d.Draw(centres, nil))); strings.Contains(picture, "Elsewhere") || strings.Contains(picture, "Empty") {
		t.Error("a thread without a variable is drawn")
	}
}

func TestBadgesLeaveTheLabelOfTheirBoxFree(t *testing.T) {
	m, centres := small()
	marks := map[string]VariableMark{}
	for _, v := range m.Variables {
		marks[v.ID] = VariableMark{Badges: []Badge{{Text: "O", Shape: Square}, {Text: "E", Shape: Diamond}, {Text: "12·13"}}}
	}
	d := Measure(m, nil, Options{Overlay: Overlay{Variables: marks}})
	w := &drawing{Diagram: d, ids: ids{}}
	w.stand(centres)
	w.curves = nil
	d.ends = nil
	w.mark = w.markSize()
	w.placeBadges()
	for i, row := range w.rows {
		label := w.boxes[i]
		label = label.Inset(0.45 * d.size)
		if row.Overlaps(label) {
			t.Errorf("badges of %s cover its label", d.vars[i].ID)
		}
	}
	if len(w.rows) != len(d.vars) {
		t.Errorf("%d rows for %d variables", len(w.rows), len(d.vars))
	}
}

func TestBadgesNarrowerThanTheirTextAreNotMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Badge{
			Text: rapid.StringMatching(`[A-ZÆØÅ0-9·↑↓]{0,6}`).Draw(t, "text"), Shape: Shape(rapid.IntRange(0, int(Person)).Draw(t, "shape")),
			Small: rapid.Bool().Draw(t, "small"), Open: rapid.Bool().Draw(t, "open"),
		}
		w, h := BadgeSize(b, 12)
		text := scene.Measure(b.Text, scene.Font{Size: badgeLetter * 12 * badgeScale(b), Bold: true})
		if b.Shape != Person && text > w || h <= 0 {
			t.Fatalf("%+v is %v by %v, its text %v", b, w, h, text)
		}
	})
}

func TestPartsOfAWayMakeTheWhole(t *testing.T) {
	length := func(points []scene.Point) float64 {
		sum := 0.0
		for i := range points[1:] {
			sum += distance(points[i], points[i+1])
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		box := scene.Box{W: rapid.Float64Range(5, 300).Draw(t, "w"), H: rapid.Float64Range(5, 300).Draw(t, "h")}
		way := roundWay(box, rapid.Float64Range(0, 40).Draw(t, "radius"))
		parts := rapid.IntRange(1, 6).Draw(t, "parts")
		sum := 0.0
		var end scene.Point
		for i := range parts {
			part := stretch(way, float64(i)/float64(parts), float64(i+1)/float64(parts))
			if i > 0 && distance(end, part[0]) > 1e-6 {
				t.Fatalf("part %d begins %v from the end of the one before", i, distance(end, part[0]))
			}
			end = part[len(part)-1]
			sum += length(part)
		}
		if math.Abs(sum-length(way)) > 1e-6*length(way) {
			t.Fatalf("the parts are %v long, the whole %v", sum, length(way))
		}
	})
}

func TestAListHasColumnsWhereTheSheetIsWide(t *testing.T) {
	w, _ := marked(t, Foresight())
	left := map[float64]bool{}
	narrow := w.list(0, 0, 30*w.size, w.size)
	wide := w.list(0, 0, 120*w.size, w.size)
	for _, shape := range wide.shapes {
		g := shape.(scene.Group)
		text := g.Shapes[slices.IndexFunc(g.Shapes, func(s scene.Shape) bool {
			line, ok := s.(scene.Text)
			return ok && line.Anchor == scene.StartAnchor
		})].(scene.Text)
		left[math.Round(text.At.X)] = true
	}
	if len(left) != 4 {
		t.Errorf("%d columns", len(left))
	}
	if wide.height >= narrow.height {
		t.Errorf("four columns are %v high, one is %v", wide.height, narrow.height)
	}
}
