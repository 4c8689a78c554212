// The signs on buttons, drawn on a grid of 20.

import { g } from "./dom";

const shapes = {
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17",
  loops: "M4 10a6 6 0 0 1 10.5-4M16 10a6 6 0 0 1-10.5 4M14.8 2.6v3.6h-3.6M5.2 17.4v-3.6h3.6",
  lenses: "M10 3 2.5 7 10 11l7.5-4ZM2.5 10.5l7.5 4 7.5-4M2.5 14l7.5 4 7.5-4",
  scenarios: "M3 3v14h14M5.5 13.5c3-1 4-7 11-8",
  "what-if": "M4 6h5M13 6h3M4 14h2M10 14h6M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  story: "M4 4.5h12v9H4ZM8 17h4M10 13.5V17",
  table: "M3 4h14v12H3ZM3 8.5h14M3 12.5h14M8 4v12",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4l-6 6 6 6",
  forward: "M8 4l6 6-6 6",
  down: "M5 7.5l5 5 5-5",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  play: "M6 4l10 6-10 6Z",
  pause: "M6.5 4v12M13.5 4v12",
  up: "M10 16V4M5 9l5-5 5 5",
  theme: "M10 3a7 7 0 1 0 0 14ZM10 3a7 7 0 0 1 0 14",
  help: "M7.3 7.3a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2M10 15.2v.1",
  more: "M4.5 10h.1M10 10h.1M15.5 10h.1",
  screen: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5",
  copy: "M7 7h9v9H7ZM4 13V4h9",
  print: "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6Z",
  check: "M4 10.5l4 4 8-9",
  map: "M3 5l5-2 4 2 5-2v12l-5 2-4-2-5 2ZM8 3v12M12 5v12",
} as const;

export type Icon = keyof typeof shapes;

/** icon returns a sign; it is hidden from screen readers, the button has a name. */
export function icon(name: Icon): SVGSVGElement {
  return g("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    g("path", { d: shapes[name] }));
}
