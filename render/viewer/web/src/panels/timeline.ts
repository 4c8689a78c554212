// The time slider of a scenario or a trial, with its play button.

import type { App } from "../app";
import { h } from "../dom";
import { place } from "../chart";
import { iconButton } from "./parts";
import { icon } from "../icons";

export interface Timeline {
  element: HTMLElement;
  /** Takes new moments and the one that is shown; null is the last. */
  set(times: number[], time: number | null): void;
  stop(): void;
}

const stepMilliseconds = 90;
const seconds = 6;

export function timeline(app: App): Timeline {
  let times: number[] = [];
  let timer = 0;
  const range = h("input", { type: "range", min: 0, step: 1, "data-key": "time", "aria-label": app.w("time"), oninput: () => choose(Number(range.value)) });
  const reading = h("output", { class: "reading" });
  const button = iconButton("play", app.w("play"), () => (timer ? stop() : play()), { "data-key": "play time" });
  const choose = (i: number): void => app.store.set({ time: i >= times.length - 1 ? null : times[i]! }, "replace");
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    button.replaceChildren(icon("play"));
    button.setAttribute("aria-label", app.w("play"));
  };
  const play = (): void => {
    if (times.length < 2) return;
    button.replaceChildren(icon("pause"));
    button.setAttribute("aria-label", app.w("pause"));
    const stride = Math.max(1, Math.round((times.length * stepMilliseconds) / (seconds * 1000)));
    let i = Number(range.value) >= times.length - 1 ? 0 : Number(range.value);
    choose(i);
    timer = setInterval(() => {
      i = Math.min(times.length - 1, i + stride);
      choose(i);
      if (i >= times.length - 1) stop();
    }, stepMilliseconds) as unknown as number;
  };
  return {
    element: h("div", { class: "timeline" }, button, range, reading),
    set(given, time) {
      times = given;
      range.max = String(Math.max(0, times.length - 1));
      const i = time === null ? times.length - 1 : place(times, time);
      range.value = String(i);
      const words = times.length ? app.w("atTime", { time: app.time(times[i]!) }) : "";
      reading.textContent = words;
      range.setAttribute("aria-valuetext", words);
    },
    stop,
  };
}
