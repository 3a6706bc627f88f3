import { type Fields, fields } from "../../domain/answer-fields";
import type { Answer } from "../../domain/route-allowlist";
import { listOf } from "./list-answer";

const PLAIN = fields("id name description handle rank parent_category_id created_at updated_at deleted_at", {
  // The picture which the merchant gives a category stands in its metadata.
  metadata: fields("icon_url"),
});

/** A tree: above and below a category are categories. */
const ENTITY: Fields = {
  ...PLAIN,
  get parent_category() {
    return ENTITY;
  },
  get category_children() {
    return ENTITY;
  },
};

export const CATEGORY: Answer = { entity: ENTITY, body: { product_category: ENTITY } };
export const CATEGORIES: Answer = listOf("product_categories", ENTITY);
