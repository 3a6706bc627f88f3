/** How a table is drawn: what stands below, what above it, and how many rows at most. */
export interface Chart {
  shape: "line" | "bar";
  x: string;
  y: string[];
  most: number;
}

/** Tables that are also drawn. */
export const CHARTS: Readonly<Record<string, Chart>> = {
  "overview/by_day": { shape: "line", x: "day", y: ["net_fen"], most: 400 },
  "traffic/by_channel": { shape: "bar", x: "source", y: ["visitors"], most: 12 },
  "funnel/steps": { shape: "bar", x: "step", y: ["visitors"], most: 6 },
  "distribution/effect": { shape: "bar", x: "source", y: ["net_fen"], most: 2 },
  "distribution/top": { shape: "bar", x: "name", y: ["net_fen", "commission_fen"], most: 10 },
  "products/products": { shape: "bar", x: "title", y: ["goods_fen"], most: 10 },
  "searches/terms": { shape: "bar", x: "term", y: ["searches"], most: 12 },
};

/** Tables whose cells are shaded by how much they hold. */
export const HEATED: readonly string[] = [
  "customers/cohorts",
  "habits/orders_by_hour",
  "habits/visitors_by_hour",
];
