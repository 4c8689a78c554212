// The menu of views: the full map, each cluster, each named view.

import type { App } from "../app";
import type { View } from "../document";
import { h, replaceKeeping } from "../dom";
import { icon } from "../icons";

export class Menu {
  readonly element = h("div", { class: "menu" });
  private isOpen = false;

  constructor(private readonly app: App) {
    addEventListener("pointerdown", (e) => {
      if (this.isOpen && !this.element.contains(e.target as Node)) this.close();
    });
    this.element.addEventListener("keydown", (e) => this.key(e));
    this.element.addEventListener("focusout", (e) => {
      if (this.isOpen && e.relatedTarget && !this.element.contains(e.relatedTarget as Node)) this.close();
    });
  }

  draw(): void {
    const { app } = this;
    const current = app.atlas.views.get(app.state.view);
    const { views } = app.atlas.map;
    const group = (kind: View["kind"], title: string): HTMLElement | null => {
      const members = views.filter((v) => v.kind === kind);
      if (!members.length) return null;
      return h("div", { role: "group", "aria-label": title }, kind !== "map" && h("p", { class: "label", "aria-hidden": "true" }, title), ...members.map((v) => this.item(v)));
    };
    replaceKeeping(this.element,
      h("button", {
        type: "button", class: "button menu-button", "aria-haspopup": "menu", "aria-expanded": String(this.isOpen), "data-key": "views",
        "aria-label": `${app.w("view")}: ${this.name(current)}`, onclick: () => (this.isOpen ? this.close() : this.open()),
      }, h("span", { class: "menu-name" }, this.name(current)), icon("down")),
      this.isOpen && h("div", { class: "popover", role: "menu", "aria-label": app.w("views") },
        h("button", {
          type: "button", role: "menuitem", tabindex: "-1", class: "row",
          onclick: () => { this.close(); app.store.set({ mode: "about", select: "", loop: "" }); },
        }, h("span", { class: "tick" }), h("span", { class: "row-text" }, app.w("about"))),
        group("map", app.w("fullMap")), group("cluster", app.w("clusters")), group("view", app.w("views"))));
  }

  private name(view: View | undefined): string {
    return view && view.id ? this.app.say(view.label) : this.app.w("fullMap");
  }

  private item(v: View): HTMLElement {
    const chosen = v.id === this.app.state.view;
    return h("button", {
      type: "button", role: "menuitemradio", "aria-checked": String(chosen), tabindex: "-1", "data-view": v.id, class: "row",
      onclick: () => { this.close(); this.app.store.set({ view: v.id, loop: "", ...(v.variables.includes(this.app.state.select) ? {} : { select: "" }) }); },
    }, h("span", { class: "tick" }, chosen && icon("check")), h("span", { class: "row-text" }, this.name(v)), h("span", { class: "count" }, String(v.variables.length)));
  }

  private open(): void {
    this.isOpen = true;
    this.draw();
    (this.element.querySelector<HTMLElement>('[aria-checked="true"]') ?? this.element.querySelector<HTMLElement>('[role="menuitemradio"]'))?.focus();
  }

  close(): boolean {
    if (!this.isOpen) return false;
    this.isOpen = false;
    const inside = this.element.contains(document.activeElement);
    this.draw();
    if (inside) this.element.querySelector<HTMLElement>(".menu-button")?.focus();
    return true;
  }

  private key(e: KeyboardEvent): void {
    if (!this.isOpen) {
      if (e.key === "ArrowDown") { this.open(); e.preventDefault(); }
      return;
    }
    const items = [...this.element.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
    const now = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[e.key];
    if (next !== undefined) items[(next + items.length) % items.length]?.focus();
    else if (e.key === "Escape") this.close();
    else if (e.key.length === 1 && e.key !== " ") {
      const letter = e.key.toLocaleLowerCase();
      const order = [...items.slice(now + 1), ...items.slice(0, now + 1)];
      order.find((item) => item.querySelector(".row-text")?.textContent?.toLocaleLowerCase().startsWith(letter))?.focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }
}
