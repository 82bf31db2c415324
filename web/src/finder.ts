// The search box of the page.

import { combobox } from "./combobox";
import { count, make } from "./dom";
import type { Graph } from "./graph";
import { sign } from "./node";
import type { Store } from "./state";

const SHOWN = 12;

export function mountFinder(input: HTMLInputElement, list: HTMLElement, graph: Graph, store: Store): void {
  combobox(input, list, {
    find: (text) => graph.find(text, SHOWN),
    show: ({ node, alias }) => [
      sign(graph, graph.type[node]),
      make("span", { className: "name" }, graph.label(node)),
      alias && make("span", { className: "alias" }, alias),
      make(
        "span",
        { className: "about" },
        graph.classes[graph.type[node]].label,
        graph.papers[node] > 0 && ` · ${count(graph.papers[node], "paper")}`,
      ),
    ],
    choose: ({ node }) => {
      input.value = "";
      store.set({ focus: node, edge: null, view: "map" });
      document.getElementById("map")!.focus();
    },
  });
}
