// What the map is and where it comes from.

import type { App } from "../app";
import type { Text } from "../document";
import { h, outside, withAddresses } from "../dom";
import { section, variableButton, type Panel } from "./parts";

export function aboutPanel(app: App): Panel {
  const { map } = app.atlas;
  const goal = (ids: string[], word: "raise" | "lower"): HTMLElement | null => (ids.length
    ? h("div", null, h("p", { class: "label" }, app.w(word)), h("ul", { class: "rows" }, ...ids.map((id) => h("li", null, variableButton(app, id))))) : null);
  const body = h("div", null,
    app.say(map.note) && h("p", { class: "lead" }, app.say(map.note)),
    h("p", { class: "hint" }, app.w("variablesLinks", { v: map.variables.length, l: map.links.length })),
    map.illustrative && h("p", { class: "tag" }, app.w("illustrative")),
    sentences(app, "finding", map.findings),
    app.say(map.loops.statement) && section(app.w("loops"), h("p", null, app.say(map.loops.statement))),
    app.atlas.goal().length ? section(app.w("goal"), app.say(map.goal.label) && h("p", null, app.say(map.goal.label)), goal(map.goal.raise, "raise"), goal(map.goal.lower, "lower")) : null,
    sentences(app, "gaps", map.gaps),
    map.sources.length ? section(app.w("sources"), ...map.sources.map((s) => h("p", { class: "source" }, ...withAddresses(app.say(s.text)), s.url ? " " : null, s.url ? outside(s.url, s.url) : null))) : null,
    h("p", { class: "hint" }, app.w("made", { version: map.version, digest: map.digest })));
  return { title: app.say(map.title), body, update: () => true };
}

function sentences(app: App, title: "finding" | "gaps", list: Text[]): HTMLElement | null {
  return list.length ? section(app.w(title), h("ul", { class: "sentences" }, ...list.map((t) => h("li", null, app.say(t))))) : null;
}
