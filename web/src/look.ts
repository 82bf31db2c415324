// Colours and sizes of what is drawn, from the style sheet and the reader's wishes.

import * as graph from "./graph";
import { sqrt } from "./numbers";
import type { State } from "./state";

export interface Look {
  background: string;
  text: string;
  quiet: string;
  line: string;
  strong: string;
  disc: string;
  discLine: string;
  font: string;
  colour(node: number): string;
  /** Tint of a community, where colours are by community. */
  tint(community: number): string | null;
  /** How much a node counts beside the greatest, 0 to 1. */
  share(node: number): number;
}

/** Okabe and Ito's eight without black, then four of Tol's that stay apart from them. */
const PALETTE = ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#0072B2", "#B8A800", "#882255", "#44AA99", "#999933", "#AA4499", "#7F8FA6"];

export const dark = matchMedia("(prefers-color-scheme: dark)");

export function look(state: Readonly<State>): Look {
  const style = getComputedStyle(document.documentElement);
  const variable = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const colours = graph.classes.map((item) => (dark.matches ? item.dark : item.colour));
  const top = tops();
  const tint = (community: number): string => PALETTE[top[community] % PALETTE.length];
  const byCommunity = state.colourBy === "community";
  return {
    background: variable("background"),
    text: variable("text"),
    quiet: variable("quiet"),
    line: variable("edge"),
    strong: variable("accent"),
    disc: variable("disc"),
    discLine: variable("disc-line"),
    font: variable("font"),
    colour: byCommunity ? (node) => tint(graph.community[node]) : (node) => colours[graph.type[node]],
    tint: (community) => (byCommunity ? tint(community) : null),
    share: shares(measured(state)),
  };
}

const MEASURES = { "rank": graph.rank, "papers": graph.papers, "degree": graph.degree, "betweenness": graph.betweenness };

export const measured = ({ sizeBy }: Readonly<State>): Float32Array | Uint32Array => MEASURES[sizeBy];

/** Square root of the share of the greatest, so that areas compare. */
function shares(values: Float32Array | Uint32Array): (node: number) => number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most > 0 ? (node) => sqrt(values[node] / most) : () => 0;
}

/** For every community the coarsest that holds it, numbered from 0. */
function tops(): Uint32Array {
  const { level, parent } = graph.communities;
  const top = new Uint32Array(level.length);
  for (let index = 0; index < top.length; index++) top[index] = level[index] ? top[parent[index]] : index;
  return top;
}
