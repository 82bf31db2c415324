// The picture of the whole graph.

import { backing } from "./backing";
import { around, screenX, screenY, world as toWorld, type Camera } from "./camera";
import type { DrawnEdge, Items } from "./drawing";
import { emphasised, large, neighbourhood, paintOver, type Over } from "./overlay";
import { pick } from "./pick";
import { BEND, curve, scene } from "./scene";
import * as store from "./state";
import type { Place } from "./state";
import type { Picture, Surface } from "./surface";

const SIDE = 65_536;
const CLOSEST = 0.6; // pixels a unit
const FARTHEST = 0.5; // of the size at which the whole fits

export interface MapView extends Picture {
  /** Nodes that a question has found, joined in their order. */
  found: readonly number[];
  /** The map without names, as the background of a focus. */
  behind(context: CanvasRenderingContext2D): void;
  /** Forgets what was painted ahead. */
  renew(): void;
}

export function mapView(surface: Surface): MapView {
  const named = backing(surface, true);
  const bare = backing(surface, false);
  const whole = (): Place => around({ ...surface, x: 0, y: 0, scale: 1 }, SIDE / 2, SIDE / 2, SIDE / 2);
  const camera = (): Camera => ({ width: surface.width, height: surface.height, ...(view.place ?? whole()) });
  const items = (): Items => scene(surface.world, camera());
  const path = (): Over => {
    const nodes = view.found.map((node) => large(surface.world, camera(), node));
    const line = { width: 2.5, colour: surface.world.look.strong, opacity: 0.9, edge: null };
    return { nodes, edges: nodes.slice(1).map((to, before): DrawnEdge => ({ ...curve(nodes[before], to, BEND), ...line })) };
  };
  const view: MapView = {
    place: store.state.place,
    found: [],
    camera,
    whole,
    items,
    limits: () => [whole().scale * FARTHEST, CLOSEST],
    paint(context, pointed, moving) {
      const { look } = surface.world;
      named.show(context, camera(), moving);
      if (view.found.length) paintOver(context, look, path(), null);
      if (pointed?.node !== undefined) paintOver(context, look, neighbourhood(surface.world, camera(), pointed.node), pointed.node);
      const edge = pointed?.edge ?? store.state.edge;
      if (edge !== null) paintOver(context, look, { nodes: [], edges: emphasised(look, items(), null, edge) }, null);
    },
    behind: (context) => bare.show(context, camera(), true),
    renew() {
      surface.world.whole = whole().scale;
      named.renew();
      bare.renew();
    },
    pick(point, reach) {
      const painted = named.painted();
      if (!painted) return null;
      const place = toWorld(camera(), point);
      return pick(painted.items, screenX(painted.camera, place.x), screenY(painted.camera, place.y), reach, surface.world.look.font);
    },
    inView: () => items().nodes.reverse(),
  };
  return view;
}
