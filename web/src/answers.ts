// Answers about one entity: what was tried on it, what beats it, who introduced it, the results that claims report.

import { later, make, percent, some, type Child } from "./dom";
import { evidence, open, unfolding } from "./evidence";
import type { Graph, Result } from "./graph";
import { day, isA, named, paperOf, relationsNamed, strongest, trust, year } from "./node";
import { strength } from "./relations";
import { numberIn, sheet, type Column } from "./sheet";
import type { Store } from "./state";

const NOTHING = "Nothing that this graph was read from.";
const none = (text: string): Child[] => [make("p", {}, text)];

/** The edges of a node of those relations that the filters let through. */
function edgesOf(graph: Graph, store: Store, node: number, ...names: string[]): number[] {
  const wanted = relationsNamed(graph, ...names);
  return [...graph.edgesOf(node)].filter((edge) => wanted.has(graph.relation[edge]) && store.visibleEdge(edge));
}

interface Trial {
  method: number;
  how: Set<string>;
  edges: Set<number>;
  papers: Set<number>;
}

/** Methods tried on a dataset or task, those in most papers first. */
export function triedOn(graph: Graph, store: Store, [node]: number[]): Child[] {
  const rows = trials(graph, store, node);
  const first = ({ papers }: Trial): number | null => {
    const earliest = Math.min(...[...papers].map((paper) => graph.date[paper] || Infinity));
    return earliest < Infinity ? year(earliest) : null;
  };
  const evidence = ({ edges, papers }: Trial): Child[] => unfolding(graph, store, [...edges], String(papers.size));
  const columns: Column<Trial>[] = [
    { name: "Method", value: ({ method }) => graph.label(method), show: ({ method }) => [named(graph, store, method)] },
    { name: "How", value: ({ how }) => [...how].join(", ") },
    { name: "First year", value: first },
    { name: "Papers", value: ({ papers }) => papers.size, show: evidence },
  ];
  return rows.length ? [sheet(`Tried on ${graph.label(node)}`, columns, rows, "tried.csv")] : none(NOTHING);
}

/** By relation, and by claims about a method there. */
function trials(graph: Graph, store: Store, node: number): Trial[] {
  const found = new Map<number, Trial>();
  const add = (method: number, how: string, edge: number): void => {
    if (!isA(graph, method, "Method")) return;
    const trial = found.get(method) ?? { method, how: new Set(), edges: new Set(), papers: new Set() };
    trial.how.add(how);
    trial.edges.add(edge);
    graph.papersOf(edge).forEach((paper) => trial.papers.add(paper));
    found.set(method, trial);
  };
  for (const edge of edgesOf(graph, store, node, "evaluatedOn", "trainedOn", "usedFor")) {
    if (graph.tail[edge] === node) add(graph.head[edge], graph.relations[graph.relation[edge]].label, edge);
  }
  for (const edge of edgesOf(graph, store, node, "onDataset", "onTask")) {
    for (const part of edgesOf(graph, store, graph.head[edge], "about", "object")) add(graph.tail[part], "claim", edge);
  }
  return [...found.values()].sort((one, other) => other.papers.size - one.papers.size || one.method - other.method);
}

const SHOWN = 10;

/** What outperforms a thing, and what it outperforms, with the sentences that say so. */
export function beats(graph: Graph, store: Store, [node]: number[]): Child[] {
  const edges = strongest(graph, edgesOf(graph, store, node, "outperforms"));
  const list = (text: string, mine: number[]): Child[] => [
    make("h3", {}, text),
    mine.length
      ? some(mine, SHOWN, (edge) => [
          named(graph, store, graph.other(edge, node)),
          ` ${strength(graph, edge)}`,
          evidence(graph, store, edge),
        ])
      : make("p", {}, NOTHING),
  ];
  const label = graph.label(node);
  return [
    ...list(
      `What outperforms ${label}`,
      edges.filter((edge) => graph.tail[edge] === node),
    ),
    ...list(
      `What ${label} outperforms`,
      edges.filter((edge) => graph.head[edge] === node),
    ),
  ];
}

/** Papers that introduce a thing, the earliest first, those without a date last. */
export function introducedBy(graph: Graph, store: Store, [node]: number[]): Child[] {
  const when = (edge: number): number => graph.date[graph.head[edge]] || Infinity;
  const edges = edgesOf(graph, store, node, "introduces").sort((one, other) => when(one) - when(other) || one - other);
  if (!edges.length) return none("No paper of this graph says that it introduces it.");
  const entry = (edge: number): Child[] => {
    const [toggle, place] = unfolding(graph, store, [edge], percent(trust(graph, edge)));
    return [
      make("span", { className: "quiet" }, day(graph.date[graph.head[edge]]) || "no date", " "),
      named(graph, store, graph.head[edge]),
      " ",
      toggle,
      place,
    ];
  };
  return [some(edges, SHOWN, entry)];
}

interface Reported extends Result {
  subject: string | null;
  claim: number;
  paper: number;
}

/** Every result that claims report of a thing; on a dataset only those that are not said to be on another one. */
export function resultsOf(graph: Graph, store: Store, [node]: number[]): Child[] {
  const claims = [
    ...new Set(
      edgesOf(graph, store, node, "onDataset", "onTask", "about", "object", "byMetric").map((edge) => graph.head[edge]),
    ),
  ];
  const names = new Set([graph.label(node), ...graph.aliases(node)].map((name) => name.toLowerCase()));
  const here = ({ value, dataset }: Result): boolean =>
    value !== null && (!isA(graph, node, "Dataset") || dataset === null || names.has(dataset.toLowerCase()));
  const read = claims.map((claim) => reported(graph, claim));
  return [
    later(Promise.all(read), (found) => {
      const rows = found.flat().filter(here);
      return rows.length
        ? [sheet(`Results: ${graph.label(node)}`, columns(graph, store), rows, "results.csv")]
        : none("No claim of this graph reports a number here.");
    }),
  ];
}

async function reported(graph: Graph, node: number): Promise<Reported[]> {
  const paper = paperOf(graph, node);
  if (paper === null) return [];
  const claim = (await open(graph, paper)).text.claims.find((each) => each.node === node);
  const only = claim?.datasets.length === 1 ? claim.datasets[0] : null;
  return (claim?.results ?? []).map((result) => ({
    ...result,
    dataset: result.dataset ?? only,
    subject: claim?.subject ?? null,
    claim: node,
    paper,
  }));
}

function columns(graph: Graph, store: Store): Column<Reported>[] {
  return [
    { name: "Metric", value: ({ metric }) => metric },
    {
      name: "Value",
      value: ({ value, direction }) => [value, direction].filter(Boolean).join(" "),
      key: ({ value }) => numberIn(value),
    },
    { name: "Method", value: ({ subject }) => subject },
    { name: "Dataset", value: ({ dataset }) => dataset },
    { name: "Against", value: ({ baseline }) => baseline },
    { name: "Paper", value: ({ paper }) => graph.label(paper), show: ({ paper }) => [named(graph, store, paper)] },
    { name: "Date", value: ({ paper }) => day(graph.date[paper]) },
    {
      name: "Claim",
      value: ({ claim }) => graph.label(claim),
      show: ({ claim }) => [named(graph, store, claim, "sentence")],
    },
  ];
}
