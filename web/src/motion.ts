// When pictures are painted: once a frame at most, while something goes on, and once more when it has come to rest.

import { max, min } from "./numbers";

const TIME = 380; // milliseconds of a change of place
const REST = 130; // milliseconds without movement after which the picture is drawn sharp
/** Whether the reader wants less motion. */
export const calm = matchMedia("(prefers-reduced-motion: reduce)");

type Step = (part: number) => void;

export interface Motion {
  /** Paints with the next frame. */
  invalidate(): void;
  /** Paints at once, and not again with the next frame. */
  begin(): void;
  /** Goes on over a short time, at once where motion is not wanted. */
  move(step: Step): void;
  /** Has moved at once, whatever was going on. */
  jumped(): void;
  moving(): boolean;
}

/** `rested` is called some time after the last movement. */
export function motion(paint: () => void, rested: () => void): Motion {
  let going: { began: number; step: Step } | null = null;
  let pending = 0;
  let resting = 0;
  const rest = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = 0;
      invalidate();
      if (!going) rested();
    }, REST);
  };
  const advance = (time: number): void => {
    const part = min(1, max(0, (time - going!.began) / TIME));
    going!.step(1 - (1 - part) ** 3);
    if (part < 1) return invalidate();
    going = null;
    rest();
  };
  const invalidate = (): void => {
    pending ||= requestAnimationFrame((time) => {
      pending = 0;
      if (going) advance(time);
      paint();
    });
  };
  return {
    invalidate,
    begin() {
      cancelAnimationFrame(pending);
      pending = 0;
      paint();
    },
    move(step) {
      going = { began: calm.matches ? -Infinity : performance.now(), step };
      invalidate();
    },
    jumped() {
      going = null;
      rest();
      invalidate();
    },
    moving: () => going !== null || resting > 0,
  };
}
