// A few words beside what the mouse points at.

import type { Point } from "./camera";
import { count, make } from "./dom";
import type { Target } from "./drawing";
import * as graph from "./graph";
import { about } from "./node";
import { max, min } from "./numbers";

const AWAY = 14; // pixels from the mouse

export function mountTip(root: HTMLElement): (target: Target | null, at: Point) => void {
  return (target, at) => {
    const lines = target ? words(target) : null;
    root.hidden = lines === null;
    if (!lines) return;
    root.replaceChildren(make("b", lines[0]), make("span", lines[1]));
    const { width, height } = root.parentElement!.getBoundingClientRect();
    root.style.left = `${max(0, min(at.x + AWAY, width - root.offsetWidth - 4))}px`;
    root.style.top = `${at.y + AWAY + root.offsetHeight > height ? at.y - AWAY - root.offsetHeight : at.y + AWAY}px`;
  };
}

function words({ node, edge, community }: Target): [string, string] | null {
  if (node !== undefined) return [graph.label(node), about(node).join(" · ")];
  if (edge !== undefined) {
    const ends = [graph.head[edge], graph.tail[edge]].map((end) => graph.label(end));
    return [`${ends[0]} → ${ends[1]}`, `${graph.relationOf(edge).label} · ${count(graph.weight[edge], "paper")}`];
  }
  if (community === undefined) return null;
  return [graph.communities.names[community], count(graph.communities.size[community], "node")];
}
