// Labels that never cover each other: taken in order of importance, each where there still is room.

import type { Word } from "./drawing";

const CELL = 4; // pixels
const LONGEST = 34; // characters

export interface Room {
  /** Takes a rectangle if it is free and inside the picture. */
  take(left: number, top: number, width: number, height: number): boolean;
  /** Takes a rectangle whether or not it is free. */
  block(left: number, top: number, width: number, height: number): void;
}

/** Room in a picture whose outer `margin` is seen only after a move: nothing is placed across that border. */
export function room(width: number, height: number, margin: number): Room {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const taken = new Uint8Array(columns * rows);
  const clip = (value: number, most: number): number => Math.min(most, Math.max(0, Math.floor(value / CELL)));
  const mark = (left: number, top: number, wide: number, high: number): void => {
    const [from, to] = [clip(left, columns - 1), clip(left + wide, columns - 1)];
    for (let row = clip(top, rows - 1); row <= clip(top + high, rows - 1); row++) taken.fill(1, row * columns + from, row * columns + to + 1);
  };
  return {
    block: mark,
    take(left, top, wide, high) {
      if (left < 0 || top < 0 || left + wide > width || top + high > height) return false;
      if (crosses(left, wide, margin) || crosses(left, wide, width - margin)) return false;
      if (crosses(top, high, margin) || crosses(top, high, height - margin)) return false;
      const [from, to] = [clip(left, columns - 1), clip(left + wide, columns - 1)];
      for (let row = clip(top, rows - 1); row <= clip(top + high, rows - 1); row++) {
        for (let column = from; column <= to; column++) if (taken[row * columns + column]) return false;
      }
      mark(left, top, wide, high);
      return true;
    },
  };
}

const crosses = (from: number, length: number, border: number): boolean => from < border && from + length > border;

const widths = new Map<string, number>();
const ruler = document.createElement("canvas").getContext("2d")!;

/** Width of a text in pixels. */
export function wide(text: string, size: number, bold: boolean, font: string): number {
  const key = bold ? `*${text}` : text;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = `${bold ? "600 " : ""}12px ${font}`;
    widths.set(key, (width = ruler.measureText(text).width));
  }
  return (width * size) / 12;
}

export const shortened = (text: string, longest = LONGEST): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`);

/** Places a label right, left, below or above a node; null where there is no room. */
export function beside(free: Room, text: string, x: number, y: number, r: number, size: number, font: string, colour: string): Word | null {
  const width = wide(text, size, false, font);
  const word = (align: Word["align"], wx: number, wy: number): Word => ({ text, x: wx, y: wy, size, angle: 0, align, bold: false, colour });
  const high = size + 2;
  if (free.take(x + r + 1, y - high / 2, width + 6, high)) return word("left", x + r + 3, y);
  if (free.take(x - r - width - 7, y - high / 2, width + 6, high)) return word("right", x - r - 3, y);
  if (free.take(x - width / 2 - 2, y + r + 1, width + 4, high)) return word("center", x, y + r + 1 + high / 2);
  if (free.take(x - width / 2 - 2, y - r - 1 - high, width + 4, high)) return word("center", x, y - r - 1 - high / 2);
  return null;
}
