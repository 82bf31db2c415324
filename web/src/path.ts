// The shortest path between two nodes, the strongest among equals.

import { button, make, type Child } from "./dom";
import type { Drawing } from "./drawing";
import { unfolding } from "./evidence";
import type { Graph } from "./graph";
import { isA, named, trust } from "./node";
import { strength } from "./relations";
import type { Store } from "./state";

export interface Step {
  edge: number;
  node: number;
}

/**
 * The edges from one node to another with the nodes they lead to, over visible edges between papers and entities.
 *
 * Of paths of equal length the one with the highest product of confidences; null where there is none.
 */
export function path(graph: Graph, store: Store, from: number, to: number): Step[] | null {
  const far = new Int32Array(graph.count).fill(-1);
  const via = new Int32Array(graph.count);
  const sure = new Float64Array(graph.count);
  far[from] = 0;
  sure[from] = 1;
  for (let layer = [from]; layer.length && far[to] < 0;) {
    const next: number[] = [];
    for (const node of layer) {
      for (const edge of graph.edgesOf(node)) {
        const other = graph.other(edge, node);
        if ((far[other] >= 0 && far[other] <= far[node]) || isA(graph, other, "Claim") || !store.visibleEdge(edge))
          continue;
        const product = sure[node] * trust(graph, edge);
        if (far[other] < 0) next.push(other);
        else if (product <= sure[other]) continue;
        far[other] = far[node] + 1;
        via[other] = edge;
        sure[other] = product;
      }
    }
    layer = next;
  }
  return far[to] < 0 ? null : traced(graph, via, from, to);
}

function traced(graph: Graph, via: Int32Array, from: number, to: number): Step[] {
  const steps: Step[] = [];
  for (let node = to; node !== from; node = graph.other(via[node], node)) steps.unshift({ edge: via[node], node });
  return steps;
}

export function pathBetween(graph: Graph, store: Store, [from, to]: number[], drawing: Drawing): Child[] {
  const steps = path(graph, store, from, to);
  if (!steps) return [make("p", {}, "No path between them in what the filters let through.")];
  const all = [from, ...steps.map(({ node }) => node)];
  const show = (): void => {
    store.set({ view: "map", focus: null, edge: null, place: null });
    drawing.highlight(all);
    document.getElementById("map")?.focus();
  };
  return [
    make(
      "p",
      {},
      steps.length === 1 ? "One step. " : `${steps.length} steps. `,
      button("Show it on the map", show, { className: "plain" }),
    ),
    make(
      "ol",
      { className: "path" },
      make("li", {}, named(graph, store, from)),
      ...steps.map((step) => stepped(graph, store, step)),
    ),
  ];
}

function stepped(graph: Graph, store: Store, { edge, node }: Step): HTMLElement {
  const { label } = graph.relations[graph.relation[edge]];
  const [toggle, place] = unfolding(graph, store, [edge], strength(graph, edge));
  const arrow = graph.tail[edge] === node ? `${label} →` : `← ${label}`;
  return make(
    "li",
    {},
    make("span", { className: "quiet" }, arrow, " "),
    toggle,
    place,
    make("p", {}, named(graph, store, node)),
  );
}
