import type { ReportRange } from "./range";

/** How a value is meant: fen are decimal strings, `bps` are hundredths of a percent. */
export type ValueKind = "text" | "day" | "count" | "fen" | "bps" | "channel" | "decimal";
export type Value = string | number | null;

/** One number of a report, with the one of the period before. */
export interface Figure {
  key: string;
  kind: ValueKind;
  value: Value;
  previous: Value;
}

/** Rows of a report; a page and a file show the same. */
export interface ReportTable {
  name: string;
  columns: readonly { key: string; kind: ValueKind }[];
  rows: readonly Readonly<Record<string, Value>>[];
}

export interface Report extends ReportRange {
  name: string;
  figures: readonly Figure[];
  tables: readonly ReportTable[];
}

/** What a report is made of, before it knows its range. */
export type ReportContent = Pick<Report, "figures" | "tables">;

/** A share in basis points, rounded down; null of nothing. */
export function bpsOf(part: number | bigint, whole: number | bigint): number | null {
  const of = BigInt(whole);
  return of === 0n ? null : Number((BigInt(part) * 10_000n) / of);
}

/** Figures of two periods side by side. */
export function compare<Key extends string>(
  kinds: Readonly<Record<Key, ValueKind>>,
  now: Readonly<Record<NoInfer<Key>, Value | bigint>>,
  before: Readonly<Record<NoInfer<Key>, Value | bigint>>,
): Figure[] {
  return keysOf(kinds).map((key) => ({
    key,
    kind: kinds[key],
    value: shown(now[key]),
    previous: shown(before[key]),
  }));
}

/** A table whose rows hold exactly its columns. */
export function tableOf<Key extends string>(
  name: string,
  kinds: Readonly<Record<Key, ValueKind>>,
  rows: readonly Readonly<Record<NoInfer<Key>, Value | bigint>>[],
): ReportTable {
  return {
    name,
    columns: keysOf(kinds).map((key) => ({ key, kind: kinds[key] })),
    rows: rows.map((row) => Object.fromEntries(keysOf(kinds).map((key) => [key, shown(row[key])]))),
  };
}

const keysOf = <Key extends string>(kinds: Readonly<Record<Key, ValueKind>>): Key[] =>
  Object.keys(kinds) as Key[];

/** Fen as JSON carries them. */
const shown = (value: Value | bigint): Value => (typeof value === "bigint" ? String(value) : (value ?? null));
