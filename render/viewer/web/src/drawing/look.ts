// How a drawing looks at the moment: what is lit, what has faded, colours and
// badges. A look is made from the state and laid on whichever sheet is mounted.

import { signOf, type Atlas } from "../atlas";
import { g } from "../dom";
import { badge, row, type BadgeLook } from "./badge";
import type { Box, Rect, Sheet } from "./sheet";

/** A line sewn through variables. */
export interface ThreadLook {
  label: string;
  through: string[];
  colour: string;
  stitch: string;
  knot: BadgeLook | null;
}

/** What a loop is called on the map, amid its links. */
export interface LoopMark {
  text: string;
  polarity: "R" | "B" | "U";
  links: string[];
}

export interface Look {
  /** What stays when the rest fades; null fades nothing. */
  lit: Set<string> | null;
  litLinks: Set<string> | null;
  selected: Set<string>;
  strongLinks: Set<string>;
  fills: Map<string, { fill: string; ink: string }>;
  badges: Map<string, BadgeLook[]>;
  emphasis: Set<string>;
  widths: Map<string, number>;
  strokes: Map<string, string>;
  /** Outlines in one or more colours, each having its part of the way round. */
  outlines: Map<string, { colours: string[]; dashed: boolean }>;
  bands: Map<string, { colour: string; broken: boolean }>;
  linkBadges: Map<string, BadgeLook[]>;
  threads: ThreadLook[];
  mark: LoopMark | null;
  hide: Set<string>;
}

export function plainLook(): Look {
  return {
    lit: null, litLinks: null, selected: new Set(), strongLinks: new Set(), fills: new Map(), badges: new Map(),
    emphasis: new Set(), widths: new Map(), strokes: new Map(), outlines: new Map(), bands: new Map(), linkBadges: new Map(), threads: [], mark: null, hide: new Set(),
  };
}

/** isHidden says whether a category's switch hides a variable. */
function isHidden(atlas: Atlas, variable: string, hide: Set<string>): boolean {
  if (!hide.size) return false;
  const v = atlas.variables.get(variable);
  return v !== undefined && (hide.has(v.category ?? "") || (!v.category && hide.has(v.cluster ?? "")));
}

/** lay puts a look on a sheet, touching only what differs. */
export function lay(look: Look, sheet: Sheet, atlas: Atlas): void {
  sheet.svg.classList.toggle("fading", look.lit !== null || look.litLinks !== null);
  for (const [id, box] of sheet.boxes) {
    const { group, frame } = box;
    const hidden = isHidden(atlas, id, look.hide);
    show(group, !hidden);
    const list = group.classList;
    list.toggle("lit", look.lit?.has(id) ?? false);
    list.toggle("selected", look.selected.has(id));
    list.toggle("emphasis", look.emphasis.has(id));
    const pressed = String(look.selected.has(id));
    if (group.getAttribute("aria-pressed") !== pressed) group.setAttribute("aria-pressed", pressed);
    const paint = look.fills.get(id);
    if (paint?.fill !== box.fill) style(frame, "fill", box.fill = paint?.fill);
    if (paint?.ink !== box.ink) {
      box.ink = paint?.ink;
      for (const text of box.texts) style(text, "fill", box.ink || undefined);
    }
  }
  for (const [id, arc] of sheet.arcs) {
    const link = atlas.links.get(id)!;
    const hidden = look.hide.has(signOf(link)) || isHidden(atlas, link.from, look.hide) || isHidden(atlas, link.to, look.hide);
    show(arc.group, !hidden);
    arc.group.classList.toggle("lit", look.litLinks?.has(id) ?? false);
    arc.group.classList.toggle("strong", look.strongLinks.has(id));
    const width = look.widths.get(id);
    if (width !== arc.width) {
      arc.width = width;
      style(arc.path, "stroke-width", width ? `${(Number(arc.path.getAttribute("stroke-width")) || 1) * width}px` : undefined);
    }
    const stroke = look.strokes.get(id);
    if (stroke !== arc.stroke) style(arc.path, "stroke", arc.stroke = stroke);
  }
  layBadges(look, sheet, atlas);
}

