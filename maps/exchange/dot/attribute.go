package dot

import (
	"sysmap/maps/exchange/format"
)

// attributes reads lists of attributes in brackets, if there are any.
func (p *parser) attributes() ([]format.Attribute, error) {
	var all []format.Attribute
	for p.at("[") {
		if err := p.advance(); err != nil {
			return nil, err
		}
		for !p.at("]") {
			if p.at(";") || p.at(",") {
				if err := p.advance(); err != nil {
					return nil, err
				}
				continue
			}
			if !p.name() {
				return nil, p.unexpected("the name of an attribute or ]")
			}
			a := format.Attribute{Name: p.ahead.text, Value: "true"}
			if err := p.advance(); err != nil {
				return nil, err
			}
			if p.at("=") {
				var err error
				if a.Value, err = p.value(); err != nil {
					return nil, err
				}
			}
			if all = set(all, a); len(all) > mostAttributes {
				return nil, p.tooMany(p.ahead.line)
			}
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// htmlMark begins values in HTML. No text of a file holds it.
const htmlMark = "\x00"

// value reads what follows the sign of equality that is next.
func (p *parser) value() (string, error) {
	if err := p.advance(); err != nil {
		return "", err
	}
	if !p.name() {
		return "", p.unexpected("a value")
	}
	text := p.ahead.text
	if p.ahead.kind == markup {
		text = htmlMark + text
	}
	return text, p.advance()
}
