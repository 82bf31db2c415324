// The line that says what is seen and what is not.

import { byId, count, digits, percent } from "./dom";
import type { Stage } from "./draw";
import * as graph from "./graph";
import { max } from "./numbers";

const SETTLED = 150; // milliseconds after the last picture

export function mountStatus(stage: Stage): void {
  let timer = 0;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (byId("status").textContent = status(stage)), SETTLED);
  };
  stage.onPaint(wait);
  wait();
}

function status(stage: Stage): string {
  const { counts, left, how, modularity, built } = graph.meta;
  const all = graph.classes.filter(({ name }) => counts[name]).map(({ name, label }) => count(counts[name], label.toLowerCase()));
  const whole = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const summed = percent(stage.summed() / max(1, graph.head.length));
  const showing = `showing ${digits(stage.items().nodes.length)} of ${count(whole, "node")}, ${summed} of edges summed, modularity ${modularity.toFixed(2)}`;
  const more = how && ` (${how} carries more)`;
  const absent = left.nodes > 0 && `${count(left.nodes, "node")} and ${count(left.edges, "edge")} are not in this page${more}`;
  return [all.join(", "), showing, absent, built].filter(Boolean).join("; ");
}
