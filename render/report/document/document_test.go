package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/render/scene"
)

// hostile are texts that would be more than text somewhere.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</svg></figure></main>`, "`code` ``", "# not a heading", "1. not a list", "- nor this",
	"| a | b |", "[link](javascript:alert(1))", "![x](y)", "*bold* _it_ ~~no~~", "---", "a\nb\r\nc", "&lt;b&gt;", "$x$", "@everyone", "\x00\x07\x1b[31m", "\u202eevil", "https://example.org/", "{{.}}", "\\",
	strings.Repeat("Arbejdsmiljøforebyggelsespakkeevaluering", 12),
}

func drawing() *scene.Scene {
	return &scene.Scene{Width: 200, Height: 100, Title: "A <picture>", Description: "of & nothing", Background: scene.RGB(255, 255, 255), Shapes: []scene.Shape{
		scene.Group{ID: "g", Title: "group", Shapes: []scene.Shape{
			scene.Rectangle{Box: scene.Box{X: 10, Y: 10, W: 80, H: 40}, Style: scene.Style{Fill: scene.RGB(200, 220, 240)}},
			scene.Text{At: scene.Point{X: 20, Y: 30}, String: "inside", Font: scene.Font{Size: 10}, Colour: scene.RGB(0, 0, 0)},
		}},
		scene.Path{Start: scene.Point{X: 1, Y: 1}, Segments: []scene.Segment{scene.Line(scene.Point{X: 99, Y: 9})}, Style: scene.Style{Stroke: scene.RGB(0, 0, 0), Width: 1, Dash: []float64{3, 1}}},
	}}
}

// everything is a document with every kind of block, all of it saying a text.
func everything(s string, l maps.Language) *Document {
	how := How{Command: "sysmap render '" + s + "' -o x.svg", Seed: "1", Digest: "0123456789ab"}
	table := Table{Key: "t", Caption: s, Columns: []Column{{Title: s}, {Title: "n", Number: true}}, Notes: []string{s}, How: how}
	for range 20 {
		table.Rows = append(table.Rows, []Cell{{Mark: "R", Text: Say(s)}, {Text: Say("1")}})
	}
	figure := Figure{Key: "f", Caption: s, Picture: drawing(), Notes: []string{s}, How: how}
	ring := figure
	ring.Key = "ring"
	wide := figure
	wide.Key, wide.Wide = "wide", true
	large := *drawing()
	large.Width, large.Height = 3000, 1500
	wide.Picture = &large
	return &Document{
		Title: s, Subtitle: s, Language: l, Notice: s, Facts: []Fact{{s, s}}, SummaryTitle: "In short",
		Summary: []Block{Findings{{Number: "98 %", Text: Say(s), Ref: "one"}}, Paragraph{Text: Say(s), Small: true}},
		Blocks: []Block{
			Heading{Level: 1, Text: s, Key: "one"},
			Paragraph{Text: Join(Say(s+" "), Bold(s), Typed(s), Ref("f"), Web(s, "javascript:alert(1)"), Web(s, "https://example.org/?a=1&b=\"2\""))},
			Heading{Level: 2, Text: s},
			List{Items: []Text{Say(s), Ref("t")}},
			List{Ordered: true, Items: []Text{Say(s)}},
			table, figure,
			Heading{Level: 3, Text: s},
			Beside{Figure: ring, Blocks: []Block{Heading{Level: 3, Text: s}, Paragraph{Text: Say(s)}}},
			Box{Title: s, Blocks: []Block{Paragraph{Text: Say(s)}, List{Items: []Text{Say(s)}}}},
			wide,
			Heading{Level: 1, Text: "Last"},
			Terms{{s, s}},
			Code(s + "\n  indented"),
		},
	}
}

func written(t *testing.T, d *Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAPageIsWellFormedAndRunsNothing reads the page as browsers would, with
// texts of strangers in every place.
func TestAPageIsWellFormedAndRunsNothing(t *testing.T) {
	for _, s := range hostile {
		text := written(t, everything(s, maps.Danish))
		d := xml.NewDecoder(strings.NewReader(text))
		d.Strict, d.AutoClose, d.Entity = true, []string{"meta", "link", "br"}, xml.HTMLEntity
		ids, refs := map[string]bool{}, []string{}
		depth := 0
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			switch e := token.(type) {
			case xml.StartElement:
				depth++
				if slices.Contains([]string{"script", "iframe", "object", "embed", "form", "img", "base", "link"}, e.Name.Local) {
					t.Errorf("%q: the page has a <%s>", s, e.Name.Local)
				}
				for _, a := range e.Attr {
					switch name := strings.ToLower(a.Name.Local); {
					case strings.HasPrefix(name, "on"):
						t.Errorf("%q: an attribute %s", s, name)
					case name == "id":
						if ids[a.Value] {
							t.Errorf("%q: id %s stands twice", s, a.Value)
						}
						ids[a.Value] = true
					case name == "href":
						refs = append(refs, a.Value)
					}
				}
			case xml.EndElement:
				depth--
			}
		}
		if depth != 0 {
			t.Errorf("%q: %d elements are left open", s, depth)
		}
		for _, r := range refs {
			if at, inside := strings.CutPrefix(r, "#"); inside && !ids[at] || !inside && !strings.HasPrefix(r, "https://example.org/") {
				t.Errorf("%q: a link to %q", s, r)
			}
		}
	}
}

