// The names of all nodes as they are looked through and sorted: without capitals and accents, in one text.

import * as graph from "./graph";
import { min } from "./numbers";
import { inSlices } from "./slices";

export interface Names {
  /** All names, each with a line end. */
  text: string;
  /** Where each name begins in the text, and the end of the last. */
  starts: Uint32Array;
  /** Whose name it is. */
  node: Uint32Array;
  /** 0 for labels, 1 and up for aliases, `INITIALS` for the first letters of a label's words. */
  alias: Uint8Array;
  /** The letters of every name, as bits. */
  letters: Uint32Array;
  /** Names before this one are short enough to be compared letter by letter; quotes of claims stand behind. */
  typed: number;
  /** The labels of nodes. */
  labels: string[];
}

export const INITIALS = 255;
const END = "\n";
const WORDS = 6; // of a label that may be called by its initials

const SEPARATORS = /[ \-_/‐-―]+/g;
const MARKS = /\p{M}+/gu;
const PLAIN = /^[\0-\x7f]*$/;

/** Lower case without accents; what separates words is one space. */
const folded = (text: string): string => (PLAIN.test(text) ? text : text.normalize("NFKD").replace(MARKS, "")).toLowerCase().replace(SEPARATORS, " ");

export const normal = (text: string): string => folded(text).trim();

let made: Promise<Names> | undefined;

/** The names of all nodes; the first call makes them, a slice of time after the other. */
export const names = (): Promise<Names> => (made ??= make());

async function make(): Promise<Names> {
  const [labels, aliases] = [graph.labelLines, graph.aliasLines].map(graph.split);
  const all: string[] = [];
  const node: number[] = [];
  const alias: number[] = [];
  const letters: number[] = [];
  const quotes: number[] = [];
  const add = (name: string, of: number, which: number): void => {
    all.push(name);
    node.push(of);
    alias.push(which);
  };
  const typed = (name: string, of: number, which: number): void => {
    add(name, of, which);
    letters.push(lettersOf(name));
  };
  const claim = graph.classNamed("Claim");
  await inSlices(graph.count, (at) => {
    labels[at] = folded(labels[at]);
    if (graph.type[at] === claim) return void quotes.push(at);
    typed(labels[at], at, 0);
    const words = labels[at].split(" ", WORDS + 1);
    if (words.length > 1 && words.length <= WORDS) typed(words.map((word) => word[0]).join(""), at, INITIALS);
    if (aliases[at]) aliases[at].split("\t").slice(0, INITIALS - 1).forEach((name, place) => typed(folded(name), at, place + 1));
  });
  quotes.forEach((at) => add(labels[at], at, 0));
  const starts = new Uint32Array(all.length + 1);
  all.forEach((name, at) => (starts[at + 1] = starts[at] + name.length + 1));
  all.push(""); // for a line end after the last
  return {
    text: all.join(END), starts, labels, typed: letters.length,
    node: Uint32Array.from(node), alias: Uint8Array.from(alias), letters: Uint32Array.from(letters),
  };
}

/** Which of 32 kinds of letters a text has. */
export function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

/** Calls `visit` with each name that holds a text, as long as it returns true; a name is visited once. */
export function holding({ text, starts }: Names, wanted: string, visit: (name: number) => boolean): void {
  let name = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, starts[name + 1])) {
    name = holder(starts, at);
    if (!visit(name)) return;
  }
}

/** The name that holds a place of the text. */
function holder(starts: Uint32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}

const BEGINNING = 6; // letters that are compared as one number

/** The place of every node when they are sorted by their labels, from 1. */
export function alphabetical({ labels }: Names): Uint32Array {
  const beginnings = Float64Array.from(labels, beginning);
  const order = Uint32Array.from(labels.keys());
  order.sort((one, two) => beginnings[one] - beginnings[two] || (labels[one] < labels[two] ? -1 : Number(labels[one] > labels[two])));
  const places = new Uint32Array(order.length);
  order.forEach((node, place) => (places[node] = place + 1));
  return places;
}

/** The first letters of a text as a number that sorts as they do; it ends at the first letter that is not of Latin-1. */
function beginning(text: string): number {
  let sum = 0;
  let end = false;
  for (let at = 0; at < BEGINNING; at++) {
    const code: number = end || at >= text.length ? 0 : min(255, text.charCodeAt(at));
    end ||= code === 255;
    sum = sum * 256 + code;
  }
  return sum;
}
