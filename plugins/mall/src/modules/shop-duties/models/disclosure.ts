import { model } from "@medusajs/framework/utils";

/** What the shop tells about itself, in one row (`domain/disclosures.ts` is its shape). */
export const Disclosure = model.define("mall_disclosure", {
  id: model.text().primaryKey(),
  content: model.json(),
});
