//go:build js && wasm

// Command engine is what the page of a map runs in a worker: package inquiry as
// WebAssembly. It sets globalThis.sysmapEngine(call, arguments), which takes
// and gives JSON: "load" a map {"map": text}, then what inquiry.Session.Answer
// answers. It returns a promise, which fails with an Error.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"sysmap/render/viewer/inquiry"
)

func main() {
	var e engine
	js.Global().Set("sysmapEngine", js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		if len(arguments) != 2 {
			return promise(func() (string, error) { return "", errors.New("sysmapEngine takes a call and its arguments") })
		}
		call, text := arguments[0].String(), arguments[1].String()
		return promise(func() (string, error) { return e.answer(call, text) })
	}))
	select {}
}

// engine answers one call after the other.
type engine struct {
	session *inquiry.Session
}

func (e *engine) answer(call, arguments string) (string, error) {
	ctx := context.Background()
	if call == "load" {
		return e.load(ctx, arguments)
	}
	if e.session == nil {
		return "", errors.New("no map has been loaded")
	}
	text, err := e.session.Answer(ctx, call, []byte(arguments))
	return string(text), err
}

func (e *engine) load(ctx context.Context, arguments string) (string, error) {
	var given struct {
		Map string `json:"map"`
	}
	if err := json.Unmarshal([]byte(arguments), &given); err != nil {
		return "", fmt.Errorf("the arguments cannot be read: %w", err)
	}
	session, err := inquiry.Open(ctx, given.Map)
	if err != nil {
		return "", err
	}
	e.session = session
	go session.Warm(ctx)
	text, err := json.Marshal(map[string]string{"map_digest": session.Digest()})
	return string(text), err
}

// promise does something in a goroutine of its own: a function that JavaScript
// calls must not block.
func promise(do func() (string, error)) js.Value {
	var executor js.Func
	executor = js.FuncOf(func(_ js.Value, settle []js.Value) any {
		resolve, reject := settle[0], settle[1]
		go func() {
			defer executor.Release()
			text, err := do()
			if err != nil {
				reject.Invoke(js.Global().Get("Error").New(err.Error()))
				return
			}
			resolve.Invoke(text)
		}()
		return nil
	})
	return js.Global().Get("Promise").New(executor)
}
