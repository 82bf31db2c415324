// Methods by datasets: how many papers evaluate the one on the other.

import { button, make, type Child } from "./dom";
import type { Graph } from "./graph";
import { isA, named, relationsNamed } from "./node";
import type { Store } from "./state";

const ROWS = 30;
const COLUMNS = 20;

export function matrix(graph: Graph, store: Store): Child[] {
  const edges = evaluations(graph, store);
  const datasets = most(graph, edges, graph.tail, COLUMNS);
  const methods = most(
    graph,
    edges.filter((edge) => datasets.includes(graph.tail[edge])),
    graph.head,
    ROWS,
  );
  if (!edges.length) return [make("p", {}, "No evaluation in what the filters let through.")];
  const cells = new Map(edges.map((edge) => [`${graph.head[edge]} ${graph.tail[edge]}`, edge]));
  const highest = Math.max(...edges.map((edge) => graph.weight[edge]));
  const head = datasets.map((dataset) => make("th", { scope: "col" }, named(graph, store, dataset)));
  const rows = methods.map((method) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, named(graph, store, method)),
      ...datasets.map((dataset) => cell(graph, store, cells.get(`${method} ${dataset}`), highest)),
    ),
  );
  const caption = `Papers that evaluate a method on a dataset: ${datasets.length} datasets, ${methods.length} methods`;
  const table = make(
    "table",
    { className: "matrix" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, make("td"), ...head)),
    make("tbody", {}, ...rows),
  );
  return [make("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": caption }, table)];
}

function evaluations(graph: Graph, store: Store): number[] {
  const wanted = relationsNamed(graph, "evaluatedOn");
  const isOne = (edge: number): boolean =>
    isA(graph, graph.head[edge], "Method") && isA(graph, graph.tail[edge], "Dataset");
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (wanted.has(graph.relation[edge]) && isOne(edge) && store.visibleEdge(edge)) edges.push(edge);
  }
  return edges;
}

/** The ends with the most papers, the more important first among equals. */
function most(graph: Graph, edges: readonly number[], end: Uint32Array, limit: number): number[] {
  const papers = new Map<number, number>();
  for (const edge of edges) papers.set(end[edge], (papers.get(end[edge]) ?? 0) + graph.weight[edge]);
  return [...papers]
    .sort(([one, few], [other, many]) => many - few || one - other)
    .slice(0, limit)
    .map(([node]) => node);
}

function cell(graph: Graph, store: Store, edge: number | undefined, highest: number): HTMLElement {
  if (edge === undefined) return make("td");
  const name = `${graph.label(graph.head[edge])} on ${graph.label(graph.tail[edge])}: evidence of ${graph.weight[edge]}`;
  const cell = make(
    "td",
    {},
    button(graph.weight[edge], () => store.set({ edge }), { "aria-label": name }),
  );
  cell.style.setProperty("--share", String(graph.weight[edge] / highest));
  return cell;
}
