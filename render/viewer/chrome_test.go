package viewer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/layout"
	"sysmap/render/viewer"
	"sysmap/study"
)

// browserNames are what Chromium is called on the machines we know.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// chrome is the one browser of these tests.
var chrome = sync.OnceValues(func() (context.Context, error) {
	path := ""
	for _, name := range browserNames {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errNoBrowser
	}
	folder, err := os.MkdirTemp("", "sysmap-viewer-")
	if err != nil {
		return nil, err
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(folder), chromedp.WindowSize(1440, 900), chromedp.WSURLReadTimeout(time.Minute))
	ctx, close := chromedp.NewContext(ctx)
	closing = func() {
		close()
		stop()
		_ = os.RemoveAll(folder)
	}
	return ctx, chromedp.Do(ctx)
})

var (
	errNoBrowser = errors.New("no Chromium is installed")
	closing      = func() {}
)

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	code := m.Run()
	closing()
	os.Exit(code)
}

// written makes a page once for all tests and returns its file.
func written(t testing.TB, name string) string {
	t.Helper()
	pages.Lock()
	defer pages.Unlock()
	if file, ok := pages.files[name]; ok {
		return file
	}
	if pages.folder == "" {
		folder, err := os.MkdirTemp("", "sysmap-pages-")
		if err != nil {
			t.Fatal(err)
		}
		pages.folder = folder
		before := closing
		closing = func() { before(); _ = os.RemoveAll(folder) }
	}
	file := filepath.Join(pages.folder, name+".html")
	var text bytes.Buffer
	if err := viewer.Write(t.Context(), &text, studied(t, name), viewer.Options{Version: "test"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	pages.files[name] = file
	return file
}

var pages = struct {
	sync.Mutex
	folder string
	files  map[string]string
}{files: map[string]string{}}

// studied studies one of the maps of these tests, with few runs.
func studied(t testing.TB, name string) *study.Study {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	ref := name
	switch name {
	case "workshop":
		ref = "testdata/workshop.yaml"
	case "hostile":
		loader.Stdin, ref = strings.NewReader(hostileMap), "-"
	case "large":
		loader.Stdin, ref = strings.NewReader(largeMap()), "-"
	}
	m, err := loader.Load(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	s := quickly(t, m)
	s.Options.Name = ref
	return s
}

// quickly studies a map with few runs.
func quickly(t testing.TB, m *maps.Map) *study.Study {
	t.Helper()
	s, err := study.Run(t.Context(), m, study.Options{Runs: 40, EffectRuns: 4, AgreeRuns: 4, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tab is a page in the browser, with everything that went wrong in it.
type tab struct {
	testing.TB
	ctx context.Context

	mutex sync.Mutex
	wrong []string
}

// setting is how a page is looked at.
type setting struct {
	// at is what stands after the # of the address.
	at string
	// width and height of the window; 1440 × 900 if they are 0.
	width, height int64
	// phone has a touch screen, dark asks for dark colours, still for no motion.
	phone, dark, moving bool
}

// watch is put into the page before its own script: it notes what the content
// security policy stops, what the workers answer, when the page is ready and how
// long it is busy.
const watch = `
window.sysmapWatch = {violations: [], answers: [], long: [], ready: 0};
new MutationObserver(() => { sysmapWatch.ready ||= performance.now(); }).observe(document, {attributes: true, subtree: true, attributeFilter: ["data-ready"]});
addEventListener("securitypolicyviolation", e => sysmapWatch.violations.push(e.violatedDirective + " " + e.blockedURI + " " + e.sample));
new PerformanceObserver(l => l.getEntries().forEach(e => sysmapWatch.long.push(e.duration))).observe({entryTypes: ["longtask"]});
const OwnWorker = window.Worker;
window.Worker = class extends OwnWorker {
  constructor(...a) {
    super(...a);
    this.addEventListener("message", e => { if (e.data.result && e.data.result.times) sysmapWatch.answers.push(e.data.result); });
  }
};`

// open opens a page that was written, and fails the test at its end if anything
// went wrong in it: an error, a message on the console, a request to a network,
// something that the policy of the page forbids.
func open(t testing.TB, name string, s setting) *tab {
	t.Helper()
	browser, err := chrome()
	if errors.Is(err, errNoBrowser) && os.Getenv("SYSMAP_REQUIRE_BROWSER") == "" {
		t.Skip("no Chromium is installed; SYSMAP_REQUIRE_BROWSER=1 makes this an error")
	}
	if err != nil {
		t.Fatal(err)
	}
	file := written(t, name)
	ctx, close := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	b := &tab{TB: t, ctx: ctx}
	t.Cleanup(func() {
		b.check()
		stop()
		close()
	})
	if s.width == 0 {
		s.width, s.height = 1440, 900
	}
	motion, scheme := "reduce", "light"
	if s.moving {
		motion = "no-preference"
	}
	if s.dark {
		scheme = "dark"
	}
	b.do(chromedp.EmulateViewport(s.width, s.height))
	if err := chromedp.Listen(ctx, b.heard); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-reduced-motion", Value: motion}, {Name: "prefers-color-scheme", Value: scheme},
	}})
	if s.phone {
		call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	}
	address := (&url.URL{Scheme: "file", Path: file}).String()
	if s.at != "" {
		address += "#" + s.at
	}
	b.do(chromedp.Navigate(address))
	b.wait(`document.documentElement.dataset.ready === "true"`)
	return b
}

// to changes what the page shows, as a link to it does.
func (b *tab) to(at string) {
	b.Helper()
	text, _ := json.Marshal("#" + at)
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("location.hash = %s", text)))
	b.wait(`!document.querySelector(".leaf.leaving")`)
	// Whatever follows has been asked for by the second frame.
	eval[int](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))`)
}

// heard notes what goes wrong.
func (b *tab) heard(event any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		b.wrong = append(b.wrong, "exception: "+text)
	case *runtime.EventConsoleAPICalled:
		said, _ := json.Marshal(e.Args)
		b.wrong = append(b.wrong, fmt.Sprintf("console.%s: %s", e.Type, said))
	case *log.EventEntryAdded:
		b.wrong = append(b.wrong, fmt.Sprintf("%s %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text))
	case *network.EventRequestWillBeSent:
		for _, own := range []string{"file://", "blob:", "data:"} {
			if strings.HasPrefix(e.Request.URL, own) {
				return
			}
		}
		b.wrong = append(b.wrong, "network: "+e.Request.URL)
	}
}

// in goes on in a test of its own, which fails for what goes wrong meanwhile.
func (b *tab) in(t *testing.T) {
	outer := b.TB
	b.TB = t
	t.Cleanup(func() {
		b.check()
		b.TB = outer
	})
}

// check fails for what went wrong since the last time.
func (b *tab) check() {
	b.Helper()
	if b.ctx.Err() == nil {
		for _, v := range eval[[]string](b, `sysmapWatch.violations.splice(0)`) {
			b.Errorf("the policy of the page forbids: %s", v)
		}
	}
	b.mutex.Lock()
	wrong := b.wrong
	b.wrong = nil
	b.mutex.Unlock()
	for _, w := range wrong {
		b.Error(w)
	}
	if b.Failed() {
		b.picture()
	}
}

// picture keeps what the page looked like, where SYSMAP_PICTURES says.
func (b *tab) picture() {
	folder := os.Getenv("SYSMAP_PICTURES")
	if folder == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		name := strings.NewReplacer("/", "-", " ", "-").Replace(b.Name())
		err = os.WriteFile(filepath.Join(folder, name+".png"), png, 0o600)
	}
	if err != nil {
		b.Log(err)
	}
}

// call sends a command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	r, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return r
}
