// When the papers of the graph were published, and a brush that shows only some years.

import { button, count, make, quiet } from "./dom";
import type { Mount } from "./drawing";
import type { Graph } from "./graph";
import { isA, year } from "./node";

interface Span {
  first: number;
  last: number;
  /** Papers by year. */
  counts: Map<number, number>;
  undated: number;
}

type Choose = (from: number, to: number) => void;

const STEP = 700; // milliseconds a year is shown when playing

export const mountTime: Mount = (root, graph, store) => {
  const span = spanOf(graph);
  const { first, last, undated } = span;
  if (!span.counts.size) return root.append(quiet(`${count(undated, "paper")} without a date.`));
  const chosen = (): [number, number] => [
    Math.max(first, store.state.from ?? first),
    Math.min(last, store.state.to ?? last),
  ];
  // The whole span is no choice: it shows papers without a date too.
  const choose: Choose = (from, to) =>
    store.set(from <= first && to >= last ? { from: null, to: null } : { from, to }, { replace: true });
  const low = handle("From year", span, (from) => choose(from, Math.max(from, chosen()[1])));
  const high = handle("To year", span, (to) => choose(Math.min(to, chosen()[0]), to));
  const chart = bars(span, choose);
  const said = make("p", { role: "status" });
  const all = button("All years", () => choose(first, last));
  const show = (): void => {
    const [from, to] = chosen();
    [low.valueAsNumber, high.valueAsNumber] = [from, to];
    [...chart.children].forEach((bar, at) => bar.classList.toggle("out", first + at < from || first + at > to));
    all.hidden = store.state.from === null && store.state.to === null;
    said.textContent = words(span, from, to, all.hidden);
  };
  store.subscribe(show);
  show();
  root.style.setProperty("--years", String(last - first + 1));
  root.append(
    make("div", { className: "chart" }, chart, low, high),
    make("div", { className: "spoken" }, player(span, chosen, choose), said, all),
  );
};

function spanOf(graph: Graph): Span {
  const counts = new Map<number, number>();
  let undated = 0;
  for (let node = 0; node < graph.count; node++) {
    if (!isA(graph, node, "Paper")) continue;
    const when = year(graph.date[node]);
    if (when) counts.set(when, (counts.get(when) ?? 0) + 1);
    else undated++;
  }
  return { first: Math.min(...counts.keys()), last: Math.max(...counts.keys()), counts, undated };
}

function words({ counts, undated }: Span, from: number, to: number, whole: boolean): string {
  const within = [...counts].reduce((sum, [each, papers]) => sum + (each >= from && each <= to ? papers : 0), 0);
  const without = undated ? `; ${undated} without a date${whole ? "" : ", not shown"}` : "";
  return `${from === to ? from : `${from}–${to}`}: ${count(within, "paper")}${without}`;
}

function handle(label: string, { first, last }: Span, change: (year: number) => void): HTMLInputElement {
  const input = make("input", {
    type: "range",
    min: first,
    max: last,
    "aria-label": label,
    oninput: () => change(input.valueAsNumber),
  });
  return input;
}

/** A bar a year; drawing a finger or the mouse over them chooses years. */
function bars({ first, last, counts }: Span, choose: Choose): HTMLElement {
  const highest = Math.max(...counts.values());
  const chart = make("div", { className: "bars", "aria-hidden": "true" });
  for (let each = first; each <= last; each++) {
    const papers = counts.get(each) ?? 0;
    const bar = make("div", { title: `${each}: ${count(papers, "paper")}` });
    bar.style.setProperty("--share", String(papers / highest));
    chart.append(bar);
  }
  let start: number | null = null;
  const at = (event: PointerEvent): number => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(last, Math.max(first, first + Math.floor(((event.clientX - left) / width) * (last - first + 1))));
  };
  const brush = (event: PointerEvent): void => {
    if (start !== null) choose(Math.min(start, at(event)), Math.max(start, at(event)));
  };
  chart.onpointerdown = (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
    brush(event);
  };
  chart.onpointermove = brush;
  chart.onlostpointercapture = () => (start = null);
  return chart;
}

/** Lets the last year shown grow from the first; who wants less motion goes on a year with each press. */
function player({ first, last }: Span, chosen: () => [number, number], choose: Choose): HTMLButtonElement {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let timer = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    play.textContent = still ? "Next year" : "▶ Play";
  };
  const step = (): void => {
    const [from, to] = chosen();
    choose(from, to >= last ? Math.max(first, from) : to + 1);
    if (to + 1 === last) stop();
  };
  const play = button("", () => {
    if (still) return step();
    if (timer) return stop();
    timer = setInterval(step, STEP);
    play.textContent = "❚❚ Pause";
    step();
  });
  stop();
  return play;
}
