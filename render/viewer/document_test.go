package viewer_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/render/viewer"
)

func documented(t *testing.T, name string) *viewer.Document {
	t.Helper()
	d, err := viewer.Make(t.Context(), studied(t, name), viewer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// unpacked is the picture of a drawing.
func unpacked(t *testing.T, d viewer.Drawing) string {
	t.Helper()
	small, err := base64.StdEncoding.DecodeString(d.SVG)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryViewIsDrawnInEveryLanguageAndThemeWithTheGroupsThatItNames(t *testing.T) {
	for _, name := range []string{"workshop", "hostile"} {
		d := documented(t, name)
		if want := len(d.Views) * 4; len(d.Drawings) != want {
			t.Fatalf("%s: %d drawings of %d views", name, len(d.Drawings), len(d.Views))
		}
		inView := map[string][]string{}
		for _, v := range d.Views {
			inView[v.ID] = v.Variables
		}
		taken := map[string]bool{}
		for _, drawing := range d.Drawings {
			ids := idsOf(t, unpacked(t, drawing))
			for _, id := range ids {
				if taken[id] {
					t.Errorf("%s: two drawings have the id %q", name, id)
				}
				taken[id] = true
			}
			for _, v := range d.Variables {
				if slices.Contains(inView[drawing.View], v.ID) != slices.Contains(ids, drawing.Prefix+v.Group) {
					t.Errorf("%s: view %q and its drawing do not agree on %s", name, drawing.View, v.ID)
				}
			}
			for _, k := range d.Links {
				shown := slices.Contains(inView[drawing.View], k.From) && slices.Contains(inView[drawing.View], k.To)
				if shown != slices.Contains(ids, drawing.Prefix+k.Group) {
					t.Errorf("%s: view %q and its drawing do not agree on %s", name, drawing.View, k.Ref)
				}
			}
		}
	}
}

// idsOf lists the ids in a picture, which must be well formed and carry no
// style, no script and no address.
func idsOf(t *testing.T, svg string) []string {
	t.Helper()
	var ids []string
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return ids
		}
		if err != nil {
			t.Fatal(err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains([]string{"svg", "g", "path", "rect", "text", "title", "desc"}, element.Name.Local) {
			t.Errorf("there is an element %s", element.Name.Local)
		}
		for _, a := range element.Attr {
			switch name := a.Name.Local; {
			case name == "id":
				ids = append(ids, a.Value)
			case name == "style" || name == "href" || strings.HasPrefix(name, "on"):
				t.Errorf("there is an attribute %s=%q", name, a.Value)
			}
		}
	}
}

var colours = regexp.MustCompile(`(fill|stroke)(-opacity)?="[^"]*"|id="[^"]*"|aria-labelledby="[^"]*"| opacity="[^"]*"`)

func TestLightAndDarkHaveEverythingInTheSamePlace(t *testing.T) {
	d := documented(t, "workshop")
	shapes := map[string]string{}
	for _, drawing := range d.Drawings {
		key := drawing.View + " " + drawing.Language
		plain := colours.ReplaceAllString(unpacked(t, drawing), "")
		if other, ok := shapes[key]; ok && other != plain {
			t.Errorf("%s is not the same in light and dark", key)
		}
		shapes[key] = plain
	}
}

func TestLoopsGoRoundAlongTheLinksThatTheyName(t *testing.T) {
	d := documented(t, "workshop")
	loops := slices.Concat(d.Loops.Named, d.Loops.Short)
	if len(d.Loops.Named) != 2 || d.Loops.Named[0].ID != "R1" || len(d.Loops.Short) != 4 || d.Loops.Count.Total != "4" {
		t.Fatalf("%d named, %d short of %s", len(d.Loops.Named), len(d.Loops.Short), d.Loops.Count.Total)
	}
	for _, l := range loops {
		for i, k := range l.Links {
			link := d.Links[k]
			if link.From != l.Variables[i] || link.To != l.Variables[(i+1)%len(l.Variables)] {
				t.Errorf("loop %s: link %d is %s", l.ID, i, link.Ref)
			}
		}
		if l.Length != len(l.Links) || l.Story["en"] == "" || l.Story["da"] == "" || l.Story["en"] == l.Story["da"] {
			t.Errorf("loop %s: %+v", l.ID, l)
		}
	}
}

func TestLensesNameWhatIsOnTheMapInBothLanguages(t *testing.T) {
	d := documented(t, "workshop")
	variables, links := map[string]bool{}, map[string]bool{}
	for _, v := range d.Variables {
		variables[v.ID] = true
	}
	for _, k := range d.Links {
		links[k.Group] = true
	}
	found := map[string]bool{}
	for _, lens := range d.Lenses {
		if found[lens.ID] {
			t.Errorf("two lenses are called %s", lens.ID)
		}
		found[lens.ID] = true
		if lens.Label["en"] == "" || lens.Label["da"] == "" || lens.Note["en"] == "" || lens.Note["da"] == "" {
			t.Errorf("the lens %s says %v, %v", lens.ID, lens.Label, lens.Note)
		}
		for id, mark := range lens.Variables {
			if !variables[id] {
				t.Errorf("the lens %s is about %q", lens.ID, id)
			}
			if mark.Value != nil && (len(mark.Light) != 7 || len(mark.Dark) != 7 || mark.InkLight == "") {
				t.Errorf("the lens %s gives %s the colours %+v", lens.ID, id, mark.Colour)
			}
		}
		for id := range lens.Links {
			if !links[id] {
				t.Errorf("the lens %s is about the link %q", lens.ID, id)
			}
		}
	}
	for _, want := range []string{"effect", "leverage:betweenness", "participation", "roles", "orphans", "interfaces", "sector:people", "roles:club", "efforts", "efforts:quiet-streets", "confidence", "evidence"} {
		if !found[want] {
			t.Errorf("there is no lens %s", want)
		}
	}
}

func TestAMapThatSaysLittleStillHasAPage(t *testing.T) {
	for _, text := range []string{
		"sysmap: 1\nvariables: {a: {label: A}}\n",
		"sysmap: 1\ntitle: T\nlanguage: da\nvariables: {a: {label: A}, b: {label: B}}\nlinks: [a ->? b, b ->+ a]\nviews: {none: {label: N, variables: []}}\n",
		"sysmap: 1\nvariables: {a: {label: A}}\nlinks: [a ->- a]\ngoal: {raise: [a]}\nscenarios: {s: {label: S}}\nactors: {x: {label: X}}\nefforts: {e: {label: E}}\n",
	} {
		loader := maps.Loader{Stdin: strings.NewReader(text)}
		m, err := loader.Load(t.Context(), "-")
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var page bytes.Buffer
		if err := viewer.Write(t.Context(), &page, quickly(t, m), viewer.Options{}); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if strings.Contains(strings.ReplaceAll(documentIn(t, page.String()), `"summary":null`, ""), ":null") {
			t.Errorf("%s: the document has a null where a list or a text belongs", text)
		}
	}
}

// documentIn returns the JSON in a page.
func documentIn(t *testing.T, page string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `id="document">`)
	text, _, also := strings.Cut(rest, "</script>")
	if !ok || !also || !json.Valid([]byte(text)) {
		t.Fatal("the page has no document")
	}
	return text
}

func TestThePageIsOneFileThatMayRunNothingButItsOwn(t *testing.T) {
	for _, name := range []string{"workshop", "hostile"} {
		text, err := os.ReadFile(written(t, name))
		if err != nil {
			t.Fatal(err)
		}
		page := string(text)
		if strings.Contains(documentIn(t, page), "<") {
			t.Errorf("%s: the document can end its element", name)
		}
		if strings.Contains(page, "{{") && name == "workshop" {
			t.Errorf("%s: something was not filled in", name)
		}
		policy, _, _ := strings.Cut(page[strings.Index(page, "Content-Security-Policy"):], ">")
		for element, directive := range map[string]string{"<script>": "script-src 'sha256-", "<style>": "style-src 'sha256-"} {
			at := strings.LastIndex(page, element)
			body, _, _ := strings.Cut(page[at+len(element):], "</")
			sum := sha256.Sum256([]byte(body))
			if want := directive + base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(policy, want) {
				t.Errorf("%s: the policy does not allow %s: %s", name, element, policy)
			}
		}
		for _, must := range []string{"default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, must) {
				t.Errorf("%s: the policy lacks %s", name, must)
			}
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") {
			t.Errorf("%s: the policy is %s", name, policy)
		}
	}
}

func TestTheSameStudyGivesTheSameBytes(t *testing.T) {
	first, err := os.ReadFile(written(t, "workshop"))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := viewer.Write(t.Context(), &again, studied(t, "workshop"), viewer.Options{Version: "test"}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, again.Bytes()) {
		t.Error("it does not")
	}
}

func TestForesightIsUnderSixMegabytes(t *testing.T) {
	about, err := os.Stat(written(t, "foresight"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.2f MB", float64(about.Size())/1e6)
	if about.Size() > 6_000_000 {
		t.Errorf("it is %d bytes", about.Size())
	}
}

func TestProgressGoesUpToOneAndACancelledPageIsNotWritten(t *testing.T) {
	var shares []float64
	s := studied(t, "workshop")
	if err := viewer.Write(t.Context(), io.Discard, s, viewer.Options{Progress: func(share float64) { shares = append(shares, share) }}); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(shares) || shares[len(shares)-1] != 1 {
		t.Errorf("progress is %v", shares)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var page bytes.Buffer
	if err := viewer.Write(ctx, &page, s, viewer.Options{}); !errors.Is(err, context.Canceled) || page.Len() > 0 {
		t.Errorf("cancelled: %v, %d bytes", err, page.Len())
	}
}
