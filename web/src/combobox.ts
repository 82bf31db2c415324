// A field with a list below it of what is meant by the text in it.

import { aria, make, type Child } from "./dom";
import { max } from "./numbers";

export interface Offers<Item> {
  find: (text: string) => Promise<Item[]>;
  show: (item: Item) => Child[];
  choose: (item: Item) => void;
}

/** Makes a combobox of a field and a list that has an id; the first item is taken unless another is pointed at. */
export function combobox<Item>(input: HTMLInputElement, list: HTMLElement, { find, show, choose }: Offers<Item>): void {
  let items: Item[] = [];
  let chosen = 0;
  let found = Promise.resolve();
  const open = (yes: boolean): void => {
    list.hidden = !yes;
    aria(input, "expanded", yes);
    if (!yes) input.removeAttribute("aria-activedescendant");
  };
  const point = (at: number): void => {
    chosen = (at + items.length) % max(1, items.length);
    if (items.length) pointAt(input, list, chosen);
  };
  const take = (at: number): void => {
    if (list.hidden || at >= items.length) return;
    open(false);
    choose(items[at]);
  };
  const update = async (): Promise<void> => {
    const text = input.value.trim();
    const offered = await find(text);
    if (text !== input.value.trim() || document.activeElement !== input) return;
    items = offered;
    list.replaceChildren(...items.map((item, at) => make("li", { id: `${list.id}-${at}`, role: "option", onclick: () => take(at) }, ...show(item))));
    if (text && !items.length) list.append(make("li.none", { role: "option", "aria-disabled": true }, "Nothing has this name."));
    open(list.hasChildNodes());
    point(0);
  };
  const keys: Record<string, () => void> = {
    "ArrowDown": () => (list.hidden ? look() : point(chosen + 1)),
    "ArrowUp": () => point(chosen - 1),
    "Enter": () => void found.then(() => take(chosen)),
    "Escape": () => (list.hidden ? input.blur() : open(false)),
  };
  const look = (): void => void (found = update());
  input.oninput = look;
  input.onfocus = look;
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

function pointAt(input: HTMLInputElement, list: HTMLElement, chosen: number): void {
  [...list.children].forEach((item, at) => aria(item, "selected", at === chosen));
  aria(input, "activedescendant", list.children[chosen].id);
  list.children[chosen].scrollIntoView({ block: "nearest" });
}
