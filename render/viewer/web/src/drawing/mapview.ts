// The map on the screen: which sheet is mounted, how it looks, and what the
// reader does with it.

import type { Atlas } from "../atlas";
import type { Drawing, Language, Loop } from "../document";
import { glide } from "./glide";
import { lay, plainLook, type Look } from "./look";
import { runAround, type Run } from "./runner";
import { around, drawingFor, loadSheet, type Rect, type Sheet } from "./sheet";
import { Stage } from "./stage";

/** Scales at which text can be read, and at which it can still be guessed. */
const legible = 0.62;
const guessable = 0.4;

export interface Hooks {
  choose(id: string): void;
  chooseLink(id: string): void;
  /** The name of a variable for screen readers. */
  name(id: string): string;
  /** What the drawing is called. */
  title(view: string): string;
  nothing(): void;
}

/** How long a second press may be in coming. */
const twice = 280;

const keyOf = (d: Drawing): string => [d.view, d.language, d.theme].join("|");

export class MapView {
  readonly stage: Stage;
  sheet: Sheet | null = null;
  private leaf: HTMLElement | null = null;
  private look: Look = plainLook();
  private wanted = "";
  private endGlide: (() => void) | null = null;
  private run: Run | null = null;
  private readonly sheets = new Map<string, Sheet>();
  private focused = "";
  private pending = 0;

  constructor(readonly root: HTMLElement, private readonly atlas: Atlas, private readonly hooks: Hooks) {
    this.stage = new Stage(root);
    this.stage.onGesture = () => {
      this.endGlide?.();
      clearTimeout(this.pending);
    };
    this.stage.covers = (part, { x, y, k }) => [...this.sheet?.boxes.values() ?? []].some((b) =>
      b.x * k + x < part.x + part.width && (b.x + b.width) * k + x > part.x && b.y * k + y < part.y + part.height && (b.y + b.height) * k + y > part.y);
    root.addEventListener("click", (e) => this.clicked(e));
    root.addEventListener("keydown", (e) => this.pressed(e));
    root.addEventListener("focusin", (e) => this.tookFocus(e));
  }

  /** show mounts the drawing of a view. It resolves when the drawing is there. */
  async show(view: string, language: Language, dark: boolean): Promise<void> {
    const drawing = drawingFor(this.atlas.map, view, language, dark) ?? drawingFor(this.atlas.map, "", language, dark);
    if (!drawing) throw new Error("the page has no drawing of this view");
    const key = keyOf(drawing);
    this.wanted = key;
    const sheet = this.sheets.get(key) ?? await loadSheet(drawing, this.atlas);
    this.sheets.set(key, sheet);
    if (this.wanted !== key || this.sheet === sheet) return;
    this.mount(sheet);
  }

  /** prepare unpacks a drawing that may be wanted at a moment's notice. */
  async prepare(view: string, language: Language, dark: boolean): Promise<void> {
    const drawing = drawingFor(this.atlas.map, view, language, dark);
    if (!drawing) return;
    const key = keyOf(drawing);
    if (!this.sheets.has(key)) this.sheets.set(key, await loadSheet(drawing, this.atlas));
  }

  /** swap mounts a drawing at once if it has been unpacked. */
  swap(view: string, language: Language, dark: boolean): void {
    const drawing = drawingFor(this.atlas.map, view, language, dark);
    const sheet = drawing && this.sheets.get(keyOf(drawing));
    if (!sheet || sheet === this.sheet) return;
    this.wanted = keyOf(drawing);
    this.mount(sheet);
  }

