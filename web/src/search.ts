// Search over the names of all nodes: words in any order first, then what differs by a slip of typing.

import type { Graph, Hit } from "./graph";

/** All names, normalised, in one text; `starts` are their places in it. */
interface Index {
  text: string;
  starts: Uint32Array;
  node: Uint32Array;
  /** 0 for labels, 1 and up for aliases, `INITIALS` for the first letters of a label's words. */
  alias: Uint8Array;
  /** The letters of every name, as bits. */
  letters: Uint32Array;
  /** Names before this one are short enough to be compared letter by letter. */
  typed: number;
}

const END = "\n";
const INITIALS = 255;
const WORDS = 6; // of a label that may be called by its initials
const LONGEST = 31; // letters compared by one 32-bit word
const CANDIDATES = 400;

/** `labels` and `aliases` are those of all nodes, a line each. */
export function search(graph: Graph, labels: string, aliases: string): Graph["find"] {
  const index = indexed(graph, folded(labels).split(END), folded(aliases).split(END));
  return (text, limit) => {
    const query = normal(text);
    if (!query) return [];
    const best = new Map<number, { hit: Hit; score: number }>();
    const offer = (name: number, score: number): void => {
      const node = index.node[name];
      if ((best.get(node)?.score ?? Infinity) <= score) return;
      const alias = index.alias[name];
      best.set(node, { hit: { node, alias: alias === 0 || alias === INITIALS ? null : graph.aliases(node)[alias - 1] }, score });
    };
    containing(index, query, offer);
    if (best.size < limit && query.length > 3) resembling(index, query, offer);
    const order = [...best.values()].sort((one, two) => one.score - two.score || one.hit.node - two.hit.node);
    return order.slice(0, limit).map(({ hit }) => hit);
  };
}

const SEPARATORS = /[ \-_/‐-―]+/g;
const MARKS = /\p{M}+/gu;

/** Lower case without accents; what separates words is one space. */
const folded = (text: string): string => text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(SEPARATORS, " ");

export const normal = (text: string): string => folded(text).trim();

/** Names of all nodes; quotes of claims stand last. */
function indexed(graph: Graph, labels: string[], aliases: string[]): Index {
  const names: string[] = [];
  const node: number[] = [];
  const alias: number[] = [];
  const add = (name: string, of: number, which: number): void => {
    names.push(name);
    node.push(of);
    alias.push(which);
  };
  const claim = graph.classes.findIndex(({ name }) => name === "Claim");
  for (let at = 0; at < graph.count; at++) {
    if (graph.type[at] === claim) continue;
    add(labels[at], at, 0);
    const words = labels[at].split(" ", WORDS + 1);
    if (words.length > 1 && words.length <= WORDS) add(words.map((word) => word[0]).join(""), at, INITIALS);
    if (aliases[at]) aliases[at].split("\t").slice(0, INITIALS - 1).forEach((name, place) => add(name, at, place + 1));
  }
  const typed = names.length;
  for (let at = 0; at < graph.count; at++) if (graph.type[at] === claim) add(labels[at], at, 0);
  const starts = new Uint32Array(names.length + 1);
  names.forEach((name, at) => (starts[at + 1] = starts[at] + name.length + 1));
  return {
    text: names.join(END) + END,
    starts,
    node: Uint32Array.from(node),
    alias: Uint8Array.from(alias),
    letters: Uint32Array.from(names.slice(0, typed), lettersOf),
    typed,
  };
}

/** Which of 32 kinds of letters a text has. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function ones(bits: number): number {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** Names that hold every word of the query: the same name, then those that begin with it, a word of theirs, the rest. */
function containing(index: Index, query: string, offer: (name: number, score: number) => void): void {
  const words = query.split(" ");
  const rarest = words.reduce((one, two) => (two.length > one.length ? two : one));
  let found = 0;
  for (let at = index.text.indexOf(rarest); at >= 0 && found < CANDIDATES; at = index.text.indexOf(rarest, at)) {
    const name = holding(index.starts, at);
    const start = index.starts[name];
    const end = index.starts[name + 1] - 1;
    const text = index.text.slice(start, end);
    if ((index.alias[name] !== INITIALS || text === query) && words.every((word) => text.includes(word))) {
      offer(name, kinship(text, query, words[0]));
      found++;
    }
    at = end;
  }
}

function kinship(text: string, query: string, first: string): number {
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  if (` ${text}`.includes(` ${query}`)) return 2;
  return text.startsWith(first) ? 3 : 4;
}

/** The name that holds a place of the text. */
function holding(starts: Uint32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Names with a part that differs from the query by few letters.
 *
 * All differences are counted at once in the bits of one word: Myers (1999), A fast bit-vector algorithm for
 * approximate string matching, doi:10.1145/316542.316550.
 */
function resembling(index: Index, query: string, offer: (name: number, score: number) => void): void {
  const pattern = query.slice(0, LONGEST);
  const allowed = pattern.length < 6 ? 1 : pattern.length < 12 ? 2 : 3;
  const last = 1 << (pattern.length - 1);
  const has = places(pattern);
  const wanted = lettersOf(pattern);
  for (let name = 0; name < index.typed; name++) {
    if (ones(wanted & ~index.letters[name]) > allowed || index.alias[name] === INITIALS) continue;
    const end = index.starts[name + 1] - 1;
    let [more, less, distance, least] = [-1, 0, pattern.length, pattern.length];
    for (let at = index.starts[name]; at < end; at++) {
      const code = index.text.charCodeAt(at);
      const equal = code < 128 ? has[code] : 0;
      const diagonal = (((equal & more) + more) ^ more) | equal | less;
      let up = less | ~(diagonal | more);
      let down = more & diagonal;
      if (up & last) distance++;
      else if (down & last) distance--;
      up <<= 1;
      down <<= 1;
      more = down | ~(diagonal | up);
      less = up & diagonal;
      if (distance < least) least = distance;
    }
    if (least <= allowed) offer(name, 5 + 20 * least + Math.min(19, (end - index.starts[name] - pattern.length) / 10));
  }
}

/** For every ASCII letter its places in the pattern, as bits. */
function places(pattern: string): Int32Array {
  const found = new Int32Array(128);
  for (let at = 0; at < pattern.length; at++) if (pattern.charCodeAt(at) < 128) found[pattern.charCodeAt(at)] |= 1 << at;
  return found;
}
