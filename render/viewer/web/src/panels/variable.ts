// Everything about one variable.

import type { App } from "../app";
import type { Count, Loop, Variable } from "../document";
import { append, h, replaceKeeping } from "../dom";
import type { PathList } from "../engine";
import { icon } from "../icons";
import { loopLook, type Looks } from "../looks";
import { button, facts, iconButton, linkRow, loopRow, section, select, swatch, variableButton, variableOptions, type Panel } from "./parts";

const loopsShown = 12;
const pathsShown = 20;

export function variablePanel(app: App, looks: Looks, id: string): Panel {
  const v = app.atlas.variables.get(id)!;
  const trace = h("div");
  const loops = h("div");
  const paths = h("div");
  const drawTrace = (): void => replaceKeeping(trace, traceBlock(app, looks, id));
  looks.onReached = drawTrace;
  drawTrace();
  drawLoops(app, id, loops);
  void drawPaths(app, id, paths);
  const body = h("div", { class: "variable-panel" },
    heading(app, v), effectLine(app, v), app.say(v.note) && h("p", null, app.say(v.note)),
    section(app.w("influencedBy"), linkList(app, id, "in")),
    section(app.w("influences"), linkList(app, id, "out")),
    section(app.w("trace"), trace),
    section(app.w("loops"), loops),
    section(app.w("paths"), paths),
    rolesPart(app, v), effortsPart(app, v), factsPart(app, v), measuresPart(app, v));
  return {
    title: app.label(id),
    body,
    update(state, before) {
      if (state.trace !== before.trace || state.steps !== before.steps) drawTrace();
      if (state.target !== before.target) void drawPaths(app, id, paths);
      return true;
    },
    close() { looks.onReached = () => {}; },
  };
}

function heading(app: App, v: Variable): HTMLElement {
  const wanted = app.atlas.wanted(v.id);
  const names = [app.say(app.atlas.categories.get(v.category ?? "")?.label), app.say(app.atlas.clusters.get(v.cluster ?? "")?.label)];
  const missing = app.view.sheet && !app.view.sheet.boxes.has(v.id);
  return h("div", { class: "kind" },
    names.some(Boolean) && h("p", null, swatch(app, v.category ?? v.cluster), [...new Set(names.filter(Boolean))].join(" · ")),
    wanted !== 0 && h("p", { class: "tag" }, `${app.w("goal")}: ${app.w(wanted > 0 ? "raise" : "lower")}`),
    missing && h("p", { class: "hint" }, app.w("viewOnly") + " ",
      h("button", { type: "button", class: "text-button", onclick: () => app.store.set({ view: "" }) }, app.w("viewFull"))));
}

function effectLine(app: App, v: Variable): HTMLElement | null {
  const e = v.effect;
  if (!e) return null;
  return h("p", { class: "hint" }, app.w("effectWords", {
    press: app.signed(app.atlas.map.press || 0.5, 1), size: app.signed(e.size), low: app.signed(e.low), high: app.signed(e.high),
    rank: e.rank, n: app.atlas.map.variables.length,
  }), " ", app.w("certain", { share: app.percent(e.certainty) }) + ".");
}

function linkList(app: App, id: string, direction: "in" | "out"): HTMLElement {
  const links = (direction === "in" ? app.atlas.into : app.atlas.out).get(id) ?? [];
  if (!links.length) return h("p", { class: "hint" }, app.w("none"));
  return h("ul", { class: "rows", "data-list": direction }, ...links.map((l) => linkRow(app, l, direction === "in" ? l.from : l.to)));
}

