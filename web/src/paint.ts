// Items → pixels.

import type { DrawnEdge, Items, Word } from "./drawing";
import { PI } from "./numbers";
import { draw, type Stamp } from "./shapes";

/** Paints a picture; with `stamp` shapes are copied, which is quicker, else drawn, which is sharp at any scale. */
export function paint(context: CanvasRenderingContext2D, items: Items, font: string, stamp?: Stamp): void {
  for (const { x, y, r, fill, line } of items.discs) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * PI);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = line;
    context.lineWidth = 1;
    context.stroke();
  }
  for (const edge of items.edges) paintEdge(context, edge);
  for (const { shape, colour, x, y, r, opacity } of items.nodes) {
    context.globalAlpha = opacity;
    if (stamp) stamp(context, shape, colour, x, y, r);
    else draw(context, shape, colour, items.background, x, y, r);
  }
  context.globalAlpha = 1;
  context.textBaseline = "middle";
  for (const word of items.words) paintWord(context, word, items.background, font, HALO);
  for (const word of items.words) paintWord(context, word, word.colour, font, [[0, 0]]);
}

export function trace(context: CanvasRenderingContext2D, { x1, y1, x2, y2, cx, cy }: DrawnEdge): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.quadraticCurveTo(cx, cy, x2, y2);
}

export function paintEdge(context: CanvasRenderingContext2D, edge: DrawnEdge): void {
  trace(context, edge);
  context.globalAlpha = edge.opacity;
  context.strokeStyle = edge.colour;
  context.lineWidth = edge.width;
  context.stroke();
  context.globalAlpha = 1;
}

type Shifts = readonly (readonly [x: number, y: number])[];

const HALO: Shifts = [[-1, -1], [1, -1], [-1, 1], [1, 1]]; // copies of a word in the background's colour: far quicker than outlines

/** Paints a word, a copy for each shift. */
function paintWord(context: CanvasRenderingContext2D, { text, x, y, size, angle, align, bold }: Word, colour: string, font: string, shifts: Shifts): void {
  context.font = `${bold ? "600 " : ""}${size}px ${font}`;
  context.textAlign = align;
  context.fillStyle = colour;
  context.translate(x, y);
  context.rotate(angle);
  for (const [dx, dy] of shifts) context.fillText(text, dx, dy);
  context.rotate(-angle);
  context.translate(-x, -y);
}
