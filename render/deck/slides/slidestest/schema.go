package slidestest

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
)

const nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// prefixes are how the namespaces of the standard are written here.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     "a",
	"http://schemas.openxmlformats.org/presentationml/2006/main":                "p",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
	"http://schemas.openxmlformats.org/package/2006/content-types":              "ct",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
	"http://schemas.microsoft.com/office/drawing/2016/SVG/main":                 "asvg",
	"http://schemas.microsoft.com/office/drawing/2017/decorative":               "adec",
	"http://schemas.microsoft.com/office/powerpoint/2010/main":                  "p14",
}

// rule is what the standard says of an element, as far as the program uses it:
// its children in their order, one of each unless the name ends in "*", at
// least one of those that end in "!", and the attributes that it must have.
type rule struct {
	children, required string
}

// geometry, fills and lines as they stand in properties of shapes.
const (
	fills  = "a:noFill a:solidFill a:gradFill a:blipFill a:pattFill a:grpFill"
	lines  = fills + " a:prstDash a:custDash a:round a:bevel a:miter a:headEnd a:tailEnd a:extLst"
	levels = "a:defPPr a:lvl1pPr a:lvl2pPr a:lvl3pPr a:lvl4pPr a:lvl5pPr a:lvl6pPr a:lvl7pPr a:lvl8pPr a:lvl9pPr a:extLst"
	pPr    = "a:lnSpc a:spcBef a:spcAft a:buClrTx a:buClr a:buSzTx a:buSzPct a:buSzPts a:buFontTx a:buFont a:buNone a:buAutoNum a:buChar a:buBlip a:tabLst a:defRPr a:extLst"
	rPr    = "a:ln " + fills + " a:effectLst a:effectDag a:highlight a:uLnTx a:uLn a:uFillTx a:uFill a:latin a:ea a:cs a:sym a:hlinkClick a:hlinkMouseOver a:rtl a:extLst"
	spPr   = "a:xfrm a:custGeom a:prstGeom " + fills + " a:ln a:effectLst a:effectDag a:scene3d a:sp3d a:extLst"
	tree   = "p:nvGrpSpPr! p:grpSpPr! p:sp|p:grpSp|p:graphicFrame|p:cxnSp|p:pic* p:extLst"
	mapped = "bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"
	cTn    = "p:stCondLst p:endCondLst p:endSync p:iterate p:childTnLst p:subTnLst"
)

