// Outlines of classes: shape as well as colour tells them apart. Names are those of vis-network.

type Outline = readonly (readonly [x: number, y: number])[];

/** Corners around the middle; every outline covers about the area of a circle of radius 1. */
const OUTLINES: Record<string, Outline> = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  triangle: [[0, -1.3], [1.3, 0.95], [-1.3, 0.95]],
  triangleDown: [[0, 1.3], [1.3, -0.95], [-1.3, -0.95]],
  star: Array.from({ length: 10 }, (_, point) => {
    const [angle, reach] = [(point * Math.PI) / 5 - Math.PI / 2, point % 2 ? 0.68 : 1.4];
    return [reach * Math.cos(angle), reach * Math.sin(angle)] as const;
  }),
};

/** Adds a shape to the context's path. */
function trace(context: CanvasRenderingContext2D, shape: string, x: number, y: number, r: number): void {
  const corners = OUTLINES[shape];
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], index) => (index ? context.lineTo(x + cx * r, y + cy * r) : context.moveTo(x + cx * r, y + cy * r)));
  context.closePath();
}

/** The shape as the data of an SVG path. */
export function outline(shape: string, x: number, y: number, r: number): string {
  const at = (value: number): string => String(Math.round(value * 100) / 100);
  const corners = OUTLINES[shape];
  if (!corners) return `M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 1 0 ${at(2 * r)} 0a${at(r)} ${at(r)} 0 1 0 ${at(-2 * r)} 0Z`;
  return `M${corners.map(([cx, cy]) => `${at(x + cx * r)} ${at(y + cy * r)}`).join("L")}Z`;
}

export type Stamp = (context: CanvasRenderingContext2D, shape: string, colour: string, x: number, y: number, r: number) => void;

/** Pictures of shapes, drawn once for each shape, colour and size: copying is quicker than drawing. */
export function stamps(density: number, edge: string): Stamp {
  const kept = new Map<string, HTMLCanvasElement>();
  const make = (shape: string, colour: string, r: number): HTMLCanvasElement => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil((2 * 1.4 * r + 3) * density);
    const context = canvas.getContext("2d")!;
    context.scale(density, density);
    draw(context, shape, colour, edge, canvas.width / density / 2, canvas.width / density / 2, r);
    return canvas;
  };
  return (context, shape, colour, x, y, r) => {
    const size = Math.max(0.5, Math.round(r * 2) / 2);
    const key = `${shape}${colour}${size}`;
    let stamp = kept.get(key);
    if (!stamp) kept.set(key, (stamp = make(shape, colour, size)));
    const side = stamp.width / density;
    const snap = (value: number): number => Math.round((value - side / 2) * density) / density;
    context.drawImage(stamp, snap(x), snap(y), side, side);
  };
}

export function draw(context: CanvasRenderingContext2D, shape: string, colour: string, edge: string, x: number, y: number, r: number): void {
  context.beginPath();
  trace(context, shape, x, y, r);
  context.fillStyle = colour;
  context.fill();
  if (r < 2.5) return;
  context.strokeStyle = edge;
  context.lineWidth = 1;
  context.stroke();
}
