// Answers about one entity: what was tried on it, what beats it, who introduced it, the results that claims report.

import { later, make, percent, some, type Child } from "./dom";
import { evidence, open, unfolding } from "./evidence";
import * as graph from "./graph";
import type { Result } from "./graph";
import { day, isA, named, paperOf, relates, strongest, trust, year } from "./node";
import { min } from "./numbers";
import { strength } from "./relations";
import { numberIn, sheet, type Column } from "./sheet";
import { visibleEdge } from "./sieve";

const NOTHING = "Nothing that this graph was read from.";
const none = (text: string): Child[] => [make("p", text)];

/** The edges of a node of those relations that the filters let through. */
function edgesOf(node: number, ...names: string[]): number[] {
  return [...graph.edgesOf(node)].filter((edge) => relates(edge, ...names) && visibleEdge(edge));
}

interface Trial {
  method: number;
  how: Set<string>;
  edges: Set<number>;
  papers: Set<number>;
}

/** Methods tried on a dataset or task, those in most papers first. */
export function triedOn([node]: number[]): Child[] {
  const rows = trials(node);
  const first = ({ papers }: Trial): number | null => {
    const earliest = min(...[...papers].map((paper) => graph.date[paper] || Infinity));
    return earliest < Infinity ? year(earliest) : null;
  };
  const evidence = ({ edges, papers }: Trial): Child[] => unfolding([...edges], String(papers.size));
  const columns: Column<Trial>[] = [
    { name: "Method", value: ({ method }) => graph.label(method), show: ({ method }) => [named(method)] },
    { name: "How", value: ({ how }) => [...how].join(", ") },
    { name: "First year", value: first },
    { name: "Papers", value: ({ papers }) => papers.size, show: evidence },
  ];
  return rows.length ? [sheet(`Tried on ${graph.label(node)}`, columns, rows, "tried.csv")] : none(NOTHING);
}

/** By relation, and by claims about a method there. */
function trials(node: number): Trial[] {
  const found = new Map<number, Trial>();
  const add = (method: number, how: string, edge: number): void => {
    if (!isA(method, "Method")) return;
    const trial = found.get(method) ?? { method, how: new Set(), edges: new Set(), papers: new Set() };
    trial.how.add(how);
    trial.edges.add(edge);
    graph.papersOf(edge).forEach((paper) => trial.papers.add(paper));
    found.set(method, trial);
  };
  for (const edge of edgesOf(node, "evaluatedOn", "trainedOn", "usedFor")) {
    if (graph.tail[edge] === node) add(graph.head[edge], graph.relationOf(edge).label, edge);
  }
  for (const edge of edgesOf(node, "onDataset", "onTask")) {
    for (const part of edgesOf(graph.head[edge], "about", "object")) add(graph.tail[part], "claim", edge);
  }
  return [...found.values()].sort((one, other) => other.papers.size - one.papers.size || one.method - other.method);
}

const SHOWN = 10;

/** What outperforms a thing, and what it outperforms, with the sentences that say so. */
export function beats([node]: number[]): Child[] {
  const edges = strongest(edgesOf(node, "outperforms"));
  const item = (edge: number): Child[] => [named(graph.other(edge, node)), ` ${strength(edge)}`, evidence(edge)];
  const list = (text: string, end: Uint32Array): Child[] => {
    const mine = edges.filter((edge) => end[edge] === node);
    return [make("h3", text), mine.length ? some(mine, SHOWN, item) : make("p", NOTHING)];
  };
  const label = graph.label(node);
  return [...list(`What outperforms ${label}`, graph.tail), ...list(`What ${label} outperforms`, graph.head)];
}

/** Papers that introduce a thing, the earliest first, those without a date last. */
export function introducedBy([node]: number[]): Child[] {
  const when = (edge: number): number => graph.date[graph.head[edge]] || Infinity;
  const edges = edgesOf(node, "introduces").sort((one, other) => when(one) - when(other) || one - other);
  if (!edges.length) return none("No paper of this graph says that it introduces it.");
  const entry = (edge: number): Child[] => {
    const date = day(graph.date[graph.head[edge]]) || "no date";
    return [make("span.quiet", `${date} `), named(graph.head[edge]), " ", ...unfolding([edge], percent(trust(edge)))];
  };
  return [some(edges, SHOWN, entry)];
}

interface Reported extends Result {
  subject: string | null;
  claim: number;
  paper: number;
}

/** Every result that claims report of a thing; on a dataset only those that are not said to be on another one. */
export function resultsOf([node]: number[]): Child[] {
  const claims = new Set(edgesOf(node, "onDataset", "onTask", "about", "object", "byMetric").map((edge) => graph.head[edge]));
  const names = new Set([graph.label(node), ...graph.aliases(node)].map((name) => name.toLowerCase()));
  const here = ({ value, dataset }: Result): boolean =>
    value !== null && (!isA(node, "Dataset") || dataset === null || names.has(dataset.toLowerCase()));
  const read = [...claims].map(reported);
  return [
    later(Promise.all(read), (found) => {
      const rows = found.flat().filter(here);
      return rows.length
        ? [sheet(`Results: ${graph.label(node)}`, COLUMNS, rows, "results.csv")]
        : none("No claim of this graph reports a number here.");
    }),
  ];
}

async function reported(node: number): Promise<Reported[]> {
  const paper = paperOf(node);
  if (paper === null) return [];
  const claim = (await open(paper)).text.claims.find((each) => each.node === node);
  const only = claim?.datasets.length === 1 ? claim.datasets[0] : null;
  return (claim?.results ?? []).map((result) => ({
    ...result,
    dataset: result.dataset ?? only,
    subject: claim?.subject ?? null,
    claim: node,
    paper,
  }));
}

const COLUMNS: readonly Column<Reported>[] = [
  { name: "Metric", value: ({ metric }) => metric },
  { name: "Value", value: ({ value, direction }) => [value, direction].filter(Boolean).join(" "), key: ({ value }) => numberIn(value) },
  { name: "Method", value: ({ subject }) => subject },
  { name: "Dataset", value: ({ dataset }) => dataset },
  { name: "Against", value: ({ baseline }) => baseline },
  { name: "Paper", value: ({ paper }) => graph.label(paper), show: ({ paper }) => [named(paper)] },
  { name: "Date", value: ({ paper }) => day(graph.date[paper]) },
  { name: "Claim", value: ({ claim }) => graph.label(claim), show: ({ claim }) => [named(claim, "sentence")] },
];
