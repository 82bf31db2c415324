// The bytes of the core → Graph. The container: length of the header, header as JSON, columns padded to 8 bytes.

import type { Block, Bundles, Class, Communities, Graph, Links, Meta, Relation } from "./graph";
import { search } from "./search";

type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array;
type Kind = "u8" | "u16" | "u32" | "f32";

interface Header {
  arrays: Record<string, [kind: Kind, offset: number, length: number]>;
  meta: Meta;
  classes: Class[];
  relations: Relation[];
  links: Record<number, Links>;
  broader: Record<number, number[]>;
  communities: { names: string[] };
}

const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array };

export function decode(core: ArrayBuffer, block: (number: number) => Promise<Block>): Graph {
  const length = new DataView(core).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(core, 4, length))) as Header;
  const column = <C extends Column>(name: string): C => {
    const [kind, offset, size] = header.arrays[name];
    return new KINDS[kind](core, 4 + length + offset, size) as C;
  };
  const text = (name: string): string => new TextDecoder().decode(column<Uint8Array>(name));
  const type = column<Uint8Array>("type");
  const label = lines(column("labels"), type.length);
  const id = lines(column("ids"), type.length);
  const alias = lines(column("aliases"), type.length);
  const head = column<Uint32Array>("head");
  const tail = column<Uint32Array>("tail");
  const weight = column<Uint32Array>("weight");
  const saidAt = column<Uint32Array>("said_at");
  const said = column<Uint32Array>("said");
  const paper = header.classes.findIndex(({ name }) => name === "Paper");
  const blocks = column<Uint32Array>("block");
  const graph: Graph = {
    count: type.length,
    edgeCount: head.length,
    type, head, tail, weight, saidAt, said, label, id,
    x: column("x"), y: column("y"), radius: column("radius"), rank: column("rank"), community: column("community"),
    papers: column("papers"), date: column("date"), flags: column("flags"), block: blocks,
    degree: column("degree"), betweenness: column("betweenness"),
    relation: column("relation"), confidence: column("confidence"),
    meta: header.meta, classes: header.classes, relations: header.relations, links: header.links, broader: header.broader,
    communities: communities(header.communities.names, column),
    bundles: bundles(column),
    aliases: (node) => alias(node).split("\t").filter(Boolean),
    nodeOf: once(() => {
      const nodes = new Map<string, number>();
      for (let node = 0; node < type.length; node++) nodes.set(id(node), node);
      return (name: string) => nodes.get(name) ?? null;
    }),
    edgesOf: once(() => neighbourhoods(type.length, head, tail, weight)),
    other: (edge, node) => (head[edge] === node ? tail[edge] : head[edge]),
    papersOf: (edge) => {
      if (saidAt[edge] < saidAt[edge + 1]) return [...said.subarray(saidAt[edge], saidAt[edge + 1])];
      return type[head[edge]] === paper ? [head[edge]] : stating(graph, paper, head[edge]);
    },
    find: once(() => search(graph, text("labels"), text("aliases"))),
    block_: block,
  };
  return graph;
}

/** A function that is made when it is first called. */
function once<Arguments extends unknown[], Value>(make: () => (...values: Arguments) => Value): (...values: Arguments) => Value {
  let made: ((...values: Arguments) => Value) | undefined;
  return (...values) => (made ??= make())(...values);
}

/** The papers that state a claim. */
function stating(graph: Graph, paper: number, claim: number): number[] {
  return [...graph.edgesOf(claim)].map((edge) => graph.other(edge, claim)).filter((node) => graph.type[node] === paper);
}

/** The lines of a text, each decoded when it is asked for. */
function lines(bytes: Uint8Array, count: number): (line: number) => string {
  const decoder = new TextDecoder();
  const ends = new Uint32Array(count + 1);
  let line = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends[++line] = at + 1;
  ends.fill(bytes.length + 1, line + 1);
  return (line) => decoder.decode(bytes.subarray(ends[line], ends[line + 1] - 1));
}

/** Edges of every node in one column, the heaviest first. */
function neighbourhoods(count: number, head: Uint32Array, tail: Uint32Array, weight: Uint32Array): (node: number) => Uint32Array {
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
  const sorted = new Uint8Array(count);
  return (node) => {
    const mine = edges.subarray(starts[node], starts[node + 1]);
    if (!sorted[node]) mine.sort((one, two) => weight[two] - weight[one] || one - two);
    sorted[node] = 1;
    return mine;
  };
}

function communities(names: string[], column: <C extends Column>(name: string) => C): Communities {
  return {
    names,
    parent: column("community_parent"), level: column("community_level"),
    x: column("community_x"), y: column("community_y"), radius: column("community_radius"),
    size: column("community_size"), hub: column("community_hub"),
  };
}

function bundles(column: <C extends Column>(name: string) => C): Bundles {
  return { a: column("bundle_a"), b: column("bundle_b"), weight: column("bundle_weight"), count: column("bundle_count") };
}