// schema holds the rules of every element that the program writes; another one
// is a mistake.
var schema = map[string]rule{
	"rel:Relationships": {"rel:Relationship*", ""}, "rel:Relationship": {"", "Id Type Target"},
	"ct:Types": {"ct:Default|ct:Override*", ""}, "ct:Default": {"", "Extension ContentType"}, "ct:Override": {"", "PartName ContentType"},
	"cp:coreProperties": {"dc:title dc:subject dc:creator cp:keywords dc:description dc:language", ""},
	"dc:title":          {}, "dc:subject": {}, "dc:creator": {}, "cp:keywords": {}, "dc:description": {}, "dc:language": {},
	"ep:Properties": {"ep:TotalTime ep:Application ep:PresentationFormat ep:Slides ep:Notes", ""},
	"ep:TotalTime":  {}, "ep:Application": {}, "ep:PresentationFormat": {}, "ep:Slides": {}, "ep:Notes": {},

	"p:presentation":     {"p:sldMasterIdLst! p:notesMasterIdLst p:handoutMasterIdLst p:sldIdLst p:sldSz p:notesSz! p:embeddedFontLst p:defaultTextStyle p:extLst", ""},
	"p:sldMasterIdLst":   {"p:sldMasterId*", ""},
	"p:sldMasterId":      {"", "id"},
	"p:notesMasterIdLst": {"p:notesMasterId", ""}, "p:notesMasterId": {},
	"p:sldIdLst": {"p:sldId*", ""}, "p:sldId": {"", "id"}, "p:sldSz": {"", "cx cy"}, "p:notesSz": {"", "cx cy"},
	"p:defaultTextStyle": {levels, ""},
	"p:presentationPr":   {}, "p:viewPr": {}, "a:tblStyleLst": {"", "def"},
	"p:extLst": {"p:ext*", ""}, "p:ext": {"p14:sectionLst", "uri"},
	"p14:sectionLst": {"p14:section*", ""}, "p14:section": {"p14:sldIdLst!", "name id"}, "p14:sldIdLst": {"p14:sldId*", ""}, "p14:sldId": {"", "id"},

	"p:sld":         {"p:cSld! p:clrMapOvr p:transition p:timing p:extLst", ""},
	"p:notes":       {"p:cSld! p:clrMapOvr p:extLst", ""},
	"p:sldLayout":   {"p:cSld! p:clrMapOvr p:transition p:timing p:hf p:extLst", ""},
	"p:sldMaster":   {"p:cSld! p:clrMap! p:sldLayoutIdLst p:transition p:timing p:hf p:txStyles p:extLst", ""},
	"p:notesMaster": {"p:cSld! p:clrMap! p:hf p:notesStyle p:extLst", ""},
	"p:cSld":        {"p:bg p:spTree! p:custDataLst p:controls p:extLst", ""},
	"p:bg":          {"p:bgPr p:bgRef", ""}, "p:bgPr": {fills + " a:effectLst a:effectDag p:extLst", ""},
	"p:clrMap": {"a:extLst", mapped}, "p:clrMapOvr": {"a:masterClrMapping a:overrideClrMapping", ""}, "a:masterClrMapping": {},
	"p:sldLayoutIdLst": {"p:sldLayoutId*", ""}, "p:sldLayoutId": {"", "id"}, "p:hf": {},
	"p:txStyles":   {"p:titleStyle p:bodyStyle p:otherStyle p:extLst", ""},
	"p:titleStyle": {levels, ""}, "p:bodyStyle": {levels, ""}, "p:otherStyle": {levels, ""}, "p:notesStyle": {levels, ""},

	"p:spTree": {tree, ""}, "p:grpSp": {tree, ""},
	"p:nvGrpSpPr": {"p:cNvPr! p:cNvGrpSpPr! p:nvPr!", ""}, "p:cNvGrpSpPr": {}, "p:grpSpPr": {"a:xfrm " + fills + " a:effectLst", ""},
	"p:sp": {"p:nvSpPr! p:spPr! p:style p:txBody p:extLst", ""}, "p:nvSpPr": {"p:cNvPr! p:cNvSpPr! p:nvPr!", ""},
	"p:cNvPr": {"a:hlinkClick a:hlinkHover a:extLst", "id name"}, "p:cNvSpPr": {"a:spLocks a:extLst", ""},
	"p:nvPr": {"p:ph a:audioCd p:custDataLst p:extLst", ""}, "p:ph": {}, "a:spLocks": {}, "p:spPr": {spPr, ""},
	"p:cxnSp": {"p:nvCxnSpPr! p:spPr! p:style p:extLst", ""}, "p:nvCxnSpPr": {"p:cNvPr! p:cNvCxnSpPr! p:nvPr!", ""},
	"p:cNvCxnSpPr": {"a:cxnSpLocks a:stCxn a:endCxn a:extLst", ""}, "a:stCxn": {"", "id idx"}, "a:endCxn": {"", "id idx"},
	"p:pic": {"p:nvPicPr! p:blipFill! p:spPr! p:style p:extLst", ""}, "p:nvPicPr": {"p:cNvPr! p:cNvPicPr! p:nvPr!", ""}, "p:cNvPicPr": {"a:picLocks a:extLst", ""}, "a:picLocks": {},
	"p:blipFill": {"a:blip a:srcRect a:tile a:stretch", ""}, "a:blip": {"a:extLst", ""}, "a:stretch": {"a:fillRect", ""}, "a:fillRect": {},
	"p:graphicFrame": {"p:nvGraphicFramePr! p:xfrm! a:graphic! p:extLst", ""}, "p:nvGraphicFramePr": {"p:cNvPr! p:cNvGraphicFramePr! p:nvPr!", ""},
	"p:cNvGraphicFramePr": {"a:graphicFrameLocks a:extLst", ""}, "a:graphicFrameLocks": {}, "p:xfrm": {"a:off a:ext", ""},
	"a:graphic": {"a:graphicData!", ""}, "a:graphicData": {"a:tbl", "uri"},
	"a:tbl": {"a:tblPr a:tblGrid! a:tr*", ""}, "a:tblPr": {}, "a:tblGrid": {"a:gridCol*", ""}, "a:gridCol": {"", "w"}, "a:tr": {"a:tc*", "h"},
	"a:tc": {"a:txBody a:tcPr a:extLst", ""}, "a:tcPr": {"a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr a:cell3D " + fills + " a:headers a:extLst", ""},
	"a:lnL": {lines, ""}, "a:lnR": {lines, ""}, "a:lnT": {lines, ""}, "a:lnB": {lines, ""},

	"a:extLst": {"a:ext*", ""}, "asvg:svgBlip": {}, "adec:decorative": {"", "val"},
	"a:xfrm": {"a:off a:ext a:chOff a:chExt", ""}, "a:off": {"", "x y"}, "a:chOff": {"", "x y"}, "a:chExt": {"", "cx cy"},
	"a:prstGeom": {"a:avLst", "prst"}, "a:avLst": {"a:gd*", ""}, "a:gd": {"", "name fmla"},
	"a:custGeom": {"a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst!", ""}, "a:gdLst": {"a:gd*", ""}, "a:ahLst": {}, "a:cxnLst": {"a:cxn*", ""}, "a:cxn": {"a:pos!", "ang"}, "a:pos": {"", "x y"},
	"a:rect": {"", "l t r b"}, "a:pathLst": {"a:path*", ""}, "a:path": {"a:close|a:moveTo|a:lnTo|a:arcTo|a:quadBezTo|a:cubicBezTo*", ""},
	"a:moveTo": {"a:pt!", ""}, "a:lnTo": {"a:pt!", ""}, "a:cubicBezTo": {"a:pt*", ""}, "a:arcTo": {"", "wR hR stAng swAng"}, "a:close": {}, "a:pt": {"", "x y"},
	"a:noFill": {}, "a:solidFill": {"a:srgbClr a:schemeClr", ""}, "a:srgbClr": {"a:alpha", "val"}, "a:schemeClr": {"", "val"}, "a:alpha": {"", "val"}, "a:effectLst": {},
	"a:ln": {lines, ""}, "a:prstDash": {"", "val"}, "a:round": {}, "a:tailEnd": {},

	"p:txBody": {"a:bodyPr! a:lstStyle a:p*", ""}, "a:txBody": {"a:bodyPr! a:lstStyle a:p*", ""},
	"a:bodyPr": {"a:prstTxWarp a:noAutofit a:normAutofit a:spAutoFit a:scene3d", ""}, "a:noAutofit": {}, "a:normAutofit": {}, "a:lstStyle": {levels, ""},
	"a:defPPr": {pPr, ""}, "a:lvl1pPr": {pPr, ""}, "a:lvl2pPr": {pPr, ""}, "a:lvl3pPr": {pPr, ""}, "a:lvl4pPr": {pPr, ""}, "a:lvl5pPr": {pPr, ""}, "a:lvl6pPr": {pPr, ""}, "a:lvl7pPr": {pPr, ""}, "a:lvl8pPr": {pPr, ""}, "a:lvl9pPr": {pPr, ""},
	"a:p": {"a:pPr a:r|a:br|a:fld* a:endParaRPr", ""}, "a:pPr": {pPr, ""}, "a:r": {"a:rPr a:t!", ""}, "a:br": {"a:rPr", ""}, "a:fld": {"a:rPr a:pPr a:t", "id type"},
	"a:t": {}, "a:rPr": {rPr, ""}, "a:defRPr": {rPr, ""}, "a:endParaRPr": {rPr, ""},
	"a:lnSpc": {"a:spcPct a:spcPts", ""}, "a:spcBef": {"a:spcPct a:spcPts", ""}, "a:spcPct": {"", "val"}, "a:spcPts": {"", "val"},
	"a:buNone": {}, "a:buFont": {"", "typeface"}, "a:buChar": {"", "char"}, "a:latin": {"", "typeface"}, "a:ea": {"", "typeface"}, "a:cs": {"", "typeface"}, "a:hlinkClick": {},

	"a:theme": {"a:themeElements! a:objectDefaults a:extraClrSchemeLst", "name"}, "a:themeElements": {"a:clrScheme! a:fontScheme! a:fmtScheme!", ""},
	"a:clrScheme": {"a:dk1! a:lt1! a:dk2! a:lt2! a:accent1! a:accent2! a:accent3! a:accent4! a:accent5! a:accent6! a:hlink! a:folHlink!", "name"},
	"a:dk1":       {"a:srgbClr!", ""}, "a:lt1": {"a:srgbClr!", ""}, "a:dk2": {"a:srgbClr!", ""}, "a:lt2": {"a:srgbClr!", ""}, "a:hlink": {"a:srgbClr!", ""}, "a:folHlink": {"a:srgbClr!", ""},
	"a:accent1": {"a:srgbClr!", ""}, "a:accent2": {"a:srgbClr!", ""}, "a:accent3": {"a:srgbClr!", ""}, "a:accent4": {"a:srgbClr!", ""}, "a:accent5": {"a:srgbClr!", ""}, "a:accent6": {"a:srgbClr!", ""},
	"a:fontScheme": {"a:majorFont! a:minorFont!", "name"}, "a:majorFont": {"a:latin! a:ea! a:cs!", ""}, "a:minorFont": {"a:latin! a:ea! a:cs!", ""},
	"a:fmtScheme":    {"a:fillStyleLst! a:lnStyleLst! a:effectStyleLst! a:bgFillStyleLst!", ""},
	"a:fillStyleLst": {"a:solidFill*", ""}, "a:bgFillStyleLst": {"a:solidFill*", ""}, "a:lnStyleLst": {"a:ln*", ""}, "a:effectStyleLst": {"a:effectStyle*", ""}, "a:effectStyle": {"a:effectLst", ""},
	"a:objectDefaults": {}, "a:extraClrSchemeLst": {},

	"p:timing": {"p:tnLst p:bldLst p:extLst", ""}, "p:tnLst": {"p:par*", ""}, "p:par": {"p:cTn!", ""}, "p:cTn": {cTn, ""}, "p:childTnLst": {"p:par|p:seq|p:set*", ""},
	"p:seq": {"p:cTn! p:prevCondLst p:nextCondLst", ""}, "p:stCondLst": {"p:cond*", ""}, "p:prevCondLst": {"p:cond*", ""}, "p:nextCondLst": {"p:cond*", ""}, "p:cond": {"p:tgtEl p:tn p:rtn", ""},
	"p:tgtEl": {"p:sldTgt p:spTgt", ""}, "p:sldTgt": {}, "p:spTgt": {"", "spid"},
	"p:set": {"p:cBhvr! p:to", ""}, "p:cBhvr": {"p:cTn! p:tgtEl! p:attrNameLst", ""}, "p:attrNameLst": {"p:attrName*", ""}, "p:attrName": {}, "p:to": {"p:strVal", ""}, "p:strVal": {"", "val"},
	"p:bldLst": {"p:bldP*", ""}, "p:bldP": {"", "spid grpId"},
}