function traceBlock(app: App, looks: Looks, id: string): HTMLElement {
  const { trace, steps } = app.state;
  const toggle = (direction: "up" | "down") => button(app.w(direction === "up" ? "upstream" : "downstream"), () =>
    app.store.set({ trace: app.state.trace === direction ? "" : direction, steps: 1, select: id, loop: "" }),
    { "aria-pressed": String(trace === direction), "data-key": "trace " + direction, title: app.w(direction === "up" ? "upstreamHint" : "downstreamHint") });
  const block = h("div", null, h("div", { class: "buttons" }, toggle("up"), toggle("down")));
  if (!trace) return block;
  const most = Math.max(1, looks.reached.length - 1);
  const count = looks.reached.slice(1, steps + 1).reduce((sum, ids) => sum + ids.length, 0);
  block.append(h("div", { class: "stepper" },
    iconButton("minus", app.w("fewerLinks"), () => app.store.set({ steps: Math.max(1, steps - 1) }, "replace"), { "data-key": "fewer", ...(steps <= 1 ? { disabled: "" } : {}) }),
    h("span", { "aria-live": "polite" }, looks.reached.length ? app.w(steps === 1 ? "reachedOne" : "reached", { n: count, steps }) : app.w("answering")),
    iconButton("plus", app.w("moreLinks"), () => app.store.set({ steps: steps + 1 }, "replace"), { "data-key": "further", ...(steps >= most ? { disabled: "" } : {}) })));
  looks.reached.slice(1, steps + 1).forEach((ids, n) => {
    block.append(h("details", { class: "step", open: n + 1 === steps },
      h("summary", null, n ? app.w("steps", { n: n + 1 }) : app.w("oneStep"), h("span", { class: "count" }, String(ids.length))),
      h("ul", { class: "rows" }, ...ids.map((other) => h("li", null, variableButton(app, other))))));
  });
  return block;
}

/** countWords says how many loops there are, and how far that is known. */
export function countWords(app: App, c: Count): string {
  const { complete, max_length } = app.atlas.map.loops;
  const parts = { n: app.whole(c.total), r: app.whole(c.reinforcing), b: app.whole(c.balancing), length: max_length };
  return app.w(complete ? "exactLoops" : "boundedLoops", parts);
}

function drawLoops(app: App, id: string, into: HTMLElement): void {
  const v = app.atlas.variables.get(id)!;
  const count = v.loops ? h("p", { class: "hint" }, countWords(app, v.loops)) : null;
  const choose = (loop: Loop): void => app.store.set({ mode: "loops", loop: app.atlas.loopKey(loop), trace: "", target: "" });
  const list = (found: Loop[], statement: string): void => replaceKeeping(into, count,
    found.length ? h("ul", { class: "rows", "data-list": "loops" }, ...found.map((l) => loopRow(app, l, choose, id))) : h("p", { class: "hint" }, app.w("noLoops")),
    statement && h("p", { class: "hint" }, statement));
  const known = app.atlas.loops.filter((l) => l.variables.includes(id));
  list(known.slice(0, loopsShown), "");
  if (v.loops?.total === "0") return;
  app.engine.loops({ through: [id], limit: loopsShown }).then((answer) => {
    if (!into.isConnected && !into.parentElement) return;
    const named = known.filter((l) => app.atlas.isNamed(l));
    const others = answer.loops.map((l) => app.atlas.remember(l)).filter((l) => !named.includes(l));
    list([...named, ...others].slice(0, Math.max(loopsShown, named.length)), app.say(answer.statement));
  }, () => {
    // The loops of the document stand.
  });
}

async function drawPaths(app: App, id: string, into: HTMLElement): Promise<void> {
  const target = app.state.target;
  const chooser = select(app.w("findPaths"), variableOptions(app, app.w("choose")).filter((o) => o.value !== id), target,
    (value) => app.store.set({ target: value, trace: "" }));
  replaceKeeping(into, chooser);
  if (!target || !app.atlas.variables.has(target)) return;
  const wait = h("p", { class: "hint" }, app.w("answering"));
  into.append(wait);
  try {
    const answer = await app.engine.paths({ from: id, to: target, limit: pathsShown });
    if (app.state.target !== target) return;
    wait.remove();
    append(into, [pathList(app, answer), h("p", { class: "hint" }, app.say(answer.statement))]);
  } catch (error) {
    wait.textContent = app.w("engineFailed", { reason: (error as Error).message });
  }
}

