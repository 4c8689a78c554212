// Building elements. Everything that comes from the map is set as text.

export type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: any) => void);
export type Attributes = Record<string, Value>;

const svgSpace = "http://www.w3.org/2000/svg";

function dress(element: Element, attributes: Attributes | null | undefined, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
}

/** append adds children, leaving out what is not there. */
export function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** h makes an HTML element; an attribute like onclick takes a listener. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes?: Attributes | null, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/** g makes an SVG element. */
export function g<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes?: Attributes | null, ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgSpace, tag);
  dress(element, attributes, children);
  return element;
}

/** safeAddress returns a web address that may be followed, or null. */
function safeAddress(address: string | undefined): string | null {
  return address && /^https?:\/\//i.test(address) ? address : null;
}

/** link makes a link to a web page, or the text alone if it is none. */
export function outside(address: string | undefined, text: string): HTMLElement {
  const safe = safeAddress(address);
  if (!safe) return h("span", null, text);
  return h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** withAddresses returns text in which web addresses can be followed. */
export function withAddresses(text: string): Child[] {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;)])/g).map((part, n) => (n % 2 ? outside(part, part) : part));
}

/**
 * replaceKeeping puts new content into an element and gives the focus back to
 * the control that had it, found by its data-key.
 */
export function replaceKeeping(element: Element, ...children: Child[]): void {
  const active = document.activeElement;
  const key = active && element.contains(active) ? active.getAttribute("data-key") : null;
  element.replaceChildren();
  append(element, children);
  if (key) element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
