// The drawing: the map or, where a node is in focus, its rings; painted only when something has changed.

import { around, between, moved, zoomed, type Point } from "./camera";
import type { Drawing, DrawnNode, Items } from "./drawing";
import type { Graph } from "./graph";
import { dark } from "./look";
import { mapView, type MapView } from "./mapview";
import { paint } from "./paint";
import type { Target } from "./pick";
import { ringView, type RingView } from "./ringview";
import { summed } from "./scene";
import { stamps } from "./shapes";
import type { Place, State, Store } from "./state";
import { density, type Picture, type Surface } from "./surface";
import { sameNodes, worldOf } from "./world";

const TIME = 380; // milliseconds of a change of place
const REST = 130; // milliseconds without movement after which the picture is drawn sharp
const UNSEEN = { width: 800, height: 600 }; // size taken while another view is seen
const calm = matchMedia("(prefers-reduced-motion: reduce)");

type Step = (part: number) => void;

/** A place as the state keeps it: null where the whole is seen. */
const kept = (place: Place, whole: Place): Place | null =>
  Math.abs(place.scale / whole.scale - 1) + Math.hypot(place.x - whole.x, place.y - whole.y) * whole.scale < 0.01 ? null : { ...place };

/** The drawing as hands and keys move it. */
export class Stage implements Drawing {
  #canvas: HTMLCanvasElement;
  #context: CanvasRenderingContext2D;
  #surface: Surface;
  #map: MapView;
  #ring: RingView;
  #listeners: (() => void)[] = [];
  #motion: { began: number; step: Step } | null = null;
  #pending = 0;
  #resting = 0;
  #target: Target | null = null;

  constructor(canvas: HTMLCanvasElement, graph: Graph, store: Store) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false })!;
    this.#surface = { graph, store, ...UNSEEN } as Surface;
    this.#map = mapView(this.#surface);
    this.#ring = ringView(this.#surface, this.#map);
    this.#renew();
    this.#resize();
    store.subscribe((state, before) => this.#follow(state, before));
    new ResizeObserver(() => this.#resize()).observe(canvas);
    dark.addEventListener("change", () => this.#renew());
  }

  paint(context: CanvasRenderingContext2D): void {
    const { world, width, height } = this.#surface;
    context.fillStyle = world.look.background;
    context.fillRect(0, 0, width, height);
    paint(context, this.items(), world.look.font);
  }

  items(): Items {
    return this.#picture.items();
  }

  highlight(nodes: readonly number[]): void {
    this.#map.found = nodes;
    this.#invalidate();
  }

  onPaint(listener: () => void): void {
    this.#listeners.push(listener);
  }

  pan(dx: number, dy: number): void {
    this.#jump(moved(this.#picture.camera(), dx, dy));
  }

  zoom(factor: number, at: Point): void {
    this.#jump(this.#zoomed(factor, at));
  }

  /** Zooms over a short time, around the middle unless somewhere else. */
  glideIn(factor: number, at: Point = { x: this.#surface.width / 2, y: this.#surface.height / 2 }): void {
    this.#glide(this.#zoomed(factor, at));
  }

  whole(): void {
    this.#glide(this.#picture.whole());
  }

  /** Shows a community on the map. */
  visit(community: number): void {
    const { x, y, radius } = this.#surface.graph.communities;
    this.#glide(around(this.#map.camera(), x[community], y[community], radius[community], 1.15));
  }

  /** What is at a place or within some pixels of it. */
  pick(at: Point, reach: number): Target | null {
    return this.#picture.pick(at, reach);
  }

  get pointed(): Target | null {
    return this.#target;
  }

  point(target: Target | null): void {
    if (JSON.stringify(target) === JSON.stringify(this.#target)) return;
    this.#target = target;
    this.#invalidate();
  }

  /** Nodes in view: of a focus around the circle, else the most important first. */
  inView(): DrawnNode[] {
    return this.#picture.inView();
  }

  /** Nodes drawn in view, and edges that curves of the whole map stand for. */
  summary(): { nodes: number; edges: number } {
    return { nodes: this.items().nodes.length, edges: summed(this.#surface.graph, this.#map.whole().scale) };
  }

  get #picture(): Picture {
    return this.#surface.store.state.focus === null ? this.#map : this.#ring;
  }

  #zoomed(factor: number, at: Point): Place {
    return zoomed(this.#picture.camera(), factor, at, this.#picture.limits());
  }

  #invalidate(): void {
    this.#pending ||= requestAnimationFrame((time) => this.#frame(time));
  }

  #frame(time: number): void {
    this.#pending = 0;
    if (this.#motion) this.#advance(Math.min(1, Math.max(0, (time - this.#motion.began) / TIME)));
    this.#context.setTransform(density(), 0, 0, density(), 0, 0);
    this.#picture.paint(this.#context, this.#target, this.#motion !== null || this.#resting > 0);
    this.#listeners.forEach((listener) => listener());
  }

  #advance(part: number): void {
    this.#motion!.step(1 - (1 - part) ** 3);
    if (part < 1) return this.#invalidate();
    this.#motion = null;
    this.#rest();
  }

  /** Goes on over a short time, at once where motion is not wanted. */
  #move(step: Step): void {
    this.#motion = { began: calm.matches ? -Infinity : performance.now(), step };
    this.#invalidate();
  }

  #glide(place: Place): void {
    const [picture, from] = [this.#picture, this.#picture.camera()];
    this.#move((part) => (picture.place = between(from, place, part)));
  }

  #jump(place: Place): void {
    this.#motion = null;
    this.#picture.place = place;
    this.#rest();
    this.#invalidate();
  }

  /** After a movement: a sharp picture, and the place in the address. */
  #rest(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = 0;
      this.#invalidate();
      const { store } = this.#surface;
      if (this.#picture !== this.#map || !this.#map.place || this.#motion || store.state.view !== "map") return;
      store.set({ place: kept(this.#map.place, this.#map.whole()) }, { replace: true });
    }, REST);
  }

  #renew(): void {
    const { graph, store } = this.#surface;
    this.#surface.world = { ...worldOf(graph, store), whole: 1 };
    this.#surface.stamp = stamps(density(), this.#surface.world.look.background);
    this.#map.renew();
    this.#invalidate();
  }

  #resize(): void {
    const { width, height } = this.#canvas.getBoundingClientRect();
    Object.assign(this.#surface, width && height ? { width, height } : UNSEEN);
    this.#canvas.width = Math.round(width * density());
    this.#canvas.height = Math.round(height * density());
    this.#map.renew();
    this.#ring.arrange();
    this.#invalidate();
  }

  #follow(state: Readonly<State>, before: Readonly<State>): void {
    const refiltered = !sameNodes(state, before) || state.hiddenRelations !== before.hiddenRelations;
    if (refiltered || state.colourBy !== before.colourBy) this.#renew();
    if (state.focus !== before.focus) this.#target = null;
    if (refiltered || state.focus !== before.focus || state.depth !== before.depth || state.grown !== before.grown) {
      this.#ring.arrange();
      if (state.focus !== null) this.#move((part) => (this.#ring.arrived = part));
    }
    if (state.place !== before.place) this.#map.place = state.place;
    this.#invalidate();
  }
}
