// What if: press variables and see at once what follows, by the engine.

import type { App } from "../app";
import { h, replaceKeeping } from "../dom";
import { Superseded, type Outcome, type Trial } from "../engine";
import type { Looks } from "../looks";
import { pressText, type Press, type State } from "../state";
import { changeScale, curves, largestOf, valuesAt, type Curves, type Runs } from "./curves";
import { button, iconButton, section, select, variableOptions, type Panel } from "./parts";
import { icon } from "../icons";
import { timeline } from "./timeline";

const ensembleRuns = 50;
const moments = 61;
const settle = 220;
const suggestions = 6;

export function whatIfPanel(app: App, looks: Looks, width: () => number): Panel {
  const presses = h("div", { class: "presses" });
  const efforts = h("div");
  const results = h("div", { class: "results" });
  const status = h("p", { class: "hint", role: "status" });
  const command = h("div");
  const line = timeline(app);
  let run: Runs | null = null;
  let outcome: Outcome | null = null;
  let drawn: Curves | null = null;
  let asked = 0;
  let timer = 0;
  let closed = false;

  const paint = (): void => {
    app.changes(run ? valuesAt(run, app.state.time) : null);
    if (run) line.set(run.times, app.state.time);
    drawn?.at(app.state.time);
  };
  let listed = "";
  let noted = "";
  let scaled: HTMLElement | null = null;
  const draw = (relist: boolean): void => {
    if (!run || !outcome) {
      drawn = null;
      results.replaceChildren();
      command.replaceChildren();
      return;
    }
    const largest = largestOf([run]);
    looks.scale(largest);
    const pressed = app.state.presses.map((p) => p.variable);
    const extra = app.atlas.variables.has(app.state.select) ? [app.state.select] : app.atlas.goal().length ? [] : pressed;
    const key = extra.join() + "|" + pressed.join();
    const scale = changeScale(app, largest);
    if (drawn && !relist && key === listed) {
      // The charts stay where they are while a slider is moved.
      drawn.set([run]);
      scaled?.replaceWith(scale);
    } else {
      listed = key;
      drawn = curves(app, [run], extra, width(), (time) => app.store.set({ time }, "replace"));
      replaceKeeping(results, line.element, scale, drawn.element);
    }
    scaled = scale;
    const code = command.querySelector("code");
    const same = outcome.notes.join() === noted;
    noted = outcome.notes.join();
    if (code && same) code.textContent = outcome.command;
    else replaceKeeping(command, commandLine(app, outcome));
    paint();
  };
  const take = (answer: Outcome, relist: boolean): void => {
    outcome = answer;
    run = { name: "", times: answer.times, variables: new Map(answer.variables.map((v) => [v.variable, v])) };
    draw(relist);
  };
  const ask = (): void => {
    const mine = ++asked;
    clearTimeout(timer);
    app.engine.quiet();
    const trial = trialOf(app);
    if (!trial) {
      run = outcome = drawn = null;
      status.textContent = "";
      draw(true);
      app.changes(null);
      return;
    }
    const say = (text: string): void => { if (status.textContent !== text) status.textContent = text; };
    const current = (): boolean => mine === asked && !closed;
    const failed = (error: Error): void => {
      if (current() && !(error instanceof Superseded)) status.textContent = app.w("engineFailed", { reason: error.message });
    };
    if (!run) say(app.w("answering"));
    app.engine.middle(trial).then((answer) => {
      if (!current()) return;
      take(answer, false);
      say(app.w("runningEnsemble"));
      timer = setTimeout(() => {
        app.engine.ensemble({ ...trial, runs: ensembleRuns, until: answer.until }).then((whole) => {
          if (!current()) return;
          take(whole, true);
          status.textContent = app.w("band", { n: whole.members });
        }, failed);
      }, settle) as unknown as number;
    }, failed);
  };

  drawPresses(app, presses);
  drawEfforts(app, efforts);
  ask();
  return {
    title: app.w("mode_what-if"),
    body: h("div", { class: "what-if-panel" }, h("p", { class: "hint" }, app.w("whatIfHint")), presses, efforts, status, results, command),
    update(state, before) {
      const who = (s: State): string => s.presses.map((p) => p.variable).join();
      if (who(state) !== who(before) || state.select !== before.select) drawPresses(app, presses);
      else if (state.presses !== before.presses) refreshPresses(app, presses);
      if (state.efforts !== before.efforts) {
        drawEfforts(app, efforts);
        drawPresses(app, presses);
      }
      if (state.presses !== before.presses || state.efforts !== before.efforts) ask();
      else if (state.select !== before.select) draw(true);
      else if (state.time !== before.time) paint();
      return true;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      app.engine.quiet();
      line.stop();
      app.changes(null);
    },
  };
}

