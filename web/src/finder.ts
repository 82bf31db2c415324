// The search box of the page.

import { combobox } from "./combobox";
import { byId, count, make } from "./dom";
import * as graph from "./graph";
import { sign } from "./node";
import { find } from "./search";
import * as store from "./state";

const SHOWN = 12;

export function mountFinder(input: HTMLInputElement, list: HTMLElement): void {
  combobox(input, list, {
    find: (text) => find(text, SHOWN),
    show: ({ node, alias }) => [
      sign(graph.type[node]),
      make("span.name", graph.label(node)),
      alias && make("span.alias", alias),
      make("span.about", graph.classOf(node).label, graph.papers[node] > 0 && ` · ${count(graph.papers[node], "paper")}`),
    ],
    choose: ({ node }) => {
      input.value = "";
      store.set({ focus: node, edge: null, view: "map" });
      byId("map").focus();
    },
  });
}
