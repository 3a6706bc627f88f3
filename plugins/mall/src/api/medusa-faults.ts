import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isStorable } from "@tengman/values";
import { refusal } from "../domain/refusal";
import { type ChangeOwner, outboundShortage } from "../workflows/reads/outbound-shortage";
import { answerRefusal, idOf } from "./refusals";

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

/** Where Medusa takes an open change for granted, which may have ended with its order, and what names the change. */
const IN_OPEN_CHANGE = [
  ["/admin/returns/:id/shipping-method", "return_id"],
  ["/admin/claims/:id/inbound/shipping-method", "claim_id"],
  ["/admin/claims/:id/outbound/shipping-method", "claim_id"],
  ["/admin/exchanges/:id/inbound/shipping-method", "exchange_id"],
  ["/admin/exchanges/:id/outbound/shipping-method", "exchange_id"],
] as const;

/** Where a merchant settles what a claim or an exchange sends out. */
const SENDING_OUT = [
  ["/admin/claims/:id/request", "claim_id"],
  ["/admin/exchanges/:id/request", "exchange_id"],
] as const;

/** Answers 4xx where Medusa's own admin routes would answer 500, or promise what is not there. */
export const medusaFaults: MiddlewareRoute[] = [
  ...UNCHECKED.map(([method, matcher, entity]) => ({
    matcher,
    methods: [method],
    middlewares: [existingOnly(entity)],
  })),
  ...IN_OPEN_CHANGE.map(([matcher, name]) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [inOpenChangeOnly(name)],
  })),
  ...SENDING_OUT.map(([matcher, owner]) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [storedOnly(owner)],
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

function inOpenChangeOnly(name: (typeof IN_OPEN_CHANGE)[number][1]) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order_change",
      fields: ["id"],
      filters: { [name]: idOf(req), status: ["pending", "requested"] },
    });
    if (data.length > 0) return next();
    answerRefusal(res, refusal("record_not_found"));
  };
}

/** What is to be sent out is there. */
function storedOnly(owner: ChangeOwner) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const shortage = await outboundShortage(req.scope, owner, idOf(req));
    if (shortage) answerRefusal(res, shortage);
    else next();
  };
}

/** A new place where stock lies has a name. */
function namedOnly(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const { name } = (req.body ?? {}) as { name?: unknown };
  const isUnnamed = req.method === "POST" && req.path === "/" && typeof name !== "string";
  if (isUnnamed) answerRefusal(res, refusal("invalid_request", "name"));
  else next();
}
