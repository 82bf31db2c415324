// Mouse, wheel and fingers → moves of the drawing.

import type { Point } from "./camera";
import type { Stage } from "./draw";
import type { Target } from "./drawing";
import { exp, hypot, max, min } from "./numbers";

const CLICK = 6; // pixels that a click may stray
const DOUBLE = 1.8;
const MOUSE = 4; // pixels around what is meant
const FINGER = 14; // the same for fingers

export interface Hands {
  open(target: Target): void;
  /** What is pointed at has changed; `at` is in pixels of the canvas. */
  hover(target: Target | null, at: Point): void;
}

export function gestures(canvas: HTMLCanvasElement, stage: Stage, hands: Hands): void {
  const fingers = new Map<number, Point>();
  let began: Point | null = null;
  let dragged = false;
  let reach = MOUSE;
  const at = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    reach = event.pointerType === "mouse" ? MOUSE : FINGER;
    if (fingers.size === 1) [began, dragged] = [at(event), false];
    else dragged = true;
  };
  canvas.onpointermove = (event) => {
    const now = at(event);
    const before = fingers.get(event.pointerId);
    if (!before) return hands.hover(stage.pick(now, MOUSE), now);
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    fingers.set(event.pointerId, now);
    if (began && !dragged && hypot(now.x - began.x, now.y - began.y) < CLICK) return;
    if (!dragged && began) stage.pan(now.x - began.x, now.y - began.y);
    else if (others[0]) pinch(stage, others[0], before, now);
    else stage.pan(now.x - before.x, now.y - before.y);
    dragged = true;
    hands.hover(null, now);
  };
  const lift = (event: PointerEvent): void => void fingers.delete(event.pointerId);
  canvas.onpointerup = lift;
  canvas.onpointercancel = lift;
  // Not when the finger lifts: what opens below it would be clicked by the same finger.
  canvas.onclick = (event) => {
    const target = dragged ? null : stage.pick(at(event), reach);
    if (target) hands.open(target);
  };
  canvas.onpointerleave = (event) => hands.hover(null, at(event));
  canvas.ondblclick = (event) => {
    if (!stage.pick(at(event), MOUSE)) stage.glideIn(DOUBLE, at(event));
  };
  canvas.onwheel = (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    stage.zoom(exp(-max(-120, min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.0022)), at(event));
  };
}

/** Two fingers: what lies between them stays between them. */
function pinch(stage: Stage, still: Point, before: Point, now: Point): void {
  const apart = (one: Point): number => hypot(one.x - still.x, one.y - still.y) || 1;
  stage.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  stage.zoom(apart(now) / apart(before), { x: (now.x + still.x) / 2, y: (now.y + still.y) / 2 });
}
