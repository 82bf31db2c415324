// What stands over the map: the nodes visited, and how far around the focus is seen.

import { button, count, make } from "./dom";
import type { Depth, Graph } from "./graph";
import { shortened } from "./labels";
import { named } from "./node";
import type { Store } from "./state";

const SHOWN = 5;

export function mountTrail(root: HTMLElement, graph: Graph, store: Store): void {
  const show = (): void => {
    const { trail, focus } = store.state;
    const visited = [...new Set(trail)].filter((node) => node !== focus).slice(-SHOWN);
    root.hidden = visited.length === 0 && focus === null;
    const map = button("Map", () => store.set({ focus: null, edge: null }));
    const past = visited.map((node) => make("li", {}, named(graph, store, node, shortened(graph.label(node), 24))));
    const here = focus !== null && make("li", {}, make("b", { "aria-current": "page" }, shortened(graph.label(focus), 40)));
    root.replaceChildren(make("ol", {}, make("li", {}, map), ...past, here));
  };
  store.subscribe(show);
  show();
}

const STEPS: readonly Depth[] = [1, 2, 3];

export function mountDepth(root: HTMLElement, store: Store): void {
  const steps = STEPS.map((depth) => button(String(depth), () => store.set({ depth }), { "aria-label": `${count(depth, "step")} around` }));
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Steps around the focus");
  root.append(make("span", {}, "Steps"), ...steps);
  const show = (): void => {
    root.hidden = store.state.focus === null;
    steps.forEach((step, at) => step.setAttribute("aria-pressed", String(STEPS[at] === store.state.depth)));
  };
  store.subscribe(show);
  show();
}
