// The sentences behind an edge, with the words marked that the rule went by.

import { button, later, make, percent, quiet, some, type Child } from "./dom";
import type { Evidence, Graph, Mark, PaperText } from "./graph";
import { named, tones } from "./node";
import type { Store } from "./state";

const characters = new WeakMap<PaperText, string[]>();

/** The text of a paper by code points, which is what offsets count. */
export function textOf(paper: PaperText): string[] {
  let text = characters.get(paper);
  if (!text) characters.set(paper, (text = Array.from(paper.text)));
  return text;
}

/** The text from start to end, in which `wrap` makes an element of every mark that does not overlap the one before. */
export function marked<M extends Mark | readonly [number, number, ...unknown[]]>(
  paper: PaperText,
  [start, end]: Mark,
  marks: readonly M[],
  wrap: (text: string, mark: M) => Child,
): Child[] {
  const text = textOf(paper);
  const pieces: Child[] = [];
  let at = start;
  for (const mark of [...marks].sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    if (mark[0] < at || mark[1] > end) continue;
    pieces.push(text.slice(at, mark[0]).join(""), wrap(text.slice(mark[0], mark[1]).join(""), mark));
    at = mark[1];
  }
  pieces.push(text.slice(at, end).join(""));
  return pieces;
}

/** A text of the page's blocks, and the names of rules that it gives by index. */
export async function open(graph: Graph, paper: number): Promise<{ text: PaperText; rules: string[] }> {
  const { papers, rules } = await graph.block_(graph.block[paper]);
  return { text: papers[paper], rules };
}

export function quote(paper: PaperText, span: Mark, marks: readonly Mark[] = []): HTMLElement {
  return make("blockquote", {}, ...marked(paper, span, marks, (text) => make("mark", {}, text)));
}

const sure = (rule: string, confidence: number): string => `${rule} · confidence ${percent(confidence)}`;

/** The paper of a quote: its name, which focuses it, and its date. */
export function source(graph: Graph, store: Store, paper: number, date: string | null): HTMLElement {
  return make("p", { className: "source" }, named(graph, store, paper), make("span", {}, date ?? "no date"));
}

const QUOTES = 5;

/** All sentences that say an edge, paper by paper; each is read when it is shown. */
export function evidence(graph: Graph, store: Store, edge: number): HTMLElement {
  const papers = graph.papersOf(edge);
  const left = graph.weight[edge] - papers.length;
  return make(
    "div",
    { className: "evidence" },
    some(papers, QUOTES, (paper) => [
      later(open(graph, paper), ({ text, rules }) => quotes(graph, store, edge, paper, text, rules)),
    ]),
    left > 0 && quiet(`${left} more say so in papers that this page does not carry.`),
  );
}

function quotes(graph: Graph, store: Store, edge: number, paper: number, text: PaperText, rules: string[]): Child[] {
  const pieces = text.evidence.filter(([said]) => said === edge).sort((one, other) => one[1] - other[1]);
  const itself = paper === graph.head[edge];
  return [...pieces.flatMap((piece) => said(text, rules, piece)), !itself && source(graph, store, paper, text.date)];
}

function said(text: PaperText, rules: string[], [, start, end, rule, confidence, flags, marks]: Evidence): Child[] {
  const how = make("footer", {}, sure(rules[rule], confidence), ...tones((flags & 1) > 0, (flags & 2) > 0));
  const sentence = quote(text, [start, end], marks);
  sentence.append(how);
  return [sentence];
}

/** A button that opens the evidence of edges below it, and the place where it opens. */
export function unfolding(graph: Graph, store: Store, edges: number[], text: string): [HTMLButtonElement, HTMLElement] {
  const place = make("div", { hidden: true });
  const toggle = button(
    text,
    () => {
      if (!place.hasChildNodes()) place.append(...edges.map((edge) => evidence(graph, store, edge)));
      place.hidden = !place.hidden;
      toggle.setAttribute("aria-expanded", String(!place.hidden));
    },
    { className: "unfold", "aria-expanded": "false" },
  );
  return [toggle, place];
}
