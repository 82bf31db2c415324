// What is painted over the picture: the node or line pointed at, and nodes that a question has found.

import type { Camera } from "./camera";
import type { DrawnEdge, DrawnNode, Items } from "./drawing";
import * as graph from "./graph";
import type { Look } from "./look";
import { PI, max } from "./numbers";
import { paintEdge } from "./paint";
import { dot, edgeBetween, edgeWidth, nodeRadius, placeOf, type World } from "./scene";
import { draw } from "./shapes";
import { visibleEdge } from "./sieve";

export type Over = Pick<Items, "edges" | "nodes">;

const EDGES = 60; // of the node pointed at

/** The lines of a node to its strongest neighbours on the map, and the dots at their ends. */
export function neighbourhood(world: World, camera: Camera, node: number): Over {
  const { look } = world;
  const shown = [...graph.edgesOf(node)].filter((edge) => visibleEdge(edge)).slice(0, EDGES);
  const end = (other: number): DrawnNode => large(world, camera, other);
  return {
    edges: shown.map((edge) => edgeBetween(edge, end(graph.head[edge]), end(graph.tail[edge]), look.strong, 0.6)),
    nodes: [...shown.map((edge) => end(graph.other(edge, node))), end(node)],
  };
}

/** A node of the map, a little larger than it is. */
export const large = (world: World, camera: Camera, node: number): DrawnNode =>
  dot(world, node, placeOf(camera, node), nodeRadius(world, node) * 1.2);

export function paintOver(context: CanvasRenderingContext2D, look: Look, { edges, nodes }: Over, marked: number | null): void {
  edges.forEach((edge) => paintEdge(context, edge));
  for (const { node, shape, colour, x, y, r } of nodes) {
    draw(context, shape, colour, look.background, x, y, r);
    if (node === marked) mark(context, look, x, y, r);
  }
}

/** A ring around what has the attention; seen without telling colours apart. */
export function mark(context: CanvasRenderingContext2D, look: Look, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r * 1.4 + 3, 0, 2 * PI);
  context.strokeStyle = look.strong;
  context.lineWidth = 2.5;
  context.stroke();
}

/** The lines of a picture that end at a node, or are a line, drawn strongly. */
export const emphasised = (look: Look, items: Items, node: number | null, edge: number | null): DrawnEdge[] =>
  items.edges
    .filter((line) => line.edge !== null && [line.edge === edge, graph.head[line.edge] === node, graph.tail[line.edge] === node].includes(true))
    .map((line) => ({ ...line, colour: look.strong, opacity: 0.9, width: max(1.5, edgeWidth(line.edge!)) }));
