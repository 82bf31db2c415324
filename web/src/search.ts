// Search over the names of all nodes: words in any order first, then what differs by a slip of typing.

import * as graph from "./graph";
import { holding, INITIALS, lettersOf, names, normal, type Names } from "./names";
import { min } from "./numbers";

export interface Hit {
  node: number;
  /** The alias that was found, if it was not the label. */
  alias: string | null;
}

type Offer = (name: number, score: number) => void;

const LONGEST = 31; // letters compared by one 32-bit word
const CANDIDATES = 400;

/** Nodes by label, alias and acronym; small slips of typing are forgiven. The names are made ready even if no text is given. */
export async function find(text: string, limit: number): Promise<Hit[]> {
  const query = normal(text);
  const all = await names();
  if (!query) return [];
  const best = new Map<number, readonly [score: number, alias: number]>();
  const offer: Offer = (name, score) => {
    const node = all.node[name];
    if ((best.get(node)?.[0] ?? Infinity) > score) best.set(node, [score, all.alias[name]]);
  };
  containing(all, query, offer);
  if (best.size < limit && query.length > 3) resembling(all, query, offer);
  const order = [...best].sort(([one, [near]], [two, [far]]) => near - far || one - two);
  return order.slice(0, limit).map(([node, [, alias]]) => ({ node, alias: alias && alias !== INITIALS ? graph.aliases(node)[alias - 1] : null }));
}

function ones(bits: number): number {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** Names that hold every word of the query: the same name, then those that begin with it, a word of theirs, the rest. */
function containing(names: Names, query: string, offer: Offer): void {
  const words = query.split(" ");
  const rarest = words.reduce((one, two) => (two.length > one.length ? two : one));
  let found = 0;
  holding(names, rarest, (name) => {
    const text = names.text.slice(names.starts[name], names.starts[name + 1] - 1);
    if ((names.alias[name] === INITIALS && text !== query) || !words.every((word) => text.includes(word))) return true;
    offer(name, kinship(text, query, words[0]));
    return ++found < CANDIDATES;
  });
}

function kinship(text: string, query: string, first: string): number {
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  if (` ${text}`.includes(` ${query}`)) return 2;
  return text.startsWith(first) ? 3 : 4;
}

/**
 * Names with a part that differs from the query by few letters.
 *
 * All differences are counted at once in the bits of one word: Myers (1999), A fast bit-vector algorithm for
 * approximate string matching, doi:10.1145/316542.316550.
 */
function resembling(names: Names, query: string, offer: Offer): void {
  const pattern = query.slice(0, LONGEST);
  const allowed = pattern.length < 6 ? 1 : pattern.length < 12 ? 2 : 3;
  const last = 1 << (pattern.length - 1);
  const has = places(pattern);
  const wanted = lettersOf(pattern);
  for (let name = 0; name < names.typed; name++) {
    if (ones(wanted & ~names.letters[name]) > allowed || names.alias[name] === INITIALS) continue;
    const end = names.starts[name + 1] - 1;
    let [more, less, distance, least] = [-1, 0, pattern.length, pattern.length];
    for (let at = names.starts[name]; at < end; at++) {
      const code = names.text.charCodeAt(at);
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
    if (least <= allowed) offer(name, 5 + 20 * least + min(19, (end - names.starts[name] - pattern.length) / 10));
  }
}

/** For every ASCII letter its places in the pattern, as bits. */
function places(pattern: string): Int32Array {
  const found = new Int32Array(128);
  for (let at = 0; at < pattern.length; at++) if (pattern.charCodeAt(at) < 128) found[pattern.charCodeAt(at)] |= 1 << at;
  return found;
}
