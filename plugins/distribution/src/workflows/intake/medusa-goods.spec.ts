import { expect, it } from "vitest";
import { goodsOf, type MedusaVariant } from "./medusa-goods";

const variant: MedusaVariant = {
  id: "variant_1",
  product: {
    id: "prod_1",
    collection_id: "pcol_1",
    categories: [{ mpath: "pcat_food.pcat_tea." }, { mpath: "pcat_gifts" }],
  },
};

it("names the variant, its product and collection, and every category above it", () => {
  expect(goodsOf(variant, 650n)).toEqual({
    variant_id: "variant_1",
    product_id: "prod_1",
    collection_id: "pcol_1",
    category_ids: ["pcat_food", "pcat_tea", "pcat_gifts"],
    unit_cost_fen: 650n,
  });
});

it("knows nothing of a product that is gone", () => {
  const goods = goodsOf({ ...variant, product: null }, null);
  expect(goods).toMatchObject({
    product_id: null,
    collection_id: null,
    category_ids: [],
    unit_cost_fen: null,
  });
});
