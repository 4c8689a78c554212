// From the state to how the map looks: what is selected or traced is lit and
// the rest fades; lenses and trials colour the boxes.

import type { App } from "./app";
import type { Badge, Loop, Tinted, VariableMark } from "./document";
import type { BadgeLook } from "./drawing/badge";
import { change } from "./drawing/colour";
import { plainLook, type Look } from "./drawing/look";
import type { State } from "./state";

export class Looks {
  private shown: Look | null = null;
  private values: Map<string, number> | null = null;
  private largest = 1;
  /** Variables at each distance from the traced one. */
  reached: string[][] = [];
  private traced = "";
  private frame = 0;
  private late = false;
  onReached: () => void = () => {};
  /** Called when it is known how far the traced variable reaches. */
  onTraced: () => void = () => {};

  constructor(private readonly app: App, private readonly isDark: () => boolean) {
    app.preview = (look) => {
      this.shown = look;
      this.wear();
    };
    app.changes = (values) => {
      this.values = values;
      this.wear();
    };
  }

  /** scale sets the change that has the strongest colour. */
  scale(largest: number): void {
    this.largest = largest;
  }

  follow(state: State, before: State | null): void {
    if (before && (state.select !== before.select || state.loop !== before.loop || state.mode !== before.mode)) this.shown = null;
    this.trace(state);
    this.app.view.wear(this.make());
    this.late = false;
  }

  private trace(state: State): void {
    const key = state.trace && this.app.atlas.variables.has(state.select) ? `${state.trace} ${state.select}` : "";
    if (key === this.traced) return;
    this.traced = key;
    this.reached = [];
    if (!key) return;
    this.app.engine.reach({ variable: state.select, upstream: state.trace === "up" }).then(({ steps }) => {
      if (this.traced !== key) return;
      this.reached = steps;
      this.wear();
      this.onReached();
      this.onTraced();
    }, (error: Error) => this.app.announce(this.app.w("engineFailed", { reason: error.message })));
  }

  /** wear lays the look on the map, at once and again at the next frame if more has come by then. */
  wear(): void {
    if (this.frame) {
      this.late = true;
      return;
    }
    this.app.view.wear(this.make());
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.late) this.wear();
    });
    this.late = false;
  }

  /** make returns the look that the state asks for. */
  make(): Look {
    const { state, atlas } = this.app;
    const look = plainLook();
    look.hide = new Set(state.hide);
    if ((state.mode === "scenarios" || state.mode === "what-if") && this.values) this.colourChanges(look, this.values);
    else if (state.lens) this.colourLens(look, state.lens);
    if (this.shown) {
      const { lit, litLinks, selected, strongLinks, mark } = this.shown;
      Object.assign(look, { lit, litLinks, selected, strongLinks, mark });
      return look;
    }
    const loop = state.loop ? atlas.loop(state.loop) : null;
    if (loop) return this.light(look, loopLook(this.app, loop));
    if (atlas.variables.has(state.select)) {
      if (state.trace && this.reached.length) this.lightTrace(look, state);
      else this.light(look, aroundLook(this.app, state.select));
    } else if (atlas.links.has(state.select)) this.light(look, linkLook(this.app, state.select));
    else this.lightView(look, state);
    return look;
  }

  private light(look: Look, from: Look): Look {
    look.lit = from.lit;
    look.litLinks = from.litLinks;
    look.selected = from.selected;
    look.strongLinks = from.strongLinks;
    look.mark = from.mark;
    // While values are shown nothing must hide them.
    if (this.values && (this.app.state.mode === "scenarios" || this.app.state.mode === "what-if")) look.lit = look.litLinks = null;
    return look;
  }

  private lightTrace(look: Look, state: State): void {
    const { atlas } = this.app;
    const distance = new Map<string, number>();
    this.reached.slice(0, state.steps + 1).forEach((ids, step) => ids.forEach((id) => distance.set(id, step)));
    look.lit = new Set(distance.keys());
    look.selected = new Set([state.select]);
    look.litLinks = new Set();
    for (const link of atlas.map.links) {
      const [near, far] = state.trace === "up" ? [link.to, link.from] : [link.from, link.to];
      const a = distance.get(near);
      const b = distance.get(far);
      if (a !== undefined && b !== undefined && b === a + 1) {
        look.litLinks.add(link.id);
        if (b === state.steps) look.strongLinks.add(link.id);
      }
    }
    for (const [id, step] of distance) if (step > 0) look.badges.set(id, [{ text: String(step), kind: "step" }]);
  }

  /** lightView fades what is not part of a view that has no drawing of its own. */
  private lightView(look: Look, state: State): void {
    const view = this.app.atlas.views.get(state.view);
    if (!view || !state.view || this.app.view.sheet?.drawing.view === state.view || !view.variables.length) return;
    look.lit = new Set(view.variables);
    look.litLinks = new Set(this.app.atlas.map.links.filter((l) => look.lit!.has(l.from) && look.lit!.has(l.to)).map((l) => l.id));
  }

  private colourChanges(look: Look, values: Map<string, number>): void {
    const dark = this.isDark();
    for (const [id, value] of values) {
      const paint = change(value, this.largest, dark);
      look.fills.set(id, paint);
      const digits = Math.abs(value) < 0.095 ? 2 : 1;
      if (Math.abs(value) < Math.max(0.005, this.largest * 0.02)) continue;
      const arrow = value > 0 ? "▲" : "▼";
      look.badges.set(id, [{ text: `${arrow} ${this.app.number(Math.abs(value), digits)}`, kind: value > 0 ? "rise" : "fall" }]);
    }
    if (this.app.state.mode === "what-if") for (const press of this.app.state.presses) look.emphasis.add(press.variable);
  }

  private colourLens(look: Look, id: string): void {
    const lens = this.app.atlas.lenses.get(id);
    if (!lens) return;
    const dark = this.isDark();
    for (const [variable, mark] of Object.entries(lens.variables)) {
      const fill = tint(mark, dark);
      if (fill) look.fills.set(variable, { fill, ink: (dark ? mark.ink_dark : mark.ink_light) ?? "" });
      if (mark.emphasis) look.emphasis.add(variable);
      if (mark.badges?.length) look.badges.set(variable, mark.badges.map((b) => badgeLook(this.app, b, dark)));
      if (mark.outline?.length || mark.dashed) look.outlines.set(variable, { colours: (mark.outline ?? [{}]).map((c) => tint(c, dark)), dashed: mark.dashed ?? false });
    }
    for (const [link, mark] of Object.entries(lens.links)) {
      if (mark.width) look.widths.set(link, mark.width);
      if (mark.emphasis) look.strongLinks.add(link);
      const stroke = tint(mark, dark);
      if (mark.band) look.bands.set(link, { colour: stroke, broken: mark.band === "broken" });
      else if (stroke) look.strokes.set(link, stroke);
      if (mark.badges?.length) look.linkBadges.set(link, mark.badges.map((b) => badgeLook(this.app, b, dark)));
    }
    for (const thread of lens.threads ?? []) {
      look.threads.push({ label: this.app.say(thread.label), through: thread.through, colour: tint(thread, dark), stitch: thread.stitch, knot: thread.knot ? badgeLook(this.app, thread.knot, dark) : null });
    }
    if (lens.fade) {
      look.lit = new Set(Object.entries(lens.variables).filter(([, mark]) => isMarked(mark)).map(([variable]) => variable));
      for (const thread of lens.threads ?? []) for (const id of thread.through) look.lit.add(id);
      look.litLinks = new Set(Object.keys(lens.links));
    }
  }
}

