// What is known of a node besides its edges: class, other names, wider terms, addresses, numbers.

import { digits, link, make, nodes, type Child } from "./dom";
import * as graph from "./graph";
import { badge, day, isEntity, named, sign } from "./node";

const NAMES = 12; // other names that are shown at once

export function title(node: number): HTMLElement[] {
  const type = graph.type[node];
  const generic = (graph.flags[node] & graph.GENERIC) > 0 && badge("generic", "Named all over the graph, so it tells little");
  return [
    make("h2", { tabIndex: -1 }, make("bdi", graph.label(node))),
    make("p.class", sign(type), graph.classes[type].label, generic),
  ];
}

export function description(node: number): HTMLElement[] {
  const facts: [string, Child[]][] = [
    ["Also", otherNames(node)],
    ["Broader", between((graph.broader[node] ?? []).map((wider) => named(wider)))],
    ["Links", between(addresses(node))],
    ["Papers", [isEntity(node) && digits(graph.papers[node])]],
    ["Date", [day(graph.date[node])]],
    ["Edges", [digits(graph.degree[node])]],
    ["PageRank", [`${graph.rank[node].toPrecision(3)}, place ${digits(node + 1)}`]],
    ["Betweenness", [graph.hasBetweenness && graph.betweenness[node].toPrecision(3)]],
  ];
  return [list(facts)];
}

/** A description list of what is there. */
export function list(facts: readonly (readonly [string, Child[]])[]): HTMLElement {
  const present = facts.filter(([, value]) => nodes(value).some((part) => part !== ""));
  return make("dl", ...present.flatMap(([name, value]) => [make("dt", name), make("dd", ...value)]));
}

/** Other names, those that differ in capitals alone once. */
function otherNames(node: number): Child[] {
  const label = graph.label(node);
  const different = new Map([label, ...graph.aliases(node)].reverse().map((name) => [name.toLowerCase(), name]));
  different.delete(label.toLowerCase());
  const names = [...different.values()].reverse();
  const rest = names.splice(NAMES);
  return [names.join(", "), rest.length > 0 && make("details", make("summary", `${rest.length} more`), rest.join(", "))];
}

function addresses(node: number): Node[] {
  const { wikidata = "", page, url } = graph.links[node] ?? {};
  const item = /^Q\d+$/.test(wikidata) ? [link(`https://www.wikidata.org/wiki/${wikidata}`, `Wikidata ${wikidata}`)] : [];
  return [...item, ...[page, url].flatMap((address) => (address ? link(address) : []))];
}

export const between = (parts: Node[]): Child[] => parts.flatMap((part, place) => (place ? [", ", part] : [part]));
