/** Does the work at once, and where it is asked for again soon after, once more when the time has passed. */
export function atMostEvery(milliseconds: number | (() => number), work: () => void): () => void {
  const rest = typeof milliseconds === "number" ? () => milliseconds : milliseconds;
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const run = () => {
    timer = null;
    last = performance.now();
    work();
  };
  return () => {
    if (timer !== null) return;
    const wait = last + rest() - performance.now();
    if (wait <= 0) run();
    else timer = setTimeout(run, wait);
  };
}
