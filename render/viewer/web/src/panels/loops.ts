// Feedback loops: a list that is asked for as the reader likes it, and one
// loop told step by step.

import type { App } from "../app";
import { signMark, signOf } from "../atlas";
import type { Loop } from "../document";
import { g, h, replaceKeeping } from "../dom";
import type { LoopQuery } from "../engine";
import { icon } from "../icons";
import { loopLook } from "../looks";
import { button, iconButton, loopRow, polarityMark, section, segments, select, variableButton, variableOptions, type Panel } from "./parts";
import { moreButton } from "./variable";

interface Filter {
  polarity: "" | "R" | "B" | "U";
  longest: number;
  through: string;
  order: "length" | "strength";
  limit: number;
}

const page = 30;
const longest = 12;

// What the reader has asked for outlives the panel.
const filter: Filter = { polarity: "", longest: 6, through: "", order: "length", limit: page };

export function loopsPanel(app: App): Panel {
  const detail = h("div", { class: "loop-detail" });
  const list = h("div");
  const controls = h("div", { class: "filters" });
  let shown: Loop[] = [];
  let step = -1;
  let playing = false;
  let asked = 0;

  const stopPlaying = (): void => {
    playing = false;
    app.view.stop();
  };
  const choose = (loop: Loop): void => app.store.set({ loop: app.atlas.loopKey(loop), select: "" });
  const drawDetail = (): void => {
    const loop = app.state.loop ? app.atlas.loop(app.state.loop) : null;
    if (!loop) {
      replaceKeeping(detail);
      return;
    }
    replaceKeeping(detail, detailOf(app, loop, {
      step, playing, others: shown,
      go: (n) => { stopPlaying(); goTo(loop, n); },
      play: () => {
        if (playing) {
          stopPlaying();
          goTo(loop, -1);
          return;
        }
        playing = true;
        app.view.play(loop, (n) => { if (playing) goTo(loop, n); });
        drawDetail();
      },
      choose,
    }));
  };
  const goTo = (loop: Loop, n: number): void => {
    step = n;
    app.preview(n < 0 ? null : loopLook(app, loop, n));
    if (n >= 0) {
      const link = app.atlas.linkOf(loop.links[n]!);
      app.announce(app.w("loopStep", { n: n + 1, total: loop.length, words: app.say(link?.words) }));
    }
    drawDetail();
    detail.querySelector('[aria-current="step"]')?.scrollIntoView({ block: "nearest" });
  };
  const drawList = async (): Promise<void> => {
    const mine = ++asked;
    const fits = (l: Loop): boolean => (!filter.polarity || l.polarity === filter.polarity) && l.length <= filter.longest &&
      (!filter.through || l.variables.includes(filter.through));
    const show = (found: Loop[], statement: string, more: boolean): void => {
      shown = found;
      const named = filter.order === "length" ? found.filter((l) => app.atlas.isNamed(l)) : [];
      const rest = found.filter((l) => !named.includes(l));
      const rows = (loops: Loop[]): HTMLElement => h("ul", { class: "rows", "data-list": "loops" }, ...loops.map((l) => loopRow(app, l, choose, filter.through)));
      replaceKeeping(list,
        named.length ? section(app.w("named"), rows(named)) : null,
        rest.length ? section(filter.order === "strength" ? app.w("orderStrength") : named.length ? app.w("otherLoops") : null, rows(rest)) : null,
        !found.length && h("p", { class: "hint" }, app.w("noLoops")),
        statement && h("p", { class: "hint" }, statement),
        more && moreButton(app, () => { filter.limit += page; void drawList(); }));
      drawDetail();
    };
    const known = app.atlas.loops.filter(fits);
    if (filter.order === "length") show(known.slice(0, filter.limit), app.say(app.atlas.map.loops.extent), false);
    const query: LoopQuery = { max_length: filter.longest, limit: filter.limit, order: filter.order };
    if (filter.polarity) query.polarity = filter.polarity;
    if (filter.through) query.through = [filter.through];
    try {
      const answer = await app.engine.loops(query);
      if (mine !== asked) return;
      const found = answer.loops.map((l) => app.atlas.remember(l));
      const named = filter.order === "length" ? known.filter((l) => app.atlas.isNamed(l)) : [];
      show([...named, ...found.filter((l) => !named.includes(l))], app.say(answer.statement), answer.loops.length >= filter.limit);
    } catch (error) {
      if (mine === asked) list.append(h("p", { class: "hint", role: "alert" }, (error as Error).message));
    }
  };
  const change = (patch: Partial<Filter>): void => {
    Object.assign(filter, { limit: page }, patch);
    drawControls();
    void drawList();
  };
  const drawControls = (): void => {
    const length = h("input", {
      type: "range", min: 2, max: longest, step: 1, value: filter.longest, "data-key": "longest", "aria-label": app.w("length"),
      "aria-valuetext": app.w("maxLinks", { n: filter.longest }), onchange: () => change({ longest: Number(length.value) }),
      oninput: () => { reading.textContent = app.w("maxLinks", { n: length.value }); },
    });
    const reading = h("output", null, app.w("maxLinks", { n: filter.longest }));
    replaceKeeping(controls,
      segments(app.w("polarity"), [{ value: "", label: app.w("all") }, { value: "R", label: "R " + app.w("reinforcing") },
        { value: "B", label: "B " + app.w("balancing") }, ...(app.atlas.map.loops.count.undetermined !== "0" ? [{ value: "U", label: "U " + app.w("undetermined") }] : [])] as { value: Filter["polarity"]; label: string }[],
      filter.polarity, (polarity) => change({ polarity })),
      h("label", { class: "field" }, h("span", null, app.w("length")), h("span", { class: "inline" }, length, reading)),
      select(app.w("through"), variableOptions(app, app.w("throughAny")), filter.through, (through) => change({ through })),
      select(app.w("loopOrder"), [{ value: "length", label: app.w("orderLength") }, { value: "strength", label: app.w("orderStrength") }],
        filter.order, (order) => change({ order: order as Filter["order"] })));
  };
  drawControls();
  drawDetail();
  void drawList();
  return {
    title: app.w("mode_loops"),
    body: h("div", { class: "loops-panel" }, detail, app.say(app.atlas.map.loops.statement) && h("p", null, app.say(app.atlas.map.loops.statement)),
      ...(app.atlas.map.loops.count.total === "0" ? [] : [lengthChart(app), controls, list])),
    update(state, before) {
      if (state.loop === before.loop) return true;
      step = -1;
      stopPlaying();
      app.preview(null);
      drawDetail();
      // The story of a loop stands at the top, wherever in the list it was chosen.
      if (state.loop) detail.closest(".panel-body")?.scrollTo({ top: 0 });
      for (const row of list.querySelectorAll<HTMLElement>("[data-loop]")) {
        const current = row.dataset.loop === state.loop;
        row.classList.toggle("current", current);
        if (current) row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
      }
      return true;
    },
    close() {
      stopPlaying();
      app.preview(null);
    },
  };
}

