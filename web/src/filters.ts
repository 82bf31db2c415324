// What the map shows and how: classes, relations, confidence, hubs that say little, size and colour.

import { byId, digits, make, type Child } from "./dom";
import * as graph from "./graph";
import { sign } from "./node";
import { round } from "./numbers";
import * as store from "./state";
import type { State } from "./state";

export function mountFilters(): void {
  byId("filters").querySelector(".legend")!.append(...classes());
  byId("relations").append(...relations());
  byId("hubs").append(hubs());
  confidence(byId<HTMLInputElement>("sure"));
  if (!graph.hasBetweenness) document.querySelector("option[value=betweenness]")!.remove();
  for (const key of ["sizeBy", "colourBy"] as const) chosen(byId<HTMLSelectElement>(key), key);
}

/** The classes below the map. */
export const mountLegend = (): void => byId("legend").append(...classes());

/** A switch for each class, with how many the whole graph has. */
function classes(): HTMLElement[] {
  const present = [...graph.classes.keys()].filter((type) => graph.meta.counts[graph.classes[type].name]);
  return present.map((type) => {
    const { name, label } = graph.classes[type];
    return switched("hiddenClasses", type, [sign(type), label], graph.meta.counts[name]);
  });
}

function relations(): HTMLElement[] {
  const counts = new Uint32Array(graph.relations.length);
  for (const relation of graph.relation) counts[relation]++;
  const present = [...counts.keys()].filter((relation) => counts[relation]);
  return present.map((relation) => switched("hiddenRelations", relation, [graph.relations[relation].label], counts[relation]));
}

function switched(key: "hiddenClasses" | "hiddenRelations", index: number, label: Child[], count: number): HTMLElement {
  const flip = (): void => {
    const hidden = new Set(store.state[key]);
    if (!hidden.delete(index)) hidden.add(index);
    store.set({ [key]: hidden });
  };
  return box(flip, () => !store.state[key].has(index), label, count);
}

/** A box that changes the state and follows it, with its label and how many nodes or edges it is about. */
function box(flip: () => void, on: () => boolean, label: Child[], count: number): HTMLElement {
  const input = make("input", { type: "checkbox", onchange: flip });
  store.follow(() => void (input.checked = on()));
  return make("label", input, ...label, make("small", digits(count)));
}

function hubs(): HTMLElement {
  const generic = graph.flags.reduce((sum, flags) => sum + (flags & graph.GENERIC), 0);
  const flip = (): void => store.set({ hideGeneric: !store.state.hideGeneric });
  return box(flip, () => store.state.hideGeneric, ["Hide generic hubs"], generic);
}

function confidence(slider: HTMLInputElement): void {
  slider.oninput = () => store.set({ minConfidence: round(slider.valueAsNumber * 2.55) }, true);
  store.follow(() => {
    slider.valueAsNumber = round(store.state.minConfidence / 2.55);
    slider.nextElementSibling!.textContent = `${slider.value} %`;
  });
}

function chosen(select: HTMLSelectElement, key: "sizeBy" | "colourBy"): void {
  select.onchange = () => store.set({ [key]: select.value } as Partial<State>);
  store.follow(() => void (select.value = store.state[key]));
}
