// The view as files: picture, data, and the question that gives it.

import { byId, csv, save } from "./dom";
import type { Drawing } from "./drawing";
import * as graph from "./graph";
import { trust } from "./node";
import { png, svg } from "./picture";
import type { Value } from "./sheet";
import { visibleEdge } from "./sieve";
import { command, sparql } from "./sparql";
import * as store from "./state";
import type { State } from "./state";
import { exported } from "./table";

export function mountTakeaway(root: HTMLElement, drawing: Drawing): void {
  const text = (content: string, type: string): Blob => new Blob([content], { type });
  const files: Record<string, () => Blob | Promise<Blob>> = {
    ".png": () => png(drawing),
    ".svg": () => text(svg(drawing.items()), "image/svg+xml"),
    "-nodes.csv": () => csv(exported(shownNodes(drawing))),
    "-edges.csv": () => csv([EDGE, ...shownEdges(drawing)]),
    ".json": () => text(json(drawing), "application/json"),
  };
  for (const button of root.querySelectorAll<HTMLElement>("[data-file]")) {
    const end = button.dataset["file"]!;
    button.onclick = async () => save(fileName(store.state) + end, await files[end]());
  }
  mountQuery(byId<HTMLDetailsElement>("query"));
}

const fileName = ({ focus }: Readonly<State>): string =>
  focus === null ? "graph" : graph.id(focus).replace(/[^\w.-]+/g, "-").slice(0, 60);

/** The question that gives the view, as long as it is unfolded. */
function mountQuery(place: HTMLDetailsElement): void {
  const text = place.querySelector("textarea")!;
  const said = place.querySelector("span")!;
  const say = (words: string) => (): void => void (said.textContent = words);
  place.querySelector("button")!.onclick = () => {
    text.select();
    navigator.clipboard?.writeText(text.value).then(say("copied"), say("press Ctrl+C to copy"));
  };
  const write = (): void => {
    if (place.open) text.value = command(sparql(store.state, text.defaultValue));
    said.textContent = "";
  };
  place.ontoggle = write;
  store.subscribe(write);
}

const shownNodes = (drawing: Drawing): number[] => [...new Set(drawing.items().nodes.map(({ node }) => node))].sort((one, other) => one - other);

const EDGE = ["head", "relation", "tail", "papers", "confidence"];

/** The edges between the nodes in view. */
function shownEdges(drawing: Drawing): (string | number)[][] {
  const shown = new Set(shownNodes(drawing));
  const edges = [...shown].flatMap((node) =>
    [...graph.edgesOf(node)].filter((edge) => graph.head[edge] === node && shown.has(graph.tail[edge]) && visibleEdge(edge)),
  );
  return edges.map((edge) => [
    graph.id(graph.head[edge]), graph.relationOf(edge).name, graph.id(graph.tail[edge]), graph.weight[edge], Number(trust(edge).toFixed(2)),
  ]);
}

function json(drawing: Drawing): string {
  const records = ([names, ...rows]: Value[][]): object[] => rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at], value])));
  const { title, base, built } = graph.meta;
  const nodes = records([...exported(shownNodes(drawing))]);
  return JSON.stringify({ title, base, built, nodes, edges: records([EDGE, ...shownEdges(drawing)]) }, null, 1);
}
