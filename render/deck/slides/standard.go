package slides

import (
	"fmt"
	"strconv"
	"strings"

	"sysmap/render/scene"
)

// Look is the colours of [Standard]. A zero Look is dark text on white.
type Look struct {
	// Ground and Ink are the slide and its text, Faint is secondary text, Shade
	// the ground of what stands back, Accent what stands out.
	Ground, Ink, Faint, Shade, Accent scene.Colour
	// More are five further accents; those that are missing follow from Accent.
	More []scene.Colour
}

// filled returns the look with what it leaves open.
func (l Look) filled() Look {
	set := func(c *scene.Colour, other scene.Colour) {
		if c.None() {
			*c = other
		}
	}
	set(&l.Ground, scene.RGB(255, 255, 255))
	set(&l.Ink, scene.RGB(0x22, 0x26, 0x2b))
	set(&l.Faint, scene.RGB(0x5c, 0x64, 0x6e))
	set(&l.Shade, scene.RGB(0xe6, 0xe6, 0xe1))
	set(&l.Accent, scene.RGB(0xd9, 0x73, 0x1a))
	more := append([]scene.Colour(nil), l.More...)
	for _, c := range []scene.Colour{scene.RGB(0x1f, 0x5f, 0x9e), scene.RGB(0x7a, 0x53, 0x8a), scene.RGB(0x4f, 0x7a, 0x3a), scene.RGB(0xb0, 0x1e, 0x4b), scene.RGB(0x8a, 0x6a, 0x12)} {
		if len(more) < 5 {
			more = append(more, c)
		}
	}
	l.More = more[:5]
	return l
}

// dark reports whether text is lighter than its ground.
func (l Look) dark() bool { return l.Ink.Luminance() > l.Ground.Luminance() }

// Size of the slides of [Standard]: 16:9, 13.333 by 7.5 inches.
const (
	standardWidth  = 960.0
	standardHeight = 540.0
)

// Typeface is what all text of [Standard] is set in: every machine has it, or
// one of the same widths.
const Typeface = "Arial"

// holder is a place on a layout of [Standard].
type holder struct {
	kind, index, name string
	box               scene.Box
	size              float64
	anchor            string
	bold              bool
	faint             bool
	align             string
	sample            string
}

const margin = 48.0

var (
	titleBox  = scene.Box{X: margin, Y: 30, W: standardWidth - 2*margin, H: 48}
	bodyBox   = scene.Box{X: margin, Y: 92, W: standardWidth - 2*margin, H: 396}
	footerBox = scene.Box{X: margin, Y: 502, W: 744, H: 29}
	numberBox = scene.Box{X: standardWidth - margin - 90, Y: 502, W: 90, H: 29}
)

// furniture is at the foot of every slide.
func furniture() []holder {
	return []holder{
		{kind: "ftr", index: "11", name: "Footer", box: footerBox, size: 12, anchor: "ctr", faint: true},
		{kind: "sldNum", index: "12", name: "Slide number", box: numberBox, size: 12, anchor: "ctr", faint: true, align: "r"},
	}
}

func heading() holder {
	return holder{kind: "title", name: "Title", box: titleBox, size: 28, anchor: "ctr", bold: true, sample: "Title"}
}

