/** What one case did in one round. */
export interface Sample {
  /** Orders, reads or accruals. */
  done: number;
  ms: number;
  /** How long each acknowledgement took. */
  latencies_ms: number[];
}

/** A case over all rounds. */
export interface Figure {
  name: string;
  per_s: number;
  /** The slowest and the fastest round beside the median, in percent of it. */
  spread: [number, number];
  p50_ms: number;
  p99_ms: number;
}

/** The middle of a sorted copy. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Times a piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Does jobs with a number of workers, timing each job and all of them. */
export async function withWorkers(workers: number, jobs: readonly (() => Promise<unknown>)[], done: number) {
  const latencies_ms: number[] = [];
  let next = 0;
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: workers }, async () => {
        for (let job = jobs[next++]; job; job = jobs[next++]) latencies_ms.push(await timed(job));
      }),
    ),
  );
  return { done, ms, latencies_ms };
}

/** Sums a case's rounds up. */
export function figureOf(name: string, samples: readonly Sample[]): Figure {
  const rates = samples.map(({ done, ms }) => (done / ms) * 1_000);
  const latencies = samples.flatMap(({ latencies_ms }) => latencies_ms);
  const per_s = median(rates);
  const percent = (rate: number) => Math.round((rate / per_s) * 100);
  return {
    name,
    per_s,
    spread: [percent(Math.min(...rates)), percent(Math.max(...rates))],
    p50_ms: quantile(latencies, 0.5),
    p99_ms: quantile(latencies, 0.99),
  };
}
