// The picture of a focus: its rings over the faded map.

import type { Camera, Point } from "./camera";
import type { MapView } from "./mapview";
import { near } from "./near";
import { min } from "./numbers";
import { emphasised, mark, paintOver } from "./overlay";
import { paint } from "./paint";
import { pick } from "./pick";
import { capacity, rings, type Rings } from "./rings";
import { ringScene, type RingItems } from "./ringscene";
import { placeOf } from "./scene";
import * as store from "./state";
import type { Place } from "./state";
import type { Picture, Surface } from "./surface";

const MOST = 120; // nodes around a focus, before any sector is grown
const BACKDROP = 0.13; // opacity of the map
const LARGEST = 1.25; // pixels a pixel of the layout, when the whole is seen

export interface RingView extends Picture {
  /** Lays out the focus of the state; nodes will travel from where they are, or from the place of the focus. */
  arrange(): void;
  /** How far on their way nodes are, 0 to 1. */
  arrived: number;
}

export function ringView(surface: Surface, map: MapView): RingView {
  let layout: Rings | null = null;
  let drawn: RingItems | null = null;
  let origins = new Map<number, Point>();
  const whole = (): Place => {
    const { wide, high } = layout ?? { wide: 1, high: 1 };
    return { x: 0, y: 0, scale: min(LARGEST, surface.width / 2 / wide, surface.height / 2 / high) };
  };
  const camera = (): Camera => ({ width: surface.width, height: surface.height, ...(view.place ?? whole()) });
  const moved = (node: number, to: Point): Point => {
    const from = view.arrived < 1 && (origins.get(node) ?? origins.get(store.state.focus!));
    return from ? { x: from.x + (to.x - from.x) * view.arrived, y: from.y + (to.y - from.y) * view.arrived } : to;
  };
  const items = (): RingItems => (drawn = ringScene(surface.world, store.state.focus!, layout!, camera(), moved));
  const view: RingView = {
    place: null,
    arrived: 1,
    camera,
    whole,
    items,
    limits: () => [0.2, 4],
    arrange() {
      const { focus, depth, grown } = store.state;
      origins = new Map(drawn?.nodes.map(({ node, x, y }) => [node, { x, y }]));
      [view.place, layout, drawn] = [null, null, null];
      if (focus === null) return;
      if (!origins.has(focus)) origins.set(focus, placeOf(map.camera(), focus));
      const most = depth === 1 ? capacity(surface.height, MOST) : MOST;
      layout = rings(near(focus, depth, grown, most), surface.width);
    },
    paint(context, pointed) {
      const { look } = surface.world;
      context.fillStyle = look.background;
      context.fillRect(0, 0, surface.width, surface.height);
      context.globalAlpha = BACKDROP;
      map.behind(context);
      context.globalAlpha = 1;
      const shown = items();
      paint(context, shown, look.font, surface.stamp);
      for (const { x, y, r } of shown.more) mark(context, look, x, y, r / 2);
      const focus = store.state.focus!;
      const node = pointed?.node ?? null;
      const edges = emphasised(look, shown, node === focus ? null : node, pointed?.edge ?? store.state.edge);
      paintOver(context, look, { edges, nodes: shown.nodes.filter((item) => item.node === node || item.node === focus) }, node);
    },
    pick: (at, reach) => pick(drawn ?? items(), at.x, at.y, reach, surface.world.look.font),
    inView: () => (drawn ?? items()).nodes.slice(0, -1),
  };
  return view;
}
