// The page from its parts.

import { mountDepth, mountTrail } from "./bar";
import { decode } from "./decode";
import { button, make } from "./dom";
import { Stage } from "./draw";
import type { Mount } from "./drawing";
import { classes, mountFilters } from "./filters";
import { mountFinder } from "./finder";
import { gestures } from "./gestures";
import type { Graph } from "./graph";
import { blocks, canInflate, inflate } from "./inflate";
import { describe, KEYS, mapKeys, pageKeys, ZOOM } from "./keys";
import { GROWTH } from "./near";
import { mountPanel } from "./panel";
import type { Target } from "./pick";
import { mountQuestions } from "./questions";
import { createStore, type Store, type View } from "./state";
import { status } from "./status";
import { mountTable } from "./table";
import { mountTakeaway } from "./takeaway";
import { mountTime } from "./time";
import { mountTip } from "./tip";

const byId = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E;

async function start(): Promise<void> {
  if (!canInflate()) {
    const needed = "This browser is too old for this page: it has no DecompressionStream. Firefox 113, Chrome 80, Safari 16.4 and later have it.";
    document.body.replaceChildren(make("p", { id: "status", role: "alert" }, needed));
    return;
  }
  const graph = decode(await inflate("core"), blocks());
  const store = createStore(graph);
  byId("title").textContent = graph.meta.title;
  showViews(store);
  const canvas = byId<HTMLCanvasElement>("map");
  const stage = new Stage(canvas, graph, store);
  mountHands(canvas, graph, store, stage);
  setTimeout(() => mountRest(graph, store, stage));
}

/** All that can wait until the map is seen. */
function mountRest(graph: Graph, store: Store, stage: Stage): void {
  mountFinder(byId<HTMLInputElement>("search"), byId("hits"), graph, store);
  mountTrail(byId("trail"), graph, store);
  mountDepth(byId("focus-bar"), store);
  mountStatus(graph, stage);
  byId("legend").append(classes(graph, store));
  const mounts: Record<string, Mount> = { panel: mountPanel, filters: mountFilters, time: mountTime, takeaway: mountTakeaway, table: mountTable, questions: mountQuestions };
  for (const [id, mount] of Object.entries(mounts)) mount(byId(id), graph, store, stage);
  byId("help").append(make("h2", {}, "Keys"), make("dl", {}, ...KEYS.flatMap(([keys, does]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)])));
  for (const id of ["filters", "takeaway", "help"]) mountFloating(id);
  pageKeys(store, byId<HTMLInputElement>("search"), byId("open-help"));
  document.documentElement.dataset.ready = "true";
  setTimeout(() => graph.edgesOf(0), IDLE); // so that the neighbourhoods of all nodes are there when they are asked for
}

function mountHands(canvas: HTMLCanvasElement, graph: Graph, store: Store, stage: Stage): void {
  const say = (text: string): void => void (byId("live").textContent = text);
  const open = (target: Target): void => {
    if (target.node !== undefined) store.set({ focus: target.node, edge: null });
    else if (target.edge !== undefined) store.set({ edge: target.edge });
    else if (target.community !== undefined) stage.visit(target.community);
    else if (target.more !== undefined) store.set({ grown: { ...store.state.grown, [target.more]: (store.state.grown[target.more] ?? 0) + GROWTH } });
  };
  const tip = mountTip(byId("tip"), graph);
  gestures(canvas, stage, { open, hover: (target, at) => {
    stage.point(target);
    tip(target, at);
    canvas.style.cursor = target ? "pointer" : "";
  } });
  mapKeys(canvas, graph, store, stage, say);
  store.subscribe((state, before) => {
    if (state.focus !== before.focus) say(state.focus === null ? "The whole map" : `${describe(graph, state.focus)}; ${stage.inView().length} nodes around it`);
  });
  for (const [how, act] of [["in", () => stage.glideIn(ZOOM)], ["out", () => stage.glideIn(1 / ZOOM)], ["all", () => stage.whole()]] as const) {
    document.querySelector(`[data-zoom="${how}"]`)?.addEventListener("click", act);
  }
}

function showViews(store: Store): void {
  const tabs = [...document.querySelectorAll<HTMLElement>("[data-view]")];
  const show = (): void => {
    const { view } = store.state;
    document.body.dataset.shown = view;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
    for (const name of ["questions", "table"]) byId(name).hidden = view !== name;
    byId("stage").hidden = view !== "map";
  };
  for (const tab of tabs) tab.addEventListener("click", () => store.set({ view: tab.dataset.view as View }));
  store.subscribe(show);
  show();
}

const IDLE = 400; // milliseconds after which what may be needed is made
const SETTLED = 150; // milliseconds after the last picture

function mountStatus(graph: Graph, stage: Stage): void {
  let timer = 0;
  const show = (): void => void (byId("status").textContent = status(graph, stage));
  stage.onPaint(() => {
    clearTimeout(timer);
    timer = setTimeout(show, SETTLED);
  });
  show();
}

/** A part that a button of the header opens; Escape and its own button close it. */
function mountFloating(id: string): void {
  const [part, opener] = [byId(id), byId(`open-${id}`)];
  const toggle = (open: boolean): void => {
    part.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) part.querySelector<HTMLElement>("button, input, select")?.focus();
    else opener.focus();
  };
  part.prepend(button("×", () => toggle(false), { className: "close", "aria-label": "Close" }));
  opener.addEventListener("click", () => toggle(part.hidden));
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
  });
}

void start();
