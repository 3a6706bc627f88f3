import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../scripts/local/children.mjs";

/** What a server has used since it began. */
interface Used {
  statements: number;
  cpu_ms: number;
  memory_mb: number;
}

/** What one request costs the server. */
export interface Cost {
  /** The median: a job that happens to run meanwhile counts for nobody. */
  statements: number;
  cpu_ms: number;
}

/** Counts what a server sends to PostgreSQL and the CPU it uses, from inside the server. */
export class Counter {
  private constructor(private readonly port: number) {}

  static async make(): Promise<Counter> {
    return new Counter(await freePort());
  }

  /** What the server's process must be started with. */
  get environment(): Record<string, string> {
    return {
      NODE_OPTIONS: `--require ${join(__dirname, "count-statements.cjs")}`,
      BENCH_COUNTER_PORT: String(this.port),
    };
  }

  async read(): Promise<Used> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/`);
    return (await answer.json()) as Used;
  }

  /** Runs a request some times, one after another, and answers what one of them costs. */
  async costOf(request: () => Promise<unknown>, rounds: number): Promise<Cost> {
    const statements: number[] = [];
    const cpu: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = await this.read();
      await request();
      // What an answer leaves to be done behind it belongs to it.
      await delay(SETTLE_MS);
      const after = await this.read();
      statements.push(after.statements - before.statements);
      cpu.push(after.cpu_ms - before.cpu_ms);
    }
    return { statements: middleOf(statements), cpu_ms: middleOf(cpu) };
  }
}

const SETTLE_MS = 150;

const middleOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
