// The layout of a focus: rings by distance, sectors by relation, every spoke as wide as what hangs on it.

import { digits } from "./dom";
import * as graph from "./graph";
import type { Neighbour, Sector } from "./near";
import { PI, atan2, ceil, cos, floor, max, min, sin, sqrt } from "./numbers";

/** A spoke: a node, the name of a sector or what it has left to show; its place around the middle, y downwards. */
export interface Spoke {
  kind: "node" | "name" | "more";
  ring: number;
  x: number;
  y: number;
  /** Radians, clockwise from the right. */
  angle: number;
  sector: Sector;
  neighbour: Neighbour | null;
}

export interface Rings {
  spokes: Spoke[];
  /** Half the width and half the height, labels too. */
  wide: number;
  high: number;
  /** Characters of labels that stand level on both sides; null where they follow their spokes. */
  letters: number | null;
}

const SPOKE = 15; // least room of a spoke on its ring
const ROOMY = 2.2; // times that, of spokes that have it
const INNER = 120; // half the least height of one ring
const FIRST = 100; // radius of the first of several rings
const GAP = 115; // between rings, where labels stand
const LABELS = 120; // room outside the last ring
const LEVEL = 235; // where labels stand level
const ROW = [17, 30] as const; // height of a row where there are many, and few
const ROWS = 80; // on a side
const BORDER = 42; // pixels above and below
const LETTER = 6.4; // width, about
const LETTERS = [12, 56] as const; // fewest and most of a label

interface Branch {
  spoke: Spoke;
  children: Branch[];
}

/** How many nodes stand around a focus so that their names can be read without zooming. */
export const capacity = (height: number, most: number): number => min(most, max(24, 2 * floor((height - 2 * BORDER) / ROW[0]) - 8));

export function rings(sectors: Sector[], width: number): Rings {
  const branches = tree(sectors);
  if (branches.length <= 2 * ROWS && branches.every(({ children }) => children.length === 0)) return sides(branches.map(({ spoke }) => spoke), width);
  const counts: number[] = [];
  const spokes: Spoke[] = [];
  walk(branches, ({ spoke }) => {
    counts[spoke.ring] = (counts[spoke.ring] ?? 0) + 1;
    spokes.push(spoke);
  });
  const reach = radii(branches, counts);
  const needed = branches.reduce((sum, branch) => sum + need(branch, reach), 0);
  const stretch = min(ROOMY, (2 * PI) / needed);
  const gap = (2 * PI - needed * stretch) / sectors.length;
  let angle = -PI / 2;
  branches.forEach((branch, at) => {
    if (at && branch.spoke.sector !== branches[at - 1].spoke.sector) angle += gap;
    const part = need(branch, reach) * stretch;
    spread(branch, angle, part, reach);
    angle += part;
  });
  const extent = reach[reach.length - 1] + LABELS;
  return { spokes, wide: extent, high: extent, letters: null };
}

/** One ring: rows down the right side of an ellipse, then down the left, as far apart as the labels between them and the border allow. */
function sides(spokes: Spoke[], width: number): Rings {
  const rows = ceil(spokes.length / 2);
  const row = rows * ROW[1] < 2 * INNER ? ROW[1] : max(ROW[0], (2 * INNER) / rows);
  const high = max(INNER, (rows * row) / 1.9);
  const wide = max(50, min(high, width / 2 - LEVEL));
  const letters = floor((width / 2 - wide) / LETTER) - 3;
  spokes.forEach((spoke, at) => {
    const right = at < rows;
    const length = right ? rows : spokes.length - rows;
    spoke.y = ((right ? at : at - rows) - (length - 1) / 2) * row;
    spoke.x = (right ? wide : -wide) * sqrt(1 - (spoke.y / high) ** 2);
    spoke.angle = atan2(spoke.y, spoke.x);
  });
  return {
    spokes,
    wide: max(width / 2, wide + LETTERS[0] * LETTER),
    high: (rows * row) / 2 + BORDER,
    letters: min(LETTERS[1], max(LETTERS[0], letters)),
  };
}

/** Sectors in turn: name, nodes each with its own, what is left; what is left of an outer ring ends the circle. */
function tree(sectors: Sector[]): Branch[] {
  const branches: Branch[] = [];
  const of = new Map<number, Branch>();
  for (const sector of sectors) {
    const branch = (kind: Spoke["kind"], ring: number, neighbour: Neighbour | null = null): Branch => ({
      spoke: { kind, ring, x: 0, y: 0, angle: 0, sector, neighbour },
      children: [],
    });
    if (sector.relation !== null) branches.push(branch("name", 1));
    for (const neighbour of sector.shown) {
      const made = branch("node", neighbour.ring, neighbour);
      of.set(neighbour.node, made);
      (neighbour.ring === 1 ? branches : of.get(neighbour.from)!.children).push(made);
    }
    if (sector.left) branches.push(branch("more", sector.shown[0]?.ring ?? 1));
  }
  return branches;
}

function walk(branches: Branch[], visit: (branch: Branch) => void): void {
  for (const branch of branches) {
    visit(branch);
    walk(branch.children, visit);
  }
}

/** Radii of the rings, by number: wide enough for their spokes and for the labels between them. */
function radii(branches: Branch[], counts: number[]): number[] {
  const reach: number[] = [0];
  for (let ring = 1; ring < counts.length; ring++) {
    reach.push(max(ring === 1 ? FIRST : reach[ring - 1] + GAP, ((counts[ring] ?? 0) * SPOKE) / (2 * PI)));
  }
  const tight = branches.reduce((sum, branch) => sum + need(branch, reach), 0) / (2 * PI);
  return tight > 1 ? reach.map((radius) => radius * tight) : reach;
}

/** The angle that a branch needs. */
const need = ({ spoke, children }: Branch, reach: number[]): number =>
  max(SPOKE / reach[spoke.ring], children.reduce((sum, child) => sum + need(child, reach), 0));

function spread({ spoke, children }: Branch, from: number, part: number, reach: number[]): void {
  spoke.angle = from + part / 2;
  spoke.x = reach[spoke.ring] * cos(spoke.angle);
  spoke.y = reach[spoke.ring] * sin(spoke.angle);
  const needed = children.reduce((sum, child) => sum + need(child, reach), 0);
  let angle = from;
  for (const child of children) {
    const share = (need(child, reach) / needed) * part;
    spread(child, angle, share, reach);
    angle += share;
  }
}

/** A relation as the name of a sector, with an arrow for its direction. */
export function sectorName({ relation, outward, shown, left }: Sector): string {
  const { label } = graph.relations[relation!];
  return `${outward ? `${label} →` : `← ${label}`} ${digits(shown.length + left)}`;
}
