// Pan and zoom. During a gesture only the transform of one composited layer
// changes; when it rests, the layer is drawn anew at its size.

import { reducedMotion } from "../dom";
import type { Rect } from "./sheet";

export interface Camera {
  x: number;
  y: number;
  k: number;
}

export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

const largest = 5;
const readable = 1;

export class Stage {
  camera: Camera = { x: 0, y: 0, k: 1 };
  content: Rect = { x: 0, y: 0, width: 1, height: 1 };
  layer: HTMLElement | null = null;
  /** How much of the edges is under panels and bars. */
  insets: () => Insets = () => ({ top: 0, right: 0, bottom: 0, left: 0 });
  /** What lies in a corner of the stage, if anything does. */
  corner: () => Rect | null = () => null;
  /** Says whether a part of the stage lies over a box. */
  covers: (part: Rect, camera: Camera) => boolean = () => false;
  /** Called before the reader's first move of a gesture. */
  onGesture: () => void = () => {};
  fitted = true;
  private frame = 0;
  private rest = 0;
  private told = 0;
  private flight = 0;
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private start: { x: number; y: number } | null = null;
  private dragging = false;
  private pinch = 0;
  private tap = { time: 0, x: 0, y: 0 };

  constructor(readonly root: HTMLElement) {
    root.addEventListener("pointerdown", (e) => this.down(e));
    root.addEventListener("pointermove", (e) => this.move(e));
    root.addEventListener("pointerup", (e) => this.up(e));
    root.addEventListener("pointercancel", (e) => this.up(e));
    root.addEventListener("click", (e) => this.swallow(e), { capture: true });
    root.addEventListener("dblclick", (e) => this.double(e.clientX, e.clientY, e.shiftKey || e.altKey));
    root.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    // Focus in the drawing must not scroll the box it is in.
    root.addEventListener("scroll", () => root.scrollTo(0, 0));
    new ResizeObserver(() => this.resized()).observe(root);
  }

  /** free returns the part of the stage that nothing lies over. */
  free(): Rect {
    const i = this.insets();
    const { clientWidth: w, clientHeight: h } = this.root;
    return { x: i.left, y: i.top, width: Math.max(60, w - i.left - i.right), height: Math.max(60, h - i.top - i.bottom) };
  }

  /** framing returns the camera that shows a part of the drawing as large as it fits. */
  framing(part: Rect, most = largest, margin = 24): Camera {
    const free = this.free();
    const k = Math.min(
      most,
      (free.width - margin) / Math.max(1, part.width),
      (free.height - margin) / Math.max(1, part.height),
    );
    return this.centred(part, Math.max(k, 0.02));
  }

  /** centred returns the camera with the middle of a part in the middle of the free stage. */
  centred(part: Rect, k: number): Camera {
    const free = this.free();
    return {
      x: free.x + free.width / 2 - (part.x + part.width / 2) * k,
      y: free.y + free.height / 2 - (part.y + part.height / 2) * k,
      k,
    };
  }

  /** whole returns the camera that shows everything, beside what lies in a corner if it would cover a box. */
  whole(): Camera {
    const camera = this.framing(this.content, 1.6);
    const corner = this.corner();
    if (!corner || !this.covers(corner, camera)) return camera;
    const insets = this.insets;
    this.insets = () => ({ ...insets(), left: corner.x + corner.width + 8 });
    const beside = this.framing(this.content, 1.6);
    this.insets = insets;
    return beside;
  }

  fit(milliseconds = 350): void {
    this.fly(this.whole(), milliseconds);
    this.fitted = true;
  }

  /** put moves the camera at once. */
  put(camera: Camera): void {
    cancelAnimationFrame(this.flight);
    this.camera = camera;
    this.apply();
    if (!this.layer?.style.getPropertyValue("--k")) this.measure();
    this.settle();
  }