// standardLayouts are the layouts of [Standard]: kind, name and places.
func standardLayouts() []struct {
	kind, name string
	holders    []holder
} {
	body := func(index string, box scene.Box) holder {
		return holder{index: index, name: "Text " + index, box: box, size: 20, anchor: "t", sample: "Text"}
	}
	half := (bodyBox.W - 32) / 2
	left, right := bodyBox, bodyBox
	left.W, right.W = half, half
	right.X += half + 32
	plate := scene.Box{X: 24, Y: 84, W: standardWidth - 48, H: 412}
	return []struct {
		kind, name string
		holders    []holder
	}{
		{"title", "Title slide", append([]holder{
			{kind: "ctrTitle", name: "Title", box: scene.Box{X: 84, Y: 130, W: 792, H: 150}, size: 44, anchor: "b", bold: true, sample: "Title"},
			{kind: "subTitle", index: "1", name: "Subtitle", box: scene.Box{X: 84, Y: 292, W: 792, H: 150}, size: 20, anchor: "t", faint: true, sample: "Subtitle"},
		}, furniture()[0])},
		{"secHead", "Section", append([]holder{
			{kind: "title", name: "Title", box: scene.Box{X: 84, Y: 150, W: 792, H: 120}, size: 36, anchor: "b", bold: true, sample: "Section"},
			{kind: "body", index: "1", name: "Text", box: scene.Box{X: 84, Y: 282, W: 792, H: 160}, size: 20, anchor: "t", faint: true, sample: "Text"},
		}, furniture()...)},
		{"obj", "Title and text", append([]holder{heading(), body("1", bodyBox)}, furniture()...)},
		{"twoObj", "Two texts", append([]holder{heading(), body("1", left), body("2", right)}, furniture()...)},
		{"titleOnly", "Title only", append([]holder{heading()}, furniture()...)},
		{"picTx", "Picture", append([]holder{heading(), {kind: "pic", index: "13", name: "Picture", box: plate, size: 20, anchor: "ctr", sample: "Picture"}}, furniture()...)},
		{"blank", "Blank", furniture()},
	}
}

