// The view as files: picture, data, and the question that gives it.

import { button, csv, make, quiet, save } from "./dom";
import type { Drawing, Mount } from "./drawing";
import type { Graph } from "./graph";
import { png, svg } from "./picture";
import type { Value } from "./sheet";
import { command, sparql } from "./sparql";
import type { Store } from "./state";
import { exported } from "./table";

export const mountTakeaway: Mount = (root, graph, store, drawing) => {
  const keep = (end: string, content: Blob): void => save(fileName(graph, store) + end, content);
  const text = (content: string, type: string): Blob => new Blob([content], { type });
  const nodes = (): Blob => csv(exported(graph, shownNodes(drawing)));
  const edges = (): Blob => csv([EDGE, ...shownEdges(graph, store, drawing)]);
  const buttons = [
    button("PNG", () => png(drawing, (picture) => keep(".png", picture))),
    button("SVG", () => keep(".svg", text(svg(drawing.items()), "image/svg+xml"))),
    button("CSV of nodes", () => keep("-nodes.csv", nodes())),
    button("CSV of edges", () => keep("-edges.csv", edges())),
    button("JSON", () => keep(".json", text(json(graph, store, drawing), "application/json"))),
  ];
  root.append(
    make("h2", {}, "Take away what is shown"),
    make("div", { className: "buttons" }, ...buttons),
    query(graph, store),
  );
};

function fileName(graph: Graph, { state: { focus } }: Store): string {
  return focus === null
    ? "graph"
    : graph
        .id(focus)
        .replace(/[^\w.-]+/g, "-")
        .slice(0, 60);
}

/** The question that gives the view, as long as it is unfolded. */
function query(graph: Graph, store: Store): HTMLElement {
  const text = make("textarea", {
    readOnly: true,
    rows: 8,
    spellcheck: false,
    "aria-label": "SPARQL query as a command",
  });
  const said = make("span", { role: "status" });
  const copy = (): void => {
    text.select();
    const say = (words: string) => (): void => void (said.textContent = words);
    navigator.clipboard?.writeText(text.value).then(say("copied"), say("press Ctrl+C to copy"));
  };
  const hint = quiet("BUILD is the folder of the build.");
  const place = make("details", {}, make("summary", {}, "SPARQL"), hint, text, button("Copy", copy), said);
  const write = (): void => {
    if (place.open) text.value = command(sparql(graph, store.state));
    said.textContent = "";
  };
  place.ontoggle = write;
  store.subscribe(write);
  return place;
}

const shownNodes = (drawing: Drawing): number[] =>
  [...new Set(drawing.items().nodes.map(({ node }) => node))].sort((one, other) => one - other);

const EDGE = ["head", "relation", "tail", "papers", "confidence"];

/** The edges between the nodes in view. */
function shownEdges(graph: Graph, store: Store, drawing: Drawing): (string | number)[][] {
  const shown = new Set(shownNodes(drawing));
  const edges = [...shown].flatMap((node) =>
    [...graph.edgesOf(node)].filter(
      (edge) => graph.head[edge] === node && shown.has(graph.tail[edge]) && store.visibleEdge(edge),
    ),
  );
  return edges.map((edge) => [
    graph.id(graph.head[edge]),
    graph.relations[graph.relation[edge]].name,
    graph.id(graph.tail[edge]),
    graph.weight[edge],
    Number((graph.confidence[edge] / 255).toFixed(2)),
  ]);
}

function json(graph: Graph, store: Store, drawing: Drawing): string {
  const records = ([names, ...rows]: Value[][]): object[] =>
    rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at], value])));
  const { title, base, built } = graph.meta;
  const nodes = records([...exported(graph, shownNodes(drawing))]);
  return JSON.stringify(
    { title, base, built, nodes, edges: records([EDGE, ...shownEdges(graph, store, drawing)]) },
    null,
    1,
  );
}
