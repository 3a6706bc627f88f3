import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { trueUpReservations } from "../workflows/steps/true-up-reservations";
import { idOf } from "./refusals";

/** Medusa's routes that let go of the stock of an order's lines, and what their `:id` is. */
const ROUTES = [
  ["/admin/order-edits/:id/confirm", "order"],
  ["/admin/claims/:id/cancel", "order_claim"],
  ["/admin/exchanges/:id/cancel", "order_exchange"],
] as const;

/**
 * What is refused has changed nothing. When one of these fails, Medusa 2.21 takes back every reservation that was ever let
 * go of for a line, those of pieces that are packed included; what is held too much goes again before the refusal is told.
 */
export const refusedChangeRoutes: MiddlewareRoute[] = ROUTES.map(([matcher, entity]) => ({
  matcher,
  methods: ["POST"],
  middlewares: [trueUpWhenRefused(entity)],
}));

function trueUpWhenRefused(entity: (typeof ROUTES)[number][1]) {
  return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    const json = res.json.bind(res);
    // Read now: when Medusa's error handler answers, the path's parameters are gone.
    const id = idOf(req);
    res.json = (answer: unknown) => {
      if (res.statusCode < 400) return json(answer);
      trueUp(req, entity, id).finally(() => json(answer));
      return res;
    };
    next();
  };
}

async function trueUp(req: MedusaRequest, entity: (typeof ROUTES)[number][1], id: string): Promise<void> {
  try {
    const order_id = entity === "order" ? id : await orderOf(req, entity, id);
    if (order_id) await trueUpReservations(req.scope, order_id);
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`The stock held for a refused change was not looked at: ${(error as Error).message}`);
  }
}

async function orderOf(
  req: MedusaRequest,
  entity: "order_claim" | "order_exchange",
  id: string,
): Promise<string | undefined> {
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity, fields: ["order_id"], filters: { id } });
  return data[0]?.order_id;
}
