/** What the server answers; see the reports' domain. */
export type ValueKind = "text" | "day" | "count" | "fen" | "bps" | "channel" | "decimal";
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Figure {
  key: string;
  kind: ValueKind;
  value: Value;
  previous: Value;
}

export interface ReportTable {
  name: string;
  columns: { key: string; kind: ValueKind }[];
  rows: Row[];
}

export interface Report {
  name: string;
  range: { from: string; to: string };
  previous: { from: string; to: string };
  figures: Figure[];
  tables: ReportTable[];
}
