package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"sysmap/render/scene"
)

// Picture is a figure's picture as a file beside a Markdown document.
type Picture struct {
	// Name is the file's name without its folder.
	Name string
	SVG  []byte
}

// Markdown returns the document in the Markdown of GitHub, and the pictures to
// be put as files into a folder beside it, whose name is given with slashes.
// Without a folder there are no pictures; captions, notes and commands stay.
// The error is that of a scene that cannot be drawn.
func (d *Document) Markdown(folder string) ([]byte, []Picture, error) {
	m := &markdown{index: newIndex(d), folder: folder}
	m.line("# " + mark(d.Title))
	if d.Subtitle != "" {
		m.line("*" + mark(d.Subtitle) + "*")
	}
	if d.Notice != "" {
		m.line("> " + start(mark(d.Notice)))
	}
	for i, f := range d.Facts {
		m.item("- ", i, mark(f.Name)+": "+mark(f.Value))
	}
	if len(d.Summary) > 0 {
		m.line("## " + mark(d.SummaryTitle))
		m.blocks(d.Summary)
	}
	m.contents()
	m.blocks(d.Blocks)
	return append(bytes.TrimLeft(m.text.Bytes(), "\n"), '\n'), m.pictures, m.err
}

// markdown is a Markdown document that is being written.
type markdown struct {
	*index
	text     bytes.Buffer
	folder   string
	pictures []Picture
	// before stands before each line, as in a quotation.
	before string
	// tabular is set inside tables, where a bar ends a cell even in code.
	tabular bool
	err     error
}

// line writes a line after an empty one.
func (m *markdown) line(s string) {
	m.text.WriteString(strings.TrimRight("\n"+m.before, " "))
	m.next(s)
}

// next writes a line directly under the one before.
func (m *markdown) next(s string) {
	m.text.WriteString("\n" + m.before + s)
}

// item writes an entry of a list.
func (m *markdown) item(sign string, i int, s string) {
	if i == 0 {
		m.line(sign + s)
		return
	}
	m.next(sign + s)
}

func (m *markdown) contents() {
	m.line("## " + mark(m.words.contents))
	first := true
	for _, h := range m.headings {
		if h.Level > 2 {
			continue
		}
		i := 1
		if first {
			i, first = 0, false
		}
		m.item(strings.Repeat("  ", h.Level-1)+"- ", i, "["+mark(h.Text)+"](#"+h.anchor+")")
	}
}

func (m *markdown) blocks(blocks []Block) {
	for _, b := range blocks {
		m.block(b)
	}
}

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case Heading:
		anchor := m.nextSection()
		m.line(`<a id="` + anchor + `"></a>`)
		m.line(strings.Repeat("#", min(max(b.Level, 1), 3)+1) + " " + mark(b.Text))
	case Paragraph:
		m.line(start(m.spans(b.Text)))
	case List:
		for i, t := range b.Items {
			sign := "- "
			if b.Ordered {
				sign = strconv.Itoa(i+1) + ". "
			}
			m.item(sign, i, start(m.spans(t)))
		}
	case Findings:
		for i, f := range b {
			number := ""
			if f.Number != "" {
				number = "**" + mark(f.Number) + "** – "
			}
			m.item("- ", i, start(number+m.spans(m.onward(f))))
		}
	case Table:
		m.table(b)
	case Figure:
		m.figure(b)
	case Beside:
		rest := b.Blocks
		if len(rest) > 0 {
			if heading, ok := rest[0].(Heading); ok {
				m.block(heading)
				rest = rest[1:]
			}
		}
		m.figure(b.Figure)
		m.blocks(rest)
	case Box:
		outside := m.before
		m.text.WriteString("\n" + outside)
		m.before += "> "
		if b.Title != "" {
			m.next("**" + mark(b.Title) + "**")
		}
		m.blocks(b.Blocks)
		m.before = outside
	case Terms:
		for i, t := range b {
			m.item("- ", i, "**"+mark(t.Name)+"**: "+mark(t.Meaning))
		}
	case Code:
		m.code(typed(string(b)))
	}
}

