// The table of everything: every node of the page, sorted and filtered; what the map shows, without the drawing.

import { button, choice, count, csv, digits, make, save } from "./dom";
import type { Mount } from "./drawing";
import type { Graph } from "./graph";
import { day, named } from "./node";
import { rows } from "./rows";
import { normal } from "./search";
import { compare, header, type Value } from "./sheet";
import type { Store } from "./state";

type Column = (graph: Graph, node: number) => Value;

const COLUMNS: Record<string, Column> = {
  Name: (graph, node) => graph.label(node),
  Class: (graph, node) => graph.classes[graph.type[node]].label,
  Papers: (graph, node) => graph.papers[node] || null,
  Edges: (graph, node) => graph.degree[node],
  PageRank: (graph, node) => Number(graph.rank[node].toPrecision(3)),
  Date: (graph, node) => day(graph.date[node]),
};
const VALUES = Object.values(COLUMNS);
const WORDS = 2; // the first columns, which are sorted upwards at first
const BY_RANK = 4; // nodes are in this order already
const PAUSE = 150; // milliseconds without a key until what is typed is looked for

interface Wanted {
  text: string;
  /** Index of a class as text; empty for all. */
  type: string;
  by: number;
  /** 1 upwards, -1 downwards. */
  direction: number;
}

export const mountTable: Mount = (root, graph, store) => {
  const show = (): void => {
    if (!root.hasChildNodes() && store.state.view === "table") fill(root, graph, store);
  };
  store.subscribe(show);
  show();
};

function fill(root: HTMLElement, graph: Graph, store: Store): void {
  const wanted: Wanted = { text: "", type: "", by: BY_RANK, direction: -1 };
  let found: number[] = [];
  const sort = (place: number): void => {
    wanted.direction = place === wanted.by ? -wanted.direction : place < WORDS ? 1 : -1;
    wanted.by = place;
    update();
  };
  const head = header(Object.keys(COLUMNS), sort);
  const body = make("tbody");
  const table = make("table", {}, head.element, body);
  const scroller = make("div", { className: "rows", tabIndex: 0, role: "region", "aria-label": "Nodes" }, table);
  const height = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const view = rows(scroller, body, height, (place) => line(graph, store, found[place], place));
  const said = make("p", { role: "status", className: "quiet" });
  const update = (): void => {
    found = sorted(graph, wanted);
    table.setAttribute("aria-rowcount", String(found.length + 1));
    head.point(wanted.by, wanted.direction);
    said.textContent = `${digits(found.length)} of ${count(graph.count, "node")}`;
    view.reset(found.length);
  };
  const download = button("CSV", () => save("nodes.csv", csv(exported(graph, found))));
  root.append(make("div", { className: "asking" }, ...controls(graph, wanted, update), download, said), scroller);
  update();
}

function controls(graph: Graph, wanted: Wanted, update: () => void): HTMLElement[] {
  let timer = 0;
  const look = (): void => {
    wanted.text = normal(filter.value);
    update();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  };
  const filter = make("input", { type: "search", spellcheck: false, autocomplete: "off", oninput: wait });
  const classes = graph.classes.map(({ label }, type) => [String(type), label] as const);
  const choose = (type: string): void => {
    wanted.type = type;
    update();
  };
  return [make("label", {}, "Names with ", filter), choice("Class", [["", "all"], ...classes], "", choose)];
}

function line(graph: Graph, store: Store, node: number, place: number): HTMLTableRowElement {
  const cells = VALUES.slice(1).map((value) => make("td", {}, value(graph, node)));
  return make("tr", { "aria-rowindex": place + 2 }, make("th", { scope: "row" }, named(graph, store, node)), ...cells);
}

/** The nodes of a class whose names hold a text, by a column; the more important first among equals. */
function sorted(graph: Graph, { text, type, by, direction }: Wanted): number[] {
  const found: number[] = [];
  for (let node = 0; node < graph.count; node++) {
    if (type && graph.type[node] !== Number(type)) continue;
    if (!text || names(graph, node).includes(text)) found.push(node);
  }
  if (by === BY_RANK) return direction < 0 ? found : found.reverse();
  const keys: Value[] = [];
  for (const node of found) keys[node] = lower(VALUES[by](graph, node));
  return found.sort((one, other) => compare(keys[one], keys[other], direction, alphabet) || one - other);
}

const lower = (value: Value): Value => (typeof value === "string" ? value.toLowerCase() : value);
/** Of many thousand names in no time. */
const alphabet = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const known: string[] = [];
const names = (graph: Graph, node: number): string =>
  (known[node] ??= normal([graph.label(node), ...graph.aliases(node)].join("\n")));

/** Nodes as rows of a file, the names of the columns first. */
export function* exported(graph: Graph, found: Iterable<number>): Generator<Value[]> {
  yield ["id", ...Object.keys(COLUMNS).map((name) => name.toLowerCase()), "aliases"];
  for (const node of found)
    yield [graph.id(node), ...VALUES.map((value) => value(graph, node)), graph.aliases(node).join(" | ")];
}
