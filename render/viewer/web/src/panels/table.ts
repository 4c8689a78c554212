// The map as text: tables of variables and links, for those who do not see
// the drawing or would rather read.

import type { App } from "../app";
import { signMark, signOf } from "../atlas";
import { h } from "../dom";
import type { Panel } from "./parts";

export function tablePanel(app: App): Panel {
  const variables = h("tbody");
  const links = h("tbody");
  const filter = h("input", { type: "search", "data-key": "filter", placeholder: app.w("search"), "aria-label": app.w("search"), oninput: () => narrow() });
  const go = (id: string, text: string): HTMLElement =>
    h("button", { type: "button", class: "text-button", onclick: () => app.store.set({ mode: "map", select: id, loop: "" }) }, text);
  for (const v of app.atlas.map.variables) {
    variables.append(h("tr", null,
      h("th", { scope: "row" }, go(v.id, app.label(v.id))),
      h("td", null, app.say(app.atlas.categories.get(v.category ?? "")?.label)),
      h("td", null, app.say(app.atlas.clusters.get(v.cluster ?? "")?.label)),
      h("td", { class: "num" }, String(app.atlas.into.get(v.id)?.length ?? 0)),
      h("td", { class: "num" }, String(app.atlas.out.get(v.id)?.length ?? 0)),
      h("td", { class: "num" }, v.loops ? app.whole(v.loops.total) : "–")));
  }
  for (const l of app.atlas.map.links) {
    links.append(h("tr", null,
      h("th", { scope: "row" }, go(l.from, app.label(l.from))),
      h("td", null, `${signMark[signOf(l)]} ${app.w(signOf(l))}`),
      h("td", null, go(l.to, app.label(l.to))),
      h("td", null, app.say(l.words))));
  }
  const narrow = (): void => {
    const text = filter.value.trim().toLocaleLowerCase();
    for (const row of [...variables.rows, ...links.rows]) row.hidden = text !== "" && !row.textContent!.toLocaleLowerCase().includes(text);
  };
  const head = (...names: string[]): HTMLElement => h("thead", null, h("tr", null, ...names.map((name, i) =>
    h("th", { scope: "col", "aria-sort": "none" }, h("button", { type: "button", class: "text-button", onclick: (e: Event) => sortBy(e.currentTarget as HTMLElement, i, app.state.language) }, name)))));
  const table = (caption: string, header: HTMLElement, body: HTMLElement): HTMLElement => h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "big-table" }, h("caption", null, caption), header, body));
  return {
    title: app.w("mode_table"), wide: true, update: () => true,
    body: h("div", { class: "table-panel" }, h("p", { class: "hint" }, app.w("tableHint")), filter,
      table(`${app.w("variables")} (${app.atlas.map.variables.length})`,
        head(app.w("variable"), app.w("category"), app.w("cluster"), app.w("linksIn"), app.w("linksOut"), app.w("loops")), variables),
      table(`${app.w("links")} (${app.atlas.map.links.length})`, head(app.w("from"), app.w("polarity"), app.w("to"), app.w("link")), links)),
  };
}

function sortBy(pressed: HTMLElement, column: number, language: string): void {
  const cell = pressed.closest("th")!;
  const body = pressed.closest("table")!.tBodies[0]!;
  const down = cell.getAttribute("aria-sort") === "ascending";
  for (const other of cell.parentElement!.children) other.setAttribute("aria-sort", "none");
  cell.setAttribute("aria-sort", down ? "descending" : "ascending");
  const of = (row: HTMLTableRowElement): string => row.cells[column]?.textContent ?? "";
  const digits = (text: string): number => Number(text.replace(/[.,]/g, ""));
  const rows = [...body.rows].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    const order = /^\d/.test(x) && /^\d/.test(y) ? digits(x) - digits(y) : x.localeCompare(y, language);
    return down ? -order : order;
  });
  body.append(...rows);
}
