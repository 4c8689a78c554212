// The page: made of the document once, then following the state.

import { App } from "./app";
import { Atlas } from "./atlas";
import type { SystemMap } from "./document";
import { h } from "./dom";
import { MapView } from "./drawing/mapview";
import type { Insets } from "./drawing/stage";
import { Engine } from "./engine";
import { icon } from "./icons";
import { Looks } from "./looks";
import { Help } from "./panels/help";
import { Host } from "./panels/host";
import { Legend } from "./panels/legend";
import { Menu } from "./panels/menu";
import { iconButton } from "./panels/parts";
import { Search } from "./panels/search";
import { fullScreen, Story } from "./panels/story";
import { Store, type Mode, type State, type Theme } from "./state";

const modes: Mode[] = ["loops", "lenses", "scenarios", "what-if", "story", "table"];

function firstState(map: SystemMap): State {
  return {
    view: "", select: "", loop: "", mode: "map", lens: "", scenario: "", compare: "", time: null, hide: [], trace: "", steps: 1,
    target: "", presses: [], efforts: [], step: 0, language: map.language === "da" ? "da" : "en", theme: map.theme ?? "auto",
  };
}

class Page {
  private readonly app: App;
  private readonly store: Store;
  private readonly looks: Looks;
  private readonly host: Host;
  private readonly legend: Legend;
  private readonly menu: Menu;
  private readonly search: Search;
  private readonly story: Story;
  private readonly help: Help;
  private readonly system = matchMedia("(prefers-color-scheme: dark)");
  private readonly stage = h("main", { class: "stage", id: "map", tabindex: "-1" });
  private readonly live = h("div", { class: "unseen", "aria-live": "polite", role: "status", id: "said" });
  private readonly bar = h("header", { class: "bar" });
  private readonly modeBar = h("nav", { class: "modes" });
  private readonly tools = h("div", { class: "zoom" });
  private readonly skip = h("div", { class: "skips" });
  /** The state before one that has brought another with it. */
  private held: State | null = null;
  private printing = false;
  private readonly printed = h("div", { class: "printed" });

  constructor(map: SystemMap, root: HTMLElement) {
    const atlas = new Atlas(map);
    this.store = new Store(firstState(map));
    const view = new MapView(this.stage, atlas, {
      choose: (id) => this.choose(id),
      chooseLink: (id) => this.store.set({ select: id, loop: "", trace: "", target: "", mode: this.store.state.mode === "story" ? "story" : "map" }),
      nothing: () => this.nothing(),
      name: (id) => this.boxName(id),
      title: (id) => this.viewName(id),
    });
    this.app = new App(atlas, this.store, view, new Engine(map.map));
    this.app.announce = (text) => { this.live.textContent = text; };
    const isDark = (): boolean => this.isDark();
    this.looks = new Looks(this.app, isDark);
    this.looks.onTraced = () => this.revealTrace();
    this.host = new Host(this.app, this.looks, isDark);
    this.legend = new Legend(this.app, isDark);
    this.menu = new Menu(this.app);
    this.search = new Search(this.app);
    this.story = new Story(this.app);
    this.help = new Help(this.app);
    view.stage.insets = () => this.insets();
    view.stage.corner = () => this.corner();
    this.host.onToggle = () => {
      this.legend.draw();
      this.stageChanged();
    };
    // In the order of the tab key: the bars, the map, what is said of it, the rest.
    root.append(this.skip, this.bar, this.modeBar, this.stage, this.host.element, this.story.element, this.legend.element, this.tools,
      this.search.element, this.help.element, this.live, this.printed);
    this.store.subscribe((state, before) => this.follow(state, before));
    this.system.addEventListener("change", () => this.follow(this.store.state, { ...this.store.state, theme: this.store.state.theme === "dark" ? "light" : "dark" }));
    addEventListener("keydown", (e) => this.key(e));
    addEventListener("beforeprint", () => this.onPaper(true));
    addEventListener("afterprint", () => this.onPaper(false));
    this.chrome();
  }

  async start(): Promise<void> {
    this.applyTheme();
    const state = this.store.state;
    if (state.mode === "story") this.store.set({ view: this.story.view }, "replace");
    await this.showDrawing();
    this.host.follow(state, null);
    this.story.draw();
    this.looks.follow(state, null);
    this.app.view.stage.fit(0);
    this.reveal(state);
    document.documentElement.dataset.ready = "true";
    // The engine takes a moment to start, which is better taken before it is asked.
    const warm = (): void => this.app.engine.warm();
    if ("requestIdleCallback" in window) requestIdleCallback(warm, { timeout: 2500 });
    else setTimeout(warm, 800);
  }

