// What panels and bars share: the map, the state, the drawing, the engine, and
// how to say things in the reader's language.

import { choose, type Atlas } from "./atlas";
import type { Loop, Text } from "./document";
import type { MapView } from "./drawing/mapview";
import type { Look } from "./drawing/look";
import type { Engine } from "./engine";
import type { State, Store } from "./state";
import { wordIn, type Word } from "./words";

export class App {
  /** Shows a look for as long as something is pointed at; null ends it. */
  preview: (look: Look | null) => void = () => {};
  /** Tells screen readers what has happened. */
  announce: (text: string) => void = () => {};
  /** Tells where the map is to be coloured by values of a trial. */
  changes: (values: Map<string, number> | null) => void = () => {};

  constructor(readonly atlas: Atlas, readonly store: Store, readonly view: MapView, readonly engine: Engine) {}

  get state(): State {
    return this.store.state;
  }

  say(text: Text | string | undefined): string {
    return choose(text, this.state.language);
  }

  w(word: Word, parts?: Record<string, string | number>): string {
    return wordIn(word, this.state.language, parts);
  }

  label(variable: string): string {
    return this.say(this.atlas.variables.get(variable)?.label) || variable;
  }

  loopName(loop: Loop): string {
    const label = this.say(loop.label);
    if (loop.id) return label && label !== loop.id ? `${loop.id} · ${label}` : loop.id;
    return loop.variables.slice(0, 3).map((id) => this.label(id)).join(" → ") + (loop.length > 3 ? " → …" : "");
  }

  polarity(loop: { polarity: "R" | "B" | "U" }): string {
    return this.w(loop.polarity === "R" ? "reinforcing" : loop.polarity === "B" ? "balancing" : "undetermined");
  }

  private readonly formats = new Map<string, Intl.NumberFormat>();

  /** format writes a number as the language does; making a format is slow, so each is kept. */
  private format(value: number, least: number, most: number, style: "decimal" | "percent" = "decimal"): string {
    const locale = this.state.language === "da" ? "da-DK" : "en-GB";
    const key = `${locale} ${style} ${least} ${most}`;
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style, minimumFractionDigits: least, maximumFractionDigits: most });
      this.formats.set(key, format);
    }
    return format.format(value).replace(/^-/, "−");
  }

  /** number writes a number with so many digits after the point. */
  number(value: number, digits = 2): string {
    return this.format(value, digits, digits);
  }

  /** short writes a number without zeros that say nothing. */
  short(value: number, digits = 2): string {
    return this.format(value, 0, digits);
  }

  /** signed writes a change with its sign. */
  signed(value: number, digits = 2): string {
    const rounded = Number(value.toFixed(digits));
    return rounded > 0 ? "+" + this.number(value, digits) : rounded < 0 ? this.number(value, digits) : this.number(0, digits);
  }

  percent(share: number): string {
    return this.format(share, 0, 0, "percent");
  }

  /** whole writes a whole number given in digits, in groups of three. */
  whole(digits: string | number): string {
    const dot = this.state.language === "da" ? "." : ",";
    return String(digits).replace(/\B(?=(\d{3})+(?!\d))/g, dot);
  }

  /** range writes one number, or two that are not the same. */
  range(values: readonly [number, number], digits = 2): string {
    return values[0] === values[1] ? this.short(values[0], digits) : `${this.short(values[0], digits)}–${this.short(values[1], digits)}`;
  }

  time(value: number): string {
    const unit = this.say(this.atlas.map.unit.label);
    return this.short(value, value < 10 ? 1 : 0) + (unit ? " " + unit : "");
  }
}
