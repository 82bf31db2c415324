// What hands and keys do to the map.

import { byId } from "./dom";
import type { Stage } from "./draw";
import type { Target } from "./drawing";
import { gestures } from "./gestures";
import { mapKeys, ZOOM } from "./keys";
import { GROWTH } from "./near";
import { described } from "./node";
import * as store from "./state";
import { mountTip } from "./tip";

export function mountHands(canvas: HTMLCanvasElement, stage: Stage): void {
  const say = (text: string): void => void (byId("live").textContent = text);
  const tip = mountTip(byId("tip"));
  gestures(canvas, stage, {
    open: (target) => open(stage, target),
    hover: (target, at) => {
      stage.point(target);
      tip(target, at);
      canvas.style.cursor = target ? "pointer" : "";
    },
  });
  mapKeys(canvas, stage, say);
  store.subscribe(({ focus }, before) => {
    if (focus === before.focus) return;
    say(focus === null ? "The whole map" : `${described(focus)}; ${stage.inView().length} nodes around it`);
  });
  const [closer, farther, whole] = byId("zoom").querySelectorAll("button");
  closer.onclick = () => stage.glideIn(ZOOM);
  farther.onclick = () => stage.glideIn(1 / ZOOM);
  whole.onclick = stage.showWhole;
}

function open(stage: Stage, { node, edge, community, more }: Target): void {
  const { grown } = store.state;
  if (node !== undefined) store.go(node);
  else if (edge !== undefined) store.set({ edge });
  else if (community !== undefined) stage.visit(community);
  else if (more !== undefined) store.set({ grown: { ...grown, [more]: (grown[more] ?? 0) + GROWTH } });
}
