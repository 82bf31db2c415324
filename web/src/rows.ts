// A long table of which only the rows in sight are elements.

import { make } from "./dom";
import { ceil, floor, max, min } from "./numbers";

const SPARE = 8; // rows kept ready above and below

/** Fills `body` with the rows that `scroller` shows, all as high as `height` pixels; what is returned shows so many anew, from the first. */
export function rows(scroller: HTMLElement, body: HTMLElement, height: number, show: (place: number) => HTMLElement): (count: number) => void {
  const [above, below] = [0, 0].map(() => make("tr", { "aria-hidden": "true", className: "gap" }, make("td")));
  let count = 0;
  let shown = new Map<number, HTMLElement>();
  const fill = (): void => {
    const first = max(0, floor(scroller.scrollTop / height) - SPARE);
    const end = min(count, ceil((scroller.scrollTop + scroller.clientHeight) / height) + SPARE);
    const next = new Map<number, HTMLElement>();
    // Rows that stay are the same elements, so that the focus stays on them.
    for (let place = first; place < end; place++) next.set(place, shown.get(place) ?? show(place));
    for (const [place, row] of shown) if (!next.has(place)) row.remove();
    let before: Element = above;
    for (const row of next.values()) {
      if (before.nextElementSibling !== row) before.after(row);
      before = row;
    }
    shown = next;
    above.style.height = `${first * height}px`;
    below.style.height = `${(count - end) * height}px`;
  };
  body.onkeydown = (event) => {
    const step = { "ArrowDown": 1, "ArrowUp": -1 }[event.key];
    const row = (event.target as Element).closest("tr");
    const place = [...shown].find(([, element]) => element === row)?.[0];
    if (!step || place === undefined) return;
    event.preventDefault();
    shown.get(place + step)?.querySelector("button")?.focus();
  };
  scroller.onscroll = fill;
  new ResizeObserver(fill).observe(scroller);
  return (rows) => {
    count = rows;
    shown = new Map();
    scroller.scrollTop = 0;
    body.replaceChildren(above, below);
    fill();
  };
}