func (m *markdown) spans(t Text) string {
	var b strings.Builder
	for _, s := range t {
		text := m.say(s)
		switch {
		case s.Code:
			text = m.codeSpan(text)
		default:
			text = mark(text)
		}
		if s.Bold && strings.TrimSpace(text) == text && text != "" {
			text = "**" + text + "**"
		}
		if anchor := m.anchors[s.Ref]; anchor != "" {
			text = "[" + text + "](#" + anchor + ")"
		} else if link := address(s.Link); link != "" {
			text = "[" + text + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C", "|", "%7C").Replace(link) + ">)"
		}
		b.WriteString(text)
	}
	return b.String()
}

func (m *markdown) table(t Table) {
	label, anchor := m.nextTable()
	m.line(`<a id="` + anchor + `"></a>**` + mark(label) + ".** " + mark(t.Caption))
	head, rule := "|", "|"
	for _, c := range t.Columns {
		head += " " + mark(c.Title) + " |"
		if c.Number {
			rule += " ---: |"
		} else {
			rule += " --- |"
		}
	}
	m.line(head)
	m.next(rule)
	m.tabular = true
	for _, row := range t.Rows {
		line := "|"
		for i := range t.Columns {
			text := ""
			if i < len(row) {
				if row[i].Mark != "" {
					text = "**" + mark(row[i].Mark) + "** "
				}
				text += m.spans(row[i].Text)
			}
			line += " " + text + " |"
		}
		m.next(line)
	}
	m.tabular = false
	m.under(t.Notes, t.How)
}

func (m *markdown) figure(f Figure) {
	label, anchor := m.nextFigure()
	caption := "**" + mark(label) + ".** " + mark(f.Caption)
	m.line(`<a id="` + anchor + `"></a>`)
	if m.folder != "" && f.Picture != nil {
		name := m.picture(f.Picture, anchor)
		m.line("![" + mark(label+". "+f.Caption) + "](<" + m.folder + "/" + name + ">)")
	} else {
		caption += " *(" + mark(m.words.headless) + ".)*"
	}
	m.line(caption)
	m.under(f.Notes, f.How)
}

// picture keeps a picture as a file, and returns its name.
func (m *markdown) picture(s *scene.Scene, anchor string) string {
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil && m.err == nil {
		m.err = fmt.Errorf("%s: %w", anchor, err)
	}
	p := Picture{Name: anchor + ".svg", SVG: b.Bytes()}
	m.pictures = append(m.pictures, p)
	return p.Name
}

func (m *markdown) under(notes []string, h How) {
	for _, n := range notes {
		if clean(n) != "" {
			m.line(start(mark(n)))
		}
	}
	if h.Command == "" {
		return
	}
	text := mark(m.words.again) + " " + m.codeSpan(clean(h.Command))
	if after := h.after(m.words); after != "" {
		text += " · " + mark(after)
	}
	m.line(text)
}

// code writes lines that are to be typed, between fences that are longer than
// any in them.
func (m *markdown) code(s string) {
	fence := strings.Repeat("`", max(3, longest(s, '`')+1))
	m.line(fence)
	for line := range strings.SplitSeq(s, "\n") {
		m.next(line)
	}
	m.next(fence)
}

func (m *markdown) codeSpan(s string) string {
	if s == "" {
		return ""
	}
	fence := strings.Repeat("`", longest(s, '`')+1)
	pad := ""
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		pad = " "
	}
	if m.tabular {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return fence + pad + s + pad + fence
}

// longest returns how long the longest run of a letter is.
func longest(s string, letter rune) int {
	most, run := 0, 0
	for _, r := range s {
		if r == letter {
			run++
			most = max(most, run)
		} else {
			run = 0
		}
	}
	return most
}

// marks are what Markdown and GitHub read as more than themselves anywhere in a
// line.
var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"|", `\|`, "~", `\~`, "$", `\$`, "@", "&#64;", "://", "&#58;//", "www.", "www&#46;", "WWW.", "WWW&#46;", "^", `\^`,
)

// mark makes a text mean nothing but itself inside a line.
func mark(s string) string { return marks.Replace(clean(s)) }

// start makes a text safe at the beginning of a line, where Markdown sees
// headings, lists and rules.
func start(s string) string {
	s = strings.TrimLeft(s, " ")
	switch {
	case s == "":
		return s
	case strings.ContainsRune("#+-=:", rune(s[0])):
		return `\` + s
	}
	digits := strings.TrimLeftFunc(s, unicode.IsDigit)
	if n := len(s) - len(digits); n > 0 && digits != "" && strings.ContainsRune(".)", rune(digits[0])) {
		return s[:n] + `\` + digits
	}
	return s
}
