// Asking the engine: Go's packages in workers. One worker answers what a
// reader waits for; the other makes ensembles in the background, so that the
// first is always free.

import type { Loop, Series, Text } from "./document";

export interface Trial {
  name?: string;
  scenario?: string;
  efforts?: string[];
  interventions?: { action: string; text: string }[];
  method?: string;
  until?: number;
  points?: number;
  runs?: number;
  seed?: number;
  language?: string;
}

export interface Outcome {
  method: string;
  seed: number;
  runs: number;
  until: number;
  command: string;
  complete: boolean;
  members: number;
  unstable: number;
  failed: number;
  times: number[];
  variables: (Series & { variable: string })[];
  notes: string[];
}

export interface LoopQuery {
  through?: string[];
  min_length?: number;
  max_length?: number;
  limit?: number;
  polarity?: string;
  order?: "length" | "strength";
}

export interface LoopList {
  loops: (Loop & { strength?: number })[];
  statement: Text;
  complete: boolean;
}

export interface Path {
  variables: string[];
  links: number[];
  sign: string;
  length: number;
  delayed: boolean;
  story: Text;
}

export interface PathList {
  paths: Path[];
  statement: Text;
  complete: boolean;
}

export interface Reached {
  steps: string[][];
}

/** The answer to a question that a newer one has replaced. */
export class Superseded extends Error {}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One worker, started when it is first asked. */
class Thread {
  private worker: Worker | null = null;
  private count = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly map: string, private readonly engine: () => string | WebAssembly.Module,
    private readonly compiled: (module: WebAssembly.Module) => void) {}

  ask<T>(call: string, args: unknown): Promise<T> {
    this.start();
    return this.send<T>(call, args);
  }

  start(): void {
    if (this.worker) return;
    const source = document.getElementById("worker")?.textContent ?? "";
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address);
    this.worker = worker;
    worker.onmessage = (event: MessageEvent) => this.heard(event.data);
    worker.onerror = (event) => this.fail(new Error(event.message || "the engine has stopped"));
    worker.postMessage({ engine: this.engine() });
    this.send("load", { map: this.map }).catch(() => {
      // Whatever is asked next says that no map has been loaded.
    });
  }

  private send<T>(call: string, args: unknown): Promise<T> {
    const id = ++this.count;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.worker?.postMessage({ id, call, args });
    });
  }

  private heard(message: { id?: number; result?: unknown; error?: string; module?: WebAssembly.Module; failed?: string }): void {
    if (message.module) this.compiled(message.module);
    if (message.failed) this.fail(new Error(message.failed));
    const waiting = message.id === undefined ? undefined : this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id!);
    if (message.error !== undefined) waiting.reject(new Error(message.error));
    else waiting.resolve(message.result);
  }

  /** cancel ends what is being worked out; the next question starts the worker again. */
  cancel(): void {
    if (this.waiting.size) this.fail(new Superseded("a newer question has come"));
  }

  private fail(reason: Error): void {
    for (const waiting of this.waiting.values()) waiting.reject(reason);
    this.waiting.clear();
    this.worker?.terminate();
    this.worker = null;
  }
}

/** Line keeps at most one question running and one waiting; a newer one replaces the waiting. */
class Line {
  private busy = false;
  private next: (() => void) | null = null;
  private drop: (() => void) | null = null;

  ask<T>(question: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const go = (): void => {
        this.busy = true;
        this.next = this.drop = null;
        question().then(resolve, reject).finally(() => {
          this.busy = false;
          this.next?.();
        });
      };
      if (!this.busy) {
        go();
        return;
      }
      this.drop?.();
      this.next = go;
      this.drop = () => reject(new Superseded("a newer question has come"));
    });
  }
}

export class Engine {
  private module: WebAssembly.Module | null = null;
  private readonly front: Thread;
  private readonly back: Thread;
  private readonly middles = new Line();

  constructor(map: string) {
    const engine = (): string | WebAssembly.Module => this.module ?? document.getElementById("engine")?.textContent ?? "";
    const compiled = (module: WebAssembly.Module): void => { this.module = module; };
    this.front = new Thread(map, engine, compiled);
    this.back = new Thread(map, engine, compiled);
  }

  /** warm starts the engine before anybody asks. */
  warm(): void {
    this.front.start();
  }

  /** middle runs a trial once, on the middle of what the map leaves open. */
  middle(trial: Trial): Promise<Outcome> {
    return this.middles.ask(() => this.front.ask<Outcome>("simulate", { ...trial, runs: 1 }));
  }

  /** ensemble runs a trial on many of the systems that the map allows; it replaces the one before. */
  ensemble(trial: Trial): Promise<Outcome> {
    this.back.cancel();
    return this.back.ask<Outcome>("simulate", trial);
  }

  /** quiet ends an ensemble that nobody waits for any more. */
  quiet(): void {
    this.back.cancel();
  }

  loops(query: LoopQuery): Promise<LoopList> {
    return this.front.ask("loops", query);
  }

  paths(query: { from: string; to: string; max_length?: number; limit?: number }): Promise<PathList> {
    return this.front.ask("paths", query);
  }

  reach(query: { variable: string; upstream: boolean; steps?: number }): Promise<Reached> {
    return this.front.ask("reach", query);
  }
}
