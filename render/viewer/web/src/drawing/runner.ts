// A mark that runs around a loop, link by link.

import { reducedMotion } from "../dom";
import type { Arc } from "./sheet";

export interface Run {
  stop(): void;
}

/**
 * runAround moves a mark along arcs, again and again, and tells before each of
 * them which it is. Where motion is unwanted the mark steps from end to end.
 */
export function runAround(leaf: HTMLElement, arcs: (Arc | undefined)[], origin: { x: number; y: number }, tell: (step: number) => void): Run {
  const dot = document.createElement("div");
  dot.className = "dot";
  dot.setAttribute("aria-hidden", "true");
  leaf.append(dot);
  let frame = 0;
  let stopped = false;
  let step = -1;
  let begin = 0;
  const still = reducedMotion();
  const lengths = arcs.map((arc) => arc?.path.getTotalLength() ?? 0);
  const lasts = (n: number): number => Math.max(1400, Math.min(2600, lengths[n]! * 5));
  const pause = 350;
  const go = (now: number): void => {
    if (stopped) return;
    if (step < 0 || now - begin > lasts(step) + pause) {
      step = (step + 1) % arcs.length;
      begin = now;
      tell(step);
    }
    const arc = arcs[step];
    const t = Math.min(1, (now - begin) / lasts(step));
    const e = still ? 1 : t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
    dot.hidden = !arc;
    if (arc) {
      const p = arc.path.getPointAtLength(lengths[step]! * e);
      dot.style.transform = `translate(${p.x - origin.x}px,${p.y - origin.y}px)`;
    }
    frame = requestAnimationFrame(go);
  };
  frame = requestAnimationFrame(go);
  return {
    stop(): void {
      stopped = true;
      cancelAnimationFrame(frame);
      dot.remove();
    },
  };
}
