package handout

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the sheets as Markdown, one after the other. Errors come
// from w.
func WriteMarkdown(w io.Writer, sheets []Sheet, o Options) error {
	o = o.settled()
	d := &draft{w: wordsIn(o.Language), g: gathering{w: wordsIn(o.Language), l: o.Language}}
	for i, s := range sheets {
		if i > 0 {
			d.printf("\n---\n\n")
		}
		d.sheet(s)
	}
	_, err := d.b.WriteTo(w)
	return err
}

// draft is the text while it is written.
type draft struct {
	w words
	g gathering
	b bytes.Buffer
}

func (d *draft) printf(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

var marks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`,
	"#", `\#`, "~", `\~`, "\n", " ", "\r", " ")

// said makes a stranger's text safe for Markdown.
func said(s string) string { return marks.Replace(strings.ToValidUTF8(s, "�")) }

func (d *draft) sheet(s Sheet) {
	d.printf("# %s\n\n%s · %s · %s\n\n%s\n", said(s.Name), said(d.w.title), said(s.Map), said(upper(s.Sector)), said(strings.Join(s.Lead, " ")))
	if s.Goal != "" {
		d.printf("\n%s: %s.\n", said(d.w.goal), said(s.Goal))
	}
	d.printf("\n## %s\n\n", said(d.w.steps))
	for i, step := range s.Steps {
		d.printf("%d. %s\n", i+1, said(step))
	}
	for _, r := range s.Roles {
		d.printf("\n## %s\n\n", said(r.Title))
		for _, g := range r.Groups {
			if g.Cluster != "" {
				d.printf("- **%s:** %s\n", said(g.Cluster), said(strings.Join(g.Variables, ", ")))
				continue
			}
			d.printf("- %s\n", said(strings.Join(g.Variables, ", ")))
		}
	}
	d.efforts(s.Efforts)
	d.partners(s.Partners)
	if s.LoopNote != "" {
		d.printf("\n## %s\n\n%s\n", said(d.w.loops), said(s.LoopNote))
		for _, k := range s.Loops {
			d.printf("\n**%s**\n%s\n", said(k.Title), said(k.Text))
		}
	}
	d.printf("\n%s\n", said(s.Source))
}

func (d *draft) efforts(efforts []Effort) {
	d.printf("\n## %s\n\n", said(d.w.efforts))
	if len(efforts) == 0 {
		d.printf("%s\n", said(d.w.noEfforts))
	}
	for _, e := range efforts {
		d.printf("- **%s**", said(e.Name))
		if e.Detail != "" {
			d.printf(" (%s)", said(e.Detail))
		}
		if len(e.On) > 0 {
			d.printf(" %s %s", said(d.w.on), said(d.g.enumerate(e.On)))
		}
		if len(e.With) > 0 {
			d.printf(", %s %s", said(d.w.with), said(d.g.enumerate(e.With)))
		}
		d.printf("\n")
	}
}

func (d *draft) partners(partners []Partner) {
	d.printf("\n## %s\n\n", said(d.w.partners))
	if len(partners) == 0 {
		d.printf("%s\n", said(d.w.noPartners))
		return
	}
	d.printf("| %s | %s | %s |\n| --- | --- | --- |\n", said(d.w.who), said(d.w.between), said(d.w.shared))
	for _, p := range partners {
		items := d.g.between(p, mostBetween)
		shared := "**" + said(d.w.apart) + "**"
		if len(p.Efforts) > 0 {
			shared = said(strings.Join(p.Efforts, ", "))
		}
		d.printf("| %s | %s | %s |\n", said(p.Name), said(strings.Join(items, "; ")), shared)
	}
}
