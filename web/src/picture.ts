// The picture as a file: exactly what the map shows.

import { make } from "./dom";
import type { Drawing, Items, Word } from "./drawing";
import { SVG } from "./node";
import { outline } from "./shapes";

const SHARP = 2; // pixels of the file a pixel of the screen

export function png(drawing: Drawing, done: (picture: Blob) => void): void {
  const { width, height } = drawing.items();
  const canvas = make("canvas", { width: width * SHARP, height: height * SHARP });
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(SHARP, SHARP);
  drawing.paint(context);
  canvas.toBlob((picture) => picture && done(picture));
}

/** The picture as SVG. */
export function svg({ width, height, background, discs, edges, nodes, words }: Items): string {
  const root = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
  root.append(
    shape("rect", { width, height, fill: background }),
    ...discs.map(({ x, y, r, fill, line }) => shape("circle", { cx: x, cy: y, r, fill, stroke: line })),
    ...edges.map(({ x1, y1, x2, y2, cx, cy, width, colour, opacity }) => {
      const way = cx === undefined ? `L${x2} ${y2}` : `Q${cx} ${cy} ${x2} ${y2}`;
      return shape("path", { d: `M${x1} ${y1}${way}`, fill: "none", stroke: colour, "stroke-width": width, opacity });
    }),
    ...nodes.map((node) =>
      shape("path", {
        d: outline(node.shape, node.x, node.y, node.r),
        fill: node.colour,
        stroke: background,
        opacity: node.opacity,
      }),
    ),
    ...words.map((word) => written(word, background)),
  );
  return new XMLSerializer().serializeToString(root);
}

const ANCHORS = { left: "start", center: "middle", right: "end" };

function written({ text, x, y, size, angle, align, bold, colour }: Word, halo: string): SVGElement {
  const element = shape("text", {
    x,
    y,
    fill: colour,
    stroke: halo,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "font-family": "system-ui, sans-serif",
    "font-size": size,
    "font-weight": bold ? "bold" : "normal",
    "text-anchor": ANCHORS[align],
    "dominant-baseline": "central",
    transform: `rotate(${(angle * 180) / Math.PI} ${x} ${y})`,
  });
  element.textContent = text;
  return element;
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  return element;
}
