// The panel beside the map: what is focused, with the evidence for all of it.

import { description, title } from "./description";
import { copied, count, make, nodes, quiet, type Child } from "./dom";
import { evidence } from "./evidence";
import * as graph from "./graph";
import { isA, named, relates, sign } from "./node";
import { questionsAbout } from "./questions";
import { claim, paper } from "./reading";
import { groups, sections, strength, tonesOf } from "./relations";
import { FILTERS, visibleEdge } from "./sieve";
import * as store from "./state";

export function mountPanel(root: HTMLElement): void {
  const show = (): void => {
    root.replaceChildren(...nodes(content()));
    root.scrollTop = 0;
    root.classList.toggle("idle", store.state.focus === null && store.state.edge === null);
  };
  store.subscribe((state, before) => {
    if ((["focus", "edge", ...FILTERS] as const).some((key) => state[key] !== before[key])) show();
  });
  show();
}

function content(): Child[] {
  const { focus, edge } = store.state;
  if (edge !== null) return said(edge);
  return focus === null ? [copied("welcome")] : node(focus);
}

function node(focus: number): Child[] {
  if (isA(focus, "Claim")) {
    const heading = make("h2", { tabIndex: -1 }, sign(graph.type[focus]), " Claim", ...tonesOf(focus));
    return [heading, ...claim(focus), ...description(focus)];
  }
  // The claims of a paper stand under its abstract.
  const all = groups(focus, (edge) => visibleEdge(edge) && !relates(edge, "states"));
  const hidden = graph.edgesOf(focus).filter((edge) => !visibleEdge(edge)).length;
  return [
    ...title(focus),
    ...description(focus),
    ...(isA(focus, "Paper") ? paper(focus) : [make("div.buttons", ...questionsAbout(focus))]),
    ...sections(focus, all),
    hidden > 0 && quiet(`The filters hide ${count(hidden, "more edge")}.`),
  ];
}

function said(edge: number): Child[] {
  return [
    make("h2", { tabIndex: -1 }, graph.relationOf(edge).label),
    make("p", named(graph.head[edge])),
    make("p", "→ ", named(graph.tail[edge])),
    quiet(strength(edge)),
    evidence(edge),
  ];
}