function pathList(app: App, answer: PathList): HTMLElement {
  if (!answer.paths.length) return h("p", { class: "hint" }, app.w("noPaths"));
  return h("ol", { class: "rows paths", "data-list": "paths" }, ...answer.paths.map((path) => {
    const show = (): void => app.preview(loopLook(app, path));
    const words = path.sign === "+" ? "positive" : path.sign === "-" ? "negative" : "unknown";
    return h("li", null, h("button", {
      type: "button", class: "row", onpointerenter: show, onfocus: show, onblur: () => app.preview(null), onpointerleave: () => app.preview(null),
      onclick: () => {
        show();
        app.view.reveal(path.variables);
        app.announce(app.say(path.story));
      },
    }, h("span", { class: "sign " + words, title: app.w(words) }, path.sign === "-" ? "−" : path.sign),
    h("span", { class: "row-text" }, path.variables.map((v) => app.label(v)).join(" → "), h("small", null, app.say(path.story)))));
  }));
}

function rolesPart(app: App, v: Variable): HTMLElement | null {
  if (!app.atlas.map.actors.length) return null;
  return section(app.w("roles"), v.roles.length ? h("ul", { class: "rows plain" }, ...v.roles.map((r) => {
    const actor = app.atlas.actors.get(r.actor);
    const sector = app.atlas.map.sectors.find((s) => s.id === actor?.sector);
    return h("li", null, h("span", null, h("strong", null, app.say(actor?.label) || r.actor), " ", app.say(r.label)), sector && h("small", null, app.say(sector.label)));
  })) : h("p", { class: "hint" }, app.w("nobody")));
}

function effortsPart(app: App, v: Variable): HTMLElement | null {
  if (!v.efforts.length) return null;
  return section(app.w("efforts"), h("ul", { class: "rows plain" }, ...v.efforts.map((id) => {
    const effort = app.atlas.efforts.get(id);
    const by = (effort?.by ?? []).map((a) => app.say(app.atlas.actors.get(a)?.label) || a).join(", ");
    const what = [by, app.say(effort?.status), app.say(effort?.level)].filter(Boolean).join(" · ");
    return h("li", null, h("strong", null, app.say(effort?.label) || id), what && h("small", null, what));
  })));
}

function factsPart(app: App, v: Variable): HTMLElement | null {
  const unit = app.say(app.atlas.map.unit.label);
  const m = v.measure;
  const list = facts([
    [app.w("measure"), m && [app.say(m.indicator), m.unit && `(${m.unit})`].filter(Boolean).join(" ")],
    [app.w("source"), m?.source],
    [app.w("horizon"), app.say(v.horizon)],
    [app.w("inertia"), v.inertia && `${app.range(v.inertia)} ${unit}`],
  ]);
  return list && section(null, list);
}

function measuresPart(app: App, v: Variable): HTMLElement | null {
  const rows = app.atlas.map.measures.filter((m) => v.ranks[m.id] !== undefined || v.measures[m.id] !== undefined);
  if (!rows.length) return null;
  const place = (id: string): string => (v.ranks[id] === undefined ? "–" : app.w("outOf", { n: v.ranks[id]!, total: app.atlas.map.variables.length }));
  return section(app.w("measures"), app.say(v.why) && h("p", null, app.say(v.why)),
    h("details", null, h("summary", null, app.w("allMeasures"), h("span", { class: "count" }, String(rows.length))),
      h("table", { class: "small-table" },
        h("thead", null, h("tr", null, h("th", { scope: "col" }, app.w("measures")), h("th", { scope: "col", class: "num" }, app.w("place")))),
        h("tbody", null, ...rows.map((m) => h("tr", null,
          h("th", { scope: "row", title: app.say(m.meaning) }, app.say(m.label)), h("td", { class: "num" }, place(m.id))))))));
}

/** moreButton is what a list ends with when there is more. */
export function moreButton(app: App, press: () => void): HTMLElement {
  return button(app.w("showMore"), press, { "data-key": "more" }, icon("down"));
}
