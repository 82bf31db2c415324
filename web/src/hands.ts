// What hands and keys do to the map.

import { byId } from "./dom";
import type { Stage } from "./draw";
import { gestures } from "./gestures";
import type { Graph } from "./graph";
import { describe, mapKeys, ZOOM } from "./keys";
import { GROWTH } from "./near";
import type { Target } from "./pick";
import type { Store } from "./state";
import { mountTip } from "./tip";

export function mountHands(canvas: HTMLCanvasElement, graph: Graph, store: Store, stage: Stage): void {
  const say = (text: string): void => void (byId("live").textContent = text);
  const tip = mountTip(byId("tip"), graph);
  gestures(canvas, stage, {
    open: (target) => open(store, stage, target),
    hover: (target, at) => {
      stage.point(target);
      tip(target, at);
      canvas.style.cursor = target ? "pointer" : "";
    },
  });
  mapKeys(canvas, graph, store, stage, say);
  store.subscribe(({ focus }, before) => {
    if (focus === before.focus) return;
    say(focus === null ? "The whole map" : `${describe(graph, focus)}; ${stage.inView().length} nodes around it`);
  });
  const buttons = { in: () => stage.glideIn(ZOOM), out: () => stage.glideIn(1 / ZOOM), all: () => stage.whole() };
  for (const [how, act] of Object.entries(buttons)) document.querySelector(`[data-zoom="${how}"]`)!.addEventListener("click", act);
}

function open(store: Store, stage: Stage, { node, edge, community, more }: Target): void {
  const { grown } = store.state;
  if (node !== undefined) store.set({ focus: node, edge: null });
  else if (edge !== undefined) store.set({ edge });
  else if (community !== undefined) stage.visit(community);
  else if (more !== undefined) store.set({ grown: { ...grown, [more]: (grown[more] ?? 0) + GROWTH } });
}
