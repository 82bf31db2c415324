// The table of everything: every node of the page, sorted and filtered; what the map shows, without the drawing.

import { aria, count, csv, digits, make, save } from "./dom";
import * as graph from "./graph";
import { alphabetical, holding, INITIALS, names, normal } from "./names";
import { day, named } from "./node";
import { rows } from "./rows";
import { sorting, type Value } from "./sheet";
import * as store from "./state";

interface Column {
  value: (node: number) => Value;
  /** A number for every node that sorts as the values do; 0 for what is empty. */
  keys: () => ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** In the order of the head in body.html. */
const COLUMNS: readonly Column[] = [
  { value: graph.label, keys: async () => alphabetical(await names()) },
  { value: (node) => graph.classOf(node).label, keys: classes },
  { value: (node) => graph.papers[node] || null, keys: () => graph.papers },
  { value: (node) => graph.degree[node], keys: () => graph.degree },
  { value: (node) => Number(graph.rank[node].toPrecision(3)), keys: () => graph.rank },
  { value: (node) => day(graph.date[node]), keys: () => graph.date },
];
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

export function mountTable(root: HTMLElement): void {
  let filled = false;
  store.follow(() => {
    if (store.state.view !== "table" || filled) return;
    filled = true;
    fill(root);
  });
}

function fill(root: HTMLElement): void {
  const wanted: Wanted = { text: "", type: "", by: BY_RANK, direction: -1 };
  let found = new Uint32Array();
  const point = sorting([...root.querySelectorAll("th")], (place) => {
    wanted.direction = place === wanted.by ? -wanted.direction : place < WORDS ? 1 : -1;
    wanted.by = place;
    void update();
  });
  const height = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const reset = rows(root.querySelector(".rows")!, root.querySelector("tbody")!, height, (place) => line(found[place], place));
  const update = async (): Promise<void> => {
    const asked = { ...wanted };
    const sorted = await sort(await matching(asked), asked);
    if (JSON.stringify(asked) !== JSON.stringify(wanted)) return;
    found = sorted;
    aria(root.querySelector("table")!, "rowcount", found.length + 1);
    point(wanted.by, wanted.direction);
    root.querySelector("p")!.textContent = `${digits(found.length)} of ${count(graph.count, "node")}`;
    reset(found.length);
  };
  root.querySelector<HTMLElement>(".asking > button")!.onclick = () => save("nodes.csv", csv(exported(found)));
  mountControls(root, wanted, update);
  void update();
}

function mountControls(root: HTMLElement, wanted: Wanted, update: () => void): void {
  let timer = 0;
  const filter = root.querySelector("input")!;
  const select = root.querySelector("select")!;
  filter.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      wanted.text = normal(filter.value);
      update();
    }, PAUSE);
  };
  graph.classes.forEach(({ label }, type) => select.append(make("option", { value: type }, label)));
  select.onchange = () => {
    wanted.type = select.value;
    update();
  };
}

function line(node: number, place: number): HTMLTableRowElement {
  const cells = COLUMNS.slice(1).map(({ value }) => make("td", value(node)));
  return make("tr", { "aria-rowindex": place + 2 }, make("th", { scope: "row" }, named(node)), ...cells);
}

/** The nodes of a class whose names hold a text. */
async function matching({ text, type }: Wanted): Promise<Uint32Array<ArrayBuffer>> {
  const held = new Uint8Array(graph.count).fill(text ? 0 : 1);
  if (text) {
    const all = await names();
    holding(all, text, (name) => {
      if (all.alias[name] !== INITIALS) held[all.node[name]] = 1;
      return true;
    });
  }
  return Uint32Array.from(held.keys()).filter((node) => held[node] && (!type || graph.type[node] === Number(type)));
}

/** By a column, what is empty last; the more important first among equals. */
async function sort(nodes: Uint32Array<ArrayBuffer>, { by, direction }: Wanted): Promise<Uint32Array<ArrayBuffer>> {
  if (by === BY_RANK) return direction < 0 ? nodes : nodes.reverse();
  const keys = await COLUMNS[by].keys();
  return nodes.sort((one, other) => Number(!keys[one]) - Number(!keys[other]) || direction * (keys[one] - keys[other]) || one - other);
}

/** The place of every node's class in the alphabet, from 1. */
function classes(): ArrayLike<number> {
  const labels = graph.classes.map(({ label }) => label);
  const places = labels.map((label) => [...labels].sort().indexOf(label) + 1);
  return graph.type.map((type) => places[type]);
}

const NAMES = ["id", "name", "class", "papers", "edges", "pagerank", "date", "aliases"];

/** Nodes as rows of a file, the names of the columns first. */
export function* exported(found: Iterable<number>): Generator<Value[]> {
  yield NAMES;
  for (const node of found) yield [graph.id(node), ...COLUMNS.map(({ value }) => value(node)), graph.aliases(node).join(" | ")];
}
