// Level of detail: at which zoom each node appears, and which nodes are seen from a place.

import type { Box } from "./camera";

const FIRST = 2;
const FINEST = 10; // cells of 64 units; what finds none of its own appears one level later

export interface Levels {
  /** The level at which a node appears, 255 for those that are filtered out. */
  level: Uint8Array;
  /** Nodes in a part of the world up to a level, the coarsest level first; at most `limit`. */
  within(box: Box, level: number, limit: number): number[];
}

/**
 * Levels by cells: at level n the world has 2ⁿ by 2ⁿ cells, and in each only the most important node is seen.
 *
 * `order` lists the nodes that pass the filters, the most important first. Whatever is seen at a level is seen at all later ones.
 */
export function levels(x: Uint16Array, y: Uint16Array, order: Uint32Array): Levels {
  const level = appearance(x, y, order);
  const byLevel = Array.from({ length: FINEST + 2 }, (): number[] => []);
  for (const node of order) byLevel[level[node]].push(node);
  const within = (box: Box, most: number, limit: number): number[] => {
    const found: number[] = [];
    for (const nodes of byLevel.slice(0, most + 1)) {
      for (const node of nodes) {
        if (x[node] < box.left || x[node] > box.right || y[node] < box.bottom || y[node] > box.top) continue;
        if (found.length === limit) return found;
        found.push(node);
      }
    }
    return found;
  };
  return { level, within };
}

function appearance(x: Uint16Array, y: Uint16Array, order: Uint32Array): Uint8Array {
  const level = new Uint8Array(x.length).fill(255);
  const taken = Array.from({ length: FINEST + 1 }, (_, at) => new Uint8Array(4 ** at));
  const cell = (node: number, at: number): number => ((y[node] >> (16 - at)) << at) | (x[node] >> (16 - at));
  for (const node of order) {
    let at = FIRST;
    while (at <= FINEST && taken[at][cell(node, at)]) at++;
    level[node] = at;
    for (; at <= FINEST; at++) taken[at][cell(node, at)] = 1;
  }
  return level;
}
