package slides

import (
	"bytes"
	"fmt"
)

// picture writes an image, in its place of the layout if there is one: as PNG,
// with the SVG beside it that programs of today show instead.
func (w *slideWriter) picture(m *markup, p *Picture, place *placeholder) error {
	if err := sound(p.Area.X, p.Area.Y, p.Area.W, p.Area.H); err != nil {
		return err
	}
	if !bytes.HasPrefix(p.PNG, []byte("\x89PNG")) {
		return fmt.Errorf("%w: a picture needs a PNG", ErrInvalid)
	}
	image := w.part.relate(relImage, w.deck.image(p.PNG, ".png", contentPNG), false)
	extension := ""
	if len(p.SVG) > 0 {
		vector := w.part.relate(relImage, w.deck.image(p.SVG, ".svg", contentSVG), false)
		extension = fmt.Sprintf(`<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="%s"/></a:ext></a:extLst>`, vector)
	}
	reference := ""
	area := p.Area
	if place != nil {
		reference = place.reference()
		if area.W == 0 || area.H == 0 {
			area = place.box
		}
	}
	m.add(`<p:pic><p:nvPicPr>%s<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>%s</p:nvPr></p:nvPicPr>`, w.properties(p), reference)
	m.add(`<p:blipFill><a:blip r:embed="%s">%s</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>`, image, extension)
	m.add(`<p:spPr><a:xfrm>%s</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`, offset(area))
	return nil
}
