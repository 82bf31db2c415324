// The edges of a node in words: by relation, the strongest first, each with its evidence a click away.

import { aria, count, digits, make, percent, some, type Child } from "./dom";
import { unfolding } from "./evidence";
import * as graph from "./graph";
import { day, isA, named, strongest, tones, trust } from "./node";

export interface Group {
  heading: string;
  edges: number[];
}

const FIRST = 20;

/** The edges of a node that `keep` keeps, by relation and direction: those out of it first, in the ontology's order. */
export function groups(node: number, keep: (edge: number) => boolean): Group[] {
  const edges = [...graph.edgesOf(node)].filter(keep);
  const keyOf = (edge: number): number => graph.relation[edge] + (graph.head[edge] === node ? 0 : graph.relations.length);
  const keys = [...new Set(edges.map(keyOf))].sort((one, other) => one - other);
  return keys.map((key) => ({ heading: heading(key), edges: strongest(edges.filter((edge) => keyOf(edge) === key)) }));
}

function heading(key: number): string {
  const { label, from, to } = graph.relations[key % graph.relations.length];
  if (key < graph.relations.length) return label;
  if (from === "Claim") return to === "Claim" ? label : `claims: ${label}`;
  return `… ${label} this`;
}

/** Sections of groups, of which long ones are folded when there are several. */
export function sections(node: number, all: readonly Group[]): HTMLElement[] {
  return all.map(({ heading, edges }, place) => {
    const summary = make("summary", make("h3", heading), ` ${digits(edges.length)}`);
    const open = place < 2 || edges.length <= FIRST / 2;
    return make("details", { open }, summary, some(edges, FIRST, (edge) => row(edge, graph.other(edge, node))));
  });
}

/** The other end of an edge, how strong the edge is, and its evidence. */
export function row(edge: number, other: number): Child[] {
  const [toggle, place] = unfolding([edge], strength(edge));
  const name = named(other);
  aria(toggle, "label", `Evidence: ${graph.label(other)}, ${strength(edge)}`);
  return [name, ...tonesOf(other), " ", toggle, place];
}

/** How many papers say an edge, or when the one paper did that it starts at, and how sure it is. */
export function strength(edge: number): string {
  const head = graph.head[edge];
  const said = isA(head, "Paper") ? day(graph.date[head]) : count(graph.weight[edge], "paper");
  return [said, percent(trust(edge))].filter(Boolean).join(" · ");
}

/** Badges of a claim; nothing for other nodes. */
export const tonesOf = (node: number): Child[] =>
  isA(node, "Claim") ? tones((graph.flags[node] & graph.HEDGED) > 0, (graph.flags[node] & graph.NEGATIVE) > 0) : [];
