// The map painted ahead, with a margin, so that moving it copies pixels instead of drawing again.

import { screenX, screenY, widened, type Camera } from "./camera";
import type { Items } from "./drawing";
import { paint } from "./paint";
import { scene, type World } from "./scene";
import type { Stamp } from "./shapes";
import { density } from "./surface";

export interface Backing {
  /** Copies the map as seen by a camera; while `moving`, a picture of nearly the same scale may serve. */
  show(context: CanvasRenderingContext2D, camera: Camera, moving: boolean): void;
  /** What was painted, and where it was seen from. */
  painted(): { items: Items; camera: Camera } | null;
  renew(world: World, stamp: Stamp): void;
}

const MARGIN = 128; // pixels
const QUICK = 9; // milliseconds within which a picture is drawn anew for every frame
const STRETCH = 1.6;

export function backing(words: boolean): Backing {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { alpha: false })!;
  let world: World;
  let stamp: Stamp;
  let kept: { items: Items; camera: Camera } | null = null;
  let cost = 0;
  const serves = (camera: Camera, moving: boolean): boolean => {
    if (!kept) return false;
    const ratio = camera.scale / kept.camera.scale;
    if (ratio !== 1 && !(moving && cost > QUICK && ratio < STRETCH && ratio > 1 / STRETCH)) return false;
    const { x, y, width, height } = placed(kept.camera, camera);
    return x <= 0 && y <= 0 && x + width >= camera.width && y + height >= camera.height;
  };
  const draw = (camera: Camera): void => {
    const view = widened(camera, MARGIN);
    kept = { camera: view, items: scene(world, view, MARGIN) };
    if (!words) kept.items.words = [];
    canvas.width = Math.round(view.width * density());
    canvas.height = Math.round(view.height * density());
    context.setTransform(density(), 0, 0, density(), 0, 0);
    context.fillStyle = world.look.background;
    context.fillRect(0, 0, view.width, view.height);
    paint(context, kept.items, world.look.font, stamp);
  };
  return {
    show(target, camera, moving) {
      const began = performance.now();
      const drawn = !serves(camera, moving);
      if (drawn) draw(camera);
      const { x, y, width, height } = placed(kept!.camera, camera);
      const snap = (value: number): number => Math.round(value * density()) / density();
      target.imageSmoothingQuality = "low";
      target.drawImage(canvas, snap(x), snap(y), width, height);
      // Browsers paint a canvas when it is copied, so that the cost shows only now.
      if (drawn) cost = performance.now() - began;
    },
    painted: () => kept,
    renew(next, stamps) {
      [world, stamp, kept] = [next, stamps, null];
    },
  };
}

/** Where the window of one camera lies in the window of another. */
function placed(one: Camera, two: Camera): { x: number; y: number; width: number; height: number } {
  const ratio = two.scale / one.scale;
  const [width, height] = [one.width * ratio, one.height * ratio];
  return { x: screenX(two, one.x) - width / 2, y: screenY(two, one.y) - height / 2, width, height };
}
