package slides

import "strconv"

// notesMaster writes what notes pages look like, with a theme of its own, and
// returns the name of its part.
func (d *deckWriter) notesMaster() string {
	theme := &part{name: d.names.free("ppt/theme/theme", ".xml"), content: contentTheme, body: themePart(Look{}.filled())}
	master := &part{name: d.names.free("ppt/notesMasters/notesMaster", ".xml"), content: contentNoteBase}
	master.relate(relTheme, theme.name, false)
	master.body = encoded(func(m *markup) {
		m.add(`<p:notesMaster %s><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val="ffffff"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>`, namespaces)
		m.add(`<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`)
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/><a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></p:spPr></p:sp>`)
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="4000500"/><a:ext cx="5486400" cy="4457700"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="%s"/><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>`, attribute(d.language), "Notes")
		m.add(`</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>`)
		m.add(`<p:notesStyle>`)
		for level := range 9 {
			n := strconv.Itoa(level + 1)
			m.add(`<a:lvl%spPr marL="%d" algn="l"><a:spcBef><a:spcPts val="400"/></a:spcBef><a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl%spPr>`, n, 342900*level, n)
		}
		m.add(`</p:notesStyle></p:notesMaster>`)
	})
	d.parts = append(d.parts, master, theme)
	return master.name
}

// notes writes what the presenter says to a slide.
func (d *deckWriter) notes(s *Slide, slide *part, master string) {
	p := &part{name: d.names.free("ppt/notesSlides/notesSlide", ".xml"), content: contentNotes}
	p.relate(relNotesMaster, master, false)
	p.relate(relSlide, slide.name, false)
	slide.relate(relNotes, p.name, false)
	p.body = encoded(func(m *markup) {
		m.add(`<p:notes %s><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`, namespaces)
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>`)
		m.add(`<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>`)
		w := &slideWriter{deck: d, part: p, language: d.language}
		for _, line := range s.Notes {
			m.add(`<a:p>`)
			w.run(m, Text{}, Run{Text: line}, 0)
			m.add(`</a:p>`)
		}
		m.add(`</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`)
	})
	d.parts = append(d.parts, p)
}
