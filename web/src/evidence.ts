// The sentences behind an edge, with the words marked that the rule went by.

import { aria, button, later, make, percent, quiet, some, type Child } from "./dom";
import * as graph from "./graph";
import type { Evidence, Mark, PaperText } from "./graph";
import { named, tones } from "./node";

/** The text from start to end, in which `wrap` makes an element of every mark that does not overlap the one before. */
export function marked<M extends Mark | readonly [number, number, ...unknown[]]>(
  { text }: PaperText,
  [start, end]: Mark,
  marks: readonly M[],
  wrap: (text: string, mark: M) => Child,
): Child[] {
  const characters = [...text]; // by code points, which is what offsets count
  const part = (from: number, to: number): string => characters.slice(from, to).join("");
  const pieces: Child[] = [];
  let at = start;
  for (const mark of [...marks].sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const [from, to] = mark;
    if (from < at || to > end) continue;
    pieces.push(part(at, from), wrap(part(from, to), mark));
    at = to;
  }
  return [...pieces, part(at, end)];
}

/** A text of the page's blocks, and the names of rules that it gives by index. */
export async function open(paper: number): Promise<{ text: PaperText; rules: string[] }> {
  const { papers, rules } = await graph.texts(graph.block[paper]);
  return { text: papers[paper], rules };
}

/** The paper of a quote: its name, which focuses it, and its date. */
export const source = (paper: number, date: string | null): HTMLElement => make("p.source", named(paper), make("span", date ?? "no date"));

const QUOTES = 5;

/** All sentences that say an edge, paper by paper; each is read when it is shown. */
export function evidence(edge: number): HTMLElement {
  const papers = graph.papersOf(edge);
  const left = graph.weight[edge] - papers.length;
  return make(
    "div.evidence",
    some(papers, QUOTES, (paper) => [later(open(paper), ({ text, rules }) => quotes(edge, paper, text, rules))]),
    left > 0 && quiet(`${left} more say so in papers that this page does not carry.`),
  );
}

function quotes(edge: number, paper: number, text: PaperText, rules: string[]): Child[] {
  const pieces = text.evidence.filter(([said]) => said === edge).sort((one, other) => one[1] - other[1]);
  const itself = paper === graph.head[edge];
  return [...pieces.flatMap((piece) => said(text, rules, piece)), !itself && source(paper, text.date)];
}

function said(text: PaperText, rules: string[], [, start, end, rule, confidence, flags, marks]: Evidence): Child[] {
  const how = `${rules[rule]} · confidence ${percent(confidence)}`;
  const words = marked(text, [start, end], marks, (words) => make("mark", words));
  return [make("blockquote", ...words, make("footer", how, ...tones((flags & 1) > 0, (flags & 2) > 0)))];
}

/** A button that opens the evidence of edges below it, and the place where it opens. */
export function unfolding(edges: number[], text: string): [HTMLButtonElement, HTMLElement] {
  const place = make("div", { hidden: true });
  const unfold = (): void => {
    if (!place.hasChildNodes()) place.append(...edges.map(evidence));
    place.hidden = !place.hidden;
    aria(toggle, "expanded", !place.hidden);
  };
  const toggle = button(text, unfold, { className: "unfold", "aria-expanded": false });
  return [toggle, place];
}
