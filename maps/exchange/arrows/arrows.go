// Package arrows reads and writes maps as arrow text: one link a line, such as
//
//	Stress ->- Sleep
//	Sleep  ->? Appetite
//
// with ->+ for more leads to more, ->- for more leads to less and ->? for not
// known. Several arrows on a line are a chain. The arrows of QPress, as its
// read.digraph documents them, are read too: "A -> B" is positive, "A -* B"
// negative, "A -<> B" unknown, and "A <> B" unknown both ways; both ends of an arrow may have a head, so that
// "A *-> B" is two links, A -> B and B -* A; and more than one dash puts a link
// into a group of uncertain ones, which is read as low confidence.
//
// A name stands as it is, or in double quotes with \" and \\ within; it has to
// be quoted where an arrow could be read in it. Names are matched without
// regard to case and spacing. A line with a name alone is a variable without
// links. Lines that begin with # are comments, and a comment on the first line
// is the title; "- " before a link, as in a map's own file, is passed over. The
// text may be UTF-8, UTF-16 or Windows-1252.
//
// Written out, the text keeps the title, labels in one language, links and
// their signs, and nothing else. A map without any link makes a text that is
// not read back, because nothing tells it from prose.
package arrows

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is arrow text.
func Format() format.Format {
	return format.Format{
		Name: "arrows", Title: "Arrow text", Endings: []string{"txt", "arrows", "digraph"},
		Recognise: recognise, Read: read, Write: write,
	}
}

// recognise looks whether most lines are links.
func recognise(head []byte) format.Certainty {
	text := format.Head(head)
	const looked = 50
	links, signed, others := 0, 0, 0
	for line := range strings.Lines(string(text[:min(len(text), 64<<10)])) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if strings.ContainsAny(line, "{};") || strings.HasPrefix(line, "graph ") || strings.HasPrefix(line, "flowchart ") {
			return format.No // DOT, JSON or Mermaid
		}
		_, heads, ok := parse(line)
		switch {
		case !ok || len(heads) == 0:
			others++
		case heads[0].native:
			signed++
			fallthrough
		default:
			links++
		}
		if links+others >= looked {
			break
		}
	}
	switch {
	case links == 0 || others > links/2:
		return format.No
	case signed == links && others == 0:
		return format.Surely
	}
	return format.Perhaps
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := &draft{Draft: format.NewDraft("arrows", o), byName: map[string]int{}}
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	number, broken := 0, ""
	for line := range bytes.Lines(text) {
		if number++; number%1000 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		where := fmt.Sprintf("line %d", number)
		s := strings.TrimSpace(string(line))
		switch {
		case s == "":
		case s[0] == '#':
			d.comment(strings.TrimSpace(strings.TrimLeft(s, "#")), number, where)
		default:
			ok, err := d.line(s, where)
			if err != nil {
				return nil, nil, err
			}
			if !ok && broken == "" {
				broken = where + ": " + format.Shorten(s)
			}
		}
	}
	switch {
	case len(d.Map.Links) == 0 && broken != "":
		return nil, nil, fmt.Errorf("%w: no line is a link; the first that could have been is %s; write Stress ->- Sleep", format.ErrFormat, broken)
	case len(d.Map.Links) == 0:
		return nil, nil, fmt.Errorf("%w: no line is a link; write Stress ->- Sleep", format.ErrFormat)
	}
	return d.Finish()
}

// comment takes the first line for the title and counts the others.
func (d *draft) comment(s string, number int, where string) {
	if number == 1 && s != "" {
		d.Map.Title = maps.Plain(d.Label(s, where))
		return
	}
	if s != "" {
		d.Report.Lose("comments", where+": "+format.Shorten(s))
	}
}

// line reads a line that is neither empty nor a comment.
func (d *draft) line(s, where string) (ok bool, err error) {
	names, heads, ok := parse(s)
	if !ok {
		d.Report.Lose("lines whose arrow has only one end", where+": "+format.Shorten(s))
		return false, nil
	}
	previous := ""
	for i, name := range names {
		id, err := d.find(name, where)
		if err != nil {
			return true, err
		}
		if i > 0 {
			if err := d.join(previous, id, heads[i-1], where); err != nil {
				return true, err
			}
		}
		previous = id
	}
	return len(heads) > 0, nil
}

// join adds the links of an arrow, one for each end with a head.
func (d *draft) join(left, right string, a arrow, where string) error {
	if a.bare {
		d.Report.Note("arrows without a sign, read as positive like those of QPress", where)
	}
	for _, end := range []struct {
		from, to string
		head     head
	}{{left, right, a.right}, {right, left, a.left}} {
		if end.head == noHead {
			continue
		}
		l := maps.NewLink(end.from, end.to, end.head.sign())
		if a.group > 0 {
			l.Confidence = maps.LowConfidence
			d.Report.Note("links in groups of uncertain ones, read as of low confidence", fmt.Sprintf("%s: group %d", where, a.group))
		}
		if err := d.Link(l, where); err != nil {
			return err
		}
	}
	return nil
}
