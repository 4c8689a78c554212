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
  /** Moves the mark to a moment. */
  at(time: number): void;
}

const edge = { left: 2, right: 46, top: 8, bottom: 16 };

/** place returns the index of the moment nearest to a time. */
export function place(times: number[], time: number): number {
  let best = 0;
  for (let i = 1; i < times.length; i++) if (Math.abs(times[i]! - time) < Math.abs(times[best]! - time)) best = i;
  return best;
}

export function chart(o: ChartOptions): Chart {
  const { times, curve } = o;
  const last = times.length - 1;
  const right = o.width - edge.right;
  const x = (i: number): number => edge.left + ((times[i]! - times[0]!) / Math.max(1e-9, times[last]! - times[0]!)) * (right - edge.left);
  const y = (v: number): number => edge.top + ((o.high - Math.max(o.low, Math.min(o.high, v))) / Math.max(1e-9, o.high - o.low)) * (o.height - edge.top - edge.bottom);
  const line = (values: number[]): string => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const band = line(curve.high) + curve.low.map((_, n) => { const i = last - n; return `L${x(i).toFixed(1)} ${y(curve.low[i]!).toFixed(1)}`; }).join("") + "Z";
  const hair = g("line", { class: "hair", y1: edge.top - 4, y2: o.height - edge.bottom });
  const dot = g("circle", { class: "value", r: 3.5 });
  const value = g("text", { class: "value-text", x: right + 7 });
  const readout = g("text", { class: "readout", y: 10, "text-anchor": "middle" });
  const hasBand = curve.low.some((v, i) => Math.abs(v - curve.high[i]!) > 1e-9);
  const element = g("svg", {
    class: "chart", viewBox: `0 0 ${o.width} ${o.height}`, width: o.width, height: o.height, role: "img",
    "aria-label": `${o.name}: ${o.signed(curve.median[last]!)}${hasBand ? ` (${o.signed(curve.low[last]!)} – ${o.signed(curve.high[last]!)})` : ""}, ${o.time(times[last]!)}`,
  },
  g("line", { class: "zero", x1: edge.left, x2: right, y1: y(0), y2: y(0) }),
  hasBand && g("path", { class: "band", d: band }),
  g("path", { class: "line", d: line(curve.median) }),
  g("text", { class: "axis", x: edge.left, y: o.height - 3 }, o.time(times[0]!)),
  g("text", { class: "axis", x: right, y: o.height - 3, "text-anchor": "end" }, o.time(times[last]!)),
  hair, dot, value, readout);
  const mark = (i: number): void => {
    hair.setAttribute("x1", String(x(i)));
    hair.setAttribute("x2", String(x(i)));
    dot.setAttribute("cx", String(x(i)));
    dot.setAttribute("cy", String(y(curve.median[i]!)));
    value.setAttribute("y", String(Math.max(12, Math.min(o.height - edge.bottom, y(curve.median[i]!) + 4))));
    value.textContent = o.signed(curve.median[i]!);
  };
  let shown = last;
  const at = (time: number): void => {
    shown = place(times, time);
    mark(shown);
  };
  at(times[last]!);
  const under = (e: PointerEvent): number => {
    const box = element.getBoundingClientRect();
    const t = ((e.clientX - box.left) / box.width * o.width - edge.left) / (right - edge.left);
    return place(times, times[0]! + Math.max(0, Math.min(1, t)) * (times[last]! - times[0]!));
  };
  element.addEventListener("pointermove", (e) => {
    const i = under(e);
    mark(i);
    const span = hasBand ? ` (${o.signed(curve.low[i]!)} – ${o.signed(curve.high[i]!)})` : "";
    readout.textContent = `${o.time(times[i]!)}: ${o.signed(curve.median[i]!)}${span}`;
    readout.setAttribute("x", String(Math.max(92, Math.min(o.width - 92, x(i)))));
    element.classList.add("reading");
  });
  element.addEventListener("pointerleave", () => {
    readout.textContent = "";
    element.classList.remove("reading");
    mark(shown);
  });
  element.addEventListener("click", (e) => o.choose?.(times[under(e as unknown as PointerEvent)]!));
  return { element, at };
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
