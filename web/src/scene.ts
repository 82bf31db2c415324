// The map: communities as discs, sums of edges between them, the nodes that can be told apart at this zoom, names.

import { screenX, screenY, seen, type Camera, type Point } from "./camera";
import type { DrawnEdge, DrawnNode, Items, Word } from "./drawing";
import type { Graph } from "./graph";
import { beside, room, shortened, wide, type Room } from "./labels";
import type { Levels } from "./levels";
import type { Look } from "./look";
import type { Store } from "./state";

export interface World {
  graph: Graph;
  store: Store;
  look: Look;
  levels: Levels;
  /** Place of every node in the order of importance. */
  order: Uint32Array;
  /** Pixels a unit at which the whole map fits. */
  whole: number;
}

const SIDE = 65_536;
const CELL = 25; // pixels between nodes, about
const ROOMY = 600; // pixels of a map whose nodes have their full size
const FADE = 0.3; // of the way to the next level until its nodes begin to show
const MOST = 2_600; // nodes in one picture
const LABELS = 200; // in a picture of a million pixels
const TRIED = 700; // nodes that may ask for a label
const BUNDLES = 70;
const NEAREST = 0.4; // radius of a disc beside the picture, from which its bundles are no longer drawn
const LARGE = 5.5; // pixels of radius of nodes that no label may cover

/** The map as seen by a camera, of whose window the outer `margin` pixels are not yet in view. */
export function scene(of: World, camera: Camera, margin = 0): Items {
  const detail = Math.log2((SIDE * camera.scale) / CELL);
  const free = room(camera.width, camera.height, margin);
  const drawn = drawnNodes(of, camera, detail);
  const level = communityLevel(of.graph, camera.scale);
  const discs = drawnDiscs(of, camera, level);
  const edges = [...bundles(of, camera, level), ...strongest(of, camera, drawn)];
  const names = communityNames(of, camera, level, free);
  for (const { x, y, r } of drawn) if (r > LARGE) free.block(x - r + 3, y - r + 3, 2 * r - 6, 2 * r - 6);
  const words = [...names, ...nodeNames(of, camera, drawn, free, new Set(names.map(({ text }) => text)))];
  return { width: camera.width, height: camera.height, background: of.look.background, nodes: drawn, edges, discs, words };
}

/** Nodes, the least important first, so that hubs lie on top. */
function drawnNodes({ graph, look, levels, order, whole }: World, camera: Camera, detail: number): DrawnNode[] {
  const full = Math.floor(detail);
  const next = (detail - full - FADE) / (1 - FADE);
  const growth = Math.min(2.4, Math.max(1, (camera.scale / whole) ** 0.3)) * Math.min(1, Math.max(0.6, Math.sqrt((whole * SIDE) / ROOMY)));
  const found = levels.within(seen(camera), next > 0 ? full + 1 : full, MOST);
  found.sort((one, two) => order[two] - order[one]);
  return found.map((node) => ({
    node,
    x: screenX(camera, graph.x[node]),
    y: screenY(camera, graph.y[node]),
    r: nodeRadius(graph, look, node) * growth,
    colour: look.colour(node),
    shape: graph.classes[graph.type[node]].shape,
    opacity: levels.level[node] <= full ? 1 : next,
  }));
}

export const nodeRadius = (graph: Graph, look: Look, node: number): number =>
  graph.classes[graph.type[node]].name === "Claim" ? 1.8 : 2.2 + 9 * look.share(node);

const DISC = 30; // pixels of radius from which the discs of a level can be read

/** The finest level of communities whose discs can be read. */
function communityLevel({ communities }: Graph, scale: number): number {
  const most: number[] = [];
  communities.level.forEach((level, at) => (most[level] = Math.max(most[level] ?? 0, communities.radius[at])));
  let level = 0;
  while (level + 1 < most.length && (most[level + 1] * scale) / 2 >= DISC) level++;
  return level;
}

