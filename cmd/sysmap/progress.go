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

// bar shows on a terminal how much of some work is done, once it takes longer
// than a moment. The work calls report with 0…1; call done when it is over.
func (s *session) bar(what string) (report func(float64), done func()) {
	if !terminal(s.err) {
		return func(float64) {}, func() {}
	}
	started := time.Now()
	var p *mpb.Progress
	var bar *mpb.Bar
	const whole = 1000
	report = func(share float64) {
		if p == nil {
			if time.Since(started) < patience {
				return
			}
			p = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(60))
			bar = p.AddBar(whole, mpb.BarRemoveOnComplete(),
				mpb.PrependDecorators(decor.Name(what+" ")), mpb.AppendDecorators(decor.Percentage()))
		}
		bar.SetCurrent(int64(share * whole))
	}
	done = func() {
		if p != nil {
			bar.Abort(true)
			p.Wait()
		}
	}
	return report, done
}
