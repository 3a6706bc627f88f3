import { quantile } from "../ledger/measure";

/** Some requests of one kind, answered. */
export interface Load {
  per_s: number;
  p50_ms: number;
  p99_ms: number;
}

export const loadOf = (latencies_ms: readonly number[], took_ms: number): Load => ({
  per_s: (latencies_ms.length / took_ms) * 1_000,
  p50_ms: quantile(latencies_ms, 0.5),
  p99_ms: quantile(latencies_ms, 0.99),
});

/** So many at a time until all are done, each timed. */
export async function atOnce(
  connections: number,
  count: number,
  work: () => Promise<unknown>,
): Promise<Load> {
  const latencies_ms: number[] = [];
  let begun = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const from = performance.now();
      await work();
      latencies_ms.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return loadOf(latencies_ms, performance.now() - start);
}