  private isDark(): boolean {
    if (this.printing) return false;
    const { theme } = this.store.state;
    return theme === "dark" || (theme === "auto" && this.system.matches);
  }

  private viewName(id: string): string {
    const view = this.app.atlas.views.get(id);
    return view && view.id ? this.app.say(view.label) : this.app.w("fullMap");
  }

  private boxName(id: string): string {
    const { atlas } = this.app;
    const category = this.app.say(atlas.categories.get(atlas.variables.get(id)?.category ?? "")?.label);
    return this.app.w("boxName", { label: this.app.label(id), category, in: atlas.into.get(id)?.length ?? 0, out: atlas.out.get(id)?.length ?? 0 }).replace(", .", ".");
  }

  /** insets says what of the stage is under bars and the panel. */
  private insets(): Insets {
    const insets = { top: 8, right: 8, bottom: 8, left: 8 };
    const root = this.stage.getBoundingClientRect();
    const bar = this.bar.getBoundingClientRect();
    if (bar.height) insets.top = bar.bottom - root.top + 8;
    const panel = this.host.element;
    const phone = innerWidth < 700;
    const modes = this.modeBar.getBoundingClientRect();
    if (phone && modes.height) insets.bottom = root.bottom - modes.top + 8;
    if (!panel.hidden) {
      if (phone) insets.bottom = Math.min(root.height * 0.6, root.bottom - panel.offsetTop + 8);
      else if (root.width - panel.offsetWidth > 360) insets.right = panel.offsetWidth + 24;
    }
    const story = this.story.element;
    if (!story.hidden && innerWidth >= 1100) insets.left = story.offsetWidth + 40;
    else if (!story.hidden) insets.bottom = Math.min(root.height * 0.45, story.offsetHeight + (phone ? 16 : 40));
    return insets;
  }

  /** corner says where the legend lies, where there is room beside it. */
  private corner(): { x: number; y: number; width: number; height: number } | null {
    const legend = this.legend.element;
    if (!legend.offsetWidth || innerWidth < 1000 || !this.host.element.hidden) return null;
    return { x: legend.offsetLeft, y: legend.offsetTop, width: legend.offsetWidth, height: legend.offsetHeight };
  }

  /** stageChanged keeps the map in sight when the panel comes or goes. */
  private stageChanged(): void {
    const { stage } = this.app.view;
    if (stage.fitted) stage.fit(250);
  }

  private async showDrawing(): Promise<void> {
    const { view, language } = this.store.state;
    try {
      await this.app.view.show(view, language, this.isDark());
      if (this.isDark()) setTimeout(() => void this.app.view.prepare(view, language, false), 1500);
    } catch (error) {
      this.app.announce((error as Error).message);
    }
  }

  private follow(state: State, told: State): void {
    const before = this.held ?? told;
    const patch = this.consequence(state, before);
    if (patch) {
      // What follows is shown at once with what it follows from.
      this.held = before;
      this.store.set(patch, "replace");
      return;
    }
    this.held = null;
    const changed = (...keys: (keyof State)[]): boolean => keys.some((key) => state[key] !== before[key]);
    if (changed("theme")) this.applyTheme();
    if (changed("language", "mode", "theme")) this.chrome();
    else if (changed("view")) this.menu.draw();
    if (changed("language")) {
      this.search.relabel();
      this.app.view.forget();
    }
    this.host.follow(state, before);
    if (changed("mode", "step", "language")) this.story.draw();
    if (changed("lens", "hide", "mode", "theme", "language")) this.legend.draw();
    this.looks.follow(state, before);
    if (changed("view", "language", "theme")) {
      void this.showDrawing().then(() => {
        this.looks.wear();
        if (!changed("view")) return;
        this.app.announce(this.viewName(state.view));
        this.reveal(this.store.state);
      });
    }
    if (changed("view")) return;
    if (changed("select", "loop")) this.reveal(state);
    if (state.trace && changed("trace", "steps")) this.revealTrace();
    if (changed("select") && this.app.atlas.variables.has(state.select)) this.app.announce(this.boxName(state.select));
  }

  /** consequence returns what else a change of the state brings with it, or null. */
  private consequence(state: State, before: State): Partial<State> | null {
    if (state.mode === "story" && before.mode !== "story" && state.view !== this.story.view) return { view: this.story.view, select: "", loop: "" };
    return this.leadsOut(state, before) ? { view: "" } : null;
  }

