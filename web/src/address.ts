// A state as the part of the address after #, made of stable ids: "#method/resnet-50&depth=2&trail=task/parsing".

import type { Depth, Graph } from "./graph";
import type { Measure, Place, State, View } from "./state";

const VIEWS: readonly View[] = ["map", "table", "questions"];
const MEASURES: readonly Measure[] = ["rank", "papers", "degree", "betweenness"];
const BETWEEN = "~";

type Field = (graph: Graph, state: Readonly<State>) => string;
type Parts = Record<string, string>;

const FIELDS: Record<string, Field> = {
  focus: (graph, { focus }) => (focus === null ? "" : encode(graph.id(focus))),
  edge: (graph, { edge }) => (edge === null ? "" : edgeName(graph, edge)),
  depth: (_, { depth }) => String(depth),
  trail: (graph, { trail, focus }) => list(trail.at(-1) === focus ? trail.slice(0, -1) : trail, (node) => graph.id(node)),
  hide: (graph, { hiddenClasses }) => list(hiddenClasses, (type) => graph.classes[type].name),
  without: (graph, { hiddenRelations }) => list(hiddenRelations, (relation) => graph.relations[relation].name),
  sure: (_, { minConfidence }) => String(minConfidence),
  size: (_, { sizeBy }) => sizeBy,
  colour: (_, { colourBy }) => colourBy,
  generic: (_, { hideGeneric }) => (hideGeneric ? "hidden" : "shown"),
  from: (_, { from }) => String(from ?? ""),
  to: (_, { to }) => String(to ?? ""),
  view: (_, { view }) => view,
  question: (_, { question }) => encode(question),
  grown: (_, { grown }) => list(Object.entries(grown), ([sector, more]) => `${sector}${BETWEEN}${more}`),
  at: (_, { place }) => (place === null ? "" : [place.x, place.y].map(Math.round).concat(Number(place.scale.toPrecision(4))).join(",")),
};

/** The address of a state: only what differs from how the page opens. */
export function write(graph: Graph, state: Readonly<State>, initial: Readonly<State>): string {
  const parts: string[] = [];
  for (const [name, field] of Object.entries(FIELDS)) {
    const value = field(graph, state);
    if (value !== field(graph, initial)) parts.push(name === "focus" && value ? value : `${name}=${value}`);
  }
  return parts.length ? `#${parts.join("&")}` : "";
}

/** The state of an address; what it names that the graph does not have is passed over. */
export function read(graph: Graph, hash: string, initial: State): State {
  const parts = split(hash);
  const state = { ...initial };
  if (parts.focus !== undefined) state.focus = graph.nodeOf(decode(parts.focus));
  const trail = unlist(parts.trail, (id) => graph.nodeOf(id));
  state.trail = state.focus === null ? trail : [...trail, state.focus];
  state.edge = parts.edge === undefined ? initial.edge : edgeOf(graph, parts.edge);
  state.depth = (one(["1", "2", "3"], parts.depth) ? Number(parts.depth) : initial.depth) as Depth;
  state.hiddenClasses = new Set(unlist(parts.hide, (name) => indexOf(graph.classes, name)));
  state.hiddenRelations = new Set(unlist(parts.without, (name) => indexOf(graph.relations, name)));
  state.minConfidence = Math.min(255, Math.max(0, number(parts.sure) ?? initial.minConfidence));
  state.sizeBy = one(MEASURES, parts.size) ?? initial.sizeBy;
  state.colourBy = one(["class", "community"] as const, parts.colour) ?? initial.colourBy;
  state.hideGeneric = parts.generic !== "shown";
  state.from = number(parts.from);
  state.to = number(parts.to);
  state.view = one(VIEWS, parts.view) ?? initial.view;
  state.question = decode(parts.question ?? "");
  state.grown = Object.fromEntries(unlist(parts.grown, growth));
  state.place = placeOf(parts.at);
  return state;
}

function split(hash: string): Parts {
  const parts: Parts = {};
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    parts[at < 0 ? "focus" : part.slice(0, at)] = part.slice(at + 1);
  }
  return parts;
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll(BETWEEN, "%7E");

/** Malformed escapes, as a mail program may make them, are left as they stand. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const list = <Item>(items: Iterable<Item>, name: (item: Item) => string): string => [...items].map((item) => encode(name(item))).join(",");

function unlist<Item>(text: string | undefined, find: (name: string) => Item | null): Item[] {
  if (!text) return [];
  return text.split(",").map((name) => find(decode(name))).filter((item) => item !== null);
}

function edgeName(graph: Graph, edge: number): string {
  const ends = [graph.id(graph.head[edge]), graph.relations[graph.relation[edge]].name, graph.id(graph.tail[edge])];
  return ends.map(encode).join(BETWEEN);
}

function edgeOf(graph: Graph, name: string): number | null {
  const [head, relation, tail] = name.split(BETWEEN).map(decode);
  const node = graph.nodeOf(head ?? "");
  if (node === null) return null;
  const found = graph.edgesOf(node).find(
    (edge) => graph.head[edge] === node && graph.relations[graph.relation[edge]].name === relation && graph.id(graph.tail[edge]) === tail,
  );
  return found ?? null;
}

function growth(text: string): [string, number] | null {
  const [sector, more] = text.split(BETWEEN);
  return sector !== undefined && Number(more) > 0 ? [sector, Number(more)] : null;
}

function placeOf(text: string | undefined): Place | null {
  const [x, y, scale] = (text ?? "").split(",").map(Number);
  return Number.isFinite(x) && Number.isFinite(y) && scale! > 0 ? { x: x!, y: y!, scale: scale! } : null;
}

const number = (text: string | undefined): number | null => (text && Number.isFinite(Number(text)) ? Number(text) : null);
const one = <Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined => values.find((value) => value === text);

function indexOf(named: readonly { name: string }[], name: string): number | null {
  const index = named.findIndex((item) => item.name === name);
  return index < 0 ? null : index;
}
