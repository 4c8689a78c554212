package format

import "testing"

func TestNotesInHTMLBecomePlainText(t *testing.T) {
	for text, want := range map[string]string{
		"<p>Bad &amp; <b>ugly</b></p><p>two</p>":      "Bad & ugly\ntwo",
		"one<br/>two<br>three":                        "one\ntwo\nthree",
		"<ul><li>a</li><li>b</li></ul>":               "– a\n– b",
		`<div class="x">say <a href="y">so</a></div>`: "say so",
		"a < b and c > d":                             "a < b and c > d",
		"<b>":                                         "<b>",
		"<nothing>we know</nothing>":                  "<nothing>we know</nothing>",
		"a & b":                                       "a & b",
	} {
		d := NewDraft("x", ReadOptions{})
		if got := d.Markup(text, "here"); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
		if noted := len(d.Report.Notes) > 0; noted != (text != want) {
			t.Errorf("%q: noted %t", text, noted)
		}
	}
	for _, text := range []string{"<b>bold</b> &amp;", "a\nb <i>c</i>", "<br>", "plain & simple"} {
		d := NewDraft("x", ReadOptions{})
		if got := d.Markup(AsMarkup(text), "here"); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}
