// The list of keys and gestures.

import type { App } from "../app";
import { h } from "../dom";
import type { Word } from "../words";
import { iconButton } from "./parts";

export class Help {
  readonly element = h("dialog", { class: "help" });

  constructor(private readonly app: App) {
    this.element.addEventListener("click", (e) => { if (e.target === this.element) this.element.close(); });
  }

  open(): void {
    const { app } = this;
    const rows: [string[], Word][] = [
      [["/"], "key_search"], [[app.w("keyArrows")], "key_arrows"], [["Enter"], "key_enter"], [["Esc"], "key_esc"], [["+", "−"], "key_zoom"], [["0"], "key_fit"],
      [["PgDn", "PgUp"], "key_page"], [["b"], "key_b"], [["f"], "key_f"], [["?"], "key_help"],
      [[app.w("keyDrag")], "key_drag"], [[app.w("keyWheel")], "key_wheel"], [[app.w("keyDouble")], "key_dbl"],
    ];
    this.element.setAttribute("aria-label", app.w("keys"));
    this.element.replaceChildren(
      h("div", { class: "card-head" }, h("h2", { class: "grow" }, app.w("keys")), iconButton("close", app.w("close"), () => this.element.close())),
      h("dl", { class: "keys" }, ...rows.flatMap(([keys, word]) => [h("dt", null, ...keys.map((k) => h("kbd", null, k))), h("dd", null, app.w(word))])));
    if (!this.element.open) this.element.showModal();
  }
}
