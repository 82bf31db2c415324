// The keyboard → moves of the drawing. Everything that a mouse can do on the map can be done here; body.html lists the keys.

import type { Stage } from "./draw";
import type { DrawnNode } from "./drawing";
import { described } from "./node";
import { abs } from "./numbers";
import * as store from "./state";
import type { State } from "./state";

const STEP = 80; // pixels
export const ZOOM = 1.5;

/** Calls what belongs to the key that was pressed, unless it returns false or the browser means something by it. */
function press(event: KeyboardEvent, acts: Record<string, () => unknown>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
  if (acts[event.key]() !== false) event.preventDefault();
}

/** Keys of the map itself. `say` tells what is pointed at. */
export function mapKeys(canvas: HTMLCanvasElement, stage: Stage, say: (text: string) => void): void {
  const point = (node: DrawnNode | undefined): void => {
    if (!node) return;
    stage.point({ node: node.node });
    say(described(node.node));
  };
  const step = (by: number): void => {
    const nodes = stage.inView();
    const at = nodes.findIndex(({ node }) => node === stage.pointed()?.node);
    point(nodes[at < 0 ? (by > 0 ? 0 : nodes.length - 1) : (at + by + nodes.length) % nodes.length]);
  };
  const move = (dx: number, dy: number) => (): void =>
    store.state.focus === null ? stage.pan(dx * STEP, dy * STEP) : point(towards(stage, -dx, -dy));
  const enter = (): unknown => {
    const node = stage.pointed()?.node;
    return node !== undefined && store.go(node);
  };
  const [closer, farther] = [ZOOM, 1 / ZOOM].map((factor) => () => stage.glideIn(factor));
  const acts: Record<string, () => unknown> = {
    "+": closer, "=": closer, "-": farther, "_": farther, "0": stage.showWhole,
    "j": () => step(1), "k": () => step(-1), "Enter": enter,
    "ArrowLeft": move(1, 0), "ArrowRight": move(-1, 0), "ArrowUp": move(0, 1), "ArrowDown": move(0, -1),
  };
  canvas.onkeydown = (event) => press(event, acts);
}

/** The node nearest to the one pointed at in a direction; the middle counts as pointed at first. */
function towards(stage: Stage, dx: number, dy: number): DrawnNode | undefined {
  const nodes = stage.inView();
  const { width, height } = stage.items();
  const from = nodes.find(({ node }) => node === stage.pointed()?.node) ?? { x: width / 2, y: height / 2 };
  const cost = ({ x, y }: DrawnNode): number => {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    return along <= 1 ? Infinity : along + 2 * abs((x - from.x) * dy - (y - from.y) * dx);
  };
  return nodes.filter((node) => cost(node) < Infinity).sort((one, two) => cost(one) - cost(two))[0];
}

const typing = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input, textarea, select");

/** Keys of the whole page. */
export function pageKeys(search: HTMLInputElement, help: HTMLElement): void {
  const view = (view: State["view"]) => (): void => store.set({ view });
  const depth = (depth: State["depth"]) => (): unknown => store.state.focus !== null && store.set({ depth });
  const back = (): unknown => {
    const { view, focus, edge } = store.state;
    return view === "map" && (focus ?? edge) !== null && store.go(null);
  };
  const acts = {
    "/": () => search.focus(), "?": () => help.click(), "Escape": back,
    "m": view("map"), "q": view("questions"), "t": view("table"),
    "1": depth(1), "2": depth(2), "3": depth(3),
  };
  document.onkeydown = (event) => typing(event.target) || event.defaultPrevented || press(event, acts);
}
