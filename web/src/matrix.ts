// Methods by datasets: how many papers evaluate the one on the other.

import { button, column, grid, make, type Child } from "./dom";
import * as graph from "./graph";
import { isA, named, relates } from "./node";
import { max } from "./numbers";
import { visibleEdge } from "./sieve";
import * as store from "./state";

const ROWS = 30;
const COLUMNS = 20;

export function matrix(): Child[] {
  const edges = evaluations();
  const datasets = most(edges, graph.tail, COLUMNS);
  const methods = most(
    edges.filter((edge) => datasets.includes(graph.tail[edge])),
    graph.head,
    ROWS,
  );
  if (!edges.length) return [make("p", "No evaluation in what the filters let through.")];
  const cells = new Map(edges.map((edge) => [`${graph.head[edge]} ${graph.tail[edge]}`, edge]));
  const highest = max(...edges.map((edge) => graph.weight[edge]));
  const head = datasets.map((dataset) => column(named(dataset)));
  const rows = methods.map((method) => [
    make("th", { scope: "row" }, named(method)),
    ...datasets.map((dataset) => cell(cells.get(`${method} ${dataset}`), highest)),
  ]);
  const caption = `Papers that evaluate a method on a dataset: ${datasets.length} datasets, ${methods.length} methods`;
  return [make("div.wide.matrix", { tabIndex: 0, role: "region", "aria-label": caption }, grid([make("td"), ...head], rows, caption))];
}

function evaluations(): number[] {
  const isOne = (edge: number): boolean => isA(graph.head[edge], "Method") && isA(graph.tail[edge], "Dataset");
  const edges: number[] = [];
  for (let edge = 0; edge < graph.head.length; edge++) {
    if (relates(edge, "evaluatedOn") && isOne(edge) && visibleEdge(edge)) edges.push(edge);
  }
  return edges;
}

/** The ends with the most papers, the more important first among equals. */
function most(edges: readonly number[], end: Uint32Array, limit: number): number[] {
  const papers = new Map<number, number>();
  for (const edge of edges) papers.set(end[edge], (papers.get(end[edge]) ?? 0) + graph.weight[edge]);
  return [...papers]
    .sort(([one, few], [other, many]) => many - few || one - other)
    .slice(0, limit)
    .map(([node]) => node);
}

function cell(edge: number | undefined, highest: number): HTMLElement {
  if (edge === undefined) return make("td");
  const name = `${graph.label(graph.head[edge])} on ${graph.label(graph.tail[edge])}: evidence of ${graph.weight[edge]}`;
  const cell = make("td", button(graph.weight[edge], () => store.set({ edge }), { "aria-label": name }));
  cell.style.setProperty("--share", String(graph.weight[edge] / highest));
  return cell;
}
