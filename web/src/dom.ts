// Elements made of text and elements only: text of papers enters the page here, and never as markup.

import { min, round } from "./numbers";

export type Child = Node | string | number | null | undefined | false;
type Listener = (event: Event) => void;
export type Properties = Record<string, string | number | boolean | null | Listener>;

/** An element of the page's skeleton. */
export const byId = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E;

/** What a template of the page's skeleton holds. */
export const copied = (id: string): DocumentFragment => byId<HTMLTemplateElement>(id).content.cloneNode(true) as DocumentFragment;

type Tags = HTMLElementTagNameMap;
type Made<Of extends string> = Of extends keyof Tags ? Tags[Of] : Of extends `${infer Tag extends keyof Tags}.${string}` ? Tags[Tag] : never;

/**
 * An element, such as `p` or, with a class, `p.quiet`; its properties, if any, stand before its children.
 *
 * Names with "-" and `role`, `for`, `scope`, `list` become attributes, the rest properties; null leaves one out.
 */
export function make<Of extends string>(of: Of, ...parts: (Properties | Child)[]): Made<Of> {
  const [tag, ...classes] = of.split(".");
  const element = document.createElement(tag);
  const className = classes.join(" ");
  const given = parts[0]?.constructor === Object ? (parts.shift() as Properties) : {};
  for (const [name, value] of Object.entries({ ...(className && { className }), ...given })) {
    if (value === null) continue;
    if (name.endsWith("HTML")) throw new Error("text is never markup");
    if (/-|^(role|for|scope|list)$/.test(name)) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...nodes(parts as Child[]));
  return element as Made<Of>;
}

/** An element of SVG. */
export function drawn(tag: string, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A table of rows of cells below a head and, where there is one, a caption. */
export const grid = (head: readonly Child[], rows: readonly (readonly HTMLElement[])[], caption?: string): HTMLTableElement =>
  make(
    "table",
    caption !== undefined && make("caption", caption),
    make("thead", make("tr", ...head)),
    make("tbody", ...rows.map((cells) => make("tr", ...cells))),
  );

/** The head of a column. */
export const column = (...content: Child[]): HTMLElement => make("th", { scope: "col" }, ...content);

/** Says something of an element to those who do not see it, such as `expanded`. */
export const aria = (element: Element, name: string, value: string | number | boolean): void => element.setAttribute(`aria-${name}`, String(value));

/** What of the children is there. */
export function nodes(children: Child[]): (Node | string)[] {
  return children
    .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}

export function button(text: Child, onclick: () => void, properties?: Properties): HTMLButtonElement {
  return make("button", { type: "button", onclick, ...properties }, text);
}

/** A line of less weight. */
export const quiet = (...text: Child[]): HTMLElement => make("p.quiet", ...text);

/** A link to the web, or the address as text where it is anything but http(s). */
export function link(address: string, text = address): Node {
  if (!/^https?:\/\/[^\s/]/i.test(address)) return document.createTextNode(text);
  return make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** A number as it is read, with its thousands apart. */
export const digits = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

const SLOW = 100; // ms until a wait is worth a word

/** A place that what is awaited fills when it comes. */
export function later<T>(work: Promise<T>, show: (value: T) => Child[]): HTMLElement {
  const place = make("div", { "aria-busy": true });
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
    const next = items.slice(shown, shown + first).map((item) => make("li", ...show(item)));
    if (shown) list.lastElementChild!.remove();
    list.append(...next);
    if (shown) next[0]?.querySelector<HTMLElement>("button, a")?.focus();
    shown += next.length;
    const left = items.length - shown;
    if (left > 0) list.append(make("li.more", button(`${min(left, first)} more of ${left}`, more)));
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

export const percent = (share: number): string => `${round(share * 100)} %`;
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${digits(number)} ${number === 1 ? one : many}`;
