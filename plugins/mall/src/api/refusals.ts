import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
  MedusaStoreRequest,
} from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import type { z } from "zod";
import { type Read, readRequest } from "../domain/order-request";
import { REFUSALS, type Refusal } from "../domain/refusal";
import { errorTypeOf, RefusedError, refusalOf } from "../workflows/refused-error";

/** A request of the storefront, whose publishable key names the sales channels. */
export type ShopRequest = MedusaStoreRequest;
/** A request of a logged-in shopper. */
export type ShopperRequest = AuthenticatedMedusaRequest & Pick<MedusaStoreRequest, "publishable_key_context">;

/** Answers a refusal: the one place where codes become statuses. */
export function answerRefusal(res: MedusaResponse, refused: Refusal): void {
  res.status(REFUSALS[refused.code].status).json({ type: errorTypeOf(refused), ...refused });
}

/** Turns the refusals of a route into answers `{ type, code, message, field? }`; other errors go on to Medusa. */
export function refusing<Request>(handle: (req: Request, res: MedusaResponse) => Promise<void>) {
  return async (req: Request, res: MedusaResponse): Promise<void> => {
    try {
      await handle(req, res);
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) throw error;
      answerRefusal(res, refused);
    }
  };
}

/**
 * Reads a body or a query.
 * @throws {RefusedError} naming the first field that is wrong.
 */
export function readOrRefuse<T>(shape: z.ZodType<T>, input: unknown): T {
  const read: Read<T> = readRequest(shape, input);
  if (read.kind === "refused") throw new RefusedError(read.refusal);
  return read.value;
}

/** The path parameter `id`; empty, and so nobody's, when no id could be stored like that. */
export function idOf(req: { params: Record<string, string | undefined> }): string {
  const { id = "" } = req.params;
  return isStorable(id) ? id : "";
}
