// A node in words: its sign, its name as a button that focuses it, its date.

import { button, count, drawn, make, type Child } from "./dom";
import * as graph from "./graph";
import { floor, log2 } from "./numbers";
import { outline } from "./shapes";
import * as store from "./state";

/** The sign of a class: its shape in its colour, which follows the system's setting. */
export function sign(type: number): SVGElement {
  const path = drawn("path", { d: outline(graph.classes[type].shape, 10, 10, 7) });
  return coloured(drawn("svg", { viewBox: "0 0 20 20", class: "sign", "aria-hidden": "true" }, path), type);
}

/** Gives an element the colour of a class, as the variables `--light` and `--dark`. */
export function coloured<E extends HTMLElement | SVGElement>(element: E, type: number): E {
  const { colour, dark } = graph.classes[type];
  element.style.setProperty("--light", colour);
  element.style.setProperty("--dark", dark);
  return element;
}

/** The name of a node, which focuses it. */
export function named(node: number, text: string = graph.label(node)): HTMLButtonElement {
  const name = button(sign(graph.type[node]), () => store.go(node), { className: "node", title: graph.classOf(node).label });
  name.append(make("bdi", text));
  return name;
}

/** Papers, entities and claims are told apart by these; every other class is an entity's. */
export const isA = (node: number, name: string): boolean => graph.classOf(node).name === name;
export const isEntity = (node: number): boolean => !isA(node, "Paper") && !isA(node, "Claim");

/** Whether an edge is of one of those relations. */
export const relates = (edge: number, ...names: string[]): boolean => names.includes(graph.relationOf(edge).name);

/** The paper that states a claim. */
export const paperOf = (claim: number): number | null => [...graph.edgesOf(claim)].map((edge) => graph.head[edge]).find((head) => isA(head, "Paper")) ?? null;

/** 20220400 as 2022-04. */
export function day(date: number): string {
  const digits = String(date).padStart(8, "0");
  if (!date) return "";
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== "00").join("-");
}

/** A node in one line. */
export const described = (node: number): string => `${graph.label(node)}, ${about(node).join(", ")}`;

/** Its class, how many papers name it, its date and, of a claim, its tone. */
export function about(node: number): string[] {
  const papers = graph.papers[node];
  const tone = ["hedged", "negative"].filter((_, bit) => graph.flags[node] & (graph.HEDGED << bit));
  return [graph.classOf(node).label, papers ? count(papers, "paper") : "", day(graph.date[node]), ...tone].filter(Boolean);
}

export const year = (date: number): number => floor(date / 10_000);

/** Confidence of an edge, 0 to 1. */
export const trust = (edge: number): number => graph.confidence[edge] / 255;

/** Edges by confidence and papers that say so, the strongest first. */
export function strongest(edges: Iterable<number>): number[] {
  const strength = (edge: number): number => graph.confidence[edge] * log2(1 + graph.weight[edge]);
  return [...edges].sort((one, other) => strength(other) - strength(one) || one - other);
}

/** Words set apart, such as "hedged". */
export const badge = (text: string, title: string): Child => make("small.badge", { title }, text);

export function tones(hedged: boolean, negative: boolean): Child[] {
  return [
    hedged && badge("hedged", "The sentence says so with reserve"),
    negative && badge("negative", "The sentence says that something fails, falls short or is not so"),
  ];
}
