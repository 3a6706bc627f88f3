import { cpus } from "node:os";
import type { Cost } from "./counter";
import type { Load } from "./load";

/** One line of the report. */
export interface Row {
  work: string;
  connections: number;
  load: Load;
  cost?: Cost | undefined;
  /** The rate of what it is held against. */
  beside?: number | undefined;
}

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3).replace(/\.?0+$/, "");

export function lineOf({ work, connections, load, cost, beside }: Row): string {
  const cells = [
    ...[work, connections, number(load.per_s), `${number(load.p50_ms)} ms`, `${number(load.p99_ms)} ms`],
    ...[cost ? cost.statements : "", cost ? number(cost.cpu_ms) : ""],
    beside === undefined ? "" : `${number(load.per_s / beside)} ×`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const HEAD = [
  "| Work | Connections | a second | p50 | p99 | SQL statements | server CPU ms | beside stock |",
  "| --- | --: | --: | --: | --: | --: | --: | --: |",
];

/** The page of docs/benchmarks. */
export function pageOf(command: string, rows: readonly Row[], said: readonly string[]): string {
  return [
    "# The shop beside Medusa as it comes",
    "",
    `    ${command}`,
    "",
    `One run on ${cpus().length} shared cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.version}; PostgreSQL, the local WeChat and`,
    "whoever asks are on the same machine. **Stock** is Medusa 2.21 without any of our plugins, its own server on a copy of",
    "the same seeded database: its list of 20 with prices, and its six calls from cart to order. **Warm** is what anybody",
    "gets, **cold** the same request with a token, which passes the answer cache by. Statements are counted where they leave",
    "the server, `BEGIN` and `COMMIT` too; they and the CPU (without PostgreSQL's) are the median of requests asked one after",
    "another, with what is done behind an answer. Rates of one run move by a fifth on a shared machine; trust the ratios.",
    "",
    ...HEAD,
    ...rows.map(lineOf),
    "",
    ...said.map((line) => `- ${line}`),
    "",
    "Not measured here: nginx in front (it is timed in front of the same answers by whoever runs one), and Vendure, which this",
    "benchmark does not install.",
    "",
  ].join("\n");
}