const inView = (camera: Camera, x: number, y: number, r: number): boolean => x + r > 0 && y + r > 0 && x - r < camera.width && y - r < camera.height;

function circle({ communities }: Graph, camera: Camera, at: number): { x: number; y: number; r: number } {
  return { x: screenX(camera, communities.x[at]), y: screenY(camera, communities.y[at]), r: communities.radius[at] * camera.scale };
}

function drawnDiscs({ graph, look }: World, camera: Camera, level: number): Items["discs"] {
  const discs: Items["discs"] = [];
  graph.communities.level.forEach((of, at) => {
    if (of > level) return;
    const { x, y, r } = circle(graph, camera, at);
    if (r < 5 || !inView(camera, x, y, r)) return;
    const tint = look.tint(at);
    discs.push({ community: at, x, y, r, name: graph.communities.names[at], fill: tint ? `${tint}1f` : look.disc, line: look.discLine });
  });
  return discs;
}

const NAMED = [22, 0.75] as const; // radius of discs with a name: pixels, share of the picture

function communityNames({ graph, look }: World, camera: Camera, level: number, free: Room): Word[] {
  const words: Word[] = [];
  const most = Math.min(camera.width, camera.height) * NAMED[1];
  const shown = [...graph.communities.level.keys()].filter((at) => graph.communities.level[at] <= level);
  shown.sort((one, two) => graph.communities.size[two] - graph.communities.size[one] || one - two);
  for (const at of shown) {
    const { x, y, r } = circle(graph, camera, at);
    if (r < NAMED[0] || r > most || !inView(camera, x, y, r)) continue;
    const size = half(Math.min(20, Math.max(11, 8 + r / 14)));
    const text = fitting(graph.communities.names[at], (name) => wide(name, size, true, look.font) <= Math.max(2.4 * r, 80));
    const width = wide(text, size, true, look.font);
    const top = [y - r + size, y - r / 2, y + r - size, y].find((middle) => free.take(x - width / 2, middle - size / 2, width, size + 2));
    if (top === undefined) continue;
    words.push({ text, x, y: top, size, angle: 0, align: "center", bold: true, colour: look.quiet, community: at });
  }
  return words;
}

/** The name of a community, or its first part, or what of that fits. */
function fitting(name: string, fits: (text: string) => boolean): string {
  const first = name.split(", ")[0];
  return [name, first, shortened(first, 18), shortened(first, 12)].find(fits) ?? shortened(first, 8);
}

function nodeNames({ graph, look }: World, camera: Camera, drawn: DrawnNode[], free: Room, said: Set<string>): Word[] {
  const words: Word[] = [];
  const most = Math.round((LABELS * camera.width * camera.height) / 1e6);
  let asked = 0;
  for (let at = drawn.length - 1; at >= 0 && words.length < most && asked < TRIED; at--) {
    const { node, x, y, r, opacity } = drawn[at];
    if (opacity < 0.6 || graph.classes[graph.type[node]].name === "Claim") continue;
    asked++;
    const text = shortened(graph.label(node));
    if (said.has(text)) continue;
    const word = beside(free, text, x, y, r, half(11 + Math.min(3, 5 * look.share(node))), look.font, look.text);
    if (!word) continue;
    drawn[at].label = text;
    words.push({ ...word, node });
  }
  return words;
}

