import { describe, expect, it } from "vitest";
import { askedFields, type Fields, fields, isShown, pickFields } from "./answer-fields";

const tree: Fields = {
  ...fields("id name"),
  get children() {
    return tree;
  },
};
const shown = fields("id title tags", {
  variants: fields("id sku", { price: fields("amount") }),
  options: { "*": true },
  tree,
});

describe("the fields of an answer", () => {
  it("are those that were named, on every level and in every row", () => {
    expect(
      pickFields(shown, {
        id: "prod_1",
        title: null,
        metadata: { cost_fen: "7654" },
        variants: [
          {
            id: "variant_1",
            metadata: { cost_fen: "7654" },
            price: { amount: 1, raw: { cost_fen: "7654" } },
          },
          null,
        ],
        tree: { id: 1, children: [{ id: 2, cost: 3, children: [{ id: 4 }] }] },
      }),
    ).toEqual({
      id: "prod_1",
      title: null,
      variants: [{ id: "variant_1", price: { amount: 1 } }, null],
      tree: { id: 1, children: [{ id: 2, children: [{ id: 4 }] }] },
    });
  });

  it("hold nothing that hides in a plain field", () => {
    expect(
      pickFields(shown, { id: { cost_fen: "7654" }, title: [{ cost_fen: "7654" }], tags: ["新"] }),
    ).toEqual({ tags: ["新"] });
    expect(pickFields(shown, { options: { 颜色: "红", secret: { cost_fen: "7654" } } })).toEqual({
      options: { 颜色: "红" },
    });
    expect(pickFields(shown, { variants: "7654" })).toEqual({});
  });

  it("know no field that every object has", () => {
    expect(
      pickFields(shown, JSON.parse('{ "__proto__": { "id": 1 }, "constructor": "x", "id": 2 }')),
    ).toEqual({
      id: 2,
    });
    expect(isShown(shown, "constructor.name")).toBe(false);
  });
});

describe("the fields a caller asks for", () => {
  it.each([
    ["id,title", "id,title"],
    ["+variants.sku,-title", "+variants.sku,-title"],
    ["*variants,variants.price.*", "*variants,variants.price.*"],
    [["id", "title,metadata"], "id,title"],
    ["id,metadata,+variants.metadata,*cart,cart.id,*", "id"],
    ["tree.children.children.name", "tree.children.children.name"],
    [" variants.sku", " variants.sku"],
  ])("%j are asked as %j", (asked, kept) => {
    expect(askedFields(shown, asked)).toBe(kept);
  });

  it("are Medusa's own without a wish, or when only an addition is refused", () => {
    for (const asked of [undefined, "", ",", "+metadata", "*payment_collections", "metadata.*", { id: "1" }])
      expect(askedFields(shown, asked)).toBeUndefined();
  });

  it("are no more than the id when everything that was asked for is refused", () => {
    expect(askedFields(shown, "metadata")).toBe("id");
    expect(askedFields(shown, "cart.id,+metadata")).toBe("id");
  });
});
