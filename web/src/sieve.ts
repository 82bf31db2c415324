// Which nodes and edges the filters let through.

import { GENERIC, type Graph } from "./graph";
import type { State } from "./state";

export interface Sieve {
  node(state: Readonly<State>, node: number): boolean;
  edge(state: Readonly<State>, edge: number): boolean;
}

/** What of the state decides what is let through. */
export const FILTERS = ["hiddenClasses", "hiddenRelations", "minConfidence", "hideGeneric", "from", "to"] as const satisfies readonly (keyof State)[];

type Bounds = Pick<State, "from" | "to" | "minConfidence">;

/** What is asked of every node and edge is worked out once for each setting of years and confidence. */
export function sieve(graph: Graph): Sieve {
  let of: Bounds = { from: null, to: null, minConfidence: 0 };
  let nodes: Uint8Array | null = null;
  const prepare = (state: Readonly<State>): void => {
    if (state.from === of.from && state.to === of.to && state.minConfidence === of.minConfidence) return;
    of = { from: state.from, to: state.to, minConfidence: state.minConfidence };
    nodes = bounded(of) ? supported(graph, of) : null;
  };
  const node = (state: Readonly<State>, index: number): boolean => {
    prepare(state);
    if (state.hiddenClasses.has(graph.type[index])) return false;
    if (state.hideGeneric && graph.flags[index] & GENERIC && index !== state.focus) return false;
    return nodes === null || nodes[index] === 1;
  };
  const edge = (state: Readonly<State>, index: number): boolean =>
    !state.hiddenRelations.has(graph.relation[index]) &&
    graph.confidence[index] >= state.minConfidence &&
    node(state, graph.head[index]) &&
    node(state, graph.tail[index]) &&
    (state.from === null && state.to === null ? true : graph.papersOf(index).some((paper) => within(graph, state, paper)));
  return { node, edge };
}

const bounded = ({ from, to, minConfidence }: Bounds): boolean => from !== null || to !== null || minConfidence > 0;

/** Nothing without a date is within years. */
function within(graph: Graph, { from, to }: Bounds, paper: number): boolean {
  if (from === null && to === null) return true;
  const year = Math.floor(graph.date[paper] / 10_000);
  return year > 0 && year >= (from ?? 0) && year <= (to ?? Infinity);
}

/** Papers within the years, and what they name or claim with enough confidence. */
function supported(graph: Graph, bounds: Bounds): Uint8Array {
  const nodes = new Uint8Array(graph.count);
  const paper = graph.classes.findIndex(({ name }) => name === "Paper");
  for (let node = 0; node < graph.count; node++) if (graph.type[node] === paper && within(graph, bounds, node)) nodes[node] = 1;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const head = graph.head[edge];
    if (graph.type[head] === paper && nodes[head] && graph.confidence[edge] >= bounds.minConfidence) nodes[graph.tail[edge]] = 1;
  }
  return nodes;
}
