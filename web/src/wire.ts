// What the page carries, as kg/page packs it: these names are those of the data, so the build leaves them as they are.

/** What the core says of the graph besides its columns. */
export interface Meta {
  title: string;
  base: string;
  built: string;
  /** Nodes of the whole graph by class, also of those that are not in the page. */
  counts: Record<string, number>;
  left: { nodes: number; edges: number };
  how: string;
  modularity: number;
  undated: number;
  focus: number | null;
  depth: Depth;
  /** Names of the measures that are filled in, besides rank, papers and degree. */
  measures?: string[];
}

export type Depth = 1 | 2 | 3;

export interface Class {
  name: string;
  label: string;
  colour: string;
  dark: string;
  shape: string;
}

export interface Relation {
  name: string;
  label: string;
  from: "Paper" | "Entity" | "Claim";
  to: "Paper" | "Entity" | "Claim";
}

/** Web addresses of a node, http and https only. */
export interface Links {
  wikidata?: string;
  page?: string;
  url?: string;
}

/** A column for each property of nodes, then of edges. */
export interface Columns {
  labels: Uint8Array;
  ids: Uint8Array;
  aliases: Uint8Array;
  /** Index into `classes`. */
  type: Uint8Array;
  /** Places on a square of 65,536 by 65,536, y upwards. */
  x: Uint16Array;
  y: Uint16Array;
  radius: Uint16Array;
  rank: Float32Array;
  community: Uint32Array;
  /** How many papers name it; 0 for papers and claims. */
  papers: Uint32Array;
  /** YYYYMMDD of papers and claims, month and day 00 where unknown; 0 for no date. */
  date: Uint32Array;
  /** Bits: `GENERIC`, `HEDGED`, `NEGATIVE`. */
  flags: Uint8Array;
  block: Uint32Array;
  degree: Uint32Array;
  betweenness: Float32Array;
  head: Uint32Array;
  tail: Uint32Array;
  /** Index into `relations`. */
  relation: Uint8Array;
  weight: Uint32Array;
  /** 0 to 255. */
  confidence: Uint8Array;
  said_at: Uint32Array;
  said: Uint32Array;
}

/** The tree of communities, a column each; parents stand before their children. */
export interface Communities {
  names: string[];
  /** All bits set for those of the coarsest level, which is 0. */
  parent: Uint32Array;
  level: Uint8Array;
  x: Uint16Array;
  y: Uint16Array;
  radius: Uint16Array;
  size: Uint32Array;
  hub: Uint32Array;
}

/** Edges between two communities of one level, summed; where the tree is not as deep as the level, its leaf stands for it. */
export interface Bundles {
  level: Uint8Array;
  a: Uint32Array;
  b: Uint32Array;
  weight: Float32Array;
  count: Uint32Array;
}

/** Start and end count Unicode code points of the paper's text, end exclusive. */
export type Mention = [start: number, end: number, node: number, role: string, confidence: number, rule: number];
export type Mark = [start: number, end: number];
/** Flags: 1 hedged, 2 negative. */
export type Evidence = [edge: number, start: number, end: number, rule: number, confidence: number, flags: number, marks: Mark[]];

export interface Result {
  metric: string | null;
  value: string | null;
  unit: string | null;
  dataset: string | null;
  baseline: string | null;
  direction: string | null;
}

export interface Claim {
  node: number;
  start: number;
  end: number;
  type: string;
  relation: string;
  hedged: boolean;
  negative: boolean;
  confidence: number;
  rule: number;
  subject: string | null;
  objects: string[];
  datasets: string[];
  tasks: string[];
  results: Result[];
}

export interface PaperText {
  id: string;
  title: string;
  /** Title, line end, abstract. */
  text: string;
  /** Where the abstract begins in the text. */
  abstract: number;
  authors: string[];
  authorCount: number;
  venue: string | null;
  date: string | null;
  url: string | null;
  mentions: Mention[];
  claims: Claim[];
  evidence: Evidence[];
}

export interface Block {
  papers: Record<number, PaperText>;
  /** Names of rules, which mentions, claims and evidence give by index. */
  rules: string[];
}

/** What stands before the columns of the core: where each is, and what is no column. */
export interface Header {
  arrays: Record<string, [kind: "u8" | "u16" | "u32" | "f32", offset: number, length: number]>;
  meta: Meta;
  classes: Class[];
  relations: Relation[];
  links: Record<number, Links>;
  broader: Record<number, number[]>;
  communities: { names: string[] };
}
