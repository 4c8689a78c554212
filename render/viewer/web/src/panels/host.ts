// The side panel, or on a phone the sheet at the bottom: which panel it shows
// and how it is opened, closed and made taller.

import type { App } from "../app";
import { h } from "../dom";
import type { Looks } from "../looks";
import type { State } from "../state";
import { aboutPanel } from "./about";
import { lensPanel } from "./lenses";
import { linkPanel } from "./link";
import { loopsPanel } from "./loops";
import { iconButton, type Panel } from "./parts";
import { scenarioPanel } from "./scenario";
import { tablePanel } from "./table";
import { variablePanel } from "./variable";
import { whatIfPanel } from "./whatif";

export class Host {
  readonly element = h("aside", { class: "panel", hidden: true, id: "panel", tabindex: "-1" });
  private panel: Panel | null = null;
  private key = "";
  private tall = false;
  onToggle: () => void = () => {};

  constructor(private readonly app: App, private readonly looks: Looks, private readonly isDark: () => boolean) {}

  /** keyOf returns what the state puts into the panel; empty is nothing. */
  private keyOf(state: State): string {
    const { atlas } = this.app;
    if (state.mode === "story") return "";
    if (["scenarios", "what-if", "table"].includes(state.mode)) return state.mode;
    if (state.mode === "loops" && state.loop && atlas.loop(state.loop)) return "loops";
    if (atlas.variables.has(state.select)) return "variable " + state.select;
    if (atlas.links.has(state.select)) return "link " + state.select;
    return state.mode === "map" ? "" : state.mode;
  }

  private make(state: State): Panel | null {
    const { app } = this;
    const key = this.keyOf(state);
    if (key.startsWith("variable ")) return variablePanel(app, this.looks, state.select);
    if (key.startsWith("link ")) return linkPanel(app, state.select);
    const width = (): number => Math.max(240, Math.min(this.element.clientWidth || innerWidth, innerWidth) - 56);
    switch (key) {
      case "about": return aboutPanel(app);
      case "loops": return loopsPanel(app);
      case "lenses": return lensPanel(app, this.isDark);
      case "scenarios": return scenarioPanel(app, this.looks, width);
      case "what-if": return whatIfPanel(app, this.looks, width);
      case "table": return tablePanel(app);
    }
    return null;
  }

  follow(state: State, before: State | null): void {
    const key = this.keyOf(state);
    const fresh = !before || key !== this.key || state.language !== before.language;
    if (!fresh && (!this.panel || this.panel.update(state, before))) return;
    this.build(state, key);
  }

  private build(state: State, key: string): void {
    const again = key === this.key;
    const top = again ? this.element.querySelector(".panel-body")?.scrollTop ?? 0 : 0;
    const active = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") ?? "" : null;
    this.panel?.close?.();
    this.panel = null;
    const shut = key === "";
    const before = this.element.hidden;
    this.element.hidden = shut;
    document.documentElement.classList.toggle("panelled", !shut);
    // Shown first, so that what is built inside knows how wide it is.
    const { scenarios } = this.app.atlas;
    const wide = key === "table" || (key === "scenarios" && scenarios.has(state.scenario) && scenarios.has(state.compare));
    const resized = wide !== this.element.classList.contains("wide");
    this.element.classList.toggle("wide", wide);
    this.key = key;
    const panel = this.make(state);
    this.panel = panel;
    if (!panel) this.element.replaceChildren();
    else {
      const body = h("div", { class: "panel-body" }, panel.body);
      this.element.replaceChildren(this.handle(), this.head(panel, state), body);
      this.element.setAttribute("aria-label", panel.title);
      body.scrollTop = top;
      if (active !== null) (this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(active || "-")}"]`) ?? this.element).focus({ preventScroll: true });
    }
    if (before !== shut || resized) this.onToggle();
  }

  private head(panel: Panel, state: State): HTMLElement {
    const { app } = this;
    const selected = this.key.startsWith("variable ") || this.key.startsWith("link ");
    const under = selected && state.mode !== "map";
    return h("header", { class: "panel-head" },
      under && iconButton("back", `${app.w("back")}: ${app.w(("mode_" + state.mode) as "mode_map")}`, () => app.store.set({ select: "", trace: "", target: "" })),
      h("h2", null, panel.title),
      iconButton("close", app.w("close"), () => this.shut(), { "data-key": "close panel" }));
  }

  shut(): void {
    this.app.store.set({ mode: "map", select: "", loop: "", trace: "", target: "", scenario: "", compare: "" });
    this.app.view.root.focus({ preventScroll: true });
  }

  /** handle makes the sheet on a phone taller or lower, by pressing or dragging it. */
  private handle(): HTMLElement {
    const grip = h("button", { type: "button", class: "grip", "aria-label": this.app.w("sheetTaller"), "aria-expanded": String(this.tall) });
    const set = (tall: boolean): void => {
      this.tall = tall;
      this.element.classList.toggle("tall", tall);
      grip.setAttribute("aria-expanded", String(tall));
    };
    let start = 0;
    let moved = 0;
    grip.addEventListener("click", () => { if (Math.abs(moved) < 6) set(!this.tall); });
    grip.addEventListener("pointerdown", (e) => { start = e.clientY; moved = 0; grip.setPointerCapture(e.pointerId); });
    grip.addEventListener("pointermove", (e) => { if (grip.hasPointerCapture(e.pointerId)) moved = e.clientY - start; });
    grip.addEventListener("pointerup", () => {
      if (moved < -24) set(true);
      else if (moved > 24 && this.tall) set(false);
      else if (moved > 64) this.shut();
    });
    set(this.tall);
    return grip;
  }
}
