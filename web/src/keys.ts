// The keyboard → moves of the drawing. Everything that a mouse can do on the map can be done here.

import type { DrawnNode } from "./drawing";
import type { Stage } from "./draw";
import type { Graph } from "./graph";
import type { State, Store } from "./state";

export const KEYS: readonly [keys: string, does: string][] = [
  ["/", "search"],
  ["← ↑ → ↓", "move the map; around a focus go from neighbour to neighbour"],
  ["J  K", "next and previous node in view"],
  ["Enter", "open the node"],
  ["+  −  0", "zoom in, zoom out, show the whole"],
  ["1  2  3", "steps around the focus"],
  ["Esc", "back to the map"],
  ["M  Q  T", "map, questions, table"],
  ["?", "these keys"],
];

const STEP = 80; // pixels
export const ZOOM = 1.5;
const ARROWS: Record<string, readonly [dx: number, dy: number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Keys of the map itself. `say` tells what is pointed at. */
export function mapKeys(canvas: HTMLCanvasElement, graph: Graph, store: Store, stage: Stage, say: (text: string) => void): void {
  const point = (node: DrawnNode | undefined): void => {
    if (!node) return;
    stage.point({ node: node.node });
    say(describe(graph, node.node));
  };
  const step = (by: number): void => {
    const nodes = stage.inView();
    const at = nodes.findIndex(({ node }) => node === stage.pointed?.node);
    point(nodes[at < 0 ? (by > 0 ? 0 : nodes.length - 1) : (at + by + nodes.length) % nodes.length]);
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const pointed = stage.pointed?.node;
    if (arrow && store.state.focus !== null) point(towards(stage, -arrow[0], -arrow[1]));
    else if (arrow) stage.pan(arrow[0] * STEP, arrow[1] * STEP);
    else if (event.key === "+" || event.key === "=") stage.glideIn(ZOOM);
    else if (event.key === "-" || event.key === "_") stage.glideIn(1 / ZOOM);
    else if (event.key === "0") stage.whole();
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "Enter" && pointed !== undefined) store.set({ focus: pointed, edge: null });
    else return;
    event.preventDefault();
  });
}

/** The node nearest to the one pointed at in a direction; the middle counts as pointed at first. */
function towards(stage: Stage, dx: number, dy: number): DrawnNode | undefined {
  const nodes = stage.inView();
  const { width, height } = stage.items();
  const from = nodes.find(({ node }) => node === stage.pointed?.node) ?? { x: width / 2, y: height / 2 };
  const cost = ({ x, y }: DrawnNode): number => {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    return along <= 1 ? Infinity : along + 2 * Math.abs((x - from.x) * dy - (y - from.y) * dx);
  };
  return nodes.filter((node) => cost(node) < Infinity).sort((one, two) => cost(one) - cost(two))[0];
}

export function describe(graph: Graph, node: number): string {
  const papers = graph.papers[node];
  const count = papers ? `, ${papers.toLocaleString("en")} ${papers === 1 ? "paper" : "papers"}` : "";
  return `${graph.label(node)}, ${graph.classes[graph.type[node]].label}${count}`;
}

const typing = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input, textarea, select, [contenteditable]");

const isWhole = ({ focus, edge }: Readonly<State>): boolean => focus === null && edge === null;

/** Keys of the whole page. */
export function pageKeys(store: Store, search: HTMLInputElement, help: HTMLElement): void {
  const views: Record<string, State["view"]> = { m: "map", q: "questions", t: "table" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || event.defaultPrevented) return;
    const view = views[event.key];
    if (event.key === "/") search.focus();
    else if (event.key === "?") help.click();
    else if (view) store.set({ view });
    else if (event.key === "Escape" && store.state.view === "map" && !isWhole(store.state)) store.set({ focus: null, edge: null });
    else if (/^[123]$/.test(event.key) && store.state.focus !== null) store.set({ depth: Number(event.key) as State["depth"] });
    else return;
    event.preventDefault();
  });
}
