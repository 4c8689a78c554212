// Lenses: what an analysis has found, laid over the map, with its legend.

import type { App } from "../app";
import type { KeyEntry, Lens, Thread, VariableMark } from "../document";
import { g, h } from "../dom";
import { sample } from "../drawing/badge";
import { plainLook, stitches } from "../drawing/look";
import { badgeLook, tint } from "../looks";
import { hasWord } from "../words";
import { scaleBar, section, variableButton, type Panel } from "./parts";

export function lensPanel(app: App, isDark: () => boolean): Panel {
  const { lenses } = app.atlas.map;
  const groups = [...new Set(lenses.map((l) => l.group))];
  const current = app.atlas.lenses.get(app.state.lens);
  const choice = (id: string, label: string): HTMLElement => h("li", null, h("button", {
    type: "button", class: "row" + (app.state.lens === id ? " current" : ""), "aria-pressed": String(app.state.lens === id),
    "data-key": "lens " + id, "data-lens": id, onclick: () => app.store.set({ lens: app.state.lens === id ? "" : id }),
  }, h("span", { class: "radio", "aria-hidden": "true" }), h("span", { class: "row-text" }, label)));
  const groupName = (group: string): string => {
    const word = "group_" + group;
    return hasWord(word) ? app.w(word) : group;
  };
  const body = h("div", { class: "lens-panel" },
    current ? about(app, current, isDark()) : h("p", { class: "hint" }, app.w("lensesHint")),
    h("ul", { class: "rows choices" }, choice("", app.w("noLens"))),
    ...groups.map((group) => {
      const members = lenses.filter((l) => l.group === group);
      const open = members.length <= 6 || members.some((l) => l.id === app.state.lens);
      const list = h("ul", { class: "rows choices" }, ...members.map((l) => choice(l.id, app.say(l.label))));
      return h("details", { class: "part", open }, h("summary", null, groupName(group), h("span", { class: "count" }, String(members.length))), list);
    }));
  return {
    title: app.w("mode_lenses"), body,
    update: (state, before) => state.lens === before.lens && state.theme === before.theme,
  };
}

/** lensLegend explains the colours and badges of a lens. */
export function lensLegend(app: App, lens: Lens, dark: boolean): HTMLElement {
  const parts: (HTMLElement | null)[] = [];
  const scale = lens.scale;
  if (scale) {
    parts.push(h("div", { class: "scale" }, app.say(scale.title) ? h("p", { class: "label" }, app.say(scale.title)) : null, scaleBar(scale.stops_light, scale.stops_dark),
      h("div", { class: "scale-ends" }, h("span", null, app.say(scale.low_label)), h("span", null, app.say(scale.high_label)))));
  }
  if (lens.key.length) {
    parts.push(h("ul", { class: "lens-key" }, ...lens.key.map((entry) => h("li", null, keyMark(app, entry, dark), app.say(entry.label)))));
  }
  return h("div", { class: "lens-legend" }, ...parts);
}

/** keyMark draws a sample of what an entry of a key explains. */
function keyMark(app: App, entry: KeyEntry, dark: boolean): Element {
  const mark = h("span", { class: "key-mark", "aria-hidden": "true" });
  if (entry.badges?.length) mark.append(sample(entry.badges.map((b) => badgeLook(app, b, dark))));
  else if (entry.link || entry.thread) {
    const of = entry.thread ?? entry.link!;
    const dashes = entry.thread ? stitches[entry.thread.stitch] ?? null : entry.link?.band === "broken" ? "7 4" : null;
    const line = g("path", { d: "M1 6H31", "stroke-width": entry.link?.band ? 7 : entry.thread ? 3.5 : 1.4 * (entry.link?.width || 1), "stroke-dasharray": dashes, "stroke-linecap": entry.thread ? "round" : null });
    const colour = tint(of, dark);
    if (colour) line.style.stroke = colour;
    mark.append(g("svg", { class: "key-line", viewBox: "0 0 32 12" }, line));
  } else if (entry.variable) {
    const v = entry.variable;
    const box = h("span", { class: "key-box" + (v.dashed ? " dashed" : "") + (v.emphasis ? " strong" : "") });
    const fill = tint(v, dark);
    if (fill) box.style.background = fill;
    const colours = (v.outline ?? []).map((c) => tint(c, dark)).filter(Boolean);
    if (colours.length === 1) box.style.borderColor = colours[0]!;
    else if (colours.length > 1) {
      const [a, b] = colours as [string, string];
      box.style.borderColor = `${a} ${b} ${b} ${a}`;
    }
    mark.append(box);
  }
  return mark;
}

function threadRow(app: App, t: Thread, dark: boolean): HTMLElement {
  const show = (): void => {
    const look = plainLook();
    look.lit = new Set(t.through);
    look.litLinks = new Set();
    app.preview(look);
  };
  const end = (): void => app.preview(null);
  return h("li", null, h("button", {
    type: "button", class: "row", onpointerenter: show, onpointerleave: end, onfocus: show, onblur: end, onclick: () => app.view.reveal(t.through),
  }, keyMark(app, { label: t.label, thread: t }, dark), h("span", { class: "row-text" }, app.say(t.label), app.say(t.note) ? h("small", null, app.say(t.note)) : null)));
}

function about(app: App, lens: Lens, dark: boolean): HTMLElement {
  const marks = Object.entries(lens.variables).filter(([id]) => app.atlas.variables.has(id));
  const weight = ([, m]: [string, VariableMark]): number => (m.emphasis ? 1e9 : 0) + (m.value ?? (m.badges?.length ? 1 : 0));
  const most = marks.filter(([, m]) => m.emphasis || m.badges?.length || m.value !== undefined || app.say(m.note)).sort((a, b) => weight(b) - weight(a)).slice(0, 12);
  return h("div", { class: "card" },
    h("h3", null, app.say(lens.label)),
    app.say(lens.note) && h("p", null, app.say(lens.note)),
    lensLegend(app, lens, dark),
    lens.list?.length ? h("ul", { class: "lens-key" }, ...lens.list.map((item) => h("li", null,
      h("span", { class: "key-mark", "aria-hidden": "true" }, sample([badgeLook(app, item.badge, dark)])), app.say(item.text)))) : null,
    lens.threads?.length ? section(app.w("efforts"), h("ul", { class: "rows" }, ...lens.threads.map((t) => threadRow(app, t, dark)))) : null,
    most.length ? section(app.w("variables"), h("ul", { class: "rows" }, ...most.map(([id, m]) => h("li", null, variableButton(app, id,
      m.badges?.length ? sample(m.badges.map((b) => badgeLook(app, b, dark))) : null),
    app.say(m.note) ? h("p", { class: "row-note" }, app.say(m.note)) : null)))) : null);
}
