// What the reader looks at, kept in the address so that back, forward and sharing work.

import type { Depth, Graph } from "./graph";
import { read, write } from "./address";
import { sieve } from "./sieve";

export type View = "map" | "table" | "questions";
export type Measure = "rank" | "papers" | "degree" | "betweenness";

export interface State {
  focus: number | null;
  edge: number | null;
  depth: Depth;
  /** Nodes visited, the latest last. */
  trail: number[];
  hiddenClasses: Set<number>;
  hiddenRelations: Set<number>;
  /** 0 to 255. */
  minConfidence: number;
  sizeBy: Measure;
  colourBy: "class" | "community";
  hideGeneric: boolean;
  /** Years, both inclusive. */
  from: number | null;
  to: number | null;
  view: View;
  /** Which question is asked, in the words of the questions view; made of ids of nodes, not of indices. */
  question: string;
  /** Sectors of the focus that were grown, and by how many nodes. */
  grown: Record<string, number>;
  /** Centre of the map and pixels a unit; null for the whole. */
  place: Place | null;
}

export interface Place {
  x: number;
  y: number;
  scale: number;
}

export type Listener = (state: Readonly<State>, before: Readonly<State>) => void;

export interface Store {
  readonly state: Readonly<State>;
  /** Writes the address, as a new step of the browser's history unless `replace`. */
  set(change: Partial<State>, options?: { replace?: boolean }): void;
  subscribe(listener: Listener): void;
  visibleNode(node: number): boolean;
  visibleEdge(edge: number): boolean;
}

const TRAIL = 12;

export function initial(graph: Graph): State {
  return {
    focus: graph.meta.focus,
    edge: null,
    depth: graph.meta.depth,
    trail: graph.meta.focus === null ? [] : [graph.meta.focus],
    hiddenClasses: new Set(),
    hiddenRelations: new Set(),
    minConfidence: 0,
    sizeBy: "rank",
    colourBy: "class",
    hideGeneric: true,
    from: null,
    to: null,
    view: "map",
    question: "",
    grown: {},
    place: null,
  };
}

/** The state that follows from a change: a new focus is added to the trail and starts ungrown. */
function changed(before: Readonly<State>, change: Partial<State>): State {
  const after = { ...before, ...change };
  if (after.focus !== before.focus && change.grown === undefined) after.grown = {};
  if (after.focus !== null && change.trail === undefined && after.trail.at(-1) !== after.focus) {
    after.trail = [...before.trail, after.focus].slice(-TRAIL);
  }
  return after;
}

export function createStore(graph: Graph): Store {
  const listeners: Listener[] = [];
  const seen = sieve(graph);
  let state = read(graph, location.hash, initial(graph));
  const become = (next: State): void => {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  };
  const onAddress = (): void => {
    if (write(graph, state, initial(graph)) !== location.hash) become(read(graph, location.hash, initial(graph)));
  };
  addEventListener("popstate", onAddress);
  addEventListener("hashchange", onAddress);
  return {
    get state() {
      return state;
    },
    set(change, options = {}) {
      const next = changed(state, change);
      remember(write(graph, next, initial(graph)), options.replace ?? false);
      become(next);
    },
    subscribe: (listener) => void listeners.push(listener),
    visibleNode: (node) => seen.node(state, node),
    visibleEdge: (edge) => seen.edge(state, edge),
  };
}

/** Puts the address of a state into the browser's history; pages inside `srcdoc` frames have no address. */
function remember(hash: string, replace: boolean): void {
  if (location.protocol === "about:" || hash === location.hash) return;
  const address = hash || location.pathname + location.search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
