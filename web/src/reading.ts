// A paper and a claim as they were read: the abstract with its mentions, the parts of a claim, what others say to it.

import { later, make, percent, quiet, some, type Child } from "./dom";
import { marked, open, source } from "./evidence";
import { between, list } from "./description";
import type { Claim, Graph, Mention, PaperText, Result } from "./graph";
import { coloured, isA, named, paperOf, relationsNamed, tones } from "./node";
import { groups, strength, tonesOf } from "./relations";
import type { Store } from "./state";

// Not by colour alone: each class has its own underline.
const UNDERLINES = ["solid", "solid", "double", "dashed", "dotted", "wavy"];
const CLAIMS = 20;

export function paper(graph: Graph, store: Store, node: number): Child[] {
  return [
    later(open(graph, node), ({ text }) => [
      about(text),
      ...abstract(graph, store, text),
      ...claims(graph, store, text),
    ]),
  ];
}

function about(text: PaperText): HTMLElement {
  const others = text.authorCount - text.authors.length;
  const authors = text.authors.join(", ") + (text.authors.length && others > 0 ? ` and ${others} more` : "");
  return list([
    ["Authors", [authors]],
    ["Venue", [text.venue]],
  ]);
}

function abstract(graph: Graph, store: Store, text: PaperText): HTMLElement[] {
  const end = Array.from(text.text).length;
  const inTitle = text.mentions.some(([start]) => start < text.abstract);
  const part = (span: [number, number]): Child[] =>
    marked(text, span, text.mentions, (surface, mention) => mentioned(graph, store, surface, mention));
  return [
    make("h3", {}, "Abstract"),
    make(
      "div",
      { className: "text" },
      inTitle && make("p", {}, ...part([0, text.abstract])),
      make("p", {}, ...part([text.abstract, end])),
    ),
  ];
}

function mentioned(graph: Graph, store: Store, surface: string, [, , node, role, confidence]: Mention): HTMLElement {
  const name = named(graph, store, node, surface);
  const type = graph.type[node];
  name.className = "mention";
  name.title = `${graph.classes[type].label}: ${graph.label(node)} (${role}, confidence ${percent(confidence)})`;
  name.replaceChildren(surface);
  name.style.textDecorationStyle = UNDERLINES[type % UNDERLINES.length];
  return coloured(name, graph, type);
}

function claims(graph: Graph, store: Store, text: PaperText): Child[] {
  if (!text.claims.length) return [];
  const row = (claim: Claim): Child[] => [
    named(graph, store, claim.node),
    quiet(`${claim.type}, ${claim.relation}, ${percent(claim.confidence)} `, ...tones(claim.hedged, claim.negative)),
  ];
  return [make("h3", {}, "Claims"), some(text.claims, CLAIMS, row)];
}

export function claim(graph: Graph, store: Store, node: number): Child[] {
  const paper = paperOf(graph, node);
  const rivals = relationsNamed(graph, "supports", "contradicts");
  const of = (keep: (edge: number) => boolean): ReturnType<typeof groups> => groups(graph, node, keep);
  const parts = of((edge) => graph.head[edge] === node && !rivals.has(graph.relation[edge]));
  const ends = (edges: number[]): Child[] => between(edges.map((edge) => named(graph, store, graph.tail[edge])));
  return [
    make("blockquote", {}, make("bdi", {}, graph.label(node))),
    paper !== null &&
      later(open(graph, paper), ({ text, rules }) => [
        source(graph, store, paper, text.date),
        ...read(
          text.claims.find((each) => each.node === node),
          rules,
        ),
      ]),
    list(parts.map(({ heading, edges }) => [heading, ends(edges)])),
    ...of((edge) => rivals.has(graph.relation[edge])).flatMap(({ heading, edges }) => [
      make("h3", {}, heading),
      some(edges, CLAIMS, (edge) => rival(graph, store, edge, graph.other(edge, node))),
    ]),
  ];
}

/** A claim that agrees or disagrees: its quote, its paper, how sure the pair is. */
function rival(graph: Graph, store: Store, edge: number, other: number): Child[] {
  const paper = isA(graph, other, "Claim") ? paperOf(graph, other) : null;
  const quote = make("blockquote", {}, named(graph, store, other), ...tonesOf(graph, other));
  return [quote, paper !== null && named(graph, store, paper), quiet(strength(graph, edge))];
}

function read(claim: Claim | undefined, rules: string[]): Child[] {
  if (!claim) return [];
  const how = `${claim.type}, ${claim.relation} · ${rules[claim.rule]} · confidence ${percent(claim.confidence)}`;
  return [quiet(how), claim.results.length > 0 && results(claim.results)];
}

const COLUMNS = ["metric", "value", "unit", "dataset", "baseline", "direction"] as const;

function results(all: readonly Result[]): HTMLElement {
  const columns = COLUMNS.filter((name) => all.some((result) => result[name]));
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
  const rows = all.map((result) => make("tr", {}, ...columns.map((name) => make("td", {}, result[name]))));
  return make("table", {}, make("caption", {}, "Results"), make("thead", {}, head), make("tbody", {}, ...rows));
}
