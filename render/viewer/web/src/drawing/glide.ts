// From one drawing to the next: boxes that are in both glide to their new
// places while everything else crossfades, so that the reader stays oriented.

import type { Box, Sheet } from "./sheet";
import type { Camera } from "./stage";

const milliseconds = 520;
const easing = "cubic-bezier(.45,.05,.2,1)";
/** More boxes than this only crossfade: each is a layer while it glides. */
const most = 160;

export interface Side {
  sheet: Sheet;
  leaf: HTMLElement;
  camera: Camera;
}

/** glide runs the transition; what it returns ends it at once. The old leaf is removed at the end. */
export function glide(root: HTMLElement, from: Side, to: Side, done: () => void): () => void {
  const shared = [...to.sheet.boxes.values()]
    .map((box) => ({ box, old: from.sheet.boxes.get(box.id) }))
    .filter((pair): pair is { box: Box; old: Box } =>
      pair.old !== undefined && pair.box.group.style.display !== "none" &&
      (inSight(root, pair.old, from.camera) || inSight(root, pair.box, to.camera)))
    .slice(0, most);
  const animations: Animation[] = [];
  const timing: KeyframeAnimationOptions = { duration: milliseconds, easing, fill: "both" };
  const way = similarity(shared);
  const carried = compose(to.camera, way);
  const brought = compose(from.camera, inverse(way));
  animations.push(
    from.leaf.animate([
      { transform: css(from.camera), opacity: 1 },
      { opacity: 0, offset: 0.7 },
      { transform: css(carried), opacity: 0 },
    ], timing),
    to.leaf.animate([
      { transform: css(brought), opacity: 0 },
      { opacity: 0, offset: 0.25 },
      { transform: css(to.camera), opacity: 1 },
    ], timing),
  );
  const ghosts = document.createElement("div");
  ghosts.className = "ghosts";
  ghosts.setAttribute("aria-hidden", "true");
  for (const { box, old } of shared) {
    const ghost = ghostOf(box);
    ghosts.append(ghost);
    animations.push(ghost.animate([
      { transform: css(placed(old, from.camera, box)) },
      { transform: css(placed(box, to.camera, box)) },
    ], timing));
    old.group.classList.add("gliding");
  }
  for (const { box } of shared) box.group.classList.add("gliding");
  root.append(ghosts);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    for (const { box, old } of shared) {
      box.group.classList.remove("gliding");
      old.group.classList.remove("gliding");
    }
    for (const animation of animations) animation.cancel();
    ghosts.remove();
    from.leaf.remove();
    done();
  };
  void Promise.all(animations.map((a) => a.finished)).then(end, end);
  return end;
}

const border = 3;

function ghostOf(box: Box): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "ghost");
  svg.setAttribute("viewBox", `${box.x - border} ${box.y - border} ${box.width + 2 * border} ${box.height + 2 * border}`);
  svg.setAttribute("width", String(box.width + 2 * border));
  svg.setAttribute("height", String(box.height + 2 * border));
  const copy = box.group.cloneNode(true) as SVGGElement;
  copy.removeAttribute("tabindex");
  copy.removeAttribute("role");
  svg.append(copy);
  return svg;
}

/** placed returns where the ghost of a box stands to cover another. */
function placed(at: Box, camera: Camera, ghost: Box): Camera {
  return {
    x: (at.x + at.width / 2) * camera.k + camera.x - (ghost.width / 2 + border) * camera.k,
    y: (at.y + at.height / 2) * camera.k + camera.y - (ghost.height / 2 + border) * camera.k,
    k: camera.k,
  };
}

function inSight(root: HTMLElement, box: Box, c: Camera): boolean {
  const x = box.x * c.k + c.x;
  const y = box.y * c.k + c.y;
  return x < root.clientWidth && y < root.clientHeight && x + box.width * c.k > 0 && y + box.height * c.k > 0;
}

const css = (c: Camera): string => `translate(${c.x}px,${c.y}px) scale(${c.k})`;

const compose = (outer: Camera, inner: Camera): Camera =>
  ({ x: outer.x + outer.k * inner.x, y: outer.y + outer.k * inner.y, k: outer.k * inner.k });

const inverse = (c: Camera): Camera => ({ x: -c.x / c.k, y: -c.y / c.k, k: 1 / c.k });

/**
 * similarity returns the move and change of scale that takes the old places of
 * boxes nearest to their new ones, in the drawings' own units.
 */
function similarity(shared: { box: Box; old: Box }[]): Camera {
  if (!shared.length) return { x: 0, y: 0, k: 1 };
  const middle = (of: (pair: { box: Box; old: Box }) => Box): { x: number; y: number; spread: number } => {
    const points = shared.map(of).map((b) => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 }));
    const x = points.reduce((sum, p) => sum + p.x, 0) / points.length;
    const y = points.reduce((sum, p) => sum + p.y, 0) / points.length;
    return { x, y, spread: Math.sqrt(points.reduce((sum, p) => sum + (p.x - x) ** 2 + (p.y - y) ** 2, 0) / points.length) };
  };
  const before = middle((pair) => pair.old);
  const after = middle((pair) => pair.box);
  const k = before.spread > 1 && after.spread > 1 ? Math.max(0.2, Math.min(5, after.spread / before.spread)) : 1;
  return { x: after.x - before.x * k, y: after.y - before.y * k, k };
}
