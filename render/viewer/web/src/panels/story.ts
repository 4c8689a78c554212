// The map told in steps, view by view, for a room.

import type { App } from "../app";
import type { View } from "../document";
import { h, replaceKeeping } from "../dom";
import { loopLook } from "../looks";
import { iconButton } from "./parts";

/** storySteps returns the views that are told: the full map and those that people have named, or all parts. */
function storySteps(views: View[]): View[] {
  const named = views.filter((v) => v.kind === "view");
  return named.length > 1 ? views.filter((v) => v.kind !== "cluster") : views;
}

export class Story {
  readonly element = h("section", { class: "story-card", hidden: true });
  private readonly curtain = h("div", { class: "curtain", hidden: true, role: "status" });
  private readonly steps: View[];

  constructor(private readonly app: App) {
    this.steps = storySteps(app.atlas.map.views);
    document.body.append(this.curtain);
    this.curtain.addEventListener("click", () => this.black());
  }

  get view(): string {
    return this.steps[Math.min(this.app.state.step, this.steps.length - 1)]?.id ?? "";
  }

  draw(): void {
    const on = this.app.state.mode === "story";
    this.element.hidden = !on;
    document.documentElement.classList.toggle("telling", on);
    if (!on) {
      this.curtain.hidden = true;
      return;
    }
    const n = Math.min(this.app.state.step, this.steps.length - 1);
    const step = this.steps[n]!;
    const w = this.app.w.bind(this.app);
    this.element.setAttribute("aria-label", w("story"));
    replaceKeeping(this.element,
      h("div", { class: "story-text", "aria-live": "polite" }, h("h2", null, n === 0 ? this.app.say(this.app.atlas.map.title) : this.app.say(step.label)), ...this.text(step, n)),
      h("div", { class: "story-controls" },
        iconButton("back", w("previous"), () => this.go(n - 1), { "data-key": "story back", ...(n === 0 ? { disabled: "" } : {}) }),
        h("span", { class: "count", "aria-label": `${n + 1} / ${this.steps.length}` }, w("stepOf", { n: n + 1, total: this.steps.length })),
        iconButton("forward", w("next"), () => this.go(n + 1), { "data-key": "story forward", ...(n === this.steps.length - 1 ? { disabled: "" } : {}) }),
        iconButton("screen", w("fullScreen"), () => fullScreen(), { "data-key": "story screen" }),
        iconButton("close", w("close"), () => this.app.store.set({ mode: "map" }), { "data-key": "story close" })));
  }

  private text(step: View, n: number): HTMLElement[] {
    const { app } = this;
    const note = app.say(step.note) || (n === 0 ? app.say(app.atlas.map.note) : "");
    const loops = (step.loops ?? []).map((id) => app.atlas.loop(id)).filter((l) => l !== null);
    const parts = note.split(/\n+/).filter(Boolean).map((text) => h("p", null, text));
    if (!note && !loops.length) {
      const inside = new Set(step.variables);
      const links = app.atlas.map.links.filter((l) => inside.has(l.from) && inside.has(l.to)).length;
      parts.push(h("p", null, app.w("variablesLinks", { v: step.variables.length, l: links })));
    }
    for (const loop of loops.slice(0, 3)) {
      const show = (): void => app.preview(loopLook(app, loop));
      const end = (): void => app.preview(null);
      parts.push(h("p", { onpointerenter: show, onpointerleave: end },
        h("button", { type: "button", class: "text-button", "data-key": "story loop " + loop.id, onfocus: show, onblur: end, onclick: show }, app.loopName(loop)),
        " ", app.say(loop.story)));
    }
    return parts;
  }

  go(n: number): void {
    if (n < 0 || n >= this.steps.length) return;
    this.app.store.set({ step: n, view: this.steps[n]!.id, select: "", loop: "" }, "replace");
  }

  black(): void {
    this.curtain.hidden = !this.curtain.hidden;
    this.curtain.textContent = this.curtain.hidden ? "" : this.app.w("black");
  }

  /** key takes a presenter's key; it says whether it was one. */
  key(e: KeyboardEvent): boolean {
    if (this.app.state.mode !== "story") return false;
    const onVariable = (e.target as Element).closest?.("[data-variable]") !== null;
    const now = Math.min(this.app.state.step, this.steps.length - 1);
    const steps: Record<string, number> = { PageDown: now + 1, PageUp: now - 1, Home: 0, End: this.steps.length - 1 };
    if (!onVariable) Object.assign(steps, { ArrowRight: now + 1, ArrowLeft: now - 1, ArrowDown: now + 1, ArrowUp: now - 1 });
    if (!onVariable && e.key === " " && !(e.target as Element).closest("button")) steps[" "] = now + 1;
    if (e.key in steps) this.go(steps[e.key]!);
    else if (e.key.toLowerCase() === "b" || e.key === ".") this.black();
    else if (!this.curtain.hidden && e.key === "Escape") this.black();
    else return false;
    return true;
  }
}

export function fullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {
    // The browser does not allow it; the page goes on as it is.
  });
}
