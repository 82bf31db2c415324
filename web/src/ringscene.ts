// The picture of a focus: its rings seen from a place, while nodes may still be on their way.

import { screenX, screenY, type Camera, type Point } from "./camera";
import type { DrawnEdge, DrawnNode, Items, Word } from "./drawing";
import type { Graph } from "./graph";
import { shortened } from "./labels";
import { GROWTH } from "./near";
import { sectorName, type Rings, type Spoke } from "./rings";
import { edgeBetween, edgeWidth, half, nodeRadius, type World } from "./scene";

/** A spoke that grows its sector when it is clicked. */
export interface More {
  key: string;
  x: number;
  y: number;
  r: number;
}

export type RingItems = Items & { more: More[] };

const LETTERS = [12, 14] as const; // pixels of labels at scale 1, and at most
const READABLE = 6; // pixels below which labels are left out
const LABEL = { inside: 17, outside: 26 }; // characters of labels that follow their spokes
const LARGEST = 7.5; // pixels of radius of neighbours
const CENTRE = 12; // of the focus
const TITLE = 24; // letters under the focus; more would cover its neighbours, and stand above the map anyway
const MORE = 5; // of spokes that grow their sector
const ACROSS = 50; // edges drawn between neighbours

/** A focus as it is to be drawn: its layout, and where every node is now. */
interface View {
  world: World;
  focus: number;
  layout: Rings;
  camera: Camera;
  at: Map<number, Point>;
}

/** `moved` gives where a node is now, from where it will be. */
export function ringScene(world: World, focus: number, layout: Rings, camera: Camera, moved: (node: number, to: Point) => Point): RingItems {
  const at = new Map([[focus, moved(focus, placed(camera, { x: 0, y: 0 }))]]);
  for (const spoke of layout.spokes) {
    if (spoke.neighbour) at.set(spoke.neighbour.node, moved(spoke.neighbour.node, placed(camera, spoke)));
  }
  const view = { world, focus, layout, camera, at };
  const words = labels(view);
  return {
    width: camera.width,
    height: camera.height,
    background: world.look.background,
    discs: [],
    nodes: drawnNodes(view, words),
    edges: [...across(view), ...spokeEdges(view)],
    words: [...words, title(view)],
    more: layout.spokes.filter(({ kind }) => kind === "more").map((spoke) => ({ key: spoke.sector.key, ...placed(camera, spoke), r: MORE })),
  };
}

const placed = (camera: Camera, { x, y }: Point): Point => ({ x: screenX(camera, x), y: screenY(camera, -y) });

/** Neighbours, and the focus last. */
function drawnNodes({ world: { graph, look }, focus, layout, camera, at }: View, words: Word[]): DrawnNode[] {
  const named = new Map(words.map((word) => [word.node, word.text]));
  const growth = Math.min(1.3, Math.max(0.7, camera.scale));
  const drawn = (node: number, r: number, label: string | undefined): DrawnNode => ({
    node,
    ...at.get(node)!,
    r,
    colour: look.colour(node),
    shape: graph.classes[graph.type[node]].shape,
    opacity: 1,
    ...(label === undefined ? {} : { label }),
  });
  const neighbours = layout.spokes.flatMap(({ neighbour }) => (neighbour ? [neighbour.node] : []));
  const radius = (node: number): number => Math.min(LARGEST, 3 + 0.8 * nodeRadius(graph, look, node)) * growth;
  return [...neighbours.map((node) => drawn(node, radius(node), named.get(node))), drawn(focus, CENTRE, graph.label(focus))];
}

function title({ world: { graph, look }, focus, at }: View): Word {
  const { x, y } = at.get(focus)!;
  const text = shortened(graph.label(focus), TITLE);
  return { text, x, y: y + CENTRE + 12, size: 15, angle: 0, align: "center", bold: true, colour: look.text, node: focus };
}

function labels(view: View): Word[] {
  const size = half(Math.min(LETTERS[1], LETTERS[0] * view.camera.scale));
  if (size < READABLE) return [];
  const last = Math.max(1, ...view.layout.spokes.map(({ ring }) => ring));
  return view.layout.spokes.map((spoke) => label(view, spoke, size, view.layout.letters ?? (spoke.ring === last ? LABEL.outside : LABEL.inside)));
}

/** A label along its spoke or level beside it, the right way up on both sides. */
function label({ world: { graph, look }, layout, camera, at }: View, spoke: Spoke, size: number, longest: number): Word {
  const node = spoke.neighbour?.node;
  const { x, y } = node === undefined ? placed(camera, spoke) : at.get(node)!;
  const level = layout.letters !== null;
  const left = Math.cos(spoke.angle) < 0;
  const away = spoke.kind === "name" ? 0 : 9 + size / 3;
  return {
    text: node === undefined ? note(graph, spoke) : shortened(graph.label(node), longest),
    x: x + away * (level ? (left ? -1 : 1) : Math.cos(spoke.angle)),
    y: y + (level ? 0 : away * Math.sin(spoke.angle)),
    size,
    angle: level ? 0 : left ? spoke.angle + Math.PI : spoke.angle,
    align: left ? "right" : "left",
    bold: spoke.kind === "name",
    colour: { node: look.text, more: look.strong, name: look.quiet }[spoke.kind],
    ...(node === undefined ? {} : { node }),
  };
}

const note = (graph: Graph, { kind, sector }: Spoke): string =>
  kind === "name" ? sectorName(graph, sector) : `${Math.min(GROWTH, sector.left)} more of ${sector.left.toLocaleString("en")}`;

const spokeEdges = ({ world: { graph, look }, layout, at }: View): DrawnEdge[] =>
  layout.spokes.flatMap(({ neighbour }): DrawnEdge[] => {
    if (!neighbour) return [];
    const [one, two] = [at.get(neighbour.from)!, at.get(neighbour.node)!];
    const line = { x1: one.x, y1: one.y, x2: two.x, y2: two.y, width: edgeWidth(graph, neighbour.edge) };
    return [{ ...line, colour: look.line, opacity: 0.55, relation: graph.relation[neighbour.edge], edge: neighbour.edge }];
  });

/** The strongest edges between those around the focus. */
function across({ world: { graph, store, look }, focus, layout, at }: View): DrawnEdge[] {
  const taken = new Set(layout.spokes.map(({ neighbour }) => neighbour?.edge));
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
  const line = { colour: look.line, opacity: 0.2 };
  return found.slice(0, ACROSS).map((edge) => edgeBetween(graph, edge, at.get(graph.head[edge])!, at.get(graph.tail[edge])!, line));
}
