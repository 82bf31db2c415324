// The map painted ahead, with a margin, so that moving it copies pixels instead of drawing again.

import { screenX, screenY, widened, type Camera } from "./camera";
import type { Items } from "./drawing";
import { round } from "./numbers";
import { paint } from "./paint";
import { scene } from "./scene";
import { density, type Surface } from "./surface";

interface Painted {
  items: Items;
  camera: Camera;
}

export interface Backing {
  /** Shows the map as seen by a camera; while `moving`, a picture of nearly the same scale may serve. */
  show(context: CanvasRenderingContext2D, camera: Camera, moving: boolean): void;
  /** What was painted, and where it was seen from. */
  painted(): Painted | null;
  /** Forgets it. */
  renew(): void;
}

const MARGIN = 128; // pixels painted on each side while the map moves
const QUICK = 9; // milliseconds within which a picture is drawn anew for every frame
const STRETCH = 1.6;

export function backing(surface: Surface, words: boolean): Backing {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { alpha: false })!;
  let kept: Painted | null = null;
  let cost = 0;
  const serves = (camera: Camera, moving: boolean): boolean => {
    if (!kept) return false;
    const ratio = camera.scale / kept.camera.scale;
    if (ratio !== 1 && !(moving && cost > QUICK && ratio < STRETCH && ratio > 1 / STRETCH)) return false;
    const { x, y, width, height } = placed(kept.camera, camera);
    return x <= 0 && y <= 0 && x + width >= camera.width && y + height >= camera.height;
  };
  const draw = (camera: Camera, margin: number): void => {
    const { look } = surface.world;
    const view = widened(camera, margin);
    kept = { camera: view, items: scene(surface.world, view, margin) };
    if (!words) kept.items.words = [];
    canvas.width = round(view.width * density());
    canvas.height = round(view.height * density());
    context.setTransform(density(), 0, 0, density(), 0, 0);
    context.fillStyle = look.background;
    context.fillRect(0, 0, view.width, view.height);
    paint(context, kept.items, look.font, surface.stamp);
  };
  return {
    show(target, camera, moving) {
      const began = performance.now();
      const drawn = !serves(camera, moving);
      if (drawn) draw(camera, moving ? MARGIN : 0);
      const { x, y, width, height } = placed(kept!.camera, camera);
      const snap = (value: number): number => round(value * density()) / density();
      target.imageSmoothingQuality = "low";
      target.drawImage(canvas, snap(x), snap(y), width, height);
      // Browsers paint a canvas when it is copied, so that the cost shows only now.
      if (drawn) cost = performance.now() - began;
    },
    painted: () => kept,
    renew: () => (kept = null),
  };
}

/** Where the window of one camera lies in the window of another. */
function placed(one: Camera, two: Camera): { x: number; y: number; width: number; height: number } {
  const ratio = two.scale / one.scale;
  const [width, height] = [one.width * ratio, one.height * ratio];
  return { x: screenX(two, one.x) - width / 2, y: screenY(two, one.y) - height / 2, width, height };
}
