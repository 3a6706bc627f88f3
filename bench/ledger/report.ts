import type { Figure } from "./measure";
import type { Pattern } from "./preload";

/** Everything measured at one size. */
export interface SizeFigures {
  entries: number;
  posting: Record<Pattern, Map<string, Figure>>;
  reads: Map<string, Figure>;
  maturation: Figure;
}

/** What must hold, and how far it is. */
export interface Gate {
  name: string;
  value: number;
  least: number;
  stretch: number | null;
  /** Limits in milliseconds hold from above. */
  isLimit?: boolean;
}

const BATCH = "batch 1000";
/** As the service's micro-batcher posts; the naive mall has eight connections. */
const TWO_BATCHES = "batch 1000, 2 connections";

/** The gates, as ratios of medians of one run, so that the machine's own speed counts little. */
export function gatesOf(small: SizeFigures, large: SizeFigures): Gate[] {
  const posting = (pattern: Pattern, name: string, size = large) =>
    size.posting[pattern].get(name)?.per_s ?? 0;
  const per = (pattern: Pattern, name: string, other: string) =>
    posting(pattern, name) / posting(pattern, other);
  const read = (name: string, size = large) => size.reads.get(name)?.p50_ms ?? Number.NaN;
  const naive = "naive, 8 connections";
  const batcher = "micro-batcher 256";
  return [
    { name: "batch 1000 ÷ COPY, random", value: per("random", BATCH, "COPY"), least: 0.22, stretch: 0.4 },
    { name: "batch 1000 ÷ COPY, hot", value: per("hot", BATCH, "COPY"), least: 0.5, stretch: 0.8 },
    {
      name: "batch 1000, hot ÷ random",
      value: posting("hot", BATCH) / posting("random", BATCH),
      least: 1,
      stretch: null,
    },
    {
      name: `${TWO_BATCHES} ÷ naive 8, hot`,
      value: per("hot", TWO_BATCHES, naive),
      least: 30,
      stretch: 45,
    },
    {
      name: "micro-batcher 256 ÷ naive 8, random",
      value: per("random", batcher, naive),
      least: 8,
      stretch: 12,
    },
    { name: "micro-batcher 256 ÷ naive 8, hot", value: per("hot", batcher, naive), least: 15, stretch: 25 },
    {
      name: "TypeORM ÷ plain pg, batch 1000, random",
      value: per("random", BATCH, `${BATCH}, plain pg`),
      least: 0.9,
      stretch: 1,
    },
    {
      name: "large ÷ small, posting",
      value: posting("random", BATCH) / posting("random", BATCH, small),
      least: 0.75,
      stretch: 0.9,
    },
    {
      name: "large ÷ small, a month's statement",
      value: read("a month's statement", small) / read("a month's statement"),
      least: 0.75,
      stretch: 0.9,
    },
    {
      name: "large ÷ small, a maturation run",
      value: large.maturation.per_s / small.maturation.per_s,
      least: 0.75,
      stretch: 0.9,
    },
    { name: "upline, ms", value: read("upline of a customer"), least: 1, stretch: null, isLimit: true },
    {
      name: "a month's statement, ms",
      value: read("a month's statement"),
      least: 50,
      stretch: null,
      isLimit: true,
    },
    {
      name: "a star's month's statement, ms",
      value: read("a star's month's statement"),
      least: 50,
      stretch: null,
      isLimit: true,
    },
    {
      name: "downline page, ms",
      value: Math.max(read("downline page, first level"), read("downline page, second level")),
      least: 100,
      stretch: null,
      isLimit: true,
    },
  ];
}

/** Whether a gate is met. */
export function isMet({ value, least, isLimit = false }: Gate): boolean {
  return isLimit ? value < least : value >= least;
}

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);

/** One size's figures as a Markdown table. */
export function tableOf({ entries, posting, reads, maturation }: SizeFigures): string {
  const row = (figure: Figure, unit: string) =>
    `| ${figure.name} | ${number(figure.per_s)} ${unit} | ${figure.spread[0]}–${figure.spread[1]} % | ${number(figure.p50_ms)} | ${number(figure.p99_ms)} |`;
  const lines = [`### ${entries.toLocaleString("en")} transfers`, ""];
  for (const pattern of ["random", "hot"] as const) {
    lines.push(`| ${pattern} | median | rounds | p50 ms | p99 ms |`, "| --- | --- | --- | --- | --- |");
    lines.push(...[...posting[pattern].values()].map((figure) => row(figure, "orders/s")), "");
  }
  lines.push("| other | median | rounds | p50 ms | p99 ms |", "| --- | --- | --- | --- | --- |");
  lines.push(...[...reads.values()].map((figure) => row(figure, "/s")));
  lines.push(row(maturation, "accruals/s"), "");
  return lines.join("\n");
}

/** The gates as a Markdown table. */
export function gateTable(gates: readonly Gate[]): string {
  const lines = ["| gate | measured | gate | stretch | |", "| --- | --- | --- | --- | --- |"];
  for (const gate of gates) {
    const sign = gate.isLimit ? "<" : "≥";
    const stretch = gate.stretch === null ? "–" : `${sign} ${gate.stretch}`;
    lines.push(
      `| ${gate.name} | ${number(gate.value)} | ${sign} ${gate.least} | ${stretch} | ${isMet(gate) ? "met" : "**missed**"} |`,
    );
  }
  return lines.join("\n");
}