// element is one that is being read.
type element struct {
	name       string
	attributes map[string]string
	place      int             // in the list of children
	seen       map[string]bool // children
}

func newElement(e xml.StartElement) *element {
	prefix, known := prefixes[e.Name.Space]
	if !known {
		prefix = e.Name.Space
	}
	out := &element{name: prefix + ":" + e.Name.Local, attributes: map[string]string{}, seen: map[string]bool{}}
	for _, a := range e.Attr {
		out.attributes[a.Name.Local] = a.Value
	}
	return out
}

// ruleOf returns what the standard says of an element. Two of the same name
// differ by what they are for.
func (e *element) ruleOf() (rule, bool) {
	if e.name == "a:ext" {
		if e.attributes["uri"] != "" {
			return rule{"asvg:svgBlip adec:decorative", "uri"}, true
		}
		return rule{"", "cx cy"}, true
	}
	r, known := schema[e.name]
	return r, known
}

// check looks at the attributes of an element.
func (e *element) check(t testing.TB, part string) {
	t.Helper()
	r, known := e.ruleOf()
	if !known {
		t.Errorf("%s: %s is not an element that the standard has, or that we write", part, e.name)
		return
	}
	for _, name := range strings.Fields(r.required) {
		if _, there := e.attributes[name]; !there {
			t.Errorf("%s: %s lacks %s", part, e.name, name)
		}
	}
	for _, name := range []string{"cx", "cy"} {
		if strings.HasPrefix(e.attributes[name], "-") {
			t.Errorf("%s: %s has a size below zero", part, e.name)
		}
	}
}