/** trialOf returns what the state tries out, or null if that is nothing. */
function trialOf(app: App): Trial | null {
  const presses = app.state.presses.filter((p) => p.amount !== 0 && app.atlas.variables.has(p.variable));
  const efforts = app.state.efforts.filter((id) => app.atlas.efforts.has(id));
  if (!presses.length && !efforts.length) return null;
  return {
    name: app.atlas.map.name, efforts, interventions: presses.map((p) => ({ action: "press", text: pressText(p) })),
    points: moments, until: app.atlas.map.until || 0, seed: app.atlas.map.seed || 1, language: app.state.language,
  };
}

function setPress(app: App, index: number, patch: Partial<Press>, how: "push" | "replace" = "replace"): void {
  app.store.set({ presses: app.state.presses.map((p, i) => (i === index ? { ...p, ...patch } : p)) }, how);
}

function drawPresses(app: App, into: HTMLElement): void {
  const { presses, select: selected } = app.state;
  const taken = new Set(presses.map((p) => p.variable));
  const add = (variable: string): void => {
    if (!variable || taken.has(variable)) return;
    app.store.set({ presses: [...presses, { variable, amount: app.atlas.map.press || 0.5, from: null, until: null }], select: variable });
  };
  const canPress = app.atlas.variables.has(selected) && !taken.has(selected);
  replaceKeeping(into,
    ...presses.map((p, i) => pressRow(app, p, i)),
    canPress && button(`${app.w("pressOf", { label: app.label(selected) })}`, () => add(selected), { class: "button primary", "data-key": "press selected" }, icon("plus")),
    select(app.w("addPress"), variableOptions(app, app.w("choose")).filter((o) => !taken.has(o.value)), "", add),
    !presses.length && !app.state.efforts.length && strongest(app, add),
    presses.length > 1 && button(app.w("clearAll"), () => app.store.set({ presses: [] }), { "data-key": "clear presses" }));
}

/** strongest offers the variables that move the goal most, for those who do not know where to begin. */
function strongest(app: App, add: (id: string) => void): HTMLElement | null {
  const ranked = app.atlas.map.variables.filter((v) => v.effect && !v.effect.in_goal && v.effect.sign !== 0)
    .sort((a, b) => a.effect!.rank - b.effect!.rank).slice(0, suggestions);
  if (!ranked.length) return null;
  return section(app.w("furthest"), h("ul", { class: "rows", "data-list": "suggestions" }, ...ranked.map((v) => h("li", null,
    h("button", { type: "button", class: "row", "data-key": "suggest " + v.id, onclick: () => add(v.id) }, icon("plus"),
      h("span", { class: "row-text" }, app.label(v.id)), h("span", { class: "count" }, app.signed(v.effect!.size)))))));
}

