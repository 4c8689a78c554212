package maps

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// parse makes the tree, of JSON if the text is JSON and else of YAML. When the
// text cannot be parsed, what stands before the broken part is parsed, so
// that its mistakes are reported too.
func (s *source) parse(r *report) {
	if root, ok := parseJSON(s.text); ok {
		s.root, s.json = root, true
		return
	}
	root, complaint := s.parseYAML(s.text)
	if complaint == nil {
		s.root = root
		return
	}
	r.add(complaint.at, complaint.message, complaint.near, complaint.suggestion)
	s.broken = true
	line := complaint.at.line
	for range salvageAttempts {
		whole, last := s.textBefore(line)
		if len(whole) == 0 {
			return
		}
		if root, complaint := s.parseYAML(whole); complaint == nil {
			s.root = root
			return
		}
		line = last
	}
}

// salvageAttempts is how many top-level sections are given up, from the broken
// line backwards, before nothing but the syntax is reported.
const salvageAttempts = 3

// syntaxComplaint is the one thing that stopped the parser.
type syntaxComplaint struct {
	at                        place
	message, near, suggestion string
}

// parseYAML parses one document whose root is a mapping.
func (s *source) parseYAML(text []byte) (*yaml.Node, *syntaxComplaint) {
	start := place{file: s.name, line: 1, column: 1}
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(nesting{}))
	if err != nil {
		return nil, &syntaxComplaint{at: start, message: err.Error()}
	}
	var document, second yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		return nil, &syntaxComplaint{at: start, message: "the file is empty", suggestion: "begin with the line: sysmap: 1"}
	case err != nil:
		return nil, s.explain(err)
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return nil, &syntaxComplaint{
			at:      place{file: s.name, line: second.Line, column: second.Column},
			message: "a second document begins here", near: "---",
			suggestion: "a file holds one map; put the other into a file of its own",
		}
	case !errors.Is(err, io.EOF):
		return nil, s.explain(err)
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, &syntaxComplaint{
			at:      place{file: s.name, line: root.Line, column: root.Column},
			message: "a map file is made of keys, not " + called(root), near: root.Value,
			suggestion: "begin with the line: sysmap: 1",
		}
	}
	return root, nil
}

// nesting is the parser's bound on depth; aliases are refused later, where
// they stand.
type nesting struct{}

func (nesting) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		return fmt.Errorf("nested more than %d deep", maxDepth)
	}
	return nil
}

func (nesting) CheckAlias(int, int) error { return nil }

// explanations turn the parser's words into what the writer of the file can
// act on. The first whose pattern occurs is taken.
var explanations = []struct{ pattern, message, suggestion string }{
	{"nested more than", "values are nested too deeply", ""},
	{"mapping values are not allowed", "a colon stands where no key can be", "put quotes around text that has a colon, or check the indentation"},
	{"could not find expected ':'", "a key has no colon after it", "write key: value, or indent the line if it continues the text above"},
	{"did not find expected key", "a line does not fit the lines above it", "check its indentation, and that a list is not mixed with keys"},
	{"did not find expected '-'", "a line does not fit the list above it", "begin it with '- ', or check its indentation"},
	{"did not find expected ',' or ']'", "a list in brackets is not closed or misses a comma", "write [a, b]"},
	{"did not find expected ',' or '}'", "keys in braces are not closed or miss a comma", "write {key: value, key: value}"},
	{"found unexpected end of stream", "a quoted text is not closed", "add the closing quote"},
	{"found unexpected document indicator", "a quoted text is not closed", "add the closing quote"},
	{"found unknown escape", "a backslash in double quotes has no known meaning", `write \\ for a backslash, or use single quotes`},
	{"hexadecimal number", `an escape in double quotes is not complete`, `write \xFF, \u00FF or \U0001F600`},
	{"Unicode character escape", "an escape in double quotes is not a character", `write \U0001F600 for characters beyond \uFFFF`},
	{"tab", "a tab is used for indentation", "indent with spaces"},
	{"cannot start any token", "a text cannot begin with this character", "put quotes around the text"},
	{"block sequence entries are not allowed", "a list entry cannot stand here", "begin the list on a line of its own, or put quotes around a text that begins with '-'"},
	{"mapping keys are not allowed", "a key cannot stand here", "put quotes around a text that begins with '?'"},
	{"incompatible YAML document", "the %YAML line names another version", "delete the line"},
	{"directive", "a line that begins with % is not understood", "delete the line, or put quotes around the text"},
	{"unknown anchor", "an alias names nothing", "write the value out; aliases (*name) are not used in maps"},
	{"anchor or alias", "an anchor or alias is not complete", "put quotes around a text that begins with & or *"},
	{"tag", "a tag is not understood", "put quotes around a text that begins with !"},
	{"document start", "something follows the end of the map", "check the indentation, the brackets and the quotes before it"},
	{"comment", "a # follows without a blank before it", "write a blank before #, or put quotes around the text"},
	{"indentation indicator", "the number after | or > must be 1 to 9", ""},
	{"node content", "a value is missing here", "write one, or put quotes around the text"},
}

