// The page from its parts.

import { mountDepth, mountTrail } from "./bar";
import { decode } from "./decode";
import { byId, make } from "./dom";
import { Stage } from "./draw";
import type { Mount } from "./drawing";
import { classes, mountFilters } from "./filters";
import { mountFinder } from "./finder";
import type { Graph } from "./graph";
import { mountHands } from "./hands";
import { blocks, canInflate, inflate } from "./inflate";
import { KEYS, pageKeys } from "./keys";
import { mountPanel } from "./panel";
import { mountQuestions } from "./questions";
import { createStore, type Store } from "./state";
import { status } from "./status";
import { mountTable } from "./table";
import { mountTakeaway } from "./takeaway";
import { mountTime } from "./time";
import { mountFloating, showViews } from "./views";

const MOUNTS: Record<string, Mount> = {
  panel: mountPanel, filters: mountFilters, time: mountTime, takeaway: mountTakeaway, table: mountTable, questions: mountQuestions,
};

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
  for (const [id, mount] of Object.entries(MOUNTS)) mount(byId(id), graph, store, stage);
  const keys = KEYS.flatMap(([pressed, does]) => [make("dt", {}, make("kbd", {}, pressed)), make("dd", {}, does)]);
  byId("help").append(make("h2", {}, "Keys"), make("dl", {}, ...keys));
  for (const id of ["filters", "takeaway", "help"]) mountFloating(id);
  pageKeys(store, byId<HTMLInputElement>("search"), byId("open-help"));
  document.documentElement.dataset.ready = "true";
  setTimeout(() => graph.edgesOf(0), IDLE); // so that the neighbourhoods of all nodes are there when they are asked for
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

void start();
