package viewer

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/scene"
)

// Drawing is one picture of a view. Ids in it begin with Prefix: the group of a
// variable is Prefix + [Variable.Group], that of a link Prefix + [Link.Group].
// It has no style attributes, no title and no legend; the page's own sheet turns
// kerning and ligatures of its text off.
type Drawing struct {
	View     string  `json:"view"`
	Language string  `json:"language"`
	Theme    string  `json:"theme"` // light or dark
	Prefix   string  `json:"prefix"`
	Width    float64 `json:"width"`
	Height   float64 `json:"height"`
	// SVG is the text, compressed with gzip and written in base64.
	SVG string `json:"svg"`
}

// themes of drawings, and what package diagram calls them. Both have the same
// measures, so that the page can change from one to the other in place.
var themes = []struct{ id, diagram string }{{"light", "foresight"}, {"dark", "dark"}}

// drawings draws every view in every language and theme, as many at a time as
// there are processors.
func drawings(ctx context.Context, m *maps.Map, views []View, languages []string, report func(float64)) ([]Drawing, error) {
	pinned, err := pin(ctx, m)
	if err != nil {
		return nil, err
	}
	var all []Drawing
	for _, v := range views {
		for _, l := range languages {
			for _, t := range themes {
				all = append(all, Drawing{View: v.ID, Language: l, Theme: t.id, Prefix: "d" + strconv.Itoa(len(all)) + "-"})
			}
		}
	}
	return all, each(ctx, len(all), report, func(ctx context.Context, i int) error { return all[i].draw(ctx, pinned) })
}

// each does n things, as many at a time as there are processors, and stops at
// the first that fails.
func each(ctx context.Context, n int, report func(float64), do func(context.Context, int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	finished := make(chan struct{}, n)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := do(ctx, i); err != nil {
					stop(err)
					return
				}
				finished <- struct{}{}
			}
		})
	}
	go func() { workers.Wait(); close(finished) }()
	done := 0
	for range finished {
		done++
		report(float64(done) / float64(n))
	}
	return context.Cause(ctx)
}

// pin gives every variable a place on the whole map, so that it stays there
// whichever part is shown and in whichever language. There is room for the
// longest of each variable's labels: what is laid out for short ones would have
// no room for the boxes and the regions of the other language.
func pin(ctx context.Context, m *maps.Map) (*maps.Map, error) {
	places, err := render.Places(ctx, roomy(m), render.Options{})
	if err != nil {
		return nil, err
	}
	pinned := *m
	pinned.Variables = append([]maps.Variable(nil), m.Variables...)
	for i, v := range pinned.Variables {
		if at, ok := places[v.ID]; ok {
			pinned.Variables[i].At = &at
		}
	}
	return &pinned, nil
}

// roomy returns a copy of a map in which everything has the longest of its
// labels.
func roomy(m *maps.Map) *maps.Map {
	longest := func(t maps.Text) maps.Text {
		best := ""
		for _, text := range t.All() {
			if utf8.RuneCountInString(text) > utf8.RuneCountInString(best) {
				best = text
			}
		}
		return maps.Plain(best)
	}
	wide := *m
	wide.Variables, wide.Clusters = slices.Clone(m.Variables), slices.Clone(m.Clusters)
	for i := range wide.Variables {
		wide.Variables[i].Label = longest(wide.Variables[i].Label)
	}
	for i := range wide.Clusters {
		wide.Clusters[i].Label = longest(wide.Clusters[i].Label)
	}
	return &wide
}

// draw fills in the picture.
func (d *Drawing) draw(ctx context.Context, m *maps.Map) error {
	theme := themes[0].diagram
	for _, t := range themes {
		if t.id == d.Theme {
			theme = t.diagram
		}
	}
	picture, err := render.Picture(ctx, m, render.Options{View: d.View, Theme: theme, Language: maps.Language(d.Language), Bare: true})
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := picture.WriteSVG(&text, scene.SVGOptions{Inline: true, Prefix: d.Prefix, Unstyled: true}); err != nil {
		return err
	}
	d.Width, d.Height, d.SVG = picture.Width, picture.Height, packed(text.Bytes())
	return nil
}

// packed compresses something and writes it in base64.
func packed(b []byte) string {
	var small bytes.Buffer
	// Neither fails on a buffer in memory.
	w, _ := gzip.NewWriterLevel(&small, gzip.BestCompression)
	_, _ = w.Write(b)
	_ = w.Close()
	return base64.StdEncoding.EncodeToString(small.Bytes())
}