// child looks at whether a child may stand where it does.
func (e *element) child(t testing.TB, part string, c *element) {
	t.Helper()
	r, known := e.ruleOf()
	if !known {
		return
	}
	for i, name := range strings.Fields(r.children) {
		many := strings.HasSuffix(name, "*")
		if !slices.Contains(strings.Split(strings.TrimRight(name, "*!"), "|"), c.name) {
			continue
		}
		switch {
		case i < e.place:
			t.Errorf("%s: in %s, %s stands too late", part, e.name, c.name)
		case !many && e.seen[c.name]:
			t.Errorf("%s: %s has two %s", part, e.name, c.name)
		}
		e.seen[c.name] = true
		e.place = max(e.place, i)
		return
	}
	t.Errorf("%s: %s must not hold %s", part, e.name, c.name)
}

// end looks at whether an element has all children that it needs.
func (e *element) end(t testing.TB, part string) {
	t.Helper()
	r, _ := e.ruleOf()
	for _, name := range strings.Fields(r.children) {
		if one, needed := strings.CutSuffix(name, "!"); needed && !e.seen[one] {
			t.Errorf("%s: %s lacks %s", part, e.name, one)
		}
	}
	if e.name == "p:txBody" || e.name == "a:txBody" {
		if !e.seen["a:p"] {
			t.Errorf("%s: a text body has no paragraph", part)
		}
	}
}
