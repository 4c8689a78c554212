// Pieces that several panels are made of.

import type { App } from "../app";
import { signMark, signOf } from "../atlas";
import type { Link, Loop } from "../document";
import { h, type Child } from "../dom";
import { icon, type Icon } from "../icons";
import { loopLook, linkLook } from "../looks";
import type { State } from "../state";

/** What the side panel shows. */
export interface Panel {
  title: string;
  body: HTMLElement;
  wide?: boolean;
  /** Takes a new state; false asks for the panel to be built anew. */
  update(state: State, before: State): boolean;
  /** Called when the panel goes. */
  close?(): void;
}

export function section(title: string | null, ...children: Child[]): HTMLElement {
  return h("section", { class: "part" }, title && h("h3", null, title), ...children);
}

export function iconButton(name: Icon, label: string, press: () => void, extra: Record<string, string> = {}): HTMLButtonElement {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick: press, ...extra }, icon(name));
}

export function button(label: string, press: () => void, attributes: Record<string, string | boolean> = {}, ...before: Child[]): HTMLButtonElement {
  return h("button", { type: "button", class: "button", onclick: press, ...attributes }, ...before, label);
}

/** swatch shows the colour of a category beside its name. */
export function swatch(app: App, category: string | undefined): HTMLElement {
  const mark = h("span", { class: "swatch", "aria-hidden": "true" });
  const c = category ? app.atlas.categories.get(category) : undefined;
  if (c) {
    mark.style.setProperty("--light", c.colour);
    mark.style.setProperty("--dark", c.colour_dark || c.colour);
  }
  return mark;
}

export function variableButton(app: App, id: string, ...after: Child[]): HTMLButtonElement {
  const variable = app.atlas.variables.get(id);
  return h("button", {
    type: "button", class: "row", "data-key": "variable " + id, "data-select": id,
    onclick: () => app.store.set({ select: id, loop: "", trace: "", target: "" }),
  }, swatch(app, variable?.category ?? variable?.cluster), h("span", { class: "row-text" }, app.label(id)), ...after);
}

/** linkRow says an influence in words; it leads to the variable at its other end. */
export function linkRow(app: App, link: Link, other: string): HTMLElement {
  const sign = signOf(link);
  const show = (): void => app.preview(linkLook(app, link.id));
  const end = (): void => app.preview(null);
  return h("li", { class: "link-row", onpointerenter: show, onpointerleave: end },
    h("button", {
      type: "button", class: "row", "data-key": `link ${link.id} ${other}`, onfocus: show, onblur: end,
      onclick: () => app.store.set({ select: other, loop: "", trace: "", target: "" }),
    },
    h("span", { class: "sign " + sign, title: app.w(sign), "aria-hidden": "true" }, signMark[sign]),
    h("span", { class: "row-text" }, app.label(other), h("small", null, app.say(link.words)))),
    h("button", {
      type: "button", class: "icon-button small", "aria-label": `${app.w("openLink")}: ${app.label(link.from)} → ${app.label(link.to)}`,
      title: app.w("openLink"), onclick: () => app.store.set({ select: link.id, trace: "", target: "" }),
    }, icon("forward")));
}

export function polarityMark(app: App, polarity: "R" | "B" | "U"): HTMLElement {
  return h("span", { class: "polarity " + polarity, title: app.polarity({ polarity }), "aria-hidden": "true" }, polarity);
}

/** chain names the variables of a loop in their order, beginning with one of them. */
function chain(app: App, loop: Loop, from: string | undefined): string {
  const first = Math.max(0, from ? loop.variables.indexOf(from) : 0);
  const names = [...loop.variables.slice(first), ...loop.variables.slice(0, first)].map((id) => app.label(id));
  const most = 8;
  return (names.length > most ? [...names.slice(0, most - 2), "…", names.at(-1)!] : names).join(" → ");
}

/** loopRow is a loop in a list; where the list is about one variable, loops are told from it. */
export function loopRow(app: App, loop: Loop, choose: (loop: Loop) => void, from?: string): HTMLElement {
  const show = (): void => app.preview(loopLook(app, loop));
  const end = (): void => app.preview(null);
  const key = app.atlas.loopKey(loop);
  const current = app.state.loop === key;
  return h("li", null,
    h("button", {
      type: "button", class: "row" + (current ? " current" : ""), "data-key": "loop " + key, "data-loop": key,
      "aria-current": current ? "true" : null,
      onpointerenter: show, onpointerleave: end, onfocus: show, onblur: end, onclick: () => choose(loop),
    }, polarityMark(app, loop.polarity),
    h("span", { class: "row-text" + (loop.id ? "" : " chain") }, loop.id ? app.loopName(loop) : chain(app, loop, from), h("span", { class: "unseen" }, `, ${app.polarity(loop)}, ${app.w("length").toLowerCase()} `)),
    h("span", { class: "count", title: app.w("length") }, String(loop.length))));
}

/** segments is a choice of one among a few, as a row of buttons. */
export function segments<T extends string>(label: string, options: { value: T; label: string }[], value: T, choose: (value: T) => void): HTMLElement {
  return h("div", { class: "segments", role: "group", "aria-label": label }, ...options.map((o) =>
    h("button", {
      type: "button", "aria-pressed": String(o.value === value), "data-key": `${label} ${o.value}`, onclick: () => choose(o.value),
    }, o.label)));
}

export function select<T extends string>(label: string, options: { value: T; label: string }[], value: T, choose: (value: T) => void): HTMLElement {
  const list = h("select", { "data-key": "select " + label, onchange: () => choose(list.value as T) },
    ...options.map((o) => h("option", { value: o.value, selected: o.value === value }, o.label)));
  return h("label", { class: "field" }, h("span", null, label), list);
}

/** variableOptions lists variables by name, after what stands for none. */
export function variableOptions(app: App, none: string): { value: string; label: string }[] {
  const list = app.atlas.map.variables.map((v) => ({ value: v.id, label: app.label(v.id) }));
  list.sort((a, b) => a.label.localeCompare(b.label, app.state.language));
  return [{ value: "", label: none }, ...list];
}

export function facts(rows: [string, Child][]): HTMLElement | null {
  const given = rows.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  if (!given.length) return null;
  return h("dl", { class: "facts" }, ...given.flatMap(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
}

/** scaleBar shows the colours of a scale, each theme's under that theme. */
export function scaleBar(light: string[], dark: string[]): HTMLElement {
  const bar = h("div", { class: "scale-bar", "aria-hidden": "true" });
  const gradient = (stops: string[]): string => `linear-gradient(to right, ${(stops.length > 1 ? stops : [stops[0] ?? "transparent", stops[0] ?? "transparent"]).join(",")})`;
  bar.style.setProperty("--light", gradient(light));
  bar.style.setProperty("--dark", gradient(dark));
  return bar;
}