function show(group: SVGElement, visible: boolean): void {
  // The attribute is cheap to compare; a style is not.
  const hidden = group.hasAttribute("data-hidden");
  if (hidden !== visible) return;
  if (visible) group.removeAttribute("data-hidden");
  else group.setAttribute("data-hidden", "");
  group.style.display = visible ? "" : "none";
}

function style(element: SVGElement, property: string, value: string | undefined): void {
  if (value === undefined) element.style.removeProperty(property);
  else element.style.setProperty(property, value);
}

/** Badges are as large as text of this size. */
const size = 12;

function layBadges(look: Look, sheet: Sheet, atlas: Atlas): void {
  const over: SVGElement[] = [];
  const under: SVGElement[] = [];
  const dim = (id: string): string => (look.lit && !look.lit.has(id) ? " dim" : "");
  for (const [id, outline] of look.outlines) {
    const box = sheet.boxes.get(id);
    if (box && !isHidden(atlas, id, look.hide)) over.push(...rim(box, outline, dim(id)));
  }
  for (const [id, list] of look.badges) {
    const box = sheet.boxes.get(id);
    if (!box || isHidden(atlas, id, look.hide)) continue;
    // Most badges stay as they are when a value changes a little.
    const key = JSON.stringify(list);
    const kept = sheet.badges.get(id);
    const group = kept?.key === key ? kept.group : row(list, box.x + box.width + 6, box.y - 2, size);
    if (kept?.key !== key) sheet.badges.set(id, { key, group });
    const name = "badges" + dim(id);
    if (group.getAttribute("class") !== name) group.setAttribute("class", name);
    over.push(group);
  }
  for (const [id, band] of look.bands) {
    const arc = sheet.arcs.get(id);
    if (!arc || arc.group.style.display === "none") continue;
    const line = g("path", { class: "band", d: arc.path.getAttribute("d"), "stroke-dasharray": band.broken ? "14 8" : null });
    if (band.colour) line.style.stroke = band.colour;
    under.push(line);
  }
  for (const [id, list] of look.linkBadges) {
    const arc = sheet.arcs.get(id);
    if (!arc || arc.group.style.display === "none") continue;
    const middle = arc.path.getPointAtLength(arc.path.getTotalLength() / 2);
    over.push(g("g", { class: "badges middle" }, ...list.map((b, i) => badge(b, middle.x + (i - (list.length - 1) / 2) * size * 1.5, middle.y, size))));
  }
  if (look.mark) over.push(...loopSign(look.mark, sheet));
  const named: Rect[] = [...look.lit ?? []].map((id) => sheet.boxes.get(id)).filter((b) => b !== undefined);
  for (const thread of look.threads) {
    const parts = sewn(thread, sheet, named);
    under.push(...parts.lines);
    over.push(...parts.signs);
  }
  exchange(sheet.over, over);
  exchange(sheet.under, under);
}

/** loopSign draws the name of a loop amid its links, or beside one of them where a box is in the way. */
function loopSign(mark: LoopMark, sheet: Sheet): SVGElement[] {
  const spots: { x: number; y: number }[] = [];
  for (const id of mark.links) {
    const arc = sheet.arcs.get(id);
    if (arc && !arc.group.hasAttribute("data-hidden")) spots.push(arc.path.getPointAtLength(arc.path.getTotalLength() / 2));
  }
  if (!spots.length) return [];
  const middle = { x: spots.reduce((sum, p) => sum + p.x, 0) / spots.length, y: spots.reduce((sum, p) => sum + p.y, 0) / spots.length };
  const room = size * 1.2;
  const free = (p: { x: number; y: number }): boolean => [...sheet.boxes.values()].every((b) =>
    p.x < b.x - room || p.x > b.x + b.width + room || p.y < b.y - room || p.y > b.y + b.height + room);
  const spot = [middle, ...spots].find(free) ?? middle;
  const shape = mark.polarity === "B" ? "square" : "pill";
  return [g("g", { class: "badges middle loop-mark" }, badge({ text: mark.text, shape, kind: `loop ${mark.polarity.toLowerCase()}` }, spot.x, spot.y, size * 1.5))];
}

