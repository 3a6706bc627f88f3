import { expect, test } from "vitest";
import { habitsOf } from "./habits";

test("hours stand against weekdays, and pairs against chance", () => {
  const { tables } = habitsOf(
    [{ weekday: 7, hour: 20, visitors: 9, orders: 3 }],
    [],
    [{ first: "茶", second: "杯", orders: 4, of_first: 8, of_second: 5, all: 20 }],
  );
  expect(tables[0]?.rows).toHaveLength(24);
  expect(tables[0]?.rows[20]).toMatchObject({ hour: 20, weekday_1: 0, weekday_7: 3 });
  expect(tables[1]?.rows[20]).toMatchObject({ weekday_7: 9 });
  expect(tables[2]?.rows).toEqual([{ first: "茶", second: "杯", orders: 4, lift: "2.00" }]);
});