interface DetailOptions {
  step: number;
  playing: boolean;
  others: Loop[];
  go(step: number): void;
  play(): void;
  choose(loop: Loop): void;
}

function detailOf(app: App, loop: Loop, o: DetailOptions): HTMLElement {
  const total = loop.length;
  const at = o.others.indexOf(loop);
  const other = (n: number) => () => { const next = o.others[(at + n + o.others.length) % o.others.length]; if (next) o.choose(next); };
  return h("div", { class: "card" },
    h("div", { class: "card-head" }, polarityMark(app, loop.polarity),
      h("h3", { class: "grow" }, app.loopName(loop)),
      o.others.length > 1 && iconButton("back", `${app.w("previous")}: ${app.w("kindLoop")}`, other(at < 0 ? 0 : -1), { "data-key": "previous loop" }),
      o.others.length > 1 && iconButton("forward", `${app.w("next")}: ${app.w("kindLoop")}`, other(1), { "data-key": "next loop" }),
      iconButton("close", app.w("close"), () => app.store.set({ loop: "" }), { "data-key": "close loop" })),
    h("p", { class: "hint" }, `${app.polarity(loop)} · ${app.w("length").toLowerCase()} ${total}${loop.delayed ? " · " + app.w("delayed") : ""}`),
    app.say(loop.story) && h("p", { class: "story" }, app.say(loop.story)),
    h("div", { class: "buttons" },
      button(app.w(o.playing ? "pause" : "playLoop"), o.play, { class: "button primary", "data-key": "play loop", "aria-pressed": String(o.playing) }, icon(o.playing ? "pause" : "play")),
      iconButton("back", app.w("fewerLinks"), () => o.go(((o.step < 0 ? 0 : o.step) - 1 + total) % total), { "data-key": "step back" }),
      iconButton("forward", app.w("moreLinks"), () => o.go((o.step + 1) % total), { "data-key": "step forward" }),
      h("span", { class: "count" }, o.step < 0 ? "" : app.w("stepOf", { n: o.step + 1, total }))),
    h("ol", { class: "rows steps" }, ...loop.links.map((index, n) => {
      const link = app.atlas.linkOf(index);
      if (!link) return null;
      const sign = signOf(link);
      return h("li", null, h("button", {
        type: "button", class: "row" + (n === o.step ? " current" : ""), "aria-current": n === o.step ? "step" : null, "data-key": "step " + n, onclick: () => o.go(n),
      }, h("span", { class: "sign " + sign, "aria-hidden": "true" }, signMark[sign]), h("span", { class: "row-text" }, app.say(link.words))));
    })),
    h("details", null, h("summary", null, app.w("variables")), h("ul", { class: "rows" }, ...loop.variables.map((id) => h("li", null, variableButton(app, id))))));
}

