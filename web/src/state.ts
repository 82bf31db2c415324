// What the reader looks at, kept in the address so that back, forward and sharing work.

import { read, write } from "./address";
import * as graph from "./graph";
import type { Depth } from "./graph";

export type View = "map" | "table" | "questions";
export type Measure = "rank" | "papers" | "degree" | "betweenness";

export interface State {
  focus: number | null;
  edge: number | null;
  depth: Depth;
  /** Nodes visited before the focus, the latest last. */
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

type Listener = (state: Readonly<State>, before: Readonly<State>) => void;

const TRAIL = 12;

const initial: State = {
  focus: graph.meta.focus,
  edge: null,
  depth: graph.meta.depth,
  trail: [],
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

const listeners: Listener[] = [];

/** What the reader looks at now. */
export let state: Readonly<State> = read(location.hash, initial);

/** Changes the state and writes the address, as a new step of the browser's history unless `replace`. */
export function set(change: Partial<State>, replace = false): void {
  const next = changed(state, change);
  remember(write(next, initial), replace);
  become(next);
}

/** Goes to a node, or to the whole map. */
export const go = (node: number | null): void => set({ focus: node, edge: null });

export const subscribe = (listener: Listener): void => void listeners.push(listener);

/** Calls now and after every change. */
export function follow(show: () => void): void {
  subscribe(show);
  show();
}

function become(next: State): void {
  const before = state;
  state = next;
  for (const listener of listeners) listener(state, before);
}

function onAddress(): void {
  if (write(state, initial) !== location.hash) become(read(location.hash, initial));
}
addEventListener("popstate", onAddress);
addEventListener("hashchange", onAddress);

/** The state that follows from a change: a new focus starts ungrown, and the one before it ends the trail. */
function changed(before: Readonly<State>, change: Partial<State>): State {
  const after = { ...before, ...change };
  if (after.focus === before.focus) return after;
  const trail = before.focus === null ? before.trail : [...before.trail, before.focus].slice(-TRAIL);
  return { ...after, trail, grown: {} };
}

/** Puts the address of a state into the browser's history; pages inside `srcdoc` frames have no address. */
function remember(hash: string, replace: boolean): void {
  if (location.protocol === "about:" || hash === location.hash) return;
  const address = hash || location.pathname + location.search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
