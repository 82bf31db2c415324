// Where the reader stands: the point of the world at the middle of the picture, and pixels a unit.

import { abs, max, min } from "./numbers";
import type { Place } from "./state";

export interface Point {
  x: number;
  y: number;
}

/** A place seen through a window of some size; the world's y goes up, the window's down. */
export interface Camera extends Place {
  width: number;
  height: number;
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export const screenX = (camera: Camera, x: number): number => (x - camera.x) * camera.scale + camera.width / 2;
export const screenY = (camera: Camera, y: number): number => (camera.y - y) * camera.scale + camera.height / 2;

export const world = (camera: Camera, { x, y }: Point): Point => ({
  x: (x - camera.width / 2) / camera.scale + camera.x,
  y: camera.y - (y - camera.height / 2) / camera.scale,
});

/** The part of the world that is seen. */
export function seen(camera: Camera): Box {
  const [wide, high] = [camera.width / 2 / camera.scale, camera.height / 2 / camera.scale];
  return { left: camera.x - wide, right: camera.x + wide, bottom: camera.y - high, top: camera.y + high };
}

/** The place that shows a circle of the world whole. */
export function around(camera: Camera, x: number, y: number, radius: number, margin = 1.04): Place {
  return { x, y, scale: max(1, min(camera.width, camera.height)) / (2 * radius * margin) };
}

/** The place after zooming by a factor, the point under the finger staying where it is. */
export function zoomed(camera: Camera, factor: number, at: Point, limits: [least: number, most: number]): Place {
  const scale = min(limits[1], max(limits[0], camera.scale * factor));
  const fixed = world(camera, at);
  return {
    x: fixed.x - (at.x - camera.width / 2) / scale,
    y: fixed.y + (at.y - camera.height / 2) / scale,
    scale,
  };
}

export const moved = (camera: Camera, dx: number, dy: number): Place => ({
  x: camera.x - dx / camera.scale,
  y: camera.y + dy / camera.scale,
  scale: camera.scale,
});

/** A window with a margin around the camera's, seen at the same scale. */
export const widened = (camera: Camera, margin: number): Camera => ({
  ...camera,
  width: camera.width + 2 * margin,
  height: camera.height + 2 * margin,
});

/** The place between two, `part` from 0 to 1; scale changes evenly to the eye. */
export function between(one: Place, two: Place, part: number): Place {
  const ratio = two.scale / one.scale;
  const scale = one.scale * ratio ** part;
  const way = abs(ratio - 1) < 1e-3 ? part : (1 - ratio ** -part) / (1 - 1 / ratio);
  return { x: one.x + (two.x - one.x) * way, y: one.y + (two.y - one.y) * way, scale };
}
