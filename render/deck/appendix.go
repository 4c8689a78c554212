package deck

import "sysmap/render/deck/slides"

// aside puts a part of the deck into the appendix: what somebody may ask for,
// but nobody is told unasked.
func (k *maker) aside(part func() error) { k.later = append(k.later, part) }

// appendix shows what was put aside, behind a slide that says so.
func (k *maker) appendix() error {
	if len(k.later) == 0 {
		return nil
	}
	k.section = k.w["appendix"]
	k.add(&slides.Slide{Kind: slides.Section, Title: k.w["appendix"], Bodies: []slides.Text{slides.Words(k.w["appendixsaid"])}, Notes: notes(k.w["appendixnote"])})
	for _, part := range k.later {
		if err := k.ctx.Err(); err != nil {
			return err
		}
		k.section = ""
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}
