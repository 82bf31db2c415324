// What the filters leave of the graph, in the order of the measure that sizes stand for.

import * as graph from "./graph";
import { levels } from "./levels";
import { look, measured } from "./look";
import type { World } from "./scene";
import { visibleNode } from "./sieve";
import * as store from "./state";
import type { State } from "./state";

/** Whether two states let the same nodes through, in the same order. */
export const sameNodes = (one: Readonly<State>, two: Readonly<State>): boolean =>
  one.hiddenClasses === two.hiddenClasses && one.hideGeneric === two.hideGeneric && one.minConfidence === two.minConfidence &&
  one.from === two.from && one.to === two.to && one.sizeBy === two.sizeBy;

export function worldOf(): Omit<World, "whole"> {
  const sorted = byMeasure(store.state);
  const order = new Uint32Array(graph.count);
  sorted.forEach((node, place) => (order[node] = place));
  const shown = sorted.filter((node) => visibleNode(node));
  return { look: look(store.state), levels: levels(graph.x, graph.y, shown), order };
}

/** All nodes, the greatest first; nodes are numbered by rank already. */
function byMeasure(state: Readonly<State>): Uint32Array {
  const nodes = new Uint32Array(graph.count).map((_, node) => node);
  if (state.sizeBy === "rank") return nodes;
  const values = measured(state);
  return nodes.sort((one, two) => values[two] - values[one] || one - two);
}
