// Outlines of classes: shape as well as colour tells them apart. Names are those of vis-network.

import { PI, ceil, cos, max, round, sin } from "./numbers";

type Outline = readonly (readonly [x: number, y: number])[];

/** Corners around the middle; every outline covers about the area of a circle of radius 1. */
const OUTLINES: Record<string, Outline> = {
  "square": [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  "diamond": [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  "triangle": [[0, -1.3], [1.3, 0.95], [-1.3, 0.95]],
  "triangleDown": [[0, 1.3], [1.3, -0.95], [-1.3, -0.95]],
  "star": Array.from({ length: 10 }, (_, point) => {
    const [angle, reach] = [(point * PI) / 5 - PI / 2, point % 2 ? 0.68 : 1.4];
    return [reach * cos(angle), reach * sin(angle)] as const;
  }),
};

export const rounded = (value: number): number => round(value * 100) / 100;

/** A shape as the data of an SVG path. */
export function outline(shape: string, x: number, y: number, r: number): string {
  const corners = OUTLINES[shape];
  const at = (dx: number, dy: number): string => `${rounded(x + dx * r)} ${rounded(y + dy * r)}`;
  if (corners) return `M${corners.map(([dx, dy]) => at(dx, dy)).join("L")}Z`;
  const half = `A${rounded(r)} ${rounded(r)} 0 0 0 `;
  return `M${at(-1, 0)}${half}${at(1, 0)}${half}${at(-1, 0)}Z`;
}

export type Stamp = (context: CanvasRenderingContext2D, shape: string, colour: string, x: number, y: number, r: number) => void;

/** Pictures of shapes, drawn once for each shape, colour and size: copying is quicker than drawing. */
export function stamps(density: number, edge: string): Stamp {
  const kept = new Map<string, HTMLCanvasElement>();
  const make = (shape: string, colour: string, r: number): HTMLCanvasElement => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = ceil((2 * 1.4 * r + 3) * density);
    const middle = canvas.width / density / 2;
    const context = canvas.getContext("2d")!;
    context.scale(density, density);
    draw(context, shape, colour, edge, middle, middle, r);
    return canvas;
  };
  return (context, shape, colour, x, y, r) => {
    const size = max(0.5, round(r * 2) / 2);
    const key = shape + colour + size;
    let stamp = kept.get(key);
    if (!stamp) kept.set(key, (stamp = make(shape, colour, size)));
    const side = stamp.width / density;
    const snap = (value: number): number => round((value - side / 2) * density) / density;
    context.drawImage(stamp, snap(x), snap(y), side, side);
  };
}

export function draw(context: CanvasRenderingContext2D, shape: string, colour: string, edge: string, x: number, y: number, r: number): void {
  const path = new Path2D(outline(shape, x, y, r));
  context.fillStyle = colour;
  context.fill(path);
  if (r < 2.5) return;
  context.strokeStyle = edge;
  context.lineWidth = 1;
  context.stroke(path);
}
