// A node in words: its sign, its name as a button that focuses it, its date.

import { button, make, type Child } from "./dom";
import type { Graph } from "./graph";
import { outline } from "./shapes";
import type { Store } from "./state";

export const SVG = "http://www.w3.org/2000/svg";

/** The sign of a class: its shape in its colour, which follows the system's setting. */
export function sign(graph: Graph, type: number): SVGElement {
  const { shape } = graph.classes[type];
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", outline(shape, 10, 10, 7));
  svg.append(path);
  return coloured(svg, graph, type);
}

/** Gives an element the colour of a class, as the variables `--light` and `--dark`. */
export function coloured<E extends HTMLElement | SVGElement>(element: E, graph: Graph, type: number): E {
  const { colour, dark } = graph.classes[type];
  element.style.setProperty("--light", colour);
  element.style.setProperty("--dark", dark);
  return element;
}

/** The name of a node, which focuses it. */
export function named(graph: Graph, store: Store, node: number, text: string = graph.label(node)): HTMLButtonElement {
  const focus = (): void => store.set({ focus: node, edge: null });
  const title = graph.classes[graph.type[node]].label;
  const name = button(null, focus, { className: "node", title });
  name.append(sign(graph, graph.type[node]), make("bdi", {}, text));
  return name;
}

/** Papers, entities and claims are told apart by these; every other class is an entity's. */
export const isA = (graph: Graph, node: number, name: string): boolean => graph.classes[graph.type[node]].name === name;
export const isEntity = (graph: Graph, node: number): boolean =>
  !isA(graph, node, "Paper") && !isA(graph, node, "Claim");

/** The indices of the relations of those names. */
export function relationsNamed(graph: Graph, ...names: string[]): Set<number> {
  return new Set(graph.relations.flatMap(({ name }, index) => (names.includes(name) ? [index] : [])));
}

/** The paper that states a claim. */
export function paperOf(graph: Graph, claim: number): number | null {
  for (const edge of graph.edgesOf(claim)) if (isA(graph, graph.head[edge], "Paper")) return graph.head[edge];
  return null;
}

/** 20220400 as 2022-04. */
export function day(date: number): string {
  const digits = String(date).padStart(8, "0");
  if (!date) return "";
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== "00").join("-");
}

export const year = (date: number): number => Math.floor(date / 10_000);

/** Confidence of an edge, 0 to 1. */
export const trust = (graph: Graph, edge: number): number => graph.confidence[edge] / 255;

/** Edges by confidence and papers that say so, the strongest first. */
export function strongest(graph: Graph, edges: Iterable<number>): number[] {
  const strength = (edge: number): number => graph.confidence[edge] * Math.log2(1 + graph.weight[edge]);
  return [...edges].sort((one, other) => strength(other) - strength(one) || one - other);
}

/** Words set apart, such as "hedged". */
export const badge = (text: string, title: string): Child => make("small", { className: "badge", title }, text);

export function tones(hedged: boolean, negative: boolean): Child[] {
  return [
    hedged && badge("hedged", "The sentence says so with reserve"),
    negative && badge("negative", "The sentence says that something fails, falls short or is not so"),
  ];
}
