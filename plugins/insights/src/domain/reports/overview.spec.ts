import { expect, test } from "vitest";
import { overviewOf } from "./overview";

const day = {
  day: "2026-11-30",
  visitors: 10,
  new_visitors: 4,
  buyers: 2,
  orders: 3,
  paid_orders: 2,
  paid_fen: 3_001n,
  refunded_fen: 1_000n,
  accrued_fen: 300n,
  clawed_fen: 100n,
};

test("revenue is what was paid less refunds, commission what accrued less what was taken back", () => {
  const { figures, tables } = overviewOf([day, { ...day, day: "2026-12-01" }], []);
  expect(Object.fromEntries(figures.map(({ key, value }) => [key, value]))).toEqual({
    net_fen: "4002",
    paid_fen: "6002",
    refunded_fen: "2000",
    paid_orders: 4,
    average_fen: "1500",
    visitors: 20,
    new_visitors: 8,
    conversion: 2_000,
    orders: 6,
    commission_fen: "400",
  });
  expect(figures.find(({ key }) => key === "average_fen")?.previous).toBeNull();
  expect(tables[0]?.rows[0]).toMatchObject({ day: "2026-11-30", net_fen: "2001", commission_fen: "200" });
});
