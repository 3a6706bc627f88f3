import { model } from "@medusajs/framework/utils";

/** A thing the shop leaves out (`domain/merchant-fault.ts`), from when it was first seen until it reads well again. */
export const MerchantFault = model
  .define("mall_merchant_fault", {
    id: model.id({ prefix: "mflt" }).primaryKey(),
    kind: model.text(),
    subject_type: model.text(),
    subject_id: model.text(),
    part: model.text().default(""),
    title: model.text(),
    detail: model.text(),
    first_seen_at: model.dateTime(),
    last_seen_at: model.dateTime(),
    resolved_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["kind", "subject_id", "part"], unique: true }, { on: ["subject_id"] }]);
