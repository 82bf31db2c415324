// What the pictures of the map and of a focus have in common.

import type { Camera, Point } from "./camera";
import type { DrawnNode, Items, Target } from "./drawing";
import { min } from "./numbers";
import type { World } from "./scene";
import type { Stamp } from "./shapes";
import type { Place } from "./state";

/** Where pictures are drawn; size in pixels, changing with the window and the filters. */
export interface Surface {
  width: number;
  height: number;
  world: World;
  stamp: Stamp;
}

export interface Picture {
  /** Where the reader stands; null for where the whole is seen. */
  place: Place | null;
  camera(): Camera;
  whole(): Place;
  /** Least and most pixels a unit. */
  limits(): [least: number, most: number];
  paint(context: CanvasRenderingContext2D, pointed: Target | null, moving: boolean): void;
  items(): Items;
  /** What is at a place or within some pixels of it. */
  pick(at: Point, reach: number): Target | null;
  /** Nodes in view in the order in which keys go through them. */
  inView(): DrawnNode[];
}

/** Pixels of the screen to a pixel of the page; more than two are not worth their time. */
export const density = (): number => min(2, devicePixelRatio || 1);
