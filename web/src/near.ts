// What stands around a node: neighbours by relation, the strongest first, and theirs.

import * as graph from "./graph";
import type { Depth } from "./graph";
import { floor, max, min, round } from "./numbers";
import { visibleEdge } from "./sieve";

export interface Neighbour {
  node: number;
  /** The edge by which it was reached, and from which node. */
  edge: number;
  from: number;
  ring: Depth;
}

/** Neighbours by one relation in one direction, or all of an outer ring. */
export interface Sector {
  key: string;
  relation: number | null;
  /** True where the focus is the head of the relation. */
  outward: boolean;
  shown: Neighbour[];
  left: number;
}

export const GROWTH = 20;
const SHARES: Record<Depth, readonly number[]> = { 1: [1], 2: [0.4, 0.6], 3: [0.25, 0.35, 0.4] };
const LOOKED_AT = 400; // edges of a node of a ring

/** The sectors around a node and the outer rings as sectors of their own; about `most` nodes, more in sectors that were grown. */
export function near(focus: number, depth: Depth, grown: Record<string, number>, most: number): Sector[] {
  const shares = SHARES[depth];
  const inner = sectors(focus);
  allot(inner, round(most * shares[0]), grown);
  const all = [...inner];
  const met = new Set([focus, ...inner.flatMap(({ shown }) => shown.map(({ node }) => node))]);
  let ring = inner.flatMap(({ shown }) => shown);
  for (let step = 2; step <= depth; step++) {
    const key = `ring${step}`;
    const next = outer(ring, met, step as Depth, round(most * shares[step - 1]) + (grown[key] ?? 0), key);
    all.push(next);
    ring = next.shown;
    ring.forEach(({ node }) => met.add(node));
  }
  return all;
}

export const strength = (edge: number): number => graph.weight[edge] * graph.confidence[edge];

/** All neighbours of a node; who is related in several ways stands where the edge is strongest. */
function sectors(focus: number): Sector[] {
  const edges = [...graph.edgesOf(focus)].filter((edge) => visibleEdge(edge));
  edges.sort((one, two) => strength(two) - strength(one) || graph.other(one, focus) - graph.other(two, focus));
  const met = new Set([focus]);
  const found = new Map<string, Sector>();
  for (const edge of edges) {
    const node = graph.other(edge, focus);
    if (met.has(node)) continue;
    met.add(node);
    const outward = graph.head[edge] === focus;
    const relation = graph.relation[edge];
    const key = `${graph.relations[relation].name}${outward ? "-out" : "-in"}`;
    if (!found.has(key)) found.set(key, { key, relation, outward, shown: [], left: 0 });
    found.get(key)!.shown.push({ node, edge, from: focus, ring: 1 });
  }
  return [...found.values()].sort((one, two) => one.relation! - two.relation! || Number(two.outward) - Number(one.outward));
}

/** Cuts sectors so that all together show about `most`: small ones whole, large ones an equal part. */
function allot(all: Sector[], most: number, grown: Record<string, number>): void {
  let [left, waiting] = [most, all.length];
  for (const sector of [...all].sort((one, two) => one.shown.length - two.shown.length)) {
    const part = max(1, floor(left / waiting--));
    const total = sector.shown.length;
    const kept = min(total, part);
    left -= kept;
    const shown = min(total, kept + (grown[sector.key] ?? 0));
    sector.shown = sector.shown.slice(0, shown);
    sector.left = total - shown;
  }
}

/** The nodes one step further, each with the neighbour that leads to it most strongly; every neighbour takes its turn. */
function outer(ring: Neighbour[], met: Set<number>, step: Depth, most: number, key: string): Sector {
  const known = new Set(met);
  const queues = ring.map(({ node }) => {
    const edges = [...graph.edgesOf(node).subarray(0, LOOKED_AT)].filter((edge) => !known.has(graph.other(edge, node)) && visibleEdge(edge));
    edges.sort((one, two) => strength(two) - strength(one) || one - two);
    return edges.map((edge): Neighbour => ({ node: graph.other(edge, node), edge, from: node, ring: step }));
  });
  const found: Neighbour[] = [];
  for (let turn = 0; queues.some((queue) => turn < queue.length); turn++) {
    for (const queue of queues) {
      const next = queue[turn];
      if (!next || known.has(next.node)) continue;
      known.add(next.node);
      found.push(next);
    }
  }
  return { key, relation: null, outward: true, shown: found.slice(0, most), left: max(0, found.length - most) };
}
