// Labels that never cover each other: taken in order of importance, each where there still is room.

import type { Word } from "./drawing";

const LONGEST = 28; // characters

export interface Room {
  /** Takes a rectangle if it is free and inside the picture. */
  take(left: number, top: number, width: number, height: number): boolean;
  /** Takes a rectangle whether or not it is free. */
  block(left: number, top: number, width: number, height: number): void;
}

/** Room in a picture whose outer `margin` is seen only after a move: nothing is placed across that border. */
export function room(width: number, height: number, margin: number): Room {
  const taken: { left: number; top: number; right: number; bottom: number }[] = [];
  const block: Room["block"] = (left, top, wide, high) => void taken.push({ left, top, right: left + wide, bottom: top + high });
  return {
    block,
    take(left, top, wide, high) {
      const [right, bottom] = [left + wide, top + high];
      if (!lies(left, right, width, margin) || !lies(top, bottom, height, margin)) return false;
      for (const other of taken) if (left < other.right && right > other.left && top < other.bottom && bottom > other.top) return false;
      block(left, top, wide, high);
      return true;
    },
  };
}

/** Whether what goes from one place to another is within a length, and crosses neither border of its inner part. */
const lies = (from: number, to: number, length: number, margin: number): boolean =>
  from >= 0 && to <= length && (to <= margin || from >= margin) && (to <= length - margin || from >= length - margin);

/** A canvas that is never seen, to measure with. */
export const scratch = document.createElement("canvas").getContext("2d")!;

const widths = [new Map<string, number>(), new Map<string, number>()] as const; // of letters, thin and bold

/** Width of a text in pixels, about: the sum of its letters, each of which is measured once. */
export function wide(text: string, size: number, bold: boolean, font: string): number {
  const known = widths[Number(bold)];
  let sum = 0;
  for (const letter of text) {
    let width = known.get(letter);
    if (width === undefined) {
      scratch.font = `${bold ? "600 " : ""}12px ${font}`;
      known.set(letter, (width = scratch.measureText(letter).width));
    }
    sum += width;
  }
  return (sum * size) / 12;
}

export const shortened = (text: string, longest = LONGEST): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`);

/** Places a label right, left, below or above a node; null where there is no room. */
export function beside(free: Room, text: string, x: number, y: number, r: number, size: number, font: string, colour: string): Word | null {
  const width = wide(text, size, false, font);
  const word = (align: Word["align"], wx: number, wy: number): Word => ({ text, x: wx, y: wy, size, angle: 0, align, bold: false, colour });
  const high = size + 1;
  if (free.take(x + r + 1, y - high / 2, width + 6, high)) return word("left", x + r + 3, y);
  if (free.take(x - r - width - 7, y - high / 2, width + 6, high)) return word("right", x - r - 3, y);
  if (free.take(x - width / 2 - 2, y + r + 1, width + 4, high)) return word("center", x, y + r + 1 + high / 2);
  if (free.take(x - width / 2 - 2, y - r - 1 - high, width + 4, high)) return word("center", x, y - r - 1 - high / 2);
  return null;
}
