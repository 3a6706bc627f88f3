import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { GUARDED_PARTS, refusalOfBody } from "../domain/admin-amounts";

/** Refuses a body with money that is no whole fen, or pieces that are no whole number, before Medusa writes it. */
function wholeAmountsOnly(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const refused = refusalOfBody(req.body);
  if (refused) res.status(400).json({ type: MedusaError.Types.INVALID_DATA, ...refused });
  else next();
}

/** The door of Medusa's own admin routes that carry money or quantities. */
export const adminAmountRoutes: MiddlewareRoute[] = GUARDED_PARTS.flatMap((part) =>
  [`/admin/${part}`, `/admin/${part}/*`].map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [wholeAmountsOnly],
  })),
);
