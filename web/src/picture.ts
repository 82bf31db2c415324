// The picture as a file: exactly what the map shows.

import { drawn, make } from "./dom";
import type { Drawing, Items } from "./drawing";
import { PI } from "./numbers";
import { outline, rounded } from "./shapes";

const SHARP = 2; // pixels of the file a pixel of the screen

export function png(drawing: Drawing): Promise<Blob> {
  const { width, height } = drawing.items();
  const canvas = make("canvas", { width: width * SHARP, height: height * SHARP });
  const context = canvas.getContext("2d")!;
  context.scale(SHARP, SHARP);
  drawing.paint(context);
  return new Promise((done) => canvas.toBlob((picture) => done(picture!)));
}

const ANCHORS = { left: "start", center: "middle", right: "end" };

/** The picture as SVG. */
export function svg({ width, height, background, discs, edges, nodes, words }: Items): string {
  const texts = words.map(({ text, x, y, size, angle, align, bold, colour }) => {
    const place = `translate(${rounded(x)} ${rounded(y)}) rotate(${rounded((angle * 180) / PI)})`;
    const font = { "font-size": size, "font-weight": bold ? 600 : 400, "text-anchor": ANCHORS[align] };
    return drawn("text", { transform: place, fill: colour, ...font }, text);
  });
  const letters = { "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "font-family": "system-ui, sans-serif", "dominant-baseline": "central" };
  const root = drawn(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    drawn("rect", { width, height, fill: background }),
    ...discs.map(({ x, y, r, fill, line }) => drawn("circle", { cx: rounded(x), cy: rounded(y), r: rounded(r), fill, stroke: line })),
    ...edges.map(({ x1, y1, x2, y2, cx, cy, width, colour, opacity }) => {
      const [from, bend, to] = [[x1, y1], [cx, cy], [x2, y2]].map((point) => point.map(rounded).join(" "));
      return drawn("path", { d: `M${from}Q${bend} ${to}`, fill: "none", stroke: colour, "stroke-width": rounded(width), opacity });
    }),
    ...nodes.map(({ shape, x, y, r, colour, opacity }) => drawn("path", { d: outline(shape, x, y, r), fill: colour, stroke: background, opacity })),
    drawn("g", { stroke: background, ...letters }, ...texts),
  );
  return new XMLSerializer().serializeToString(root);
}
