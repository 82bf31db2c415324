// A state as the part of the address after #, made of stable ids: "#method/resnet-50&depth=2&trail=task/parsing".

import * as graph from "./graph";
import { max, min, round } from "./numbers";
import type { State } from "./state";

const BETWEEN = "~";

/** How a value is written, and read where that can be done. */
interface Form<Value> {
  write(value: Value): string;
  read(text: string): Value | undefined;
}

const text: Form<string> = { write: encode, read: decode };
const number: Form<number | null> = { write: (value) => `${value ?? ""}`, read: (text) => (text && Number.isFinite(Number(text)) ? Number(text) : null) };
const node: Form<number | null> = { write: (value) => (value === null ? "" : encode(graph.id(value))), read: (text) => graph.nodeOf(decode(text)) };

const one = <Value extends string | number>(...values: Value[]): Form<Value> => ({
  write: String,
  read: (text) => values.find((value) => String(value) === text),
});

const many = <Item>(write: (item: Item) => string, read: (name: string) => Item | null): Form<Item[]> => ({
  write: (items) => items.map((item) => encode(write(item))).join(","),
  read: (text) => text.split(",").map((name) => read(decode(name))).filter((item) => item !== null),
});

function indices(named: readonly { name: string }[]): Form<Set<number>> {
  const list = many<number>((index) => named[index].name, (wanted) => named.findIndex(({ name }) => name === wanted));
  return { write: (chosen) => list.write([...chosen]), read: (text) => new Set(list.read(text)!.filter((index) => index >= 0)) };
}

const edge: Form<number | null> = {
  write: (edge) => (edge === null ? "" : [graph.id(graph.head[edge]), graph.relationOf(edge).name, graph.id(graph.tail[edge])].map(encode).join(BETWEEN)),
  read(text) {
    const parts = text.split(BETWEEN).map(decode);
    const head = graph.nodeOf(parts[0]);
    const name = parts.map(encode).join(BETWEEN);
    return head === null ? null : graph.edgesOf(head).find((found) => edge.write(found) === name) ?? null;
  },
};

const growth = many<[string, number]>((sector) => sector.join(BETWEEN), (text) => {
  const [sector, more] = text.split(BETWEEN);
  return Number(more) > 0 ? [sector, Number(more)] : null;
});

const place: Form<State["place"]> = {
  write: (place) => (place === null ? "" : [round(place.x), round(place.y), Number(place.scale.toPrecision(4))].join(",")),
  read(text) {
    const [x, y, scale] = text.split(",").map(Number);
    return Number.isFinite(x + y) && scale > 0 ? { x, y, scale } : null;
  },
};

/** The parts of an address: what each is called, the property of the state, its form. */
const FIELDS = [
  ["focus", "focus", node],
  ["edge", "edge", edge],
  ["depth", "depth", one<State["depth"]>(1, 2, 3)],
  ["trail", "trail", many(graph.id, graph.nodeOf)],
  ["hide", "hiddenClasses", indices(graph.classes)],
  ["without", "hiddenRelations", indices(graph.relations)],
  ["sure", "minConfidence", { write: String, read: (text: string) => min(255, max(0, number.read(text) ?? 0)) }],
  ["size", "sizeBy", one<State["sizeBy"]>("rank", "papers", "degree", "betweenness")],
  ["colour", "colourBy", one<State["colourBy"]>("class", "community")],
  ["generic", "hideGeneric", { write: (hidden: boolean) => (hidden ? "hidden" : "shown"), read: (text: string) => text !== "shown" }],
  ["from", "from", number],
  ["to", "to", number],
  ["view", "view", one<State["view"]>("map", "table", "questions")],
  ["question", "question", text],
  ["grown", "grown", { write: (grown: State["grown"]) => growth.write(Object.entries(grown)), read: (text: string) => Object.fromEntries(growth.read(text)!) }],
  ["at", "place", place],
] as { [Key in keyof State]: [name: string, key: Key, form: Form<State[Key]>] }[keyof State][];

/** The address of a state: only what differs from how the page opens. */
export function write(state: Readonly<State>, initial: Readonly<State>): string {
  const parts = FIELDS.flatMap(([name, key, form]) => {
    const [value, usual] = [state, initial].map((of) => (form as Form<unknown>).write(of[key]));
    if (value === usual) return [];
    return name === "focus" && value ? value : `${name}=${value}`;
  });
  return parts.length ? `#${parts.join("&")}` : "";
}

/** The state of an address; what it names that the graph does not have is passed over. */
export function read(hash: string, initial: Readonly<State>): State {
  const state = { ...initial };
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const [, name = "focus", text] = /^(?:([^=]*)=)?(.*)$/s.exec(part)!;
    const field = FIELDS.find(([called]) => called === name);
    const value = field?.[2].read(text);
    if (value !== undefined) Object.assign(state, { [field![1]]: value });
  }
  return state;
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll(BETWEEN, "%7E");
}

/** Malformed escapes, as a mail program may make them, are left as they stand. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
