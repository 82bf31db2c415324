// The graph of the page: columns over nodes (the most important first) and over edges, and what they answer.

import { blocks, inflate } from "./inflate";
import type { Bundles, Class, Columns, Communities, Header, Relation } from "./wire";

export type * from "./wire";

export const GENERIC = 1;
export const HEDGED = 2;
export const NEGATIVE = 4;

// The core is a container: length of the header, header as JSON, columns padded to 8 bytes.
const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array };
const core = await (await inflate("core")).arrayBuffer();
const length = new DataView(core).getUint32(0, true);
const header = JSON.parse(new TextDecoder().decode(new Uint8Array(core, 4, length))) as Header;
const all = Object.entries(header.arrays).map(([name, [kind, offset, size]]) => [name, new KINDS[kind](core, 4 + length + offset, size)] as const);

/** The columns whose names begin so, by the rest of their names. */
const columns = (prefix: string): object =>
  Object.fromEntries(all.filter(([name]) => name.startsWith(prefix)).map(([name, column]) => [name.slice(prefix.length), column]));

export const {
  type, x, y, radius, rank, community, papers, date, flags, block, degree, betweenness,
  head, tail, relation, weight, confidence, said_at, said,
  labels: labelLines, ids: idLines, aliases: aliasLines,
} = columns("") as Columns;
export const { meta, classes, relations, links, broader } = header;
export const communities = { ...(columns("community_") as Communities), names: header.communities.names };
export const bundles = columns("bundle_") as Bundles;

/** Whether betweenness is filled in. */
export const hasBetweenness = meta.measures?.includes("betweenness");

/** Of nodes. */
export const count = type.length;

/** The lines of a column of texts. */
export const split = (lines: Uint8Array): string[] => new TextDecoder().decode(lines).split("\n");

export const label = reader(labelLines);
export const id = reader(idLines);
const aliasesLine = reader(aliasLines);
export const aliases = (node: number): string[] => aliasesLine(node).split("\t").filter(Boolean);

export const classOf = (node: number): Class => classes[type[node]];
export const relationOf = (edge: number): Relation => relations[relation[edge]];

/** The index of a class. */
export const classNamed = (wanted: string): number => classes.findIndex(({ name }) => name === wanted);

/** The other end of an edge. */
export const other = (edge: number, node: number): number => (head[edge] === node ? tail[edge] : head[edge]);

let numbers: Map<string, number> | undefined;

/** The node of an id, null where there is none. */
export function nodeOf(name: string): number | null {
  numbers ??= new Map(split(idLines).map((name, node) => [name, node]));
  return numbers.get(name) ?? null;
}

/** Edges out of and into a node, the heaviest first. */
export function edgesOf(node: number): Uint32Array {
  neighbours ??= neighbourhoods();
  const mine = neighbours.edges.subarray(neighbours.starts[node], neighbours.starts[node + 1]);
  if (!neighbours.sorted[node]) mine.sort((one, two) => weight[two] - weight[one] || one - two);
  neighbours.sorted[node] = 1;
  return mine;
}

const PAPER = classNamed("Paper");

/** Papers that say an edge. */
export function papersOf(edge: number): number[] {
  if (said_at[edge] < said_at[edge + 1]) return [...said.subarray(said_at[edge], said_at[edge + 1])];
  if (type[head[edge]] === PAPER) return [head[edge]];
  return [...edgesOf(head[edge])].map((stated) => other(stated, head[edge])).filter((node) => type[node] === PAPER);
}

/** Texts and evidence of some 96 papers, by their number, inflated once. */
export const texts = blocks();

/** The lines of a text, each decoded when it is asked for. */
function reader(bytes: Uint8Array): (line: number) => string {
  const decoder = new TextDecoder();
  const ends = new Uint32Array(count + 1);
  let line = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends[++line] = at + 1;
  ends.fill(bytes.length + 1, line + 1);
  return (line) => decoder.decode(bytes.subarray(ends[line], ends[line + 1] - 1));
}

interface Neighbourhoods {
  /** Where the edges of each node begin. */
  starts: Uint32Array;
  edges: Uint32Array;
  /** Whether those of a node are sorted yet. */
  sorted: Uint8Array;
}

let neighbours: Neighbourhoods | undefined;

/** Edges of every node in one column. */
function neighbourhoods(): Neighbourhoods {
  const starts = new Uint32Array(count + 2);
  for (let edge = 0; edge < head.length; edge++) {
    starts[head[edge] + 2]++;
    if (tail[edge] !== head[edge]) starts[tail[edge] + 2]++;
  }
  for (let node = 2; node < starts.length; node++) starts[node] += starts[node - 1];
  const edges = new Uint32Array(starts[count + 1]);
  for (let edge = 0; edge < head.length; edge++) {
    edges[starts[head[edge] + 1]++] = edge;
    if (tail[edge] !== head[edge]) edges[starts[tail[edge] + 1]++] = edge;
  }
  return { starts, edges, sorted: new Uint8Array(count) };
}
