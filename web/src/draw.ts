// The drawing: the map or, where a node is in focus, its rings; painted only when something has changed.

import { around, between, moved, zoomed, type Point } from "./camera";
import type { Drawing, DrawnNode, Items, Target } from "./drawing";
import * as graph from "./graph";
import { dark } from "./look";
import { mapView, type MapView } from "./mapview";
import { motion, type Motion } from "./motion";
import { abs, hypot, round } from "./numbers";
import { paint } from "./paint";
import { ringView, type RingView } from "./ringview";
import { summed } from "./scene";
import { stamps } from "./shapes";
import * as store from "./state";
import type { Place } from "./state";
import { density, type Picture, type Surface } from "./surface";
import { sameNodes, worldOf } from "./world";

const UNSEEN = { width: 800, height: 600 }; // size taken while another view is seen

/** The drawing as hands and keys move it. */
export interface Stage extends Drawing {
  pan(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  /** Zooms over a short time, around the middle unless somewhere else. */
  glideIn(factor: number, at?: Point): void;
  showWhole(): void;
  /** Shows a community on the map. */
  visit(community: number): void;
  /** What is at a place or within some pixels of it. */
  pick(at: Point, reach: number): Target | null;
  pointed(): Target | null;
  point(target: Target | null): void;
  /** Nodes in view: of a focus around the circle, else the most important first. */
  inView(): DrawnNode[];
  /** Edges that curves of the whole map stand for. */
  summed(): number;
}

/** A place as the state keeps it: null where the whole is seen. */
const kept = (place: Place, whole: Place): Place | null =>
  abs(place.scale / whole.scale - 1) + hypot(place.x - whole.x, place.y - whole.y) * whole.scale < 0.01 ? null : { ...place };

export function stageOn(canvas: HTMLCanvasElement): Stage {
  const context = canvas.getContext("2d", { alpha: false })!;
  const surface = { ...UNSEEN } as Surface;
  const map = mapView(surface);
  const ring = ringView(surface, map);
  const listeners: (() => void)[] = [];
  let target: Target | null = null;
  const picture = (): Picture => (store.state.focus === null ? map : ring);
  const draw = (): void => {
    context.setTransform(density(), 0, 0, density(), 0, 0);
    picture().paint(context, target, moves.moving());
    listeners.forEach((listener) => listener());
  };
  const moves = motion(draw, () => {
    if (picture() === map && map.place && store.state.view === "map") store.set({ place: kept(map.place, map.whole()) }, true);
  });
  const glide = (place: Place): void => {
    const [moving, from] = [picture(), picture().camera()];
    moves.move((part) => (moving.place = between(from, place, part)));
  };
  const jump = (place: Place): void => {
    picture().place = place;
    moves.jumped();
  };
  const closer = (factor: number, at: Point): Place => zoomed(picture().camera(), factor, at, picture().limits());
  store.subscribe((state, before) => {
    if (state.focus !== before.focus) target = null;
  });
  follow(canvas, surface, map, ring, moves);
  moves.begin();
  return {
    items: () => picture().items(),
    paint: (other) => paintWhole(other, picture().items(), surface.world.look.font),
    highlight(nodes) {
      map.found = nodes;
      moves.invalidate();
    },
    onPaint: (listener) => void listeners.push(listener),
    pan: (dx, dy) => jump(moved(picture().camera(), dx, dy)),
    zoom: (factor, at) => jump(closer(factor, at)),
    glideIn: (factor, at = { x: surface.width / 2, y: surface.height / 2 }) => glide(closer(factor, at)),
    showWhole: () => glide(picture().whole()),
    visit(community) {
      const { x, y, radius } = graph.communities;
      glide(around(map.camera(), x[community], y[community], radius[community], 1.15));
    },
    pick: (at, reach) => picture().pick(at, reach),
    pointed: () => target,
    point(now) {
      if (JSON.stringify(now) === JSON.stringify(target)) return;
      target = now;
      moves.invalidate();
    },
    inView: () => picture().inView(),
    summed: () => summed(map.whole().scale),
  };
}

function paintWhole(context: CanvasRenderingContext2D, items: Items, font: string): void {
  context.fillStyle = items.background;
  context.fillRect(0, 0, items.width, items.height);
  paint(context, items, font);
}

/** Draws anew what changes with the state, with the size of the window and with its colours. */
function follow(canvas: HTMLCanvasElement, surface: Surface, map: MapView, ring: RingView, moves: Motion): void {
  const renew = (): void => {
    surface.world = { ...worldOf(), whole: 1 };
    surface.stamp = stamps(density(), surface.world.look.background);
    map.renew();
    moves.invalidate();
  };
  const resize = (): void => {
    const { width, height } = canvas.getBoundingClientRect();
    const [wide, high] = [width, height].map((side) => round(side * density()));
    if (canvas.width === wide && canvas.height === high) return;
    Object.assign(canvas, { width: wide, height: high });
    Object.assign(surface, wide && high ? { width, height } : UNSEEN);
    map.renew();
    ring.arrange();
    moves.invalidate();
  };
  renew();
  resize();
  store.subscribe((state, before) => {
    const refiltered = !sameNodes(state, before) || state.hiddenRelations !== before.hiddenRelations;
    if (refiltered || state.colourBy !== before.colourBy) renew();
    if (refiltered || state.focus !== before.focus || state.depth !== before.depth || state.grown !== before.grown) {
      ring.arrange();
      if (state.focus !== null) moves.move((part) => (ring.arrived = part));
    }
    if (state.place !== before.place) map.place = state.place;
    moves.invalidate();
  });
  new ResizeObserver(resize).observe(canvas);
  dark.onchange = renew;
}
