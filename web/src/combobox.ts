// A field with a list below it of what is meant by the text in it.

import { make, type Child } from "./dom";

export interface Offers<Item> {
  find: (text: string) => Item[];
  show: (item: Item) => Child[];
  choose: (item: Item) => void;
}

/** Makes a combobox of a field and a list that has an id; the first item is taken unless another is pointed at. */
export function combobox<Item>(input: HTMLInputElement, list: HTMLElement, { find, show, choose }: Offers<Item>): void {
  let items: Item[] = [];
  let chosen = 0;
  const open = (yes: boolean): void => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  };
  const point = (at: number): void => {
    chosen = (at + items.length) % Math.max(1, items.length);
    if (items.length) pointAt(input, list, chosen);
  };
  const take = (at: number): void => {
    if (at >= items.length) return;
    open(false);
    choose(items[at]);
  };
  const update = (): void => {
    items = find(input.value.trim());
    fill(list, items.map(show), take);
    if (input.value.trim() && !items.length)
      list.append(make("li", { className: "none", role: "option", "aria-disabled": true }, "Nothing has this name."));
    open(list.hasChildNodes());
    point(0);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => (list.hidden ? update() : point(chosen + 1)),
    ArrowUp: () => point(chosen - 1),
    Enter: () => list.hidden || take(chosen),
    Escape: () => (list.hidden ? input.blur() : open(false)),
  };
  input.oninput = update;
  input.onfocus = update;
  input.onblur = () => open(false);
  input.onkeydown = (event) => {
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  };
  // The field keeps the focus while the list is clicked.
  list.onmousedown = (event) => event.preventDefault();
}

function fill(list: HTMLElement, items: Child[][], take: (at: number) => void): void {
  const option = (item: Child[], at: number): HTMLElement =>
    make("li", { id: `${list.id}-${at}`, role: "option", onclick: () => take(at) }, ...item);
  list.replaceChildren(...items.map(option));
}

function pointAt(input: HTMLElement, list: HTMLElement, chosen: number): void {
  [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  input.setAttribute("aria-activedescendant", list.children[chosen].id);
  list.children[chosen].scrollIntoView({ block: "nearest" });
}
