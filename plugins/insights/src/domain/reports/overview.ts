import type { Day } from "../shanghai-day";
import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** A day of the shop: visitors from events, all money from orders and ledger, by the day of the first payment. */
export interface ShopDay {
  day: Day;
  visitors: number;
  new_visitors: number;
  /** Visitors who paid on that day. */
  buyers: number;
  orders: number;
  paid_orders: number;
  paid_fen: bigint;
  refunded_fen: bigint;
  accrued_fen: bigint;
  clawed_fen: bigint;
}

/** What the shop did: revenue is what was paid less what was refunded of it since, on whatever day. */
export function overviewOf(days: readonly ShopDay[], before: readonly ShopDay[]): ReportContent {
  return {
    figures: compare(FIGURES, totalsOf(days), totalsOf(before)),
    tables: [
      tableOf(
        "by_day",
        DAY,
        days.map((day) => ({ ...day, ...moneyOf(day) })),
      ),
    ],
  };
}

const FIGURES = {
  net_fen: "fen",
  paid_fen: "fen",
  refunded_fen: "fen",
  paid_orders: "count",
  average_fen: "fen",
  visitors: "count",
  new_visitors: "count",
  conversion: "bps",
  orders: "count",
  commission_fen: "fen",
} as const;

const DAY = {
  day: "day",
  visitors: "count",
  new_visitors: "count",
  orders: "count",
  paid_orders: "count",
  paid_fen: "fen",
  refunded_fen: "fen",
  net_fen: "fen",
  commission_fen: "fen",
} as const;

const moneyOf = (day: Pick<ShopDay, "paid_fen" | "refunded_fen" | "accrued_fen" | "clawed_fen">) => ({
  net_fen: day.paid_fen - day.refunded_fen,
  commission_fen: day.accrued_fen - day.clawed_fen,
});

function totalsOf(days: readonly ShopDay[]) {
  const count = (key: "visitors" | "new_visitors" | "buyers" | "orders" | "paid_orders") =>
    days.reduce((sum, day) => sum + day[key], 0);
  const fen = (key: "paid_fen" | "refunded_fen" | "accrued_fen" | "clawed_fen") =>
    days.reduce((sum, day) => sum + day[key], 0n);
  const money = {
    paid_fen: fen("paid_fen"),
    refunded_fen: fen("refunded_fen"),
    accrued_fen: fen("accrued_fen"),
    clawed_fen: fen("clawed_fen"),
  };
  const paid_orders = count("paid_orders");
  return {
    ...money,
    ...moneyOf(money),
    paid_orders,
    orders: count("orders"),
    visitors: count("visitors"),
    new_visitors: count("new_visitors"),
    average_fen: paid_orders === 0 ? null : money.paid_fen / BigInt(paid_orders),
    conversion: bpsOf(count("buyers"), count("visitors")),
  };
}
