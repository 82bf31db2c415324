// Level of detail: at which zoom each node appears, and which nodes are seen from a place.

import type { Box } from "./camera";

const SIDE = 65_536;
const FIRST = 2;
const FINEST = 10; // cells of 64 units; what finds none of its own appears one level later
const BINS = 3; // a bin is eight cells wide

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
  const bins = byLevel(order, level).map((nodes, at) => binned(x, y, nodes, at));
  return { level, within: (box, most, limit) => collected(x, y, bins, box, most, limit) };
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

/** Nodes of one level, sorted by bin and importance. */
interface Bins {
  bits: number;
  starts: Uint32Array;
  nodes: Uint32Array;
}

function byLevel(order: Uint32Array, level: Uint8Array): Uint32Array[] {
  const counts = new Uint32Array(FINEST + 2);
  for (const node of order) counts[level[node]]++;
  const nodes = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (const node of order) nodes[level[node]][counts[level[node]]++] = node;
  return nodes;
}

function binned(x: Uint16Array, y: Uint16Array, mine: Uint32Array, at: number): Bins {
  const bits = Math.max(0, Math.min(at, FINEST) - BINS);
  const bin = (node: number): number => ((y[node] >> (16 - bits)) << bits) | (x[node] >> (16 - bits));
  const starts = new Uint32Array(4 ** bits + 1);
  for (const node of mine) starts[bin(node) + 1]++;
  for (let index = 1; index < starts.length; index++) starts[index] += starts[index - 1];
  const next = starts.slice();
  const nodes = new Uint32Array(mine.length);
  for (const node of mine) nodes[next[bin(node)]++] = node;
  return { bits, starts, nodes };
}

function collected(x: Uint16Array, y: Uint16Array, bins: Bins[], box: Box, most: number, limit: number): number[] {
  const found: number[] = [];
  const clamp = (value: number): number => Math.min(SIDE - 1, Math.max(0, Math.floor(value)));
  for (let at = FIRST; at <= Math.min(most, FINEST + 1); at++) {
    const { bits, starts, nodes } = bins[at];
    const [left, right] = [clamp(box.left) >> (16 - bits), clamp(box.right) >> (16 - bits)];
    const [bottom, top] = [clamp(box.bottom) >> (16 - bits), clamp(box.top) >> (16 - bits)];
    for (let row = bottom; row <= top; row++) {
      const [from, to] = [starts[(row << bits) | left], starts[((row << bits) | right) + 1]];
      for (let index = from; index < to; index++) {
        const node = nodes[index];
        if (x[node] < box.left || x[node] > box.right || y[node] < box.bottom || y[node] > box.top) continue;
        if (found.length === limit) return found;
        found.push(node);
      }
    }
  }
  return found;
}
