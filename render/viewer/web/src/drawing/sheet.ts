// One drawing of the document: unpacked, parsed, and everything in it found.

import type { Atlas } from "../atlas";
import type { Drawing, Language, SystemMap } from "../document";
import { g } from "../dom";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Box extends Rect {
  id: string;
  group: SVGGElement;
  frame: SVGElement;
  texts: SVGElement[];
  /** What a look has put on it. */
  fill?: string | undefined;
  ink?: string | undefined;
}

export interface Arc {
  id: string;
  group: SVGGElement;
  path: SVGPathElement;
  width?: number | undefined;
  stroke?: string | undefined;
}

export interface Sheet extends Rect {
  drawing: Drawing;
  svg: SVGSVGElement;
  boxes: Map<string, Box>;
  arcs: Map<string, Arc>;
  /** Where what is laid over the drawing goes: badges, above everything. */
  over: SVGGElement;
  /** The badges of variables that have been drawn, and what is on them. */
  badges: Map<string, { key: string; group: SVGGElement }>;
  /** What lies under the boxes and over the links. */
  under: SVGGElement;
}

/** drawingFor returns the drawing of a view that comes nearest to what is asked. */
export function drawingFor(map: SystemMap, view: string, language: Language, dark: boolean): Drawing | undefined {
  const theme = dark ? "dark" : "light";
  const score = (d: Drawing): number => (d.language === language ? 2 : 0) + (d.theme === theme ? 1 : 0);
  return map.drawings.filter((d) => d.view === view).sort((a, b) => score(b) - score(a))[0];
}

/** loadSheet unpacks a drawing; it is not yet in the page. */
export async function loadSheet(drawing: Drawing, atlas: Atlas): Promise<Sheet> {
  return parseSheet(await unpack(drawing.svg), drawing, atlas);
}

async function unpack(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

function parseSheet(text: string, drawing: Drawing, atlas: Atlas): Sheet {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg") throw new Error("the drawing of view " + JSON.stringify(drawing.view) + " is damaged");
  for (const foreign of root.querySelectorAll("script, foreignObject, style, a")) foreign.remove();
  for (const styled of [root, ...root.querySelectorAll("[style]")]) styled.removeAttribute("style");
  const svg = document.importNode(root, true) as unknown as SVGSVGElement;
  for (const name of ["role", "aria-labelledby", "aria-label", "xml:lang"]) svg.removeAttribute(name);
  for (const child of [...svg.children]) {
    if (["title", "desc"].includes(child.localName) || child.getAttribute("width") === "100%") child.remove();
  }
  const view = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  const [x, y, width, height] = view.length === 4 ? view as [number, number, number, number] : [0, 0, drawing.width, drawing.height];
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  const over = g("g", { class: "over" });
  const under = g("g", { class: "under" });
  const sheet: Sheet = { drawing, svg, x, y, width, height, boxes: new Map(), arcs: new Map(), badges: new Map(), over, under };
  findBoxes(sheet, atlas);
  findArcs(sheet, atlas);
  for (const named of svg.querySelectorAll("[id]")) named.removeAttribute("id");
  svg.append(over);
  const first = sheet.boxes.values().next().value?.group;
  if (first) first.before(under);
  else svg.append(under);
  return sheet;
}

function findBoxes(sheet: Sheet, atlas: Atlas): void {
  const prefix = sheet.drawing.prefix ?? "";
  for (const variable of atlas.map.variables) {
    const group = sheet.svg.querySelector<SVGGElement>("#" + CSS.escape(prefix + variable.group));
    const frame = group?.querySelector<SVGElement>("rect");
    if (!group || !frame) continue;
    const of = (name: string): number => Number(frame.getAttribute(name)) || 0;
    group.dataset.variable = variable.id;
    group.classList.add("variable");
    sheet.boxes.set(variable.id, {
      id: variable.id, group, frame, texts: [...group.querySelectorAll<SVGElement>("text")], x: of("x"), y: of("y"), width: of("width"), height: of("height"),
    });
  }
}

function findArcs(sheet: Sheet, atlas: Atlas): void {
  const prefix = sheet.drawing.prefix ?? "";
  for (const link of atlas.map.links) {
    const group = sheet.svg.querySelector<SVGGElement>("#" + CSS.escape(prefix + link.id));
    const path = group?.querySelector<SVGPathElement>('path[fill="none"]');
    if (!group || !path) continue;
    group.dataset.link = link.id;
    group.classList.add("link");
    group.setAttribute("aria-hidden", "true");
    path.classList.add("line");
    // What can be pressed is wider than what is seen.
    group.append(g("path", { class: "hit", d: path.getAttribute("d") }));
    sheet.arcs.set(link.id, { id: link.id, group, path });
  }
}

/** around returns the smallest rectangle around others, or null if there are none. */
export function around(rects: Rect[]): Rect | null {
  if (!rects.length) return null;
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  return {
    x, y,
    width: Math.max(...rects.map((r) => r.x + r.width)) - x,
    height: Math.max(...rects.map((r) => r.y + r.height)) - y,
  };
}
