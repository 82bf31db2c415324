// The picture of a focus: its rings seen from a place, while nodes may still be on their way.

import { screenX, screenY, type Camera, type Point } from "./camera";
import { digits } from "./dom";
import type { DrawnEdge, DrawnNode, Items, Word } from "./drawing";
import * as graph from "./graph";
import { shortened } from "./labels";
import { GROWTH } from "./near";
import { PI, cos, max, min, sin } from "./numbers";
import { sectorName, type Rings, type Spoke } from "./rings";
import { dot, edgeBetween, half, nodeRadius, strongestAmong, type World } from "./scene";

/** A spoke that grows its sector when it is clicked. */
export interface More {
  key: string;
  x: number;
  y: number;
  r: number;
}

export type RingItems = Items & { more: More[] };

const LETTERS = 13; // pixels of labels at scale 1
const LARGEST_LETTERS = 14;
const READABLE = 6; // pixels below which labels are left out
const INSIDE = 12; // characters of labels that follow their spokes
const OUTSIDE = 15; // the same of the last ring
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
    nodes: drawnNodes(view),
    edges: [...across(view), ...spokeEdges(view)],
    words: [...words, title(view)],
    more: layout.spokes.filter(({ kind }) => kind === "more").map((spoke) => ({ key: spoke.sector.key, ...placed(camera, spoke), r: MORE })),
  };
}

const placed = (camera: Camera, { x, y }: Point): Point => ({ x: screenX(camera, x), y: screenY(camera, -y) });

/** Neighbours, and the focus last. */
function drawnNodes({ world, focus, layout, camera, at }: View): DrawnNode[] {
  const growth = min(1.3, max(0.7, camera.scale));
  const neighbours = layout.spokes.flatMap(({ neighbour }) => neighbour?.node ?? []);
  const radius = (node: number): number => min(LARGEST, 3 + 0.8 * nodeRadius(world, node)) * growth;
  return [...neighbours.map((node) => dot(world, node, at.get(node)!, radius(node))), dot(world, focus, at.get(focus)!, CENTRE)];
}

function title({ world: { look }, focus, at }: View): Word {
  const { x, y } = at.get(focus)!;
  const text = shortened(graph.label(focus), TITLE);
  return { text, x, y: y + CENTRE + 12, size: 15, angle: 0, align: "center", bold: true, colour: look.text, target: { node: focus } };
}

function labels(view: View): Word[] {
  const size = half(min(LARGEST_LETTERS, LETTERS * view.camera.scale));
  if (size < READABLE) return [];
  const last = max(1, ...view.layout.spokes.map(({ ring }) => ring));
  return view.layout.spokes.map((spoke) => label(view, spoke, size, view.layout.letters ?? (spoke.ring === last ? OUTSIDE : INSIDE)));
}

/** A label along its spoke or level beside it, the right way up on both sides. */
function label({ world: { look }, layout, camera, at }: View, spoke: Spoke, size: number, longest: number): Word {
  const node = spoke.neighbour?.node;
  const { x, y } = node === undefined ? placed(camera, spoke) : at.get(node)!;
  const level = layout.letters !== null;
  const left = cos(spoke.angle) < 0;
  const away = spoke.kind === "name" ? 0 : 9 + size / 3;
  return {
    text: node === undefined ? note(spoke) : shortened(graph.label(node), longest),
    x: x + away * (level ? (left ? -1 : 1) : cos(spoke.angle)),
    y: y + (level ? 0 : away * sin(spoke.angle)),
    size,
    angle: level ? 0 : left ? spoke.angle + PI : spoke.angle,
    align: left ? "right" : "left",
    bold: spoke.kind === "name",
    colour: { node: look.text, more: look.strong, name: look.quiet }[spoke.kind],
    ...(node !== undefined && { target: { node } }),
  };
}

const note = ({ kind, sector }: Spoke): string =>
  kind === "name" ? sectorName(sector) : `${min(GROWTH, sector.left)} more of ${digits(sector.left)}`;

const spokeEdges = ({ world: { look }, layout, at }: View): DrawnEdge[] =>
  layout.spokes.flatMap(({ neighbour: to }) => (to ? edgeBetween(to.edge, at.get(to.from)!, at.get(to.node)!, look.line, 0.55, 0) : []));

/** The strongest edges between those around the focus. */
function across({ world, focus, layout, at }: View): DrawnEdge[] {
  const around = new Map([...at].filter(([node]) => node !== focus));
  return strongestAmong(world, around, ACROSS, 0.2, new Set(layout.spokes.flatMap(({ neighbour }) => neighbour?.edge ?? [])));
}
