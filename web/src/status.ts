// The line that says what is seen and what is not.

import { count, percent } from "./dom";
import type { Stage } from "./draw";
import type { Graph } from "./graph";

export function status(graph: Graph, stage: Stage): string {
  const { meta } = graph;
  const all = graph.classes.filter(({ name }) => meta.counts[name]).map(({ name, label }) => count(meta.counts[name], label.toLowerCase()));
  const whole = Object.values(meta.counts).reduce((sum, number) => sum + number, 0);
  const { nodes, edges } = stage.summary();
  const summed = percent(edges / Math.max(1, graph.edgeCount));
  const showing = `showing ${nodes.toLocaleString("en")} of ${count(whole, "node")}, ${summed} of edges summed, modularity ${meta.modularity.toFixed(2)}`;
  const more = meta.how && ` (${meta.how} carries more)`;
  const left = meta.left.nodes > 0 && `${count(meta.left.nodes, "node")} and ${count(meta.left.edges, "edge")} are not in this page${more}`;
  return [all.join(", "), showing, left, meta.built].filter(Boolean).join("; ");
}
