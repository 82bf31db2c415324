// What the drawing tells the views around it: exactly what is seen now.


export interface DrawnNode {
  node: number;
  x: number;
  y: number;
  r: number;
  colour: string;
  shape: string;
  /** 0 to 1. */
  opacity: number;
}

/** What a reader means by a place of the picture. */
export interface Target {
  node?: number;
  edge?: number;
  community?: number;
  /** The sector to grow. */
  more?: string;
}

/** A quadratic curve, bent towards `cx` and `cy`. `edge` is null for a bundle or what stands for several. */
export interface DrawnEdge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  cx: number;
  cy: number;
  width: number;
  colour: string;
  /** 0 to 1. */
  opacity: number;
  edge: number | null;
}

export interface DrawnDisc {
  x: number;
  y: number;
  r: number;
  fill: string;
  line: string;
}

/** A text of the picture; `angle` in radians, clockwise, around its anchor at half the height of its letters. */
export interface Word {
  text: string;
  x: number;
  y: number;
  size: number;
  angle: number;
  align: "left" | "center" | "right";
  bold: boolean;
  colour: string;
  /** What it names. */
  target?: Target;
}

/** In pixels of the map, y downwards. */
export interface Items {
  width: number;
  height: number;
  background: string;
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  discs: DrawnDisc[];
  /** Every text of the picture, labels of nodes too. */
  words: Word[];
}

export interface Drawing {
  /** Paints the present view at its size in pixels; the context may be scaled beforehand. */
  paint(context: CanvasRenderingContext2D): void;
  items(): Items;
  /** Nodes whose edges are to be seen as if pointed at, such as a path that was found. */
  highlight(nodes: readonly number[]): void;
  /** Called after every new picture. */
  onPaint(listener: () => void): void;
}
