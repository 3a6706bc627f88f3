import { expect, test } from "vitest";
import { productsOf } from "./products";

test("a product has its conversion and its share of returns", () => {
  const tea = {
    product_id: "prod_1",
    title: "茶",
    views: 30,
    visitors: 20,
    carts: 6,
    orders: 5,
    pieces: 8,
    refunded_pieces: 2,
    goods_fen: 15_920n,
  };
  const { figures, tables } = productsOf([tea], []);
  expect(tables[0]?.rows[0]).toMatchObject({
    title: "茶",
    conversion: 2_500,
    returned: 2_500,
    goods_fen: "15920",
  });
  expect(figures[0]).toEqual({ key: "goods_fen", kind: "fen", value: "15920", previous: "0" });
});
