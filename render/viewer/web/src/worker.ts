// The engine's side of the page: Go's own packages as WebAssembly, in a
// worker. The generator puts Go's wasm_exec.js before this file.
//
// The Go program sets globalThis.sysmapEngine(call, argumentsJSON), which
// returns a promise of the result as JSON, or rejects with an Error.

interface Start {
  /** gzipped WebAssembly, in base64, or what another worker has compiled. */
  engine: string | WebAssembly.Module;
}

interface Call {
  id: number;
  call: string;
  args: unknown;
}

interface GoProgram {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

const scope = globalThis as unknown as {
  Go: new () => GoProgram;
  sysmapEngine?: (call: string, args: string) => Promise<string>;
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};

let ready: Promise<void> | null = null;

async function compile(base64: string): Promise<WebAssembly.Module> {
  const binary = atob(base64.replace(/\s+/g, ""));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function start(message: Start): Promise<void> {
  const module = typeof message.engine === "string" ? await compile(message.engine) : message.engine;
  const go = new scope.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  void go.run(instance);
  for (let n = 0; !scope.sysmapEngine; n++) {
    if (n > 2000) throw new Error("the engine did not start");
    await new Promise((done) => setTimeout(done, 1));
  }
  scope.postMessage({ module });
}

async function answer(message: Call): Promise<void> {
  try {
    if (!ready) throw new Error("the engine has not been started");
    await ready;
    const result = await scope.sysmapEngine!(message.call, JSON.stringify(message.args ?? {}));
    scope.postMessage({ id: message.id, result: JSON.parse(result) });
  } catch (error) {
    scope.postMessage({ id: message.id, error: error instanceof Error ? error.message : String(error) });
  }
}

scope.onmessage = (event: MessageEvent) => {
  const message = event.data as Start | Call;
  if ("engine" in message) {
    ready = start(message);
    ready.catch((error: unknown) => scope.postMessage({ failed: String(error) }));
  } else {
    void answer(message);
  }
};
