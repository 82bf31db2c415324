// Which part of the page is seen, and what its buttons open.

import { aria, byId } from "./dom";
import * as store from "./state";
import type { View } from "./state";

export function showViews(): void {
  const tabs = [...document.querySelectorAll<HTMLElement>("[data-view]")];
  store.follow(() => {
    const { view } = store.state;
    document.body.dataset["shown"] = view;
    for (const tab of tabs) aria(tab, "pressed", tab.dataset["view"] === view);
    for (const name of ["questions", "table"]) byId(name).hidden = view !== name;
    byId("stage").hidden = view !== "map";
  });
  for (const tab of tabs) tab.onclick = () => store.set({ view: tab.dataset["view"] as View });
}

/** A part that a button of the header opens, and that is filled when it is first opened; Escape and its own button close it. */
export function mountFloating(id: string, fill?: () => void): void {
  const [part, opener] = [byId(id), byId(`open-${id}`)];
  const toggle = (open: boolean): void => {
    fill?.();
    fill = undefined;
    part.hidden = !open;
    aria(opener, "expanded", open);
    (open ? part.querySelector("button")! : opener).focus();
  };
  part.querySelector("button")!.onclick = () => toggle(false);
  opener.onclick = () => toggle(part.hidden);
  part.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
  };
}
