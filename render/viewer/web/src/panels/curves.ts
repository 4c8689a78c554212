// The charts of a scenario or a trial: the goal, what is selected, and what
// changes most; one column for each of the runs that are compared.

import type { App } from "../app";
import { chart, extent, place, type Chart, type Curve } from "../chart";
import type { Series } from "../document";
import { h } from "../dom";
import { icon } from "../icons";
import { changeStops } from "../drawing/colour";
import { scaleBar } from "./parts";

export interface Runs {
  name: string;
  times: number[];
  variables: Map<string, Series>;
}

const others = 6;

export interface Curves {
  element: HTMLElement;
  /** No chart is drawn: nothing moves and nothing is asked for. */
  empty: boolean;
  /** Draws other runs into the same charts. */
  set(runs: Runs[]): void;
  at(time: number | null): void;
}

/** listed returns the variables that get a chart: those of the goal, extra ones, and those that change most. */
function listed(app: App, runs: Runs[], extra: string[]): { first: string[]; most: string[] } {
  const has = (id: string): boolean => runs.some((r) => r.variables.has(id));
  const first = [...new Set([...extra, ...app.atlas.goal()])].filter(has);
  const size = (id: string): number => Math.max(...runs.map((r) => Math.abs(r.variables.get(id)?.median.at(-1) ?? 0)));
  const most = app.atlas.map.variables.map((v) => v.id).filter((id) => has(id) && !first.includes(id) && size(id) > 0.005)
    .sort((a, b) => size(b) - size(a)).slice(0, others);
  return { first, most };
}

export function curves(app: App, runs: Runs[], extra: string[], width: number, choose: (time: number) => void): Curves {
  const { first, most } = listed(app, runs, extra);
  const all: Curve[] = [...first, ...most].flatMap((id) => runs.map((r) => r.variables.get(id)).filter((s): s is Series => s !== undefined));
  const [low, high] = extent(all);
  const charts: { chart: Chart; id: string; run: number }[] = [];
  const one = (id: string): HTMLElement => {
    const wanted = app.atlas.wanted(id);
    return h("figure", { class: "curve" },
      h("figcaption", null, h("button", {
        type: "button", class: "text-button", "data-key": "curve " + id, "aria-pressed": String(app.state.select === id),
        onclick: () => {
          app.store.set({ select: app.state.select === id ? "" : id });
          if (app.state.select === id) app.view.reveal([id]);
        },
      }, app.label(id)), wanted !== 0 && h("span", { class: "tag" }, icon(wanted > 0 ? "up" : "down"), app.w(wanted > 0 ? "raise" : "lower"))),
      h("div", { class: "columns" }, ...runs.map((r, n) => {
        const curve = r.variables.get(id);
        if (!curve) return h("p", { class: "hint" }, "–");
        const c = chart({
          times: r.times, curve, low, high, width: Math.floor((width - 16 * (runs.length - 1)) / runs.length), height: 84,
          name: runs.length > 1 ? `${app.label(id)}, ${r.name}` : app.label(id),
          signed: (v) => app.signed(v), time: (t) => app.time(t), choose,
        });
        charts.push({ chart: c, id, run: n });
        return h("div", null, c.element);
      })));
  };
  const element = h("div", { class: "curves" },
    runs.length > 1 && h("div", { class: "columns heads" }, ...runs.map((r) => h("p", null, r.name))),
    first.length ? h("div", null, ...first.map(one)) : null,
    most.length ? h("div", null, h("h3", null, app.w("biggestChanges")), ...most.map(one)) : null);
  return {
    element,
    empty: charts.length === 0,
    set(given) {
      const all = charts.map(({ id, run }) => given[run]?.variables.get(id));
      const [low, high] = extent(all.filter((s) => s !== undefined));
      charts.forEach(({ chart: c, run }, i) => { if (all[i]) c.set(all[i], given[run]!.times, low, high); });
    },
    at(time) {
      for (const c of charts) c.chart.at(time ?? Infinity);
    },
  };
}

/** valuesAt returns the change of every variable at a moment; null is the end. */
export function valuesAt(run: Runs, time: number | null): Map<string, number> {
  const i = time === null ? run.times.length - 1 : place(run.times, time);
  return new Map([...run.variables].map(([id, series]) => [id, series.median[i] ?? 0]));
}

/** largestOf returns the largest change of any run at any time, for the scale of colours. */
export function largestOf(runs: Runs[]): number {
  let largest = 0.05;
  for (const run of runs) for (const s of run.variables.values()) for (const v of s.median) largest = Math.max(largest, Math.abs(v));
  return largest;
}

/** changeScale explains the colours of change. */
export function changeScale(app: App, largest: number): HTMLElement {
  return h("div", { class: "scale" }, h("p", { class: "label" }, app.w("changeScale")), scaleBar(changeStops(false), changeStops(true)),
    h("div", { class: "scale-ends" }, h("span", null, `▼ ${app.number(largest, 2)} ${app.w("less")}`), h("span", null, "0"), h("span", null, `${app.w("more")} ${app.number(largest, 2)} ▲`)));
}
