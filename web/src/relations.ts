// The edges of a node in words: by relation, the strongest first, each with its evidence a click away.

import { count, digits, make, percent, some, type Child } from "./dom";
import { unfolding } from "./evidence";
import { HEDGED, NEGATIVE, type Graph } from "./graph";
import { day, isA, named, strongest, tones, trust } from "./node";
import type { Store } from "./state";

export interface Group {
  heading: string;
  edges: number[];
}

const FIRST = 20;

/** The edges of a node that `keep` keeps, by relation and direction: those out of it first, in the ontology's order. */
export function groups(graph: Graph, node: number, keep: (edge: number) => boolean): Group[] {
  const found = new Map<number, number[]>();
  for (const edge of graph.edgesOf(node)) {
    if (!keep(edge)) continue;
    const key = graph.relation[edge] + (graph.head[edge] === node ? 0 : graph.relations.length);
    found.get(key)?.push(edge) ?? found.set(key, [edge]);
  }
  return [...found.keys()]
    .sort((one, other) => one - other)
    .map((key) => ({
      heading: heading(graph, key),
      edges: strongest(graph, found.get(key) ?? []),
    }));
}

function heading(graph: Graph, key: number): string {
  const { label, from, to } = graph.relations[key % graph.relations.length];
  if (key < graph.relations.length) return label;
  if (from === "Claim") return to === "Claim" ? label : `claims: ${label}`;
  return `… ${label} this`;
}

/** Sections of groups, of which long ones are folded when there are several. */
export function sections(graph: Graph, store: Store, node: number, all: readonly Group[]): HTMLElement[] {
  return all.map(({ heading, edges }, place) => {
    const summary = make("summary", {}, make("h3", {}, heading), ` ${digits(edges.length)}`);
    const open = place < 2 || edges.length <= FIRST / 2;
    return make(
      "details",
      { open },
      summary,
      some(edges, FIRST, (edge) => row(graph, store, edge, graph.other(edge, node))),
    );
  });
}

/** The other end of an edge, how strong the edge is, and its evidence. */
export function row(graph: Graph, store: Store, edge: number, other: number): Child[] {
  const [toggle, place] = unfolding(graph, store, [edge], strength(graph, edge));
  const name = named(graph, store, other);
  toggle.setAttribute("aria-label", `Evidence: ${graph.label(other)}, ${strength(graph, edge)}`);
  return [name, ...tonesOf(graph, other), " ", toggle, place];
}

/** How many papers say an edge, or when the one paper did that it starts at, and how sure it is. */
export function strength(graph: Graph, edge: number): string {
  const head = graph.head[edge];
  const said = isA(graph, head, "Paper") ? day(graph.date[head]) : count(graph.weight[edge], "paper");
  return [said, percent(trust(graph, edge))].filter(Boolean).join(" · ");
}

/** Badges of a claim; nothing for other nodes. */
export const tonesOf = (graph: Graph, node: number): Child[] =>
  isA(graph, node, "Claim") ? tones((graph.flags[node] & HEDGED) > 0, (graph.flags[node] & NEGATIVE) > 0) : [];
