// What stands over the map: the nodes visited, and how far around the focus is seen.

import { aria, button, make } from "./dom";
import * as graph from "./graph";
import type { Depth } from "./graph";
import { shortened } from "./labels";
import { named } from "./node";
import * as store from "./state";

const SHOWN = 5;

export const mountTrail = (root: HTMLElement): void =>
  store.follow(() => {
    const { trail, focus } = store.state;
    const visited = [...new Set(trail)].filter((node) => node !== focus).slice(-SHOWN);
    root.hidden = visited.length === 0 && focus === null;
    const map = button("Map", () => store.go(null));
    const past = visited.map((node) => make("li", named(node, shortened(graph.label(node), 24))));
    const here = focus !== null && make("li", make("b", { "aria-current": "page" }, shortened(graph.label(focus), 40)));
    root.replaceChildren(make("ol", make("li", map), ...past, here));
  });

export function mountDepth(root: HTMLElement): void {
  const steps = [...root.querySelectorAll("button")];
  steps.forEach((step, at) => (step.onclick = () => store.set({ depth: (at + 1) as Depth })));
  store.follow(() => {
    root.hidden = store.state.focus === null;
    steps.forEach((step, at) => aria(step, "pressed", at + 1 === store.state.depth));
  });
}
