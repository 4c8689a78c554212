// The document with everything in it found by its id.

import type { Actor, Category, Effort, Lens, Link, Loop, Named, Scenario, SystemMap, Text, Variable, View } from "./document";

export type Sign = "positive" | "negative" | "unknown";

export function signOf(link: Link): Sign {
  if (link.sign > 0) return "positive";
  return link.sign < 0 ? "negative" : "unknown";
}

/** What sign is written as, so that colour is not needed. */
export const signMark: Record<Sign, string> = { positive: "+", negative: "−", unknown: "?" };

export class Atlas {
  readonly variables = new Map<string, Variable>();
  readonly links = new Map<string, Link>();
  readonly out = new Map<string, Link[]>();
  readonly into = new Map<string, Link[]>();
  readonly categories: Map<string, Category>;
  readonly clusters: Map<string, Named>;
  readonly views: Map<string, View>;
  readonly actors: Map<string, Actor>;
  readonly efforts: Map<string, Effort>;
  readonly lenses: Map<string, Lens>;
  readonly scenarios: Map<string, Scenario>;
  /** Loops of the document: those with a name first, then from short to long. */
  readonly loops: Loop[];
  private readonly loopsById = new Map<string, Loop>();
  private readonly loopsByLinks = new Map<string, Loop>();
  private readonly named: Set<Loop>;

  constructor(readonly map: SystemMap) {
    for (const v of map.variables) {
      this.variables.set(v.id, v);
      this.out.set(v.id, []);
      this.into.set(v.id, []);
    }
    for (const l of map.links) {
      this.links.set(l.id, l);
      this.out.get(l.from)?.push(l);
      this.into.get(l.to)?.push(l);
    }
    this.categories = byId(map.categories);
    this.clusters = byId(map.clusters);
    this.views = byId(map.views);
    this.actors = byId(map.actors);
    this.efforts = byId(map.efforts);
    this.lenses = byId(map.lenses);
    this.scenarios = byId(map.scenarios);
    this.named = new Set(map.loops.named);
    const known = new Set(map.loops.named.map(linksKey));
    this.loops = [...this.named, ...map.loops.short.filter((loop) => !known.has(linksKey(loop)))];
    for (const loop of this.named) if (loop.id) this.loopsById.set(loop.id, loop);
    for (const loop of this.loops) this.loopsByLinks.set(linksKey(loop), loop);
  }

  isNamed(loop: Loop): boolean {
    return this.named.has(loop);
  }

  /** loopKey returns what names a loop in the address. */
  loopKey(loop: Loop): string {
    return loop.id && this.loopsById.has(loop.id) ? loop.id : linksKey(loop);
  }

  /** loop returns the loop that a key names, or null if there is none. */
  loop(key: string): Loop | null {
    const known = this.loopsById.get(key) ?? this.loopsByLinks.get(key);
    if (known) return known;
    if (!key.startsWith("~")) return null;
    const indices = key.slice(1).split("-").map(Number);
    const links = indices.map((i) => this.map.links[i]);
    if (!links.length || links.some((l, i) => !l || l.to !== links[(i + 1) % links.length]?.from)) return null;
    const turns = links.filter((l) => signOf(l!) === "negative").length;
    const polarity = links.some((l) => signOf(l!) === "unknown") ? "U" : turns % 2 ? "B" : "R";
    return { polarity, variables: links.map((l) => l!.from), links: indices, length: indices.length };
  }

  /** remember keeps a loop that the engine has found, so that its key has its story. */
  remember(loop: Loop): Loop {
    const key = linksKey(loop);
    const known = this.loopsByLinks.get(key);
    if (known) return known;
    this.loopsByLinks.set(key, loop);
    return loop;
  }

  /** linkOf returns a link by its place in the document. */
  linkOf(index: number): Link | undefined {
    return this.map.links[index];
  }

  /** between returns the links from one variable to another. */
  between(from: string, to: string): Link[] {
    return (this.out.get(from) ?? []).filter((l) => l.to === to);
  }

  wanted(variable: string): -1 | 0 | 1 {
    if (this.map.goal.raise.includes(variable)) return 1;
    return this.map.goal.lower.includes(variable) ? -1 : 0;
  }

  goal(): string[] {
    return [...this.map.goal.raise, ...this.map.goal.lower].filter((id) => this.variables.has(id));
  }
}

function byId<T extends { id: string }>(list: T[] | undefined): Map<string, T> {
  return new Map((list ?? []).map((item) => [item.id, item]));
}

/** linksKey names a loop by its links, whichever of them it is told from. */
function linksKey(loop: Loop): string {
  const first = loop.links.indexOf(Math.min(...loop.links));
  return "~" + [...loop.links.slice(first), ...loop.links.slice(0, first)].join("-");
}

/** choose returns a text in a language, or in the other if it has none there. */
export function choose(text: Text | string | undefined | null, language: "en" | "da"): string {
  if (!text) return "";
  if (typeof text === "string") return text;
  return text[language] ?? text[language === "en" ? "da" : "en"] ?? Object.values(text)[0] ?? "";
}
