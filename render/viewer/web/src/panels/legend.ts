// The small legend: each entry switches what it explains on and off.

import type { App } from "../app";
import { g, h, replaceKeeping } from "../dom";
import { icon } from "../icons";
import { lensLegend } from "./lenses";

function line(sign: "positive" | "negative" | "unknown"): SVGSVGElement {
  return g("svg", { class: "key-line", viewBox: "0 0 32 12", "aria-hidden": "true" },
    g("path", { d: "M1 6H25", "stroke-dasharray": sign === "negative" ? "5 3" : sign === "unknown" ? "1.5 3" : "none" }),
    sign === "positive" ? g("path", { class: "head", d: "M31 6 23 2V10Z" }) : sign === "negative" ? g("path", { class: "head", d: "M23 2.5H30V9.5H23Z" })
      : g("circle", { class: "head", cx: 27, cy: 6, r: 3.2 }));
}

export class Legend {
  readonly element = h("section", { class: "legend" });
  /** Whether it is open, once the reader has said so. */
  private asked: boolean | null = null;

  /** Whether it is drawn for paper, where it is always open. */
  paper = false;

  private get open(): boolean {
    if (this.paper) return true;
    return this.asked ?? (innerWidth >= 900 && !document.documentElement.classList.contains("panelled"));
  }

  constructor(private readonly app: App, private readonly isDark: () => boolean) {}

  draw(): void {
    const { app } = this;
    const { map } = app.atlas;
    const signs = [["positive", 1], ["negative", -1], ["unknown", 0]] as const;
    const present = signs.filter(([, sign]) => map.links.some((l) => Math.sign(l.sign) === sign));
    const lens = app.state.mode === "map" ? app.atlas.lenses.get(app.state.lens) : undefined;
    this.element.setAttribute("aria-label", app.w("legend"));
    // Where boxes have the colours of values, those of categories are not on the map.
    this.element.classList.toggle("plain", app.state.mode === "scenarios" || app.state.mode === "what-if" || Boolean(app.atlas.lenses.get(app.state.lens)?.scale));
    replaceKeeping(this.element,
      h("button", {
        type: "button", class: "legend-head", "aria-expanded": String(this.open), "data-key": "legend",
        onclick: () => { this.asked = !this.open; this.draw(); },
      }, app.w("legend"), app.state.hide.length ? h("span", { class: "count" }, `−${app.state.hide.length}`) : null, icon("down")),
      this.open && h("div", { class: "legend-body" },
        lens && lensLegend(app, lens, this.isDark()),
        h("div", { class: "legend-list" }, ...map.categories.map((c) => this.entry(c.id, app.say(c.label), this.box(c.colour, c.colour_dark)))),
        h("div", { class: "legend-list signs" }, ...present.map(([sign]) => this.entry(sign, app.w(sign), line(sign)))),
        app.state.hide.length > 0 && h("button", { type: "button", class: "text-button", "data-key": "show all", onclick: () => app.store.set({ hide: [] }, "replace") }, app.w("all"))));
  }

  private box(light: string, dark: string): HTMLElement {
    const mark = h("span", { class: "swatch wide", "aria-hidden": "true" });
    mark.style.setProperty("--light", light);
    mark.style.setProperty("--dark", dark || light);
    return mark;
  }

  private entry(id: string, label: string, mark: Element): HTMLElement {
    const hidden = this.app.state.hide.includes(id);
    return h("button", {
      type: "button", class: "legend-entry", "aria-pressed": String(!hidden), "data-key": "legend " + id, "data-legend": id,
      onclick: () => this.app.store.set({ hide: hidden ? this.app.state.hide.filter((other) => other !== id) : [...this.app.state.hide, id] }, "replace"),
    }, mark, h("span", null, label));
  }
}