/** Sums of edges between the communities of a level, the strongest of those in view. */
function bundles({ graph, look }: World, camera: Camera, level: number): DrawnEdge[] {
  const { bundles: all, communities } = graph;
  const largest = Math.max(camera.width, camera.height) * NEAREST;
  const shown = strongestBundles(graph, level).filter((bundle) => {
    const [a, b] = [circle(graph, camera, all.a[bundle]), circle(graph, camera, all.b[bundle])];
    return Math.max(a.r, b.r) < largest && inView(camera, a.x, a.y, a.r) && inView(camera, b.x, b.y, b.r);
  }).slice(0, BUNDLES);
  const most = all.weight[shown[0] ?? 0] ?? 1;
  return shown.map((bundle) => {
    const [a, b] = [circle(graph, camera, all.a[bundle]), circle(graph, camera, all.b[bundle])];
    const share = Math.sqrt(all.weight[bundle] / most);
    const larger = communities.size[all.a[bundle]] > communities.size[all.b[bundle]] ? all.a[bundle] : all.b[bundle];
    const line = { width: 0.5 + 4.5 * share, colour: look.tint(larger) ?? look.line, opacity: 0.12 + 0.28 * share };
    return { ...curve(a.x, a.y, b.x, b.y), ...line, relation: null, edge: null };
  }).reverse();
}

/** Edges that the bundles of the map stand for when it is seen whole. */
export function summed(graph: Graph, scale: number): number {
  const shown = strongestBundles(graph, communityLevel(graph, scale)).slice(0, BUNDLES);
  return shown.reduce((sum, bundle) => sum + graph.bundles.count[bundle], 0);
}

const sorted = new WeakMap<Graph, number[][]>();

function strongestBundles(graph: Graph, level: number): number[] {
  if (!sorted.has(graph)) {
    const { a, weight } = graph.bundles;
    const levels: number[][] = [];
    a.forEach((community, bundle) => (levels[graph.communities.level[community]] ??= []).push(bundle));
    levels.forEach((mine) => mine.sort((one, two) => weight[two] - weight[one] || one - two));
    sorted.set(graph, levels);
  }
  return sorted.get(graph)![level]?.slice(0, 4_000) ?? [];
}

/** Sizes of letters in steps of half a pixel, so that browsers need few pictures of each. */
export const half = (size: number): number => Math.round(size * 2) / 2;

const BEND = 0.16;

export const curve = (x1: number, y1: number, x2: number, y2: number, bend = BEND): Pick<DrawnEdge, "x1" | "y1" | "x2" | "y2" | "cx" | "cy"> => ({
  x1, y1, x2, y2,
  cx: (x1 + x2) / 2 - (y2 - y1) * bend,
  cy: (y1 + y2) / 2 + (x2 - x1) * bend,
});

const ASKED = [500, 24] as const; // nodes and edges of each that may be drawn

/** The strongest edges between nodes in view, more of them the closer one looks. */
function strongest({ graph, store, look, whole }: World, camera: Camera, drawn: DrawnNode[]): DrawnEdge[] {
  const budget = Math.min(400, Math.round(110 * (Math.log2(camera.scale / whole) - 1)));
  if (budget <= 0) return [];
  const at = new Map(drawn.slice(-ASKED[0]).map((item) => [item.node, item]));
  const found: number[] = [];
  for (const node of at.keys()) {
    for (const edge of graph.edgesOf(node).subarray(0, ASKED[1])) {
      if (graph.head[edge] === node && at.has(graph.tail[edge]) && store.visibleEdge(edge)) found.push(edge);
    }
  }
  const strength = (edge: number): number => graph.weight[edge] * graph.confidence[edge];
  found.sort((one, two) => strength(two) - strength(one) || one - two);
  const line = { colour: look.line, opacity: 0.4 };
  return found.slice(0, budget).map((edge) => edgeBetween(graph, edge, at.get(graph.head[edge])!, at.get(graph.tail[edge])!, line));
}

/** An edge as a slightly bent line between two places. */
export const edgeBetween = (graph: Graph, edge: number, from: Point, to: Point, line: Pick<DrawnEdge, "colour" | "opacity">): DrawnEdge => ({
  ...curve(from.x, from.y, to.x, to.y, 0.06),
  ...line,
  width: edgeWidth(graph, edge),
  relation: graph.relation[edge],
  edge,
});

export const edgeWidth = (graph: Graph, edge: number): number => Math.min(5, 0.8 + Math.log2(graph.weight[edge]) * 0.7);
