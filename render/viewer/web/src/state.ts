// What the page shows, in one place. The address after the # says the same,
// so that a place in the map can be sent to somebody and found again.

import type { Language } from "./document";

export type Mode = "map" | "about" | "loops" | "lenses" | "scenarios" | "what-if" | "story" | "table";

const modes: Mode[] = ["map", "about", "loops", "lenses", "scenarios", "what-if", "story", "table"];

export type Theme = "auto" | "light" | "dark";

/** A lasting push on one variable, from and until a time. */
export interface Press {
  variable: string;
  amount: number;
  from: number | null;
  until: number | null;
}

export interface State {
  /** Id of the view; empty is the full map. */
  view: string;
  /** Id of the variable or link that is selected, or empty. */
  select: string;
  /** Id of the loop, or "~" and the indices of its links, or empty. */
  loop: string;
  mode: Mode;
  lens: string;
  scenario: string;
  compare: string;
  /** The moment that the map shows; null is the end. */
  time: number | null;
  /** Ids of categories and "positive", "negative", "unknown" that are switched off. */
  hide: string[];
  trace: "" | "up" | "down";
  steps: number;
  /** Where paths from the selected variable lead, or empty. */
  target: string;
  presses: Press[];
  efforts: string[];
  /** Step of the story. */
  step: number;
  language: Language;
  theme: Theme;
}

export type Subscriber = (state: State, before: State) => void;

export class Store {
  private current: State;
  private readonly first: State;
  private readonly subscribers: Subscriber[] = [];
  private timer = 0;

  constructor(first: State) {
    this.first = first;
    this.current = { ...first, ...readHash(location.hash, first) };
    const follow = (): void => this.follow();
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
  }

  get state(): State {
    return this.current;
  }

  subscribe(subscriber: Subscriber): void {
    this.subscribers.push(subscriber);
  }

  /** set changes the state. "push" makes it a step of the back button. */
  set(patch: Partial<State>, how: "push" | "replace" = "push"): void {
    const before = this.current;
    const after = { ...before, ...patch };
    if ((Object.keys(patch) as (keyof State)[]).every((key) => same(before[key], after[key]))) return;
    this.current = after;
    this.remember(how);
    for (const tell of this.subscribers) tell(after, before);
  }

  private remember(how: "push" | "replace"): void {
    clearTimeout(this.timer);
    const write = (push: boolean): void => {
      const hash = writeHash(this.current, this.first) || "#";
      if (hash === (location.hash || "#")) return;
      if (push) history.pushState(null, "", hash);
      else history.replaceState(null, "", hash);
    };
    // Browsers refuse more than a few hundred changes of the address in a while.
    if (how === "push") write(true);
    else this.timer = setTimeout(() => write(false), 300) as unknown as number;
  }

  private follow(): void {
    clearTimeout(this.timer);
    const before = this.current;
    const { language, theme } = before;
    this.current = { ...this.first, language, theme, ...readHash(location.hash, this.first) };
    for (const tell of this.subscribers) tell(this.current, before);
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** readHash returns what an address says; what it does not understand it leaves out. */
function readHash(hash: string, first: State): Partial<State> {
  const q = new URLSearchParams(hash.replace(/^#/, ""));
  const state: Partial<State> = {};
  const text = (name: string, key: "view" | "select" | "loop" | "lens" | "scenario" | "compare" | "target"): void => {
    const value = q.get(name);
    if (value !== null) state[key] = value;
  };
  text("view", "view");
  text("select", "select");
  text("loop", "loop");
  text("lens", "lens");
  text("scenario", "scenario");
  text("compare", "compare");
  text("to", "target");
  const list = (name: string): string[] | undefined => q.get(name)?.split(",").filter(Boolean);
  const hide = list("hide");
  if (hide) state.hide = hide;
  const efforts = list("efforts");
  if (efforts) state.efforts = efforts;
  const language = q.get("lang");
  if (language === "en" || language === "da") state.language = language;
  const theme = q.get("theme");
  if (theme === "light" || theme === "dark" || theme === "auto") state.theme = theme;
  const trace = q.get("trace");
  if (trace === "up" || trace === "down") state.trace = trace;
  const number = (name: string): number | undefined => {
    const value = q.get(name);
    return value === null || value === "" || !Number.isFinite(Number(value)) ? undefined : Number(value);
  };
  const time = number("time");
  if (time !== undefined) state.time = time;
  state.steps = Math.max(1, Math.min(99, Math.round(number("steps") ?? first.steps)));
  const presses = q.getAll("press").map(readPress).filter((p): p is Press => p !== null);
  if (presses.length) state.presses = presses;
  const step = number("story");
  if (step !== undefined) state.step = Math.max(0, Math.round(step) - 1);
  const mode = q.get("panel") as Mode | null;
  if (mode && modes.includes(mode)) state.mode = mode;
  else if (step !== undefined) state.mode = "story";
  else if (presses.length || state.efforts) state.mode = "what-if";
  else if (state.scenario) state.mode = "scenarios";
  else if (state.lens) state.mode = "lenses";
  else if (state.loop) state.mode = "loops";
  return state;
}

/** writeHash returns the address of a state, leaving out what is as at first. */
function writeHash(state: State, first: State): string {
  const q = new URLSearchParams();
  if (state.view) q.set("view", state.view);
  if (state.select) q.set("select", state.select);
  if (state.loop) q.set("loop", state.loop);
  if (state.lens) q.set("lens", state.lens);
  if (state.scenario) q.set("scenario", state.scenario);
  if (state.compare) q.set("compare", state.compare);
  if (state.time !== null) q.set("time", String(Number(state.time.toFixed(4))));
  if (state.hide.length) q.set("hide", state.hide.join(","));
  if (state.trace) {
    q.set("trace", state.trace);
    q.set("steps", String(state.steps));
  }
  if (state.target) q.set("to", state.target);
  for (const press of state.presses) q.append("press", pressText(press));
  if (state.efforts.length) q.set("efforts", state.efforts.join(","));
  if (state.mode === "story") q.set("story", String(state.step + 1));
  else if (state.mode !== "map") q.set("panel", state.mode);
  if (state.language !== first.language) q.set("lang", state.language);
  if (state.theme !== first.theme) q.set("theme", state.theme);
  const text = q.toString().replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%7E/g, "~").replace(/%40/g, "@");
  return text ? "#" + text : "";
}

/** pressText writes a press as the command line's --press takes it. */
export function pressText(p: Press): string {
  const from = p.from ?? 0;
  const time = p.until !== null ? `@${from}..${p.until}` : from > 0 ? `@${from}..` : "";
  return `${p.variable}=${Number(p.amount.toFixed(4))}${time}`;
}

function readPress(text: string): Press | null {
  const parts = /^([^=]+)=(-?[\d.]+)(?:@([\d.]*?)\.\.([\d.]*))?$/.exec(text);
  if (!parts) return null;
  const amount = Number(parts[2]);
  const moment = (s: string | undefined): number | null => (s && Number.isFinite(Number(s)) ? Number(s) : null);
  if (!Number.isFinite(amount)) return null;
  return { variable: parts[1]!, amount: Math.max(-1, Math.min(1, amount)), from: moment(parts[3]) || null, until: moment(parts[4]) };
}