  /** fly moves the camera in a while, or at once where motion is unwanted. */
  fly(to: Camera, milliseconds = 350): void {
    cancelAnimationFrame(this.flight);
    this.fitted = false;
    if (reducedMotion() || milliseconds <= 0) {
      this.put(to);
      return;
    }
    const from = this.camera;
    const begin = performance.now();
    this.lift();
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - begin) / milliseconds));
      const e = t < 0.5 ? 4 * t * t * t : 1 - (2 - 2 * t) ** 3 / 2;
      const k = from.k * (to.k / from.k) ** e;
      // The point that stays where it is while the scale changes, or a straight line.
      const part = Math.abs(to.k - from.k) < 1e-6 ? e : (k - from.k) / (to.k - from.k);
      this.camera = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, k };
      this.apply();
      if (t < 1) this.flight = requestAnimationFrame(step);
      else this.settle();
    };
    this.flight = requestAnimationFrame(step);
  }

  zoomBy(factor: number): void {
    const free = this.free();
    this.fly(this.scaled(free.x + free.width / 2, free.y + free.height / 2, factor), 200);
  }

  panBy(dx: number, dy: number): void {
    this.fly(this.kept({ ...this.camera, x: this.camera.x + dx, y: this.camera.y + dy }), 120);
  }

  /** shows says whether a part of the drawing is in sight. */
  shows(part: Rect): boolean {
    const free = this.free();
    const { x, y, k } = this.camera;
    return part.x * k + x >= free.x && (part.x + part.width) * k + x <= free.x + free.width &&
      part.y * k + y >= free.y && (part.y + part.height) * k + y <= free.y + free.height;
  }

  private scaled(px: number, py: number, factor: number): Camera {
    const { x, y, k } = this.camera;
    const least = this.whole().k * 0.5;
    const next = Math.min(largest, Math.max(Math.min(least, k), k * factor));
    return this.kept({ x: px - (px - x) * (next / k), y: py - (py - y) * (next / k), k: next });
  }

  /** kept returns a camera that does not lose the drawing. */
  private kept(c: Camera): Camera {
    const { clientWidth: w, clientHeight: h } = this.root;
    const edge = Math.min(120, w / 3, h / 3);
    const { x, y, width, height } = this.content;
    return {
      x: Math.min(w - edge - x * c.k, Math.max(edge - (x + width) * c.k, c.x)),
      y: Math.min(h - edge - y * c.k, Math.max(edge - (y + height) * c.k, c.y)),
      k: c.k,
    };
  }

  /** change moves the camera by hand; the layer is drawn once a frame. */
  private change(camera: Camera): void {
    cancelAnimationFrame(this.flight);
    this.camera = camera;
    this.fitted = false;
    this.lift();
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.apply();
      });
    }
    clearTimeout(this.told);
    this.settle(220);
  }

  private apply(): void {
    if (!this.layer) return;
    const { x, y, k } = this.camera;
    this.layer.style.transform = `translate(${x.toFixed(2)}px,${y.toFixed(2)}px) scale(${k.toFixed(5)})`;
  }

  private lift(): void {
    this.layer?.classList.add("moving");
  }

  private settle(after = 0): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.dragging || this.pointers.size > 1) return;
      this.layer?.classList.remove("moving");
      clearTimeout(this.told);
      this.told = setTimeout(() => this.measure(), 300) as unknown as number;
    }, after) as unknown as number;
  }

  /** measure tells the drawing at which scale it is, when that has changed enough to be seen: it styles everything anew. */
  private measure(): void {
    const { layer, camera } = this;
    if (!layer) return;
    const told = Number(layer.style.getPropertyValue("--k")) || 0;
    if (told && Math.abs(Math.log(camera.k / told)) < 0.18) return;
    layer.style.setProperty("--k", camera.k.toFixed(4));
  }

  private resized(): void {
    if (this.fitted) {
      this.put(this.whole());
      this.fitted = true;
    } else if (this.layer) this.put(this.kept(this.camera));
  }

  private at(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.root.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  private down(e: PointerEvent): void {
    if (e.pointerType === "mouse" && e.button !== 0 && e.button !== 1) return;
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (this.pointers.size === 1) {
      this.start = { x: e.clientX, y: e.clientY };
      this.dragging = false;
    } else if (this.pointers.size === 2) {
      this.pinch = this.spread();
      this.seize(e.pointerId);
    }
  }

  private move(e: PointerEvent): void {
    const before = this.pointers.get(e.pointerId);
    if (!before) return;
    if (this.pointers.size === 1 && !this.dragging && this.start) {
      if (Math.hypot(e.clientX - this.start.x, e.clientY - this.start.y) <= 4) return;
      this.seize(e.pointerId);
    }
    const now = { x: e.clientX, y: e.clientY };
    this.pointers.set(e.pointerId, now);
    const part = 1 / this.pointers.size;
    const c = this.camera;
    this.change(this.kept({ ...c, x: c.x + (now.x - before.x) * part, y: c.y + (now.y - before.y) * part }));
    if (this.pointers.size === 2) {
      const spread = this.spread();
      const [a, b] = [...this.pointers.values()] as [{ x: number; y: number }, { x: number; y: number }];
      const middle = this.at((a.x + b.x) / 2, (a.y + b.y) / 2);
      if (this.pinch > 0) this.change(this.scaled(middle.x, middle.y, spread / this.pinch));
      this.pinch = spread;
    }
  }

  private seize(pointer: number): void {
    this.onGesture();
    this.dragging = true;
    this.root.classList.add("dragging");
    for (const id of [...this.pointers.keys(), pointer]) {
      try {
        this.root.setPointerCapture(id);
      } catch {
        // The pointer has been lifted in the meantime.
      }
    }
  }

  private up(e: PointerEvent): void {
    if (!this.pointers.delete(e.pointerId)) return;
    if (this.pointers.size) return;
    this.root.classList.remove("dragging");
    if (this.dragging) {
      // The click that follows a drag is not meant; it comes in this turn.
      setTimeout(() => { this.dragging = false; }, 0);
      this.settle(60);
      return;
    }
    if (e.pointerType !== "touch" || e.type === "pointercancel") return;
    const now = { time: e.timeStamp, x: e.clientX, y: e.clientY };
    const twice = now.time - this.tap.time < 320 && Math.hypot(now.x - this.tap.x, now.y - this.tap.y) < 28;
    this.tap = twice ? { time: 0, x: 0, y: 0 } : now;
    if (twice) this.double(e.clientX, e.clientY, false);
  }

  private swallow(e: MouseEvent): void {
    if (!this.dragging) return;
    e.stopPropagation();
    e.preventDefault();
  }

  private spread(): number {
    const [a, b] = [...this.pointers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  private lastDouble = 0;

  /** double zooms in where it was pressed; from near, or with a key held, out. */
  private double(clientX: number, clientY: number, out: boolean): void {
    if (performance.now() - this.lastDouble < 250) return;
    this.lastDouble = performance.now();
    this.onGesture();
    const p = this.at(clientX, clientY);
    const whole = this.whole().k;
    const near = this.camera.k > Math.max(readable * 0.9, whole * 1.8);
    if (out) this.fly(this.scaled(p.x, p.y, 1 / 2.2), 300);
    else if (near) this.fit();
    else this.fly(this.scaled(p.x, p.y, Math.max(2.2, (readable * 1.1) / this.camera.k)), 350);
  }

  private wheel(e: WheelEvent): void {
    e.preventDefault();
    this.onGesture();
    const lines = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : e.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 300 : 1;
    const amount = Math.max(-240, Math.min(240, e.deltaY * lines));
    const p = this.at(e.clientX, e.clientY);
    this.change(this.scaled(p.x, p.y, Math.exp(-amount * (e.ctrlKey ? 0.01 : 0.0018))));
  }
}