/** tint returns a colour under the theme that is shown, or "". */
export function tint(of: Tinted, dark: boolean): string {
  return (dark ? of.colour_dark : of.colour_light) ?? "";
}

/** badgeLook returns a badge in the reader's language and theme. */
export function badgeLook(app: App, b: Badge, dark: boolean): BadgeLook {
  return { text: app.say(b.texts) || b.text, shape: b.shape, colour: tint(b, dark), open: b.open ?? false, small: b.small ?? false };
}

function isMarked(mark: VariableMark): boolean {
  return Boolean(mark.emphasis || mark.badges?.length || mark.outline?.length || mark.colour_light || mark.value !== undefined);
}

/** aroundLook lights a variable, its neighbours, and the links between them and it. */
export function aroundLook(app: App, id: string): Look {
  const look = plainLook();
  const links = [...(app.atlas.out.get(id) ?? []), ...(app.atlas.into.get(id) ?? [])];
  look.lit = new Set([id, ...links.flatMap((l) => [l.from, l.to])]);
  look.litLinks = new Set(links.map((l) => l.id));
  look.selected = new Set([id]);
  return look;
}

/** loopLook lights a loop, or a way from one variable to another; the link of a step stands out. */
export function loopLook(app: App, loop: Pick<Loop, "variables" | "links"> & Partial<Pick<Loop, "id" | "polarity">>, step = -1): Look {
  const look = plainLook();
  look.lit = new Set(loop.variables);
  const ids = loop.links.map((i) => app.atlas.linkOf(i)?.id).filter((id): id is string => id !== undefined);
  look.litLinks = new Set(ids);
  if (loop.polarity) look.mark = { text: loop.id || loop.polarity, polarity: loop.polarity, links: ids };
  look.strongLinks = new Set(step < 0 ? ids : ids.slice(step, step + 1));
  if (step >= 0) look.selected = new Set([loop.variables[step]!]);
  return look;
}

export function linkLook(app: App, id: string): Look {
  const link = app.atlas.links.get(id)!;
  const look = plainLook();
  look.lit = new Set([link.from, link.to]);
  look.litLinks = look.strongLinks = new Set([id]);
  return look;
}
