// The view as a SPARQL question over the edges of the whole graph.

import * as graph from "./graph";
import { isEntity } from "./node";
import type { State } from "./state";

/** A literal, in which everything that could end it is a code. */
export function literal(text: string): string {
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${text.replace(/[\\"\u0000-\u001f\u007f\u2028\u2029]/g, code)}"`;
}

/** The edges in view: those of the neighbourhood in focus, or all; in a skeleton of the question, the filters as conditions. */
export function sparql(state: Readonly<State>, skeleton: string): string {
  const parts: Record<string, string[]> = { "  # focus": focus(state), "  # conditions": conditions(state) };
  return skeleton.split("\n").flatMap((line) => parts[line] ?? line).join("\n");
}

const iri = (node: number): string => `<${graph.meta.base}${graph.id(node)}>`;

/** The question as a command of a POSIX shell. */
export const command = (question: string): string => `kg query BUILD '${question.replaceAll("'", "'\\''")}'`;

/** From a node to itself or over an edge. */
const STEP = "(^rdf:subject/rdf:object|^rdf:object/rdf:subject)?";

/** The edges of the nodes that are fewer steps away from the focus than are seen. */
function focus({ focus, depth }: Readonly<State>): string[] {
  if (focus === null) return [];
  const steps = Array<string>(depth - 1)
    .fill(STEP)
    .join("/");
  const reach = steps ? `?focus ${steps} ?near .` : "BIND(?focus AS ?near)";
  return [
    `  { SELECT DISTINCT ?near WHERE { ${called(focus)} ${reach} } }`,
    "  { ?assertion rdf:subject ?near } UNION { ?assertion rdf:object ?near }",
  ];
}

/** An entity by name too, so that the question serves other builds; not only, for names are shown without controls. */
function called(node: number): string {
  const address = `VALUES ?focus { ${iri(node)} }`;
  if (!isEntity(node)) return address;
  const { name } = graph.classOf(node);
  return `{ ${address} } UNION { ?focus a kg:${name} ; skos:prefLabel ${literal(graph.label(node))} }`;
}

function conditions(state: Readonly<State>): string[] {
  const { minConfidence, hiddenClasses, hiddenRelations } = state;
  const lines: string[] = [];
  if (minConfidence) lines.push(`FILTER(?confidence >= ${((minConfidence - 0.5) / 255).toFixed(4)})`);
  const relations = [...hiddenRelations].map((relation) => `kg:${graph.relations[relation].name}`);
  if (relations.length) lines.push(`FILTER(?predicate NOT IN (${relations.join(", ")}))`);
  const hubs = hidden(state).map((node) => iri(node));
  for (const end of ["?head", "?tail"]) {
    if (hubs.length) lines.push(`FILTER(${end} NOT IN (${hubs.join(", ")}))`);
    for (const type of hiddenClasses) lines.push(`FILTER NOT EXISTS { ${end} a kg:${graph.classes[type].name} }`);
  }
  return [...lines, ...years(state)].map((line) => `  ${line}`);
}

function hidden({ focus, hideGeneric }: Readonly<State>): number[] {
  return hideGeneric ? [...graph.flags.keys()].filter((node) => graph.flags[node] & graph.GENERIC && node !== focus) : [];
}

function years({ from, to }: Readonly<State>): string[] {
  if (from === null && to === null) return [];
  const said = "?assertion kg:saidIn/dcterms:date ?date BIND(SUBSTR(STR(?date), 1, 4) AS ?year)";
  const bounds = `?year >= "${from ?? "0000"}" && ?year <= "${to ?? "9999"}" && REGEX(?year, "^[0-9]{4}$")`;
  return [`FILTER EXISTS { ${said} FILTER(${bounds}) }`];
}
