// Colours of change: blue for more, orange for less, which people who do not
// tell red from green can tell apart. The arrow and the number beside them say
// the same.

export interface Paint {
  fill: string;
  ink: string;
}

export type RGB = [number, number, number];

const light = { less: [179, 88, 6], none: [247, 247, 247], more: [33, 102, 172] } as Record<string, RGB>;
const dark = { less: [253, 174, 97], none: [43, 49, 57], more: [126, 182, 240] } as Record<string, RGB>;

function mix(a: RGB, b: RGB, t: number): RGB {
  return [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * t)) as RGB;
}

function luminance(c: RGB): number {
  const [r, g, b] = c.map((v) => {
    const s = v / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as RGB;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** inkOn returns dark or light text, whichever reads better on a ground. */
export function inkOn(ground: RGB): string {
  const l = luminance(ground);
  return 1.05 / (l + 0.05) > (l + 0.05) / 0.06 ? "#ffffff" : "#14181d";
}

/** parseColour reads #rgb and #rrggbb; null is another way of writing a colour. */
export function parseColour(text: string): RGB | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  const parts = short ? short.slice(1).map((d) => d + d) : long?.slice(1);
  return parts ? parts.map((d) => parseInt(d, 16)) as RGB : null;
}

/** change returns the colour of a change, where most is the largest there is. */
export function change(value: number, most: number, isDark: boolean): Paint {
  const scale = isDark ? dark : light;
  const t = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
  // Small changes would not be seen on a straight scale.
  const c = mix(scale.none!, value < 0 ? scale.less! : scale.more!, t ** 0.7);
  return { fill: css(c), ink: inkOn(c) };
}

/** changeStops returns the scale from less to more, for a legend. */
export function changeStops(isDark: boolean): string[] {
  return [-1, -0.6, -0.3, -0.1, 0, 0.1, 0.3, 0.6, 1].map((v) => change(v, 1, isDark).fill);
}

const css = (c: RGB): string => `rgb(${c[0]},${c[1]},${c[2]})`;
