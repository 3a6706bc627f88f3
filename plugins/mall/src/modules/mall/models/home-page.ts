import { model } from "@medusajs/framework/utils";

/** The shop's one home page, as the merchant filled it (`domain/home-content.ts` is its shape). */
export const HomePage = model.define("mall_home_page", {
  id: model.text().primaryKey(),
  content: model.json(),
});
