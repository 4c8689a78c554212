// A small chart of one variable over time: a line, its band, and the values
// written where they are. It is drawn to the size it is shown at.

import { g } from "./dom";

export interface Curve {
  median: number[];
  low: number[];
  high: number[];
}

export interface ChartOptions {
  times: number[];
  curve: Curve;
  /** Both ends of the vertical axis. */
  low: number;
  high: number;
  width: number;
  height: number;
  /** What the chart is of, for screen readers. */
  name: string;
  signed(value: number): string;
  time(value: number): string;
  /** Called when a moment is chosen with the pointer. */
  choose?: (time: number) => void;
}

export interface Chart {
  element: SVGSVGElement;
  /** Draws another curve between other ends. */
  set(curve: Curve, times: number[], low: number, high: number): void;
  /** Moves the mark to a moment. */
  at(time: number): void;
}

const edge = { left: 2, right: 46, top: 8, bottom: 16 };

/** place returns the index of the moment nearest to a time. */
export function place(times: number[], time: number): number {
  if (time === Infinity) return times.length - 1;
  let best = 0;
  for (let i = 1; i < times.length; i++) if (Math.abs(times[i]! - time) < Math.abs(times[best]! - time)) best = i;
  return best;
}

export function chart(o: ChartOptions): Chart {
  let { times, curve, low, high } = o;
  let shown = Infinity;
  const right = o.width - edge.right;
  const x = (i: number): number => edge.left + ((times[i]! - times[0]!) / Math.max(1e-9, times.at(-1)! - times[0]!)) * (right - edge.left);
  const y = (v: number): number => edge.top + ((high - Math.max(low, Math.min(high, v))) / Math.max(1e-9, high - low)) * (o.height - edge.top - edge.bottom);
  const line = (values: number[]): string => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const back = (values: number[]): string => values.map((v, i) => `L${x(i).toFixed(1)} ${y(v).toFixed(1)}`).reverse().join("");
  const zero = g("line", { class: "zero", x1: edge.left, x2: right });
  const band = g("path", { class: "band" });
  const course = g("path", { class: "line" });
  const first = g("text", { class: "axis", x: edge.left, y: o.height - 3 });
  const last = g("text", { class: "axis", x: right, y: o.height - 3, "text-anchor": "end" });
  const hair = g("line", { class: "hair", y1: edge.top - 4, y2: o.height - edge.bottom });
  const dot = g("circle", { class: "value", r: 3.5 });
  const value = g("text", { class: "value-text", x: right + 7 });
  const readout = g("text", { class: "readout", y: 10, "text-anchor": "middle" });
  const element = g("svg", { class: "chart", viewBox: `0 0 ${o.width} ${o.height}`, width: o.width, height: o.height, role: "img" },
    zero, band, course, first, last, hair, dot, value, readout);
  const hasBand = (): boolean => curve.low.some((v, i) => Math.abs(v - curve.high[i]!) > 1e-9);
  const span = (i: number): string => (hasBand() ? ` (${o.signed(curve.low[i]!)} – ${o.signed(curve.high[i]!)})` : "");
  const mark = (i: number): void => {
    const [px, py] = [x(i).toFixed(1), y(curve.median[i]!)];
    hair.setAttribute("x1", px);
    hair.setAttribute("x2", px);
    dot.setAttribute("cx", px);
    dot.setAttribute("cy", py.toFixed(1));
    value.setAttribute("y", String(Math.max(12, Math.min(o.height - edge.bottom, py + 4))));
    write(value, o.signed(curve.median[i]!));
  };
  const draw = (): void => {
    const end = times.length - 1;
    zero.setAttribute("y1", y(0).toFixed(1));
    zero.setAttribute("y2", y(0).toFixed(1));
    band.setAttribute("d", hasBand() ? line(curve.high) + back(curve.low) + "Z" : "");
    course.setAttribute("d", line(curve.median));
    write(first, o.time(times[0]!));
    write(last, o.time(times[end]!));
    element.setAttribute("aria-label", `${o.name}: ${o.signed(curve.median[end]!)}${span(end)}, ${o.time(times[end]!)}`);
    mark(place(times, shown));
  };
  const under = (e: MouseEvent): number => {
    const box = element.getBoundingClientRect();
    const t = ((e.clientX - box.left) / box.width * o.width - edge.left) / (right - edge.left);
    return place(times, times[0]! + Math.max(0, Math.min(1, t)) * (times.at(-1)! - times[0]!));
  };
  element.addEventListener("pointermove", (e) => {
    const i = under(e);
    mark(i);
    write(readout, `${o.time(times[i]!)}: ${o.signed(curve.median[i]!)}${span(i)}`);
    readout.setAttribute("x", String(Math.max(92, Math.min(o.width - 92, x(i)))));
  });
  element.addEventListener("pointerleave", () => {
    write(readout, "");
    mark(place(times, shown));
  });
  element.addEventListener("click", (e) => o.choose?.(times[under(e)]!));
  draw();
  return {
    element,
    set(newCurve, newTimes, newLow, newHigh) {
      [curve, times, low, high] = [newCurve, newTimes, newLow, newHigh];
      draw();
    },
    at(time) {
      shown = time;
      mark(place(times, time));
    },
  };
}

/** write changes a text only if it is another, so that nothing is laid out in vain. */
function write(element: SVGTextElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** extent returns the ends of an axis that holds curves and 0, the same for all. */
export function extent(curves: Curve[]): [number, number] {
  let low = 0;
  let high = 0;
  for (const c of curves) {
    for (const v of c.low) low = Math.min(low, v);
    for (const v of c.high) high = Math.max(high, v);
  }
  const least = 0.02;
  if (high - low < least) {
    low -= least / 2;
    high += least / 2;
  }
  return [low, high];
}
