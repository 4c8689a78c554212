// Search over variables, loops, actors, efforts and views.

import type { App } from "../app";
import type { Text } from "../document";
import { h } from "../dom";
import { entry, find, type Entry } from "../fuzzy";
import { icon } from "../icons";
import { aroundLook, loopLook } from "../looks";
import { iconButton, polarityMark, swatch } from "./parts";

interface Hit {
  kind: "variable" | "loop" | "actor" | "effort" | "view";
  id: string;
  label: Text;
}

const most = 12;

export class Search {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private entries: Entry<Hit>[] | null = null;
  private hits: Hit[] = [];
  private active = -1;
  private before: Element | null = null;

  constructor(private readonly app: App) {
    this.input = h("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list", autocomplete: "off",
      spellcheck: "false", id: "search", oninput: () => this.look(), onkeydown: (e: KeyboardEvent) => this.key(e),
    });
    this.list = h("ul", { id: "hits", role: "listbox" });
    this.status = h("p", { class: "hint", role: "status" });
    this.element = h("div", { class: "search-layer", hidden: true, onclick: (e: Event) => { if (e.target === this.element) this.close(); } });
    this.relabel();
  }

  relabel(): void {
    const name = this.app.w("search");
    this.input.setAttribute("aria-label", name);
    this.input.placeholder = this.app.w("searchHint");
    this.list.setAttribute("aria-label", name);
    this.element.replaceChildren(h("div", { class: "search-box", role: "dialog", "aria-modal": "true", "aria-label": name },
      h("div", { class: "search-line" }, icon("search"), this.input, iconButton("close", this.app.w("close"), () => this.close())), this.list, this.status));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    if (this.isOpen) return;
    this.before = document.activeElement;
    this.element.hidden = false;
    this.input.value = "";
    this.look();
    this.input.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.app.preview(null);
    if (this.before instanceof HTMLElement || this.before instanceof SVGElement) this.before.focus({ preventScroll: true });
  }

  private index(): Entry<Hit>[] {
    const { atlas } = this.app;
    const both = (label: Text, ...more: string[]): string[] => [...Object.values(label ?? {}), ...more];
    return this.entries ??= [
      ...atlas.map.variables.map((v) => entry<Hit>({ kind: "variable", id: v.id, label: v.label }, both(v.label))),
      ...atlas.map.loops.named.map((l) => entry<Hit>({ kind: "loop", id: l.id ?? "", label: l.label ?? { en: l.id ?? "" } }, both(l.label ?? null, l.id ?? ""))),
      ...atlas.map.actors.map((a) => entry<Hit>({ kind: "actor", id: a.id, label: a.label }, both(a.label))),
      ...atlas.map.efforts.map((e) => entry<Hit>({ kind: "effort", id: e.id, label: e.label }, both(e.label))),
      ...atlas.map.views.filter((v) => v.id).map((v) => entry<Hit>({ kind: "view", id: v.id, label: v.label }, both(v.label))),
    ];
  }

  private look(): void {
    this.hits = find(this.input.value, this.index(), most);
    this.active = this.hits.length ? 0 : -1;
    this.list.replaceChildren(...this.hits.map((hit, i) => h("li", {
      role: "option", id: "hit-" + i, "aria-selected": "false", "data-kind": hit.kind, "data-id": hit.id,
      onclick: () => this.choose(hit), onpointermove: () => { if (this.active !== i) { this.active = i; this.mark(); } },
    }, this.sign(hit), h("span", { class: "row-text" }, this.name(hit)), h("small", null, this.kind(hit)))));
    const typed = this.input.value.trim() !== "";
    this.status.textContent = !typed ? "" : this.hits.length ? this.app.w("searchResults", { n: this.hits.length }) : this.app.w("noResults");
    this.status.classList.toggle("unseen", this.hits.length > 0);
    this.input.setAttribute("aria-expanded", String(this.hits.length > 0));
    this.mark();
  }

  private name(hit: Hit): string {
    const loop = hit.kind === "loop" ? this.app.atlas.loop(hit.id) : null;
    return loop ? this.app.loopName(loop) : this.app.say(hit.label);
  }

  private sign(hit: Hit): HTMLElement | SVGElement {
    if (hit.kind === "variable") {
      const v = this.app.atlas.variables.get(hit.id);
      return swatch(this.app, v?.category ?? v?.cluster);
    }
    const loop = hit.kind === "loop" ? this.app.atlas.loop(hit.id) : null;
    if (loop) return polarityMark(this.app, loop.polarity);
    return icon(hit.kind === "view" ? "map" : hit.kind === "effort" ? "what-if" : "lenses");
  }

  private kind(hit: Hit): string {
    const words = { variable: "kindVariable", loop: "kindLoop", actor: "kindActor", effort: "kindEffort", view: "kindView" } as const;
    return this.app.w(words[hit.kind]);
  }

  private mark(): void {
    [...this.list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === this.active)));
    const row = this.list.children[this.active];
    if (row) {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
    const hit = this.hits[this.active];
    const loop = hit?.kind === "loop" ? this.app.atlas.loop(hit.id) : null;
    this.app.preview(loop ? loopLook(this.app, loop) : hit?.kind === "variable" ? aroundLook(this.app, hit.id) : null);
  }

  private key(e: KeyboardEvent): void {
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (step && this.hits.length) {
      this.active = (this.active + step + this.hits.length) % this.hits.length;
      this.mark();
    } else if (e.key === "Enter") {
      const hit = this.hits[this.active];
      if (hit) this.choose(hit);
    } else if (e.key === "Escape") this.close();
    else if (e.key !== "Tab") return;
    e.preventDefault();
    e.stopPropagation();
  }

  private choose(hit: Hit): void {
    this.close();
    const { store, atlas } = this.app;
    if (hit.kind === "variable") {
      const keep = store.state.mode === "what-if" || store.state.mode === "scenarios";
      store.set({ select: hit.id, loop: "", trace: "", target: "", mode: keep ? store.state.mode : "map" });
      if (keep) this.app.view.reveal([hit.id]);
      this.app.view.focus(hit.id);
    } else if (hit.kind === "loop") store.set({ mode: "loops", loop: hit.id, select: "" });
    else if (hit.kind === "view") store.set({ view: hit.id, select: "", loop: "" });
    else {
      const lens = [`roles:${hit.id}`, `actor:${hit.id}`, `efforts:${hit.id}`, `effort:${hit.id}`, hit.kind === "effort" ? "efforts" : "roles"].find((id) => atlas.lenses.has(id));
      const on = hit.kind === "effort" ? atlas.efforts.get(hit.id)?.on ?? [] : atlas.map.variables.filter((v) => v.roles.some((r) => r.actor === hit.id)).map((v) => v.id);
      store.set({ mode: "lenses", lens: lens ?? store.state.lens, select: lens ? "" : on[0] ?? "" });
    }
  }
}
