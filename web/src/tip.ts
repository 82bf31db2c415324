// A few words beside what the mouse points at.

import type { Point } from "./camera";
import { count, make } from "./dom";
import { HEDGED, NEGATIVE, type Graph } from "./graph";
import { day } from "./node";
import type { Target } from "./pick";

const AWAY = 14; // pixels from the mouse

export function mountTip(root: HTMLElement, graph: Graph): (target: Target | null, at: Point) => void {
  let last = "";
  return (target, at) => {
    const lines = target ? words(graph, target) : null;
    root.hidden = lines === null;
    if (!lines) return;
    if (lines.join() !== last) root.replaceChildren(make("b", { textContent: lines[0] }), make("span", { textContent: lines[1] }));
    last = lines.join();
    const { width, height } = root.parentElement!.getBoundingClientRect();
    root.style.left = `${Math.max(0, Math.min(at.x + AWAY, width - root.offsetWidth - 4))}px`;
    root.style.top = `${at.y + AWAY + root.offsetHeight > height ? at.y - AWAY - root.offsetHeight : at.y + AWAY}px`;
  };
}

function words(graph: Graph, { node, edge, community }: Target): [string, string] | null {
  if (node !== undefined) return [graph.label(node), about(graph, node)];
  if (edge !== undefined) {
    const ends = [graph.head[edge], graph.tail[edge]].map((end) => graph.label(end));
    return [`${ends[0]} → ${ends[1]}`, `${graph.relations[graph.relation[edge]].label} · ${count(graph.weight[edge], "paper")}`];
  }
  if (community === undefined) return null;
  return [graph.communities.names[community], count(graph.communities.size[community], "node")];
}

function about(graph: Graph, node: number): string {
  const flags = graph.flags[node];
  const facts = [
    graph.classes[graph.type[node]].label,
    graph.papers[node] ? count(graph.papers[node], "paper") : "",
    day(graph.date[node]),
    flags & HEDGED ? "hedged" : "",
    flags & NEGATIVE ? "negative" : "",
  ];
  return facts.filter(Boolean).join(" · ");
}
