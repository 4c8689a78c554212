// The map's scenarios: what each changes, when, and how sure that is.

import type { App } from "../app";
import type { Scenario } from "../document";
import { h, replaceKeeping } from "../dom";
import type { Looks } from "../looks";
import { changeScale, curves, largestOf, valuesAt, type Curves, type Runs } from "./curves";
import { section, segments, select, variableButton, type Panel } from "./parts";
import { timeline } from "./timeline";

function runsOf(app: App, s: Scenario, mark: string): Runs | null {
  if (!s.summary) return null;
  return { name: mark + app.say(s.label), times: s.summary.times, variables: new Map(Object.entries(s.summary.variables)) };
}

export function scenarioPanel(app: App, looks: Looks, width: () => number): Panel {
  const { scenarios } = app.atlas.map;
  const first = app.atlas.scenarios.get(app.state.scenario) ?? null;
  const second = first ? app.atlas.scenarios.get(app.state.compare) ?? null : null;
  const runs: Runs[] = [];
  const a = first && runsOf(app, first, second ? "A · " : "");
  const b = second && runsOf(app, second, "B · ");
  for (const run of [a, b]) if (run) runs.push(run);
  let shown = 0;
  const line = timeline(app);
  let drawn: Curves | null = null;
  const charts = h("div");
  const most = Math.max(...[first, second].map((s) => s?.summary?.members ?? 0));
  const wide = runs.length > 1;
  const draw = (): void => {
    const extra = app.atlas.variables.has(app.state.select) ? [app.state.select] : [];
    drawn = curves(app, runs, extra, width(), (time) => app.store.set({ time }, "replace"));
    replaceKeeping(charts, drawn.element, h("p", { class: "hint" }, drawn.empty ? app.w("chooseCurve") : app.w("band", { n: most })));
    drawn.at(app.state.time);
  };
  const paint = (): void => {
    const run = runs[Math.min(shown, runs.length - 1)];
    looks.scale(largestOf(runs));
    app.changes(run ? valuesAt(run, app.state.time) : null);
    if (run) line.set(run.times, app.state.time);
    drawn?.at(app.state.time);
  };
  const side = h("div");
  const drawSide = (): void => {
    if (runs.length < 2) return;
    replaceKeeping(side, segments(app.w("onMap"), runs.map((r, i) => ({ value: String(i), label: r.name })), String(shown), (value) => {
      shown = Number(value);
      drawSide();
      paint();
    }));
  };
  const body = h("div", { class: "scenario-panel" });
  body.append(chooser(app, scenarios));
  if (first) {
    const note = app.say(first.note);
    if (note) body.append(h("p", null, note));
    body.append(select(app.w("compareWith"), [{ value: "", label: app.w("compareNothing") },
      ...scenarios.filter((s) => s.id !== first.id && s.summary).map((s) => ({ value: s.id, label: app.say(s.label) }))], second?.id ?? "",
    (compare) => app.store.set({ compare })));
  }
  if (runs.length) {
    drawSide();
    draw();
    body.append(side, line.element, changeScale(app, largestOf(runs)), charts);
  }
  if (first) body.append(findings(app, first));
  if (second) body.append(h("h3", null, app.say(second.label)), findings(app, second));
  paint();
  return {
    title: app.w("mode_scenarios"),
    body,
    wide,
    update(state, before) {
      if (state.scenario !== before.scenario || state.compare !== before.compare) return false;
      if (state.select !== before.select && runs.length) draw();
      if (state.time !== before.time || state.theme !== before.theme) paint();
      return true;
    },
    close() {
      line.stop();
      app.changes(null);
    },
  };
}

function chooser(app: App, scenarios: Scenario[]): HTMLElement {
  if (!scenarios.length) return h("p", { class: "hint" }, app.w("noScenarios"));
  return h("ul", { class: "rows choices", "data-list": "scenarios" }, ...scenarios.map((s) => h("li", null, h("button", {
    type: "button", class: "row" + (s.id === app.state.scenario ? " current" : ""), "data-key": "scenario " + s.id, "data-scenario": s.id,
    "aria-pressed": String(s.id === app.state.scenario),
    onclick: () => app.store.set({ scenario: s.id === app.state.scenario ? "" : s.id, compare: "" }),
  }, h("span", { class: "radio", "aria-hidden": "true" }), h("span", { class: "row-text" }, app.say(s.label))))));
}

function findings(app: App, s: Scenario): HTMLElement {
  const done = s.interventions.map((x) => `--${x.action} ${x.text}`);
  const pressed = [...new Set(s.interventions.map((x) => x.text.split("=")[0]!).filter((id) => app.atlas.variables.has(id)))];
  return h("div", null,
    s.statements.length ? section(app.w("findings"), h("ul", { class: "sentences" }, ...s.statements.map((t) => h("li", null, app.say(t))))) : null,
    done.length ? h("details", { class: "part" }, h("summary", null, app.w("interventions")),
      h("ul", { class: "rows" }, ...pressed.map((id) => h("li", null, variableButton(app, id,
        h("span", { class: "count" }, s.interventions.filter((x) => x.text.startsWith(id + "=")).map((x) => x.text.slice(id.length + 1)).join(", ")))))),
      h("ul", { class: "plain" }, ...s.interventions.filter((x) => !pressed.includes(x.text.split("=")[0]!)).map((x) => h("li", null, h("code", null, x.text))))) : null);
}
