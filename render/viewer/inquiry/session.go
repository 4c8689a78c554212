package inquiry

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sysmap/graph"
	"sysmap/maps"
	"sysmap/simulate"
)

// Session is a map about which questions are asked. It is for one goroutine at a
// time.
type Session struct {
	m     *maps.Map
	g     *graph.Graph
	model *simulate.Model
	place map[string]int // of variables, by id
}

// Open reads a map, which is the text of a whole one: it extends nothing. The
// error says what is wrong with it.
func Open(ctx context.Context, text string) (*Session, error) {
	loader := maps.Loader{Stdin: strings.NewReader(text)}
	m, err := loader.Load(ctx, "-")
	if err != nil {
		return nil, err
	}
	model, err := simulate.NewModel(m)
	if err != nil {
		return nil, err
	}
	s := &Session{m: m, g: graph.New(m), model: model, place: map[string]int{}}
	for i, v := range m.Variables {
		s.place[v.ID] = i
	}
	return s, nil
}

// Digest is that of the map.
func (s *Session) Digest() string { return s.m.Digest() }

// Warm runs the map once or twice for nothing: browsers make WebAssembly fast
// only while it runs, and so the first answer is as quick as later ones.
func (s *Session) Warm(ctx context.Context) {
	if len(s.m.Variables) == 0 {
		return
	}
	press := Trial{Interventions: []Intervention{{string(maps.Press), s.m.Variables[0].ID + "=0.5"}}}
	for range 3 {
		outcome, err := s.Simulate(ctx, press)
		if err != nil {
			return // whoever asks next is told why
		}
		_, _ = outcome.json()
	}
}

// Answer answers a question: "simulate" with [Trial], "loops" with [LoopQuery],
// "paths" with [PathQuery] or "reach" with [ReachQuery], in JSON. The error says
// what is wrong with the question, or is the context's.
func (s *Session) Answer(ctx context.Context, question string, arguments []byte) ([]byte, error) {
	switch question {
	case "simulate":
		return ask(ctx, arguments, s.Simulate)
	case "loops":
		return ask(ctx, arguments, s.Loops)
	case "paths":
		return ask(ctx, arguments, s.Paths)
	case "reach":
		return ask(ctx, arguments, s.Reach)
	}
	return nil, fmt.Errorf("there is no question %q; ask simulate, loops, paths or reach", question)
}

// ask reads the arguments and asks.
func ask[Q, A any](ctx context.Context, arguments []byte, question func(context.Context, Q) (A, error)) ([]byte, error) {
	var q Q
	decoder := json.NewDecoder(bytes.NewReader(arguments))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		return nil, fmt.Errorf("the arguments cannot be read: %w", err)
	}
	answer, err := question(ctx, q)
	if err != nil {
		return nil, err
	}
	if outcome, ok := any(answer).(*Outcome); ok {
		return outcome.json()
	}
	return json.Marshal(answer)
}

// variable finds a variable by its id.
func (s *Session) variable(id string) (int, error) {
	if i, ok := s.place[id]; ok {
		return i, nil
	}
	return 0, fmt.Errorf("the map has no variable %q", id)
}

func (s *Session) variables(ids []string) ([]int, error) {
	var list []int
	for _, id := range ids {
		i, err := s.variable(id)
		if err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	return list, nil
}

// ids names variables of the graph.
func (s *Session) ids(variables []int) []string {
	list := make([]string, len(variables))
	for i, v := range variables {
		list[i] = s.g.ID(v)
	}
	return list
}

// texts says something in every language.
func texts(in func(maps.Language) string) map[string]string {
	all := map[string]string{}
	for _, l := range maps.Languages() {
		all[string(l)] = in(l)
	}
	return all
}

// languageOf returns the language asked for, or else the map's own.
func (s *Session) languageOf(asked string) maps.Language {
	l := cmp.Or(maps.Language(asked), s.m.Language, maps.English)
	if !slices.Contains(maps.Languages(), l) {
		return maps.English
	}
	return l
}

// patient is a context that ends by the clock, looked at whenever it is asked.
// Timers do not go off in a browser while a computation has the thread.
type patient struct {
	context.Context
	until time.Time
}

// patience is how long a list is searched for.
const patience = 3 * time.Second

func within(ctx context.Context, d time.Duration) context.Context {
	return patient{ctx, time.Now().Add(d)}
}

// Err is DeadlineExceeded from the end on.
func (p patient) Err() error {
	if err := p.Context.Err(); err != nil {
		return err
	}
	if time.Now().After(p.until) {
		return context.DeadlineExceeded
	}
	return nil
}
