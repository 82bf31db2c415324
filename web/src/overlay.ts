// What is painted over the picture: the node or line pointed at, and nodes that a question has found.

import { screenX, screenY, type Camera, type Point } from "./camera";
import type { DrawnEdge, DrawnNode, Items } from "./drawing";
import type { Graph } from "./graph";
import type { Look } from "./look";
import { paintEdge } from "./paint";
import { edgeBetween, edgeWidth, nodeRadius } from "./scene";
import { draw } from "./shapes";
import type { Store } from "./state";

export type Over = Pick<Items, "edges" | "nodes">;

const EDGES = 60; // of the node pointed at

/** The lines of a node to its strongest neighbours on the map, and the dots at their ends. */
export function neighbourhood(graph: Graph, store: Store, look: Look, camera: Camera, node: number): Over {
  const at = (other: number): Point => ({ x: screenX(camera, graph.x[other]), y: screenY(camera, graph.y[other]) });
  const edges: DrawnEdge[] = [];
  const nodes: DrawnNode[] = [];
  for (const edge of graph.edgesOf(node)) {
    if (edges.length === EDGES) break;
    if (!store.visibleEdge(edge)) continue;
    const other = graph.other(edge, node);
    edges.push(edgeBetween(graph, edge, at(graph.head[edge]), at(graph.tail[edge]), { colour: look.strong, opacity: 0.6 }));
    nodes.push(dot(graph, look, other, at(other)));
  }
  return { edges, nodes: [...nodes, dot(graph, look, node, at(node))] };
}

export const dot = (graph: Graph, look: Look, node: number, { x, y }: Point): DrawnNode => ({
  node, x, y, r: nodeRadius(graph, look, node) * 1.2, colour: look.colour(node), shape: graph.classes[graph.type[node]].shape, opacity: 1,
});

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
  context.arc(x, y, r * 1.4 + 3, 0, 2 * Math.PI);
  context.strokeStyle = look.strong;
  context.lineWidth = 2.5;
  context.stroke();
}

/** The lines of a picture that end at a node, or are a line, drawn strongly. */
export const emphasised = (graph: Graph, look: Look, items: Items, node: number | null, edge: number | null): DrawnEdge[] =>
  items.edges
    .filter((line) => line.edge !== null && (line.edge === edge || (node !== null && (graph.head[line.edge] === node || graph.tail[line.edge] === node))))
    .map((line) => ({ ...line, colour: look.strong, opacity: 0.9, width: Math.max(1.5, edgeWidth(graph, line.edge!)) }));