  /** leadsOut says that what has been selected is not on the part of the map that is shown. */
  private leadsOut(state: State, before: State): boolean {
    const view = this.app.atlas.views.get(state.view);
    if (!state.view || !view || state.view !== before.view) return false;
    const loop = state.loop !== before.loop ? this.app.atlas.loop(state.loop) : null;
    const link = state.select !== before.select ? this.app.atlas.links.get(state.select) : undefined;
    const wanted = loop?.variables ?? (link ? [link.from, link.to] : state.select !== before.select && this.app.atlas.variables.has(state.select) ? [state.select] : []);
    return wanted.some((id) => !view.variables.includes(id));
  }

  /** reveal brings what is selected into sight, with what it is linked to. */
  private reveal(state: State): void {
    const { atlas, view } = this.app;
    const loop = state.loop ? atlas.loop(state.loop) : null;
    if (loop) view.reveal(loop.variables, [], 0);
    else if (atlas.variables.has(state.select)) {
      if (state.mode === "scenarios" || state.mode === "what-if") view.nudge(state.select);
      else view.reveal([state.select], [...(atlas.out.get(state.select) ?? []).map((l) => l.to), ...(atlas.into.get(state.select) ?? []).map((l) => l.from)]);
    } else {
      const link = atlas.links.get(state.select);
      if (link) view.reveal([link.from, link.to]);
    }
  }

  private revealTrace(): void {
    const ids = this.looks.reached.slice(0, this.store.state.steps + 1).flat();
    if (ids.length) this.app.view.reveal([this.store.state.select], ids, 0);
  }

  private choose(id: string): void {
    const { state } = this.store;
    const again = state.select === id && !state.loop;
    if (state.mode === "scenarios" || state.mode === "what-if") this.store.set({ select: again ? "" : id, loop: "" });
    else this.store.set({ select: again ? "" : id, loop: "", trace: "", target: "", mode: state.mode === "about" ? "map" : state.mode });
  }

  /** nothing: a press on the empty map lets go of what is selected. */
  private nothing(): void {
    const { state } = this.store;
    if (this.menu.close()) return;
    if (state.select || state.loop) this.store.set({ select: "", loop: "", trace: "", target: "" });
  }

  private applyTheme(): void {
    document.documentElement.dataset.theme = this.isDark() ? "dark" : "light";
  }

  /** chrome draws the bars, which change with the language, the mode and the theme. */
  private chrome(): void {
    const { app } = this;
    const { state } = this.store;
    const { map } = app.atlas;
    document.documentElement.lang = state.language;
    document.documentElement.dataset.mode = state.mode;
    document.title = app.say(map.title) || "sysmap";
    this.stage.setAttribute("aria-label", app.w("mapHint"));
    this.skip.replaceChildren(
      h("a", { href: "#map", onclick: (e: Event) => { e.preventDefault(); this.stage.querySelector<SVGElement>('[tabindex="0"]')?.focus({ preventScroll: true }); } }, app.w("skip")),
      h("a", { href: "#panel", onclick: (e: Event) => { e.preventDefault(); this.store.set({ mode: "table" }); this.host.element.focus(); } }, app.w("skipTable")));
    this.menu.draw();
    const other = state.language === "en" ? "da" : "en";
    const languages = map.languages.length > 1;
    const themes: Theme[] = ["auto", "light", "dark"];
    const themeWord = { auto: "themeAuto", light: "themeLight", dark: "themeDark" } as const;
    this.bar.replaceChildren(
      h("div", { class: "brand" },
        h("button", {
          type: "button", class: "title-button", "aria-pressed": String(state.mode === "about"), title: `${app.say(map.title)}: ${app.w("about")}`,
          onclick: () => this.store.set({ mode: state.mode === "about" ? "map" : "about", select: "", loop: "" }),
        }, h("h1", null, app.say(map.title))), this.menu.element),
      h("div", { class: "tools" },
        h("button", { type: "button", class: "button search-button", id: "open-search", "aria-label": app.w("search"), onclick: () => this.search.open() }, icon("search"), h("span", null, app.w("search")), h("kbd", { "aria-hidden": "true" }, "/")),
        languages && h("button", { type: "button", class: "button quiet", title: app.w("languageHint"), lang: other, id: "language", onclick: () => this.store.set({ language: other }, "replace") }, app.w("language")),
        iconButton("theme", app.w(themeWord[state.theme]), () => this.store.set({ theme: themes[(themes.indexOf(state.theme) + 1) % themes.length]! }, "replace"), { id: "theme" }),
        iconButton("print", app.w("print"), () => void this.print(), { class: "icon-button print-button" }),
        iconButton("help", app.w("help"), () => this.help.open(), { id: "help" })));
    this.modeBar.setAttribute("aria-label", app.w("panel"));
    const shown = modes.filter((mode) => mode !== "lenses" || map.lenses.length > 0);
    this.modeBar.replaceChildren(...shown.map((mode) => h("button", {
      type: "button", class: "mode", "data-mode": mode, "aria-pressed": String(state.mode === mode),
      "aria-label": app.w(("mode_" + mode) as "mode_loops"), title: app.w(("mode_" + mode) as "mode_loops"),
      onclick: () => this.enter(this.store.state.mode === mode ? "map" : mode),
    }, icon(mode as "loops"), h("span", null, app.w(("mode_" + mode) as "mode_loops")))));
    this.tools.replaceChildren(
      iconButton("plus", app.w("zoomIn"), () => app.view.stage.zoomBy(1.6), { id: "zoom-in" }),
      iconButton("minus", app.w("zoomOut"), () => app.view.stage.zoomBy(1 / 1.6), { id: "zoom-out" }),
      iconButton("fit", app.w("fit"), () => app.view.stage.fit(), { id: "fit" }));
    this.legend.draw();
    this.printed.replaceChildren(h("h1", null, app.say(map.title)), h("p", null, this.viewName(state.view)), ...map.sources.map((s) => h("p", { class: "source" }, app.say(s.text))));
  }