// explain turns an error of the YAML library into our words, at its place.
func (s *source) explain(err error) *syntaxComplaint {
	c := &syntaxComplaint{at: place{file: s.name, line: 1, column: 1}, message: "the file is not YAML"}
	var loadError *yaml.LoadError
	words := err.Error()
	if errors.As(err, &loadError) {
		mark := loadError.Mark
		if loadError.ContextMark.Line > 0 && (mark.Line == 0 || atBeginning(loadError.Message)) {
			mark = loadError.ContextMark
		}
		if mark.Line > 0 {
			c.at.line, c.at.column = mark.Line, mark.Column
		}
		words = loadError.Message
		if s.leadingTab(c.at.line) {
			words = "tab"
		}
	}
	if strings.Contains(words, "mapping values are not allowed") && s.missingColon(&c.at) {
		words = "could not find expected ':'"
	}
	c.near = s.lineFrom(c.at.line, c.at.column)
	if inBrackets(err) && s.commentedOut(c) {
		return c
	}
	for _, e := range explanations {
		if strings.Contains(words, e.pattern) {
			c.message, c.suggestion = e.message, e.suggestion
			return c
		}
	}
	c.suggestion = shorten(words)
	return c
}

// atBeginning reports whether an error is better shown where the unfinished
// thing begins than where the parser gave up on it.
func atBeginning(message string) bool {
	for _, pattern := range []string{"unexpected end", "document indicator", "expected ':'", "expected ','"} {
		if strings.Contains(message, pattern) {
			return true
		}
	}
	return false
}

// inBrackets reports whether an error is about brackets or braces.
func inBrackets(err error) bool {
	var loadError *yaml.LoadError
	return errors.As(err, &loadError) && strings.Contains(loadError.ContextMsg, "flow")
}

// commentedOut looks in the lines before an error for a colour without quotes,
// which hides the rest of its line, the closing bracket too.
func (s *source) commentedOut(c *syntaxComplaint) bool {
	const reach = 20
	for line := c.at.line; line > max(0, c.at.line-reach); line-- {
		text := s.lineFrom(line, 1)
		before, after, found := strings.Cut(text, ": #")
		if !found || strings.Contains(before, "#") {
			continue
		}
		c.at.line, c.at.column = line, len([]rune(before))+3
		c.message, c.near = "a # begins a comment, so the rest of the line is not read", "#"+after
		c.suggestion = "put quotes around a text with #"
		return true
	}
	return false
}

// missingColon moves to the line before when that has a key without a colon, so
// that the parser took it and the key of this line for one text.
func (s *source) missingColon(at *place) bool {
	line, above := s.lineFrom(at.line, 1), s.lineFrom(at.line-1, 1)
	key, _, _ := strings.Cut(line, ":")
	word := strings.TrimSpace(above)
	if len([]rune(key)) != at.column-1 || checkID(word) != nil {
		return false
	}
	at.line, at.column = at.line-1, 1+strings.Index(above, word)
	return true
}

// leadingTab reports whether a line is indented with a tab.
func (s *source) leadingTab(line int) bool {
	text := s.lineFrom(line, 1)
	return strings.Contains(text[:len(text)-len(strings.TrimLeft(text, " \t"))], "\t")
}

// lineFrom returns a line's text from a column on.
func (s *source) lineFrom(line, column int) string {
	lines := lineStarts(s.text)
	if line < 1 || line > len(lines) {
		return ""
	}
	rest := s.text[lines[line-1]:]
	if end := bytes.IndexAny(rest, "\r\n"); end >= 0 {
		rest = rest[:end]
	}
	characters := []rune(string(rest))
	return string(characters[min(max(column-1, 0), len(characters)):])
}

// textBefore returns the top-level sections that are whole before a line, and
// the line that comes after them.
func (s *source) textBefore(line int) ([]byte, int) {
	lines := lineStarts(s.text)
	for i := min(line, len(lines)) - 1; i > 0; i-- {
		start := s.text[lines[i]]
		if start != ' ' && start != '\t' && start != '#' && start != '-' && start != '\n' && start != '\r' {
			return s.text[:lines[i]], i
		}
	}
	return nil, 0
}

// lineStarts returns the byte offset at which each line begins. A text that
// ends in a line break has no line after it.
func lineStarts(text []byte) []int {
	starts := make([]int, 0, 1+len(text)/32)
	begun := true
	for i, c := range text {
		if begun {
			starts = append(starts, i)
			begun = false
		}
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			begun = true
		}
	}
	return starts
}

// called names what a node is, for messages.
func called(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	if isNull(n) {
		return "nothing"
	}
	return "a text or number"
}

// isNull reports whether a value was left out: nothing after the colon, ~ or
// null.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style&yaml.TaggedStyle == 0
}
