import { compare, type ReportContent, tableOf } from "./report";

/** What happened in an hour of a weekday, over a range. Weekdays are 1 (Monday) to 7. */
export interface HabitHour {
  weekday: number;
  hour: number;
  visitors: number;
  orders: number;
}

/** Two products bought in one order. */
export interface BoughtTogether {
  first: string;
  second: string;
  orders: number;
  /** Orders with the first and with the second, and all of the range. */
  of_first: number;
  of_second: number;
  all: number;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When people come and buy, and what they buy together. */
export function habitsOf(
  hours: readonly HabitHour[],
  before: readonly HabitHour[],
  pairs: readonly BoughtTogether[],
): ReportContent {
  const columns = Object.fromEntries(WEEKDAYS.map((weekday) => [`weekday_${weekday}`, "count" as const]));
  const matrix = (key: "visitors" | "orders") =>
    tableOf(
      `${key}_by_hour`,
      { hour: "count", ...columns },
      HOURS.map((hour) => {
        const cells = WEEKDAYS.map((weekday) => [
          `weekday_${weekday}`,
          hours.find((one) => one.hour === hour && one.weekday === weekday)?.[key] ?? 0,
        ]);
        return { hour, ...(Object.fromEntries(cells) as Record<string, number>) };
      }),
    );
  const sum = (of: readonly HabitHour[]) => ({ orders: of.reduce((total, { orders }) => total + orders, 0) });
  return {
    figures: compare({ orders: "count" }, sum(hours), sum(before)),
    tables: [
      matrix("orders"),
      matrix("visitors"),
      tableOf(
        "together",
        { first: "text", second: "text", orders: "count", lift: "decimal" },
        pairs.map((pair) => ({ ...pair, lift: liftOf(pair) })),
      ),
    ],
  };
}

/** How much more often than by chance: 1.00 is chance. Two decimals. */
const liftOf = ({ orders, of_first, of_second, all }: BoughtTogether): string | null =>
  of_first * of_second === 0 ? null : ((orders * all) / (of_first * of_second)).toFixed(2);