/** lengthChart draws how many loops there are of each length. */
function lengthChart(app: App): HTMLElement | null {
  const rows = app.atlas.map.loops.by_length;
  if (rows.length < 3) return null;
  const most = Math.max(...rows.map((r) => Number(r.total)), 1);
  const width = 344;
  const height = 56;
  const step = width / rows.length;
  const bars = rows.flatMap((r, i) => {
    const size = (n: string): number => (Number(n) / most) * (height - 16);
    const reinforcing = size(r.reinforcing);
    const rest = size(r.total) - reinforcing;
    const title = `${r.length}: ${app.whole(r.total)} (R ${app.whole(r.reinforcing)}, B ${app.whole(r.balancing)})`;
    const bar = (y: number, tall: number, kind: string): SVGElement =>
      g("rect", { class: kind, x: i * step + 0.5, y, width: Math.max(1, step - 1), height: tall }, g("title", null, title));
    return [bar(height - 14 - reinforcing, reinforcing, "bar-r"), bar(height - 14 - reinforcing - rest, rest, "bar-b")];
  });
  const label = (i: number, anchor: string): SVGElement => g("text", { class: "axis", x: i * step + (anchor === "end" ? step : 0), y: height - 2, "text-anchor": anchor }, String(rows[i]!.length));
  return h("details", { class: "part" }, h("summary", null, app.w("lengths")),
    g("svg", { class: "bars", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${app.w("lengths")}: ${rows.slice(0, 12).map((r) => `${r.length}: ${app.whole(r.total)}`).join(", ")}${rows.length > 12 ? " …" : ""}` },
      ...bars, label(0, "start"), label(rows.length - 1, "end")),
    h("p", { class: "key" }, h("span", { class: "dot-r" }), app.w("reinforcing"), h("span", { class: "dot-b" }), app.w("balancing")));
}
