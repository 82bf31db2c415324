// What lies under a pixel.

import type { DrawnEdge, Items, Word } from "./drawing";
import { wide } from "./labels";
import type { More } from "./ringscene";

export interface Target {
  node?: number;
  edge?: number;
  community?: number;
  /** The sector to grow. */
  more?: string;
}

const NEAR = 5; // pixels beside a line

/** What is at a place or within `reach` pixels of it: nodes before words, words before lines; of several nodes the one whose middle is nearest. */
export function pick(items: Items & { more?: More[] }, x: number, y: number, reach: number, font: string): Target | null {
  let best: Target | null = null;
  let least = Infinity;
  for (const { node, x: nx, y: ny, r } of items.nodes) {
    const away = Math.hypot(nx - x, ny - y);
    if (away < r + reach && away < least) [best, least] = [{ node }, away];
  }
  if (best) return best;
  const more = items.more?.find((spoke) => Math.hypot(spoke.x - x, spoke.y - y) < spoke.r + reach);
  if (more) return { more: more.key };
  const word = items.words.find((item) => (item.node !== undefined || item.community !== undefined) && inside(item, x, y, font));
  if (word) return word.node !== undefined ? { node: word.node } : { community: word.community! };
  const line = items.edges.filter(({ edge }) => edge !== null).find((edge) => distance(edge, x, y) < NEAR);
  return line ? { edge: line.edge! } : null;
}

function inside(word: Word, x: number, y: number, font: string): boolean {
  const [dx, dy] = [x - word.x, y - word.y];
  const along = dx * Math.cos(word.angle) + dy * Math.sin(word.angle);
  const across = dy * Math.cos(word.angle) - dx * Math.sin(word.angle);
  const width = wide(word.text, word.size, word.bold, font);
  const from = word.align === "left" ? 0 : word.align === "right" ? -width : -width / 2;
  return along >= from && along <= from + width && Math.abs(across) <= word.size / 2 + 1;
}

const STEPS = 8;

/** From a point to a line, curves taken as a few straight pieces. */
function distance(edge: DrawnEdge, x: number, y: number): number {
  const steps = edge.cx === undefined ? 1 : STEPS;
  let least = Infinity;
  let [fromX, fromY] = [edge.x1, edge.y1];
  for (let step = 1; step <= steps; step++) {
    const { x: toX, y: toY } = along(edge, step / steps);
    least = Math.min(least, toSegment(x, y, fromX, fromY, toX, toY));
    [fromX, fromY] = [toX, toY];
  }
  return least;
}

export function along({ x1, y1, x2, y2, cx, cy }: DrawnEdge, part: number): { x: number; y: number } {
  if (cx === undefined || cy === undefined) return { x: x1 + (x2 - x1) * part, y: y1 + (y2 - y1) * part };
  const [one, two, three] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return { x: one * x1 + two * cx + three * x2, y: one * y1 + two * cy + three * y2 };
}

function toSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const part = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x1 + part * dx - x, y1 + part * dy - y);
}
