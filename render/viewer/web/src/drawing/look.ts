// How a drawing looks at the moment: what is lit, what has faded, colours and
// badges. A look is made from the state and laid on whichever sheet is mounted.

import { signOf, type Atlas } from "../atlas";
import { g } from "../dom";
import type { Sheet } from "./sheet";

export interface BadgeLook {
  text: string;
  fill?: string;
  ink?: string;
  kind?: string;
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
  hide: Set<string>;
}

export function plainLook(): Look {
  return {
    lit: null, litLinks: null, selected: new Set(), strongLinks: new Set(), fills: new Map(), badges: new Map(),
    emphasis: new Set(), widths: new Map(), strokes: new Map(), hide: new Set(),
  };
}

/** isHidden says whether a category's switch hides a variable. */
export function isHidden(atlas: Atlas, variable: string, hide: Set<string>): boolean {
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
    if (group.hasAttribute("role")) {
      group.setAttribute("aria-pressed", String(look.selected.has(id)));
    }
    const paint = look.fills.get(id);
    style(frame, "fill", paint?.fill);
    for (const text of group.querySelectorAll<SVGElement>("text")) style(text, "fill", paint?.ink);
  }
  for (const [id, arc] of sheet.arcs) {
    const link = atlas.links.get(id)!;
    const hidden = look.hide.has(signOf(link)) || isHidden(atlas, link.from, look.hide) || isHidden(atlas, link.to, look.hide);
    show(arc.group, !hidden);
    arc.group.classList.toggle("lit", look.litLinks?.has(id) ?? false);
    arc.group.classList.toggle("strong", look.strongLinks.has(id));
    const width = look.widths.get(id);
    style(arc.path, "stroke-width", width ? `${(Number(arc.path.getAttribute("stroke-width")) || 1) * width}px` : undefined);
    style(arc.path, "stroke", look.strokes.get(id));
  }
  layBadges(look, sheet, atlas);
}

function show(group: SVGElement, visible: boolean): void {
  const value = visible ? "" : "none";
  if (group.style.display !== value) group.style.display = value;
}

function style(element: SVGElement, property: string, value: string | undefined): void {
  if (value === undefined) {
    if (element.style.length) element.style.removeProperty(property);
  } else if (element.style.getPropertyValue(property) !== value) element.style.setProperty(property, value);
}

const badgeHeight = 15;

function layBadges(look: Look, sheet: Sheet, atlas: Atlas): void {
  const badges: SVGGElement[] = [];
  for (const [id, list] of look.badges) {
    const box = sheet.boxes.get(id);
    if (!box || isHidden(atlas, id, look.hide)) continue;
    let right = box.x + box.width + 6;
    for (const badge of [...list].reverse()) {
      const width = Math.max(badgeHeight, 7 + badge.text.length * 6.3);
      const group = g("g", { class: "badge " + (badge.kind ?? "") + (look.lit && !look.lit.has(id) ? "" : " lit") },
        g("rect", { x: right - width, y: box.y - badgeHeight * 0.62, width, height: badgeHeight, rx: badgeHeight / 2 }),
        g("text", { x: right - width / 2, y: box.y - badgeHeight * 0.62 + 11, "text-anchor": "middle" }, badge.text));
      if (badge.fill) (group.firstElementChild as SVGElement).style.fill = badge.fill;
      if (badge.ink) (group.lastElementChild as SVGElement).style.fill = badge.ink;
      badges.push(group);
      right -= width + 2;
    }
  }
  sheet.over.replaceChildren(...badges);
}
