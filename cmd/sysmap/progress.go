package main

import (
	"fmt"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// patience is how long work may take before it shows that it goes on.
const patience = 400 * time.Millisecond

// progress shows on a terminal that something is being done, once it takes
// longer than a moment. Call what it returns when the work is over.
func (s *session) progress(what string, variables int) (done func()) {
	if !terminal(s.err) {
		return func() {}
	}
	finished, closed := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(closed)
		select {
		case <-finished:
			return
		case <-time.After(patience):
		}
		p := mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(20))
		bar := p.New(0, mpb.SpinnerStyle(), mpb.BarRemoveOnComplete(),
			mpb.AppendDecorators(decor.Name(fmt.Sprintf(" %s %d variables ", what, variables)), decor.Elapsed(decor.ET_STYLE_GO)))
		<-finished
		bar.SetTotal(-1, true)
		p.Wait()
	}()
	return func() { close(finished); <-closed }
}

// terminal reports whether a stream is a terminal that a person looks at.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
