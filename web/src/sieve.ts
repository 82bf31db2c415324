// Which nodes and edges the filters let through.

import * as graph from "./graph";
import { floor } from "./numbers";
import * as store from "./state";
import type { State } from "./state";

/** What of the state decides what is let through. */
export const FILTERS = ["hiddenClasses", "hiddenRelations", "minConfidence", "hideGeneric", "from", "to"] as const satisfies readonly (keyof State)[];

type Bounds = Pick<State, "from" | "to" | "minConfidence">;

const PAPER = graph.classNamed("Paper");

let of: Bounds = { from: null, to: null, minConfidence: 0 };
let supported: Uint8Array | null = null;

/** What has support is worked out once for each setting of years and confidence. */
function prepare({ from, to, minConfidence }: Bounds): void {
  if (from === of.from && to === of.to && minConfidence === of.minConfidence) return;
  of = { from, to, minConfidence };
  supported = (from ?? to) !== null || minConfidence > 0 ? withSupport(of) : null;
}

export function visibleNode(node: number): boolean {
  const { hiddenClasses, hideGeneric, focus } = store.state;
  prepare(store.state);
  if (hiddenClasses.has(graph.type[node])) return false;
  if (hideGeneric && graph.flags[node] & graph.GENERIC && node !== focus) return false;
  return supported === null || supported[node] === 1;
}

export function visibleEdge(edge: number): boolean {
  const { hiddenRelations, minConfidence, from, to } = store.state;
  if (hiddenRelations.has(graph.relation[edge]) || graph.confidence[edge] < minConfidence) return false;
  if (!visibleNode(graph.head[edge]) || !visibleNode(graph.tail[edge])) return false;
  return (from ?? to) === null || graph.papersOf(edge).some((paper) => within(store.state, paper));
}

/** Nothing without a date is within years. */
function within({ from, to }: Bounds, paper: number): boolean {
  if ((from ?? to) === null) return true;
  const year = floor(graph.date[paper] / 10_000);
  return year > 0 && year >= (from ?? 0) && year <= (to ?? Infinity);
}

/** Papers within the years, and what they name or claim with enough confidence. */
function withSupport(bounds: Bounds): Uint8Array {
  const nodes = graph.type.map((type, node) => Number(type === PAPER && within(bounds, node)));
  for (let edge = 0; edge < graph.head.length; edge++) {
    const head = graph.head[edge];
    if (graph.type[head] === PAPER && nodes[head] && graph.confidence[edge] >= bounds.minConfidence) nodes[graph.tail[edge]] = 1;
  }
  return nodes;
}
