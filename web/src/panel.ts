// The panel beside the map: what is focused, with the evidence for all of it.

import { count, make, nodes, quiet, type Child } from "./dom";
import { description, title } from "./description";
import type { Mount } from "./drawing";
import { evidence } from "./evidence";
import type { Graph } from "./graph";
import { isA, named, sign } from "./node";
import { questionsAbout } from "./questions";
import { claim, paper } from "./reading";
import { groups, sections, strength, tonesOf } from "./relations";
import { FILTERS } from "./sieve";
import type { Store } from "./state";

export const mountPanel: Mount = (root, graph, store) => {
  const show = (): void => {
    root.replaceChildren(...nodes(content(graph, store)));
    root.scrollTop = 0;
    root.classList.toggle("idle", store.state.focus === null && store.state.edge === null);
  };
  store.subscribe((state, before) => {
    if ((["focus", "edge", ...FILTERS] as const).some((key) => state[key] !== before[key])) show();
  });
  show();
};

function content(graph: Graph, store: Store): Child[] {
  const { focus, edge } = store.state;
  if (edge !== null) return said(graph, store, edge);
  return focus === null ? welcome() : node(graph, store, focus);
}

function node(graph: Graph, store: Store, focus: number): Child[] {
  if (isA(graph, focus, "Claim"))
    return [
      make("h2", { tabIndex: -1 }, sign(graph, graph.type[focus]), " Claim", ...tonesOf(graph, focus)),
      ...claim(graph, store, focus),
      ...description(graph, store, focus),
    ];
  // The claims of a paper stand under its abstract.
  const all = groups(
    graph,
    focus,
    (edge) => store.visibleEdge(edge) && graph.relations[graph.relation[edge]].name !== "states",
  );
  const hidden = graph.edgesOf(focus).filter((edge) => !store.visibleEdge(edge)).length;
  return [
    ...title(graph, focus),
    ...description(graph, store, focus),
    ...(isA(graph, focus, "Paper")
      ? paper(graph, store, focus)
      : [make("div", { className: "buttons" }, ...questionsAbout(graph, store, focus))]),
    ...sections(graph, store, focus, all),
    hidden > 0 && quiet(`The filters hide ${count(hidden, "more edge")}.`),
  ];
}

function said(graph: Graph, store: Store, edge: number): Child[] {
  return [
    make("h2", { tabIndex: -1 }, graph.relations[graph.relation[edge]].label),
    make("p", {}, named(graph, store, graph.head[edge])),
    make("p", {}, "→ ", named(graph, store, graph.tail[edge])),
    quiet(strength(graph, edge)),
    evidence(graph, store, edge),
  ];
}

function welcome(): Child[] {
  return [
    make("h2", {}, "Click a node or a line"),
    make(
      "p",
      {},
      "A node shows its class, its papers and the sentences it was read from; a line shows the sentences that say it.",
    ),
    make("p", {}, "The bigger a node, the more central it is. Zoom in to see more, or press / to search."),
  ];
}