  private enter(mode: Mode): void {
    const { state } = this.store;
    const keeps = mode === "scenarios" || mode === "what-if";
    this.store.set({
      mode, select: keeps ? state.select : "", loop: mode === "loops" ? state.loop : "", trace: "", target: "",
      scenario: mode === "scenarios" ? state.scenario : "", compare: mode === "scenarios" ? state.compare : "",
      time: null,
    });
    const pressed = this.modeBar.querySelector<HTMLElement>(`[data-mode="${mode}"]`);
    pressed?.focus({ preventScroll: true });
  }

  private key(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || this.help.element.open || this.search.isOpen) return;
    const target = e.target as HTMLElement;
    const typing = target.matches?.("input:not([type=range]):not([type=checkbox]), textarea, select");
    if (typing && e.key !== "Escape") return;
    const onSlider = target.matches?.("input[type=range]");
    if (!onSlider && this.story.key(e)) {
      e.preventDefault();
      return;
    }
    const { stage } = this.app.view;
    const onMap = this.stage.contains(target) || target === document.body;
    const pan: Record<string, [number, number]> = { ArrowLeft: [120, 0], ArrowRight: [-120, 0], ArrowUp: [0, 120], ArrowDown: [0, -120] };
    if (e.key === "/") this.search.open();
    else if (e.key === "?") this.help.open();
    else if (e.key === "Escape") this.back();
    else if (e.key === "+" || e.key === "=") stage.zoomBy(1.6);
    else if (e.key === "-" || e.key === "_") stage.zoomBy(1 / 1.6);
    else if (e.key === "0") stage.fit();
    else if (e.key === "f") fullScreen();
    else if (onMap && !onSlider && pan[e.key]) stage.panBy(...pan[e.key]!);
    else return;
    e.preventDefault();
  }

  /** back undoes one thing after the other, until the whole map is there as at first. */
  private back(): void {
    const { state } = this.store;
    if (this.menu.close()) return;
    if (state.trace || state.target) this.store.set({ trace: "", target: "" });
    else if (state.select && state.mode !== "map") this.store.set({ select: "" });
    else if (state.loop) this.store.set({ loop: "" });
    else if (state.mode !== "map" || state.select) this.host.shut();
    else this.app.view.stage.fit();
  }

  /** onPaper shows the map as it is printed: light, whatever the screen is. */
  private onPaper(on: boolean): void {
    const { view, language } = this.store.state;
    this.printing = on;
    this.applyTheme();
    this.app.view.swap(view, language, this.isDark());
    this.app.view.wear(this.looks.make());
    this.legend.paper = on;
    this.legend.draw();
  }

  private async print(): Promise<void> {
    const { view, language } = this.store.state;
    await this.app.view.prepare(view, language, false);
    print();
  }
}

const text = document.getElementById("document")?.textContent ?? "";
const root = document.getElementById("app");
if (root) {
  const page = new Page(JSON.parse(text) as SystemMap, root);
  page.start().catch((error: unknown) => {
    root.append(h("p", { class: "failed", role: "alert" }, error instanceof Error ? error.message : String(error)));
  });
}