func TestAPageNamesItsLanguageAndItsPlaces(t *testing.T) {
	text := written(t, everything("Søvn", maps.Danish))
	for _, want := range []string{`<html lang="da">`, "<main", "<nav", "<header", `default-src 'none'`, `name="viewport"`, "prefers-color-scheme: dark", "@media print", `href="#figure-1">Figur 1</a>`, `Sådan laves den igen`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if english := written(t, everything("Sleep", maps.English)); !strings.Contains(english, `<html lang="en">`) || !strings.Contains(english, "Contents") {
		t.Error("an English page is not in English")
	}
}

func TestOnlyWebAndMailAddressesBecomeLinks(t *testing.T) {
	for link, good := range map[string]bool{
		"https://example.org/a?b=c": true, "http://example.org": true, "mailto:a@example.org": true, "HTTPS://EXAMPLE.ORG/": true,
		"javascript:alert(1)": false, " javascript:alert(1)": false, "java\nscript:alert(1)": false, "data:text/html,x": false, "file:///etc/passwd": false, "//example.org": false,
		"/relative": false, "": false, "https:": false, "https://exa mple.org": false, "vbscript:x": false, "http://%zz": false,
	} {
		if got := address(link); (got != "") != good {
			t.Errorf("%q becomes %q", link, got)
		}
	}
}

var special = regexp.MustCompile("(^|[^\\\\])[`*_\\[\\]|~$^]")

// TestMarkdownMeansNothingButTheText undoes what escapes, and finds the text
// again with nothing left that Markdown would read.
func TestMarkdownMeansNothingButTheText(t *testing.T) {
	undo := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&#64;", "@", "&#58;", ":", "&#46;", ".")
	back := regexp.MustCompile(`\\(.)`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringOf(rapid.RuneFrom([]rune("ab #*_`[]()<>|~$^\\&@:/.w1-+=!\n")))).Draw(t, "s")
		got := mark(s)
		plain := strings.ReplaceAll(got, `\\`, "\x01")
		if found := special.FindString(plain); found != "" || strings.ContainsAny(plain, "<>@\n") {
			t.Fatalf("%q is written %q, with %q in it", s, got, found)
		}
		if read := undo.Replace(back.ReplaceAllString(got, "$1")); read != clean(s) {
			t.Fatalf("%q is written %q, which reads %q", s, got, read)
		}
		if line := start(got); regexp.MustCompile(`^(#|[-+=:]|\d+[.)]| )`).MatchString(line) {
			t.Fatalf("%q begins a line as %q", s, line)
		}
	})
}

func TestMarkdownTablesKeepTheirColumns(t *testing.T) {
	for _, s := range hostile {
		text, pictures, err := everything(s, maps.English).Markdown("files")
		if err != nil {
			t.Fatal(err)
		}
		if len(pictures) != 3 {
			t.Errorf("%d pictures", len(pictures))
		}
		rows, fenced := 0, false
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			if strings.HasPrefix(line, "```") {
				fenced = !fenced
			}
			if fenced || !strings.HasPrefix(line, "|") {
				continue
			}
			rows++
			if n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); n != 3 {
				t.Errorf("%q: a row has %d bars: %s", s, n, line)
			}
		}
		if rows != 22 {
			t.Errorf("%q: the table has %d lines", s, rows)
		}
	}
}

func TestMarkdownWithoutAFolderNamesNoPictures(t *testing.T) {
	text, pictures, err := everything("Sleep", maps.English).Markdown("")
	if err != nil || pictures != nil {
		t.Fatal(err, pictures)
	}
	if strings.Contains(string(text), "![") || !strings.Contains(string(text), "Figure left out here") {
		t.Error("pictures are named, or nothing says that they are left out")
	}
}

func TestCodeStaysBetweenItsFences(t *testing.T) {
	d := &Document{Title: "x", Blocks: []Block{Code("```\n# out\n````"), Paragraph{Text: Typed("a `` b")}}}
	text, _, err := d.Markdown("")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n`````\n```\n# out\n````\n`````\n", "```a `` b```"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	write := func() (all []byte) {
		d := everything("Søvn", maps.Danish)
		var b bytes.Buffer
		if err := errors.Join(d.WriteHTML(&b), d.WritePDF(&b)); err != nil {
			t.Fatal(err)
		}
		text, _, err := d.Markdown("files")
		if err != nil {
			t.Fatal(err)
		}
		return append(b.Bytes(), text...)
	}
	if !bytes.Equal(write(), write()) {
		t.Error("they differ")
	}
}