/** exchange puts other elements into a group and leaves those where they are that stay. */
function exchange(group: SVGGElement, wanted: SVGElement[]): void {
  const stay = new Set<Element>(wanted);
  for (const child of [...group.children]) if (!stay.has(child)) child.remove();
  for (const [i, element] of wanted.entries()) if (group.children[i] !== element) group.insertBefore(element, group.children[i] ?? null);
}

function rim(box: Box, outline: { colours: string[]; dashed: boolean }, dim: string): SVGElement[] {
  const n = outline.colours.length;
  const part = 100 / n;
  return outline.colours.map((colour, i) => {
    const rect = g("rect", {
      class: "rim" + dim, x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4, rx: 8, pathLength: 100,
      "stroke-dasharray": n > 1 ? `${part} ${100 - part}` : outline.dashed ? "3 2" : null, "stroke-dashoffset": n > 1 ? -i * part : null,
    });
    if (colour) rect.style.stroke = colour;
    return rect;
  });
}

export const stitches: Record<string, string> = { tight: "7 4", loose: "15 9", dots: "0.1 8", worn: "12 5 3 5" };

/** sewn draws a thread from stop to stop, each the nearest of those that are left. */
function sewn(thread: ThreadLook, sheet: Sheet, taken: Rect[]): { lines: SVGElement[]; signs: SVGElement[] } {
  const rest = [...new Set(thread.through)].map((id) => sheet.boxes.get(id)).filter((b): b is Box => b !== undefined)
    .map((b) => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 }));
  if (!rest.length) return { lines: [], signs: [] };
  rest.sort((a, b) => a.x - b.x);
  const way = [rest.shift()!];
  while (rest.length) {
    const from = way.at(-1)!;
    let near = 0;
    rest.forEach((p, i) => { if (Math.hypot(p.x - from.x, p.y - from.y) < Math.hypot(rest[near]!.x - from.x, rest[near]!.y - from.y)) near = i; });
    way.push(...rest.splice(near, 1));
  }
  const d = way.map((p, i) => {
    if (!i) return `M${p.x} ${p.y}`;
    const q = way[i - 1]!;
    return `Q${(p.x + q.x) / 2 - (p.y - q.y) * 0.14} ${(p.y + q.y) / 2 + (p.x - q.x) * 0.14} ${p.x} ${p.y}`;
  }).join("");
  const path = g("path", { class: "thread", d, "stroke-dasharray": stitches[thread.stitch] ?? null });
  if (thread.colour) path.style.stroke = thread.colour;
  const spot = roomFor(thread.label, way, taken);
  const label = g("text", { class: "thread-name", x: spot.x, y: spot.y, "text-anchor": "middle" }, thread.label);
  if (thread.colour) label.style.fill = thread.colour;
  const knots = thread.knot ? way.map((p) => g("g", { class: "badges middle" }, badge(thread.knot!, p.x, p.y + 22, size))) : [];
  return { lines: [g("path", { class: "thread-ground", d }), path], signs: [...knots, label] };
}

/** roomFor returns where the name of a thread covers nothing that is taken: along its stitches, or around its stops. */
function roomFor(name: string, way: { x: number; y: number }[], taken: Rect[]): { x: number; y: number } {
  const width = name.length * size * 0.56;
  const spots: { x: number; y: number }[] = [];
  for (const t of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (const [i, b] of way.slice(1).entries()) {
      const a = way[i]!;
      spots.push({ x: a.x + (b.x - a.x) * t - (b.y - a.y) * 0.07, y: a.y + (b.y - a.y) * t + (b.x - a.x) * 0.07 });
    }
  }
  for (const far of [34, 50, 66, 82]) for (const p of way) spots.push({ x: p.x, y: p.y - far }, { x: p.x, y: p.y + far + 8 });
  const rect = (p: { x: number; y: number }): Rect => ({ x: p.x - width / 2, y: p.y - size, width, height: size * 1.3 });
  const free = (r: Rect): boolean => taken.every((o) => r.x > o.x + o.width || o.x > r.x + r.width || r.y > o.y + o.height || o.y > r.y + r.height);
  const spot = spots.find((p) => free(rect(p))) ?? spots[0]!;
  taken.push(rect(spot));
  return spot;
}