  private mount(sheet: Sheet): void {
    this.endGlide?.();
    this.stop();
    const old = this.sheet && this.leaf ? { sheet: this.sheet, leaf: this.leaf, camera: this.stage.camera } : null;
    const leaf = document.createElement("div");
    leaf.className = "leaf";
    leaf.append(sheet.svg);
    this.dress(sheet);
    lay(this.look, sheet, this.atlas);
    this.root.append(leaf);
    this.sheet = sheet;
    this.leaf = leaf;
    this.stage.layer = leaf;
    this.stage.content = { x: 0, y: 0, width: sheet.width, height: sheet.height };
    const samePlace = old !== null && old.sheet.drawing.view === sheet.drawing.view;
    if (samePlace) {
      this.stage.put(this.stage.camera);
      old.leaf.remove();
      return;
    }
    this.stage.put(this.stage.whole());
    this.stage.fitted = true;
    if (!old) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      old.leaf.remove();
      return;
    }
    old.leaf.classList.add("leaving");
    this.endGlide = glide(this.root, old, { sheet, leaf, camera: this.stage.camera }, () => {
      this.endGlide = null;
      old.leaf.classList.remove("leaving");
    });
  }

  /** dress gives boxes the names and roles that screen readers and keys need. */
  private dress(sheet: Sheet): void {
    sheet.svg.setAttribute("role", "group");
    sheet.svg.setAttribute("aria-label", this.hooks.title(sheet.drawing.view));
    if (!sheet.boxes.has(this.focused)) this.focused = sheet.boxes.keys().next().value ?? "";
    for (const [id, box] of sheet.boxes) {
      box.group.setAttribute("role", "button");
      box.group.setAttribute("aria-label", this.hooks.name(id));
      box.group.setAttribute("aria-pressed", "false");
      box.group.setAttribute("tabindex", id === this.focused ? "0" : "-1");
    }
  }

  /** wear lays another look on the map. */
  wear(look: Look): void {
    this.look = look;
    if (this.sheet) lay(look, this.sheet, this.atlas);
  }

  /** rectOf returns where variables are on the sheet. */
  rectOf(ids: Iterable<string>): Rect | null {
    const sheet = this.sheet;
    if (!sheet) return null;
    const rects: Rect[] = [];
    for (const id of ids) {
      const box = sheet.boxes.get(id);
      if (box) rects.push({ x: box.x - sheet.x, y: box.y - sheet.y, width: box.width, height: box.height });
    }
    return around(rects);
  }

  /** reveal brings variables into sight: all of them if their scale is not below the least, or else the first. */
  reveal(main: string[], others: Iterable<string> = [], least = guessable): void {
    const all = this.rectOf([...main, ...others]);
    const core = this.rectOf(main);
    if (!all || !core) return;
    this.endGlide?.();
    const now = this.stage.camera.k;
    const framing = this.stage.framing(all, Math.max(1.15, Math.min(now, 1.6)), 80);
    if (framing.k >= least) {
      // What can be seen but not read is worth coming closer to, as far as there is room.
      const enough = Math.max(least, Math.min(legible, framing.k * 0.9));
      if (now >= enough && now <= framing.k && this.stage.shows(all)) return;
      this.stage.fly(framing);
    } else this.stage.fly(this.stage.centred(core, Math.max(now, legible)));
  }

  /** nudge moves the map only as far as a variable needs to be seen. */
  nudge(id: string): void {
    const rect = this.rectOf([id]);
    if (rect && !this.stage.shows(rect)) this.stage.fly(this.stage.centred(rect, this.stage.camera.k), 200);
  }

  /** focus gives the keyboard to a variable. */
  focus(id: string): void {
    const box = this.sheet?.boxes.get(id);
    if (!box) return;
    box.group.focus({ preventScroll: true });
  }

  play(loop: Loop, tell: (step: number) => void): void {
    this.stop();
    const sheet = this.sheet;
    if (!sheet || !this.leaf) return;
    const arcs = loop.links.map((i) => sheet.arcs.get(this.atlas.linkOf(i)?.id ?? ""));
    this.run = runAround(this.leaf, arcs, sheet, tell);
  }

  stop(): void {
    this.run?.stop();
    this.run = null;
  }

  /** forget drops drawings whose names are in another language now. */
  forget(): void {
    for (const sheet of this.sheets.values()) if (sheet !== this.sheet) this.dress(sheet);
  }

  private clicked(e: MouseEvent): void {
    const target = e.target as Element;
    const variable = target.closest<SVGElement>("[data-variable]")?.dataset.variable;
    const link = target.closest<SVGElement>("[data-link]")?.dataset.link;
    clearTimeout(this.pending);
    if (variable) this.hooks.choose(variable);
    // A second press, which zooms, may follow one that hit a line or nothing.
    else if (e.detail < 2) this.pending = setTimeout(() => (link ? this.hooks.chooseLink(link) : this.hooks.nothing()), twice) as unknown as number;
  }

  private tookFocus(e: FocusEvent): void {
    const id = (e.target as Element).closest<SVGElement>("[data-variable]")?.dataset.variable;
    if (!id || !this.sheet) return;
    this.sheet.boxes.get(this.focused)?.group.setAttribute("tabindex", "-1");
    this.focused = id;
    this.sheet.boxes.get(id)?.group.setAttribute("tabindex", "0");
    if ((e.target as Element).matches(":focus-visible")) this.nudge(id);
  }

  private pressed(e: KeyboardEvent): void {
    const id = (e.target as Element).closest<SVGElement>("[data-variable]")?.dataset.variable;
    if (e.altKey || e.ctrlKey || e.metaKey || !id) return;
    const directions: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
    };
    const direction = directions[e.key];
    if (direction) {
      const next = this.neighbour(id, direction, e.shiftKey);
      if (next) this.focus(next);
      e.preventDefault();
    } else if (e.key === "Enter" || e.key === " ") {
      this.hooks.choose(id);
      e.preventDefault();
    }
  }

  /**
   * neighbour returns the variable in a direction: along a link if there is one
   * that way, otherwise the nearest. With any, links do not matter.
   */
  private neighbour(id: string, [dx, dy]: [number, number], any: boolean): string | null {
    const sheet = this.sheet;
    const here = sheet?.boxes.get(id);
    if (!sheet || !here) return null;
    const linked = new Set([
      ...(this.atlas.out.get(id) ?? []).map((l) => l.to),
      ...(this.atlas.into.get(id) ?? []).map((l) => l.from),
    ]);
    let best: { id: string; cost: number } | null = null;
    for (const only of any ? [false] : [true, false]) {
      for (const [other, box] of sheet.boxes) {
        if (other === id || (only && !linked.has(other)) || box.group.style.display === "none") continue;
        const x = box.x + box.width / 2 - here.x - here.width / 2;
        const y = box.y + box.height / 2 - here.y - here.height / 2;
        const along = x * dx + y * dy;
        const aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (along <= 0 || aside > along * 1.2) continue;
        const cost = along + aside * 2;
        if (!best || cost < best.cost) best = { id: other, cost };
      }
      if (best) return best.id;
    }
    return null;
  }
}
