package slides

import (
	"cmp"
	"fmt"
	"slices"
)

// motion is a shape that appears at a click.
type motion struct {
	step, id int
	text     bool // it may hold text, which then appears with it
}

// timing writes at which click what appears. Clicks that bring nothing are left
// out.
func (w *slideWriter) timing(m *markup) {
	if len(w.steps) == 0 {
		return
	}
	slices.SortStableFunc(w.steps, func(a, b motion) int { return cmp.Compare(a.step, b.step) })
	id := 2
	next := func() int { id++; return id }
	m.add(`<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>`)
	m.add(`<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>`)
	for i := 0; i < len(w.steps); {
		m.add(`<p:par><p:cTn id="%d" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>`, next())
		m.add(`<p:par><p:cTn id="%d" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>`, next())
		node := "clickEffect"
		for step := w.steps[i].step; i < len(w.steps) && w.steps[i].step == step; i++ {
			s := w.steps[i]
			group := ""
			if s.text {
				group = ` grpId="0"`
			}
			m.add(`<p:par><p:cTn id="%d" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"%s nodeType="%s"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>`, next(), group, node)
			m.add(`<p:set><p:cBhvr><p:cTn id="%d" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="%d"/></p:tgtEl>`, next(), s.id)
			m.add(`<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>`)
			m.add(`</p:childTnLst></p:cTn></p:par>`)
			node = "withEffect"
		}
		m.add(`</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>`)
	}
	m.add(`</p:childTnLst></p:cTn>`)
	m.add(`<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>`)
	m.add(`<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>`)
	m.add(`</p:childTnLst></p:cTn></p:par></p:tnLst>`)
	builds := ""
	for _, s := range w.steps {
		if s.text {
			builds += fmt.Sprintf(`<p:bldP spid="%d" grpId="0" animBg="1"/>`, s.id)
		}
	}
	if builds != "" {
		m.add(`<p:bldLst>%s</p:bldLst>`, builds)
	}
	m.add(`</p:timing>`)
}
