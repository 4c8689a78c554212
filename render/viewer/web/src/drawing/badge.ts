// Badges: small signs on boxes and lines. The shape says what the colour says.

import { g } from "../dom";
import { inkOn, parseColour } from "./colour";

export interface BadgeLook {
  text: string;
  shape?: string;
  /** Empty is the colour of text. */
  colour?: string;
  open?: boolean;
  small?: boolean;
  kind?: string;
}

const letter = 0.85;

/** sizeOf returns the room that a badge takes beside text of a size. */
function sizeOf(b: BadgeLook, size: number): [number, number] {
  const s = size * (b.small ? 0.66 : 1);
  const h = 1.3 * s;
  const text = b.shape === "person" ? 0 : b.text.length * s * 0.54;
  switch (b.shape) {
    case "square": return [Math.max(text + 0.4 * s, h), h];
    case "diamond": return [Math.max(text + 0.9 * s, 1.2 * h), 1.2 * h];
    case "triangle": return [Math.max(text + 1.1 * s, 1.2 * h), 1.1 * h];
    case "hexagon": return [Math.max(text + 0.75 * s, 1.15 * h), h];
    case "pill": return [Math.max(text + 0.6 * s, h), h];
  }
  return [Math.max(text + 0.5 * s, h), h];
}

/** badge draws a badge around a centre. */
export function badge(b: BadgeLook, cx: number, cy: number, size: number): SVGGElement {
  const [w, h] = sizeOf(b, size);
  const s = size * (b.small ? 0.66 : 1);
  const shape = outline(b.shape ?? "pill", cx, cy, w / 2, h / 2);
  shape.setAttribute("class", b.open ? "badge-open" : "badge-full");
  const text = b.text && b.shape !== "person"
    ? g("text", { x: cx, y: cy + letter * s * 0.36, "text-anchor": "middle", "font-size": letter * s, class: b.open ? "badge-open-text" : "badge-text" }, b.text) : null;
  if (b.colour) {
    if (b.open) {
      shape.style.stroke = b.colour;
      if (text) text.style.fill = b.colour;
    } else {
      shape.style.fill = b.colour;
      const rgb = parseColour(b.colour);
      if (text && rgb) text.style.fill = inkOn(rgb);
    }
  }
  return g("g", { class: "badge " + (b.kind ?? "") }, shape, text);
}

function outline(shape: string, cx: number, cy: number, x: number, y: number): SVGElement {
  const polygon = (...points: [number, number][]): SVGElement => g("polygon", { points: points.map(([a, b]) => `${cx + a},${cy + b}`).join(" ") });
  switch (shape) {
    case "square": return g("rect", { x: cx - x, y: cy - y, width: 2 * x, height: 2 * y, rx: 0.28 * y });
    case "diamond": return polygon([0, -y], [x, 0], [0, y], [-x, 0]);
    case "triangle": return polygon([0, -y], [x, y], [-x, y]);
    case "hexagon": {
      const side = Math.min(0.56 * y, x);
      return polygon([side - x, -y], [x - side, -y], [x, 0], [x - side, y], [side - x, y], [-x, 0]);
    }
    case "person":
      return g("path", { d: `M${cx - 0.26 * x} ${cy - 0.12 * y}a${0.56 * x} ${0.5 * y} 0 1 1 ${0.52 * x} 0C${cx + 0.72 * x} ${cy} ${cx + 0.92 * x} ${cy + 0.4 * y} ${cx + 0.92 * x} ${cy + y}H${cx - 0.92 * x}C${cx - 0.92 * x} ${cy + 0.4 * y} ${cx - 0.72 * x} ${cy} ${cx - 0.26 * x} ${cy - 0.12 * y}Z` });
  }
  return g("rect", { x: cx - x, y: cy - y, width: 2 * x, height: 2 * y, rx: Math.min(x, y) });
}

/** row draws badges beside each other; the last ends at the right. */
export function row(badges: BadgeLook[], right: number, cy: number, size: number): SVGGElement {
  const group = g("g", { class: "badges" });
  let x = right;
  for (const b of [...badges].reverse()) {
    const [w] = sizeOf(b, size);
    group.prepend(badge(b, x - w / 2, cy, size));
    x -= w + 0.14 * size;
  }
  return group;
}

/** sample draws badges for a legend. */
export function sample(badges: BadgeLook[], size = 11): SVGSVGElement {
  const gap = 0.14 * size;
  const sizes = badges.map((b) => sizeOf(b, size));
  const width = sizes.reduce((sum, [w]) => sum + w + gap, gap);
  const height = Math.max(...sizes.map(([, h]) => h)) + 3;
  return g("svg", { class: "badge-sample", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    row(badges, width - gap, height / 2, size));
}
