// What the map shows and how: classes, relations, confidence, hubs that say little, size and colour.

import { choice, digits, make, type Child } from "./dom";
import type { Mount } from "./drawing";
import { GENERIC, type Graph } from "./graph";
import { sign } from "./node";
import type { Measure, Store } from "./state";

const MEASURES: [Measure, string][] = [
  ["rank", "PageRank"],
  ["papers", "papers"],
  ["degree", "edges"],
  ["betweenness", "betweenness"],
];

export const mountFilters: Mount = (root, graph, store) => {
  root.append(
    make("h2", {}, "What is shown"),
    classes(graph, store),
    sure(store),
    ...looks(graph, store),
    hubs(graph, store),
    relations(graph, store),
  );
};

/** The legend: a switch for each class, with how many the whole graph has. */
export function classes(graph: Graph, store: Store): HTMLElement {
  const present = graph.classes.flatMap(({ name }, type) => (graph.meta.counts[name] ? [type] : []));
  const lines = present.map((type) => {
    const { name, label } = graph.classes[type];
    return switched(store, "hiddenClasses", type, sign(graph, type), label, graph.meta.counts[name]);
  });
  return make("fieldset", { className: "legend" }, make("legend", {}, "Classes"), ...lines);
}

function relations(graph: Graph, store: Store): HTMLElement {
  const counts = new Uint32Array(graph.relations.length);
  for (const relation of graph.relation) counts[relation]++;
  const lines = graph.relations.flatMap(({ label }, relation) =>
    counts[relation] ? [switched(store, "hiddenRelations", relation, null, label, counts[relation])] : [],
  );
  return make(
    "details",
    {},
    make("summary", {}, "Relations"),
    make("fieldset", { "aria-label": "Relations" }, ...lines),
  );
}

function switched(
  store: Store,
  key: "hiddenClasses" | "hiddenRelations",
  index: number,
  icon: Node | null,
  label: string,
  count: number,
): HTMLElement {
  const flip = (on: boolean): void => {
    const hidden = new Set(store.state[key]);
    if (on) hidden.delete(index);
    else hidden.add(index);
    store.set({ [key]: hidden });
  };
  return box(store, flip, () => !store.state[key].has(index), [icon, label], count);
}

/** A box that changes the state and follows it, with its label and how many nodes or edges it is about. */
function box(store: Store, flip: (on: boolean) => void, on: () => boolean, label: Child[], count: number): HTMLElement {
  const input = make("input", { type: "checkbox", onchange: () => flip(input.checked) });
  follow(store, () => {
    input.checked = on();
  });
  return make("label", {}, input, ...label, make("small", {}, digits(count)));
}

function sure(store: Store): HTMLElement {
  const set = (): void => store.set({ minConfidence: Math.round(slider.valueAsNumber * 2.55) }, { replace: true });
  const slider = make("input", { type: "range", max: 100, oninput: set });
  const said = make("output");
  follow(store, () => {
    slider.valueAsNumber = Math.round(store.state.minConfidence / 2.55);
    said.textContent = `${slider.value} %`;
  });
  return make("label", {}, "Confidence from", slider, said);
}

function looks(graph: Graph, store: Store): HTMLElement[] {
  const measures = MEASURES.filter(([measure]) => measure !== "betweenness" || graph.meta.measures?.includes(measure));
  const size = choice("Size by", measures, store.state.sizeBy, (sizeBy) => store.set({ sizeBy }));
  const colour = choice(
    "Colour by",
    [
      ["class", "class"],
      ["community", "community"],
    ] as const,
    store.state.colourBy,
    (colourBy) => store.set({ colourBy }),
  );
  follow(store, () => {
    size.querySelector("select")!.value = store.state.sizeBy;
    colour.querySelector("select")!.value = store.state.colourBy;
  });
  return [size, colour];
}

function hubs(graph: Graph, store: Store): HTMLElement {
  const generic = graph.flags.reduce((sum, flags) => sum + Number((flags & GENERIC) > 0), 0);
  return box(
    store,
    (hideGeneric) => store.set({ hideGeneric }),
    () => store.state.hideGeneric,
    ["Hide generic hubs"],
    generic,
  );
}

function follow(store: Store, show: () => void): void {
  store.subscribe(show);
  show();
}
