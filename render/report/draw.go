package report

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/report/document"
	"sysmap/render/scene"
)

// figure returns a figure whose picture is drawn later, by the key that it has.
func (r *reporter) figure(key, caption, command string, draw func(context.Context) (*scene.Scene, error)) document.Figure {
	r.pictures = append(r.pictures, &picture{key: key, draw: draw})
	return document.Figure{Key: key, Caption: caption, How: r.how(command)}
}

// placed returns a map with a position for every variable: the map itself if
// it has them all.
func placed(ctx context.Context, m *maps.Map, o render.Options) (*maps.Map, error) {
	if !slices.ContainsFunc(m.Variables, func(v maps.Variable) bool { return v.At == nil }) {
		return m, nil
	}
	places, err := render.Places(ctx, m, o)
	if err != nil {
		return nil, err
	}
	out := *m
	out.Variables = slices.Clone(m.Variables)
	for i, v := range out.Variables {
		if at, ok := places[v.ID]; ok {
			out.Variables[i].At = &at
		}
	}
	return &out, nil
}

// whole draws the whole map with a result over it.
func (r *reporter) whole(over diagram.Overlay) func(context.Context) (*scene.Scene, error) {
	return func(ctx context.Context) (*scene.Scene, error) {
		o := r.options()
		o.Overlay = over
		return render.Picture(ctx, r.placed, o)
	}
}

// draw draws all pictures, a few at a time.
func (r *reporter) draw(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var (
		wait  sync.WaitGroup
		lock  sync.Mutex
		first error
		done  int
	)
	places := make(chan struct{}, min(4, runtime.GOMAXPROCS(0)))
	for _, p := range r.pictures {
		wait.Add(1)
		places <- struct{}{}
		go func() {
			defer wait.Done()
			defer func() { <-places }()
			var drawn *scene.Scene
			err := ctx.Err()
			if err == nil {
				drawn, err = p.draw(ctx)
			}
			lock.Lock()
			defer lock.Unlock()
			p.scene = drawn
			if err != nil && first == nil {
				first = fmt.Errorf("figure %s: %w", p.key, err)
				stop()
			}
			done++
			if r.o.Progress != nil {
				r.o.Progress(float64(done) / float64(len(r.pictures)))
			}
		}()
	}
	wait.Wait()
	return first
}

// finished returns blocks with the pictures in their figures.
func (r *reporter) finished(blocks []document.Block) []document.Block {
	drawn := map[string]*scene.Scene{}
	for _, p := range r.pictures {
		drawn[p.key] = p.scene
	}
	list := make([]document.Block, len(blocks))
	for i, b := range blocks {
		switch b := b.(type) {
		case document.Figure:
			b.Picture = drawn[b.Key]
			list[i] = b
		case document.Beside:
			b.Figure.Picture = drawn[b.Figure.Key]
			list[i] = b
		default:
			list[i] = b
		}
	}
	return list
}
