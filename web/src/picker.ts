// A field in which a node is chosen by name.

import { combobox } from "./combobox";
import { aria, copied, make } from "./dom";
import * as graph from "./graph";
import { sign } from "./node";
import { find } from "./search";

const OFFERED = 8;
const SOUGHT = 200; // names looked through for some that will do
let fields = 0;

/** A field for the nodes that `accept` accepts; as long as it is empty it offers the most important of them. */
export function picker(
  label: string,
  node: number | null,
  accept: (node: number) => boolean,
  choose: (node: number) => void,
): DocumentFragment {
  const root = copied("picker");
  const input = root.querySelector("input")!;
  const list = root.querySelector("ul")!;
  root.querySelector("span")!.textContent = label;
  list.id = `pick-${++fields}`;
  aria(list, "label", label);
  aria(input, "controls", list.id);
  input.value = node === null ? "" : graph.label(node);
  input.onclick = () => input.select();
  combobox(input, list, {
    find: (text) => suggestions(text, accept),
    show: (offer) => [sign(graph.type[offer]), make("bdi", graph.label(offer)), make("small", graph.papers[offer] || "")],
    choose: (chosen) => {
      input.value = graph.label(chosen);
      choose(chosen);
    },
  });
  return root;
}

async function suggestions(text: string, accept: (node: number) => boolean): Promise<number[]> {
  if (text) return (await find(text, SOUGHT)).map(({ node }) => node).filter(accept).slice(0, OFFERED);
  const first: number[] = [];
  for (let node = 0; node < graph.count && first.length < OFFERED; node++) if (accept(node)) first.push(node);
  return first;
}
