// A paper and a claim as they were read: the abstract with its mentions, the parts of a claim, what others say to it.

import { between, list } from "./description";
import { column, grid, later, make, percent, quiet, some, type Child } from "./dom";
import { marked, open, source } from "./evidence";
import * as graph from "./graph";
import type { Claim, Mention, PaperText, Result } from "./graph";
import { coloured, isA, named, paperOf, relates, tones } from "./node";
import { groups, strength, tonesOf } from "./relations";

// Not by colour alone: each class has its own underline.
const UNDERLINES = ["solid", "solid", "double", "dashed", "dotted", "wavy"];
const CLAIMS = 20;

export function paper(node: number): Child[] {
  return [later(open(node), ({ text }) => [about(text), ...abstract(text), ...claims(text)])];
}

function about(text: PaperText): HTMLElement {
  const others = text.authorCount - text.authors.length;
  const authors = text.authors.join(", ") + (text.authors.length && others > 0 ? ` and ${others} more` : "");
  return list([
    ["Authors", [authors]],
    ["Venue", [text.venue]],
  ]);
}

function abstract(text: PaperText): HTMLElement[] {
  const inTitle = text.mentions.some(([start]) => start < text.abstract);
  const part = (span: [number, number]): Child[] =>
    marked(text, span, text.mentions, (surface, mention) => mentioned(surface, mention));
  return [
    make("h3", "Abstract"),
    make("div.text", inTitle && make("p", ...part([0, text.abstract])), make("p", ...part([text.abstract, Infinity]))),
  ];
}

function mentioned(surface: string, [, , node, role, confidence]: Mention): HTMLElement {
  const name = named(node, surface);
  const type = graph.type[node];
  name.className = "mention";
  name.title = `${graph.classes[type].label}: ${graph.label(node)} (${role}, confidence ${percent(confidence)})`;
  name.replaceChildren(surface);
  name.style.textDecorationStyle = UNDERLINES[type % UNDERLINES.length];
  return coloured(name, type);
}

function claims(text: PaperText): Child[] {
  if (!text.claims.length) return [];
  const row = (claim: Claim): Child[] => [
    named(claim.node),
    quiet(`${claim.type}, ${claim.relation}, ${percent(claim.confidence)} `, ...tones(claim.hedged, claim.negative)),
  ];
  return [make("h3", "Claims"), some(text.claims, CLAIMS, row)];
}

export function claim(node: number): Child[] {
  const paper = paperOf(node);
  const isRival = (edge: number): boolean => relates(edge, "supports", "contradicts");
  const of = (keep: (edge: number) => boolean): ReturnType<typeof groups> => groups(node, keep);
  const parts = of((edge) => graph.head[edge] === node && !isRival(edge));
  const ends = (edges: number[]): Child[] => between(edges.map((edge) => named(graph.tail[edge])));
  return [
    make("blockquote", make("bdi", graph.label(node))),
    paper !== null &&
      later(open(paper), ({ text, rules }) => [
        source(paper, text.date),
        ...read(
          text.claims.find((each) => each.node === node),
          rules,
        ),
      ]),
    list(parts.map(({ heading, edges }) => [heading, ends(edges)])),
    ...of(isRival).flatMap(({ heading, edges }) => [
      make("h3", heading),
      some(edges, CLAIMS, (edge) => rival(edge, graph.other(edge, node))),
    ]),
  ];
}

/** A claim that agrees or disagrees: its quote, its paper, how sure the pair is. */
function rival(edge: number, other: number): Child[] {
  const paper = isA(other, "Claim") ? paperOf(other) : null;
  const quote = make("blockquote", named(other), ...tonesOf(other));
  return [quote, paper !== null && named(paper), quiet(strength(edge))];
}

function read(claim: Claim | undefined, rules: string[]): Child[] {
  if (!claim) return [];
  const how = `${claim.type}, ${claim.relation} · ${rules[claim.rule]} · confidence ${percent(claim.confidence)}`;
  return [quiet(how), claim.results.length > 0 && results(claim.results)];
}

const COLUMNS = ["metric", "value", "unit", "dataset", "baseline", "direction"] as const;

function results(all: readonly Result[]): HTMLElement {
  const columns = COLUMNS.filter((name) => all.some((result) => result[name]));
  return grid(columns.map((name) => column(name)), all.map((result) => columns.map((name) => make("td", result[name]))), "Results");
}
