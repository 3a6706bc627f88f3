import { model } from "@medusajs/framework/utils";

/** A row that a job could not finish, and when it is tried again: whatever is stuck waits apart from the others. */
export const MallRetry = model
  .define("mall_retry", {
    /** `<job>:<row>`. */
    id: model.text().primaryKey(),
    job: model.text(),
    row_id: model.text(),
    /** In a row. */
    failures: model.number(),
    retry_at: model.dateTime(),
  })
  .indexes([{ on: ["job", "retry_at"] }]);
