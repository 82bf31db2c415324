// A field in which a node is chosen by name.

import { combobox } from "./combobox";
import { make } from "./dom";
import type { Graph } from "./graph";
import { sign } from "./node";

const OFFERED = 8;
const SOUGHT = 200; // names looked through for some that will do
let fields = 0;

/** A field for the nodes that `accept` accepts; as long as it is empty it offers the most important of them. */
export function picker(
  graph: Graph,
  label: string,
  node: number | null,
  accept: (node: number) => boolean,
  choose: (node: number) => void,
): HTMLElement {
  const id = `pick-${++fields}`;
  const list = make("ul", { id, role: "listbox", "aria-label": label, className: "offers", hidden: true });
  const input = make("input", {
    role: "combobox",
    value: node === null ? "" : graph.label(node),
    autocomplete: "off",
    spellcheck: false,
    placeholder: "a name",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": false,
    onclick: () => input.select(),
  });
  combobox(input, list, {
    find: (text) => suggestions(graph, text, accept),
    show: (offer) => [
      sign(graph, graph.type[offer]),
      make("bdi", {}, graph.label(offer)),
      make("small", {}, graph.papers[offer] || ""),
    ],
    choose: (chosen) => {
      input.value = graph.label(chosen);
      choose(chosen);
    },
  });
  return make("div", { className: "picker" }, make("label", {}, label, input), list);
}

function suggestions(graph: Graph, text: string, accept: (node: number) => boolean): number[] {
  if (text)
    return graph
      .find(text, SOUGHT)
      .map(({ node }) => node)
      .filter(accept)
      .slice(0, OFFERED);
  const first: number[] = [];
  for (let node = 0; node < graph.count && first.length < OFFERED; node++) if (accept(node)) first.push(node);
  return first;
}
