// Everything about one influence.

import type { App } from "../app";
import { signMark, signOf } from "../atlas";
import { h, outside } from "../dom";
import { hasWord } from "../words";
import { facts, section, variableButton, type Panel } from "./parts";
import { countWords } from "./variable";

export function linkPanel(app: App, id: string): Panel {
  const link = app.atlas.links.get(id)!;
  const sign = signOf(link);
  const unit = app.say(app.atlas.map.unit.label);
  const confidence = "confidence_" + link.confidence;
  const body = h("div", null,
    h("p", { class: "lead" }, app.say(link.words)),
    h("ul", { class: "rows" },
      h("li", null, variableButton(app, link.from)),
      h("li", { class: "between" }, h("span", { class: "sign " + sign, "aria-hidden": "true" }, signMark[sign]), app.w(sign)),
      h("li", null, variableButton(app, link.to))),
    app.say(link.note) && h("p", null, app.say(link.note)),
    facts([
      [app.w("strength"), link.strength_stated ? app.range(link.strength) : app.w("unstated")],
      [app.w("delay"), link.delay && `${app.range(link.delay)} ${unit}`],
      [app.w("confidence"), link.confidence && (hasWord(confidence) ? app.w(confidence) : link.confidence)],
      [app.w("probability"), link.probability < 1 ? app.percent(link.probability) : null],
    ]),
    link.loops && h("p", { class: "hint" }, countWords(app, link.loops)),
    link.evidence?.length ? section(app.w("evidence"), h("ul", { class: "rows plain" }, ...link.evidence.map((e) => h("li", null,
      app.say(e.quote) && h("blockquote", null, app.say(e.quote)),
      h("small", null, [app.say(e.label) || e.kind].filter(Boolean).join(""), e.source ? (e.kind ? " · " : "") : "", e.source ? outside(e.url, e.source) : e.url ? outside(e.url, e.url) : null))))) : null);
  return { title: app.w("link"), body, update: () => true };
}