function pressRow(app: App, p: Press, i: number): HTMLElement {
  const name = app.label(p.variable);
  const amount = h("input", {
    type: "range", min: -1, max: 1, step: 0.05, value: p.amount, "data-key": "amount " + i, "data-press": p.variable,
    "aria-label": app.w("pressOf", { label: name }), "aria-valuetext": app.signed(p.amount),
    oninput: () => setPress(app, i, { amount: Number(amount.value) }),
  });
  const moment = (which: "from" | "until"): HTMLElement => {
    const box = h("input", {
      type: "number", min: 0, step: "any", value: p[which] ?? "", placeholder: which === "from" ? "0" : "∞", "data-key": `${which} ${i}`,
      onchange: () => {
        const value = box.value.trim() === "" ? null : Math.max(0, Number(box.value));
        const until = which === "until" ? value : app.state.presses[i]?.until ?? null;
        const from = which === "from" ? value : app.state.presses[i]?.from ?? null;
        const wrong = value !== null && !Number.isFinite(value) || (until !== null && until <= (from ?? 0));
        box.setAttribute("aria-invalid", String(wrong));
        if (!wrong) setPress(app, i, { [which]: value });
      },
    });
    return h("label", null, app.w(which), " ", box);
  };
  return h("div", { class: "press" },
    h("div", { class: "press-head" },
      h("button", { type: "button", class: "text-button", "data-key": "show " + i, onclick: () => { app.store.set({ select: p.variable }); app.view.reveal([p.variable]); } }, name),
      h("output", { class: "amount" }, app.signed(p.amount)),
      iconButton("close", app.w("removeOf", { label: name }), () => app.store.set({ presses: app.state.presses.filter((_, n) => n !== i) }))),
    amount,
    h("div", { class: "ends", "aria-hidden": "true" }, h("span", null, "−1"), h("span", null, "0"), h("span", null, "+1")),
    h("div", { class: "moments" }, moment("from"), moment("until"), h("span", null, app.say(app.atlas.map.unit.label))));
}

/** refreshPresses writes new amounts without taking the slider from under the hand. */
function refreshPresses(app: App, into: HTMLElement): void {
  app.state.presses.forEach((p, i) => {
    const slider = into.querySelector<HTMLInputElement>(`[data-key="amount ${i}"]`);
    if (!slider) return;
    if (Number(slider.value) !== p.amount) slider.value = String(p.amount);
    slider.setAttribute("aria-valuetext", app.signed(p.amount));
    const output = slider.parentElement?.querySelector("output");
    if (output) output.textContent = app.signed(p.amount);
  });
}

function drawEfforts(app: App, into: HTMLElement): void {
  if (!app.atlas.map.efforts.length) return;
  const open = app.state.efforts.length > 0 || into.querySelector("details")?.open;
  replaceKeeping(into, h("details", { class: "part", open }, h("summary", null, app.w("efforts"),
    h("span", { class: "count" }, app.w("outOf", { n: app.state.efforts.length, total: app.atlas.map.efforts.length }))),
  h("ul", { class: "rows" }, ...app.atlas.map.efforts.map((e) => {
    const box = h("input", {
      type: "checkbox", "data-key": "effort " + e.id, checked: app.state.efforts.includes(e.id),
      onchange: () => app.store.set({ efforts: box.checked ? [...app.state.efforts, e.id] : app.state.efforts.filter((id) => id !== e.id) }),
    });
    const status = app.say(e.status);
    return h("li", null, h("label", { class: "row check" }, box, h("span", { class: "row-text" }, app.say(e.label) || e.id, status && h("small", null, status))));
  }))));
}

function commandLine(app: App, outcome: Outcome): HTMLElement {
  const code = h("code", { tabindex: "0" }, outcome.command);
  const copy = button(app.w("copy"), () => {
    const done = (): void => {
      app.announce(app.w("copied"));
      copy.lastChild!.textContent = app.w("copied");
    };
    const choose = (): void => {
      getSelection()?.selectAllChildren(code);
      if (document.execCommand("copy")) done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent ?? "").then(done, choose);
    else choose();
  }, { "data-key": "copy" }, icon("copy"));
  return section(app.w("commandLine"), h("div", { class: "command" }, code, copy),
    ...outcome.notes.map((n) => h("p", { class: "hint" }, n)));
}
