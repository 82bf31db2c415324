// What lies under a pixel.

import type { DrawnEdge, Items, Target, Word } from "./drawing";
import { scratch, wide } from "./labels";
import { abs, cos, hypot, max, min, sin } from "./numbers";
import { trace } from "./paint";
import type { More } from "./ringscene";

const NEAR = 5; // pixels beside a line

/** What is at a place or within `reach` pixels of it: nodes before words, words before lines; of several nodes the one whose middle is nearest. */
export function pick(items: Items & { more?: More[] }, x: number, y: number, reach: number, font: string): Target | null {
  let best: Target | null = null;
  let least = Infinity;
  for (const { node, x: nx, y: ny, r } of items.nodes) {
    const away = hypot(nx - x, ny - y);
    if (away < r + reach && away < least) [best, least] = [{ node }, away];
  }
  if (best) return best;
  const more = items.more?.find((spoke) => hypot(spoke.x - x, spoke.y - y) < spoke.r + reach);
  if (more) return { more: more.key };
  const word = items.words.find((item) => item.target && inside(item, x, y, font));
  if (word) return word.target!;
  const line = items.edges.find((edge) => edge.edge !== null && beside(edge, x, y));
  return line ? { edge: line.edge! } : null;
}

function inside(word: Word, x: number, y: number, font: string): boolean {
  const [dx, dy] = [x - word.x, y - word.y];
  const along = dx * cos(word.angle) + dy * sin(word.angle);
  const across = dy * cos(word.angle) - dx * sin(word.angle);
  const width = wide(word.text, word.size, word.bold, font);
  const from = word.align === "left" ? 0 : word.align === "right" ? -width : -width / 2;
  return along >= from && along <= from + width && abs(across) <= word.size / 2 + 1;
}

/** Whether a line passes near a place; the browser is asked only where the box around the line holds it. */
function beside(edge: DrawnEdge, x: number, y: number): boolean {
  const { x1, y1, x2, y2, cx, cy } = edge;
  const holds = (at: number, ...ends: number[]): boolean => at > min(...ends) - NEAR && at < max(...ends) + NEAR;
  if (!holds(x, x1, x2, cx) || !holds(y, y1, y2, cy)) return false;
  scratch.lineWidth = 2 * NEAR;
  trace(scratch, edge);
  return scratch.isPointInStroke(x, y);
}
