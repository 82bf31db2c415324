// The page from its parts.

import { mountDepth, mountTrail } from "./bar";
import { byId } from "./dom";
import { stageOn } from "./draw";
import { mountFilters, mountLegend } from "./filters";
import { mountFinder } from "./finder";
import * as graph from "./graph";
import { mountHands } from "./hands";
import { pageKeys } from "./keys";
import { mountPanel } from "./panel";
import { mountQuestions } from "./questions";
import { mountStatus } from "./status";
import { mountTable } from "./table";
import { mountTakeaway } from "./takeaway";
import { mountTime } from "./time";
import { mountFloating, showViews } from "./views";

const IDLE = 400; // milliseconds

byId("title").textContent = graph.meta.title;
// What has a height stands before the map is drawn, so that it is drawn once.
showViews();
mountLegend();
mountTime();
const canvas = byId<HTMLCanvasElement>("map");
const search = byId<HTMLInputElement>("search");
const stage = stageOn(canvas);
mountStatus(stage);
mountHands(canvas, stage);
mountFinder(search, byId("hits"));
mountTrail(byId("trail"));
mountDepth(byId("focus-bar"));
mountPanel(byId("panel"));
mountTable(byId("table"));
mountQuestions(stage);
mountFloating("filters", mountFilters);
mountFloating("takeaway", () => mountTakeaway(byId("takeaway"), stage));
mountFloating("help");
pageKeys(search, byId("open-help"));
document.documentElement.dataset["ready"] = "true";
setTimeout(() => graph.edgesOf(0), IDLE); // so that the neighbourhoods of all nodes are there when they are asked for
