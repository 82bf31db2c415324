// Which part of the page is seen, and what its buttons open.

import { button, byId } from "./dom";
import type { Store, View } from "./state";

export function showViews(store: Store): void {
  const tabs = [...document.querySelectorAll<HTMLElement>("[data-view]")];
  const show = (): void => {
    const { view } = store.state;
    document.body.dataset.shown = view;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
    for (const name of ["questions", "table"]) byId(name).hidden = view !== name;
    byId("stage").hidden = view !== "map";
  };
  for (const tab of tabs) tab.addEventListener("click", () => store.set({ view: tab.dataset.view as View }));
  store.subscribe(show);
  show();
}

/** A part that a button of the header opens; Escape and its own button close it. */
export function mountFloating(id: string): void {
  const [part, opener] = [byId(id), byId(`open-${id}`)];
  const toggle = (open: boolean): void => {
    part.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) part.querySelector<HTMLElement>("button, input, select")?.focus();
    else opener.focus();
  };
  part.prepend(button("×", () => toggle(false), { className: "close", "aria-label": "Close" }));
  opener.addEventListener("click", () => toggle(part.hidden));
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
  });
}
