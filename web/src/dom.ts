// Elements made of text and elements only: text of papers enters the page here, and never as markup.

export type Child = Node | string | number | null | undefined | false;
type Listener = (event: Event) => void;
export type Properties = Record<string, string | number | boolean | null | Listener>;

/** An element of the page's skeleton. */
export const byId = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E;

/** An element. Names with "-" and `role`, `for`, `scope` become attributes, the rest properties; null leaves one out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null) continue;
    if (/-|^(role|for|scope|list)$/.test(name)) element.setAttribute(name, String(value));
    else if (name === "innerHTML" || name === "outerHTML") throw new Error("text is never markup");
    else Object.assign(element, { [name]: value });
  }
  element.append(...nodes(children));
  return element;
}

/** What of the children is there. */
export function nodes(children: Child[]): (Node | string)[] {
  return children
    .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}

export function button(text: Child, onclick: () => void, properties: Properties = {}): HTMLButtonElement {
  return make("button", { type: "button", onclick, ...properties }, text);
}

/** A line of less weight. */
export const quiet = (...text: Child[]): HTMLElement => make("p", { className: "quiet" }, ...text);

/** A link to the web, or the address as text where it is anything but http(s). */
export function link(address: string, text = address): Node {
  if (!/^https?:\/\/[^\s/]/i.test(address)) return document.createTextNode(text);
  return make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** A number as it is read. */
export const digits = (number: number): string => number.toLocaleString("en");

/** A select box with its label. */
export function choice<T extends string>(
  label: string,
  options: readonly (readonly [T, string])[],
  chosen: T,
  onchange: (value: T) => void,
): HTMLLabelElement {
  const select = make("select", { onchange: () => onchange(select.value as T) });
  for (const [value, text] of options) select.append(make("option", { value, selected: value === chosen }, text));
  return make("label", {}, label, select);
}

const SLOW = 100; // ms until a wait is worth a word

/** A place that what is awaited fills when it comes. */
export function later<T>(work: Promise<T>, show: (value: T) => Child[], tag: "div" | "p" = "div"): HTMLElement {
  const place = make(tag, { "aria-busy": "true" });
  const timer = setTimeout(() => place.append("loading…"), SLOW);
  const fill = (...children: Child[]): void => {
    clearTimeout(timer);
    place.removeAttribute("aria-busy");
    place.replaceChildren(...nodes(children));
  };
  work.then(
    (value) => fill(...show(value)),
    (reason: unknown) => fill(`This part of the page cannot be read: ${String(reason)}`),
  );
  return place;
}

/** The first of many as list items, the rest behind a button that adds as many again. */
export function some<T>(items: readonly T[], first: number, show: (item: T) => Child[]): HTMLUListElement {
  const list = make("ul");
  let shown = 0;
  const more = (): void => {
    const next = items.slice(shown, shown + first).map((item) => make("li", {}, ...show(item)));
    list.lastElementChild?.matches(".more") && list.lastElementChild.remove();
    list.append(...next);
    if (shown) next[0]?.querySelector<HTMLElement>("button, a")?.focus();
    shown += next.length;
    const left = items.length - shown;
    if (left > 0)
      list.append(make("li", { className: "more" }, button(`${Math.min(left, first)} more of ${left}`, more)));
  };
  more();
  return list;
}

/** Gives the user a file. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A column of text as CSV writes it; what a spreadsheet would take for a formula gets an apostrophe before it. */
export function csv(rows: Iterable<readonly (string | number | null)[]>): Blob {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(cell).join(","));
  return new Blob([`${lines.join("\n")}\n`], { type: "text/csv" });
}

function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${digits(number)} ${number === 1 ? one : many}`;
