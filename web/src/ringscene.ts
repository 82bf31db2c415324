// The picture of a focus: its rings seen from a place, while nodes may still be on their way.

import { screenX, screenY, type Camera, type Point } from "./camera";
import type { DrawnEdge, DrawnNode, Items, Word } from "./drawing";
import type { Graph } from "./graph";
import { shortened } from "./labels";
import type { Look } from "./look";
import { GROWTH } from "./near";
import { sectorName, type Rings, type Spoke } from "./rings";
import { edgeBetween, edgeWidth, half, nodeRadius } from "./scene";
import type { Store } from "./state";

/** A spoke that grows its sector when it is clicked. */
export interface More {
  key: string;
  x: number;
  y: number;
  r: number;
}

export type RingItems = Items & { more: More[] };

const LETTERS = 12; // pixels of labels at scale 1
const READABLE = 6; // pixels below which labels are left out
const LABEL = [17, 26] as const; // characters of labels inside and on the last ring
const LARGEST = 7.5; // pixels of radius of neighbours
const CENTRE = 12; // of the focus
const ACROSS = 50; // edges drawn between neighbours

/** `moved` gives where a node is now, from where it will be. */
export function ringScene(
  graph: Graph, store: Store, look: Look, focus: number, layout: Rings, camera: Camera, moved: (node: number, to: Point) => Point,
): RingItems {
  const at = new Map<number, Point>([[focus, moved(focus, { x: screenX(camera, 0), y: screenY(camera, 0) })]]);
  const place = ({ x, y }: Spoke): Point => ({ x: screenX(camera, x), y: screenY(camera, -y) });
  for (const spoke of layout.spokes) if (spoke.neighbour) at.set(spoke.neighbour.node, moved(spoke.neighbour.node, place(spoke)));
  const last = Math.max(1, ...layout.spokes.map(({ ring }) => ring));
  const nodes = layout.spokes.flatMap(({ neighbour }) => (neighbour ? [drawn(graph, look, neighbour.node, at.get(neighbour.node)!, camera.scale)] : []));
  const centre = { ...drawn(graph, look, focus, at.get(focus)!, camera.scale), label: graph.label(focus) };
  centre.r = CENTRE;
  const size = half(Math.min(14, LETTERS * camera.scale));
  const words = size < READABLE ? [] : layout.spokes.map((spoke) => spokeWord(graph, look, spoke, spoke.neighbour ? at.get(spoke.neighbour.node)! : place(spoke), size, layout.letters ?? LABEL[spoke.ring === last ? 1 : 0], layout.letters !== null));
  words.forEach((word) => word.node !== undefined && (nodes.find(({ node }) => node === word.node)!.label = word.text));
  const more = layout.spokes.filter(({ kind }) => kind === "more").map((spoke) => ({ key: spoke.sector.key, ...place(spoke), r: 5 }));
  return {
    width: camera.width, height: camera.height, background: look.background, discs: [], more,
    nodes: [...nodes, centre],
    edges: [...across(graph, store, look, layout, focus, at), ...spokeEdges(graph, look, layout, at)],
    words: [...words, title(graph, look, focus, at.get(focus)!, centre.r, layout.letters === null ? LABEL[1] : 2 * layout.letters)],
  };
}

const drawn = (graph: Graph, look: Look, node: number, { x, y }: Point, scale: number): DrawnNode => ({
  node, x, y,
  r: Math.min(LARGEST, 3 + 0.8 * nodeRadius(graph, look, node)) * Math.min(1.3, Math.max(0.7, scale)),
  colour: look.colour(node),
  shape: graph.classes[graph.type[node]].shape,
  opacity: 1,
});

const title = (graph: Graph, look: Look, node: number, { x, y }: Point, r: number, longest: number): Word => ({
  text: shortened(graph.label(node), longest), x, y: y + r + 12, size: 15, angle: 0, align: "center", bold: true, colour: look.text, node,
});

/** A label along its spoke or beside it, the right way up on both sides. */
function spokeWord(graph: Graph, look: Look, spoke: Spoke, { x, y }: Point, size: number, longest: number, level: boolean): Word {
  const { angle, kind, neighbour } = spoke;
  const left = Math.cos(angle) < 0;
  const away = kind === "name" ? 0 : 9 + size / 3;
  const node = neighbour?.node;
  return {
    text: node === undefined ? note(graph, spoke) : shortened(graph.label(node), longest),
    x: x + away * (level ? (left ? -1 : 1) : Math.cos(angle)),
    y: y + (level ? 0 : away * Math.sin(angle)),
    size,
    angle: level ? 0 : left ? angle + Math.PI : angle,
    align: left ? "right" : "left",
    bold: kind === "name",
    colour: kind === "node" ? look.text : kind === "more" ? look.strong : look.quiet,
    ...(node === undefined ? {} : { node }),
  };
}

const note = (graph: Graph, { kind, sector }: Spoke): string =>
  kind === "name" ? sectorName(graph, sector) : `${Math.min(GROWTH, sector.left)} more of ${sector.left.toLocaleString("en")}`;

const spokeEdges = (graph: Graph, look: Look, { spokes }: Rings, at: Map<number, Point>): DrawnEdge[] =>
  spokes.flatMap(({ neighbour }): DrawnEdge[] => {
    if (!neighbour) return [];
    const [one, two] = [at.get(neighbour.from)!, at.get(neighbour.node)!];
    const line = { x1: one.x, y1: one.y, x2: two.x, y2: two.y };
    return [{ ...line, width: edgeWidth(graph, neighbour.edge), colour: look.line, opacity: 0.55, relation: graph.relation[neighbour.edge], edge: neighbour.edge }];
  });

/** The strongest edges between those around the focus. */
function across(graph: Graph, store: Store, look: Look, { spokes }: Rings, focus: number, at: Map<number, Point>): DrawnEdge[] {
  const taken = new Set(spokes.map(({ neighbour }) => neighbour?.edge));
  const found: number[] = [];
  for (const node of at.keys()) {
    if (node === focus) continue;
    for (const edge of graph.edgesOf(node).subarray(0, 60)) {
      const other = graph.tail[edge];
      if (graph.head[edge] === node && other !== focus && at.has(other) && !taken.has(edge) && store.visibleEdge(edge)) found.push(edge);
    }
  }
  const strength = (edge: number): number => graph.weight[edge] * graph.confidence[edge];
  found.sort((one, two) => strength(two) - strength(one) || one - two);
  return found.slice(0, ACROSS).map((edge) => edgeBetween(graph, edge, at.get(graph.head[edge])!, at.get(graph.tail[edge])!, look.line, 0.2));
}
