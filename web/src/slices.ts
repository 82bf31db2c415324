// Long work in short slices, between which the browser paints and answers.

const SLICE = 10; // milliseconds

/** Does a piece of work for each number from 0, in as many slices as it takes. */
export async function inSlices(count: number, work: (at: number) => void): Promise<void> {
  let began = performance.now();
  for (let at = 0; at < count; at++) {
    work(at);
    if (at % 64 || performance.now() - began < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}
