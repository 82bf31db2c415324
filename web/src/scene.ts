// The map: communities as discs, sums of edges between them, the nodes that can be told apart at this zoom, names.

import { screenX, screenY, seen, type Camera, type Point } from "./camera";
import type { DrawnEdge, DrawnNode, Items, Word } from "./drawing";
import * as graph from "./graph";
import { beside, room, shortened, wide, type Room } from "./labels";
import type { Levels } from "./levels";
import type { Look } from "./look";
import { strength } from "./near";
import { isA } from "./node";
import { floor, log2, max, min, round, sqrt } from "./numbers";
import { visibleEdge } from "./sieve";

export interface World {
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
const LABELS = 225; // in a picture of a million pixels
const TRIED = 700; // nodes that may ask for a label
const BUNDLES = 70;
const NEAREST = 0.4; // radius of a disc beside the picture, from which its bundles are no longer drawn
const FAINT = 0.3; // opacity below which a node has no label
const LARGE = 5.5; // pixels of radius of nodes that no label may cover

/** The map as seen by a camera, of whose window the outer `margin` pixels are not yet in view. */
export function scene(of: World, camera: Camera, margin = 0): Items {
  const { width, height } = camera;
  const { look } = of;
  const detail = log2((SIDE * camera.scale) / CELL);
  const free = room(width, height, margin);
  const nodes = drawnNodes(of, camera, detail);
  const level = communityLevel(camera.scale);
  const discs = discsOf(camera, level);
  const edges = [...drawnBundles(of, camera, level), ...strongest(of, camera, nodes)];
  const names = communityNames(of, camera, discs, free);
  for (const { x, y, r } of nodes) if (r > LARGE) free.block(x - r + 3, y - r + 3, 2 * r - 6, 2 * r - 6);
  const words = [...names, ...nodeNames(of, camera, nodes, free, new Set(names.map(({ text }) => text)))];
  const tinted = discs.map((disc) => ({ ...disc, fill: look.tint(disc.community)?.concat("1f") ?? look.disc, line: look.discLine }));
  return { width, height, background: look.background, nodes, edges, discs: tinted, words };
}

/** Nodes, the least important first, so that hubs lie on top. */
function drawnNodes(of: World, camera: Camera, detail: number): DrawnNode[] {
  const { levels, order, whole } = of;
  const full = floor(detail);
  const next = (detail - full - FADE) / (1 - FADE);
  const growth = min(2.4, max(1, (camera.scale / whole) ** 0.3)) * min(1, max(0.6, sqrt((whole * SIDE) / ROOMY)));
  const found = levels.within(seen(camera), next > 0 ? full + 1 : full, MOST);
  found.sort((one, two) => order[two] - order[one]);
  return found.map((node) => dot(of, node, placeOf(camera, node), nodeRadius(of, node) * growth, levels.level[node] <= full ? 1 : next));
}

/** A node as it is drawn at a place. */
export const dot = ({ look }: World, node: number, { x, y }: Point, r: number, opacity = 1): DrawnNode => ({
  node, x, y, r, opacity, colour: look.colour(node), shape: graph.classOf(node).shape,
});

/** The place of a node of the map. */
export const placeOf = (camera: Camera, node: number): Point => ({ x: screenX(camera, graph.x[node]), y: screenY(camera, graph.y[node]) });

export const nodeRadius = ({ look }: World, node: number): number => (isA(node, "Claim") ? 1.8 : 2.2 + 9 * look.share(node));

const DISC = 30; // pixels of radius from which the discs of a level can be read
const SMALLEST = 5; // pixels of radius of discs that are drawn

/** The finest level of communities whose discs can be read. */
function communityLevel(scale: number): number {
  const { level, radius } = graph.communities;
  const most: number[] = [];
  level.forEach((of, at) => (most[of] = max(most[of] ?? 0, radius[at])));
  let finest = 0;
  while ((most[finest + 1] * scale) / 2 >= DISC) finest++;
  return finest;
}

type Disc = Point & { r: number; community: number };

function discOf(camera: Camera, community: number): Disc {
  const { x, y, radius } = graph.communities;
  return { community, x: screenX(camera, x[community]), y: screenY(camera, y[community]), r: radius[community] * camera.scale };
}

const inView = (camera: Camera, { x, y, r }: Disc): boolean => x + r > 0 && y + r > 0 && x - r < camera.width && y - r < camera.height;

/** The communities in view up to a level. */
function discsOf(camera: Camera, level: number): Disc[] {
  const { level: levels } = graph.communities;
  const shown = [...levels.keys()].filter((at) => levels[at] <= level).map((at) => discOf(camera, at));
  return shown.filter((disc) => disc.r >= SMALLEST && inView(camera, disc));
}

const NAMED = 22; // pixels of radius from which discs have a name
const UNNAMED = 0.75; // share of the picture from which they have none

/** Names of communities, the largest first. */
function communityNames({ look }: World, camera: Camera, discs: Disc[], free: Room): Word[] {
  const words: Word[] = [];
  const most = min(camera.width, camera.height) * UNNAMED;
  const { size: sizes, names } = graph.communities;
  const named = discs.filter(({ r }) => r >= NAMED && r <= most);
  for (const { community, x, y, r } of named.sort((one, two) => sizes[two.community] - sizes[one.community] || one.community - two.community)) {
    const size = half(min(20, max(11, 8 + r / 14)));
    const text = fitting(names[community], (name) => wide(name, size, true, look.font) <= max(2.4 * r, 80));
    const width = wide(text, size, true, look.font);
    const top = [y - r + size, y - r / 2, y + r - size, y].find((middle) => free.take(x - width / 2, middle - size / 2, width, size + 2));
    if (top === undefined) continue;
    words.push({ text, x, y: top, size, angle: 0, align: "center", bold: true, colour: look.quiet, target: { community } });
  }
  return words;
}

/** The name of a community, or its first part, or what of that fits. */
function fitting(name: string, fits: (text: string) => boolean): string {
  const first = name.split(", ")[0];
  return [name, first, shortened(first, 18), shortened(first, 12)].find(fits) ?? shortened(first, 8);
}

function nodeNames({ look }: World, camera: Camera, drawn: DrawnNode[], free: Room, said: Set<string>): Word[] {
  const words: Word[] = [];
  const most = round((LABELS * camera.width * camera.height) / 1e6);
  let asked = 0;
  for (let at = drawn.length - 1; at >= 0 && words.length < most && asked < TRIED; at--) {
    const { node, x, y, r, opacity } = drawn[at];
    if (opacity < FAINT || isA(node, "Claim")) continue;
    asked++;
    const text = shortened(graph.label(node));
    if (said.has(text)) continue;
    const word = beside(free, text, x, y, r, half(10 + min(4, 6 * look.share(node))), look.font, look.text);
    if (!word) continue;
    words.push({ ...word, target: { node } });
  }
  return words;
}

/** Sums of edges between the communities of a level, the strongest of those in view. */
function drawnBundles({ look }: World, camera: Camera, level: number): DrawnEdge[] {
  const { a, b, weight } = graph.bundles;
  const { size } = graph.communities;
  const largest = max(camera.width, camera.height) * NEAREST;
  const ends = (bundle: number): [Disc, Disc] => [discOf(camera, a[bundle]), discOf(camera, b[bundle])];
  const seen = bundlesOf(level).filter((bundle) => ends(bundle).every((disc) => disc.r < largest && inView(camera, disc)));
  const shown = seen.slice(0, BUNDLES);
  return shown.map((bundle) => {
    const share = sqrt(weight[bundle] / weight[shown[0]]);
    const larger = size[a[bundle]] > size[b[bundle]] ? a[bundle] : b[bundle];
    const line = { width: 0.5 + 4.5 * share, colour: look.tint(larger) ?? look.line, opacity: 0.12 + 0.28 * share };
    return { ...curve(...ends(bundle), BUNDLE_BEND), ...line, edge: null };
  }).reverse();
}

/** Edges that the bundles of the map stand for when it is seen whole. */
export const summed = (scale: number): number =>
  bundlesOf(communityLevel(scale)).slice(0, BUNDLES).reduce((sum, bundle) => sum + graph.bundles.count[bundle], 0);

const sorted: number[][] = [];

/** The bundles of a level, the strongest first. */
function bundlesOf(level: number): number[] {
  const { level: of, weight } = graph.bundles;
  sorted[level] ??= [...of.keys()]
    .filter((bundle) => of[bundle] === level)
    .sort((one, two) => weight[two] - weight[one] || one - two)
    .slice(0, 4_000);
  return sorted[level];
}

/** Sizes of letters in steps of half a pixel, so that browsers need few pictures of each. */
export const half = (size: number): number => round(size * 2) / 2;

const BUNDLE_BEND = 0.16;
export const BEND = 0.06;

/** A line between two places, bent by some part of its length. */
export const curve = ({ x: x1, y: y1 }: Point, { x: x2, y: y2 }: Point, bend: number): Pick<DrawnEdge, "x1" | "y1" | "x2" | "y2" | "cx" | "cy"> => ({
  x1, y1, x2, y2,
  cx: (x1 + x2) / 2 - (y2 - y1) * bend,
  cy: (y1 + y2) / 2 + (x2 - x1) * bend,
});

const NODES = 500; // whose edges may be drawn
const EDGES = 40; // of each

/** The strongest edges between nodes in view, more of them the closer one looks. */
function strongest(of: World, camera: Camera, drawn: DrawnNode[]): DrawnEdge[] {
  const budget = min(400, round(110 * (log2(camera.scale / of.whole) - 1)));
  return budget > 0 ? strongestAmong(of, new Map(drawn.slice(-NODES).map((item) => [item.node, item])), budget, 0.4) : [];
}

/** The strongest edges between nodes at some places, besides those that are drawn already. */
export function strongestAmong({ look }: World, at: Map<number, Point>, most: number, opacity: number, but = new Set<number>()): DrawnEdge[] {
  const found: number[] = [];
  for (const node of at.keys()) {
    for (const edge of graph.edgesOf(node).subarray(0, EDGES)) {
      if (graph.head[edge] === node && at.has(graph.tail[edge]) && !but.has(edge) && visibleEdge(edge)) found.push(edge);
    }
  }
  found.sort((one, two) => strength(two) - strength(one) || one - two);
  return found.slice(0, most).map((edge) => edgeBetween(edge, at.get(graph.head[edge])!, at.get(graph.tail[edge])!, look.line, opacity));
}

/** An edge as a slightly bent line between two places. */
export const edgeBetween = (edge: number, from: Point, to: Point, colour: string, opacity: number, bend = BEND): DrawnEdge => ({
  ...curve(from, to, bend), colour, opacity, width: edgeWidth(edge), edge,
});

export const edgeWidth = (edge: number): number => min(5, 0.8 + log2(graph.weight[edge]) * 0.7);
