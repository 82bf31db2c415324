// Items → pixels.

import type { DrawnEdge, Items, Word } from "./drawing";
import { draw, type Stamp } from "./shapes";

/** Paints a picture; with `stamp` shapes are copied, which is quicker, else drawn, which is sharp at any scale. */
export function paint(context: CanvasRenderingContext2D, items: Items, font: string, stamp?: Stamp): void {
  for (const { x, y, r, fill, line } of items.discs) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
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
  for (const word of items.words) paintWord(context, word, items.background, font);
}

export function paintEdge(context: CanvasRenderingContext2D, edge: DrawnEdge): void {
  context.beginPath();
  context.moveTo(edge.x1, edge.y1);
  if (edge.cx === undefined || edge.cy === undefined) context.lineTo(edge.x2, edge.y2);
  else context.quadraticCurveTo(edge.cx, edge.cy, edge.x2, edge.y2);
  context.globalAlpha = edge.opacity;
  context.strokeStyle = edge.colour;
  context.lineWidth = edge.width;
  context.stroke();
  context.globalAlpha = 1;
}

const HALO = [[-1, -1], [1, -1], [-1, 1], [1, 1]] as const; // copies of a word in the background's colour: far quicker than outlines

function paintWord(context: CanvasRenderingContext2D, word: Word, background: string, font: string): void {
  context.save();
  context.translate(word.x, word.y);
  if (word.angle) context.rotate(word.angle);
  context.font = `${word.bold ? "600 " : ""}${word.size}px ${font}`;
  context.textAlign = word.align;
  context.textBaseline = "middle";
  context.fillStyle = background;
  for (const [x, y] of HALO) context.fillText(word.text, x, y);
  context.fillStyle = word.colour;
  context.fillText(word.text, 0, 0);
  context.restore();
}
