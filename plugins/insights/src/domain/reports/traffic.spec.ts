import { expect, test } from "vitest";
import { funnelOf, type SourceTraffic, trafficOf } from "./traffic";

const share: SourceTraffic = {
  source: "share",
  visitors: 10,
  new_visitors: 6,
  product: 8,
  cart: 4,
  checkout: 3,
  ordered: 2,
  paid: 1,
  page_views: 40,
  shares: 2,
  opens: 9,
  paid_orders: 2,
  net_fen: 1_990n,
};
const direct = { ...share, source: "direct", visitors: 10, paid: 0, paid_orders: 0, net_fen: 0n };

test("each channel has its visitors, conversion and money", () => {
  const { figures, tables } = trafficOf([share, direct], []);
  expect(tables[0]?.rows).toMatchObject([
    { source: "share", conversion: 1_000, net_fen: "1990" },
    { source: "direct", conversion: 0, net_fen: "0" },
  ]);
  expect(figures.find(({ key }) => key === "conversion")).toMatchObject({ value: 500, previous: null });
});

test("a funnel says what part came to each step, of the first and of the one before", () => {
  const { tables } = funnelOf([share], [], [{ ...share, name: "阿藤" }]);
  expect(
    tables[0]?.rows.map(({ visitors, of_previous, of_first }) => [visitors, of_previous, of_first]),
  ).toEqual([
    [10, 10_000, 10_000],
    [8, 8_000, 8_000],
    [4, 5_000, 4_000],
    [3, 7_500, 3_000],
    [2, 6_666, 2_000],
    [1, 5_000, 1_000],
  ]);
  expect(tables[2]?.rows[0]).toMatchObject({ name: "阿藤", paid: 1 });
});
