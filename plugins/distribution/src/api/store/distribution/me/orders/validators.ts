import { z } from "zod";
import { PageQuery } from "../../../../read-input";

/** Orders of one state, or all. */
export const OrdersQuery = PageQuery.extend({
  state: z.enum(["pending", "available", "clawed_back"]).optional(),
});
