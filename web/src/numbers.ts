// Functions on numbers by their own names.

export const { abs, atan2, ceil, cos, exp, floor, hypot, log2, max, min, PI, round, sin, sqrt } = Math;
