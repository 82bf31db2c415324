// When the papers of the graph were published, and a brush that shows only some years.

import { byId, count, make, quiet } from "./dom";
import * as graph from "./graph";
import { calm } from "./motion";
import { year } from "./node";
import { floor, max, min } from "./numbers";
import * as store from "./state";

const STEP = 700; // milliseconds a year is shown when playing

/** Papers by year; those without a date are of year 0. */
const counts = new Map<number, number>();
const PAPER = graph.classNamed("Paper");
graph.date.forEach((date, node) => {
  if (graph.type[node] === PAPER) counts.set(year(date), (counts.get(year(date)) ?? 0) + 1);
});
const undated = counts.get(0) ?? 0;
counts.delete(0);
const first = min(...counts.keys());
const last = max(...counts.keys());

const chosen = (): [from: number, to: number] => [max(first, store.state.from ?? first), min(last, store.state.to ?? last)];

/** The whole span is no choice: it shows papers without a date too. */
const choose = (from: number, to: number): void => store.set(from <= first && to >= last ? { from: null, to: null } : { from, to }, true);

export function mountTime(): void {
  const root = byId("time");
  if (!counts.size) return root.replaceChildren(quiet(`${count(undated, "paper")} without a date.`));
  const chart = root.querySelector<HTMLElement>(".bars")!;
  const [low, high] = root.querySelectorAll("input");
  const [play, all] = root.querySelectorAll("button");
  for (const handle of [low, high]) Object.assign(handle, { "min": first, "max": last });
  low.oninput = () => choose(low.valueAsNumber, max(low.valueAsNumber, chosen()[1]));
  high.oninput = () => choose(min(high.valueAsNumber, chosen()[0]), high.valueAsNumber);
  all.onclick = () => choose(first, last);
  drawBars(chart);
  mountPlayer(play);
  root.style.setProperty("--years", String(last - first + 1));
  store.follow(() => {
    const [from, to] = chosen();
    [low.valueAsNumber, high.valueAsNumber] = [from, to];
    [...chart.children].forEach((bar, at) => bar.classList.toggle("out", first + at < from || first + at > to));
    all.hidden = (store.state.from ?? store.state.to) === null;
    root.querySelector("p")!.textContent = words(from, to, all.hidden);
  });
}

function words(from: number, to: number, whole: boolean): string {
  const within = [...counts].reduce((sum, [each, papers]) => sum + (each >= from && each <= to ? papers : 0), 0);
  const without = undated ? `; ${undated} without a date${whole ? "" : ", not shown"}` : "";
  return `${from === to ? from : `${from}–${to}`}: ${count(within, "paper")}${without}`;
}

/** A bar a year; drawing a finger or the mouse over them chooses years. */
function drawBars(chart: HTMLElement): void {
  const highest = max(...counts.values());
  for (let each = first; each <= last; each++) {
    const papers = counts.get(each) ?? 0;
    const bar = make("div", { title: `${each}: ${count(papers, "paper")}` });
    bar.style.setProperty("--share", String(papers / highest));
    chart.append(bar);
  }
  let start: number | null = null;
  const at = (event: PointerEvent): number => {
    const { left, width } = chart.getBoundingClientRect();
    return min(last, max(first, first + floor(((event.clientX - left) / width) * (last - first + 1))));
  };
  const brush = (event: PointerEvent): void => {
    if (start !== null) choose(min(start, at(event)), max(start, at(event)));
  };
  chart.onpointerdown = (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
    brush(event);
  };
  chart.onpointermove = brush;
  chart.onlostpointercapture = () => (start = null);
}

/** Lets the last year shown grow from the first; who wants less motion goes on a year with each press. */
function mountPlayer(play: HTMLElement): void {
  const still = calm.matches;
  let timer = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    play.textContent = still ? "Next year" : "▶ Play";
  };
  const step = (): void => {
    const [from, to] = chosen();
    choose(from, to >= last ? max(first, from) : to + 1);
    if (to + 1 === last) stop();
  };
  play.onclick = () => {
    if (still) return step();
    if (timer) return stop();
    timer = setInterval(step, STEP);
    play.textContent = "❚❚ Pause";
    step();
  };
  stop();
}
