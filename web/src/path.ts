// The shortest path between two nodes, the strongest among equals.

import { button, byId, make, type Child } from "./dom";
import type { Drawing } from "./drawing";
import { unfolding } from "./evidence";
import * as graph from "./graph";
import { isA, named, trust } from "./node";
import { strength } from "./relations";
import { visibleEdge } from "./sieve";
import * as store from "./state";

export interface Step {
  edge: number;
  node: number;
}

/**
 * The edges from one node to another with the nodes they lead to, over visible edges between papers and entities.
 *
 * Of paths of equal length the one with the highest product of confidences; null where there is none.
 */
export function path(from: number, to: number): Step[] | null {
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
        if ((far[other] >= 0 && far[other] <= far[node]) || isA(other, "Claim") || !visibleEdge(edge))
          continue;
        const product = sure[node] * trust(edge);
        if (far[other] < 0) next.push(other);
        else if (product <= sure[other]) continue;
        far[other] = far[node] + 1;
        via[other] = edge;
        sure[other] = product;
      }
    }
    layer = next;
  }
  return far[to] < 0 ? null : traced(via, from, to);
}

function traced(via: Int32Array, from: number, to: number): Step[] {
  const steps: Step[] = [];
  for (let node = to; node !== from; node = graph.other(via[node], node)) steps.unshift({ edge: via[node], node });
  return steps;
}

export function pathBetween([from, to]: number[], drawing: Drawing): Child[] {
  const steps = path(from, to);
  if (!steps) return [make("p", "No path between them in what the filters let through.")];
  const all = [from, ...steps.map(({ node }) => node)];
  const show = (): void => {
    store.set({ view: "map", focus: null, edge: null, place: null });
    drawing.highlight(all);
    byId("map").focus();
  };
  const said = steps.length === 1 ? "One step. " : `${steps.length} steps. `;
  return [
    make("p", said, button("Show it on the map", show, { className: "plain" })),
    make("ol.path", make("li", named(from)), ...steps.map(stepped)),
  ];
}

function stepped({ edge, node }: Step): HTMLElement {
  const { label } = graph.relationOf(edge);
  const arrow = graph.tail[edge] === node ? `${label} →` : `← ${label}`;
  return make("li", make("span.quiet", `${arrow} `), ...unfolding([edge], strength(edge)), make("p", named(node)));
}