// Standard returns the house that comes with the program: one master and seven
// layouts, 16:9, in Arial, in the colours of a look. It is read back the way a
// template is, so that both follow the same rules.
func Standard(look Look) (*House, error) {
	look = look.filled()
	theme := &part{name: "ppt/theme/theme1.xml", content: contentTheme, body: themePart(look)}
	master := &part{name: "ppt/slideMasters/slideMaster1.xml", content: contentMaster}
	var layouts []*part
	var ids strings.Builder
	for i, l := range standardLayouts() {
		p := &part{name: "ppt/slideLayouts/slideLayout" + strconv.Itoa(i+1) + ".xml", content: contentLayout}
		p.relate(relMaster, master.name, false)
		p.body = encoded(func(m *markup) {
			m.add(`<p:sldLayout %s type="%s" preserve="1"><p:cSld name="%s">`, namespaces, l.kind, attribute(l.name))
			if l.kind == "secHead" {
				m.add(`<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>`)
			}
			m.add(`<p:spTree>%s`, emptyTree)
			writeHolders(m, l.holders, l.kind)
			m.add(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`)
		})
		layouts = append(layouts, p)
		fmt.Fprintf(&ids, `<p:sldLayoutId id="%d" r:id="%s"/>`, 2147483649+i, master.relate(relLayout, p.name, false))
	}
	master.relate(relTheme, theme.name, false)
	master.body = masterPart(look, ids.String())
	h := &House{Width: standardWidth, Height: standardHeight, Dark: look.dark(), safety: 1, own: true, masters: []masterEntry{{2147483648, master.name}}}
	h.parts = append(append([]*part{master}, layouts...), theme)
	if err := h.furnish(); err != nil {
		return nil, err
	}
	return h, nil
}

const emptyTree = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`

// writeHolders writes the places of a layout, and the bar that stands beside
// titles.
func writeHolders(m *markup, list []holder, kind string) {
	id := 2
	bar := scene.Box{X: margin, Y: 20, W: 44, H: 5}
	switch kind {
	case "title", "secHead":
		bar = scene.Box{X: 56, Y: 150, W: 7, H: 240}
	case "blank":
		bar = scene.Box{}
	}
	if bar.W > 0 {
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="Bar"><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>%s</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`, id, offset(bar))
		id++
	}
	for _, h := range list {
		reference := placeholder{kind: orText(h.kind, "obj"), index: h.index}.reference()
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>%s</p:nvPr></p:nvSpPr>`, id, attribute(h.name), reference)
		m.add(`<p:spPr><a:xfrm>%s</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="%s"><a:normAutofit/></a:bodyPr><a:lstStyle>`, offset(h.box), h.anchor)
		align, bold, colour := orText(h.align, "l"), "", Ink
		if h.bold {
			bold = ` b="1"`
		}
		if h.faint {
			colour = Faint
		}
		m.add(`<a:lvl1pPr marL="0" indent="0" algn="%s"><a:buNone/><a:defRPr sz="%d"%s><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>`, align, hundredths(h.size), bold, colour)
		switch h.kind {
		case "sldNum":
			m.add(`<a:p><a:fld id="{%s}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>`, numberField)
		case "ftr":
			m.add(`<a:p><a:endParaRPr lang="en-GB"/></a:p>`)
		default:
			m.add(`<a:p><a:r><a:rPr lang="en-GB"/><a:t>%s</a:t></a:r></a:p>`, escape(h.sample))
		}
		m.add(`</p:txBody></p:sp>`)
		id++
	}
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// masterPart writes the master: the ground, the places that all layouts share,
// and the form of text.
func masterPart(look Look, layoutIDs string) []byte {
	return encoded(func(m *markup) {
		m.add(`<p:sldMaster %s><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>%s`, namespaces, emptyTree)
		body := holder{kind: "body", index: "1", name: "Text", box: bodyBox, size: 20, anchor: "t", sample: "Text"}
		writeHolders(m, append([]holder{heading(), body}, furniture()...), "blank")
		m.add(`</p:spTree></p:cSld>`)
		ground, ink := "lt1", "dk1"
		shade, faint := "lt2", "dk2"
		if look.dark() {
			ground, ink, shade, faint = ink, ground, faint, shade
		}
		m.add(`<p:clrMap bg1="%s" tx1="%s" bg2="%s" tx2="%s" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>`, ground, ink, shade, faint)
		m.add(`<p:sldLayoutIdLst>%s</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>`, layoutIDs)
		m.add(`<p:txStyles><p:titleStyle><a:lvl1pPr algn="l" rtl="0"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2800" b="1" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr></p:titleStyle>`)
		for _, style := range []string{"bodyStyle", "otherStyle"} {
			m.add(`<p:%s>`, style)
			for level := range 9 {
				n := strconv.Itoa(level + 1)
				m.add(`<a:lvl%spPr marL="%d" indent="0" algn="l" rtl="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="%d" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl%spPr>`, n, 228600*level, max(2000-200*level, 1400), n)
			}
			m.add(`</p:%s>`, style)
		}
		m.add(`</p:txStyles></p:sldMaster>`)
	})
}

// themePart writes the colours and typefaces of a look.
func themePart(look Look) []byte {
	dk1, lt1, dk2, lt2 := look.Ink, look.Ground, look.Faint, look.Shade
	if look.dark() {
		dk1, lt1, dk2, lt2 = look.Ground, look.Ink, look.Shade, look.Faint
	}
	accents := append([]scene.Colour{look.Accent}, look.More...)
	return encoded(func(m *markup) {
		m.add(`<a:theme xmlns:a="%s" name="sysmap"><a:themeElements><a:clrScheme name="sysmap">`, nsDrawing)
		colour := func(name string, c scene.Colour) {
			m.add(`<a:%s><a:srgbClr val="%s"/></a:%s>`, name, c.Hex()[1:], name)
		}
		colour("dk1", dk1)
		colour("lt1", lt1)
		colour("dk2", dk2)
		colour("lt2", lt2)
		for i, c := range accents {
			colour("accent"+strconv.Itoa(i+1), c)
		}
		link := scene.RGB(0x1a, 0x5f, 0xb4)
		if look.dark() {
			link = scene.RGB(0x8f, 0xc3, 0xff)
		}
		colour("hlink", link)
		colour("folHlink", link.Mix(look.Faint, 0.5))
		m.add(`</a:clrScheme><a:fontScheme name="sysmap">`)
		for _, f := range []string{"majorFont", "minorFont"} {
			m.add(`<a:%s><a:latin typeface="%s"/><a:ea typeface=""/><a:cs typeface=""/></a:%s>`, f, Typeface, f)
		}
		m.add(`</a:fontScheme><a:fmtScheme name="sysmap"><a:fillStyleLst>%s</a:fillStyleLst><a:lnStyleLst>`, strings.Repeat(`<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`, 3))
		for _, width := range []int{6350, 12700, 19050} {
			m.add(`<a:ln w="%d" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:prstDash val="solid"/></a:ln>`, width)
		}
		m.add(`</a:lnStyleLst><a:effectStyleLst>%s</a:effectStyleLst><a:bgFillStyleLst>%s</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>`,
			strings.Repeat(`<a:effectStyle><a:effectLst/></a:effectStyle>`, 3), strings.Repeat(`<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`, 3))
	})
}
