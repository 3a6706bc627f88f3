import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isStorable } from "@tengman/values";
import { refusal } from "../domain/refusal";
import { answerRefusal } from "./refusals";

/** Whose `:id` Medusa 2.21 does not look at: it changes what it can and then answers 500. */
const UNCHECKED = [
  ["POST", "/admin/products/:id/variants/:variant_id", "product"],
  ["DELETE", "/admin/products/:id/variants/:variant_id", "product"],
  ["POST", "/admin/products/:id/options/batch", "product"],
  ["DELETE", "/admin/claims/:id/inbound/items/:action_id", "order_claim"],
  ["DELETE", "/admin/exchanges/:id/inbound/items/:action_id", "order_exchange"],
  ["POST", "/admin/api-keys/:id/sales-channels", "api_key"],
  ["GET", "/admin/fulfillment-providers/:id/options", "fulfillment_provider"],
] as const;

/** Answers 4xx where Medusa's own admin routes would answer 500 to what is not there. */
export const medusaFaults: MiddlewareRoute[] = [
  ...UNCHECKED.map(([method, matcher, entity]) => ({
    matcher,
    methods: [method],
    middlewares: [existingOnly(entity)],
  })),
  // Without a method it comes before Medusa's own check of the body, which is what fails.
  { matcher: "/admin/stock-locations", middlewares: [namedOnly] },
];

function existingOnly(entity: (typeof UNCHECKED)[number][2]) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { id = "" } = req.params;
    const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
    const { data } = isStorable(id)
      ? await query.graph({ entity, fields: ["id"], filters: { id } })
      : { data: [] };
    if (data.length > 0) return next();
    answerRefusal(res, refusal("record_not_found"));
  };
}

/** A new place where stock lies has a name. */
function namedOnly(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const { name } = (req.body ?? {}) as { name?: unknown };
  const isUnnamed = req.method === "POST" && req.path === "/" && typeof name !== "string";
  if (isUnnamed) answerRefusal(res, refusal("invalid_request", "name"));
  else next();
}
